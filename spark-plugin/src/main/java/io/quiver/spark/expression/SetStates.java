/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.expression;

import io.quiver.exec.kernel.hash.BytesInterner;
import io.quiver.exec.operator.aggregate.table.KeyCodes;
import io.quiver.exec.operator.host.ForeignAggregates.GroupStates;
import io.quiver.exec.operator.host.Phase;
import io.quiver.exec.vector.Batch;
import io.quiver.exec.vector.Column;
import io.quiver.exec.vector.ColumnType;
import io.quiver.spark.column.SparkTypes;
import io.quiver.spark.column.nested.CollectedLists;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.apache.spark.sql.catalyst.expressions.BoundReference;
import org.apache.spark.sql.catalyst.expressions.aggregate.CollectSet;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.Decimal;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;
import scala.runtime.Statics;

/**
 * Collects the distinct non-null values of groups as numbers, and outputs them in the order of Spark's sets. States have Spark's
 * form. If texts outgrow one array, Spark's own sets take over. Source: Spark 4.1.3 {@code Collect}, {@code CollectSet}.
 */
final class SetStates implements GroupStates {
    private final Phase phase;
    private final Supplier<GroupStates> maker;
    private final int argument;
    private final ColumnType type;
    private final CollectedLists lists;
    private final ValueCounts known = new ValueCounts();
    private final HashSetTables tables = new HashSetTables();
    private final BytesInterner texts = new BytesInterner();
    private int[] ids = new int[0];
    /** The hash of each text by its number, for those found so far. */
    private int[] textHashes = new int[0];

    private int hashedTexts;
    private int groupCount;
    private @Nullable GroupStates sparks;

    /** Creates states of a function that this {@linkplain #takes takes}; {@code maker} makes Spark's own. */
    SetStates(CollectSet function, Phase phase, Supplier<GroupStates> maker) {
        this.phase = phase;
        this.maker = maker;
        this.argument = ((BoundReference) function.child()).ordinal();
        this.type = SparkTypes.columnType(function.child().dataType());
        this.lists = new CollectedLists((ArrayType) function.dataType());
    }

    /**
     * Whether its values are a column of a type with equality of bits. Since Spark 4.2 the function may keep nulls (RESPECT
     * NULLS).
     */
    static boolean takes(CollectSet function) {
        return function.child() instanceof BoundReference reference
                && !((ArrayType) function.dataType()).containsNull()
                && isKnown(SparkTypes.columnType(reference.dataType()));
    }

    /** Excludes floating-point types: Spark's sets treat each NaN as another element. */
    private static boolean isKnown(ColumnType type) {
        return switch (type.kind()) {
            case BOOLEAN, BYTE, SHORT, INT, LONG, DATE, TIMESTAMP, TIMESTAMP_NTZ, STRING -> true;
            case DECIMAL -> type.physical() == ColumnType.Physical.LONGS;
            case FLOAT, DOUBLE, BINARY, NULL, OPAQUE -> false;
        };
    }

    @Override
    public void update(Batch arguments, int[] groups) {
        if (phase.readsState()) {
            merge(arguments, groups);
            return;
        }
        int rowCount = arguments.rowCount();
        grow(BufferedStates.groupCount(groups, rowCount));
        Column column = arguments.column(argument);
        if (sparks != null || isTooMuch(column)) {
            sparks().update(arguments, groups);
            return;
        }
        long[] codes = codes(column);
        for (int row = 0; row < rowCount; row++) {
            if (!column.isNull(row)) {
                tables.beforeAdd(groups[row]);
                add(groups[row], codes[row]);
            }
        }
    }

    private void add(int group, long code) {
        if (known.add(group, code, 1)) {
            tables.added(group);
        }
    }

    @Override
    public void merge(Batch states, int[] groups) {
        grow(BufferedStates.groupCount(groups, states.rowCount()));
        CollectedLists.Elements elements = lists.read(states.column(0).flat());
        if (sparks != null || isTooMuch(elements.column())) {
            sparks().merge(states, groups);
            return;
        }
        long[] codes = codes(elements.column());
        int[] rows = elements.rows();
        int from = 0;
        while (from < rows.length) {
            int to = from + 1;
            while (to < rows.length && rows[to] == rows[from]) {
                to++;
            }
            int group = groups[rows[from]];
            tables.beforeAddAll(group, to - from);
            for (int i = from; i < to; i++) {
                add(group, codes[i]);
            }
            from = to;
        }
    }

    private boolean isTooMuch(Column column) {
        return isText() && !texts.hasRoomFor(column.rowCount(), column);
    }

