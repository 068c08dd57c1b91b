/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.explain;

import static org.assertj.core.api.Assertions.assertThat;

import io.quiver.bridge.support.Reason;
import org.junit.jupiter.api.Test;

final class ExplainTextTest {
    private static final String DESCRIPTION =
            """
            == Physical Plan ==
            AdaptiveSparkPlan (1)

            == Extended Information (Other) ==
            On Spark: Nothing: TYPE, of ours
            == Extended Information (Quiver) ==
            4 of 6 operators run on Quiver, 3 of 5 functions in their expressions by kernels.
            Project by Spark's code: soundex; by kernels: concat
            On Spark: Range: OPERATOR, Spark generates rows: in a loop
            On Spark: Exchange: no reason was recorded
            Read by Spark's reader: spark_catalog.default.t: nested columns: s
            """;

    @Test
    void theWordsAreReadAgain() {
        ExplainText text = ExplainText.in(DESCRIPTION).orElseThrow();

        assertThat(text.accelerated()).isEqualTo(4);
        assertThat(text.operators()).isEqualTo(6);
        assertThat(text.kernels()).isEqualTo(3);
        assertThat(text.functions()).isEqualTo(5);
        assertThat(text.stayed())
                .containsExactly(
                        new ExplainText.Line("Range", "OPERATOR, Spark generates rows: in a loop"),
                        new ExplainText.Line("Exchange", "no reason was recorded"));
        assertThat(text.stayed().get(0).reason()).contains(Reason.OPERATOR);
        assertThat(text.stayed().get(1).reason()).isEmpty();
        assertThat(text.readBySpark())
                .containsExactly(new ExplainText.Line("spark_catalog.default.t", "nested columns: s"));
    }

    @Test
    void reasonsWhoseNamesBeginAlikeAreToldApart() {
        assertThat(new ExplainText.Line("Sort", Reason.OPERATOR_FORM + ", so").reason())
                .contains(Reason.OPERATOR_FORM);
    }

    @Test
    void whatAnotherProviderSaysAfterwardsIsNotOurs() {
        String more = DESCRIPTION + "\n== Extended Information (Later) ==\nOn Spark: Sort: TYPE, of theirs\n";

        assertThat(ExplainText.in(more)).isEqualTo(ExplainText.in(DESCRIPTION));
    }

    @Test
    void thereIsNothingWhereQuiverWasNotAskedOrSwitchedOff() {
        assertThat(ExplainText.in("== Physical Plan ==\nProject")).isEmpty();
        assertThat(ExplainText.in("\n== Extended Information (Quiver) ==\nQuiver is switched off (x=false)."))
                .isEmpty();
    }
}
