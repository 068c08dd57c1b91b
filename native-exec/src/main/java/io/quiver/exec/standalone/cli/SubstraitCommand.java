/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.standalone.cli;

import io.quiver.exec.error.ExecutionException;
import io.quiver.exec.standalone.SubstraitPlan;
import io.quiver.exec.standalone.arrow.ArrowFileTable;
import io.quiver.exec.standalone.arrow.ArrowOutput;
import io.quiver.exec.standalone.table.ParquetTable;
import io.quiver.exec.standalone.table.Table;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;

/** Runs a Substrait plan over files: {@code PLAN [--table NAME=FILE]... [--format table|csv|arrow] [--output FILE]}. */
public final class SubstraitCommand {
    private static final int FAILED = 1;
    private static final int MISUSED = 2;

    private final Map<String, Path> tables = new HashMap<>();
    private Path plan = Path.of("");
    private String format = "table";
    private Path output = Path.of("");

    private SubstraitCommand() {}

    public static void main(String[] arguments) {
        System.exit(run(arguments, System.out, System.err));
    }

    /** Returns the exit code: 0, 1 if the plan fails, 2 if the arguments are wrong. */
    static int run(String[] arguments, PrintStream out, PrintStream err) {
        SubstraitCommand command = new SubstraitCommand();
        try {
            command.parse(arguments);
        } catch (IllegalArgumentException e) {
            err.println("quiver substrait: " + e.getMessage());
            return MISUSED;
        }
        try {
            command.execute(out);
            return 0;
        } catch (ExecutionException | IOException | UncheckedIOException e) {
            err.println("quiver substrait: " + e.getMessage());
            return FAILED;
        }
    }

    private void parse(String[] arguments) {
        for (int i = 0; i < arguments.length; i++) {
            String argument = arguments[i];
            if (!argument.startsWith("--")) {
                plan = Path.of(argument);
                continue;
            }
            if (i + 1 == arguments.length) {
                throw new IllegalArgumentException(argument + " without a value");
            }
            String value = arguments[++i];
            switch (argument) {
                case "--table" -> addTable(value);
                case "--format" -> format = value;
                case "--output" -> output = Path.of(value);
                default -> throw new IllegalArgumentException("no option " + argument);
            }
        }
        if (plan.toString().isEmpty()) {
            throw new IllegalArgumentException("no plan");
        }
        if (!format.equals("table") && !format.equals("csv") && !format.equals("arrow")) {
            throw new IllegalArgumentException("format %s is none of table, csv, arrow".formatted(format));
        }
    }

    private void addTable(String value) {
        int equals = value.indexOf('=');
        if (equals < 1) {
            throw new IllegalArgumentException("--table %s is not NAME=FILE".formatted(value));
        }
        tables.put(value.substring(0, equals), Path.of(value.substring(equals + 1)));
    }

    private void execute(PrintStream out) throws IOException {
        SubstraitPlan read = read(Files.readAllBytes(plan));
        Map<String, Table> sources = new HashMap<>();
        for (Map.Entry<String, Path> entry : tables.entrySet()) {
            sources.put(entry.getKey(), table(entry.getValue()));
        }
        if (output.toString().isEmpty()) {
            write(read, sources, out);
            return;
        }
        try (OutputStream file = Files.newOutputStream(output)) {
            write(read, sources, file);
        }
    }

    /** Reads a plan in JSON or protobuf bytes. JSON begins with a brace, and no plan in bytes does. */
    private static SubstraitPlan read(byte[] bytes) {
        int first = 0;
        while (first < bytes.length && Character.isWhitespace(bytes[first])) {
            first++;
        }
        boolean isJson = first < bytes.length && bytes[first] == '{';
        return isJson ? SubstraitPlan.ofJson(new String(bytes, StandardCharsets.UTF_8)) : SubstraitPlan.of(bytes);
    }

    private static Table table(Path file) throws IOException {
        byte[] magic = new byte[4];
        try (var stream = Files.newInputStream(file)) {
            int count = stream.readNBytes(magic, 0, magic.length);
            return count == magic.length && new String(magic, StandardCharsets.US_ASCII).equals("PAR1")
                    ? new ParquetTable(file)
                    : new ArrowFileTable(file);
        }
    }

    private void write(SubstraitPlan read, Map<String, Table> sources, OutputStream out) throws IOException {
        if (format.equals("arrow")) {
            try (BufferAllocator allocator = new RootAllocator();
                    ArrowOutput arrow =
                            new ArrowOutput(read.names(), read.types(), Channels.newChannel(out), allocator)) {
                read.run(sources, arrow::add);
            }
            return;
        }
        PrintStream lines = new PrintStream(out, false, StandardCharsets.UTF_8);
        TextOutput text = new TextOutput(read.names(), read.types(), format.equals("csv"), lines);
        read.run(sources, text::add);
        text.finish();
    }
}
