/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.scan.csv;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** A random CSV file: a schema, options, the requested columns, and the bytes, most of them valid. */
final class CsvCase {
    private static final List<String> TYPES = List.of(
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
            "DATE",
            "TIMESTAMP",
            "TIMESTAMP_NTZ");
    private static final List<String> ODD_TEXTS = List.of(
            "",
            " ",
            "  x ",
            "\t",
            "null",
            "NULL",
            "-",
            "NaN",
            "Inf",
            "-Inf",
            "Infinity",
            "1e400",
            "-1e-400",
            "0x1p3",
            "1d",
            "1f",
            "+1",
            "+",
            "-0",
            "-0.0",
            "00012",
            "1.",
            ".5",
            ".",
            "1,234.5",
            "1_000",
            "٣",
            "9223372036854775807",
            "-9223372036854775808",
            "9223372036854775808",
            "2147483648",
            "-2147483648",
            "128",
            "-128",
            "32768",
            "1e5",
            "1E-3",
            "123456789012345678.9",
            "0.1234567890123456",
            "12345678901234567890",
            "1.7976931348623157e308",
            "4.9e-324",
            "16777217",
            "3.4028235e38",
            "999.995",
            "1000",
            "true",
            "FALSE",
            "TrUe",
            "t",
            "yes",
            "2020-02-30",
            "2020-2-3",
            "0000-01-01",
            "0001-01-01",
            "9999-12-31",
            "10000-01-01",
            "+2020-01-01",
            "1582-10-10",
            "2020-01-01T",
            "2020-01-01 1:2:3",
            "2020-03-08 02:30:00",
            "2020-11-01 01:30:00",
            "2020-01-01T00:00:00Z",
            "2020-01-01 00:00:00.123456789",
            "2020-01-01 00:00:00.1Z",
            "2020-01-01 00:00:00 UTC",
            "2020-01-01T24:00:00",
            "1900-01-01 00:00:00",
            "2020-01-01x",
            "\"",
            "\"\"",
            "\"a",
            "a\"",
            "a\"b",
            "\"a\"b",
            "\"a\" ",
            " \"a\"",
            "\"a\"\"b\"",
            "\"a\\\"b\"",
            "\"a\\\\\"",
            "\"\\\"",
            "\\",
            "\"a,b\"",
            "\"a;b\"",
            "'",
            "'a'",
            "''",
            "'a''b'",
            "#",
            "#a",
            "\"#\"",
            "\u0000",
            "a\u0000b",
            "\u000b",
            "é",
            "日本",
            "😀",
            "\"é\"");

    private final Random random;
    final Map<String, String> options = new LinkedHashMap<>();
    final List<String> types = new ArrayList<>();
    final List<String> asked = new ArrayList<>();
    final boolean hasCorruptRecord;
    final boolean isNearlyPlain;
    final byte[] bytes;

    CsvCase(long seed) {
        random = new Random(seed);
        int columns = 1 + random.nextInt(6);
        for (int i = 0; i < columns; i++) {
            types.add(pick(TYPES));
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
        option(2, "header", "true");
        option(3, "sep", ";", "\t", "|", " ", ":", "\u0001", "a");
        option(6, "quote", "'", "", "\"", "/");
        option(5, "escape", "\"", "", "\\", "^");
        option(4, "comment", "#", "1");
        option(4, "nullValue", "NULL", "-", "1", "null");
        option(8, "emptyValue", "", "EMPTY", "NULL");
        option(10, "nanValue", "1", "nan", "-");
        option(10, "positiveInf", "1e5", "inf");
        option(3, "mode", "DROPMALFORMED", "FAILFAST", "PERMISSIVE");
        option(8, "maxColumns", "3", "6", "20");
        option(10, "maxCharsPerColumn", "4", "20");
        option(8, "enforceSchema", "false");
        option(4, "columnPruning", "false", "true");
        option(10, "unescapedQuoteHandling", "RAISE_ERROR", "SKIP_VALUE", "BACK_TO_DELIMITER", "STOP_AT_CLOSING_QUOTE");
        option(10, "charToEscapeQuoteEscaping", "\\", "^");
        option(
                5,
                "dateFormat",
                "yyyy-MM-dd",
                "dd/MM/yyyy",
                "dd/MM/yyyy",
                "yyyyMMdd",
                "d/M/yyyy",
                "MMM yyyy",
                "yyyy-MM",
                "yyyy-MM-dd HH:mm");
        option(
                4,
                "timestampFormat",
                "yyyy-MM-dd HH:mm:ss",
                "yyyy-MM-dd'T'HH:mm:ss",
                "dd/MM/yyyy HH:mm",
                "yyyy-MM-dd HH:mm:ss.SSS",
                "yyyyMMdd HHmmss",
                "yyyy-MM-dd HH:mm:ss[.SSS]",
                "yyyy-MM-dd'T'HH:mm:ssXXX",
                "mm:ss yyyy-MM-dd",
                "yyyy-MM-dd");
        option(8, "timestampNTZFormat", "yyyy-MM-dd HH:mm:ss");
        option(10, "preferDate", "false");
        option(6, "ignoreLeadingWhiteSpace", "true");
        option(6, "ignoreTrailingWhiteSpace", "true");
        option(15, "lineSep", "\n", "|");
        option(15, "encoding", "ISO-8859-1", "UTF-8");
        option(15, "locale", "de-DE");
        option(10, "timeZone", "UTC", "Asia/Kolkata");
        option(12, "enableDateTimeParsingFallback", "true", "false");
    }

    private byte[] text() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        String sep = options.getOrDefault("sep", ",");
        if (one(10)) {
            out.writeBytes(new byte[] {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF});
        }
        int lines = one(10) ? random.nextInt(3) : random.nextInt(60);
        String lineEnd = pick(List.of("\n", "\n", "\r\n", "\r"));
        for (int line = 0; line < lines; line++) {
            out.writeBytes(line(sep, line == 0).getBytes(StandardCharsets.UTF_8));
            if (one(isNearlyPlain ? 60 : 15)) {
                out.write(random.nextInt(256)); // maybe no UTF-8
            }
            boolean isLast = line == lines - 1;
            if (!isLast || one(2)) {
                out.writeBytes((one(30) ? pick(List.of("\n", "\r\n", "\r", "\n\r")) : lineEnd)
                        .getBytes(StandardCharsets.UTF_8));
            }
        }
        return out.toByteArray();
    }

