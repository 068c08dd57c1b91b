/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.expression;

import java.util.ArrayList;
import java.util.List;

/**
 * Expressions in SQL with one kernel each, over the columns of {@link InvarianceInputs}: two of each type, named by the type and
 * the numbers 1 and 2. In a template, {@code ?1} and {@code ?2} stand for the two columns of each of its types in turn.
 */
final class InvarianceExpressions {
    private static final List<String> INTS = List.of("byte", "short", "int", "long");
    private static final List<String> REALS = List.of("float", "double");
    private static final List<String> DECIMALS = List.of("dec5", "dec18", "dec38");
    private static final List<String> TIMES = List.of("timestamp", "ntz");
    private static final List<String> NUMBERS = join(INTS, REALS, DECIMALS);
    private static final List<String> TEXTS = List.of("string", "binary");
    private static final List<String> ALL = join(NUMBERS, TIMES, TEXTS, List.of("date", "boolean"));

    private final List<String> sql = new ArrayList<>();

    private InvarianceExpressions() {}

    static List<String> all() {
        InvarianceExpressions expressions = new InvarianceExpressions();
        expressions.arithmetic();
        expressions.math();
        expressions.logic();
        expressions.casts();
        expressions.texts();
        expressions.regexes();
        expressions.digests();
        expressions.patterns();
        expressions.dates();
        return expressions.sql;
    }

    private void add(List<String> types, String... templates) {
        for (String template : templates) {
            for (String type : types) {
                sql.add(template.replace("?1", type + "1").replace("?2", type + "2"));
            }
        }
    }

    private void add(String... whole) {
        sql.addAll(List.of(whole));
    }

    private void arithmetic() {
        add(NUMBERS, "?1 + ?2", "?1 - ?2", "?1 * ?2", "?1 % ?2", "pmod(?1, ?2)", "-?1", "+?1", "abs(?1)");
        add(NUMBERS, "try_add(?1, ?2)", "try_subtract(?1, ?2)", "try_multiply(?1, ?2)");
        add(join(List.of("double"), DECIMALS), "?1 / ?2", "try_divide(?1, ?2)");
        add(join(List.of("long"), DECIMALS), "?1 div ?2");
        add(List.of("int", "long", "dec18"), "?1 + 1", "7 - ?1", "?1 * 3", "?1 % 7", "?1 / 2");
        add("dec5 + dec18".replace("dec5", "dec51").replace("dec18", "dec182"), "dec181 * dec382", "dec51 / dec182");
        add(INTS, "?1 & ?2", "?1 | ?2", "?1 ^ ?2", "~?1", "bit_count(?1)");
        add(List.of("int", "long"), "shiftleft(?1, int2)", "shiftright(?1, int2)", "shiftrightunsigned(?1, int2)");
        add("bit_count(boolean1)", "factorial(int1)", "factorial(CAST(byte1 AS INT))");
    }

    private void math() {
        add(REALS, "isnan(?1)", "nanvl(?1, ?2)", "rint(?1)", "sqrt(?1)", "?1 = 0", "pow(?1, ?2)");
        add(join(List.of("double", "long"), DECIMALS), "ceil(?1)", "floor(?1)");
        add(DECIMALS, "ceil(?1, 1)", "floor(?1, 1)", "ceil(?1, -1)", "floor(?1, -1)");
        for (int scale = -2; scale <= 3; scale++) {
            add(NUMBERS, "round(?1, %d)".formatted(scale), "bround(?1, %d)".formatted(scale));
        }
        for (String function : List.of(
                "cbrt", "exp", "expm1", "signum", "sin", "cos", "tan", "cot", "sec", "csc", "asin", "acos", "atan",
                "sinh", "cosh", "tanh", "asinh", "acosh", "atanh", "degrees", "radians", "ln", "log10", "log2",
                "log1p")) {
            add(function + "(double1)");
        }
        add("atan2(double1, double2)", "hypot(double1, double2)", "log(double1, double2)", "log(2, double1)");
    }

