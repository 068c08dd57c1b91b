/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.assess;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quiver.spark.QuiverPlugin;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.SparkConf;
import org.apache.spark.io.CompressionCodec;
import org.apache.spark.io.CompressionCodec$;
import org.apache.spark.sql.SparkSession;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an assessment says about the log of an application that ran on stock Spark, however the log is stored. */
final class AssessmentTest {
    @TempDir
    static Path folder;

    /** The log, neither compressed nor rolled. */
    private static Path log;

    private static String events;

    @BeforeAll
    static void runOnStockSpark() throws IOException {
        Path logs = Files.createDirectory(folder.resolve("logs"));
        SparkSession stock = SparkSession.builder()
                .master("local[2]")
                .config("spark.ui.enabled", "false")
                .config("spark.sql.shuffle.partitions", "2")
                .config("spark.sql.autoBroadcastJoinThreshold", "-1")
                .config("spark.sql.warehouse.dir", folder.resolve("warehouse").toString())
                .config("spark.eventLog.enabled", "true")
                .config("spark.eventLog.rolling.enabled", "false")
                .config("spark.eventLog.compress", "false")
                .config("spark.eventLog.dir", logs.toUri().toString())
                .getOrCreate();
        String table = folder.resolve("t").toString();
        stock.sparkContext().setJobDescription("a write");
        stock.range(20_000)
                .selectExpr("id", "id % 7 AS k", "concat('n', id) AS name")
                .write()
                .parquet(table);
        stock.read().parquet(table).createOrReplaceTempView("t");
        stock.sparkContext().setJobDescription("all of it");
        stock.sql(
                        "SELECT a.k, max(soundex(upper(a.name))), count(*) FROM t a JOIN t b USING (id) WHERE a.id > 10 GROUP BY a.k"
                                + " ORDER BY 1")
                .collectAsList();
        stock.sparkContext().setJobDescription("nothing of it");
        stock.range(100).selectExpr("id * 2 AS x").where("x > 7").collectAsList();
        stock.sparkContext().setJobDescription("groups of a range");
        stock.sql("SELECT id % 10, count(*) FROM range(100) GROUP BY 1").collectAsList();
        stock.sparkContext().setJobDescription("groups of a script's rows");
        stock.sql("SELECT x, count(*) FROM (SELECT TRANSFORM(k) USING 'cat' AS (x) FROM t) GROUP BY x")
                .collectAsList();
        stock.stop();
        try (Stream<Path> written = Files.list(logs)) {
            log = written.filter(file -> !file.getFileName().toString().startsWith("."))
                    .findFirst()
                    .orElseThrow();
        }
        events = Files.readString(log);
    }

    private static JsonNode assess(Path path) throws IOException {
        return Assessment.of(List.of(path.toString())).path("applications").path(0);
    }

    private static JsonNode query(JsonNode application, String description) {
        for (JsonNode query : application.path("queries")) {
            if (query.path("description").asText().equals(description)) {
                return query;
            }
        }
        throw new AssertionError(description + " is not among " + application);
    }

    private static List<String> operators(JsonNode query, boolean onQuiver) {
        List<String> names = new ArrayList<>();
        query.path("operators").forEach(operator -> {
            if (operator.path("on_quiver").asBoolean() == onQuiver) {
                names.add(operator.path("name").asText());
            }
        });
        return names;
    }

    @Test
    void aQueryThatWouldRunOnQuiverIsSaidTo() throws IOException {
        JsonNode query = query(assess(log), "all of it");

        assertThat(operators(query, false)).isEmpty();
        assertThat(operators(query, true))
                .contains("SortMergeJoin", "SortAggregate", "Exchange", "Sort", "Filter")
                .anyMatch(name -> name.startsWith("Scan parquet"));
        assertThat(query.path("share").asDouble()).isGreaterThan(0.7);
        assertThat(query.path("quiver_task_ms").asLong()
                        + query.path("around_task_ms").asLong())
                .isCloseTo(query.path("task_ms").asLong(), Offset.offset(2L));
        assertThat(query.path("task_ms").asLong()).isPositive();
        assertThat(query.path("speed_up").path(0).asDouble()).isGreaterThan(1);
        assertThat(query.path("speed_up").path(2).asDouble())
                .isGreaterThan(query.path("speed_up").path(0).asDouble());
    }

