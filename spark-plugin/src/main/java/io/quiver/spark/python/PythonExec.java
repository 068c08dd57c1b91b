/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.python;

import io.quiver.spark.column.BatchRows;
import io.quiver.spark.column.SparkTypes;
import io.quiver.spark.column.SparkVectors;
import io.quiver.spark.compat.Scala;
import io.quiver.spark.plan.UnaryQuiverPlan;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import org.apache.spark.rdd.RDD;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.SortOrder;
import org.apache.spark.sql.catalyst.plans.physical.Partitioning;
import org.apache.spark.sql.execution.SparkPlan;
import org.apache.spark.sql.execution.metric.SQLMetric;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.vectorized.ColumnarBatch;
import scala.Option;
import scala.collection.Iterator;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;
import scala.runtime.AbstractFunction1;

/** Replaces a node of Spark's that calls Python functions: it sends its child's columns and returns the functions' columns. */
public abstract class PythonExec extends UnaryQuiverPlan {
    private final SparkPlan stock;
    private final Option<String> jobArtifacts = PythonRunners.jobArtifacts();

    PythonExec(SparkPlan stock, SparkPlan child) {
        super(child);
        this.stock = stock;
    }

    /** The node of Spark's that this one replaces, over its original child. */
    SparkPlan stock() {
        return stock;
    }

    private SparkPlan stockOverChild() {
        return (SparkPlan) stock.withNewChildren(Scala.seqOf(child()));
    }

    final Option<String> jobArtifacts() {
        return jobArtifacts;
    }

    /** The function that a task runs. */
    abstract AbstractFunction1<Iterator<ColumnarBatch>, Iterator<ColumnarBatch>> task();

    @Override
    protected Object[] arguments() {
        return new Object[] {stock, child()};
    }

    /** The ordinal of {@code wanted} among the columns, or -1. */
    static int ordinal(Expression wanted, List<Attribute> columns) {
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).semanticEquals(wanted)) {
                return i;
            }
        }
        return -1;
    }

    @Override
    public Seq<Attribute> output() {
        return stock.output();
    }

    @Override
    public org.apache.spark.sql.catalyst.expressions.AttributeSet producedAttributes() {
        return stock.producedAttributes();
    }

    /** The current child's partitioning if Spark's node keeps its child's. */
    @Override
    public Partitioning outputPartitioning() {
        return stockOverChild().outputPartitioning();
    }

    @Override
    public Seq<SortOrder> outputOrdering() {
        return stock.outputOrdering();
    }

    @Override
    protected void defineMetrics(Map<String, SQLMetric> metrics) {
        metrics.putAll(CollectionConverters.asJava(stock.metrics()));
    }

    @Override
    public String nodeName() {
        return "Quiver" + stock.nodeName();
    }

    @Override
    public String simpleString(int maxFields) {
        return "Quiver" + stock.simpleString(maxFields);
    }

    @Override
    public SparkPlan doCanonicalize() {
        return (SparkPlan) stockOverChild().canonicalized();
    }

    @Override
    public RDD<ColumnarBatch> doExecuteColumnar() {
        return child().executeColumnar().mapPartitions(task(), false, Scala.tag(ColumnarBatch.class));
    }

    @Override
    public RDD<InternalRow> doExecute() {
        DataType[] types = SparkTypes.dataTypes(Scala.list(output()));
        return doExecuteColumnar().mapPartitions(new ToRows(types), false, Scala.tag(InternalRow.class));
    }

    /** Converts the output for parents that need rows. */
    private static final class ToRows extends AbstractFunction1<Iterator<ColumnarBatch>, Iterator<InternalRow>>
            implements Serializable {
        private static final long serialVersionUID = 1L;

        private final DataType[] types;

        ToRows(DataType[] types) {
            this.types = types;
        }

        @Override
        public Iterator<InternalRow> apply(Iterator<ColumnarBatch> batches) {
            SparkVectors vectors = new SparkVectors(types);
            return new BatchRows(() -> batches.hasNext() ? vectors.read(batches.next()) : null, types);
        }
    }
}
