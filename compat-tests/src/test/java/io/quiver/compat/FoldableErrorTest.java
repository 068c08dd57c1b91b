/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.compat;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Invalid constant arguments: Spark checks some of them while it plans, others while it generates code, and others at the first
 * row that is not null. In each case the error, or its absence, is the same.
 */
final class FoldableErrorTest {
    private static final List<String> EXPRESSIONS = List.of(
            "s RLIKE '['",
            "s RLIKE cast(null as string)",
            "s NOT RLIKE '('",
            "s LIKE 'a\\\\'",
            "s LIKE 'a!b' ESCAPE '!'",
            "s ILIKE 'a\\\\'",
            "regexp_like(s, '*')",
            "regexp_count(s, '[')",
            "regexp_replace(s, '[', 'x')",
            "regexp_replace(s, 'a', '$9')",
            "regexp_replace(s, 'a', 'b', 0)",
            "regexp_extract(s, '(', 1)",
            "regexp_extract(s, 'a', 3)",
            "regexp_extract(s, '(a)', -1)",
            "regexp_extract_all(s, '[', 0)",
            "regexp_extract_all(s, '(a)', 2)",
            "regexp_instr(s, '[')",
            "regexp_substr(s, '[')",
            "split(s, '[')",
            "split(s, 'a', -3)",
            "str_to_map(s, '[', ':')",
            "date_format(t, 'QQQQQ')",
            "date_format(t, 'yyyy-MM-ddT')",
            "date_format(t, 'aaaa')",
            "to_date(s, 'foo')",
            "to_date(s, 'YYYY')",
            "to_timestamp(s, 'u-M-d e')",
            "try_to_timestamp(s, 'foo')",
            "unix_timestamp(s, 'pp')",
            "from_unixtime(i, 'bbb')",
            "cast(s as date) - interval '1' day",
            "from_utc_timestamp(t, 'Nowhere/Town')",
            "to_utc_timestamp(t, 'Nowhere/Town')",
            "convert_timezone('UTC', 'Nowhere/Town', cast(t as timestamp_ntz))",
            "date_trunc('fortnight', t)",
            "trunc(cast(t as date), 'fortnight')",
            "next_day(cast(t as date), 'Noday')",
            "encode(s, 'nocharset')",
            "decode(cast(s as binary), 'nocharset')",
            "to_number(s, '99X')",
            "to_number(s, '999')",
            "try_to_number(s, '9S9')",
            "to_char(i, '0,')",
            "to_char(d, '9')",
            "to_char(t, 'bbb')",
            "to_binary(s, 'base65')",
            "to_binary(s, 'hex')",
            "try_to_binary(s, 'base65')",
            "get_json_object(s, '$[')",
            "get_json_object(s, 'a.b')",
            "json_tuple(s, 'a')",
            "from_json(s, 'a INT', map('mode', 'NOPE'))",
            "from_json(s, 'a INT', map('mode', 'FAILFAST'))",
            "from_json(s, 'a DATE', map('dateFormat', 'foo'))",
            "to_json(struct(t), map('timestampFormat', 'foo'))",
            "from_csv(s, 'a INT', map('mode', 'DROPMALFORMED'))",
            "from_csv(s, 'a INT', map('sep', ''))",
            "from_csv(s, 'a DATE', map('dateFormat', 'foo'))",
            "to_csv(struct(t), map('timestampFormat', 'foo'))",
            "from_xml(s, 'a INT', map('mode', 'NOPE'))",
            "schema_of_json('{')",
            "xpath(s, '///')",
            "xpath_int(s, '][')",
            "parse_url(s, 'NOPART')",
            "parse_url(s, 'QUERY', '[')",
            "format_string('%q', i)",
            "format_string('%d', s)",
            "format_string('%2$s', s)",
            "format_number(i, -1)",
            "format_number(i, 'abc')",
            "conv(s, 1, 99)",
            "lpad(s, 5, '')",
            "repeat(s, -1)",
            "substring_index(s, '', 2)",
            "overlay(s, 'x', 0)",
            "elt(0, s, s)",
            "elt(7, s, s)",
            "array(s)[5]",
            "element_at(array(s), 0)",
            "element_at(map(s, i), 'none')",
            "get(array(s), -1)",
            "slice(array(s), 0, 1)",
            "sequence(1, 5, i * 0)",
            "array_repeat(s, -2)",
            "make_date(2020, 13, i)",
            "make_timestamp(2020, 1, 1, 25, 0, i)",
            "make_interval(0, 0, 0, 2147483647, 2147483647)",
            "sha2(s, 99)",
            "aes_encrypt(s, 'short')",
            "aes_encrypt(s, '0000111122223333', 'NOMODE')",
            "aes_decrypt(cast(s as binary), '0000111122223333')",
            "width_bucket(i, 1, 1, 0)",
            "bround(d, 400)",
            "round(i, -400)",
            "rand('a')",
            "randstr(-1)",
            "uniform(1, 0, 5)",
            "shiftleft(i, 99)",
            "sentences(s, 'xx', 'YY')",
            "mask(s, 'XX')",
            "assert_true(false)",
            "raise_error('always')",
            "raise_error('NOCLASS', map())",
            "cast('x' as int) + i",
            "1 / 0 + i",
            "variant_get(parse_json(s), '$[', 'int')",
            "parse_json(s)",
            "s COLLATE utf8_lcase RLIKE '['",
            "luhn_check(s)",
            "validate_utf8(s)",
            "session_window(t, '-1 second')",
            "transform(array(s), x -> x RLIKE '[')",
            "exists(filter(array(s), x -> x = 'none'), x -> x RLIKE '[')",
            "transform(filter(array(s), x -> x = 'none'), x -> regexp_replace(x, '[', ''))",
            "transform(filter(array(t), x -> x IS NULL), x -> from_utc_timestamp(x, 'Nowhere/Town'))",
            "transform(array(t), x -> to_utc_timestamp(x, 'Nowhere/Town'))",
            "aggregate(filter(array(s), x -> x = 'none'), '', (a, x) -> split(x, '[')[0])",
            "zip_with(array(s), array(i), (x, y) -> to_date(x, 'foo'))",
            "percentile_approx(i, 1.5) OVER ()",
            "approx_percentile(i, 0.5, 0) OVER ()",
            "ntile(0) OVER (ORDER BY i)",
            "nth_value(i, 0) OVER (ORDER BY i)",
            "lag(i, 1, 'x') OVER (ORDER BY i)");

