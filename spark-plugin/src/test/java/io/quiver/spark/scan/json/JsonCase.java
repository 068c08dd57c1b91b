/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.scan.json;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** A random file of JSON lines: a schema, options, the requested columns, and the bytes, most of them valid. */
final class JsonCase {
    private static final List<String> FLAT = List.of(
            "BOOLEAN",
            "TINYINT",
            "SMALLINT",
            "INT",
            "BIGINT",
            "FLOAT",
            "DOUBLE",
            "DECIMAL(5,2)",
            "DECIMAL(18,4)",
            "DECIMAL(30,6)",
            "STRING",
            "STRING",
            "STRING",
            "DATE",
            "TIMESTAMP",
            "TIMESTAMP_NTZ",
            "BINARY");
    private final Random random;
    final Map<String, String> options = new LinkedHashMap<>();
    final List<String> types = new ArrayList<>();
    final List<String> asked = new ArrayList<>();
    final boolean hasCorruptRecord;
    final boolean isNearlyPlain;
    final byte[] bytes;

    JsonCase(long seed) {
        random = new Random(seed);
        int columns = 1 + random.nextInt(6);
        for (int i = 0; i < columns; i++) {
            types.add(type(one(3) ? 3 : 0));
        }
        hasCorruptRecord = one(3);
        isNearlyPlain = one(2);
        chooseOptions();
        for (int i = 0; i < columns; i++) {
            if (!one(3)) {
                asked.add("c" + i);
            }
        }
        if (asked.isEmpty()) {
            asked.add("c" + random.nextInt(columns));
        }
        if (hasCorruptRecord && !one(3)) {
            asked.add("_corrupt_record");
        }
        bytes = text();
    }

    String schema() {
        StringBuilder schema = new StringBuilder();
        int corruptAt = hasCorruptRecord ? random.nextInt(types.size() + 1) : -1;
        for (int i = 0; i <= types.size(); i++) {
            if (i == corruptAt) {
                schema.append(schema.isEmpty() ? "" : ", ").append("_corrupt_record STRING");
            }
            if (i < types.size()) {
                schema.append(schema.isEmpty() ? "" : ", ")
                        .append('c')
                        .append(i)
                        .append(' ')
                        .append(types.get(i));
            }
        }
        return schema.toString();
    }

    private String type(int depth) {
        if (depth == 0 || one(3)) {
            return pick(FLAT);
        }
        return switch (random.nextInt(3)) {
            case 0 -> "ARRAY<" + type(depth - 1) + ">";
            case 1 -> "MAP<STRING," + type(depth - 1) + ">";
            default -> "STRUCT<a:" + type(depth - 1) + ",b:" + type(depth - 1) + ">";
        };
    }

    private boolean one(int of) {
        return random.nextInt(of) == 0;
    }

