/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.verify;

import io.quiver.spark.compat.Scala;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.Ascending$;
import org.apache.spark.sql.catalyst.expressions.BoundReference;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.expressions.NullsFirst$;
import org.apache.spark.sql.catalyst.expressions.SortOrder;
import org.apache.spark.sql.catalyst.expressions.UnsafeProjection;
import org.apache.spark.sql.catalyst.expressions.UnsafeRow;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;

/** Results of one column, in order. */
final class VerificationOrders {
    private VerificationOrders() {}

    static Comparison byFirstColumn() {
        return new Comparison(
                List.of(new SortOrder(
                        new BoundReference(0, DataTypes.LongType, true),
                        Ascending$.MODULE$,
                        NullsFirst$.MODULE$,
                        Scala.<Expression>seqOf())),
                false);
    }

    static EngineRun run(long... values) {
        UnsafeProjection toUnsafe = UnsafeProjection.create(new DataType[] {DataTypes.LongType});
        List<UnsafeRow> rows = new ArrayList<>();
        for (long value : values) {
            InternalRow row = new GenericInternalRow(new Object[] {value});
            rows.add(toUnsafe.apply(row).copy());
        }
        return new EngineRun(rows, null);
    }
}
