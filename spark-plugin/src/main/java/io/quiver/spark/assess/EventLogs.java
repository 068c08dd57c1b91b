/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.assess;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quiver.spark.compat.Scala;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.deploy.history.EventLogFileReader;
import org.apache.spark.deploy.history.EventLogFileReader$;
import scala.Option;

/** Finds and reads event logs: files, folders, rolled logs, in every compression that Spark writes. */
final class EventLogs {
    private static final String ROLLED = "eventlog_v2_";
    private static final ObjectMapper JSON = new ObjectMapper();

    private EventLogs() {}

    /** The logs at a path, in the order of their names. An application may have several logs, one for each attempt. */
    static List<Path> at(String path) throws IOException {
        Path root = new Path(path);
        FileSystem files = root.getFileSystem(new Configuration());
        FileStatus status = files.getFileStatus(root);
        if (!status.isDirectory() || root.getName().startsWith(ROLLED)) {
            return List.of(status.getPath());
        }
        List<Path> found = new ArrayList<>();
        FileStatus[] inside = files.listStatus(root);
        Arrays.sort(inside);
        for (FileStatus each : inside) {
            String name = each.getPath().getName();
            if (!name.startsWith(".") && (!each.isDirectory() || name.startsWith(ROLLED))) {
                found.add(each.getPath());
            }
        }
        return found;
    }

    static LoggedApplication read(Path log) throws IOException {
        FileSystem files = log.getFileSystem(new Configuration());
        Option<EventLogFileReader> reader = EventLogFileReader$.MODULE$.apply(files, log);
        if (reader.isEmpty()) {
            throw new IOException("%s has no event log in it".formatted(log));
        }
        LoggedApplication application = new LoggedApplication();
        for (FileStatus part : Scala.<FileStatus>list(reader.get().listEventLogFiles())) {
            try (InputStream in = EventLogFileReader$.MODULE$.openEventLog(part.getPath(), files)) {
                read(new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8)), application);
            }
        }
        return application;
    }

    private static void read(BufferedReader lines, LoggedApplication application) throws IOException {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (LoggedApplication.isRead(line)) {
                try {
                    application.read(JSON.readTree(line));
                } catch (JsonProcessingException cutOff) {
                    return; // the log of an application that was killed ends within a line
                }
            }
        }
    }
}
