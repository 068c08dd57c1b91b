/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.compat;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import org.apache.spark.sql.Row;
import scala.collection.Seq;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Writes values as text, so that equal text means equal values: -0.0 is not 0.0, 1.0 is not 1.00, and NULL is not 'NULL'. Types
 * are compared through the schema, apart from the rows.
 */
final class ExactText {
    private ExactText() {}

    static String of(Row row) {
        return ofValues(row, row.length());
    }

    static String of(Row row, int[] places) {
        StringJoiner text = new StringJoiner(" | ");
        for (int place : places) {
            text.add(of(row.get(place)));
        }
        return text.toString();
    }

    private static String ofValues(Row row, int length) {
        StringJoiner text = new StringJoiner(" | ");
        for (int i = 0; i < length; i++) {
            text.add(of(row.get(i)));
        }
        return text.toString();
    }

    private static String of(Object value) {
        if (value == null) {
            return "NULL";
        }
        if (value instanceof String text) {
            return "'" + text + "'";
        }
        if (value instanceof byte[] bytes) {
            return "x'" + HexFormat.of().formatHex(bytes) + "'";
        }
        if (value instanceof Row row) {
            return "(" + ofValues(row, row.length()) + ")";
        }
        if (value instanceof Seq<?> sequence) {
            return list(CollectionConverters.asJava(sequence));
        }
        if (value instanceof scala.collection.Map<?, ?> map) {
            return entries(CollectionConverters.asJava(map));
        }
        return value.toString();
    }

    private static String list(Iterable<?> values) {
        StringJoiner text = new StringJoiner(", ", "[", "]");
        values.forEach(value -> text.add(of(value)));
        return text.toString();
    }

    private static String entries(Map<?, ?> map) {
        List<String> entries = new ArrayList<>();
        map.forEach((key, value) -> entries.add(of((Object) key) + ": " + of((Object) value)));
        entries.sort(null);
        return "{" + String.join(", ", entries) + "}";
    }
}
