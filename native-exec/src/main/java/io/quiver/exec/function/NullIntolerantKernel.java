/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.function;

import io.quiver.exec.error.Declined;
import io.quiver.exec.error.TooManyBytes;
import io.quiver.exec.vector.Bitmap;
import io.quiver.exec.vector.Column;
import io.quiver.exec.vector.ColumnType;
import io.quiver.exec.vector.ConstantColumn;
import io.quiver.exec.vector.DictionaryColumn;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A kernel whose result is null wherever an argument is null. It handles nulls and encodings for the author: the loop sees flat
 * columns, computes every row, and returns a flat column. The validity of that column, if any, marks the nulls that the
 * function makes itself. Where all arguments are constant, the loop runs over one row. Where one is a dictionary and the others
 * are constant, it runs over the dictionary. If a dictionary entry makes it decline, it runs again over the flat rows, since
 * the entry may not be in use.
 *
 * <p>An expression evaluates a later argument of such a kernel only at the rows where the earlier ones are not null, as Spark's
 * generated code does (BinaryExpression.nullSafeCodeGen, Spark 4.1.3).
 */
public final class NullIntolerantKernel implements Kernel {
    /** A loop over one flat column; rows not set in {@code demanded} (null: all are) must not make it decline. */
    @FunctionalInterface
    public interface UnaryLoop {
        Column apply(Column argument, int rowCount, long @Nullable [] demanded);
    }

    /** A loop over two columns; rows not set in {@code demanded} (null: all are) must not make it decline. */
    @FunctionalInterface
    public interface BinaryLoop {
        Column apply(Column left, Column right, int rowCount, long @Nullable [] demanded);
    }

    /** A loop over any number of columns; rows not set in {@code demanded} (null: all are) must not make it decline. */
    @FunctionalInterface
    public interface Loop {
        Column apply(Column[] arguments, int rowCount, long @Nullable [] demanded);
    }

    /** A dictionary of up to this many entries per row of the batch is worth computing: the next batch brings it again. */
    private static final int ENTRIES_PER_ROW = 8;

    private final ColumnType result;
    private final Loop loop;
    private final boolean flattensConstants;
    private final boolean rightFirst;

    private record FlatConstant(Column value, Column rows) {}

    private final List<@Nullable FlatConstant> flatConstants = new ArrayList<>();
    private Column @Nullable [] dictionaryKey;
    private @Nullable Column dictionaryResult;

    private NullIntolerantKernel(ColumnType result, Loop loop, boolean flattensConstants, boolean rightFirst) {
        this.result = result;
        this.loop = loop;
        this.flattensConstants = flattensConstants;
        this.rightFirst = rightFirst;
    }

    public static NullIntolerantKernel unary(ColumnType result, UnaryLoop loop) {
        return nary(result, (arguments, rowCount, demanded) -> loop.apply(arguments[0], rowCount, demanded));
    }

    /** Both arguments are flat. */
    public static NullIntolerantKernel binary(ColumnType result, BinaryLoop loop) {
        return nary(
                result, (arguments, rowCount, demanded) -> loop.apply(arguments[0], arguments[1], rowCount, demanded));
    }

    /** Each argument is flat or a {@link ConstantColumn} that is not null; never both constant. */
    public static NullIntolerantKernel binaryOverConstants(ColumnType result, BinaryLoop loop) {
        return naryOverConstants(
                result, (arguments, rowCount, demanded) -> loop.apply(arguments[0], arguments[1], rowCount, demanded));
    }

    /** All arguments are flat. */
    public static NullIntolerantKernel nary(ColumnType result, Loop loop) {
        return new NullIntolerantKernel(result, loop, true, false);
    }

    /** Each argument is flat or a {@link ConstantColumn} that is not null; at least one is flat. */
    public static NullIntolerantKernel naryOverConstants(ColumnType result, Loop loop) {
        return new NullIntolerantKernel(result, loop, false, false);
    }

    /** The same kernel, but it evaluates its last argument first (Spark's divisions: DivModLike). */
    public NullIntolerantKernel evaluatingRightFirst() {
        return new NullIntolerantKernel(result, loop, flattensConstants, true);
    }

    public boolean isRightFirst() {
        return rightFirst;
    }

