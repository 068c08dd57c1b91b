/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.verify;

import io.quiver.exec.error.RowFailure;
import io.quiver.exec.operator.BatchSource;
import io.quiver.exec.vector.Batch;
import io.quiver.spark.column.BatchRows;
import io.quiver.spark.column.RowReader;
import io.quiver.spark.verify.Verification.NotVerifiable;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.apache.spark.TaskContext;
import org.apache.spark.memory.SparkOutOfMemoryError;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.UnsafeProjection;
import org.apache.spark.sql.catalyst.expressions.UnsafeRow;
import org.jspecify.annotations.Nullable;

/** The output of one partition: Quiver's output, compared with stock Spark's before it is returned. One thread. */
final class VerifiedOutput implements BatchSource {
    private final Verification verification;
    private final int partition;
    private final List<TaskInput> inputs;
    private final Verification.OnQuiver quiver;
    private final UnsafeProjection toUnsafe;
    private final ArrayDeque<Batch> ready = new ArrayDeque<>();
    private @Nullable Exception failure;
    /** The rest of Quiver's output if it is not compared. */
    private @Nullable BatchSource rest;

    private boolean isLast;

    VerifiedOutput(Verification verification, int partition, List<TaskInput> inputs, Verification.OnQuiver quiver) {
        this.verification = verification;
        this.partition = partition;
        this.inputs = inputs;
        this.quiver = quiver;
        this.toUnsafe = UnsafeProjection.create(verification.outputTypes());
    }

    @Override
    public @Nullable Batch next() {
        while (true) {
            if (!ready.isEmpty()) {
                return ready.poll();
            }
            if (failure != null) {
                throw RowFailure.raise(failure);
            }
            if (rest != null) {
                Batch batch = rest.next();
                if (batch != null) {
                    return batch;
                }
                rest = null;
            }
            if (isLast) {
                return null;
            }
            takeNextPart();
        }
    }

    private void takeNextPart() {
        List<KeptRows> kept = new ArrayList<>();
        long left = verification.settings().maxBytes();
        for (TaskInput input : inputs) {
            KeptRows rows = input.keep(left);
            kept.add(rows);
            left -= rows.unsafeRows().stream()
                    .mapToLong(UnsafeRow::getSizeInBytes)
                    .sum();
        }
        isLast = inputs.stream().allMatch(TaskInput::hasEnded);
        if (!isLast && !verification.inParts()) {
            skip("its input is larger than spark.quiver.verify.maxBytes");
            List<BatchSource> sources = new ArrayList<>();
            for (int i = 0; i < inputs.size(); i++) {
                sources.add(inputs.get(i).withRest(kept.get(i)));
            }
            rest = quiver.open(sources, true);
            isLast = true;
            return;
        }
        EngineRun onQuiver = runQuiver(kept);
        if (onQuiver == null) {
            skip("its output is too large");
            return;
        }
        boolean inputFailed = kept.stream().anyMatch(input -> Failures.comesFrom(onQuiver.failure(), input.failure()));
        failure = onQuiver.failure();
        if (!inputFailed) {
            compare(kept, onQuiver);
        }
    }

    private void compare(List<KeptRows> kept, EngineRun onQuiver) {
        try {
            EngineRun onStock = verification.onStock(partition, kept);
            if (kept.stream().anyMatch(input -> Failures.comesFrom(onStock.failure(), input.failure()))) {
                return;
            }
            Optional<Comparison.Difference> difference =
                    verification.comparison().compare(onStock, onQuiver);
            if (difference.isPresent()) {
                report(difference.get(), kept, onStock);
            } else {
                verification.found().verified().add(1);
            }
        } catch (NotVerifiable e) {
            skip(String.valueOf(e.getMessage()));
        }
    }

    private void skip(String why) {
        verification.found().skipped().add(1);
        Verification.LOG.info(
                "Partition {} of a fragment was not verified, since {}:\n{}",
                partition,
                why,
                verification.text().plan());
    }

    /** Runs Quiver for the output; null if the output is too large to be kept, and is then returned as it comes. */
    private @Nullable EngineRun runQuiver(List<KeptRows> kept) {
        List<UnsafeRow> rows = new ArrayList<>();
        long bytes = 0;
        try {
            BatchSource output = quiver.open(sources(kept), true);
            for (Batch batch = output.next(); batch != null; batch = output.next()) {
                Batch owned = batch.owned();
                ready.add(owned);
                bytes += addRows(owned, rows);
                if (bytes > verification.maxOutputBytes()) {
                    rest = output;
                    return null;
                }
            }
        } catch (Exception e) { // also checked ones, which Scala throws undeclared
            TaskContext.get().killTaskIfInterrupted();
            return new EngineRun(rows, e);
        }
        return new EngineRun(rows, null);
    }

    /** Runs Quiver again over fewer rows, to find the smallest input. */
    private EngineRun tryQuiver(List<KeptRows> kept) {
        List<UnsafeRow> rows = new ArrayList<>();
        try {
            BatchSource output = quiver.open(sources(kept), false);
            for (Batch batch = output.next(); batch != null; batch = output.next()) {
                addRows(batch, rows);
            }
        } catch (Exception e) { // also checked ones, which Scala throws undeclared
            TaskContext.get().killTaskIfInterrupted();
            return new EngineRun(rows, e);
        }
        return new EngineRun(rows, null);
    }

    private static List<BatchSource> sources(List<KeptRows> kept) {
        return kept.stream().map(KeptRows::source).toList();
    }

    private long addRows(Batch batch, List<UnsafeRow> rows) {
        ArrayDeque<Batch> one = new ArrayDeque<>(List.of(batch));
        BatchRows written = new BatchRows(one::poll, verification.outputTypes());
        long bytes = 0;
        while (written.hasNext()) {
            UnsafeRow row = toUnsafe.apply(written.next()).copy();
            rows.add(row);
            bytes += row.getSizeInBytes();
        }
        return bytes;
    }

    private void report(Comparison.Difference difference, List<KeptRows> kept, EngineRun onStock) {
        verification.found().differences().add(1);
        String text = "Quiver and stock Spark differ over the same input (spark.quiver.verify): " + difference.what();
        if (!verification.found().texts().isFull()) {
            List<KeptRows> smallest =
                    SmallestInput.of(kept, fewer -> difference(fewer).isPresent());
            // What differs only now and then is told from the run in which it did.
            Comparison.Difference shown = difference(smallest).orElse(difference);
            text = verification.text().describe(difference, shown, smallest, partition);
            verification.found().texts().add(text);
        }
        switch (verification.settings().onMismatch()) {
            case WARN -> {}
            case FAIL -> throw new VerificationException(text);
            case STOCK -> {
                ready.clear();
                failure = onStock.failure();
                RowReader reader = new RowReader(verification.outputTypes());
                Iterator<? extends InternalRow> rows = onStock.rows().iterator();
                for (Batch batch = reader.read(rows, Batch.TARGET_ROWS);
                        batch.rowCount() > 0;
                        batch = reader.read(rows, Batch.TARGET_ROWS)) {
                    ready.add(batch);
                }
            }
        }
    }

    private Optional<Comparison.Difference> difference(List<KeptRows> kept) {
        try {
            return verification.comparison().compare(verification.onStock(partition, kept), tryQuiver(kept));
        } catch (NotVerifiable | SparkOutOfMemoryError e) {
            return Optional.empty();
        }
    }
}