    private String line(String sep, boolean isFirst) {
        if (one(30)) {
            return pick(List.of("", " ", "\t ", "#comment", " #", "\"", sep, "1"));
        }
        int count = types.size();
        if (one(isNearlyPlain ? 30 : 8)) {
            count = Math.max(0, count + random.nextInt(5) - 2);
        }
        List<String> fields = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String type = i < types.size() ? types.get(i) : "INT";
            fields.add(isFirst && options.containsKey("header") && !one(4) ? "c" + i : field(type, sep));
        }
        return String.join(sep, fields);
    }

    private String field(String type, String sep) {
        if (one(isNearlyPlain ? 60 : 6)) {
            return pick(ODD_TEXTS);
        }
        if (one(10)) {
            return pick(List.of("", options.getOrDefault("nullValue", ""), ""));
        }
        int oneOf = options.containsKey("ignoreLeadingWhiteSpace") || options.containsKey("ignoreTrailingWhiteSpace")
                ? 4
                : 80;
        String text = (one(oneOf) ? " " : "") + value(type) + (one(oneOf) ? " " : "");
        if (one(6)) {
            String quote = options.getOrDefault("quote", "\"");
            return quote + text + (type.equals("STRING") && one(2) ? sep + text : "") + quote;
        }
        return text;
    }

    private String value(String type) {
        return switch (type) {
            case "BOOLEAN" -> pick(List.of("true", "false", "True"));
            case "TINYINT" -> Integer.toString(random.nextInt(256) - 128);
            case "SMALLINT" -> Integer.toString((short) random.nextInt());
            case "INT" -> Integer.toString(random.nextInt() >> random.nextInt(32));
            case "BIGINT" -> Long.toString(random.nextLong() >> random.nextInt(64));
            case "FLOAT" ->
                one(3) ? Float.toString(random.nextFloat()) : random.nextInt(1000) + "." + random.nextInt(1000);
            case "DOUBLE" -> fraction();
            case "DECIMAL(5,2)" -> random.nextInt(1000) + "." + random.nextInt(one(5) ? 10000 : 100);
            case "DECIMAL(18,4)" -> (random.nextLong() >> 20) + "." + random.nextInt(10000);
            case "DECIMAL(30,6)" -> random.nextLong() + (one(2) ? "" : "." + random.nextInt(1000000));
            case "DATE" -> date();
            case "TIMESTAMP", "TIMESTAMP_NTZ" -> timestamp();
            default ->
                pick(List.of("x", "some text", "longer text of several words", "ünï", "it's", "日本語", "a b", "1"));
        };
    }

    private String fraction() {
        return switch (random.nextInt(4)) {
            case 0 -> Double.toString(Double.longBitsToDouble(random.nextLong()));
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
        String time = "%02d:%02d".formatted(random.nextInt(24), random.nextInt(60));
        if (format.startsWith("dd")) {
            return "%02d/%02d/%04d %s".formatted(1 + random.nextInt(28), 1 + random.nextInt(12), 2000, time);
        }
        if (format.equals("yyyyMMdd HHmmss")) {
            return date().replace("-", "") + " " + time.replace(":", "") + "%02d".formatted(random.nextInt(60));
        }
        if (format.equals("yyyy-MM-dd HH:mm:ss.SSS")) {
            return date() + " " + time + ":00.%03d".formatted(random.nextInt(1000));
        }
        String between = format.contains("'T'") || (format.isEmpty() && one(2)) ? "T" : " ";
        String text = date() + between + time + ":%02d".formatted(random.nextInt(60));
        return format.isEmpty() && one(3)
                ? text + pick(List.of(".5", ".123456", "Z", ".25Z", "+01:00", ".1234567"))
                : text;
    }
}