    @Override
    public Column evaluate(Column[] arguments, int rowCount, long @Nullable [] active) {
        if (rowCount == 0 || (active != null && !Bitmap.any(active, rowCount))) {
            return ConstantColumn.ofNull(result, rowCount);
        }
        int varying = 0;
        int varyingOrdinal = 0;
        for (int i = 0; i < arguments.length; i++) {
            if (!(arguments[i] instanceof ConstantColumn constant)) {
                varying++;
                varyingOrdinal = i;
            } else if (constant.isNullConstant()) {
                return ConstantColumn.ofNull(result, rowCount);
            }
        }
        if (varying == 0) {
            return new ConstantColumn(overConstants(arguments), rowCount);
        }
        if (varying == 1 && arguments[varyingOrdinal] instanceof DictionaryColumn dictionary) {
            Column answer = overDictionary(arguments, varyingOrdinal, dictionary, rowCount);
            if (answer != null) {
                return answer;
            }
        }
        return overRows(arguments, rowCount, active);
    }

    private Column overConstants(Column[] arguments) {
        Column[] values = new Column[arguments.length];
        for (int i = 0; i < arguments.length; i++) {
            values[i] = ((ConstantColumn) arguments[i]).value();
        }
        try {
            return loop.apply(values, 1, null).flat();
        } catch (Declined declined) {
            throw Declined.batch(); // its one row is all rows
        }
    }

    private Column overRows(Column[] arguments, int rowCount, long @Nullable [] active) {
        Column[] flat = new Column[arguments.length];
        long[] validity = null;
        for (int i = 0; i < arguments.length; i++) {
            Column argument = arguments[i];
            flat[i] = argument instanceof ConstantColumn constant ? constant(i, constant) : argument.flat();
            validity = Bitmap.and(validity, argument.validity(), rowCount);
        }
        Column values = loop.apply(flat, rowCount, Bitmap.and(active, validity, rowCount));
        return validity == null ? values : values.withValidity(Bitmap.and(values.validity(), validity, rowCount));
    }

    /** A constant in the form that the loop takes. The flat rows of a constant that comes with every batch are made once. */
    private Column constant(int ordinal, ConstantColumn argument) {
        if (!flattensConstants) {
            return argument;
        }
        while (flatConstants.size() <= ordinal) {
            flatConstants.add(null);
        }
        FlatConstant known = flatConstants.get(ordinal);
        if (known == null || known.value() != argument.value() || known.rows().rowCount() < argument.rowCount()) {
            known = new FlatConstant(argument.value(), argument.flat());
            flatConstants.set(ordinal, known);
        }
        return known.rows().prefix(argument.rowCount());
    }

    /** The answers by dictionary entry; null where there are too many entries, one declines, or the answers get too long. */
    private @Nullable Column overDictionary(Column[] arguments, int ordinal, DictionaryColumn argument, int rowCount) {
        Column entries = entryResults(arguments, ordinal, argument.dictionary(), rowCount);
        if (entries == null) {
            return null;
        }
        int[] ids = argument.ids();
        long[] made = Bitmap.gather(entries.validity(), ids, rowCount);
        long[] validity = Bitmap.and(argument.validity(), made, rowCount);
        if (entries.type().physical() == ColumnType.Physical.BITS) {
            return entries.withValidity(null).gather(ids, rowCount).withValidity(validity);
        }
        return new DictionaryColumn(rowCount, ids, entries.withValidity(null), validity);
    }

    private @Nullable Column entryResults(Column[] arguments, int ordinal, Column dictionary, int rowCount) {
        Column[] key = new Column[arguments.length];
        for (int i = 0; i < arguments.length; i++) {
            key[i] = i == ordinal ? dictionary : ((ConstantColumn) arguments[i]).value();
        }
        if (isKnown(key)) {
            return dictionaryResult;
        }
        int entryCount = dictionary.rowCount();
        if (entryCount > (long) ENTRIES_PER_ROW * rowCount || entryCount == 0) {
            return null;
        }
        Column[] values = new Column[arguments.length];
        for (int i = 0; i < arguments.length; i++) {
            Column constant = i == ordinal ? dictionary : new ConstantColumn(key[i], entryCount);
            values[i] = flattensConstants ? constant.flat() : constant;
        }
        dictionaryKey = key;
        try {
            dictionaryResult = loop.apply(values, entryCount, null).flat();
        } catch (Declined | TooManyBytes declined) {
            dictionaryResult = null;
        }
        return dictionaryResult;
    }

    /** Columns never change, so the same columns have the same answer. */
    private boolean isKnown(Column[] key) {
        if (dictionaryKey == null) {
            return false;
        }
        for (int i = 0; i < key.length; i++) {
            if (dictionaryKey[i] != key[i]) {
                return false;
            }
        }
        return true;
    }
}
