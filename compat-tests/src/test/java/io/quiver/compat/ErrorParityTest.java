/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.compat;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bad input fails in the same way with and without Quiver: exception classes, error conditions, SQLSTATE and messages. */
class ErrorParityTest {
    @TempDir
    Path folder;

    private SideBySide sides;

    @BeforeEach
    void openSessions() {
        sides = new SideBySide(Map.of());
    }

    @AfterEach
    void closeSessions() {
        sides.close();
    }

    @Test
    void missingColumnIsReportedByTheAnalyser() {
        fails("UNRESOLVED_COLUMN.WITH_SUGGESTION", table("numbers"), frame -> frame.select("nope"));
    }

    @Test
    void missingTableIsReportedByTheAnalyser() {
        assertFails("TABLE_OR_VIEW_NOT_FOUND", session -> session.sql("SELECT * FROM nope"));
    }

    @Test
    void missingPathIsReportedWhenTheTableIsRead() {
        assertFails("PATH_NOT_FOUND", session -> session.read()
                .parquet(folder.resolve("nothing").toString()));
    }

    @Test
    void corruptFileFailsTheTask() {
        Path table = table("corrupt");
        files(table).forEach(file -> write(file, "this is not Parquet at all".getBytes()));
        assertFails("FAILED_READ_FILE.NO_HINT", session -> session.read()
                .schema("id BIGINT, i INT")
                .parquet(table.toString())
                .selectExpr("i + 1"));
    }

    @Test
    void truncatedFileFailsTheTask() {
        Path table = table("truncated");
        files(table).forEach(file -> write(file, firstHalf(file)));
        assertFails("FAILED_READ_FILE.NO_HINT", session -> session.read()
                .schema("id BIGINT, i INT")
                .parquet(table.toString())
                .selectExpr("i + 1"));
    }

    @Test
    void corruptPageFailsTheTask() {
        Path table = table("pages");
        files(table).forEach(file -> write(file, withBadPages(file)));
        assertFails("", session -> session.read()
                .schema("id BIGINT, i INT")
                .parquet(table.toString())
                .selectExpr("sum(i + 1)"));
    }

    @Test
    void fileOfAnotherTypeFailsTheTask() {
        Path table = table("types");
        assertFails("FAILED_READ_FILE.PARQUET_COLUMN_DATA_TYPE_MISMATCH", session -> session.read()
                .schema("i TIMESTAMP")
                .parquet(table.toString())
                .selectExpr("year(i)"));
    }

    @Test
    void fileRemovedAfterPlanningFailsTheTask() {
        assertFails("FAILED_READ_FILE.FILE_NOT_EXIST", session -> {
            Path table = table("removed");
            Dataset<Row> frame = session.read().parquet(table.toString()).selectExpr("i + 1");
            files(table).forEach(file -> file.toFile().delete());
            return frame;
        });
    }

    @Test
    void additionOverflows() {
        fails("ARITHMETIC_OVERFLOW", table("numbers"), frame -> frame.selectExpr("2147483647 + i"));
    }

    @Test
    void divisionByZeroInAProjection() {
        fails("DIVIDE_BY_ZERO", table("numbers"), frame -> frame.selectExpr("10 / (i - 3)"));
    }

    @Test
    void divisionByZeroInAFilter() {
        fails("DIVIDE_BY_ZERO", table("numbers"), frame -> frame.where("10 / (i - 3) > 1"));
    }

    @Test
    void divisionByZeroInAnAggregate() {
        fails("DIVIDE_BY_ZERO", table("numbers"), frame -> frame.selectExpr("sum(10 / (i - 3))"));
    }

    @Test
    void divisionByZeroInASortKey() {
        fails("DIVIDE_BY_ZERO", table("numbers"), frame -> frame.selectExpr("id", "10 / (i - 3) AS k")
                .sort("k"));
    }

