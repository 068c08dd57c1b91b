/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.expression;

import io.quiver.exec.error.Cancellation;
import io.quiver.exec.kernel.ColumnMerge;
import io.quiver.exec.kernel.json.JsonPath;
import io.quiver.exec.kernel.json.JsonPaths;
import io.quiver.exec.operator.host.Generation;
import io.quiver.exec.vector.Batch;
import io.quiver.exec.vector.Bitmap;
import io.quiver.exec.vector.BytesColumn;
import io.quiver.exec.vector.Column;
import io.quiver.exec.vector.ColumnBuilder;
import io.quiver.exec.vector.ColumnType;
import io.quiver.spark.column.BatchRow;
import io.quiver.spark.column.RowReader;
import io.quiver.spark.compat.Scala;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.BoundReference;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.JsonTuple;
import org.apache.spark.sql.catalyst.expressions.Literal;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;

/**
 * Makes one row of the requested JSON fields of each text. One pass over a text finds all fields. Spark's generator reads the
 * texts that Quiver does not. Source: {@code JsonTuple} of Spark 4.1.3.
 */
public final class TupleRows implements Generation {
    private final JsonTuple tuple;
    private final GeneratedRows rowByRow;
    private final int text;
    private final JsonPaths paths;
    private final int width;
    private final BatchRow row;
    private final RowReader reader;
    private List<Column> columns = List.of();
    private int rowCount;
    private int position;
    private int oddCount;
    private boolean isRowByRow;

    private TupleRows(JsonTuple tuple, GeneratedRows rowByRow, int text, List<JsonPath> fields) {
        this.tuple = tuple;
        this.rowByRow = rowByRow;
        this.text = text;
        paths = new JsonPaths(fields, JsonPaths.Choice.LAST);
        width = fields.size();
        row = new BatchRow(BoundTypes.of(List.of(tuple)));
        reader = new RowReader(Collections.nCopies(width, DataTypes.StringType).toArray(DataType[]::new));
    }

    /** Whether the field names are constant, and their text is a column. */
    public static boolean isOverColumns(JsonTuple tuple) {
        return !fields(tuple).isEmpty();
    }

    /** Empty if a field name is not constant, or the text is not a column. */
    static Optional<TupleRows> of(JsonTuple tuple, GeneratedRows rowByRow) {
        List<JsonPath> fields = fields(tuple);
        return fields.isEmpty()
                ? Optional.empty()
                : Optional.of(new TupleRows(
                        tuple, rowByRow, ((BoundReference) tuple.children().head()).ordinal(), fields));
    }

    private static List<JsonPath> fields(JsonTuple tuple) {
        List<Expression> children = Scala.list(tuple.children());
        List<JsonPath> fields = new ArrayList<>();
        for (Expression name : children.subList(1, children.size())) {
            if (name instanceof Literal literal && literal.value() instanceof UTF8String field && field.isValid()) {
                fields.add(JsonPath.of(field.toString()));
            }
        }
        boolean isKnown = children.get(0) instanceof BoundReference reference
                && reference.dataType() == DataTypes.StringType
                && fields.size() == children.size() - 1;
        return isKnown ? fields : List.of();
    }

    @Override
    public void start(Batch batch) {
        rowCount = batch.rowCount();
        position = 0;
        BytesColumn texts = (BytesColumn) batch.column(text).flat();
        long[] odd = find(texts);
        List<Column> found = new ArrayList<>(width);
        for (int field = 0; field < width; field++) {
            found.add(paths.finds().column(field, ColumnType.STRING, texts.data()));
        }
        List<Column> made = odd == null ? found : withOdd(batch, found, odd);
        oddCount = odd == null ? 0 : Bitmap.count(odd, rowCount);
        isRowByRow = made == null;
        columns = made == null ? List.of() : made;
        if (made == null) {
            rowByRow.start(batch);
        }
    }

    @Override
    public int hostRows(int rows) {
        return isRowByRow ? rows : oddCount;
    }

    /** Finds the fields; returns the texts left to Spark, or null if there are none. */
    private long @Nullable [] find(BytesColumn texts) {
        paths.finds().clear(rowCount);
        long[] odd = null;
        for (int i = 0; i < rowCount; i++) {
            int start = texts.starts()[i];
            if (!texts.isNull(i) && !paths.read(i, texts.data(), start, start + texts.lengths()[i])) {
                paths.finds().forget(i);
                odd = odd == null ? Bitmap.zeros(rowCount) : odd;
                Bitmap.set(odd, i);
            }
        }
        return odd;
    }

    /** Merges in the rows of Spark's generator; null if that fails. */
    private @Nullable List<Column> withOdd(Batch batch, List<Column> found, long[] odd) {
        ColumnBuilder[] builders = new ColumnBuilder[width];
        Arrays.setAll(builders, field -> ColumnBuilder.create(ColumnType.STRING, rowCount));
        row.reset(batch);
        for (int i = 0; i < rowCount; i++) {
            if (!Bitmap.get(odd, i)) {
                for (ColumnBuilder builder : builders) {
                    builder.appendNull();
                }
                continue;
            }
            Cancellation.check();
            try {
                reader.append(
                        builders, (InternalRow) tuple.eval(row.at(i)).iterator().next());
            } catch (Exception e) { // also checked ones, which Scala throws undeclared
                Cancellation.unlessEnded(e);
                return null;
            }
        }
        long[] plain = Bitmap.andNot(null, odd, rowCount);
        plain[plain.length - 1] &= Bitmap.lastWordMask(rowCount);
        List<Column> merged = new ArrayList<>(width);
        for (int field = 0; field < width; field++) {
            ColumnMerge merge = new ColumnMerge(ColumnType.STRING, rowCount);
            merge.add(found.get(field), plain);
            merge.add(builders[field].build(), odd);
            merged.add(merge.finish());
        }
        return merged;
    }

    @Override
    public @Nullable Rows next(int limit) {
        if (isRowByRow) {
            return rowByRow.next(limit);
        }
        int count = Math.min(limit, rowCount - position);
        if (count == 0) {
            return null;
        }
        int from = position;
        position += count;
        int[] sources = IntStream.range(from, from + count).toArray();
        return new Rows(
                sources,
                count,
                columns.stream().map(column -> column.range(from, count)).toList());
    }
}
