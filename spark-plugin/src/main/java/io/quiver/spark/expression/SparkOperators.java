/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.expression;

import io.quiver.exec.operator.host.CollectionReader;
import io.quiver.exec.operator.host.Generation;
import io.quiver.exec.operator.host.HostOperators;
import io.quiver.exec.operator.host.RowSampler;
import io.quiver.spark.column.UnsafeCollections;
import io.quiver.spark.compat.Scala;
import java.util.List;
import java.util.Random;
import org.apache.spark.sql.catalyst.expressions.CollectionGenerator;
import org.apache.spark.sql.catalyst.expressions.CreateNamedStruct;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.Generator;
import org.apache.spark.sql.catalyst.expressions.JsonTuple;
import org.apache.spark.sql.catalyst.expressions.Nondeterministic;
import org.apache.spark.util.random.BernoulliCellSampler;
import org.apache.spark.util.random.PoissonSampler;

/** Provides Spark's parts of operators: generators, elements of collections, random numbers. */
public final class SparkOperators implements HostOperators {
    private final List<Expression> expressions;
    private final int partition;

    /** {@code partition} is the partition of the operators' rows. */
    public SparkOperators(List<Expression> expressions, int partition) {
        this.expressions = expressions;
        this.partition = partition;
    }

    @Override
    public Generation generation(int ordinal, boolean outer) {
        Expression generator = expressions.get(ordinal);
        if (generator instanceof CreateNamedStruct columns) {
            return new ProjectedRows(columns, partition);
        }
        initialize(generator);
        GeneratedRows rows = new GeneratedRows((Generator) generator, outer);
        return generator instanceof JsonTuple tuple
                ? TupleRows.of(tuple, rows).<Generation>map(found -> found).orElse(rows)
                : rows;
    }

    private void initialize(Expression expression) {
        if (expression instanceof Nondeterministic random) {
            random.initialize(partition);
        }
        Scala.list(expression.children()).forEach(this::initialize);
    }

    @Override
    public CollectionReader collections(int ordinal) {
        CollectionGenerator generator = (CollectionGenerator) expressions.get(ordinal);
        return new UnsafeCollections(generator.collectionType(), generator.position(), generator.inline());
    }

    /** Seeds samplers as SampleExec of Spark 4.1 does, with and without generated code. */
    @Override
    public RowSampler sampler(double lowerBound, double upperBound, boolean withReplacement, long seed) {
        if (withReplacement) {
            PoissonSampler<Object> sampler = new PoissonSampler<>(upperBound - lowerBound, false);
            Random seeds = new Random(seed);
            long own = seeds.nextLong();
            for (int i = 0; i < partition; i++) {
                own = seeds.nextLong();
            }
            sampler.setSeed(own);
            return rowCount -> {
                int[] counts = new int[rowCount];
                for (int i = 0; i < rowCount; i++) {
                    counts[i] = sampler.sample();
                }
                return counts;
            };
        }
        BernoulliCellSampler<Object> sampler = new BernoulliCellSampler<>(lowerBound, upperBound, false);
        sampler.setSeed(seed + partition);
        return rowCount -> {
            int[] counts = new int[rowCount];
            for (int i = 0; i < rowCount; i++) {
                counts[i] = sampler.sample();
            }
            return counts;
        };
    }
}
