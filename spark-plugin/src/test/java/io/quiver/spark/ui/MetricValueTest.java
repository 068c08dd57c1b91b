/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.apache.spark.util.MetricUtils$;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The texts come from Spark's own code, so that a minor that writes them differently fails here. */
final class MetricValueTest {
    private static String shown(String type, long... values) {
        long[] largestOf = {values[0], 3, 0, 17};
        return MetricUtils$.MODULE$.stringValue(type, values, values.length > 1 ? largestOf : new long[0]);
    }

    @ParameterizedTest
    @CsvSource({
        "timing, 12, 12",
        "timing, 1234, 1200",
        "timing, 90000, 90000",
        "timing, 5400000, 5400000",
        "nsTiming, 12000000, 12",
        "size, 512, 512",
        "size, 1536, 1536",
        "size, 3221225472, 3221225472",
        "sum, 1234567, 1234567",
        "sum, 0, 0"
    })
    void oneValueIsReadWithItsUnit(String type, long value, double amount) {
        assertThat(MetricValue.total(shown(type, value)).map(MetricValue::amount))
                .contains(amount);
    }

    @Test
    void ofSeveralTasksTheTotalAndTheLargestAreRead() {
        String size = shown("size", 1 << 20, 2 << 20, 5 << 20);

        assertThat(MetricValue.total(size)).contains(new MetricValue(8 << 20, "8.0 MiB"));
        assertThat(MetricValue.ofOneTask(size)).contains(new MetricValue(5 << 20, "5.0 MiB"));
        assertThat(MetricValue.total(shown("timing", 1000, 2000, 3000))).contains(new MetricValue(6000, "6.0 s"));
    }

    @Test
    void ofOneTaskTheTotalIsTheLargest() {
        assertThat(MetricValue.ofOneTask(shown("size", 1 << 20))).contains(new MetricValue(1 << 20, "1024.0 KiB"));
    }

    @Test
    void whatHasNoTotalIsNone() {
        assertThat(MetricValue.total(shown("average", 10, 20, 30))).isEqualTo(Optional.empty());
        assertThat(MetricValue.total(null)).isEqualTo(Optional.empty());
        assertThat(MetricValue.total("N/A")).isEqualTo(Optional.empty());
    }
}