    @Test
    void functionsAreToldApartByWhoEvaluatesThem() throws IOException {
        List<String> kernels = new ArrayList<>();
        List<String> sparks = new ArrayList<>();
        query(assess(log), "all of it").path("operators").forEach(operator -> {
            operator.path("kernels").forEach(name -> kernels.add(name.asText()));
            operator.path("by_sparks_code").forEach(name -> sparks.add(name.asText()));
        });

        assertThat(kernels).contains("upper", "max", "count");
        assertThat(sparks).contains("soundex").doesNotContain("max", "upper");
    }

    @Test
    void aQueryOverRowsOfARangeStays() throws IOException {
        JsonNode query = query(assess(log), "nothing of it");

        assertThat(operators(query, true)).isEmpty();
        assertThat(operators(query, false)).contains("Range", "Project");
        assertThat(query.path("share").asDouble()).isZero();
        assertThat(query.path("speed_up").path(2).asDouble()).isEqualTo(1);
    }

    @Test
    void whatStaysSaysWhyAndTheGroupingAboveItRunsOnQuiver() throws IOException {
        JsonNode query = query(assess(log), "groups of a script's rows");

        assertThat(operators(query, false)).containsExactly("SparkScriptTransformation");
        assertThat(query.toString()).contains("OPERATOR, exchanges rows with a process");
        assertThat(operators(query, true)).contains("HashAggregate", "Exchange");
        assertThat(query.path("share").asDouble()).isStrictlyBetween(0.0, 1.0);
    }

    @Test
    void aRangeThatIsGroupedByKeysRunsOnQuiver() throws IOException {
        JsonNode query = query(assess(log), "groups of a range");

        assertThat(operators(query, true)).contains("Range", "Project", "HashAggregate");
        assertThat(operators(query, false)).isEmpty();
    }

    @Test
    void aCommandTakesTimeOfTheDriverAndNotOfTasks() throws IOException {
        JsonNode query = query(assess(log), "a write");

        assertThat(query.path("operators")).hasSizeGreaterThan(2).allSatisfy(operator -> {
            if (operator.path("name").asText().startsWith("Execute ")) {
                assertThat(operator.path("task_ms").asLong()).isZero();
            }
        });
        assertThat(query.path("share").asDouble()).isGreaterThan(0.5);
    }

