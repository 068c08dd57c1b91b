/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Checks relations, and expressions other than functions, over virtual tables. Rows are JSON arrays of literals. */
final class RelationsTest {
    private static final String LEFT = rows("i32", "1, null, 2, 2", "string", "'a', 'b', 'c', null");
    private static final String RIGHT = rows("i32", "2, null, 3", "string", "'x', 'y', 'z'");

    private final BufferAllocator allocator = new RootAllocator();

    @AfterEach
    void nothingIsHeld() {
        allocator.close();
    }

    @ParameterizedTest
    @CsvSource({
        "INNER, '2 c 2 x; 2 null 2 x'",
        "LEFT, '1 a null null; 2 c 2 x; 2 null 2 x; null b null null'",
        "RIGHT, '2 c 2 x; 2 null 2 x; null null 3 z; null null null y'",
        "OUTER, '1 a null null; 2 c 2 x; 2 null 2 x; null b null null; null null 3 z; null null null y'",
        "LEFT_SEMI, '2 c; 2 null'",
        "LEFT_ANTI, '1 a; null b'"
    })
    void joinsOfEachType(String type, String expected) {
        String condition = People.call(1, "\"bool\": {}", People.field(0), People.field(2));
        assertThat(sorted(
                        """
                {"join": {"left": %s, "right": %s, "type": "JOIN_TYPE_%s", "expression": %s}}
                """
                                .formatted(LEFT, RIGHT, type, condition)))
                .isEqualTo(expected);
        String hash =
                """
                {"hashJoin": {"left": %s, "right": %s, "type": "JOIN_TYPE_%s", "leftKeys": [%s], "rightKeys": [%s]}}
                """
                        .formatted(LEFT, RIGHT, type, key(0), key(0));
        assertThat(sorted(hash)).isEqualTo(expected);
    }

    @Test
    void joinWithoutKeysLooksAtAllPairs() {
        String condition = People.call(2, "\"bool\": {}", People.field(2), People.field(0));
        assertThat(sorted(
                        """
                {"nestedLoopJoin": {"left": %s, "right": %s, "type": "JOIN_TYPE_INNER", "expression": %s}}
                """
                                .formatted(LEFT, RIGHT, condition)))
                .isEqualTo("1 a 2 x; 1 a 3 z; 2 c 3 z; 2 null 3 z");
        assertThat(rowsOf("{\"cross\": {\"left\": %s, \"right\": %s}}".formatted(LEFT, RIGHT)))
                .hasSize(12);
    }

    @Test
    void minusZeroAndNanAreOneKey() {
        String numbers = rows("fp64", "0.0, -0.0, 'NaN', 'NaN', 1.5");
        String aggregate =
                """
                {"aggregate": {"input": %s, "groupings": [{"groupingExpressions": [%s]}], "measures": [%s]}}
                """
                        .formatted(numbers, People.field(0), count(""));
        assertThat(sorted(aggregate)).isEqualTo("0.0 2; 1.5 1; NaN 2");
    }

    @Test
    void distinctValuesAreCountedOnce() {
        String numbers = rows("string", "'a', 'a', 'b', 'b'", "i32", "1, 1, null, 2");
        String distinct = count("\"invocation\": \"AGGREGATION_INVOCATION_DISTINCT\",", People.field(1));
        String aggregate =
                """
                {"aggregate": {"input": %s, "groupings": [{"expressionReferences": [0]}], "groupingExpressions": [%s], "measures": [%s]}}
                """
                        .formatted(numbers, People.field(0), distinct);
        assertThat(sorted(aggregate)).isEqualTo("a 1; b 1");
        assertThatThrownBy(() -> rowsOf(aggregate.replace("\"measures\": [", "\"measures\": [" + count("") + ", ")))
                .hasMessageContaining("distinct values");
    }

    @Test
    void measureTakesRowsThatPassItsFilter() {
        String filter = "\"filter\": " + People.call(2, "\"bool\": {}", People.field(0), "{\"literal\": {\"i32\": 1}}");
        String measure = count("");
        String filtered = measure.substring(0, measure.length() - 1) + ", " + filter + "}";
        assertThat(sorted(
                        "{\"aggregate\": {\"input\": %s, \"measures\": [%s, %s]}}".formatted(LEFT, measure, filtered)))
                .isEqualTo("4 2");
    }

