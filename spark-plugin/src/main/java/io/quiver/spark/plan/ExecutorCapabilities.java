/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.plan;

import io.quiver.bridge.Capabilities;
import io.quiver.exec.function.Constant;
import io.quiver.exec.function.EvaluationMode;
import io.quiver.exec.function.FunctionCatalog;
import io.quiver.exec.function.Signature;
import io.quiver.exec.vector.ColumnType;
import io.quiver.spark.column.SparkTypes;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.Decimal;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;

/** Answers the bridge from the executor's function catalogue. */
final class ExecutorCapabilities implements Capabilities {
    private final FunctionCatalog catalog = FunctionCatalog.standard();

    @Override
    public Optional<String> functionFor(Class<?> catalystClass) {
        return catalog.forSparkClass(catalystClass.getName());
    }

    @Override
    public boolean coversScalar(String function, String mode, List<Argument> arguments, DataType result) {
        List<ColumnType> types = new ArrayList<>();
        List<Optional<Constant>> constants = new ArrayList<>();
        for (Argument argument : arguments) {
            ColumnType type = SparkTypes.columnType(argument.type());
            types.add(type);
            constants.add(
                    argument.isLiteral()
                            ? Optional.of(
                                    new Constant(literalValue(argument.literal().orElse(null), type)))
                            : Optional.empty());
        }
        return catalog.covers(
                function, new Signature(EvaluationMode.valueOf(mode), types, constants, SparkTypes.columnType(result)));
    }

    @Override
    public boolean coversAggregate(String function, String mode, List<DataType> arguments, DataType result) {
        List<ColumnType> types = SparkTypes.columnTypes(arguments);
        return switch (function) {
            case "count" -> true;
            case "sum", "avg" -> types.size() == 1 && isNumber(types.get(0));
            case "min", "max" -> types.size() == 1 && isOrdered(types.get(0));
            case "first", "last" -> types.get(0).kind() != ColumnType.Kind.NULL;
            default -> false;
        };
    }

    private static boolean isNumber(ColumnType type) {
        return switch (type.kind()) {
            case BYTE, SHORT, INT, LONG, FLOAT, DOUBLE, DECIMAL -> true;
            default -> false;
        };
    }

    private static boolean isOrdered(ColumnType type) {
        return switch (type.kind()) {
            case OPAQUE, NULL -> false;
            default -> true;
        };
    }

    /** A Catalyst literal's value as the executor's literals hold it. */
    static @Nullable Object literalValue(@Nullable Object value, ColumnType type) {
        if (value instanceof UTF8String string) {
            return string.getBytes();
        }
        if (value instanceof Byte || value instanceof Short) {
            return ((Number) value).intValue();
        }
        if (value instanceof Decimal decimal) {
            BigInteger unscaled = decimal.toJavaBigDecimal().unscaledValue();
            return type.physical() == ColumnType.Physical.LONGS ? (Object) unscaled.longValueExact() : unscaled;
        }
        return value;
    }
}