    @Test
    void allTaskTimeOfTheQueriesIsSharedOut() throws IOException {
        for (JsonNode query : assess(log).path("queries")) {
            long sum = query.path("unknown_task_ms").asLong()
                    + query.path("around_task_ms").asLong();
            for (JsonNode operator : query.path("operators")) {
                sum += operator.path("task_ms").asLong();
            }
            assertThat(sum).isCloseTo(query.path("task_ms").asLong(), Offset.offset(20L));
        }
        assertThat(query(assess(log), "all of it").path("unknown_task_ms").asLong())
                .isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"zstd", "lz4", "snappy", "lzf"})
    void compressedLogsSayTheSame(String codec) throws IOException {
        Path compressed = folder.resolve(codec).resolve("application_1." + codec);
        write(compressed, codec, events);

        assertThat(assess(compressed).path("queries")).isEqualTo(assess(log).path("queries"));
    }

    @Test
    void rolledLogsAreReadInTheirOrderAndFoldersOfLogsWhole() throws IOException {
        Path rolled = folder.resolve("rolled").resolve("eventlog_v2_app-1");
        int middle = events.indexOf('\n', events.length() / 2) + 1;
        write(rolled.resolve("events_1_app-1.zstd"), "zstd", events.substring(0, middle));
        write(rolled.resolve("events_2_app-1.zstd"), "zstd", events.substring(middle));
        Files.createFile(rolled.resolve("appstatus_app-1"));
        Files.copy(log, folder.resolve("rolled").resolve("local-2"));

        JsonNode both =
                Assessment.of(List.of(folder.resolve("rolled").toString())).path("applications");
        assertThat(both).hasSize(2);
        assertThat(both.path(0).path("queries")).isEqualTo(both.path(1).path("queries"));
        assertThat(assess(rolled).path("queries")).isEqualTo(assess(log).path("queries"));
    }

    @Test
    void theLogOfAKilledApplicationIsReadAsFarAsItGoes() throws IOException {
        Path killed = folder.resolve("killed.inprogress");
        Files.writeString(killed, events.substring(0, events.indexOf("nothing of it") + 40));

        assertThat(query(assess(killed), "all of it").path("operators"))
                .isEqualTo(query(assess(log), "all of it").path("operators"));
    }

    @Test
    void whatIsNoLogIsAProblemOfItsOwn() throws IOException {
        Path broken = folder.resolve("broken").resolve("application_1.zstd");
        Files.createDirectories(broken.getParent());
        Files.writeString(broken, "not compressed");

        assertThat(assess(broken).has("problem")).isTrue();
    }

    @Test
    void anApplicationThatHadQuiverIsSaidTo() throws IOException {
        Path own = folder.resolve("own");
        Files.writeString(
                own,
                "{\"Event\":\"SparkListenerEnvironmentUpdate\",\"Spark Properties\":{\"spark.plugins\":\"%s\"}}%n"
                        .formatted(QuiverPlugin.class.getName()));

        assertThat(assess(own).path("had_quiver").asBoolean()).isTrue();
        assertThat(assess(log).path("had_quiver").asBoolean()).isFalse();
    }

    @Test
    void whatTasksSpentInFragmentsAndExchangesIsAddedUpWhereQuiverRan() throws IOException {
        String sparks = node("WholeStageCodegen (1)", 3, "duration", "");
        String scan = node("Scan parquet t", 4, "scan time", "");
        // The driver's time, most of it waiting.
        String broadcast = node("QuiverBroadcastExchange", 6, "time to collect", "");
        String fragment = node(
                "QuiverFragment",
                2,
                "time in fragment",
                node("QuiverFilter", 1, "time in operator", sparks + "," + scan + "," + broadcast));
        String plan = node("QuiverExchange", 5, "time to split", fragment);
        Path own = folder.resolve("measured");
        Files.writeString(
                own,
                """
                {"Event":"SparkListenerEnvironmentUpdate","Spark Properties":{"spark.plugins":"io.quiver.spark.QuiverPlugin"}}
                {"Event":"org.apache.spark.sql.execution.ui.SparkListenerSQLExecutionStart","executionId":0,"description":"q","time":5,"sparkPlanInfo":%s}
                {"Event":"SparkListenerJobStart","Stage IDs":[0],"Properties":{"spark.sql.execution.id":"0"}}
                {"Event":"SparkListenerTaskEnd","Stage ID":0,"Task Metrics":{"Executor Run Time":100}}
                {"Event":"SparkListenerStageCompleted","Stage Info":{"Stage ID":0,"Submission Time":10,"Completion Time":120,"Accumulables":[%s]}}
                {"Event":"org.apache.spark.sql.execution.ui.SparkListenerSQLExecutionEnd","executionId":0,"time":135}
                """
                        .formatted(
                                plan,
                                "{'ID':1,'Value':40},{'ID':2,'Value':80},{'ID':3,'Value':25},{'ID':4,'Value':30},{'ID':5,'Value':5},{'ID':6,'Value':30}"
                                        .replace('\'', '"')));

        JsonNode query = query(assess(own), "q");

        assertThat(query.path("duration_ms").asLong()).isEqualTo(130);
        assertThat(query.path("task_ms").asLong()).isEqualTo(100);
        // The exchange and the fragment, without the stage of Spark's code that it pulls from.
        assertThat(query.path("quiver_task_ms").asLong()).isEqualTo(5 + 80 - 25);
    }

    private static String node(String name, int metric, String metricName, String children) {
        return "{\"nodeName\":\"%s\",\"metrics\":[{\"name\":\"%s\",\"accumulatorId\":%d,\"metricType\":\"timing\"}],\"children\":[%s]}"
                .formatted(name, metricName, metric, children);
    }

    private static void write(Path file, String codec, String text) throws IOException {
        Files.createDirectories(file.getParent());
        CompressionCodec spark = CompressionCodec$.MODULE$.createCodec(new SparkConf(false), codec);
        try (OutputStream out = spark.compressedOutputStream(Files.newOutputStream(file))) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
    }
}
