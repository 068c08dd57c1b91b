/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.exchange;

import io.quiver.exec.error.Cancellation;
import io.quiver.exec.operator.BatchSource;
import io.quiver.exec.operator.join.JoinBuildTable;
import io.quiver.exec.plan.BuildTables;
import io.quiver.exec.plan.CompiledPlan;
import io.quiver.exec.vector.Batch;
import io.quiver.spark.column.RowReader;
import io.quiver.spark.expression.SparkExpressions;
import io.quiver.spark.translation.TaskFragment;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.apache.spark.TaskContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.execution.joins.EmptyHashedRelation$;
import org.apache.spark.sql.execution.joins.HashedRelation;
import org.apache.spark.sql.execution.joins.HashedRelationWithAllNullKeys$;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.storage.BroadcastBlockId;

/**
 * Holds the build tables of broadcast joins: one per broadcast and join in each executor. The first task that needs a table
 * builds it from Spark's broadcast relation. It is dropped when Spark drops the broadcast.
 */
public final class BroadcastTables {
    /** By the broadcast's value, so that entries live no longer than Spark keeps the broadcast. */
    private static final Map<Object, Map<BroadcastBlockId, BroadcastTable>> TABLES =
            Collections.synchronizedMap(new WeakHashMap<>());

    private BroadcastTables() {}

    /** The table of the plan's {@code inputOrdinal}-th input, which is {@code broadcast} with columns of {@code types}. */
    public static JoinBuildTable table(
            Broadcast<?> broadcast,
            DataType[] types,
            TaskFragment.Program program,
            CompiledPlan plan,
            int inputOrdinal) {
        Object relation = broadcast.value();
        Supplier<JoinBuildTable> build = () -> build(relation, types, program, plan, inputOrdinal);
        if (isShared(relation)) {
            return build.get();
        }
        BroadcastBlockId id = new BroadcastBlockId(broadcast.id(), "_table_" + plan.fingerprint() + "_" + inputOrdinal);
        return TABLES.computeIfAbsent(relation, created -> new ConcurrentHashMap<>())
                .computeIfAbsent(id, BroadcastTable::new)
                .get(build);
    }

    /** Spark's empty relations are the same objects for all broadcasts: a table kept for them would never be removed. */
    private static boolean isShared(Object relation) {
        return relation == EmptyHashedRelation$.MODULE$ || relation == HashedRelationWithAllNullKeys$.MODULE$;
    }

    private static JoinBuildTable build(
            Object relation, DataType[] types, TaskFragment.Program program, CompiledPlan plan, int inputOrdinal) {
        SparkExpressions expressions = new SparkExpressions(program.foreign());
        if (relation == HashedRelationWithAllNullKeys$.MODULE$) {
            return BuildTables.ofNullKeys(plan, inputOrdinal, expressions, program.parameters());
        }
        BatchSource source = relation instanceof BlockRelation blocks ? blocks.batches() : rows(relation, types);
        TaskContext task = TaskContext.get();
        if (task == null) {
            return BuildTables.build(plan, inputOrdinal, source, expressions, program.parameters());
        }
        // A task that is killed does not finish its table.
        try (Cancellation.Scope untilBuilt = Cancellation.by(task::killTaskIfInterrupted)) {
            return BuildTables.build(plan, inputOrdinal, source, expressions, program.parameters());
        }
    }

    private static BatchSource rows(Object relation, DataType[] types) {
        Iterator<InternalRow> rows = relation instanceof InternalRow[] array
                ? Arrays.asList(array).iterator()
                : new RelationRows(((HashedRelation) relation).asReadOnlyCopy());
        RowReader reader = new RowReader(types);
        return () -> {
            Batch batch = reader.read(rows, Batch.TARGET_ROWS);
            return batch.rowCount() == 0 ? null : batch;
        };
    }
}
