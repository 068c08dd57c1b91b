/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.ui;

import static org.assertj.core.api.Assertions.assertThat;

import io.quiver.spark.QuiverPlugin;
import io.quiver.spark.TestSession;
import io.quiver.spark.compat.Scala;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.SecurityManager;
import org.apache.spark.SparkConf;
import org.apache.spark.deploy.history.FsHistoryProvider;
import org.apache.spark.deploy.history.HistoryServer;
import org.apache.spark.sql.classic.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import scala.Option;

/** The tab of a running application, and of its event log in a history server. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class QuiverTabTest {
    private static final String ODD = "odd <script>document.title='ran'</script> & \"quoted\"";
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @TempDir
    static Path folder;

    private static SparkSession spark;

    @BeforeAll
    static void start() throws Exception {
        Path events = Files.createDirectory(folder.resolve("events"));
        spark = TestSession.start(
                folder,
                Map.of(
                        "spark.ui.enabled", "true",
                        "spark.ui.port", "0",
                        "spark.ui.liveUpdate.period", "0",
                        "spark.quiver.offload", "always",
                        "spark.eventLog.enabled", "true",
                        "spark.eventLog.dir", events.toUri().toString()));
        TestSession.table(spark, folder, "t", 1000, 2, "id", "id % 7 AS k", "concat('n', id) AS name");
        spark.sparkContext().setJobDescription(ODD);
        // Rows of the driver stay on Spark; soundex has no kernel.
        spark.sql("SELECT k, max(soundex(name)), count(*) FROM t WHERE id > 10 GROUP BY k")
                .collectAsList();
        spark.sql("SELECT count(*) FROM VALUES (1L), (7L) AS v(id) JOIN t USING (id)")
                .collectAsList();
        spark.sparkContext().listenerBus().waitUntilEmpty(10_000);
    }

    @AfterAll
    static void stop() {
        spark.stop();
    }

    private static String live(String page) {
        return body(spark.sparkContext().ui().get().webUrl() + page);
    }

    private static String body(String address) {
        HttpResponse<String> response = get(address);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return response.body();
    }

    private static HttpResponse<String> get(String address) {
        try {
            return CLIENT.send(
                    HttpRequest.newBuilder(URI.create(address)).build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What the tasks counted comes a moment after a query's end. */
    private static String until(String page, Predicate<String> isThere) throws InterruptedException {
        String body = live(page);
        for (int tries = 0; tries < 50 && !isThere.test(body); tries++) {
            Thread.sleep(100);
            body = live(page);
        }
        return body;
    }

    /** The address of the page of the query whose line has the text. */
    private static String queryPage(String application, String text) {
        Matcher link = Pattern.compile("href=\"([^\"]*/quiver/query/\\?id=\\d+)\">" + Pattern.quote(text))
                .matcher(application);
        assertThat(link.find()).as(application).isTrue();
        return link.group(1);
    }

    @Test
    void theApplicationsPageSaysHowMuchRanWhereAndWhy() throws InterruptedException {
        String page = until("/quiver/", body -> body.contains("soundex"));

        assertThat(page)
                .contains("operators on Quiver", "Why operators stayed on Spark", "rows of the driver")
                .contains("<code>soundex</code>")
                .contains("/SQL/execution/?id=");
    }

    @Test
    void textOfTheUsersNeverRuns() throws InterruptedException {
        String page = until("/quiver/", body -> body.contains("odd "));

        assertThat(page).contains("odd &lt;script&gt;").doesNotContain("<script>document");
        assertThat(live(path(queryPage(page, "odd ")))).doesNotContain("<script>document");
    }

    @Test
    void aQuerysPageHasItsOperatorsWithWhatTheyCounted() throws InterruptedException {
        String application = until("/quiver/", body -> body.contains("soundex"));
        // The newest stands first, and joins.
        String page = live(path(queryPage(application, "odd ")));

        assertThat(page)
                .contains(
                        ">Quiver</span>", ">Spark</span>", "HashAggregate", "QuiverFragment", ">LocalTableScan</span>")
                .contains("In the SQL tab");
    }

    @Test
    void pagesAskForNothingOutsideOfSpark() {
        assertThat(live("/quiver/")).doesNotContainPattern("(src|href)=\"https?://");
    }

    @Test
    void anUnknownQueryIsSaidToBeAndAWrongNumberIsRefused() {
        assertThat(live("/quiver/query/?id=987654")).contains("Spark does not keep a query 987654.");
        String root = spark.sparkContext().ui().get().webUrl();
        assertThat(get(root + "/quiver/query/?id=x").statusCode()).isEqualTo(400);
        assertThat(get(root + "/quiver/query/").statusCode()).isEqualTo(400);
        assertThat(get(root + "/quiver/?page=-3").statusCode()).isEqualTo(200);
    }

    @Test
    void theTabStandsBesideTheSqlTab() {
        assertThat(live("/jobs/").replaceAll("\\s+", " ")).contains("/quiver/\">Quiver</a>");
        assertThat(live("/SQL/").indexOf("/quiver/"))
                .isGreaterThan(live("/SQL/").indexOf("/SQL/\""));
    }

    @Test
    void sparksMetricsSystemHasTheCounts() {
        var sources = Scala.list(org.apache.spark.SparkEnv.get()
                .metricsSystem()
                .getSourcesByName("plugin." + QuiverPlugin.class.getName()));

        assertThat(sources).singleElement().satisfies(source -> {
            var gauges = source.metricRegistry().getGauges();
            assertThat((Long) gauges.get("acceleratedQueries").getValue()).isGreaterThanOrEqualTo(2);
            assertThat((Long) gauges.get("operatorsOnQuiver").getValue()).isGreaterThan(5);
            assertThat((Long) gauges.get("reasons.OPERATOR").getValue()).isPositive();
            assertThat((Long) gauges.get("functionsBySparksCode").getValue()).isPositive();
            assertThat((Long) gauges.get("rowsBySparksCode").getValue()).isPositive();
            assertThat((Long) gauges.get("planningFailures").getValue()).isNotNegative();
        });
    }

    @Test
    @Order(Integer.MAX_VALUE) // a log is whole when its application has ended
    void aHistoryServerShowsTheSame() throws Exception {
        String id = spark.sparkContext().applicationId();
        spark.stop();
        SparkConf conf = new SparkConf(false)
                .set(
                        "spark.history.fs.logDirectory",
                        folder.resolve("events").toUri().toString())
                .set("spark.history.fs.update.interval", "1s");
        FsHistoryProvider provider = new FsHistoryProvider(conf);
        SecurityManager security =
                new SecurityManager(conf, Option.empty(), SecurityManager.$lessinit$greater$default$3());
        HistoryServer server = new HistoryServer(conf, provider, security, 0);
        server.bind();
        try {
            provider.start();
            String root = "http://localhost:" + server.boundPort() + "/history/" + id;
            for (int tries = 0; tries < 100 && get(root + "/jobs/").statusCode() != 200; tries++) {
                Thread.sleep(100);
            }
            String page = body(root + "/quiver/");

            assertThat(page).contains("soundex", "rows of the driver", "odd &lt;script&gt;");
            String query = queryPage(page, "odd ");
            assertThat(query).startsWith("/history/");
            assertThat(body("http://localhost:" + server.boundPort() + query))
                    .contains("HashAggregate", ">Spark</span>");
        } finally {
            server.stop();
        }
    }

    private static String path(String address) {
        return address.substring(address.indexOf("/quiver/"));
    }
}
