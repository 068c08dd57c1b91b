/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.standalone.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.quiver.exec.standalone.People;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowFileReader;
import org.apache.arrow.vector.ipc.ArrowFileWriter;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SubstraitCommandTest {
    @TempDir
    private Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void tableIsPrintedInColumns() throws IOException {
        arrowFile();
        plan(People.read("people"), "id", "town", "age", "pay");
        assertThat(run("plan.json", "--table", "people=people.arrow")).isZero();
        assertThat(printed())
                .isEqualTo(
                        """
                        id  town  age   pay
                        --  ----  ----  -------
                        1   Ulm   30    1000.50
                        2   Bonn  41    1001.50
                        3   Ulm   NULL  1002.50
                        4   Bonn  52    1003.50
                        5   Köln  63    NULL
                        """);
    }

    @Test
    void exampleOfTheDocumentsRuns() throws IOException {
        arrowFile();
        Files.copy(Path.of("../examples/people_by_town.json"), folder.resolve("plan.json"));
        assertThat(run("plan.json", "--table", "people=people.arrow", "--format", "csv"))
                .isZero();
        assertThat(printed()).isEqualTo("town,people,age\r\nBonn,2,46.5\r\nKöln,1,63.0\r\n");
    }

    @Test
    void csvLeavesNullsEmpty() throws IOException {
        arrowFile();
        plan(People.read("people"), "id", "town, or city", "age", "pay");
        assertThat(run("plan.json", "--table", "people=people.arrow", "--format", "csv"))
                .isZero();
        assertThat(printed().lines().toList())
                .startsWith("id,\"town, or city\",age,pay", "1,Ulm,30,1000.50")
                .contains("3,Ulm,,1002.50", "5,Köln,63,")
                .hasSize(6);
    }

    @Test
    void arrowOutputIsAFileOfTheResult() throws IOException {
        arrowFile();
        plan(People.read("people"), "id", "town", "age", "pay");
        assertThat(run("plan.json", "--table", "people=people.arrow", "--format", "arrow", "--output", "out.arrow"))
                .isZero();
        try (BufferAllocator allocator = new RootAllocator();
                FileChannel channel = FileChannel.open(folder.resolve("out.arrow"), StandardOpenOption.READ);
                ArrowFileReader reader = new ArrowFileReader(channel, allocator);
                VectorSchemaRoot people = People.table(allocator)) {
            assertThat(reader.loadNextBatch()).isTrue();
            assertThat(reader.getVectorSchemaRoot().contentToTSVString()).isEqualTo(people.contentToTSVString());
            assertThat(reader.loadNextBatch()).isFalse();
        }
    }

    @Test
    void parquetIsReadByTheNamesOfItsColumns() throws IOException {
        MessageType schema = MessageTypeParser.parseMessageType(
                "message people { optional int32 age; required int64 id; optional binary town (STRING);"
                        + " optional int32 pay (DECIMAL(9,2)); }");
        try (ParquetWriter<Group> writer = ExampleParquetWriter.builder(
                        new LocalOutputFile(folder.resolve("people.parquet")))
                .withConf(new PlainParquetConfiguration())
                .withCompressionCodec(CompressionCodecName.ZSTD)
                .withType(schema)
                .build()) {
            Group group = new SimpleGroup(schema);
            group.add("id", 7L);
            group.add("town", "Ulm");
            group.add("pay", 1234);
            writer.write(group);
        }
        plan(People.read("people"), "id", "town", "age", "pay");
        assertThat(run("plan.json", "--table", "people=people.parquet", "--format", "csv"))
                .isZero();
        assertThat(printed()).isEqualTo("id,town,age,pay\r\n7,Ulm,,12.34\r\n");
    }

    @Test
    void resultWithoutRowsHasItsHead() throws IOException {
        arrowFile();
        String none = "{\"filter\": {\"input\": %s, \"condition\": {\"literal\": {\"boolean\": false}}}}"
                .formatted(People.read("people"));
        plan(none, "id", "town", "age", "pay");
        assertThat(run("plan.json", "--table", "people=people.arrow", "--format", "csv"))
                .isZero();
        assertThat(printed()).isEqualTo("id,town,age,pay\r\n");
    }

    @Test
    void failuresAreOneLine() throws IOException {
        plan(People.read("people"), "id", "town", "age", "pay");
        assertThat(run("plan.json")).isOne();
        assertThat(err.toString(StandardCharsets.UTF_8).lines())
                .hasSize(1)
                .first()
                .asString()
                .contains("people");
        assertThat(run("absent.json")).isOne();
        assertThat(run("--table", "people=people.arrow")).isEqualTo(2);
        assertThat(run("plan.json", "--format", "xml")).isEqualTo(2);
        assertThat(run("plan.json", "--table", "people")).isEqualTo(2);
    }

    private int run(String... arguments) {
        String[] absolute = new String[arguments.length];
        for (int i = 0; i < arguments.length; i++) {
            String argument = arguments[i];
            boolean isTable = argument.startsWith("people=");
            boolean isFile = argument.indexOf('.') > 0 && !isTable;
            absolute[i] = isTable
                    ? "people=" + folder.resolve(argument.substring("people=".length()))
                    : isFile ? folder.resolve(argument).toString() : argument;
        }
        return SubstraitCommand.run(absolute, new PrintStream(out), new PrintStream(err));
    }

    private String printed() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private void plan(String rel, String... names) throws IOException {
        Files.writeString(folder.resolve("plan.json"), People.plan(rel, names));
    }

    private void arrowFile() throws IOException {
        try (BufferAllocator allocator = new RootAllocator();
                VectorSchemaRoot people = People.table(allocator);
                FileChannel channel = FileChannel.open(
                        folder.resolve("people.arrow"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                ArrowFileWriter writer = new ArrowFileWriter(people, null, channel)) {
            writer.start();
            writer.writeBatch();
            writer.end();
        }
    }
}
