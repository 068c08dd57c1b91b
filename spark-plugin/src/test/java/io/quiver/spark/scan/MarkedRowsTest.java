/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.scan;

import static org.assertj.core.api.Assertions.assertThat;

import io.delta.package$;
import io.quiver.spark.TestSession;
import io.quiver.spark.compat.Scala;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.classic.Dataset;
import org.apache.spark.sql.classic.Dataset$;
import org.apache.spark.sql.classic.SparkSession;
import org.apache.spark.sql.delta.DeltaParquetFileFormat;
import org.apache.spark.sql.execution.ExplainMode;
import org.apache.spark.sql.execution.datasources.FileIndex;
import org.apache.spark.sql.execution.datasources.FileStatusWithMetadata;
import org.apache.spark.sql.execution.datasources.HadoopFsRelation;
import org.apache.spark.sql.execution.datasources.InMemoryFileIndex;
import org.apache.spark.sql.execution.datasources.LogicalRelation$;
import org.apache.spark.sql.execution.datasources.NoopCache$;
import org.apache.spark.sql.execution.datasources.PartitionDirectory;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import scala.Option;
import scala.collection.immutable.Seq;

/** Files of Delta tables with deletion vectors are read by Quiver's reader, where Delta's code is known. */
final class MarkedRowsTest {
    /** Delta's plans ask for the rows' indexes, too. */
    private static final String INDEXED = "_tmp_metadata_row_index >= 0";

    private static final String KEPT = DeltaParquetFileFormat.MARKS + " = 0 AND " + INDEXED;
    private static final StructType SCHEMA = StructType.fromDDL(
            "id LONG, s STRING, n LONG, " + DeltaParquetFileFormat.MARKS + " TINYINT, _tmp_metadata_row_index LONG");

    @TempDir
    static Path folder;

    private static SparkSession spark;

    @BeforeAll
    static void start() {
        spark = TestSession.start(folder, Map.of("spark.quiver.offload", "always"));
        spark.sql("SELECT id, CONCAT('name ', id % 11) s, IF(id % 3 = 0, NULL, id % 7) n FROM range(0, 50000, 1, 2)")
                .write()
                .option("parquet.page.row.count.limit", "500")
                .option("parquet.block.size", "200000")
                .parquet(folder.resolve("table").toString());
    }

    @AfterAll
    static void stop() {
        spark.stop();
    }

    @AfterEach
    void knowDelta() {
        package$.MODULE$.setVersion("4.2.0");
    }

    @Test
    void markedRowsAreLeftOut() {
        Dataset<Row> kept = table("3", true).where(KEPT);
        assertSame(kept, "");
        assertThat(kept.count()).isEqualTo(33_334);
        assertSame(table("1", true).where(KEPT), "");
    }

    @Test
    void marksAreReadAsAnyColumn() {
        assertSame(table("3", true), "");
        assertSame(
                table("3", true)
                        .where(INDEXED)
                        .groupBy(DeltaParquetFileFormat.MARKS)
                        .count(),
                "");
    }

    @Test
    void noRowIsMarkedWithoutAVector() {
        assertThat(table("", true).where(KEPT).count()).isEqualTo(50_000);
        assertSame(table("", true).where(KEPT), "");
    }

    @Test
    void rowsAreMarkedByTheirPlaceInTheFileWhateverElseIsLeftOut() {
        assertSame(table("7", true).where(KEPT).where("id BETWEEN 12345 AND 12900 OR id > 49000"), "");
        assertSame(table("7", true).where(KEPT).where("s = 'name 3' AND n > 2"), "");
        assertSame(table("7", true).where(KEPT).groupBy("s").sum("n", "id"), "");
        spark.conf().set("spark.sql.files.maxPartitionBytes", "60000");
        try {
            assertSame(table("7", true).where(KEPT).where("id % 1000 < 30"), "");
        } finally {
            spark.conf().unset("spark.sql.files.maxPartitionBytes");
        }
    }

