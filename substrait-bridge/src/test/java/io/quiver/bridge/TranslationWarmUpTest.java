/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

import io.quiver.exec.plan.CompiledPlan;
import io.quiver.exec.plan.PlanNode;
import org.junit.jupiter.api.Test;

class TranslationWarmUpTest {
    @Test
    void itsPlanTouchesEveryOperator() {
        CompiledPlan plan =
                CompiledPlan.of(TranslationWarmUp.run(new FakeCapabilities()).plan());

        assertThat(plan.root().toString())
                .contains(
                        "InputNode",
                        "JoinNode",
                        "FilterNode",
                        "ProjectNode",
                        "ExpandNode",
                        "SortNode",
                        "LimitNode",
                        "AggregateNode",
                        "TopNNode");
        assertThat(plan.root()).isInstanceOf(PlanNode.ProjectNode.class);
    }

    @Test
    void equalPlansAreReadOnce() {
        byte[] bytes = TranslationWarmUp.run(new FakeCapabilities()).plan();

        assertThat(CompiledPlan.of(bytes)).isSameAs(CompiledPlan.of(bytes.clone()));
        assertThat(CompiledPlan.of(bytes).fingerprint()).hasSize(64);
    }

    @Test
    void theExecutorRunsItsPlanOverNothing() {
        byte[] plan = TranslationWarmUp.run(new FakeCapabilities()).plan();

        assertThatNoException().isThrownBy(() -> io.quiver.exec.plan.ExecutorWarmUp.run(plan));
    }
}
