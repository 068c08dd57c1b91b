/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.compat;

import static org.assertj.core.api.Assertions.assertThat;

import io.quiver.spark.TestSession;
import io.quiver.spark.exchange.ShuffleExchange;
import io.quiver.spark.node.FragmentInputExec;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.hive.ql.exec.vector.ColumnVector;
import org.apache.hadoop.hive.ql.exec.vector.LongColumnVector;
import org.apache.spark.ShuffleDependency;
import org.apache.spark.shuffle.BaseShuffleHandle;
import org.apache.spark.shuffle.ShuffleHandle;
import org.apache.spark.shuffle.sort.BypassMergeSortShuffleHandle;
import org.apache.spark.shuffle.sort.SerializedShuffleHandle;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.Literal;
import org.apache.spark.sql.catalyst.trees.Origin;
import org.apache.spark.sql.classic.Dataset;
import org.apache.spark.sql.classic.SparkSession;
import org.apache.spark.sql.execution.FileSourceScanExec;
import org.apache.spark.sql.execution.SparkPlan;
import org.apache.spark.sql.execution.SparkPlanInfo;
import org.apache.spark.sql.execution.datasources.FileScanRDD;
import org.apache.spark.sql.execution.datasources.orc.OrcColumnVector;
import org.apache.spark.sql.execution.datasources.parquet.ParquetFileFormat;
import org.apache.spark.sql.execution.datasources.parquet.ParquetReadSupport;
import org.apache.spark.sql.execution.exchange.Exchange;
import org.apache.spark.sql.execution.streaming.Sink;
import org.apache.spark.sql.execution.ui.SparkPlanGraph;
import org.apache.spark.sql.execution.vectorized.OnHeapColumnVector;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import scala.collection.immutable.Seq;
import scala.runtime.AbstractFunction1;

/**
 * Everything that Quiver uses of Spark and no compiler checks exists, and has the assumed meaning. What fails on a new minor must
 * be ported.
 */
final class SparkInternalsTest {
    @TempDir
    static Path folder;

    private static SparkSession spark;

    @BeforeAll
    static void start() {
        spark = TestSession.start(
                folder, Map.of("spark.quiver.offload", "always", "spark.sql.adaptive.enabled", "false"));
        TestSession.table(spark, folder, "t", 100, 2, "id", "id % 7 AS k");
    }

    @AfterAll
    static void stop() {
        spark.stop();
    }

    @Test
    void aVectorKeepsNumbersInArraysOfItsTypeAndNullsInBytes() {
        try (OnHeapColumnVector bytes = new OnHeapColumnVector(2, DataTypes.ByteType);
                OnHeapColumnVector shorts = new OnHeapColumnVector(2, DataTypes.ShortType);
                OnHeapColumnVector ints = new OnHeapColumnVector(2, DataTypes.IntegerType);
                OnHeapColumnVector longs = new OnHeapColumnVector(2, DataTypes.LongType);
                OnHeapColumnVector floats = new OnHeapColumnVector(2, DataTypes.FloatType);
                OnHeapColumnVector doubles = new OnHeapColumnVector(2, DataTypes.DoubleType)) {
            bytes.putByte(1, (byte) 7);
            shorts.putShort(1, (short) 7);
            ints.putInt(1, 7);
            ints.putNull(0);
            longs.putLong(1, 7L);
            floats.putFloat(1, 7f);
            doubles.putDouble(1, 7d);

            assertThat(HeapVectorFields.byteData(bytes)).contains(7, atIndex());
            assertThat(HeapVectorFields.shortData(shorts)).contains((short) 7, atIndex());
            assertThat(HeapVectorFields.intData(ints)).contains(7, atIndex());
            assertThat(HeapVectorFields.longData(longs)).contains(7L, atIndex());
            assertThat(HeapVectorFields.floatData(floats)).contains(7f, atIndex());
            assertThat(HeapVectorFields.doubleData(doubles)).contains(7d, atIndex());
            assertThat(HeapVectorFields.nulls(ints)).startsWith(1, 0);
        }
    }

    private static org.assertj.core.data.Index atIndex() {
        return org.assertj.core.data.Index.atIndex(1);
    }

    @Test
    void aVectorKeepsTextInItsChildBehindOffsetsAndLengths() {
        try (OnHeapColumnVector texts = new OnHeapColumnVector(2, DataTypes.StringType)) {
            texts.putByteArray(0, new byte[] {'a'});
            texts.putByteArray(1, new byte[] {'b', 'c'});

            assertThat(HeapVectorFields.offsets(texts)).startsWith(0, 1);
            assertThat(HeapVectorFields.lengths(texts)).startsWith(1, 2);
            assertThat(HeapVectorFields.byteData((OnHeapColumnVector) texts.arrayData()))
                    .startsWith('a', 'b', 'c');
            assertThat(HeapVectorFields.dictionary(texts)).isNull();
        }
    }

    @Test
    void aVectorOfOrcWrapsThatOfItsReader() throws ReflectiveOperationException {
        LongColumnVector read = new LongColumnVector(1);
        Method wrap = Class.forName("org.apache.spark.sql.execution.datasources.orc.OrcColumnVectorUtils")
                .getDeclaredMethod("toOrcColumnVector", DataType.class, ColumnVector.class);
        wrap.setAccessible(true);

        assertThat(OrcVectorFields.baseData((OrcColumnVector) wrap.invoke(null, DataTypes.LongType, read)))
                .isSameAs(read);
    }

