/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.scan;

import io.quiver.spark.compat.Scala;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.execution.datasources.PartitionedFile;
import org.apache.spark.sql.execution.datasources.parquet.ParquetFileFormat;
import org.apache.spark.sql.sources.EqualTo;
import org.apache.spark.sql.sources.Filter;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import scala.Function1;
import scala.collection.Iterator;
import scala.collection.immutable.Map;
import scala.collection.immutable.Seq;
import scala.runtime.AbstractFunction1;

/** A format like those of lakehouse tables: Parquet whose columns have other names in the files, "in_file_id" for "id". */
public class RenamingFormat extends ParquetFileFormat {
    static final String PREFIX = "in_file_";

    private static final long serialVersionUID = 1L;

    @Override
    public Function1<PartitionedFile, Iterator<InternalRow>> buildReaderWithPartitionValues(
            SparkSession session,
            StructType dataSchema,
            StructType partitionSchema,
            StructType requiredSchema,
            Seq<Filter> filters,
            Map<String, String> options,
            Configuration hadoopConf) {
        List<Filter> renamed = Scala.<Filter>list(filters).stream()
                .filter(EqualTo.class::isInstance)
                .map(filter ->
                        (Filter) new EqualTo(PREFIX + ((EqualTo) filter).attribute(), ((EqualTo) filter).value()))
                .toList();
        return super.buildReaderWithPartitionValues(
                session,
                inFile(dataSchema),
                partitionSchema,
                inFile(requiredSchema),
                Scala.seq(renamed),
                options,
                hadoopConf);
    }

    private static StructType inFile(StructType schema) {
        return new StructType(Arrays.stream(schema.fields())
                .map(field ->
                        new StructField(PREFIX + field.name(), field.dataType(), field.nullable(), field.metadata()))
                .toArray(StructField[]::new));
    }

    /** One that does something with what Spark's reader gives, as for rows that are marked as deleted beside the file. */
    public static final class WithReaderOfItsOwn extends RenamingFormat {
        private static final long serialVersionUID = 1L;

        @Override
        public Function1<PartitionedFile, Iterator<InternalRow>> buildReaderWithPartitionValues(
                SparkSession session,
                StructType dataSchema,
                StructType partitionSchema,
                StructType requiredSchema,
                Seq<Filter> filters,
                Map<String, String> options,
                Configuration hadoopConf) {
            return new Around(super.buildReaderWithPartitionValues(
                    session, dataSchema, partitionSchema, requiredSchema, filters, options, hadoopConf));
        }
    }

    private static final class Around extends AbstractFunction1<PartitionedFile, Iterator<InternalRow>>
            implements Serializable {
        private static final long serialVersionUID = 1L;

        private final Function1<PartitionedFile, Iterator<InternalRow>> reader;

        Around(Function1<PartitionedFile, Iterator<InternalRow>> reader) {
            this.reader = reader;
        }

        @Override
        public Iterator<InternalRow> apply(PartitionedFile file) {
            return reader.apply(file).drop(1);
        }
    }
}
