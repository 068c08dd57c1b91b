/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.python;

import io.quiver.bridge.support.Reason;
import io.quiver.bridge.support.Verdict;
import io.quiver.exec.vector.ColumnType;
import io.quiver.spark.column.SparkTypes;
import io.quiver.spark.compat.Scala;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.PythonUDF;
import org.apache.spark.sql.catalyst.expressions.SortOrder;
import org.apache.spark.sql.catalyst.plans.physical.Distribution;
import org.apache.spark.sql.execution.SparkPlan;
import org.apache.spark.sql.execution.python.FlatMapGroupsInArrowExec;
import org.apache.spark.sql.execution.python.FlatMapGroupsInPandasExec;
import org.apache.spark.sql.execution.python.PandasGroupUtils;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.vectorized.ColumnarBatch;
import scala.Tuple2;
import scala.collection.Iterator;
import scala.collection.immutable.Seq;
import scala.runtime.AbstractFunction1;

/** Runs a function over groups of sorted rows, in place of Spark's FlatMapGroupsInPandasExec and FlatMapGroupsInArrowExec. */
public final class PythonGroupsExec extends PythonExec {
    public PythonGroupsExec(SparkPlan stock, SparkPlan child) {
        super(stock, child);
    }

    /** Whether the plan is one of those two nodes. */
    public static boolean standsFor(SparkPlan plan) {
        return plan instanceof FlatMapGroupsInPandasExec || plan instanceof FlatMapGroupsInArrowExec;
    }

    /** Why Spark's node must stay; empty if Quiver's node can replace it. */
    public static Optional<Verdict.Unsupported> refusal(SparkPlan stock) {
        Optional<Verdict.Unsupported> refusal = PythonRunners.refusal(stock);
        if (refusal.isPresent()) {
            return refusal;
        }
        for (Attribute key : keys(stock)) {
            if (SparkTypes.columnType(key.dataType()).kind() == ColumnType.Kind.OPAQUE) {
                return PythonRunners.no(Reason.TYPE, key.dataType().catalogString() + " as a key");
            }
        }
        return PythonRunners.columnsWithoutNulls(stock);
    }

    private static List<Attribute> keys(SparkPlan stock) {
        return Scala.list(
                stock instanceof FlatMapGroupsInPandasExec pandas
                        ? pandas.groupingAttributes()
                        : ((FlatMapGroupsInArrowExec) stock).groupingAttributes());
    }

    private PythonUDF function() {
        return (PythonUDF)
                (stock() instanceof FlatMapGroupsInPandasExec pandas
                        ? pandas.func()
                        : ((FlatMapGroupsInArrowExec) stock()).func());
    }

    private int evalType() {
        return stock() instanceof FlatMapGroupsInPandasExec pandas
                ? pandas.pythonEvalType()
                : ((FlatMapGroupsInArrowExec) stock()).pythonEvalType();
    }

    /** The schema that is sent; Arrow groups are in a struct. */
    private StructType schema(Seq<Attribute> columns) {
        return stock() instanceof FlatMapGroupsInPandasExec pandas
                ? pandas.groupedSchema(columns)
                : ((FlatMapGroupsInArrowExec) stock()).groupedSchema(columns);
    }

    @Override
    public SparkPlan withNewChildInternal(SparkPlan child) {
        return new PythonGroupsExec(stock(), child);
    }

    @Override
    public Seq<Distribution> requiredChildDistribution() {
        return stock().requiredChildDistribution();
    }

    @Override
    public Seq<Seq<SortOrder>> requiredChildOrdering() {
        return stock().requiredChildOrdering();
    }

    @Override
    AbstractFunction1<Iterator<ColumnarBatch>, Iterator<ColumnarBatch>> task() {
        SparkPlan stock = stock();
        Seq<Attribute> columns = child().output();
        Tuple2<Seq<Attribute>, int[]> sent = PandasGroupUtils.resolveArgOffsets(columns, Scala.seq(keys(stock)));
        return new GroupsTask(
                PythonRunners.runOne(stock, function(), evalType(), sent._2(), schema(sent._1()), jobArtifacts()),
                SparkTypes.dataTypes(Scala.list(columns)),
                ordinals(keys(stock), columns),
                ordinals(Scala.list(sent._1()), columns),
                stock instanceof FlatMapGroupsInArrowExec,
                SparkTypes.dataTypes(Scala.list(output())));
    }

    private static int[] ordinals(List<Attribute> wanted, Seq<Attribute> columns) {
        List<Attribute> all = Scala.list(columns);
        int[] ordinals =
                wanted.stream().mapToInt(attribute -> ordinal(attribute, all)).toArray();
        if (Arrays.stream(ordinals).anyMatch(ordinal -> ordinal < 0)) {
            throw new IllegalStateException("not all of %s are among %s".formatted(wanted, all));
        }
        return ordinals;
    }
}
