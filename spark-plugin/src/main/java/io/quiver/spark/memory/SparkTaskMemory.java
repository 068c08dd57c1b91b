/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.memory;

import io.quiver.exec.error.Cancellation;
import io.quiver.exec.error.RowFailure;
import io.quiver.exec.memory.SpillFile;
import io.quiver.exec.memory.TaskMemory;
import io.quiver.exec.operator.Operator;
import io.quiver.exec.vector.Batch;
import java.io.IOException;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.spark.TaskContext;
import org.apache.spark.memory.MemoryConsumer;
import org.apache.spark.memory.MemoryMode;
import org.apache.spark.memory.TaskMemoryManager;
import org.jspecify.annotations.Nullable;

/**
 * Accounts for operators' state with Spark's TaskMemoryManager. The mode is always on-heap, since Quiver's arrays are on the heap
 * whatever mode Spark's own rows use. Each account is a MemoryConsumer, so other consumers of the task can make it spill, from
 * any thread, as long as no other thread runs the operators: tasks that feed a script have a second thread. Accounts and files
 * that are still open when the fragment is done are closed then: a task may run one fragment after the other.
 */
public final class SparkTaskMemory implements TaskMemory, AutoCloseable {
    private final TaskContext context;
    /** Held by the thread that runs the operators, or makes one of them spill. */
    private final ReentrantLock operators = new ReentrantLock();
    /** The open accounts and files: Spark itself keeps listeners and consumers until the task ends. */
    private final Set<AutoCloseable> open = Collections.newSetFromMap(new IdentityHashMap<>());

    public SparkTaskMemory(TaskContext context) {
        this.context = context;
    }

    @Override
    public Account open(String name, Spillable spillable) {
        ConsumerAccount account = new ConsumerAccount(name, spillable);
        open.add(account);
        return account;
    }

    /**
     * Returns the next batch of an operator with accounts here. Meanwhile no other thread makes any of them spill. Stops when the
     * task is killed.
     */
    public @Nullable Batch next(Operator operator) {
        operators.lock();
        try (Cancellation.Scope untilHandedOn = Cancellation.by(context::killTaskIfInterrupted)) {
            return operator.next();
        } finally {
            operators.unlock();
        }
    }

    /** Releases what operators have not released. */
    @Override
    public void close() {
        for (AutoCloseable left : List.copyOf(open)) {
            try {
                left.close();
            } catch (Exception e) { // none is checked
                throw RowFailure.raise(e);
            }
        }
    }

    private final class ConsumerAccount implements Account {
        private final Consumer consumer;
        private long held;
        private long peak;

        ConsumerAccount(String name, Spillable spillable) {
            this.consumer = new Consumer(context.taskMemoryManager(), name, spillable, operators);
        }

        @Override
        public boolean resize(long bytes) {
            long missing = bytes - held;
            if (missing <= 0) {
                consumer.freeMemory(-missing);
                held = bytes;
                return true;
            }
            long granted = consumer.acquireMemory(missing);
            if (granted < missing) {
                consumer.freeMemory(granted);
                return false;
            }
            held = bytes;
            peak = Math.max(peak, held);
            return true;
        }

        @Override
        public long heldBytes() {
            return held;
        }

        @Override
        public SpillFile newSpillFile() {
            LocalSpillFile file = new LocalSpillFile(context, open::remove);
            open.add(file);
            return file;
        }

        @Override
        public void close() {
            open.remove(this);
            consumer.spillable = Spillable.NEVER;
            consumer.freeMemory(held);
            held = 0;
            // Spark's UI shows it by task; closing twice must not count twice.
            context.taskMetrics().incPeakExecutionMemory(peak);
            peak = 0;
        }
    }

    private static final class Consumer extends MemoryConsumer {
        private final String name;
        private Spillable spillable;
        private final ReentrantLock operators;

        Consumer(TaskMemoryManager manager, String name, Spillable spillable, ReentrantLock operators) {
            super(manager, MemoryMode.ON_HEAP);
            this.name = name;
            this.spillable = spillable;
            this.operators = operators;
        }

        /** Spills for another consumer. The operator handles its own requests, since it knows when it can spill. */
        @Override
        public long spill(long size, MemoryConsumer trigger) throws IOException {
            if (trigger == this || !operators.tryLock()) {
                return 0L;
            }
            try {
                return spillable.spill(trigger.getUsed());
            } finally {
                operators.unlock();
            }
        }

        @Override
        public String toString() {
            return "Quiver " + name;
        }
    }
}
