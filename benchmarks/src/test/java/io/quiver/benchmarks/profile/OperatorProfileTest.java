/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.benchmarks.profile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class OperatorProfileTest {
    private static final String TASK = "org.apache.spark.executor.Executor$TaskRunner.run";
    private static final String JOIN = "io.quiver.exec.operator.join.HashJoinOperator.next";
    private static final String FILTER = "io.quiver.exec.operator.filter.FilterOperator.next";

    @Test
    void timeBelongsToTheOperatorNearestToWhatRan() {
        List<String> stack = List.of("io.quiver.exec.kernel.IntComparison.less", FILTER, JOIN, TASK);

        assertThat(OperatorProfile.owner(stack)).isEqualTo("FilterOperator");
    }

    @Test
    void meteringIsNoOperator() {
        List<String> stack = List.of("io.quiver.exec.operator.MeteredOperator.next", JOIN, TASK);

        assertThat(OperatorProfile.owner(stack)).isEqualTo("HashJoinOperator");
    }

    @Test
    void generatedCodeIsNamedByItsStage() {
        List<String> stack = List.of(
                "org.apache.spark.sql.catalyst.expressions.GeneratedClass$GeneratedIteratorForCodegenStage3.processNext",
                TASK);

        assertThat(OperatorProfile.owner(stack)).isEqualTo("Spark's generated code, stage 3");
    }

    @Test
    void whatIsOutsideOfTasksIsNamedByItsPackage() {
        List<String> stack =
                List.of("java.util.HashMap.get", "io.quiver.bridge.PlanTranslator.translate", "java.lang.Thread.run");

        assertThat(OperatorProfile.owner(stack)).isEqualTo("no task: io.quiver.bridge");
        assertThat(OperatorProfile.owner(List.of("org.apache.spark.sql.classic.Dataset$$Lambda$12+0x7.9.apply")))
                .isEqualTo("no task: org.apache.spark.sql.classic");
    }

    @Test
    void tableShowsTheMostFirstAndItsHottestMethods() {
        OperatorProfile profile = new OperatorProfile();
        profile.add(List.of("a.b.Loop.run", FILTER, TASK));
        profile.add(List.of("a.b.Probe.find", JOIN, TASK));
        profile.add(List.of("a.b.Probe.find", JOIN, TASK));
        profile.add(List.of("a.b.Probe.hash", JOIN, TASK));

        assertThat(profile.table().lines())
                .containsExactly(
                        "4 samples",
                        " 75.0 %  HashJoinOperator                              Probe.find 50.0, Probe.hash 25.0",
                        " 25.0 %  FilterOperator                                Loop.run 25.0");
    }
}
