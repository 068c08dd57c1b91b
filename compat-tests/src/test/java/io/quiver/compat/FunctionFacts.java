/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.compat;

import io.quiver.bridge.expression.NativeCall;
import io.quiver.bridge.relation.aggregate.NativeFunctions;
import io.quiver.bridge.support.Capabilities;
import io.quiver.bridge.support.Capabilities.Argument;
import io.quiver.bridge.support.Capabilities.Coverage;
import io.quiver.spark.column.nested.NestedAccess;
import io.quiver.spark.column.nested.NestedCatalog;
import io.quiver.spark.translation.Translation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.catalyst.expressions.AggregateWindowFunction;
import org.apache.spark.sql.catalyst.expressions.BoundReference;
import org.apache.spark.sql.catalyst.expressions.CaseWhen;
import org.apache.spark.sql.catalyst.expressions.Cast;
import org.apache.spark.sql.catalyst.expressions.CollectionGenerator;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.Generator;
import org.apache.spark.sql.catalyst.expressions.If;
import org.apache.spark.sql.catalyst.expressions.In;
import org.apache.spark.sql.catalyst.expressions.InSet;
import org.apache.spark.sql.catalyst.expressions.JsonTuple;
import org.apache.spark.sql.catalyst.expressions.LambdaFunction;
import org.apache.spark.sql.catalyst.expressions.Literal;
import org.apache.spark.sql.catalyst.expressions.OffsetWindowFunction;
import org.apache.spark.sql.catalyst.expressions.PythonFuncExpression;
import org.apache.spark.sql.catalyst.expressions.RuntimeReplaceable;
import org.apache.spark.sql.catalyst.expressions.Stack;
import org.apache.spark.sql.catalyst.expressions.SubqueryExpression;
import org.apache.spark.sql.catalyst.expressions.TaggingExpression;
import org.apache.spark.sql.catalyst.expressions.Unevaluable;
import org.apache.spark.sql.catalyst.expressions.aggregate.AggregateExpression;
import org.apache.spark.sql.catalyst.expressions.aggregate.AggregateFunction;
import org.apache.spark.sql.catalyst.expressions.aggregate.DeclarativeAggregate;
import org.apache.spark.sql.catalyst.expressions.aggregate.ImperativeAggregate;
import org.apache.spark.sql.catalyst.expressions.objects.InvokeLike;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import scala.jdk.javaapi.CollectionConverters;

/** Says in words what Quiver does with an expression of Spark's, from what bridge and executor say of themselves. */
final class FunctionFacts {
    static final String SPARKS_CODE = "Spark's code";
    static final String SPARKS_CODE_PER_GROUP = "Spark's code, its state per group";
    static final String COLUMNS_OF_PARTS = "columns of its parts";
    static final String COLUMNS_PER_GROUP = "columns of the values of each group";
    static final String SPARKS_CODE_PER_FRAME = "Spark's code, over the frame";
    static final String SPARKS_CODE_PER_ROW = "Spark's code, rows from each row";
    static final String BEFORE = "Spark puts something else in its place before the query runs";

    /** The types that kernels may have, as SQL names them. */
    private static final List<DataType> TYPES = List.of(
            DataTypes.BooleanType,
            DataTypes.ByteType,
            DataTypes.ShortType,
            DataTypes.IntegerType,
            DataTypes.LongType,
            DataTypes.FloatType,
            DataTypes.DoubleType,
            DataTypes.createDecimalType(10, 2),
            DataTypes.createDecimalType(38, 10),
            DataTypes.DateType,
            DataTypes.TimestampType,
            DataTypes.TimestampNTZType,
            DataTypes.StringType,
            DataTypes.BinaryType);

    private static final Capabilities CAPABILITIES = Translation.translator().capabilities();

    private FunctionFacts() {}

    /** What the expression is when it runs: what stands for it, its function without a frame or a filter. */
    static Expression core(Expression expression) {
        if (expression instanceof RuntimeReplaceable replaced) {
            return core(replaced.replacement());
        }
        if (expression instanceof AggregateExpression aggregate) {
            return core(aggregate.aggregateFunction());
        }
        if (expression instanceof TaggingExpression) {
            return core(expression.children().head());
        }
        return expression;
    }

    /** What becomes of it, from an analysed use of it. */
    static String of(Expression core) {
        Optional<NativeCall> call = NativeCall.of(core, CAPABILITIES);
        if (call.isPresent()) {
            Set<String> types = kernelTypes(call.get(), core.dataType());
            return types.isEmpty() ? ofParts(core) : "kernel for " + String.join(", ", types);
        }
        if (core instanceof AggregateFunction aggregate && !(core instanceof AggregateWindowFunction)) {
            return NativeFunctions.aggregate(aggregate, CAPABILITIES)
                    .map(name -> "kernel for " + String.join(", ", aggregateTypes(name, aggregate)))
                    .orElseGet(() -> isOverColumns(aggregate) ? COLUMNS_PER_GROUP : ofClass(core.getClass()));
        }
        if (core instanceof InvokeLike) {
            return NestedAccess.functions(bound(core)).isEmpty() ? SPARKS_CODE : COLUMNS_OF_PARTS;
        }
        String ofClass = ofClass(core.getClass());
        return ofClass.equals(COLUMNS_OF_PARTS) ? ofParts(core) : ofClass;
    }

    /** With an argument that Spark's code computes, all of it is Spark's code; bodies of lambdas are not. */
    private static String ofParts(Expression core) {
        boolean hasSparksArgument = CollectionConverters.asJava(core.children()).stream()
                .anyMatch(argument -> !argument.children().isEmpty()
                        && !(argument instanceof LambdaFunction)
                        && of(core(argument)).equals(SPARKS_CODE));
        return hasSparksArgument ? SPARKS_CODE : ofParts(core.getClass());
    }

