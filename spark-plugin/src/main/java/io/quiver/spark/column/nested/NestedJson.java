/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.column.nested;

import io.quiver.exec.error.Cancellation;
import io.quiver.exec.error.RowFailure;
import io.quiver.exec.error.TooManyBytes;
import io.quiver.exec.expression.Evaluator;
import io.quiver.exec.scan.json.JsonDocuments;
import io.quiver.exec.vector.Batch;
import io.quiver.exec.vector.Bitmap;
import io.quiver.exec.vector.BytesColumn;
import io.quiver.exec.vector.Column;
import io.quiver.exec.vector.ColumnType;
import io.quiver.exec.vector.NestedColumn;
import io.quiver.exec.vector.PartsBuilder;
import io.quiver.spark.column.SparkTypes;
import io.quiver.spark.column.UnsafeForm;
import io.quiver.spark.column.text.JsonParses;
import io.quiver.spark.column.text.JsonWriter;
import io.quiver.spark.compat.Scala;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.apache.spark.sql.catalyst.expressions.BoundReference;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.JsonToStructs;
import org.apache.spark.sql.catalyst.expressions.KnownNullable;
import org.apache.spark.sql.catalyst.expressions.Literal;
import org.apache.spark.sql.catalyst.expressions.json.JsonExpressionUtils;
import org.apache.spark.sql.catalyst.expressions.json.StructsToJsonEvaluator;
import org.apache.spark.sql.catalyst.expressions.objects.Invoke;
import org.apache.spark.sql.catalyst.expressions.objects.StaticInvoke;
import org.apache.spark.sql.types.DataTypes;
import org.jspecify.annotations.Nullable;

/**
 * Parses JSON text into nested values with Quiver's reader, except texts that Spark's parser must read; also writes nested values
 * as JSON text. Source: {@code JsonToStructs} and {@code StructsToJson} of Spark 4.1.3.
 */
final class NestedJson {
    private NestedJson() {}

    static @Nullable NestedCall structs(JsonToStructs json, HostExpressions host) {
        return JsonParses.isOurs(json)
                ? NestedCall.of(json.child(), new Parsed(json, host, () -> JsonParses.reader(json), parsed -> parsed))
                : null;
    }

    /** Spark's replacement for json_object_keys: the object becomes a map here, and its keys the result. */
    static @Nullable NestedCall keys(StaticInvoke call, HostExpressions host) {
        if (call.staticObject() != JsonExpressionUtils.class
                || !call.functionName().equals("jsonObjectKeys")
                || call.arguments().head().dataType() != DataTypes.StringType) {
            return null;
        }
        ColumnType type = SparkTypes.columnType(call.dataType());
        return NestedCall.of(call.arguments().head(), new Parsed(call, host, JsonParses::readerOfObjects, maps -> {
            NestedColumn objects = (NestedColumn) maps;
            return UnsafeForm.nested(objects, type, List.of(objects.part(0)));
        }));
    }

    /** Spark's replacement for to_json. */
    static @Nullable NestedCall texts(Invoke call) {
        if (!(call.targetObject() instanceof Literal target)
                || !(target.value() instanceof StructsToJsonEvaluator json)
                || !call.functionName().equals("evaluate")
                || call.arguments().length() != 1
                || !JsonWriter.isOurs(json)) {
            return null;
        }
        return NestedCall.of(call.arguments().head(), new Written(json));
    }

    private static final class Written implements NestedFunction {
        private final StructsToJsonEvaluator json;
        private @Nullable JsonWriter writer;

        Written(StructsToJsonEvaluator json) {
            this.json = json;
        }

        @Override
        public @Nullable Column of(Column[] arguments, int rowCount) {
            try {
                if (writer == null) {
                    writer = new JsonWriter(json, NestedViews::parts);
                }
                return writer.write(arguments[0]);
            } catch (TooManyBytes tooMany) {
                throw tooMany;
            } catch (RuntimeException refused) { // a pattern or a date that a formatter of Spark's does not take
                Cancellation.unlessEnded(refused);
                return null;
            }
        }
    }

    private static final class Parsed implements NestedFunction {
        private final Expression json;
        private final HostExpressions host;
        private final Supplier<JsonDocuments> reader;
        private final UnaryOperator<Column> wanted;
        private final ColumnType type;
        private @Nullable JsonDocuments documents;
        private @Nullable Evaluator ofSpark;

        /** {@code wanted} extracts the result from the column that the reader reads. */
        Parsed(Expression json, HostExpressions host, Supplier<JsonDocuments> reader, UnaryOperator<Column> wanted) {
            this.json = json;
            this.host = host;
            this.reader = reader;
            this.wanted = wanted;
            type = SparkTypes.columnType(json.dataType());
        }

        @Override
        public @Nullable Column of(Column[] arguments, int rowCount) {
            BytesColumn texts = (BytesColumn) arguments[0].flat();
            JsonDocuments reading = documents();
            if (reading == null) {
                return null;
            }
            Column read = wanted.apply(reading.read(texts));
            long[] odd = reading.odd();
            return odd == null ? read : withOdd(read, texts, odd);
        }

        /** Null if Spark's parser cannot be created; Spark's code reports that at the first text. */
        private @Nullable JsonDocuments documents() {
            if (documents == null) {
                try {
                    documents = reader.get();
                } catch (RuntimeException refused) {
                    Cancellation.unlessEnded(refused);
                }
            }
            return documents;
        }

        /** Merges in the values of Spark's code at odd rows; null if that fails. */
        private @Nullable Column withOdd(Column read, BytesColumn texts, long[] odd) {
            int rowCount = texts.rowCount();
            Column parsed;
            try {
                parsed = ofSpark().evaluate(new Batch(List.of(texts), rowCount), odd);
            } catch (RowFailure failure) {
                return null;
            }
            int[] oddRows = new int[rowCount];
            int oddCount = Bitmap.toSelection(odd, rowCount, oddRows);
            if (oddCount == rowCount) {
                return parsed;
            }
            PartsBuilder both = new PartsBuilder(type, rowCount + oddCount);
            both.appendPrefix(read, rowCount);
            both.appendPrefix(NestedViews.parts(json.dataType(), parsed.gather(oddRows, oddCount)), oddCount);
            int[] rows = new int[rowCount];
            for (int row = 0, next = rowCount; row < rowCount; row++) {
                rows[row] = Bitmap.get(odd, row) ? next++ : row;
            }
            return both.build().gather(rows, rowCount);
        }

        private Evaluator ofSpark() {
            if (ofSpark == null) {
                Expression text = new BoundReference(0, DataTypes.StringType, true);
                // under a name that is not looked up among functions over columns again
                Expression parse =
                        new KnownNullable((Expression) json.withNewChildren(Scala.<Expression>seq(List.of(text))));
                ofSpark = host.of(List.of(parse)).evaluator(0, type);
            }
            return ofSpark;
        }
    }
}
