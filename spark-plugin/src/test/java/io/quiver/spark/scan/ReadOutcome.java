/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.scan;

import com.sun.management.ThreadMXBean;
import com.sun.management.UnixOperatingSystemMXBean;
import io.quiver.spark.column.CarriedColumn;
import java.io.Closeable;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.catalyst.util.MapData;
import org.apache.spark.sql.execution.datasources.PartitionedFile;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.Decimal;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.vectorized.ColumnarBatch;
import scala.Function1;
import scala.collection.Iterator;

/**
 * The outcome of reading a file: its rows as text up to the failure, if there is one, the time and the allocated memory.
 *
 * @param failure the classes and messages of the exception and its causes, empty if the file was read to its end
 * @param ourRows number of rows that Quiver's reader returned
 */
record ReadOutcome(String rows, String failure, int ourRows, long nanos, long allocatedBytes, long filesLeftOpen) {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    static ReadOutcome of(Function1<PartitionedFile, Iterator<InternalRow>> reader, PartitionedFile file) {
        StringBuilder rows = new StringBuilder();
        String failure = "";
        int ourRows = 0;
        long filesBefore = openFiles();
        long allocated = THREADS.getCurrentThreadAllocatedBytes();
        long start = System.nanoTime();
        long textBytes = 0;
        Iterator<?> batches = null;
        try {
            batches = reader.apply(file);
            while (batches.hasNext()) {
                ColumnarBatch batch = (ColumnarBatch) batches.next();
                boolean ours = batch.numCols() > 0 && batch.column(0) instanceof CarriedColumn;
                ourRows += ours ? batch.numRows() : 0;
                long before = THREADS.getCurrentThreadAllocatedBytes();
                append(rows, batch);
                textBytes += THREADS.getCurrentThreadAllocatedBytes() - before;
            }
        } catch (Throwable thrown) {
            failure = chain(thrown);
        }
        long nanos = System.nanoTime() - start;
        long bytes = THREADS.getCurrentThreadAllocatedBytes() - allocated - textBytes;
        close(batches);
        return new ReadOutcome(rows.toString(), failure, ourRows, nanos, bytes, openFiles() - filesBefore);
    }

    private static long openFiles() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
                ? unix.getOpenFileDescriptorCount()
                : 0;
    }

    boolean isOutOfMemory() {
        return failure.contains("OutOfMemoryError");
    }

    private static void close(Iterator<?> batches) {
        if (batches instanceof Closeable closeable) {
            try {
                closeable.close();
            } catch (IOException failed) {
                throw new IllegalStateException(failed);
            }
        }
    }

    private static String chain(Throwable thrown) {
        StringBuilder chain = new StringBuilder();
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            // compiled code of the JDK's throws some exceptions without their message
            boolean isOfJdk = cause instanceof RuntimeException
                    && cause.getClass().getName().startsWith("java.lang.");
            String text = isOfJdk ? cause.getClass().getName() : cause.toString();
            chain.append(text.replaceAll("@[0-9a-f]+\\b", "@")).append('\n');
        }
        return chain.toString();
    }

    private static void append(StringBuilder out, ColumnarBatch batch) {
        java.util.Iterator<InternalRow> rows = batch.rowIterator();
        while (rows.hasNext()) {
            InternalRow row = rows.next();
            for (int i = 0; i < batch.numCols(); i++) {
                DataType type = batch.column(i).dataType();
                out.append(text(row.isNullAt(i) ? null : row.get(i, type), type))
                        .append(',');
            }
            out.append('\n');
        }
    }

    private static String text(Object value, DataType type) {
        if (value instanceof byte[] bytes) {
            return Arrays.toString(bytes);
        }
        if (value instanceof Decimal decimal) {
            return decimal + "/" + decimal.precision();
        }
        if (value instanceof ArrayData array) {
            return elements(array, ((ArrayType) type).elementType());
        }
        if (value instanceof MapData map) {
            MapType mapType = (MapType) type;
            return elements(map.keyArray(), mapType.keyType()) + elements(map.valueArray(), mapType.valueType());
        }
        if (value instanceof InternalRow struct) {
            List<String> fields = new ArrayList<>();
            for (StructField field : ((StructType) type).fields()) {
                int ordinal = fields.size();
                boolean isNull = struct.isNullAt(ordinal);
                fields.add(text(isNull ? null : struct.get(ordinal, field.dataType()), field.dataType()));
            }
            return fields.toString();
        }
        return String.valueOf(value);
    }

    private static String elements(ArrayData array, DataType type) {
        List<String> elements = new ArrayList<>();
        for (int i = 0; i < array.numElements(); i++) {
            elements.add(text(array.isNullAt(i) ? null : array.get(i, type), type));
        }
        return elements.toString();
    }
}