    @Test
    void conditionalsChooseTheFirstThatHolds() {
        String isTwo = People.call(1, "\"bool\": {}", People.field(0), "{\"literal\": {\"i32\": 2}}");
        String ifThen =
                "{\"ifThen\": {\"ifs\": [{\"if\": %s, \"then\": {\"literal\": {\"string\": \"two\"}}}], \"else\": %s}}"
                        .formatted(isTwo, People.field(1));
        String choice =
                "{\"switchExpression\": {\"match\": %s, \"ifs\": [{\"if\": {\"i32\": 1}, \"then\": {\"literal\": {\"i64\": \"10\"}}}]}}"
                        .formatted(People.field(0));
        String inList =
                "{\"singularOrList\": {\"value\": %s, \"options\": [{\"literal\": {\"i32\": 1}}, {\"literal\": {\"null\": {\"i32\": {}}}}]}}"
                        .formatted(People.field(0));
        assertThat(rowsOf(project(LEFT, 2, ifThen, choice, inList)))
                .containsExactly("a 10 true", "b null null", "two null null", "two null null");
    }

    @Test
    void typesThatDoNotFitAreSaidSo() {
        String choice =
                "{\"ifThen\": {\"ifs\": [{\"if\": {\"literal\": {\"boolean\": true}}, \"then\": %s}], \"else\": %s}}"
                        .formatted(People.field(0), People.field(1));
        assertThatThrownBy(() -> rowsOf(project(LEFT, 2, choice))).hasMessageContaining("a choice between int");
        assertThatThrownBy(
                        () -> rowsOf(project(LEFT, 2, People.call(5, "\"i32\": {}", People.field(0), People.field(1)))))
                .hasMessageContaining("no kernel for add");
        String power = project(LEFT, 2, People.call(8, "\"i64\": {}", People.field(0), People.field(1)));
        assertThatThrownBy(() -> rowsOf(power)).hasMessageContaining("a function does not take [int, string]");
        String condition = "{\"filter\": {\"input\": %s, \"condition\": %s}}".formatted(LEFT, People.field(0));
        assertThatThrownBy(() -> rowsOf(condition)).hasMessageContaining("a condition of type int");
    }

    @Test
    void castsAreSparks() {
        String texts = rows("string", "'12', ' 7 ', null, 'x'");
        assertThat(rowsOf(project(texts, 1, cast("i32", "RETURN_NULL"), cast("date", "RETURN_NULL"))))
                .containsExactly("12 null", "7 null", "null null", "null null");
        assertThatThrownBy(() -> rowsOf(project(texts, 1, cast("i32", "THROW_EXCEPTION"))))
                .hasMessageContaining("has no int");
        String dates = rows("date", "0, 19000");
        assertThat(rowsOf(project(dates, 1, cast("string", "THROW_EXCEPTION"))))
                .containsExactly("1970-01-01", "2022-01-08");
        assertThat(rowsOf(project(rows("fp64", "2.5, -0.5"), 1, cast("string", "THROW_EXCEPTION"))))
                .containsExactly("2.5", "-0.5");
    }

    @Test
    void readFiltersAndChoosesColumns() {
        String read = LEFT.replace(
                "{\"read\": {",
                "{\"read\": {\"filter\": %s, \"projection\": {\"select\": {\"structItems\": [{\"field\": 1}]}}, "
                        .formatted(People.call(1, "\"bool\": {}", People.field(0), "{\"literal\": {\"i32\": 2}}")));
        assertThat(rowsOf(read)).containsExactly("c", "null");
    }

