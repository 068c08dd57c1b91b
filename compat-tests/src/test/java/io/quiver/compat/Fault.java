/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.compat;

import java.io.File;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.spark.SparkEnv;
import org.apache.spark.TaskContext;
import org.apache.spark.sql.api.java.UDF4;

/**
 * A condition that is always true and strikes its task: {@code strike(kind, folder, a, b)}, where {@code a} and {@code b} only
 * determine where in a plan it is evaluated. Marker files in the folder, which all executors share, ensure that a fault occurs
 * once.
 */
final class Fault implements UDF4<String, String, Long, Long, Boolean> {
    private static final long serialVersionUID = 1L;
    private static final int STRUCK_PARTITION = 1;

    @Override
    public Boolean call(String kind, String folder, Long a, Long b) throws Exception {
        TaskContext task = TaskContext.get();
        if (task.partitionId() != STRUCK_PARTITION) {
            return true;
        }
        switch (kind) {
            case "fail twice" -> failTwice(task);
            case "kill executor" -> killExecutor(Path.of(folder, "killed"));
            case "lose blocks" -> loseBlocks(Path.of(folder, "lost"));
            case "be slow" -> beSlow(Path.of(folder, "slow"));
            case "none" -> {}
            default -> throw new IllegalArgumentException("no such fault: " + kind);
        }
        return true;
    }

    private static void failTwice(TaskContext task) {
        if (task.attemptNumber() < 2) {
            throw new IllegalStateException("attempt %d is to fail".formatted(task.attemptNumber()));
        }
    }

    /** SIGKILL, so that nothing of the process has time to put itself in order. */
    private static void killExecutor(Path marker) throws IOException, InterruptedException {
        if (isFirst(marker)) {
            new ProcessBuilder(
                            "kill", "-9", Long.toString(ProcessHandle.current().pid()))
                    .start();
            TimeUnit.MINUTES.sleep(1);
        }
    }

    /** Deletes what this executor has written for shuffles, as a broken disk would, and fails, to be run again and miss it. */
    private static void loseBlocks(Path marker) throws IOException {
        if (isFirst(marker)) {
            for (File directory :
                    SparkEnv.get().blockManager().diskBlockManager().localDirs()) {
                try (Stream<Path> files = Files.walk(directory.toPath())) {
                    for (Path file : files.filter(Fault::isOfAShuffle).toList()) {
                        Files.deleteIfExists(file);
                    }
                }
            }
            throw new IllegalStateException("blocks are lost");
        }
    }

    private static boolean isOfAShuffle(Path file) {
        String name = file.getFileName().toString();
        return name.startsWith("shuffle_") && (name.endsWith(".data") || name.endsWith(".index"));
    }

    private static void beSlow(Path marker) throws IOException, InterruptedException {
        if (isFirst(marker)) {
            TimeUnit.MINUTES.sleep(2);
        }
    }

    private static boolean isFirst(Path marker) throws IOException {
        try {
            Files.createFile(marker);
            return true;
        } catch (FileAlreadyExistsException another) {
            return false;
        }
    }
}
