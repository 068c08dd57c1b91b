/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.standalone.conformance;

import io.substrait.proto.Type;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Parses the short names of types in case files. */
final class CaseTypes {
    private static final Pattern PARTS = Pattern.compile("([a-z0-9!_]+)(\\??)(?:<(\\d+)(?:,(\\d+))?>)?(\\??)");

    private CaseTypes() {}

    /** Returns a type. A type that plans cannot have is an error. */
    static Type parse(String text) {
        Matcher matcher = PARTS.matcher(text);
        if (!matcher.matches()) {
            throw new UnsupportedOperationException("type " + text);
        }
        int first = matcher.group(3) == null ? -1 : Integer.parseInt(matcher.group(3));
        int second = matcher.group(4) == null ? 0 : Integer.parseInt(matcher.group(4));
        Type.Builder type = Type.newBuilder();
        return switch (matcher.group(1)) {
            case "bool" ->
                type.setBool(Type.Boolean.newBuilder().setNullability(NULLABLE)).build();
            case "i8" ->
                type.setI8(Type.I8.newBuilder().setNullability(NULLABLE)).build();
            case "i16" ->
                type.setI16(Type.I16.newBuilder().setNullability(NULLABLE)).build();
            case "i32" ->
                type.setI32(Type.I32.newBuilder().setNullability(NULLABLE)).build();
            case "i64" ->
                type.setI64(Type.I64.newBuilder().setNullability(NULLABLE)).build();
            case "fp32" ->
                type.setFp32(Type.FP32.newBuilder().setNullability(NULLABLE)).build();
            case "fp64" ->
                type.setFp64(Type.FP64.newBuilder().setNullability(NULLABLE)).build();
            case "str", "string" ->
                type.setString(Type.String.newBuilder().setNullability(NULLABLE))
                        .build();
            case "date" ->
                type.setDate(Type.Date.newBuilder().setNullability(NULLABLE)).build();
            case "dec" ->
                type.setDecimal(Type.Decimal.newBuilder()
                                .setPrecision(first < 0 ? 38 : first)
                                .setScale(second)
                                .setNullability(NULLABLE))
                        .build();
            case "iyear" ->
                type.setIntervalYear(Type.IntervalYear.newBuilder().setNullability(NULLABLE))
                        .build();
            case "iday" ->
                type.setIntervalDay(Type.IntervalDay.newBuilder()
                                .setPrecision(first < 0 ? 6 : first)
                                .setNullability(NULLABLE))
                        .build();
            case "pts" ->
                type.setPrecisionTimestamp(Type.PrecisionTimestamp.newBuilder()
                                .setPrecision(first)
                                .setNullability(NULLABLE))
                        .build();
            case "ptstz" ->
                type.setPrecisionTimestampTz(Type.PrecisionTimestampTZ.newBuilder()
                                .setPrecision(first)
                                .setNullability(NULLABLE))
                        .build();
            case "pt" ->
                type.setPrecisionTime(Type.PrecisionTime.newBuilder()
                                .setPrecision(first)
                                .setNullability(NULLABLE))
                        .build();
            default -> throw new UnsupportedOperationException("type " + text);
        };
    }

    private static final Type.Nullability NULLABLE = Type.Nullability.NULLABILITY_NULLABLE;
}
