/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.assess;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quiver.bridge.support.Functions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.fs.Path;

/**
 * Reads event logs of jobs that ran without Quiver and writes, as JSON, what Quiver would do for them; {@code quiver assess}
 * shows it. For jobs that ran with Quiver it writes what was measured. It needs the jars of any minor of Spark 4 on the class
 * path, and starts no Spark.
 */
public final class Assessment {
    private static final ObjectMapper JSON = new ObjectMapper();

    private Assessment() {}

    /** Assesses the logs, or folders of logs, given as arguments; writes the result to standard output. */
    public static void main(String[] paths) throws IOException {
        System.out.write(JSON.writerWithDefaultPrettyPrinter()
                .writeValueAsString(of(List.of(paths)))
                .getBytes(StandardCharsets.UTF_8));
        System.out.println();
    }

    static ObjectNode of(List<String> paths) throws IOException {
        ObjectNode document = JSON.createObjectNode();
        ArrayNode applications = document.putArray("applications");
        for (String path : paths) {
            for (Path log : EventLogs.at(path)) {
                applications.add(ofLog(log));
            }
        }
        return document;
    }

    private static ObjectNode ofLog(Path log) {
        ObjectNode result = JSON.createObjectNode().put("log", log.toString());
        try {
            LoggedApplication application = EventLogs.read(log);
            result.put("id", application.id())
                    .put("name", application.name())
                    .put("spark", application.sparkVersion())
                    .put("had_quiver", application.hadQuiver());
            ArrayNode queries = result.putArray("queries");
            application
                    .queries()
                    .forEach(query -> queries.add(
                            application.hadQuiver() ? measured(query, application) : query(query, application)));
        } catch (IOException | UncheckedIOException unreadable) {
            result.put("problem", String.valueOf(unreadable.getMessage()));
        }
        return result;
    }

    private static ObjectNode query(LoggedQuery query, LoggedApplication application) {
        Map<LoggedNode, NodeVerdict> verdicts = PlanVerdicts.of(query.plan());
        TaskTimes times = TaskTimes.of(query, application, verdicts);
        ObjectNode result = described(query);
        ArrayNode operators = result.putArray("operators");
        double onQuiver = 0;
        double all = times.unknownMillis() + times.aroundMillis();
        for (Map.Entry<LoggedNode, NodeVerdict> entry : verdicts.entrySet()) {
            LoggedNode node = entry.getKey();
            NodeVerdict verdict = entry.getValue();
            if (verdict.place() != NodeVerdict.Place.NOBODY) {
                double millis = times.of(node);
                all += millis;
                onQuiver += verdict.isOnQuiver() ? millis : 0;
                operators.add(operator(node, verdict, millis));
            }
        }
        long stageMillis = query.stageMillis(application);
        long duration = query.durationMillis().orElse(stageMillis);
        double share = all == 0 ? 0 : onQuiver / all;
        double inStages = duration == 0 ? 0 : Math.min(1, stageMillis / (double) duration);
        SpeedUp speedUp = SpeedUp.of(share, inStages);
        result.put("duration_ms", duration)
                .put("stage_ms", stageMillis)
                .put("task_ms", Math.round(all))
                .put("quiver_task_ms", Math.round(onQuiver))
                .put("around_task_ms", Math.round(times.aroundMillis()))
                .put("unknown_task_ms", Math.round(times.unknownMillis()))
                .put("share", share);
        result.putArray("speed_up").add(speedUp.least()).add(speedUp.middle()).add(speedUp.most());
        return result;
    }

    /** Describes a query that ran with Quiver: nothing is predicted, only times are added up. */
    private static ObjectNode measured(LoggedQuery query, LoggedApplication application) {
        MeasuredTimes times = MeasuredTimes.of(query, application);
        return described(query)
                .put("duration_ms", query.durationMillis().orElse(0L))
                .put("task_ms", Math.round(times.taskMillis()))
                .put("quiver_task_ms", Math.round(times.quiverMillis()));
    }

    private static ObjectNode described(LoggedQuery query) {
        return JSON.createObjectNode()
                .put("id", query.id())
                .put("description", query.description())
                .put("failed", query.hasFailed());
    }

    private static ObjectNode operator(LoggedNode node, NodeVerdict verdict, double millis) {
        ObjectNode result = JSON.createObjectNode()
                .put("name", node.name())
                .put("on_quiver", verdict.isOnQuiver())
                .put("task_ms", Math.round(millis));
        if (!verdict.isOnQuiver()) {
            return result.put("reason", verdict.why());
        }
        Functions functions = FunctionNames.in(node.text());
        ArrayNode kernels = result.putArray("kernels");
        functions.kernels().forEach(kernels::add);
        ArrayNode sparks = result.putArray("by_sparks_code");
        functions.sparks().forEach(sparks::add);
        return result;
    }
}
