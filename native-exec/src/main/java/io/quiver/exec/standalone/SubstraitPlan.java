/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.standalone;

import io.quiver.exec.error.Declined;
import io.quiver.exec.error.ErrorCode;
import io.quiver.exec.error.ExecutionException;
import io.quiver.exec.error.RowFailure;
import io.quiver.exec.expression.ExpressionCompiler;
import io.quiver.exec.function.standard.StandardCatalog;
import io.quiver.exec.memory.TaskMemory;
import io.quiver.exec.operator.BatchSource;
import io.quiver.exec.operator.Operator;
import io.quiver.exec.operator.OperatorMetrics;
import io.quiver.exec.operator.host.ExecutionContext;
import io.quiver.exec.operator.host.ForeignAggregates;
import io.quiver.exec.plan.PipelineBuilder;
import io.quiver.exec.standalone.arrow.ArrowResult;
import io.quiver.exec.standalone.arrow.ArrowTable;
import io.quiver.exec.standalone.json.PlanJson;
import io.quiver.exec.standalone.plan.PlanInput;
import io.quiver.exec.standalone.plan.ReadPlan;
import io.quiver.exec.standalone.plan.StandardReader;
import io.quiver.exec.standalone.table.Table;
import io.quiver.exec.vector.Batch;
import io.substrait.proto.Type;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;

/**
 * A Substrait plan in the standard functions, which runs without Spark. Immutable: once read, a plan may run any number of times,
 * in any threads.
 *
 * <pre>{@code
 * SubstraitPlan plan = SubstraitPlan.of(Files.readAllBytes(Path.of("plan.bin")));
 * try (VectorSchemaRoot people = ...;
 *         VectorSchemaRoot result = plan.run(Map.of("people", people), allocator)) {
 *     System.out.println(result.contentToTSVString());
 * }
 * }</pre>
 *
 * <p>Arrow's memory needs {@code --add-opens=java.base/java.nio=ALL-UNNAMED}. docs/substrait-functions.md lists the functions and
 * relations.
 */
public final class SubstraitPlan {
    private final ReadPlan plan;

    private SubstraitPlan(ReadPlan plan) {
        this.plan = plan;
    }

    /**
     * Reads a plan from its protobuf bytes.
     *
     * @throws ExecutionException PLAN_UNSUPPORTED if the plan has a relation, function, option or type that is not offered,
     *     PLAN_INVALID if the plan makes no sense
     */
    public static SubstraitPlan of(byte[] protobuf) {
        return new SubstraitPlan(StandardReader.read(protobuf));
    }

    /** Like {@link #of}, from protobuf's JSON form. */
    public static SubstraitPlan ofJson(String json) {
        return new SubstraitPlan(StandardReader.read(PlanJson.read(json)));
    }

    /** Returns the names of the tables that the plan reads. The parts of a name are joined by dots. */
    public List<String> tables() {
        return plan.inputs().stream()
                .filter(PlanInput.Table.class::isInstance)
                .map(input -> ((PlanInput.Table) input).name())
                .distinct()
                .toList();
    }

    /** Returns the names of the result's columns. */
    public List<String> names() {
        return plan.names();
    }

    /** Returns the Substrait types of the result's columns. */
    public List<Type> types() {
        return plan.types();
    }

    /**
     * Runs the plan over tables in memory. The caller keeps owning them and owns the result.
     *
     * @throws ExecutionException PLAN_INVALID if the tables do not match the plan, NO_ANSWER if a function fails on a row
     */
    public VectorSchemaRoot run(Map<String, VectorSchemaRoot> tables, BufferAllocator allocator) {
        Map<String, Table> sources = new HashMap<>();
        tables.forEach((name, root) -> sources.put(name, new ArrowTable(root)));
        ArrowResult result = new ArrowResult(plan.names(), plan.types(), allocator);
        try {
            run(sources, result::add);
            return result.finish();
        } catch (RuntimeException e) {
            result.close();
            throw e;
        }
    }

    /** Runs the plan over any tables and hands on its batches, each valid until {@code consumer} returns. */
    public void run(Map<String, ? extends Table> tables, Consumer<Batch> consumer) {
        List<BatchSource> sources = new ArrayList<>();
        ExecutionContext context = new ExecutionContext(
                sources,
                plan.guards(),
                ForeignAggregates.NONE,
                List.of(),
                TaskMemory.unlimited(),
                operatorId -> OperatorMetrics.NONE);
        try {
            for (PlanInput input : plan.inputs()) {
                sources.add(source(input, tables, context));
            }
            execute(context, consumer);
        } finally {
            sources.forEach(SubstraitPlan::close);
        }
    }

    private void execute(ExecutionContext context, Consumer<Batch> consumer) {
        try (Operator root = PipelineBuilder.build(plan.root(), StandardCatalog.get(), context)) {
            for (Batch batch = root.next(); batch != null; batch = root.next()) {
                consumer.accept(batch);
            }
        } catch (RowFailure failure) {
            throw RowFailure.raise(failure.failure());
        } catch (Declined declined) {
            throw new ExecutionException(
                    ErrorCode.NO_ANSWER, "a function has no answer to a row, and nothing else to ask", declined);
        }
    }

    private static void close(BatchSource source) {
        if (source instanceof AutoCloseable closeable) {
            try {
                closeable.close();
            } catch (Exception e) {
                throw RowFailure.raise(e);
            }
        }
    }

    private static BatchSource source(PlanInput input, Map<String, ? extends Table> tables, ExecutionContext context) {
        if (input instanceof PlanInput.Table table) {
            Table source = tables.get(table.name());
            if (source == null) {
                throw new ExecutionException(
                        ErrorCode.PLAN_INVALID,
                        "the plan reads table %s; there are %s".formatted(table.name(), tables.keySet()));
            }
            return source.read(table.columns(), table.types());
        }
        if (input instanceof PlanInput.Rows rows) {
            return new ConstantRows(
                    rows.rows(), new ExpressionCompiler(StandardCatalog.get(), context.foreign(), List.of()));
        }
        return new UnionSource(((PlanInput.Union) input).relations(), context);
    }
}