    private void logic() {
        add(ALL, "?1 = ?2", "?1 <> ?2", "?1 < ?2", "?1 <= ?2", "?1 > ?2", "?1 >= ?2", "?1 <=> ?2");
        add(ALL, "?1 IS NULL", "?1 IS NOT NULL", "coalesce(?1, ?2)", "greatest(?1, ?2)", "least(?1, ?2)");
        add(ALL, "hash(?1, ?2)", "xxhash64(?1, ?2)", "if(boolean1, ?1, ?2)", "?1 IN (?2, NULL)", "nullif(?1, ?2)");
        add("hash(int1, string1, dec381, double2)", "xxhash64(int1, string1, dec381, double2)");
        add("boolean1 AND boolean2", "boolean1 OR boolean2", "NOT boolean1", "boolean1 AND int1 > 3 OR boolean2");
        add("int1 IN (1, 2, 3, -1)", "string1 IN ('a', 'abc', '')", "long1 BETWEEN 0 AND 20", "string1 = 'abc'");
    }

    private void casts() {
        List<String> numbersAndText = List.of(
                "TINYINT",
                "SMALLINT",
                "INT",
                "BIGINT",
                "FLOAT",
                "DOUBLE",
                "DECIMAL(5,2)",
                "DECIMAL(18,4)",
                "DECIMAL(38,10)",
                "STRING",
                "BOOLEAN");
        for (String to : numbersAndText) {
            add(
                    join(NUMBERS, List.of("boolean", "string")),
                    "CAST(?1 AS %s)".formatted(to),
                    "try_cast(?1 AS %s)".formatted(to));
        }
        for (String to : List.of("STRING", "DATE", "TIMESTAMP", "TIMESTAMP_NTZ")) {
            add(
                    List.of("date", "timestamp", "ntz", "string"),
                    "try_cast(?1 AS %s)".formatted(to),
                    "CAST(?1 AS %s)".formatted(to));
        }
        add("CAST(long1 AS TIMESTAMP)", "CAST(timestamp1 AS BIGINT)", "CAST(timestamp1 AS DOUBLE)");
        add("CAST(string1 AS BINARY)", "CAST(binary1 AS STRING)");
    }

    private void texts() {
        for (String function : List.of(
                "length",
                "char_length",
                "octet_length",
                "bit_length",
                "ascii",
                "trim",
                "ltrim",
                "rtrim",
                "upper",
                "lower",
                "initcap",
                "reverse")) {
            add(function + "(string1)");
        }
        add(TEXTS, "octet_length(?1)", "bit_length(?1)", "length(?1)", "substring(?1, 2, 3)", "substring(?1, -3, 2)");
        add(
                TEXTS,
                "concat(?1, ?2)",
                "startswith(?1, ?2)",
                "endswith(?1, ?2)",
                "contains(?1, ?2)",
                "substring(?1, int1, int2)");
        add("substring(string1, 0)", "left(string1, 2)", "right(string1, 2)", "trim(BOTH 'a ' FROM string1)");
        add("trim(LEADING 'a' FROM string1)", "trim(TRAILING 'c' FROM string1)", "startswith(string1, 'a')");
        add("instr(string1, string2)", "locate(string2, string1)", "locate('a', string1, 2)", "contains(string1, 'b')");
        for (String pattern :
                List.of("%", "", "a%", "%a", "%b%", "a_c", "_", "a%c", "%\u00e9%", "\\\\%", "%a%b%", "abc")) {
            add("string1 LIKE '%s'".formatted(pattern));
        }
        add(
                "concat(string1, 'x', string2)",
                "concat_ws(',', string1, string2)",
                "concat_ws(string2, string1, string1)");
        add("lpad(string1, 5, 'xy')", "rpad(string1, 5, 'xy')", "lpad(string1, 2)", "rpad(string1, int1 % 9, string2)");
        add("repeat(string1, 3)", "repeat(string1, CAST(byte1 AS INT) % 5)", "replace(string1, 'a', 'xyz')");
        add("replace(string1, string2)", "substring_index(string1, 'b', 1)", "substring_index(string1, 'b', -1)");
    }

    private void regexes() {
        for (String pattern : List.of(
                "[^0-9]", "\\\\d+", "[a-c]+", "^[A-Za-z]+", "b", "a.c", "\\\\s+", "^\\\\w*$", "(a)(b?)", "[^a]{2}")) {
            add("string1 RLIKE '%s'".formatted(pattern), "regexp_replace(string1, '%s', 'xy')".formatted(pattern));
            add("regexp_extract(string1, '%s', 0)".formatted(pattern));
            for (String part : List.of("split(string1, '%s')[1]", "get(split(string1, '%s'), 0)")) {
                add(part.formatted(pattern));
            }
            add("element_at(split(string1, '%s'), -1)".formatted(pattern));
        }
        add("regexp_extract(string1, '(a)(b)', 2)", "regexp_extract(string1, '^([a-z]+)[0-9]?', 1)");
        add("get_json_object(string1, '$.a')", "get_json_object(concat('{\"a\": [\"', string1, '\", 1]}'), '$.a[0]')");
        add("json_array_length(string1)", "json_array_length(concat('[', string1, ', \"', string2, '\"]'))");
        add("split_part(string1, 'b', 1)", "split_part(string1, 'a', -1)", "split_part(string1, '\u00e9', 2)");
    }

