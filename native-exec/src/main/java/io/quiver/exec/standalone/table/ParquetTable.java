/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.standalone.table;

import io.quiver.exec.operator.BatchSource;
import io.quiver.exec.plan.PlanFailures;
import io.quiver.exec.scan.parquet.ExactFrom;
import io.quiver.exec.scan.parquet.ParquetScan;
import io.quiver.exec.scan.parquet.ScanColumn;
import io.quiver.exec.scan.parquet.ScanPlan;
import io.quiver.exec.standalone.function.StandardTypes;
import io.quiver.exec.vector.Batch;
import io.substrait.proto.Type;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;
import org.apache.parquet.hadoop.util.HadoopCodecs;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.schema.MessageType;

/** Reads a Parquet file on a local disk. */
public final class ParquetTable implements Table {
    /** No dates or times are rebased: they count as proleptic Gregorian. */
    private static final ExactFrom ALL = new ExactFrom(Integer.MIN_VALUE, Long.MIN_VALUE, Long.MIN_VALUE);

    private final Path file;

    public ParquetTable(Path file) {
        this.file = file;
    }

    @Override
    public BatchSource read(List<String> columns, List<Type> types) {
        try {
            InputFile input = new LocalInputFile(file);
            ParquetConfiguration configuration = new PlainParquetConfiguration();
            ParquetMetadata footer = footer(input, configuration);
            MessageType schema = footer.getFileMetaData().getSchema();
            List<ScanColumn> wanted = new ArrayList<>();
            List<org.apache.parquet.schema.Type> requested = new ArrayList<>();
            for (int i = 0; i < types.size(); i++) {
                String name = columns.get(i);
                if (!schema.containsField(name)) {
                    throw PlanFailures.invalid("%s has no column %s; it has %s", file, name, schema.getFields());
                }
                if (!schema.getType(name).isPrimitive()) {
                    throw PlanFailures.unsupported("column %s of %s is nested", name, file);
                }
                requested.add(schema.getType(name));
                wanted.add(new ScanColumn.FromFile(
                        schema.getColumnDescription(new String[] {name}), StandardTypes.column(types.get(i))));
            }
            ScanPlan plan = ScanPlan.of(wanted, footer.getBlocks(), ALL, Set.of());
            plan.refusal().ifPresent(reason -> {
                throw PlanFailures.unsupported("%s is not read as the plan says: %s", file, reason);
            });
            return ParquetScan.open(
                    Files.size(file),
                    options -> new ParquetFileReader(input, options),
                    ParquetReadOptions.builder(configuration),
                    HadoopCodecs.newFactory(configuration, 0),
                    new MessageType(schema.getName(), requested),
                    plan,
                    Batch.TARGET_ROWS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ParquetMetadata footer(InputFile input, ParquetConfiguration configuration) throws IOException {
        try (ParquetFileReader reader = ParquetFileReader.open(
                input, ParquetReadOptions.builder(configuration).build())) {
            return reader.getFooter();
        }
    }
}