    @Test
    void theFunctionThatReadsAFileHasTheHadoopConfThatSparkBroadcastForIt() {
        FileSourceScanExec scan =
                nodes(executed("SELECT * FROM t"), FileSourceScanExec.class).get(0);
        FileScanRDD files = (FileScanRDD) scan.inputRDD();

        assertThat(SparkInternals.broadcastConf(SparkInternals.readFunction(files))
                        .orElseThrow()
                        .value()
                        .value()
                        .get(ParquetReadSupport.SPARK_ROW_REQUESTED_SCHEMA()))
                .isEqualTo(scan.requiredSchema().json());
    }

    @Test
    void theFunctionThatReadsAFileHasTheFiltersThatItWasGiven() {
        FileSourceScanExec scan = nodes(executed("SELECT * FROM t WHERE k > 1"), FileSourceScanExec.class)
                .get(0);

        SparkInternals.ParquetReader reader = SparkInternals.parquetReader(
                        SparkInternals.readFunction((FileScanRDD) scan.inputRDD()))
                .orElseThrow();
        assertThat(reader.filters()).isNotEmpty().isEqualTo(Scala.list(scan.pushedDownFilters()));
        assertThat(reader.modes()).containsExactly("CORRECTED");
    }

    @Test
    void aFunctionOfAnotherMakingHasNone() {
        assertThat(SparkInternals.broadcastConf(new AbstractFunction1<Object, Object>() {
                    @Override
                    public Object apply(Object file) {
                        return file;
                    }
                }))
                .isEmpty();
    }

    @Test
    @SuppressWarnings({"unchecked", "rawtypes"})
    void aShuffleOfFewPartitionsWritesOneFileAMapTask() {
        ShuffleExchange exchange = nodes(executed("SELECT k, count(*) FROM t GROUP BY k"), ShuffleExchange.class)
                .get(0);
        ShuffleDependency<Object, byte[], byte[]> dependency = (ShuffleDependency) exchange.shuffleDependency();
        ShuffleHandle other = new BaseShuffleHandle<>(7, dependency);

        assertThat(dependency.shuffleHandle()).isInstanceOf(SerializedShuffleHandle.class);
        assertThat(SparkInternals.oneFileHandle(new BypassMergeSortShuffleHandle<>(7, dependency), dependency))
                .isInstanceOfSatisfying(SerializedShuffleHandle.class, handle -> assertThat(handle.shuffleId())
                        .isEqualTo(7));
        assertThat(SparkInternals.oneFileHandle(other, dependency)).isSameAs(other);
    }

    @Test
    void theSqlTabLeavesOutNodesOfTheHiddenName() {
        SparkPlan plan = executed("SELECT k, count(*) FROM t GROUP BY k");
        List<String> shown = new ArrayList<>();
        SparkPlanGraph graph = SparkPlanGraph.apply(SparkPlanInfo.fromSparkPlan(plan));
        Scala.list(graph.allNodes().toList()).forEach(node -> shown.add(node.name()));

        assertThat(nodes(plan, FragmentInputExec.class))
                .extracting(FragmentInputExec::nodeName)
                .contains(SparkInternals.HIDDEN_NODE);
        assertThat(shown).isNotEmpty().doesNotContain(SparkInternals.HIDDEN_NODE);
    }

    @Test
    void aStreamsSinkForFilesKeepsItsFormatPartitionColumnsAndOptions() throws ReflectiveOperationException {
        ParquetFileFormat format = new ParquetFileFormat();
        Seq<String> columns = Scala.seqOf("k");
        scala.collection.immutable.Map<String, String> options = new scala.collection.immutable.Map.Map1<>("a", "b");
        Sink sink = (Sink) fileSinkClass()
                .getConstructors()[0]
                .newInstance(spark, folder.resolve("sink").toString(), format, columns, options);

        assertThat(SparkInternals.fileSink(sink)).contains(new SparkInternals.FileSink(format, columns, options));
    }

    private static Class<?> fileSinkClass() throws ClassNotFoundException {
        String streaming = "org.apache.spark.sql.execution.streaming.";
        try {
            return Class.forName(streaming + "sinks.FileStreamSink");
        } catch (ClassNotFoundException before41) {
            return Class.forName(streaming + "FileStreamSink");
        }
    }

    @Test
    void aNodeTakesAnotherOrigin() {
        Expression node = Literal.create(1, DataTypes.IntegerType);
        Origin other = spark.sql("SELECT k + 1 FROM t")
                .queryExecution()
                .analyzed()
                .expressions()
                .head()
                .origin();

        SparkInternals.setOrigin(node, other);

        assertThat(node.origin()).isSameAs(other);
    }

    @Test
    void ourExchangeIsOneOfSparksAndTakesAnotherChild() {
        ShuffleExchange exchange = nodes(executed("SELECT k, count(*) FROM t GROUP BY k"), ShuffleExchange.class)
                .get(0);
        SparkPlan child = executed("SELECT id AS k, id FROM t");

        assertThat(Exchange.class).isAssignableFrom(ShuffleExchange.class);
        assertThat(exchange.withNewChildren(Scala.seqOf(child)))
                .isInstanceOf(ShuffleExchange.class)
                .satisfies(copy -> assertThat(copy.children().head()).isSameAs(child));
    }

    private static SparkPlan executed(String sql) {
        return ((Dataset<Row>) spark.sql(sql)).queryExecution().executedPlan();
    }

    private static <T extends SparkPlan> List<T> nodes(SparkPlan plan, Class<T> kind) {
        List<T> found = new ArrayList<>();
        if (kind.isInstance(plan)) {
            found.add(kind.cast(plan));
        }
        Scala.list(plan.children()).forEach(child -> found.addAll(nodes(child, kind)));
        return found;
    }
}
