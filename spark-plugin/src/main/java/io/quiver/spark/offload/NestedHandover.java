/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.offload;

import io.quiver.spark.compat.Scala;
import io.quiver.spark.node.FragmentExec;
import io.quiver.spark.plan.Evaluations;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.NamedExpression;
import org.apache.spark.sql.execution.ProjectExec;
import org.apache.spark.sql.execution.SparkPlan;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.types.UserDefinedType;

/**
 * Finds projections that pass nested values from one piece of Spark's code to the next, as the stages of a {@code pyspark.ml}
 * pipeline pass vectors. In generated code the value stays an object. Between two of Quiver's projections it is written and read
 * again, a cost that kernels do not make up for.
 */
final class NestedHandover {
    private NestedHandover() {}

    /**
     * Whether Spark's code in a projection reads a value that Spark's code in the projection below computes, with few kernels in
     * either.
     */
    static boolean isIn(SparkPlan operator) {
        return operator instanceof ProjectExec upper
                && upper.child() instanceof FragmentExec fragment
                && fragment.child() instanceof ProjectExec lower
                && isMostlySparksCode(upper)
                && isMostlySparksCode(lower)
                && Scala.list(lower.projectList()).stream().anyMatch(made -> isHandedOn(made, upper));
    }

    private static boolean isMostlySparksCode(ProjectExec project) {
        return Evaluations.of(project)
                .filter(known -> Payoff.isMostlySparksCode(known.foreign(), known.vectorised()))
                .isPresent();
    }

    private static boolean isHandedOn(NamedExpression made, ProjectExec upper) {
        return !(made instanceof Attribute)
                && isNested(made.toAttribute().dataType())
                && upper.references().contains(made);
    }

    private static boolean isNested(DataType type) {
        return type instanceof ArrayType
                || type instanceof MapType
                || type instanceof StructType
                || type instanceof UserDefinedType<?>;
    }
}
