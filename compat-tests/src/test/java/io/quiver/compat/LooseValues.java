/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.compat;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.rdd.RDD;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SQLContext;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.util.GenericArrayData;
import org.apache.spark.sql.connector.catalog.SupportsRead;
import org.apache.spark.sql.connector.catalog.Table;
import org.apache.spark.sql.connector.catalog.TableCapability;
import org.apache.spark.sql.connector.catalog.TableProvider;
import org.apache.spark.sql.connector.expressions.Transform;
import org.apache.spark.sql.connector.read.Batch;
import org.apache.spark.sql.connector.read.InputPartition;
import org.apache.spark.sql.connector.read.PartitionReader;
import org.apache.spark.sql.connector.read.PartitionReaderFactory;
import org.apache.spark.sql.connector.read.Scan;
import org.apache.spark.sql.connector.read.ScanBuilder;
import org.apache.spark.sql.sources.BaseRelation;
import org.apache.spark.sql.sources.TableScan;
import org.apache.spark.sql.types.Decimal;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;
import org.apache.spark.unsafe.types.UTF8String;

/** Sources of rows whose decimals differ in scale from their column or have too many digits for it. */
public final class LooseValues implements TableProvider {
    static final StructType SCHEMA = StructType.fromDDL(
            "id INT, d DECIMAL(10,2), w DECIMAL(25,3), s STRING, a ARRAY<DECIMAL(10,2)>, p STRUCT<x: DECIMAL(10,2), y: INT>");

    private static final int ROWS = 40;
    private static final List<String> NUMBERS =
            List.of("12.3456", "12.35", "12.345", "-0.005", "123456789012.5", "7", "0.004", "12.3", "99999999.994");

    private static InternalRow row(int id) {
        String number = NUMBERS.get(id % NUMBERS.size());
        Object[] elements = {decimal(number), null, decimal("1.999")};
        return new GenericInternalRow(new Object[] {
            id,
            id % 5 == 4 ? null : decimal(number),
            decimal(number),
            UTF8String.fromString("s" + id % 3),
            new GenericArrayData(elements),
            new GenericInternalRow(new Object[] {decimal(number), id % 2})
        });
    }

    /** As many digits as the text has. */
    static Decimal decimal(String text) {
        return Decimal.apply(new BigDecimal(text));
    }

    /** The same row as users write it. */
    private static Row external(int id) {
        BigDecimal number = new BigDecimal(NUMBERS.get(id % NUMBERS.size()));
        BigDecimal[] elements = {number, null, new BigDecimal("1.999")};
        return RowFactory.create(
                id, id % 5 == 4 ? null : number, number, "s" + id % 3, elements, RowFactory.create(number, id % 2));
    }

    /** A relation of the first kind of sources. */
    static final class Relation extends BaseRelation implements TableScan {
        private final SparkSession session;
        private final boolean isConverted;

        /** {@code isConverted}: whether it hands out rows as users write them, which Spark converts to its own. */
        Relation(SparkSession session, boolean isConverted) {
            this.session = session;
            this.isConverted = isConverted;
        }

        @Override
        public SQLContext sqlContext() {
            return session.sqlContext();
        }

        @Override
        public StructType schema() {
            return SCHEMA;
        }

        @Override
        public boolean needConversion() {
            return isConverted;
        }

        @Override
        @SuppressWarnings({"unchecked", "rawtypes"})
        public RDD<Row> buildScan() {
            List<?> rows = IntStream.range(0, ROWS)
                    .mapToObj(id -> isConverted ? (Object) external(id) : row(id))
                    .toList();
            return (RDD) new JavaSparkContext(session.sparkContext())
                    .parallelize(rows, 2)
                    .rdd();
        }
    }

    @Override
    public StructType inferSchema(CaseInsensitiveStringMap options) {
        return SCHEMA;
    }

    @Override
    public Table getTable(StructType schema, Transform[] partitioning, Map<String, String> properties) {
        return new RowTable();
    }

    /** A table of the second kind of sources. */
    private static final class RowTable implements Table, SupportsRead, ScanBuilder, Scan, Batch {
        @Override
        public String name() {
            return "loose";
        }

        @Override
        @SuppressWarnings("deprecation")
        public StructType schema() {
            return SCHEMA;
        }

        @Override
        public Set<TableCapability> capabilities() {
            return Set.of(TableCapability.BATCH_READ);
        }

        @Override
        public ScanBuilder newScanBuilder(CaseInsensitiveStringMap options) {
            return this;
        }

        @Override
        public Scan build() {
            return this;
        }

        @Override
        public StructType readSchema() {
            return SCHEMA;
        }

        @Override
        public Batch toBatch() {
            return this;
        }

        @Override
        public InputPartition[] planInputPartitions() {
            return new InputPartition[] {new Part(0), new Part(1)};
        }

        @Override
        public PartitionReaderFactory createReaderFactory() {
            return new Readers();
        }
    }

    private record Part(int remainder) implements InputPartition {}

    private static final class Readers implements PartitionReaderFactory {
        private static final long serialVersionUID = 1L;

        @Override
        public PartitionReader<InternalRow> createReader(InputPartition partition) {
            return new Reader(((Part) partition).remainder());
        }
    }

    private static final class Reader implements PartitionReader<InternalRow> {
        private int next;

        Reader(int first) {
            next = first - 2;
        }

        @Override
        public boolean next() {
            next += 2;
            return next < ROWS;
        }

        @Override
        public InternalRow get() {
            return row(next);
        }

        @Override
        public void close() {}
    }
}