    private boolean isText() {
        return type.physical() == ColumnType.Physical.BYTES;
    }

    /** A number for each value: the value itself, or the number of its text. */
    private long[] codes(Column column) {
        int rowCount = column.rowCount();
        long[] codes = new long[rowCount];
        if (!isText()) {
            KeyCodes.encode(column.flat(), rowCount, codes);
            return codes;
        }
        ids = ids.length < rowCount ? new int[rowCount] : ids;
        texts.intern(column, rowCount, ids, true);
        for (int i = 0; i < rowCount; i++) {
            codes[i] = ids[i];
        }
        return codes;
    }

    /** Spark's states with the values found so far. */
    private GroupStates sparks() {
        GroupStates states = sparks;
        if (states == null) {
            states = BufferedStates.takeOver(this, groupCount, maker);
            sparks = states;
        }
        return states;
    }

    @Override
    public void grow(int newGroupCount) {
        groupCount = Math.max(groupCount, newGroupCount);
        tables.grow(groupCount);
        if (sparks != null) {
            sparks.grow(groupCount);
        }
    }

    @Override
    public List<Column> output(int[] groups) {
        if (phase.writesState()) {
            return state(groups);
        }
        return sparks != null ? sparks.output(groups) : List.of(made(groups));
    }

    @Override
    public List<Column> state(int[] groups) {
        return sparks != null ? sparks.state(groups) : List.of(lists.write(made(groups)));
    }

    private Column made(int[] groups) {
        int[] starts = new int[groups.length];
        int[] lengths = new int[groups.length];
        int total = 0;
        for (int i = 0; i < groups.length; i++) {
            starts[i] = total;
            lengths[i] = tables.size(groups[i]);
            total = Math.addExact(total, lengths[i]);
        }
        hashTexts();
        long[] codes = new long[total];
        for (int i = 0; i < groups.length; i++) {
            writeInOrder(groups[i], codes, starts[i]);
        }
        return lists.of(elements(codes), starts, lengths);
    }

    private void writeInOrder(int group, long[] out, int at) {
        long[] codes = known.values(group);
        long[] orders = new long[codes.length];
        for (int i = 0; i < codes.length; i++) {
            orders[i] = tables.order(group, hash(codes[i]));
        }
        long[] sorted = orders.clone();
        Arrays.sort(sorted);
        int[] taken = new int[codes.length];
        for (int i = 0; i < codes.length; i++) {
            int place = firstOf(orders[i], sorted);
            out[at + place + taken[place]++] = codes[i];
        }
    }

    private static int firstOf(long order, long[] sorted) {
        int low = 0;
        int high = sorted.length - 1;
        while (low < high) {
            int middle = low + high >>> 1;
            if (sorted[middle] < order) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private void hashTexts() {
        if (texts.size() > textHashes.length) {
            textHashes = Arrays.copyOf(textHashes, Math.max(texts.size(), 2 * textHashes.length));
        }
        for (; hashedTexts < texts.size(); hashedTexts++) {
            textHashes[hashedTexts] = UTF8String.fromBytes(
                            texts.data(hashedTexts), texts.start(hashedTexts), texts.length(hashedTexts))
                    .hashCode();
        }
    }

    /** The hash that Scala's sets use for Spark's object of the value. */
    private int hash(long code) {
        return switch (type.kind()) {
            case STRING -> textHashes[(int) code];
            case BOOLEAN -> Boolean.hashCode(code != 0);
            case DECIMAL ->
                Decimal.createUnsafe(code, type.precision(), type.scale()).hashCode();
            case BYTE, SHORT, INT, DATE, LONG, TIMESTAMP, TIMESTAMP_NTZ -> Statics.longHash(code);
            case FLOAT, DOUBLE, BINARY, NULL, OPAQUE -> throw new IllegalStateException("sets of " + type);
        };
    }

    private Column elements(long[] codes) {
        if (!isText()) {
            return KeyCodes.decode(type, codes.length, codes, codes, null);
        }
        int[] numbers = new int[codes.length];
        for (int i = 0; i < codes.length; i++) {
            numbers[i] = (int) codes[i];
        }
        return texts.values(type, numbers, codes.length);
    }

    @Override
    public long sizeBytes() {
        return sparks != null
                ? sparks.sizeBytes()
                : known.sizeBytes() + tables.sizeBytes() + texts.sizeBytesAfter(0, 0) + 4L * textHashes.length;
    }

    @Override
    public void close() {
        if (sparks != null) {
            sparks.close();
        }
    }
}
