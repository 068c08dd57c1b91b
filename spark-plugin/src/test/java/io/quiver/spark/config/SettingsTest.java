/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quiver.spark.LogLines;
import io.quiver.spark.TestSession;
import java.lang.reflect.Field;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.classic.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Settings are checked where they are set, and listed by Spark. */
final class SettingsTest {
    private static SparkSession spark;

    @TempDir
    static Path folder;

    @BeforeAll
    static void start() {
        spark = TestSession.start(folder, Map.of());
    }

    @AfterAll
    static void stop() {
        spark.stop();
    }

    static Stream<QuiverConf.Entry> checked() {
        return QuiverConf.all().stream().filter(entry -> entry.allowed() != Allowed.TEXT);
    }

    @ParameterizedTest
    @MethodSource("checked")
    void aWrongValueIsRefusedWithKeyValueAndWhatIsAllowed(QuiverConf.Entry entry) {
        String before = spark.conf().get(entry.key());

        assertThatThrownBy(() -> spark.conf().set(entry.key(), "-wrong-"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll(entry.key(), "-wrong-", entry.values());
        assertThatThrownBy(() -> spark.sql("SET " + entry.key() + "=-1"))
                .hasMessageContainingAll(entry.key(), "-1", entry.values());
        assertThat(spark.conf().get(entry.key())).isEqualTo(before);
    }

    @ParameterizedTest
    @MethodSource("checked")
    void theDefaultIsAllowedAndUpperCaseAndSpacesAreNothing(QuiverConf.Entry entry) {
        assertThat(spark.newSession().conf().get(entry.key())).isNotNull();
        assertThatCode(() -> spark.newSession()
                        .conf()
                        .set(entry.key(), " " + entry.defaultValue().toUpperCase(Locale.ROOT) + " "))
                .doesNotThrowAnyException();
    }

    @Test
    void aWrongValueOnTheCommandLineIsRefusedWhenTheSessionIsFirstUsed() {
        spark.stop();
        SparkSession wrong = TestSession.start(folder, Map.of("spark.quiver.offload", "alwys"));
        try {
            assertThatThrownBy(() -> wrong.range(3).count())
                    .hasStackTraceContaining("The value 'alwys' in the config \"spark.quiver.offload\" is invalid")
                    .hasStackTraceContaining("It is to be auto or always.");
        } finally {
            wrong.stop();
            start();
        }
    }

    @Test
    void allOfThemAreInTheList() {
        assertThat(QuiverConf.all())
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(QuiverConf.class.getFields())
                        .filter(field -> field.getType() == QuiverConf.Entry.class)
                        .map(SettingsTest::entry)
                        .toList());
    }

    private static QuiverConf.Entry entry(Field field) {
        try {
            return (QuiverConf.Entry) field.get(null);
        } catch (IllegalAccessException fieldsAreThosePublic) {
            throw new AssertionError(fieldsAreThosePublic);
        }
    }

    @Test
    void sparkListsThemWithTheirMeaning() {
        List<String> listed = spark.sql("SET -v").where("key LIKE 'spark.quiver.%'").collectAsList().stream()
                .map(row -> row.getString(0) + " " + row.getString(2))
                .toList();

        assertThat(listed)
                .noneMatch(line -> line.contains("For tests"))
                .containsExactlyInAnyOrderElementsOf(QuiverConf.all().stream()
                        .filter(entry -> !entry.isTestSwitch())
                        .map(entry -> entry.key() + " " + entry.meaning())
                        .toList());
    }

    @ParameterizedTest
    @CsvSource({
        "spark.quiver.enabeld, spark.quiver.enabled",
        "spark.quiver.offLoad, spark.quiver.offload",
        "spark.quiver.keyfilters.minrow, spark.quiver.keyFilters.minRows",
        "spark.quiver.verify.on-mismatch, spark.quiver.verify.onMismatch",
        "spark.quiver.parquet, spark.quiver.parquet.enabled",
    })
    void theNearestKeyIsNamed(String unknown, String nearest) {
        assertThat(UnknownSettings.nearest(unknown)).isEqualTo(nearest);
    }

    @Test
    void anUnknownKeyIsNamedOnceByTheNextQuery() {
        try (LogLines log = new LogLines(UnknownSettings.class)) {
            spark.conf().set("spark.quiver.ofload", "always");
            spark.conf().set("spark.other.ofload", "always");
            spark.range(3).count();
            spark.range(4).count();
            spark.conf().unset("spark.quiver.ofload");

            assertThat(log.lines()).singleElement().satisfies(line -> assertThat(line)
                    .startsWith("WARN There is no setting spark.quiver.ofload")
                    .contains("The nearest one is spark.quiver.offload"));
        }
    }

    @Test
    void anUnknownKeyOnTheCommandLineIsNamedAtStart() {
        spark.stop();
        try (LogLines log = new LogLines(UnknownSettings.class)) {
            TestSession.start(folder, Map.of("spark.quiver.shufle.enabled", "false"))
                    .stop();

            assertThat(log.lines()).singleElement().satisfies(line -> assertThat(line)
                    .contains("spark.quiver.shufle.enabled", "spark.quiver.shuffle.enabled"));
        } finally {
            start();
        }
    }
}
