/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.capability;

import io.quiver.bridge.support.Capabilities;
import io.quiver.exec.function.Constant;
import io.quiver.exec.function.EvaluationMode;
import io.quiver.exec.function.Signature;
import io.quiver.exec.function.catalog.FunctionCatalog;
import io.quiver.exec.operator.aggregate.catalog.AggregateCatalog;
import io.quiver.exec.operator.aggregate.catalog.AggregateDefinition;
import io.quiver.exec.operator.window.function.WindowCatalog;
import io.quiver.exec.vector.ColumnType;
import io.quiver.spark.column.LiteralValues;
import io.quiver.spark.column.SparkTypes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.types.DataType;

/** Answers the bridge from the executor's function catalogue. */
public final class ExecutorCapabilities implements Capabilities {
    private final FunctionCatalog catalog = FunctionCatalog.standard();
    private final Function<Expression, List<Expression>> overColumns;

    /** Answers for kernels only. */
    public ExecutorCapabilities() {
        this(bound -> List.of());
    }

    /** {@code overColumns} answers {@link #overColumns}. */
    public ExecutorCapabilities(Function<Expression, List<Expression>> overColumns) {
        this.overColumns = overColumns;
    }

    @Override
    public Optional<String> functionFor(Class<?> catalystClass) {
        return catalog.forSparkClass(catalystClass.getName());
    }

    @Override
    public Coverage coverage(String function, String mode, List<Argument> arguments, DataType result) {
        List<ColumnType> types = new ArrayList<>();
        List<Optional<Constant>> constants = new ArrayList<>();
        for (Argument argument : arguments) {
            ColumnType type = SparkTypes.columnType(argument.type());
            types.add(type);
            constants.add(
                    argument.isLiteral()
                            ? Optional.of(new Constant(
                                    LiteralValues.of(argument.literal().orElse(null), type)))
                            : Optional.empty());
        }
        Signature signature =
                new Signature(EvaluationMode.valueOf(mode), types, constants, SparkTypes.columnType(result));
        if (!catalog.covers(function, signature)) {
            return Coverage.NONE;
        }
        return catalog.isTotal(function, signature) ? Coverage.EVERY_ROW : Coverage.SOME_ROWS;
    }

    @Override
    public Optional<Aggregate> aggregateFor(Class<?> catalystClass) {
        return AggregateCatalog.forSparkClass(catalystClass.getName())
                .map(found -> new Aggregate(found.name(), found.isInWindows(), found.leavesResults()));
    }

    @Override
    public Optional<String> windowFor(Class<?> catalystClass) {
        return WindowCatalog.forSparkClass(catalystClass.getName());
    }

    @Override
    public Coverage aggregateCoverage(String function, String mode, List<DataType> arguments, DataType result) {
        List<ColumnType> types = SparkTypes.columnTypes(arguments);
        Optional<AggregateDefinition> known =
                AggregateCatalog.find(function).filter(found -> found.takes().test(types));
        if (known.isEmpty()) {
            return Coverage.NONE;
        }
        return known.get().total().test(EvaluationMode.valueOf(mode), types) ? Coverage.EVERY_ROW : Coverage.SOME_ROWS;
    }

    @Override
    public boolean aggregatesInAnyOrder(String function, String mode, List<DataType> arguments) {
        List<ColumnType> types = SparkTypes.columnTypes(arguments);
        return AggregateCatalog.find(function)
                .filter(known -> known.inAnyOrder(EvaluationMode.valueOf(mode), types))
                .isPresent();
    }

    @Override
    public List<Expression> overColumns(Expression bound) {
        return overColumns.apply(bound);
    }
}
