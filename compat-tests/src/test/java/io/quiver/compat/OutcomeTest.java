/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.compat;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.spark.SparkException;
import org.apache.spark.sql.errors.QueryExecutionErrors;
import org.junit.jupiter.api.Test;
import scala.jdk.javaapi.CollectionConverters;

class OutcomeTest {
    private static final Throwable DIVISION = new ArithmeticException("Division by zero");

    @Test
    void aFailureIsTheSameHoweverManyStagesEndWithIt() {
        Throwable ofTwoStages = QueryExecutionErrors.multiFailuresInStageMaterializationError(
                CollectionConverters.asScala(List.of(DIVISION, new ArithmeticException("Division by zero")))
                        .toSeq());

        assertThat(Outcome.failure(ofTwoStages)).isEqualTo(Outcome.failure(DIVISION));
    }

    @Test
    void anotherFailureInTheFirstStageIsAnotherFailure() {
        Throwable ofTwoStages = QueryExecutionErrors.multiFailuresInStageMaterializationError(
                CollectionConverters.asScala(List.of(new ArithmeticException("Overflow"), DIVISION))
                        .toSeq());

        assertThat(Outcome.failure(ofTwoStages)).isNotEqualTo(Outcome.failure(DIVISION));
        assertThat(Outcome.failure(new SparkException("Job aborted", DIVISION)))
                .isNotEqualTo(Outcome.failure(DIVISION));
    }
}
