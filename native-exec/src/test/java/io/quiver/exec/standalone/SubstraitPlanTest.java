/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quiver.exec.error.ErrorCode;
import io.quiver.exec.error.ExecutionException;
import java.util.Map;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SubstraitPlanTest {
    private static final String BOOL = "\"bool\": {}";
    private static final String OLDER = "{\"filter\": {\"input\": %s, \"condition\": %s}}";

    private final BufferAllocator allocator = new RootAllocator();

    @AfterEach
    void nothingIsHeld() {
        allocator.close(); // throws where a vector was not closed
    }

    @Test
    void filterLeavesRowsForWhichTheConditionIsTrue() {
        String over40 = People.call(2, BOOL, People.field(2), "{\"literal\": {\"i32\": 40}}");
        assertThat(run(OLDER.formatted(People.read("people"), over40), "id", "town", "age", "pay"))
                .isEqualTo(
                        """
                        id	town	age	pay
                        2	Bonn	41	1001.50
                        4	Bonn	52	1003.50
                        5	Köln	63	null
                        """);
    }

    @Test
    void projectionAppendsAndEmitChooses() {
        String project =
                "{\"project\": {\"common\": {\"emit\": {\"outputMapping\": [4, 5]}}, \"input\": %s, \"expressions\": [%s, %s]}}"
                        .formatted(
                                People.read("people"),
                                People.call(7, "\"string\": {}", People.field(1)),
                                People.call(5, "\"i64\": {}", People.field(0), "{\"literal\": {\"i64\": \"100\"}}"));
        assertThat(run(project, "TOWN", "number"))
                .isEqualTo(
                        """
                        TOWN	number
                        ULM	101
                        BONN	102
                        ULM	103
                        BONN	104
                        KÖLN	105
                        """);
    }

    @Test
    void aggregationGroupsAndSortsAbove() {
        String measures =
                """
                {"measure": {"functionReference": 3, "phase": "AGGREGATION_PHASE_INITIAL_TO_RESULT",
                   "outputType": {"decimal": {"precision": 38, "scale": 2}}, "arguments": [{"value": %s}]}},
                {"measure": {"functionReference": 4, "phase": "AGGREGATION_PHASE_INITIAL_TO_RESULT",
                   "outputType": {"i64": {}}, "arguments": []}}
                """
                        .formatted(People.field(3));
        String aggregate =
                "{\"aggregate\": {\"input\": %s, \"groupings\": [{\"expressionReferences\": [0]}], \"groupingExpressions\": [%s], \"measures\": [%s]}}"
                        .formatted(People.read("people"), People.field(1), measures);
        String sort =
                "{\"sort\": {\"input\": %s, \"sorts\": [{\"expr\": %s, \"direction\": \"SORT_DIRECTION_ASC_NULLS_LAST\"}]}}"
                        .formatted(aggregate, People.field(0));
        assertThat(run(sort, "town", "pay", "people"))
                .isEqualTo(
                        """
                        town	pay	people
                        Bonn	2005.00	2
                        Köln	null	1
                        Ulm	2003.00	2
                        """);
    }

    @Test
    void joinComparesKeysOfBothSides() {
        String condition = People.call(1, BOOL, People.field(1), People.field(5));
        String join = "{\"join\": {\"left\": %s, \"right\": %s, \"type\": \"JOIN_TYPE_INNER\", \"expression\": %s}}"
                .formatted(People.read("people"), People.read("people"), condition);
        assertThat(run(join, "a", "b", "c", "d", "e", "f", "g", "h").lines()).hasSize(1 + 4 + 4 + 1);
    }

    @Test
    void unionOfATableWithItselfHasItsRowsTwice() {
        String set = "{\"set\": {\"op\": \"SET_OP_UNION_ALL\", \"inputs\": [%s, %s]}}"
                .formatted(People.read("people"), People.read("people"));
        assertThat(run(set, "id", "town", "age", "pay").lines()).hasSize(1 + 10);
        assertThat(run(set.replace("ALL", "DISTINCT"), "id", "town", "age", "pay")
                        .lines())
                .hasSize(1 + 5);
    }

    @Test
    void fetchOverSortTakesTheFirst() {
        String fetch =
                "{\"fetch\": {\"count\": \"1\", \"offset\": \"1\", \"input\": {\"sort\": {\"input\": %s, \"sorts\": [{\"expr\": %s, \"direction\": \"SORT_DIRECTION_DESC_NULLS_LAST\"}]}}}}"
                        .formatted(People.read("people"), People.field(0));
        assertThat(run(fetch, "id", "town", "age", "pay")).contains("4\tBonn").doesNotContain("5\t");
    }

    @Test
    void unknownFunctionIsNamedWithWhatIsOffered() {
        String filter = OLDER.formatted(People.read("people"), People.call(6, BOOL, People.field(0)));
        assertRefused(People.plan(filter, "a", "b", "c", "d"), "function foo; offered are", "upper");
    }

    @Test
    void unknownRelationIsNamed() {
        assertRefused(People.plan("{\"expand\": {}}", "a"), "relation EXPAND");
    }

    @Test
    void absentTableAndWrongColumnsAreNamed() {
        SubstraitPlan plan = SubstraitPlan.ofJson(People.plan(People.read("strangers"), "a", "b", "c", "d"));
        assertThat(plan.tables()).containsExactly("strangers");
        try (VectorSchemaRoot people = People.table(allocator)) {
            assertThatThrownBy(() -> plan.run(Map.of("people", people), allocator))
                    .isInstanceOfSatisfying(
                            ExecutionException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.PLAN_INVALID))
                    .hasMessageContaining("strangers");
            SubstraitPlan wrong = SubstraitPlan.ofJson(
                    People.plan(People.read("people").replace("{\"i32\": {}}", "{\"i64\": {}}"), "a", "b", "c", "d"));
            assertThatThrownBy(() -> wrong.run(Map.of("people", people), allocator))
                    .hasMessageContaining("column age");
            SubstraitPlan narrow = SubstraitPlan.ofJson(People.plan(
                    People.read("people").replace("\"precision\": 9", "\"precision\": 8"), "a", "b", "c", "d"));
            assertThatThrownBy(() -> narrow.run(Map.of("people", people), allocator))
                    .hasMessageContaining("column pay");
        }
    }

    @Test
    void memberThatPlansDoNotHaveIsNamed() {
        assertThatThrownBy(() -> SubstraitPlan.ofJson("{\"relation\": []}")).hasMessageContaining("relation");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "{\"relations\": [}",
                "{\"relations\": [],}",
                "{} {}",
                "{relations: []}",
                "{\"relations\": [01]}"
            })
    void whatIsNoJsonIsRefused(String text) {
        assertThatThrownBy(() -> SubstraitPlan.ofJson(text))
                .isInstanceOfSatisfying(
                        ExecutionException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.PLAN_INVALID))
                .hasMessageContaining("the plan is no JSON");
    }

    private static void assertRefused(String json, String... parts) {
        assertThatThrownBy(() -> SubstraitPlan.ofJson(json))
                .isInstanceOfSatisfying(
                        ExecutionException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.PLAN_UNSUPPORTED))
                .hasMessageContainingAll(parts);
    }

    private String run(String rel, String... names) {
        SubstraitPlan plan = SubstraitPlan.ofJson(People.plan(rel, names));
        try (VectorSchemaRoot people = People.table(allocator);
                VectorSchemaRoot result = plan.run(Map.of("people", people), allocator)) {
            return result.contentToTSVString();
        }
    }
}
