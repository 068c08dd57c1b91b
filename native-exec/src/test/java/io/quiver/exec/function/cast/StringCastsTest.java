/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.function.cast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quiver.exec.error.Declined;
import io.quiver.exec.function.Constant;
import io.quiver.exec.function.EvaluationMode;
import io.quiver.exec.function.FunctionCheck;
import io.quiver.exec.function.Kernel;
import io.quiver.exec.function.Signature;
import io.quiver.exec.function.catalog.FunctionCatalog;
import io.quiver.exec.vector.Cells;
import io.quiver.exec.vector.Column;
import io.quiver.exec.vector.ColumnType;
import io.quiver.exec.vector.ConstantColumn;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Checks casts of text. The tables hold the results of Spark 4.1.3 in the zone America/Los_Angeles. */
class StringCastsTest {
    private static final String ZONE = "America/Los_Angeles";
    private static final Object ERROR = "an error";

    @Test
    void timestampsAreReadAsSparkReadsThem() {
        ColumnType type = ColumnType.TIMESTAMP;
        check(type, "2024-02-29 12:34:56.789", 1709238896789000L);
        check(type, "2024-02-29T1:2:3", 1709197323000000L);
        check(type, "2024-2-9", 1707465600000000L);
        check(type, "2024", 1704096000000000L);
        check(type, "2024-02", 1706774400000000L);
        check(type, " 2024-02-29 12:34:56 ", 1709238896000000L);
        check(type, "2024-02-29 12:34", 1709238840000000L);
        check(type, "2024-02-29 12:34:56.1234567", 1709238896123456L);
        check(type, "2024-02-29 12:34:56Z", 1709210096000000L);
        check(type, "2024-02-29 12:34:56+01:00", 1709206496000000L);
        check(type, "2024-02-29 12:34:56 PST", 1709238896000000L);
        check(type, "2024-03-10 02:30:00", 1710066600000000L);
        check(type, "2024-11-03 01:30:00", 1730622600000000L);
        check(type, "-0044-03-15 12:00:00", -63549288422000000L);
        check(type, "+12024-01-01", 317273616000000000L);
        check(type, "294247-01-10T04:00:54.775807Z", Long.MAX_VALUE);
    }

    @Test
    void timestampsWithoutZoneIgnoreTheZone() {
        ColumnType type = ColumnType.TIMESTAMP_NTZ;
        check(type, "2024-02-29 12:34:56.789", 1709210096789000L);
        check(type, "2024-02-29 12:34:56 PST", 1709210096000000L);
        check(type, "-0044-03-15 12:00:00", -63549316800000000L);
        check(type, "12:34:56", ERROR);
    }

    @Test
    void datesIgnoreWhatFollows() {
        ColumnType type = ColumnType.DATE;
        check(type, "2024-02-29 12:34:56 Mars", 19782);
        check(type, "2024-02-29T", 19782);
        check(type, "2024-2-9", 19762);
        check(type, "2024", 19723);
        check(type, "2024-02", 19754);
        check(type, "-0044-03-15 12:00:00", -735525);
        check(type, "+12024-01-01", 3672148);
        check(type, "9999999-01-01", ERROR);
    }

    @Test
    void whatIsNoDateOrTimestampIsNullOrAnError() {
        for (ColumnType type : List.of(ColumnType.DATE, ColumnType.TIMESTAMP, ColumnType.TIMESTAMP_NTZ)) {
            for (String text : List.of("2024-02-30", "abc", "", " ", "2024-13", "24-01-01", "+", "2024-01-01x")) {
                check(type, text, ERROR);
            }
            if (type.kind() != ColumnType.Kind.DATE) {
                for (String text : List.of("2024-02-29 24:00:00", "2024-02-29T", "2024-02-29 12:34:56x")) {
                    check(type, text, ERROR);
                }
            }
        }
    }

    @Test
    void todayIsLeftToSpark() {
        assertThatThrownBy(() -> cast("12:34:56", ColumnType.TIMESTAMP, EvaluationMode.LEGACY))
                .isInstanceOf(Declined.class);
    }

    @Test
    void integersLoseTheirFractionInLegacyCastsOnly() {
        for (ColumnType type : List.of(ColumnType.BYTE, ColumnType.SHORT, ColumnType.INT, ColumnType.LONG)) {
            boolean isLong = type.kind() == ColumnType.Kind.LONG;
            assertThat(cast("1.9", type, EvaluationMode.LEGACY)).isEqualTo(isLong ? (Object) 1L : (Object) 1);
            assertThat(cast("1.9", type, EvaluationMode.TRY)).isNull();
            assertThat(cast(".", type, EvaluationMode.LEGACY)).isEqualTo(isLong ? (Object) 0L : (Object) 0);
            check(type, " 7\t", isLong ? (Object) 7L : (Object) 7);
            check(type, "+5", isLong ? (Object) 5L : (Object) 5);
            for (String text : List.of("-", "1e3", "0x1", "\u0661", "", " ", "5 5", "9223372036854775808")) {
                check(type, text, ERROR);
            }
        }
        check(ColumnType.BYTE, "-128", -128);
        check(ColumnType.BYTE, "128", ERROR);
        check(ColumnType.INT, "-2147483648", Integer.MIN_VALUE);
        check(ColumnType.INT, "2147483648", ERROR);
        check(ColumnType.LONG, "9223372036854775807", Long.MAX_VALUE);
        check(ColumnType.LONG, "-9223372036854775807", -Long.MAX_VALUE);
    }

