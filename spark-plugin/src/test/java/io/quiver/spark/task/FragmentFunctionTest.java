/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.spark.sql.execution.metric.SQLMetric;
import org.apache.spark.sql.types.DataType;
import org.junit.jupiter.api.Test;
import scala.collection.Iterator$;

class FragmentFunctionTest {
    @Test
    void theTimeInAFragmentHasThatOfOpeningIt() {
        SQLMetric time = new SQLMetric("nsTiming", -1);
        FragmentMetrics metrics = new FragmentMetrics(time, List.of());
        DataType[] none = {};
        FragmentFunction.Input input = new FragmentFunction.Input(none, true, false, null, null, null, false);
        FragmentFunction conversion = new FragmentFunction(null, List.of(input), none, metrics, null);

        conversion.run(0, List.of(Iterator$.MODULE$.empty()));

        assertThat(time.value()).isPositive();
    }
}