    @Test
    void scansThatSparkHasHandOutRowsAreReadInBatches() {
        spark.conf().set("spark.sql.codegen.maxFields", "2");
        try {
            assertSame(table("7", true).where(KEPT).where("id % 1000 < 30"), "");
            assertThat(ColumnarReads.canRead(OwnScan.of(table("7", true)))).isTrue();
            package$.MODULE$.setVersion("9.9.0");
            assertThat(ColumnarReads.canRead(OwnScan.of(table("7", true)))).isFalse();
            assertSame(
                    table("7", true).where(KEPT).where("id % 1000 < 30"),
                    "formats that are read as rows stay on Spark");
        } finally {
            spark.conf().unset("spark.sql.codegen.maxFields");
        }
    }

    @Test
    void versionsThatAreNotKnownAreLeftToDelta() {
        package$.MODULE$.setVersion("9.9.0");
        assertSame(table("3", true).where(KEPT), "deletion vectors of Delta Lake 9.9.0, which is not known");
        assertSame(table("3", true).select("id", "s"), "");
    }

    @Test
    void rowsThatDeltaCountsItselfAreLeftToDelta() {
        assertSame(table("3", false).where(KEPT), "deletion vectors by Delta's own row indexes");
    }

    /** Compares the rows in order with those of stock Spark, and what EXPLAIN says of the reader. */
    private static void assertSame(org.apache.spark.sql.Dataset<Row> data, String readBySpark) {
        Dataset<Row> ours = again(data);
        List<Row> actual = ours.collectAsList();
        String explained = ours.queryExecution().explainString(ExplainMode.fromString("formatted"));
        spark.conf().set("spark.quiver.enabled", "false");
        List<Row> expected;
        try {
            expected = again(data).collectAsList();
        } finally {
            spark.conf().unset("spark.quiver.enabled");
        }
        assertThat(actual).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(explained).contains("operators run on Quiver");
        if (readBySpark.isEmpty()) {
            assertThat(explained).doesNotContain("Read by Spark's reader");
        } else {
            assertThat(explained).contains(readBySpark);
        }
    }

    private static Dataset<Row> again(org.apache.spark.sql.Dataset<Row> data) {
        return Dataset$.MODULE$.ofRows(
                spark, ((Dataset<Row>) data).queryExecution().logical());
    }

    /** {@code vector} is the files' deletion vector; empty for files without one. */
    private static Dataset<Row> table(String vector, boolean withRowIndexesOfSpark) {
        FileIndex files = new Files(folder.resolve("table").toString(), vector);
        HadoopFsRelation relation = new HadoopFsRelation(
                files,
                new StructType(),
                SCHEMA,
                Option.empty(),
                new DeltaParquetFileFormat(withRowIndexesOfSpark),
                Scala.map(Map.of()),
                spark);
        return Dataset$.MODULE$.ofRows(spark, LogicalRelation$.MODULE$.apply(relation, false));
    }

    /** Files that have a constant beside them. */
    private static final class Files extends InMemoryFileIndex {
        private final Map<String, Object> constants;

        Files(String path, String vector) {
            super(
                    spark,
                    Scala.seqOf(new org.apache.hadoop.fs.Path(path)),
                    Scala.map(Map.of()),
                    Option.apply(SCHEMA),
                    NoopCache$.MODULE$,
                    Option.empty(),
                    Option.empty());
            constants = vector.isEmpty() ? Map.of() : Map.of(DeltaParquetFileFormat.VECTOR, vector);
        }

        @Override
        public Seq<PartitionDirectory> listFiles(Seq<Expression> partitionFilters, Seq<Expression> dataFilters) {
            return Scala.seq(Scala.list(super.listFiles(partitionFilters, dataFilters)).stream()
                    .map(directory -> new PartitionDirectory(
                            directory.values(),
                            Scala.seq(Scala.list(directory.files()).stream()
                                    .map(file -> new FileStatusWithMetadata(file.fileStatus(), Scala.map(constants)))
                                    .toList())))
                    .toList());
        }
    }
}
