/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.write;

import io.quiver.spark.compat.Scala;
import io.quiver.spark.plan.UnaryQuiverPlan;
import java.util.Date;
import java.util.Map;
import org.apache.spark.internal.io.SparkHadoopWriterUtils;
import org.apache.spark.rdd.RDD;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.connector.write.WriterCommitMessage;
import org.apache.spark.sql.execution.SparkPlan;
import org.apache.spark.sql.execution.datasources.WriteFilesExec;
import org.apache.spark.sql.execution.datasources.WriteFilesExecBase;
import org.apache.spark.sql.execution.datasources.WriteFilesSpec;
import org.apache.spark.sql.execution.metric.SQLMetric;
import org.apache.spark.sql.vectorized.ColumnarBatch;
import scala.collection.immutable.Seq;

/** Writes Parquet files from batches, in place of Spark's WriteFilesExec, which writes row by row. */
public final class ParquetWriteExec extends UnaryQuiverPlan implements WriteFilesExecBase {
    private final WriteFilesExec stock;

    public ParquetWriteExec(WriteFilesExec stock, SparkPlan child) {
        super(child);
        this.stock = stock;
    }

    @Override
    protected Object[] arguments() {
        return new Object[] {stock, child()};
    }

    @Override
    public SparkPlan withNewChildInternal(SparkPlan child) {
        return new ParquetWriteExec(stock, child);
    }

    @Override
    protected void defineMetrics(Map<String, SQLMetric> metrics) {}

    @Override
    public Seq<Attribute> output() {
        return Scala.seqOf();
    }

    @Override
    public String nodeName() {
        return "QuiverWriteFiles";
    }

    @Override
    public String simpleString(int maxFields) {
        return nodeName();
    }

    @Override
    public SparkPlan doCanonicalize() {
        return (SparkPlan) stock.withNewChildInternal(child()).canonicalized();
    }

    @Override
    public RDD<InternalRow> doExecute() {
        throw new UnsupportedOperationException(nodeName() + " has no rows");
    }

    @Override
    public RDD<ColumnarBatch> doExecuteColumnar() {
        throw new UnsupportedOperationException(nodeName() + " has no rows");
    }

    /** Source: WriteFilesExec.doExecuteWrite of Spark 4.1.3. */
    @Override
    public RDD<WriterCommitMessage> doExecuteWrite(WriteFilesSpec spec) {
        if (!ParquetWrites.covers(spec)) {
            return stock.withNewChildInternal(child()).executeWrite(spec);
        }
        RDD<ColumnarBatch> batches = child().executeColumnar();
        if (batches.getNumPartitions() == 0) {
            // at least one task writes a file, which has the schema
            batches = sparkContext().parallelize(Scala.seqOf(), 1, Scala.tag(ColumnarBatch.class));
        }
        WriteTask task = new WriteTask(
                ColumnarFiles.inPlaceOf(spec.description(), Scala.list(child().output())),
                spec.committer(),
                SparkHadoopWriterUtils.createJobTrackerID(new Date()));
        return batches.mapPartitions(task, false, Scala.tag(WriterCommitMessage.class));
    }
}