    @ParameterizedTest
    @ValueSource(strings = {"true", "false"})
    void errorsOfConstantsAreThoseOfStockSpark(String ansi) {
        List<String> differences = new ArrayList<>();
        try (SideBySide sides = new SideBySide(Map.of("spark.sql.ansi.enabled", ansi))) {
            for (SparkSession session : List.of(sides.stock(), sides.quiver())) {
                tables(session);
            }
            for (String expression : EXPRESSIONS) {
                if (!isKnown(sides, expression)) {
                    continue;
                }
                for (String table : ansi.equals("true") ? List.of("none", "nulls", "some") : List.of("some")) {
                    compare(sides, "SELECT %s FROM %s".formatted(expression, table), differences);
                }
                if (ansi.equals("true")) {
                    compare(sides, "SELECT i FROM none WHERE (%s) IS NULL".formatted(expression), differences);
                }
            }
        }
        assertThat(differences).isEmpty();
    }

    /** Whether the analyser takes it; what it refuses is the same on both. */
    private static boolean isKnown(SideBySide sides, String expression) {
        try {
            sides.stock().sql("SELECT %s FROM some".formatted(expression)).schema();
            return true;
        } catch (Exception refused) { // also checked ones, which Scala throws undeclared
            return false;
        }
    }

    private static void tables(SparkSession session) {
        String columns = "s STRING, i INT, d DECIMAL(10,2), t TIMESTAMP";
        session.sql("CREATE TABLE some (%s) USING parquet".formatted(columns));
        session.sql("INSERT INTO some VALUES ('abc', 3, 4.5, TIMESTAMP'2020-02-03 04:05:06')");
        session.sql("CREATE TABLE nulls (%s) USING parquet".formatted(columns));
        session.sql("INSERT INTO nulls VALUES (NULL, NULL, NULL, NULL)");
        session.sql("CREATE TABLE none (%s) USING parquet".formatted(columns));
        session.sql("INSERT INTO none SELECT * FROM some LIMIT 0");
    }

    private static void compare(SideBySide sides, String query, List<String> differences) {
        Outcome stock = Outcome.of(() -> sides.stock().sql(query));
        Outcome quiver = Outcome.of(() -> sides.quiver().sql(query));
        if (!quiver.equals(stock)) {
            differences.add("%n%s%n  stock:  %s%n  quiver: %s".formatted(query, stock, quiver));
        }
    }
}