    private void digests() {
        for (String function : List.of("md5", "sha1", "crc32", "hex")) {
            add(List.of("string", "binary"), function + "(?1)");
        }
        for (int bits : new int[] {0, 224, 256, 384, 512, 1}) {
            add("sha2(string1, %d)".formatted(bits));
        }
        add(
                "hex(long1)",
                "hex(int1)",
                "bin(long1)",
                "bin(int1)",
                "translate(string1, 'abc', 'xy')",
                "translate(string1, 'aa', 'zy')");
        add("translate(string1, '', 'x')", "translate(string1, 'a', '\u00e9')", "translate(string1, 'b ', '')");
    }

    private void patterns() {
        for (String pattern : List.of(
                "yyyy-MM-dd HH:mm:ss",
                "yyyyMMddHHmmss",
                "dd/MM/yyyy",
                "yyyy-MM",
                "H:m:s d.M.yyyy",
                "yyyy/MM/dd",
                "MM dd ss")) {
            add(
                    "date_format(timestamp1, '%s')".formatted(pattern),
                    "from_unixtime(long1, '%s')".formatted(pattern),
                    "from_unixtime(int1, '%s')".formatted(pattern));
            for (String text : List.of("string1", "date_format(timestamp1, '%1$s')", "from_unixtime(int1, '%1$s')")) {
                String made = text.formatted(pattern);
                add("to_timestamp(%s, '%s')".formatted(made, pattern));
                add("try_to_timestamp(%s, '%s')".formatted(made, pattern));
                add("to_date(%s, '%s')".formatted(made, pattern));
                add("to_timestamp_ntz(%s, '%s')".formatted(made, pattern));
                add("unix_timestamp(%s, '%s')".formatted(made, pattern));
                add("to_unix_timestamp(%s, '%s')".formatted(made, pattern));
            }
        }
        add("to_date(CAST(date1 AS STRING), 'yyyy-MM-dd')", "unix_timestamp(timestamp1)", "unix_timestamp(date1)");
    }

    private void dates() {
        for (String function : List.of(
                "year",
                "month",
                "day",
                "dayofweek",
                "weekday",
                "dayofyear",
                "quarter",
                "weekofyear",
                "unix_date",
                "last_day")) {
            add(function + "(date1)");
        }
        add(TIMES, "hour(?1)", "minute(?1)", "second(?1)", "year(?1)");
        add("date_add(date1, int1)", "date_sub(date1, int1)", "datediff(date1, date2)", "date_add(date1, 30)");
        add(
                "date_from_unix_date(int1)",
                "make_date(int1, 2, 3)",
                "make_date(short1, CAST(byte1 AS INT), CAST(byte2 AS INT))");
        add("add_months(date1, int1)", "add_months(date1, 7)", "months_between(timestamp1, timestamp2)");
        add("months_between(date1, date2)", "months_between(timestamp1, timestamp2, false)");
        for (String unit : List.of("year", "quarter", "month", "week")) {
            add("trunc(date1, '%s')".formatted(unit));
        }
        for (String unit :
                List.of("year", "quarter", "month", "week", "day", "hour", "minute", "second", "millisecond")) {
            add("date_trunc('%s', timestamp1)".formatted(unit), "date_trunc('%s', ntz1)".formatted(unit));
        }
        add("next_day(date1, 'MO')", "next_day(date1, 'sunday')");
        add("unix_seconds(timestamp1)", "unix_millis(timestamp1)", "unix_micros(timestamp1)");
        add(
                "timestamp_seconds(long1)",
                "timestamp_millis(long1)",
                "timestamp_micros(long1)",
                "timestamp_seconds(int1)");
    }

    @SafeVarargs
    private static List<String> join(List<String>... lists) {
        List<String> all = new ArrayList<>();
        for (List<String> list : lists) {
            all.addAll(list);
        }
        return List.copyOf(all);
    }
}
