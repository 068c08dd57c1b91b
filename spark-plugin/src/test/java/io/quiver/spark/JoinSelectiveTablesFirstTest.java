/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark;

import static org.assertj.core.api.Assertions.assertThat;

import io.quiver.spark.compat.Scala;
import io.quiver.spark.optimize.JoinSelectiveTablesFirst;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.classic.SparkSession;
import org.apache.spark.sql.execution.datasources.HadoopFsRelation;
import org.apache.spark.sql.execution.datasources.LogicalRelation;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The order in which tables are joined. */
final class JoinSelectiveTablesFirstTest {
    private static final String JOINS = "FROM orders, lines, suppliers, nations WHERE o = lo AND ls = s AND sn = n";

    private static SparkSession spark;

    @TempDir
    static Path folder;

    @BeforeAll
    static void start() {
        spark = TestSession.start(folder, Map.of());
        table("orders", 300, "id o", "id % 3 status");
        table("lines", 1500, "id % 300 lo", "id % 13 ls", "id % 50 q");
        table("suppliers", 13, "id s", "id % 5 sn");
        table("nations", 5, "id n", "concat('nation ', id) name");
    }

    private static void table(String name, long rows, String... columns) {
        TestSession.table(spark, folder, name, rows, 1, columns);
    }

    @AfterAll
    static void stop() {
        spark.stop();
    }

    @AfterEach
    void backToDefaults() {
        for (String key : List.of(
                "spark.quiver.enabled",
                "spark.quiver.reorderJoins",
                "spark.sql.cbo.enabled",
                "spark.sql.cbo.joinReorder.enabled")) {
            spark.conf().unset(key);
        }
    }

    @Test
    void aFilteredTableIsJoinedFirstToTheOneThatItRestricts() {
        assertOrder("(orders (lines (suppliers nations)))", "SELECT count(*) " + JOINS + " AND name = 'nation 3'");
    }

    @Test
    void existsIsAskedOfWhatIsLeft() {
        String query = "SELECT count(*) " + JOINS
                + " AND name = 'nation 3' AND EXISTS (SELECT * FROM lines l2 WHERE l2.lo = lines.lo AND l2.q > lines.q)";

        assertOrder("(orders ((lines (suppliers nations)) lines))", query);
    }

    @Test
    void askedAgainTheRuleChangesNothing() {
        String exists = " AND EXISTS (SELECT * FROM lines l2 WHERE l2.lo = lines.lo AND l2.q > lines.q)";
        for (String more : List.of("", " AND q < 9", " AND status = 1 AND o > 7", exists, exists + " AND q = 3")) {
            LogicalPlan ordered = spark.sql("SELECT o, name, q " + JOINS + " AND name = 'nation 3'" + more)
                    .queryExecution()
                    .optimizedPlan();

            LogicalPlan once = new JoinSelectiveTablesFirst().apply(ordered);
            assertThat(new JoinSelectiveTablesFirst().apply(once).fastEquals(once))
                    .isTrue();
        }
    }

    @Test
    void withoutFiltersTheOrderIsTheQuerys() {
        assertOrder("(((orders lines) suppliers) nations)", "SELECT count(*) " + JOINS);
    }

    @Test
    void conditionsThatMayFailKeepTheOrder() {
        assertOrder(
                "(((orders lines) suppliers) nations)",
                "SELECT count(*) " + JOINS + " AND name = 'nation 3' AND o / (q - 7) > s");
    }

    @Test
    void columnsThatMayFailKeepTheOrder() {
        assertOrder(
                "(((orders lines) suppliers) nations)",
                "SELECT sum(x) FROM orders, (SELECT lo, ls, 10 / (q - 7) x FROM lines), suppliers, nations"
                        + " WHERE o = lo AND ls = s AND sn = n AND name = 'nation 3'");
    }

    @Test
    void hintedAndOuterJoinsStayAsTheyAre() {
        assertOrder(
                "((orders lines) (suppliers nations))",
                "SELECT /*+ BROADCAST(orders) */ count(*) " + JOINS + " AND name = 'nation 3'");
        assertOrder(
                "((lines suppliers) nations)",
                "SELECT count(*) FROM lines LEFT JOIN suppliers ON ls = s LEFT JOIN nations ON sn = n AND name = 'nation 3'");
    }

    @Test
    void theSwitchesKeepTheOrder() {
        String query = "SELECT count(*) " + JOINS + " AND name = 'nation 3'";
        spark.conf().set("spark.quiver.reorderJoins", "false");
        assertOrder("(((orders lines) suppliers) nations)", query);

        spark.conf().unset("spark.quiver.reorderJoins");
        spark.conf().set("spark.sql.cbo.enabled", "true");
        spark.conf().set("spark.sql.cbo.joinReorder.enabled", "true");
        assertOrder("(((orders lines) suppliers) nations)", query);
        spark.conf().unset("spark.sql.cbo.enabled");

        spark.conf().set("spark.quiver.enabled", "false");
        assertOrder("(((orders lines) suppliers) nations)", query);
    }

    /** The tables of the optimized plan, each join in parentheses. */
    private static void assertOrder(String expected, String query) {
        String found = order(spark.sql(query).queryExecution().optimizedPlan());
        assertThat(found).as(query).isEqualTo(expected);
    }

    private static String order(LogicalPlan plan) {
        List<LogicalPlan> children = Scala.list(plan.children());
        if (plan instanceof LogicalRelation relation) {
            return Scala.list(
                            ((HadoopFsRelation) relation.relation()).location().rootPaths())
                    .get(0)
                    .getName();
        }
        return children.size() == 1
                ? order(children.get(0))
                : children.stream().map(JoinSelectiveTablesFirstTest::order).collect(Collectors.joining(" ", "(", ")"));
    }
}
