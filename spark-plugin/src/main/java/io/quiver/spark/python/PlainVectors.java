/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.python;

import io.quiver.exec.vector.ColumnType;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.DateDayVector;
import org.apache.arrow.vector.DecimalVector;
import org.apache.arrow.vector.Float4Vector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.SmallIntVector;
import org.apache.arrow.vector.TimeStampMicroTZVector;
import org.apache.arrow.vector.TimeStampMicroVector;
import org.apache.arrow.vector.TinyIntVector;
import org.apache.arrow.vector.ValueVector;
import org.apache.arrow.vector.VarBinaryVector;
import org.apache.arrow.vector.VarCharVector;

/** Tells which Arrow vectors hold values in arrays that can be copied unchanged. */
final class PlainVectors {
    private PlainVectors() {}

    /** Whether the vector holds flat values of the type, as {@code ArrowUtils.toArrowType} of Spark 4.1.3 maps it. */
    static boolean holds(ColumnType type, ValueVector vector) {
        return switch (type.kind()) {
            case BOOLEAN -> vector instanceof BitVector;
            case BYTE -> vector instanceof TinyIntVector;
            case SHORT -> vector instanceof SmallIntVector;
            case INT -> vector instanceof IntVector;
            case LONG -> vector instanceof BigIntVector;
            case FLOAT -> vector instanceof Float4Vector;
            case DOUBLE -> vector instanceof Float8Vector;
            case DATE -> vector instanceof DateDayVector;
            case TIMESTAMP -> vector instanceof TimeStampMicroTZVector;
            case TIMESTAMP_NTZ -> vector instanceof TimeStampMicroVector;
            case DECIMAL ->
                vector instanceof DecimalVector decimals
                        && decimals.getPrecision() == type.precision()
                        && decimals.getScale() == type.scale();
            case STRING -> vector instanceof VarCharVector;
            case BINARY -> vector instanceof VarBinaryVector;
            case NULL, OPAQUE -> false;
        };
    }
}
