/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.compat;

import static org.assertj.core.api.Assertions.assertThat;

import io.quiver.spark.exchange.ShuffleExchange;
import org.apache.spark.sql.execution.SparkPlan;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each supported minor has its own classes, and those of one minor are loaded. */
final class MinorClassesTest {
    @ParameterizedTest
    @EnumSource
    void everySupportedMinorHasEveryClass(SparkMinor minor) {
        assertThat(MinorClasses.names(minor))
                .allSatisfy(name -> assertThat(MinorClasses.class.getResource(MinorClasses.file(minor, name)))
                        .as(name)
                        .isNotNull());
    }

    @Test
    void ourNodesStandOverTheClassesOfTheSparkThatRuns() {
        SparkApi api = SparkApi.get();

        assertThat(api.getClass().getSimpleName()).isEqualTo("MinorApi");
        assertThat(SparkApi.python().getClass().getSimpleName()).isEqualTo("MinorPython");
        assertThat(ShuffleExchange.class.getSuperclass().getSimpleName()).isEqualTo("ShuffleExchangeBase");
        assertThat(SparkPlan.class).isAssignableFrom(PrintedPlan.class);
    }
}
