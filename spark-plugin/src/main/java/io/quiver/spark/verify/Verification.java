/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.verify;

import io.quiver.exec.operator.BatchSource;
import io.quiver.spark.metric.RareMetrics;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.Partition;
import org.apache.spark.TaskContext;
import org.apache.spark.memory.SparkOutOfMemoryError;
import org.apache.spark.rdd.RDD;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.UnsafeProjection;
import org.apache.spark.sql.catalyst.expressions.UnsafeRow;
import org.apache.spark.sql.types.DataType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import scala.collection.Iterator;

/**
 * Defines how a fragment's tasks run it on both engines: its stock operators run as an RDD over the inputs that the task keeps,
 * and the results are compared. Created on the driver by {@code VerifiedFragment}.
 *
 * @param stock the stock operators over {@link ReplayRdd}s
 * @param partitions of the stock RDD, by those of the fragment
 * @param inputs those that come in partitions
 * @param inParts whether each part of the input may be verified by itself: rows do not depend on other rows
 */
public record Verification(
        VerifySettings settings,
        RDD<InternalRow> stock,
        Partition[] partitions,
        List<Input> inputs,
        DataType[] outputTypes,
        boolean inParts,
        Comparison comparison,
        FragmentText text,
        Found found)
        implements Serializable {
    public static final Logger LOG = LoggerFactory.getLogger(Verification.class);

    /** One input of a task. */
    public record Input(DataType[] types, boolean columnar) implements Serializable {}

    /** Where tasks report. */
    public record Found(
            FoundDifferences texts,
            RareMetrics.Counter verified,
            RareMetrics.Counter skipped,
            RareMetrics.Counter differences)
            implements Serializable {}

    /** Opens the fragment on Quiver over these inputs; {@code metered} once for each part of the input. */
    public interface OnQuiver {
        BatchSource open(List<BatchSource> inputs, boolean metered);
    }

    /** The fragment's verified output for a partition. */
    public BatchSource run(int partition, List<Iterator<Object>> iterators, OnQuiver quiver) {
        List<TaskInput> taskInputs = new ArrayList<>();
        for (int i = 0; i < inputs.size(); i++) {
            Input input = inputs.get(i);
            taskInputs.add(new TaskInput(iterators.get(i), input.types(), input.columnar()));
        }
        if (!settings.covers(partition, partitions.length, stock.id())) {
            List<BatchSource> asTheyCome = new ArrayList<>();
            taskInputs.forEach(input -> asTheyCome.add(input.withRest(KeptRows.NONE)));
            return quiver.open(asTheyCome, true);
        }
        return new VerifiedOutput(this, partition, taskInputs, quiver);
    }

    /** Runs the stock operators over these rows; an exception that they throw is part of the result. */
    EngineRun onStock(int partition, List<KeptRows> kept) throws NotVerifiable {
        List<UnsafeRow> rows = new ArrayList<>();
        UnsafeProjection toUnsafe = UnsafeProjection.create(outputTypes);
        long bytes = 0;
        ReplayRdd.replay(kept);
        try {
            Iterator<InternalRow> result = stock.iterator(partitions[partition], TaskContext.get());
            while (result.hasNext()) {
                UnsafeRow row = toUnsafe.apply(result.next()).copy();
                rows.add(row);
                bytes += row.getSizeInBytes();
                if (bytes > maxOutputBytes()) {
                    throw new NotVerifiable("its output is too large");
                }
            }
        } catch (NotVerifiable e) {
            throw e;
        } catch (SparkOutOfMemoryError e) {
            throw new NotVerifiable("stock Spark found no memory beside Quiver: " + e.getMessage());
        } catch (Exception e) { // also checked ones, which Scala throws undeclared
            TaskContext.get().killTaskIfInterrupted();
            return new EngineRun(rows, e);
        } finally {
            ReplayRdd.forget();
        }
        return new EngineRun(rows, null);
    }

    long maxOutputBytes() {
        return 4 * settings.maxBytes();
    }

    /** Why a part of the input was not compared. */
    static final class NotVerifiable extends Exception {
        private static final long serialVersionUID = 1L;

        NotVerifiable(String why) {
            super(why);
        }
    }
}
