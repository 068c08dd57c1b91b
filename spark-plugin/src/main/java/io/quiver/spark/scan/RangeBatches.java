/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.scan;

import io.quiver.exec.vector.Batch;
import io.quiver.exec.vector.ColumnType;
import io.quiver.exec.vector.LongColumn;
import io.quiver.spark.column.ColumnView;
import io.quiver.spark.compat.Scala;
import java.math.BigInteger;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.spark.Partition;
import org.apache.spark.TaskContext;
import org.apache.spark.executor.InputMetrics;
import org.apache.spark.rdd.RDD;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.execution.RangeExec;
import org.apache.spark.sql.execution.metric.SQLMetric;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.vectorized.ColumnarBatch;
import scala.collection.AbstractIterator;
import scala.collection.Iterator;

/** Produces the numbers of {@code spark.range} in batches, with the partitions and the order of RangeExec (Spark 4.1.3). */
public final class RangeBatches extends RDD<ColumnarBatch> {
    /** The metric of RangeExec. */
    public static final String ROWS_OUT = "numOutputRows";

    private static final long serialVersionUID = 1L;
    private static final long LONGEST_STEP = Long.MAX_VALUE / 1000;
    private static final BigInteger LEAST = BigInteger.valueOf(Long.MIN_VALUE);
    private static final BigInteger GREATEST = BigInteger.valueOf(Long.MAX_VALUE);

    private final RDD<InternalRow> slices;
    private final BigInteger start;
    private final BigInteger step;
    private final BigInteger numElements;
    private final BigInteger numSlices;
    private final SQLMetric rowsOut;

    private RangeBatches(RangeExec range, RDD<InternalRow> slices) {
        super(slices, Scala.tag(ColumnarBatch.class));
        this.slices = slices;
        this.start = BigInteger.valueOf(range.start());
        this.step = BigInteger.valueOf(range.step());
        this.numElements = BigInteger.valueOf(range.numElements().toLong());
        this.numSlices = BigInteger.valueOf(range.numSlices());
        this.rowsOut = range.longMetric(ROWS_OUT);
    }

    /**
     * Excludes ranges in which RangeExec's generated code, which computes 1,000 numbers ahead, drops numbers because its end
     * overflows.
     */
    static boolean canRead(RangeExec range) {
        return range.step() >= -LONGEST_STEP && range.step() <= LONGEST_STEP;
    }

    /** The numbers of a range that {@link ColumnarReads} accepts. */
    public static RDD<ColumnarBatch> of(RangeExec range) {
        return new RangeBatches(range, Scala.list(range.inputRDDs()).get(0));
    }

    @Override
    public Partition[] getPartitions() {
        return slices.partitions();
    }

    @Override
    public Iterator<ColumnarBatch> compute(Partition split, TaskContext context) {
        long first = bound(split.index());
        BigInteger distance = BigInteger.valueOf(bound(split.index() + 1)).subtract(BigInteger.valueOf(first));
        BigInteger[] steps = distance.divideAndRemainder(step);
        long count = Math.max(0, steps[0].longValue());
        if (steps[0].longValue() >= 0 && steps[1].signum() != 0) {
            count++;
        }
        return new Numbers(first, step.longValue(), count, rowsOut, context);
    }

    /** The start of the slice, which is the end of the one before it, limited to the range of a long. */
    private long bound(int slice) {
        return BigInteger.valueOf(slice)
                .multiply(numElements)
                .divide(numSlices)
                .multiply(step)
                .add(start)
                .max(LEAST)
                .min(GREATEST)
                .longValue();
    }

    private static final class Numbers extends AbstractIterator<ColumnarBatch> {
        private static final DataType[] TYPES = {DataTypes.LongType};

        private final long step;
        private final SQLMetric rowsOut;
        private final TaskContext context;
        private final InputMetrics metrics;
        private long next;
        private long left;

        Numbers(long first, long step, long count, SQLMetric rowsOut, TaskContext context) {
            this.next = first;
            this.step = step;
            this.left = count;
            this.rowsOut = rowsOut;
            this.context = context;
            this.metrics = context.taskMetrics().inputMetrics();
        }

        @Override
        public boolean hasNext() {
            return left > 0;
        }

        @Override
        public ColumnarBatch next() {
            if (left <= 0) {
                throw new NoSuchElementException("no more numbers");
            }
            context.killTaskIfInterrupted();
            int rows = (int) Math.min(left, Batch.TARGET_ROWS);
            long[] values = new long[rows];
            for (int i = 0; i < rows; i++) {
                values[i] = next + i * step;
            }
            next += rows * step;
            left -= rows;
            rowsOut.add(rows);
            metrics.incRecordsRead(rows);
            return ColumnView.batch(
                    new Batch(List.of(new LongColumn(ColumnType.LONG, rows, values, null)), rows), TYPES);
        }
    }
}
