/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.bridge.relation.aggregate;

import io.quiver.bridge.support.Capabilities;
import io.quiver.bridge.support.Capabilities.Coverage;
import io.quiver.bridge.type.TypeTranslator;
import io.quiver.spark.compat.Scala;
import io.quiver.spark.compat.SparkApi;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.AttributeReference;
import org.apache.spark.sql.catalyst.expressions.BindReferences;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.Literal;
import org.apache.spark.sql.catalyst.expressions.NamedExpression$;
import org.apache.spark.sql.catalyst.expressions.aggregate.AggregateFunction;
import org.apache.spark.sql.catalyst.expressions.aggregate.Average;
import org.apache.spark.sql.catalyst.expressions.aggregate.Count;
import org.apache.spark.sql.catalyst.expressions.aggregate.DeclarativeAggregate;
import org.apache.spark.sql.catalyst.expressions.aggregate.First;
import org.apache.spark.sql.catalyst.expressions.aggregate.Last;
import org.apache.spark.sql.catalyst.expressions.aggregate.Sum;
import org.apache.spark.sql.catalyst.expressions.package$;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DoubleType;
import org.apache.spark.sql.types.Metadata;

/**
 * An aggregate function that the executor has an accumulator for.
 *
 * @param arguments its value arguments, used if it does not read state
 * @param twin Spark's function, if its code is needed for what the accumulator declines
 */
public record NativeAggregate(
        Capabilities.Aggregate function, String mode, List<Expression> arguments, Optional<DeclarativeAggregate> twin) {
    public NativeAggregate {
        arguments = List.copyOf(arguments);
    }

    public static Optional<NativeAggregate> of(AggregateFunction function, Capabilities capabilities) {
        return find(function, capabilities).filter(found -> found.coverage(function, capabilities) != Coverage.NONE);
    }

    public String name() {
        return function.name();
    }

    /** Whether windows support the function, too. */
    public boolean isInWindows() {
        return function.isInWindows();
    }

    /** Whether states and results are the same to the bit in whatever order and parts a group's rows come. */
    boolean isInAnyOrder(Capabilities capabilities) {
        return capabilities.aggregatesInAnyOrder(
                name(), mode, arguments.stream().map(Expression::dataType).toList());
    }

    /** Whether the function may fail for some rows, apart from its arguments; true if the executor does not have it. */
    static boolean mayFail(AggregateFunction function, Capabilities capabilities) {
        return find(function, capabilities)
                .filter(found -> found.coverage(function, capabilities) == Coverage.EVERY_ROW)
                .isEmpty();
    }

    private static Optional<NativeAggregate> find(AggregateFunction function, Capabilities capabilities) {
        return SparkApi.get().computesOtherwise(function)
                ? Optional.empty()
                : capabilities.aggregateFor(function.getClass()).map(known -> named(known, function));
    }

    /** Adds the parameters that the class has besides its children. */
    private static NativeAggregate named(Capabilities.Aggregate known, AggregateFunction function) {
        if (function instanceof Sum sum) {
            return withTwin(known, SparkApi.get().evalMode(sum), sum);
        }
        if (function instanceof Average average) {
            return withTwin(known, average.evalMode().toString(), average);
        }
        if (function instanceof Count count) {
            // As Count.updateExpressions: only what may be null decides.
            return plain(
                    known,
                    Scala.<Expression>list(count.children()).stream()
                            .filter(Expression::nullable)
                            .toList());
        }
        if (function instanceof First first) {
            return plain(known, List.of(first.child(), bool(first.ignoreNulls())));
        }
        if (function instanceof Last last) {
            return plain(known, List.of(last.child(), bool(last.ignoreNulls())));
        }
        if (function instanceof DeclarativeAggregate moments && known.leavesResults()) {
            return new NativeAggregate(
                    known, "LEGACY", Scala.list(function.children()), Optional.of(overStandIns(moments)));
        }
        return plain(known, Scala.list(function.children()));
    }

    private static NativeAggregate plain(Capabilities.Aggregate known, List<Expression> arguments) {
        return new NativeAggregate(known, "LEGACY", arguments, Optional.empty());
    }

    private static NativeAggregate withTwin(Capabilities.Aggregate known, String mode, DeclarativeAggregate function) {
        return new NativeAggregate(
                known,
                mode,
                Scala.list(function.children()),
                raises(function, mode) ? Optional.of(overStandIns(function)) : Optional.empty());
    }

    /** Whether a sum can overflow visibly; sums of doubles cannot, and those of legacy longs wrap. */
    private static boolean raises(DeclarativeAggregate function, String mode) {
        DataType sum = Scala.<AttributeReference>list(function.aggBufferAttributes())
                .get(0)
                .dataType();
        boolean isDecimalOrExact = !(sum instanceof DoubleType);
        boolean isLegacyLong = sum.equals(DataTypes.LongType) && mode.equals("LEGACY");
        return isDecimalOrExact && !isLegacyLong;
    }

    /** The function over attributes in place of its children, which its own expressions then contain. */
    private static DeclarativeAggregate overStandIns(DeclarativeAggregate function) {
        List<Expression> standIns = new ArrayList<>();
        for (Expression child : Scala.<Expression>list(function.children())) {
            standIns.add(new AttributeReference(
                    "argument",
                    child.dataType(),
                    child.nullable(),
                    Metadata.empty(),
                    NamedExpression$.MODULE$.newExprId(),
                    Scala.seq(List.of())));
        }
        return (DeclarativeAggregate) function.withNewChildren(Scala.seq(standIns));
    }

    private static Literal bool(boolean value) {
        return new Literal(value, DataTypes.BooleanType);
    }

    private Coverage coverage(AggregateFunction function, Capabilities capabilities) {
        boolean anyType = function instanceof Count || function instanceof First || function instanceof Last;
        List<DataType> types = arguments.stream().map(Expression::dataType).toList();
        return anyType || types.stream().allMatch(TypeTranslator::isVectorised)
                ? capabilities.aggregateCoverage(name(), mode, types, function.dataType())
                : Coverage.NONE;
    }

    /**
     * Spark's expression for the first state column after a row, bound to the state columns and the row's arguments (the row's
     * state columns if {@code merges}).
     */
    Optional<Expression> update(boolean merges) {
        return twin.filter(stock -> !function.leavesResults()).map(function -> {
            List<Attribute> columns = new ArrayList<>(state(function));
            if (merges) {
                columns.addAll(Scala.<Attribute>list(function.inputAggBufferAttributes()));
            } else {
                Scala.<Expression>list(function.children()).forEach(child -> columns.add((Attribute) child));
            }
            Expression first = (merges ? function.mergeExpressions() : function.updateExpressions()).head();
            return bind(first, columns);
        });
    }

    /** Spark's expression for the result, bound to the state columns. */
    Optional<Expression> evaluate() {
        return twin.map(function -> bind(function.evaluateExpression(), state(function)));
    }

    private static List<Attribute> state(DeclarativeAggregate function) {
        return List.copyOf(Scala.<AttributeReference>list(function.aggBufferAttributes()));
    }

    private static Expression bind(Expression expression, List<Attribute> columns) {
        return BindReferences.bindReference(expression, package$.MODULE$.AttributeSeq(Scala.seq(columns)), false);
    }
}
