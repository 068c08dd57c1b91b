/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.scan;

import io.quiver.spark.compat.Scala;
import io.quiver.spark.compat.SparkApi;
import io.quiver.spark.compat.SparkInternals;
import io.quiver.spark.scan.delta.DeltaFormat;
import java.io.Serializable;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.hadoop.ParquetInputFormat;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.classic.SparkSession;
import org.apache.spark.sql.execution.FileSourceScanExec;
import org.apache.spark.sql.execution.datasources.HadoopFsRelation;
import org.apache.spark.sql.execution.datasources.parquet.ParquetFileFormat;
import org.apache.spark.sql.execution.datasources.parquet.ParquetOptions;
import org.apache.spark.sql.execution.datasources.parquet.ParquetReadSupport;
import org.apache.spark.sql.execution.datasources.parquet.ParquetWriteSupport;
import org.apache.spark.sql.internal.SQLConf;
import org.apache.spark.sql.sources.Filter;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.SerializableConfiguration;
import scala.Function1;

/**
 * The settings that a task needs to read a file as {@code ParquetFileFormat.buildReaderWithPartitionValues} of Spark 4.1 would.
 * They are captured on the driver, as there.
 */
record ParquetReadSettings(
        Broadcast<SerializableConfiguration> conf,
        StructType requiredSchema,
        StructType partitionSchema,
        List<Filter> filters,
        boolean pushDownDate,
        boolean pushDownTimestamp,
        boolean pushDownDecimal,
        boolean pushDownStringPredicate,
        int pushDownInFilterThreshold,
        boolean caseSensitive,
        String rebaseMode,
        String int96RebaseMode,
        boolean int96Conversion,
        int batchRows,
        boolean inStockBatches,
        boolean inMarkedRows)
        implements Serializable {
    /**
     * The settings of a scan whose files {@code stockFunction} reads on stock Spark. Empty if that function is not
     * {@code ParquetFileFormat}'s own, but a wrapper by a format that extends it. Of such wrappers, Delta's is known, which marks
     * rows.
     */
    static Optional<ParquetReadSettings> of(FileSourceScanExec scan, Function1<?, ?> stockFunction) {
        if (scan.relation().fileFormat().getClass() == ParquetFileFormat.class) {
            return Optional.of(of(
                    scan,
                    SparkInternals.broadcastConf(stockFunction).orElseGet(() -> broadcast(scan)),
                    scan.requiredSchema(),
                    Scala.list(scan.pushedDownFilters()),
                    false));
        }
        Optional<Function1<?, ?>> marked = DeltaFormat.within(stockFunction);
        // The format may have told Spark's reader other names of columns than the scan has.
        return SparkInternals.parquetReader(marked.orElse(stockFunction)).flatMap(reader -> Optional.of(
                        of(scan, reader.conf(), requestedSchema(reader.conf()), reader.filters(), marked.isPresent()))
                .filter(settings -> reader.modes().equals(settings.rebaseModes())));
    }

    private Set<String> rebaseModes() {
        return new HashSet<>(List.of(rebaseMode, int96RebaseMode));
    }

    private static StructType requestedSchema(Broadcast<SerializableConfiguration> conf) {
        return (StructType)
                DataType.fromJson(conf.value().value().get(ParquetReadSupport.SPARK_ROW_REQUESTED_SCHEMA()));
    }

    private static ParquetReadSettings of(
            FileSourceScanExec scan,
            Broadcast<SerializableConfiguration> hadoopConf,
            StructType requiredSchema,
            List<Filter> filters,
            boolean inMarkedRows) {
        HadoopFsRelation relation = scan.relation();
        SQLConf conf = ((SparkSession) relation.sparkSession()).sessionState().conf();
        ParquetOptions options = new ParquetOptions(relation.options(), conf);
        return new ParquetReadSettings(
                hadoopConf,
                requiredSchema,
                relation.partitionSchema(),
                conf.parquetFilterPushDown() ? List.copyOf(filters) : List.of(),
                conf.parquetFilterPushDownDate(),
                conf.parquetFilterPushDownTimestamp(),
                conf.parquetFilterPushDownDecimal(),
                conf.parquetFilterPushDownStringPredicate(),
                conf.parquetFilterPushDownInFilterThreshold(),
                conf.caseSensitiveAnalysis(),
                options.datetimeRebaseModeInRead(),
                options.int96RebaseModeInRead(),
                conf.isParquetINT96TimestampConversion(),
                conf.parquetVectorizedReaderBatchSize(),
                StockBatches.areAsked(scan),
                inMarkedRows);
    }

    private static Broadcast<SerializableConfiguration> broadcast(FileSourceScanExec scan) {
        SparkSession session = (SparkSession) scan.relation().sparkSession();
        Configuration hadoopConf =
                session.sessionState().newHadoopConfWithOptions(scan.relation().options());
        describe(hadoopConf, session.sessionState().conf(), scan.requiredSchema());
        return SparkApi.get().broadcast(session.sparkContext(), hadoopConf);
    }

    /** Does what {@code ParquetFileFormat.setupHadoopConf} of Spark 4.1 does, which is private. */
    private static void describe(Configuration hadoopConf, SQLConf conf, StructType requiredSchema) {
        hadoopConf.set(ParquetInputFormat.READ_SUPPORT_CLASS, ParquetReadSupport.class.getName());
        hadoopConf.set(ParquetReadSupport.SPARK_ROW_REQUESTED_SCHEMA(), requiredSchema.json());
        hadoopConf.set(ParquetWriteSupport.SPARK_ROW_SCHEMA(), requiredSchema.json());
        hadoopConf.set(SQLConf.SESSION_LOCAL_TIMEZONE().key(), conf.sessionLocalTimeZone());
        hadoopConf.setBoolean(SQLConf.NESTED_SCHEMA_PRUNING_ENABLED().key(), conf.nestedSchemaPruningEnabled());
        hadoopConf.setBoolean(SQLConf.CASE_SENSITIVE().key(), conf.caseSensitiveAnalysis());
        hadoopConf.setBoolean(SQLConf.PARQUET_BINARY_AS_STRING().key(), conf.isParquetBinaryAsString());
        hadoopConf.setBoolean(SQLConf.PARQUET_INT96_AS_TIMESTAMP().key(), conf.isParquetINT96AsTimestamp());
        hadoopConf.setBoolean(
                SQLConf.PARQUET_INFER_TIMESTAMP_NTZ_ENABLED().key(), conf.parquetInferTimestampNTZEnabled());
        hadoopConf.setBoolean(SQLConf.LEGACY_PARQUET_NANOS_AS_LONG().key(), conf.legacyParquetNanosAsLong());
        SparkApi.get().describeParquetReads(hadoopConf, conf);
    }
}
