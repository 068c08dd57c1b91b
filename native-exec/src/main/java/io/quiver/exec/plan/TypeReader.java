/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.plan;

import io.quiver.exec.vector.ColumnType;
import io.substrait.proto.Plan;
import io.substrait.proto.Type;
import java.util.List;
import java.util.stream.Collectors;

/** Reads Substrait types as column types. A type without kernels becomes an opaque type named after it. */
public final class TypeReader {
    private static final int MICROSECONDS = 6;

    private final Extensions extensions;

    TypeReader(Extensions extensions) {
        this.extensions = extensions;
    }

    /** For plans without types of their own. */
    public static TypeReader ofStandardTypes() {
        return new TypeReader(new Extensions(Plan.getDefaultInstance()));
    }

    List<ColumnType> read(List<Type> types) {
        return types.stream().map(this::read).toList();
    }

    @SuppressWarnings("deprecation") // plans of other producers still have the kinds without a precision
    public ColumnType read(Type type) {
        return switch (type.getKindCase()) {
            case BOOL -> ColumnType.BOOLEAN;
            case I8 -> ColumnType.BYTE;
            case I16 -> ColumnType.SHORT;
            case I32 -> ColumnType.INT;
            case I64 -> ColumnType.LONG;
            case FP32 -> ColumnType.FLOAT;
            case FP64 -> ColumnType.DOUBLE;
            case DECIMAL ->
                ColumnType.decimal(
                        type.getDecimal().getPrecision(), type.getDecimal().getScale());
            case DATE -> ColumnType.DATE;
            case PRECISION_TIMESTAMP ->
                micros(ColumnType.TIMESTAMP_NTZ, type.getPrecisionTimestamp().getPrecision());
            case PRECISION_TIMESTAMP_TZ ->
                micros(ColumnType.TIMESTAMP, type.getPrecisionTimestampTz().getPrecision());
            case TIMESTAMP -> ColumnType.TIMESTAMP_NTZ;
            case TIMESTAMP_TZ -> ColumnType.TIMESTAMP;
            case STRING, FIXED_CHAR, VARCHAR -> ColumnType.STRING;
            case BINARY, FIXED_BINARY -> ColumnType.BINARY;
            case USER_DEFINED ->
                userDefined(extensions.type(type.getUserDefined().getTypeReference()));
            case STRUCT, LIST, MAP, INTERVAL_YEAR, INTERVAL_DAY, PRECISION_TIME -> ColumnType.opaque(name(type));
            case TIME, INTERVAL_COMPOUND, UUID, FUNC, ALIAS, USER_DEFINED_TYPE_REFERENCE, KIND_NOT_SET ->
                throw PlanFailures.unsupported("type %s", type.getKindCase());
        };
    }

    private static ColumnType micros(ColumnType type, int precision) {
        if (precision != MICROSECONDS) {
            throw PlanFailures.unsupported("%s of precision %d", type, precision);
        }
        return type;
    }

    private static ColumnType userDefined(String name) {
        return name.equals("void") ? ColumnType.NULL : ColumnType.opaque(name);
    }

    private String name(Type type) {
        return switch (type.getKindCase()) {
            case STRUCT ->
                type.getStruct().getTypesList().stream()
                        .map(this::name)
                        .collect(Collectors.joining(",", "struct<", ">"));
            case LIST -> "array<" + name(type.getList().getType()) + ">";
            case MAP ->
                "map<" + name(type.getMap().getKey()) + "," + name(type.getMap().getValue()) + ">";
            case INTERVAL_YEAR -> "interval_year";
            case INTERVAL_DAY -> "interval_day";
            case PRECISION_TIME -> "time(" + type.getPrecisionTime().getPrecision() + ")";
            default -> read(type).toString();
        };
    }
}