    @Test
    void overflowThatIsAnErrorFailsInAnyPlace() {
        String call = People.call(5, "\"i32\": {}", People.field(0), "{\"literal\": {\"i32\": 2147483647}}")
                .replace(
                        "\"functionReference\"",
                        "\"options\": [{\"name\": \"overflow\", \"preference\": [\"ERROR\"]}], \"functionReference\"");
        String condition = People.call(2, "\"bool\": {}", call, "{\"literal\": {\"i32\": 1}}");
        assertThatThrownBy(() -> rowsOf("{\"filter\": {\"input\": %s, \"condition\": %s}}".formatted(LEFT, condition)))
                .hasMessageContaining("does not fit in int");
        // the limit is reached before the row that fails
        String zeroFirst = rows("i32", "0, 1");
        String limited = "{\"fetch\": {\"count\": \"1\", \"input\": %s}}".formatted(project(zeroFirst, 1, call));
        assertThat(rowsOf(limited)).containsExactly("2147483647");
    }

    @Test
    void fetchTakesExpressions() {
        String fetch =
                "{\"fetch\": {\"offsetExpr\": {\"literal\": {\"i64\": \"1\"}}, \"countExpr\": {\"literal\": {\"i64\": \"2\"}}, \"input\": %s}}"
                        .formatted(LEFT);
        assertThat(rowsOf(fetch)).containsExactly("null b", "2 c");
    }

    private static String project(String input, int width, String... expressions) {
        String mapping = IntStream.range(width, width + expressions.length)
                .mapToObj(Integer::toString)
                .collect(Collectors.joining(", "));
        return "{\"project\": {\"common\": {\"emit\": {\"outputMapping\": [%s]}}, \"input\": %s, \"expressions\": [%s]}}"
                .formatted(mapping, input, String.join(", ", expressions));
    }

    private static String cast(String type, String behaviour) {
        return "{\"cast\": {\"type\": {\"%s\": {}}, \"input\": %s, \"failureBehavior\": \"FAILURE_BEHAVIOR_%s\"}}"
                .formatted(type, People.field(0), behaviour);
    }

    private static String count(String more, String... arguments) {
        return "{\"measure\": {%s \"functionReference\": 4, \"outputType\": {\"i64\": {}}, \"arguments\": [%s]}}"
                .formatted(
                        more,
                        Arrays.stream(arguments)
                                .map("{\"value\": %s}"::formatted)
                                .collect(Collectors.joining(", ")));
    }

    private static String key(int field) {
        return "{\"directReference\": {\"structField\": {\"field\": %d}}, \"rootReference\": {}}".formatted(field);
    }

    /** A virtual table: pairs of a type and the values of a column, with quotes for texts. */
    private static String rows(String... columns) {
        int width = columns.length / 2;
        String types = IntStream.range(0, width)
                .mapToObj(i -> "{\"%s\": {}}".formatted(columns[2 * i]))
                .collect(Collectors.joining(", "));
        String names = IntStream.range(0, width).mapToObj(i -> "\"c" + i + '"').collect(Collectors.joining(", "));
        int count = columns[1].split(", ", -1).length;
        String rows = IntStream.range(0, count)
                .mapToObj(row -> IntStream.range(0, width)
                        .mapToObj(
                                i -> literal(columns[2 * i], columns[2 * i + 1].split(", ", -1)[row]))
                        .collect(Collectors.joining(", ", "{\"fields\": [", "]}")))
                .collect(Collectors.joining(", "));
        return "{\"read\": {\"baseSchema\": {\"names\": [%s], \"struct\": {\"types\": [%s]}}, \"virtualTable\": {\"expressions\": [%s]}}}"
                .formatted(names, types, rows);
    }

    private static String literal(String type, String value) {
        return value.equals("null")
                ? "{\"literal\": {\"null\": {\"%s\": {}}}}".formatted(type)
                : "{\"literal\": {\"%s\": %s}}".formatted(type, value.replace('\'', '"'));
    }

    private String sorted(String rel) {
        return rowsOf(rel).stream().sorted().collect(Collectors.joining("; "));
    }

    private List<String> rowsOf(String rel) {
        SubstraitPlan plan = SubstraitPlan.ofJson(People.plan(rel));
        try (VectorSchemaRoot result = plan.run(Map.of(), allocator)) {
            return result.contentToTSVString()
                    .lines()
                    .skip(1)
                    .map(line -> line.replace('\t', ' '))
                    .toList();
        }
    }
}