    /** Whether values become state a column at a time; in a fragment, arguments are columns or constants. */
    private static boolean isOverColumns(AggregateFunction function) {
        if (!(function instanceof ImperativeAggregate)) {
            return false;
        }
        AggregateFunction bound = (AggregateFunction) bound(function);
        return !CAPABILITIES.overColumns(bound.toAggregateExpression()).isEmpty();
    }

    /** Over columns and constants. */
    private static Expression bound(Expression function) {
        List<Expression> arguments = new ArrayList<>();
        for (Expression argument : CollectionConverters.asJava(function.children())) {
            arguments.add(
                    argument instanceof Literal
                            ? argument
                            : new BoundReference(arguments.size(), argument.dataType(), argument.nullable()));
        }
        return (Expression)
                function.withNewChildren(CollectionConverters.asScala(arguments).toSeq());
    }

    private static String ofParts(Class<?> type) {
        return NestedCatalog.classes().contains(type) ? COLUMNS_OF_PARTS : SPARKS_CODE;
    }

    /** What becomes of expressions of a class, as far as that does not depend on types. */
    static String ofClass(Class<?> type) {
        if (is(type, AggregateFunction.class) && !is(type, AggregateWindowFunction.class)) {
            boolean isSparksOwn = is(type, DeclarativeAggregate.class) || is(type, ImperativeAggregate.class);
            return isSparksOwn ? SPARKS_CODE_PER_GROUP : BEFORE;
        }
        if (is(type, OffsetWindowFunction.class) || is(type, AggregateWindowFunction.class)) {
            return CAPABILITIES
                    .windowFor(type)
                    .map(name -> "kernel for windows")
                    .orElse(SPARKS_CODE_PER_FRAME);
        }
        if (is(type, CollectionGenerator.class) || type == Stack.class || type == JsonTuple.class) {
            return "kernel for rows from each row";
        }
        if (is(type, PythonFuncExpression.class)) {
            return "runs in a Python worker of Spark's";
        }
        if (is(type, SubqueryExpression.class)) {
            return "a query of its own";
        }
        if (Set.of(If.class, CaseWhen.class, In.class, InSet.class, Literal.class)
                        .contains(type)
                || is(type, TaggingExpression.class)) {
            return "kernel for all types but nested ones and their like";
        }
        if (is(type, Unevaluable.class) || is(type, RuntimeReplaceable.class)) {
            return BEFORE;
        }
        if (is(type, Generator.class)) {
            return SPARKS_CODE_PER_ROW;
        }
        if (is(type, InvokeLike.class)) {
            return SPARKS_CODE;
        }
        return CAPABILITIES.functionFor(type).isPresent() || type == Cast.class ? "kernel" : ofParts(type);
    }

    private static boolean is(Class<?> type, Class<?> supertype) {
        return supertype.isAssignableFrom(type);
    }

    /**
     * The types for which the catalogue has a kernel, whatever the types of the use: those of the first argument that is no literal,
     * alone, with all others of its type, or with all others.
     */
    private static Set<String> kernelTypes(NativeCall call, DataType result) {
        List<DataType> results = new ArrayList<>(List.of(result));
        results.addAll(TYPES);
        Set<String> names = new LinkedHashSet<>();
        for (DataType type : TYPES) {
            boolean covered = Arrays.stream(Varied.values())
                    .map(varied -> typed(call.arguments(), type, varied))
                    .anyMatch(arguments -> isCovered(call, arguments, results));
            if (covered) {
                names.add(name(type));
            }
        }
        return names;
    }

    private static boolean isCovered(NativeCall call, List<Argument> arguments, List<DataType> results) {
        return results.stream()
                .anyMatch(result ->
                        CAPABILITIES.coverage(call.function(), call.mode(), arguments, result) != Coverage.NONE);
    }

    /** Which arguments of a use get another type, beside the first that is no literal. */
    private enum Varied {
        NO_OTHERS,
        THOSE_OF_ITS_TYPE,
        ALL_OTHERS
    }

    private static List<Argument> typed(List<Expression> arguments, DataType type, Varied varied) {
        int first = 0;
        for (int i = arguments.size() - 1; i >= 0; i--) {
            first = arguments.get(i) instanceof Literal ? first : i;
        }
        List<Argument> typed = new ArrayList<>();
        for (int i = 0; i < arguments.size(); i++) {
            Expression argument = arguments.get(i);
            boolean varies =
                    switch (varied) {
                        case NO_OTHERS -> false;
                        case THOSE_OF_ITS_TYPE ->
                            argument.dataType().equals(arguments.get(first).dataType());
                        case ALL_OTHERS -> true;
                    };
            if (i == first || varies) {
                typed.add(new Argument(type, false, Optional.empty()));
            } else if (argument instanceof Literal literal) {
                typed.add(new Argument(literal.dataType(), true, Optional.ofNullable(literal.value())));
            } else {
                typed.add(new Argument(argument.dataType(), false, Optional.empty()));
            }
        }
        return typed;
    }

    private static Set<String> aggregateTypes(String function, AggregateFunction aggregate) {
        Set<String> names = new LinkedHashSet<>();
        for (DataType type : TYPES) {
            if (CAPABILITIES.aggregateCoverage(function, "LEGACY", List.of(type), aggregate.dataType())
                    != Coverage.NONE) {
                names.add(name(type));
            }
        }
        return names;
    }

    private static String name(DataType type) {
        return type.sql().toLowerCase(Locale.ROOT).replaceAll("\\(.*", "");
    }
}