    private <T> T pick(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    private void option(int oneOf, String name, String... values) {
        if (one(oneOf)) {
            options.put(name, values[random.nextInt(values.length)]);
        }
    }

    private void chooseOptions() {
        option(3, "mode", "DROPMALFORMED", "FAILFAST", "PERMISSIVE");
        for (String leniency : List.of(
                "allowComments",
                "allowUnquotedFieldNames",
                "allowNumericLeadingZeros",
                "allowBackslashEscapingAnyCharacter",
                "allowUnquotedControlChars")) {
            option(6, leniency, "true");
        }
        option(6, "allowSingleQuotes", "false");
        option(6, "allowNonNumericNumbers", "false");
        option(10, "primitivesAsString", "true");
        option(10, "prefersDecimal", "true");
        option(8, "encoding", "UTF-8", "UTF-8", "utf8");
        option(10, "lineSep", "\n", "|", "\r\n");
        option(12, "useUnsafeRow", "true");
        option(20, "maxNumLen", "10");
        option(5, "dateFormat", "yyyy-MM-dd", "dd/MM/yyyy", "yyyyMMdd", "d/M/yyyy", "MMM yyyy", "yyyy-MM-dd HH:mm");
        option(
                4,
                "timestampFormat",
                "yyyy-MM-dd HH:mm:ss",
                "yyyy-MM-dd'T'HH:mm:ss",
                "yyyy-MM-dd HH:mm:ss[.SSS]",
                "yyyy-MM-dd'T'HH:mm:ssXXX",
                "yyyy-MM-dd");
        option(8, "timestampNTZFormat", "yyyy-MM-dd HH:mm:ss");
        option(15, "locale", "de-DE");
        option(10, "timeZone", "UTC", "Asia/Kolkata");
        option(12, "enableDateTimeParsingFallback", "true", "false");
    }

    private byte[] text() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        if (one(10)) {
            out.writeBytes(new byte[] {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF});
        }
        int lines = one(10) ? random.nextInt(3) : random.nextInt(60);
        String lineEnd = options.getOrDefault("lineSep", pick(List.of("\n", "\n", "\r\n", "\r")));
        for (int line = 0; line < lines; line++) {
            byte[] bytes = line().getBytes(StandardCharsets.UTF_8);
            if (bytes.length > 0 && one(isNearlyPlain ? 60 : 15)) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256); // maybe no UTF-8
            }
            out.writeBytes(bytes);
            boolean isLast = line == lines - 1;
            if (!isLast || one(2)) {
                out.writeBytes((one(30) ? pick(List.of("\n", "\r\n", "\r", "\n\r")) : lineEnd)
                        .getBytes(StandardCharsets.UTF_8));
            }
        }
        return out.toByteArray();
    }

    private String line() {
        if (one(isNearlyPlain ? 40 : 10)) {
            return pick(OddJson.LINES);
        }
        boolean isWide = one(4);
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < types.size(); i++) {
            if (!one(10)) {
                order.add(i);
            }
        }
        if (one(5)) {
            Collections.shuffle(order, random);
        }
        StringBuilder line = new StringBuilder();
        line.append(blank(isWide)).append('{').append(blank(isWide));
        String separator = "";
        for (int column : order) {
            line.append(separator).append(blank(isWide));
            if (one(12)) {
                line.append("\"x")
                        .append(random.nextInt(3))
                        .append("\":")
                        .append(surplus(2))
                        .append(',');
            }
            line.append("\"c")
                    .append(column)
                    .append('"')
                    .append(blank(isWide))
                    .append(':')
                    .append(blank(isWide));
            line.append(value(types.get(column))).append(blank(isWide));
            separator = ",";
        }
        return line.append('}').append(blank(isWide)).toString();
    }

    private String blank(boolean isWide) {
        return isWide && one(2) ? pick(List.of(" ", "  ", "\t", "        ")) : "";
    }

    /** A value that no column takes. */
    private String surplus(int depth) {
        if (one(isNearlyPlain ? 60 : 12)) {
            return pick(OddJson.VALUES);
        }
        if (depth > 0 && one(3)) {
            return "[" + surplus(depth - 1) + ", " + surplus(depth - 1) + "]";
        }
        if (depth > 0 && one(2)) {
            return "{\"a\":" + surplus(depth - 1) + ",\"b\" : " + surplus(depth - 1) + "}";
        }
        return valid(pick(FLAT));
    }

    private String value(String type) {
        if (one(isNearlyPlain ? 80 : 8)) {
            return pick(OddJson.VALUES);
        }
        return one(10) ? "null" : valid(type);
    }

    private String valid(String type) {
        if (type.startsWith("ARRAY<")) {
            return array(type.substring("ARRAY<".length(), type.length() - 1));
        }
        if (type.startsWith("MAP<STRING,")) {
            return map(type.substring("MAP<STRING,".length(), type.length() - 1));
        }
        return type.startsWith("STRUCT<") ? struct(StructType.fromDDL("s " + type)) : flat(type);
    }

    private String array(String element) {
        List<String> elements = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            elements.add(value(element));
        }
        return "[" + String.join(one(3) ? " , " : ",", elements) + "]";
    }

    private String map(String value) {
        List<String> entries = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            entries.add(pick(List.of("\"k\"", "\"k2\"", "\"\"", "\"ü\"", "\"\\u0041\\n\"")) + ":" + value(value));
        }
        return "{" + String.join(one(3) ? " , " : ",", entries) + "}";
    }

    private String struct(StructType wrapped) {
        List<String> fields = new ArrayList<>();
        for (StructField field : ((StructType) wrapped.apply(0).dataType()).fields()) {
            if (!one(8)) {
                fields.add("\"" + field.name() + "\": "
                        + value(field.dataType().sql().replace(", ", ",").replace(": ", ":")));
            }
            if (one(12)) {
                fields.add("\"surplus\":" + surplus(1));
            }
        }
        if (one(10)) {
            Collections.shuffle(fields, random);
        }
        return "{" + String.join(",", fields) + "}";
    }

    private String flat(String type) {
        return switch (type) {
            case "BOOLEAN" -> pick(List.of("true", "false"));
            case "TINYINT" -> Integer.toString(random.nextInt(256) - 128);
            case "SMALLINT" -> Integer.toString((short) random.nextInt());
            case "INT" -> Integer.toString(random.nextInt() >> random.nextInt(32));
            case "BIGINT" -> Long.toString(random.nextLong() >> random.nextInt(64));
            case "FLOAT" ->
                one(3) ? Float.toString(random.nextFloat()) : random.nextInt(1000) + "." + random.nextInt(1000);
            case "DOUBLE" -> fraction();
            case "DECIMAL(5,2)" -> quoted(random.nextInt(1000) + "." + random.nextInt(one(5) ? 10000 : 100));
            case "DECIMAL(18,4)" -> quoted((random.nextLong() >> 20) + "." + random.nextInt(10000));
            case "DECIMAL(30,6)" -> quoted(random.nextLong() + (one(2) ? "" : "." + random.nextInt(1000000)));
            case "DATE" -> '"' + date() + '"';
            case "TIMESTAMP", "TIMESTAMP_NTZ" -> '"' + timestamp() + '"';
            case "BINARY" -> pick(List.of("\"QUJD\"", "\"QUJDRA==\"", "\"\"", "\"/+A=\""));
            default ->
                one(8)
                        ? pick(List.of("1", "1.50", "true", "{\"x\": 1}", "[1, 2.0]"))
                        : pick(List.of(
                                "\"x\"",
                                "\"\"",
                                "\"some text\"",
                                "\"longer text of several words\"",
                                "\"ünï\"",
                                "\"it's\"",
                                "\"日本語 😀\"",
                                "\"a \\\"quoted\\\" word\\n\"",
                                "\"\\u00fcn\\u00ef \\ud83d\\ude00\""));
        };
    }

    private String quoted(String number) {
        return one(4) ? '"' + number + '"' : number;
    }

    private String fraction() {
        double any = Double.longBitsToDouble(random.nextLong());
        return switch (random.nextInt(4)) {
            case 0 -> Double.isFinite(any) ? Double.toString(any) : "0.0";
            case 1 -> Double.toString(random.nextGaussian());
            case 2 -> (random.nextLong() >> random.nextInt(64)) + "e" + (random.nextInt(50) - 25);
            default -> random.nextInt(100000) + "." + random.nextInt(100000);
        };
    }

    private String date() {
        String format = options.getOrDefault("dateFormat", "");
        int year = one(10) ? random.nextInt(9999) + 1 : 1990 + random.nextInt(50);
        int month = 1 + random.nextInt(12);
        int day = 1 + random.nextInt(one(10) ? 31 : 28);
        return switch (format) {
            case "dd/MM/yyyy" -> "%02d/%02d/%04d".formatted(day, month, year);
            case "yyyyMMdd" -> "%04d%02d%02d".formatted(year, month, day);
            case "d/M/yyyy" -> "%d/%d/%04d".formatted(day, month, year);
            default -> "%04d-%02d-%02d".formatted(year, month, day);
        };
    }

    private String timestamp() {
        String format = options.getOrDefault("timestampFormat", "");
        String day = "%04d-%02d-%02d"
                .formatted(1 + random.nextInt(one(10) ? 9998 : 2100), 1 + random.nextInt(12), 1 + random.nextInt(28));
        String between = format.contains("'T'") || (format.isEmpty() && one(2)) ? "T" : " ";
        String text =
                day + between + "%02d:%02d:%02d".formatted(random.nextInt(24), random.nextInt(60), random.nextInt(60));
        return format.isEmpty() && one(3)
                ? text + pick(List.of(".5", ".123456", "Z", ".25Z", "+01:00", ".1234567"))
                : text;
    }
}