    @Test
    void booleansAreTenWords() {
        for (String text : List.of("t", "TRUE", "y", " Yes\n", "1")) {
            check(ColumnType.BOOLEAN, text, true);
        }
        for (String text : List.of("f", "False", "N", "no", "0")) {
            check(ColumnType.BOOLEAN, text, false);
        }
        for (String text : List.of("on", "2", "", "tru")) {
            check(ColumnType.BOOLEAN, text, ERROR);
        }
    }

    @Test
    void floatingPointNumbersAreThoseOfJavaAndAFewWords() {
        for (String text : List.of("1.9", " 7\t", "1e3", "0.1", "123456789.123456789", "1d", "0x1p3", "-0", "-0.0")) {
            check(ColumnType.DOUBLE, text, Double.valueOf(text));
            check(ColumnType.FLOAT, text, Float.valueOf(text));
        }
        check(ColumnType.DOUBLE, "inf", Double.POSITIVE_INFINITY);
        check(ColumnType.FLOAT, "-INFINITY ", Float.NEGATIVE_INFINITY);
        check(ColumnType.DOUBLE, "nan", Double.NaN);
        check(ColumnType.DOUBLE, ".", ERROR);
    }

    @Test
    void plainNumbersAreTheNearestOnes() {
        Function<Random, Object> numbers = random -> bytes((random.nextBoolean() ? "-" : "")
                + random.nextLong(1L << random.nextInt(1, 62)) + "." + random.nextInt(1000));
        FunctionCheck.of("cast", EvaluationMode.ANSI, ColumnType.DOUBLE, ColumnType.STRING)
                .values(numbers)
                .against(row -> row[0] == null ? null : Double.valueOf(text(row[0])));
        FunctionCheck.of("cast", EvaluationMode.ANSI, ColumnType.FLOAT, ColumnType.STRING)
                .values(numbers)
                .against(row -> row[0] == null ? null : Float.valueOf(text(row[0])));
        for (ColumnType type :
                List.of(ColumnType.decimal(9, 2), ColumnType.decimal(18, 0), ColumnType.decimal(30, 12))) {
            FunctionCheck.of("cast", EvaluationMode.TRY, type, ColumnType.STRING)
                    .values(numbers)
                    .against(row -> row[0] == null ? null : rounded(new BigDecimal(text(row[0])), type));
        }
    }

    private static BigDecimal rounded(BigDecimal value, ColumnType type) {
        BigDecimal rounded = value.setScale(type.scale(), RoundingMode.HALF_UP);
        return rounded.precision() > type.precision() ? null : rounded;
    }

    @Test
    void decimalsRoundHalfUp() {
        ColumnType type = ColumnType.decimal(4, 1);
        check(type, "1.95", 20L);
        check(type, "-1.95", -20L);
        check(type, " 7\t", 70L);
        check(type, "12E1", 1200L);
        check(type, "\u0661", 10L);
        check(type, "1e3", ERROR);
        check(type, "999.95", ERROR);
        check(type, ".", ERROR);
    }

    private static void check(ColumnType type, String text, Object expected) {
        for (EvaluationMode mode : EvaluationMode.values()) {
            if (expected != ERROR) {
                assertThat(cast(text, type, mode)).as("%s as %s", text, type).isEqualTo(expected);
            } else if (mode == EvaluationMode.ANSI) {
                assertThatThrownBy(() -> cast(text, type, mode))
                        .as("%s as %s", text, type)
                        .isInstanceOf(Declined.class);
            } else {
                assertThat(cast(text, type, mode)).as("%s as %s", text, type).isNull();
            }
        }
    }

    private static Object cast(String text, ColumnType type, EvaluationMode mode) {
        Kernel kernel = FunctionCatalog.standard()
                .kernel(
                        "cast",
                        new Signature(
                                mode,
                                List.of(ColumnType.STRING, ColumnType.STRING),
                                List.of(Optional.empty(), Optional.of(new Constant(bytes(ZONE)))),
                                type))
                .orElseThrow();
        Column value = Cells.column(ColumnType.STRING, text);
        Column zone = ConstantColumn.of(bytes(ZONE), ColumnType.STRING, 1);
        return Cells.of(kernel.evaluate(new Column[] {value, zone}, 1, null), 0);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(Object value) {
        return new String((byte[]) value, StandardCharsets.UTF_8);
    }
}