    @Test
    void castOfTextThatIsNoNumber() {
        fails(
                "CAST_INVALID_INPUT",
                table("numbers"),
                frame -> frame.selectExpr("CAST(if(i = 3, 'abc', CAST(i AS STRING)) AS INT)"));
    }

    @Test
    void functionOfTheUserThrows() {
        fails("FAILED_EXECUTE_UDF", table("numbers"), frame -> frame.selectExpr("fails_on_three(i)"));
    }

    @Test
    void raisedErrorKeepsItsText() {
        fails(
                "USER_RAISED_EXCEPTION",
                table("numbers"),
                frame -> frame.selectExpr("if(i = 3, raise_error('three is bad'), i)"));
    }

    @Test
    void arrayIndexOutOfBounds() {
        fails("INVALID_ARRAY_INDEX", table("numbers"), frame -> frame.selectExpr("array(i, i)[i]"));
    }

    /** Rows after a LIMIT are not computed, so an error behind it stays unseen. */
    @Test
    void errorBehindALimitIsNotRaised() {
        Path table = table("numbers");
        for (SparkSession session : List.of(sides.stock(), sides.quiver())) {
            Dataset<Row> frame =
                    session.read().parquet(table.toString()).where("i < 3").selectExpr("10 / (i - 3)");
            assertThat(frame.collectAsList()).hasSize(3);
        }
        SideBySide.assertNothingHeld();
    }

    @Test
    void sessionGoesOnAfterAFailure() {
        Path table = table("numbers");
        fails("DIVIDE_BY_ZERO", table, frame -> frame.selectExpr("10 / (i - 3)"));
        Dataset<Row> after = sides.quiver().read().parquet(table.toString()).selectExpr("sum(i + 1)");
        assertThat(after.collectAsList().get(0).getLong(0)).isEqualTo(55);
        SideBySide.assertNothingHeld();
    }

    private interface Transformation {
        Dataset<Row> apply(Dataset<Row> frame);
    }

    private void fails(String condition, Path table, Transformation query) {
        assertFails(condition, session -> query.apply(session.read().parquet(table.toString())));
    }

    private void assertFails(String condition, Function<SparkSession, Dataset<Row>> query) {
        Outcome stock = Outcome.of(() -> query.apply(sides.stock()));
        Outcome quiver = Outcome.of(() -> query.apply(sides.quiver()));
        assertThat(stock).isInstanceOf(Outcome.Failure.class);
        assertThat(quiver).isEqualTo(stock);
        assertThat(((Outcome.Failure) stock).condition().orElse("")).startsWith(condition);
        SideBySide.assertNothingHeld();
    }

    /** Writes ten rows (id 0 to 9, i the same) as one Parquet file without a checksum file, and returns its folder. */
    private Path table(String name) {
        Path table = folder.resolve(name);
        sides.stock()
                .range(0, 10, 1, 1)
                .selectExpr("id", "CAST(id AS INT) AS i")
                .write()
                .mode(SaveMode.Overwrite)
                .parquet(table.toString());
        try (Stream<Path> files = Files.list(table)) {
            files.filter(file -> file.toString().endsWith(".crc"))
                    .forEach(file -> file.toFile().delete());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        return table;
    }

    private static List<Path> files(Path table) {
        try (Stream<Path> files = Files.list(table)) {
            return files.filter(file -> file.toString().endsWith(".parquet")).toList();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static byte[] firstHalf(Path file) {
        byte[] bytes = read(file);
        return Arrays.copyOf(bytes, bytes.length / 2);
    }

    /** Overwrites what stands between the magic and the footer, which is data pages in so small a file. */
    private static byte[] withBadPages(Path file) {
        byte[] bytes = read(file);
        for (int i = 4; i < 80; i++) {
            bytes[i] = (byte) 0xff;
        }
        return bytes;
    }

    private static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static void write(Path file, byte[] bytes) {
        try {
            Files.write(file, bytes);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
