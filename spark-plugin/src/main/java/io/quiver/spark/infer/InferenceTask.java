/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.infer;

import io.quiver.exec.scan.text.TextChunk;
import java.io.Serializable;
import org.apache.spark.TaskContext;
import org.apache.spark.TaskKilledException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import scala.collection.Iterator;
import scala.runtime.AbstractFunction2;

/**
 * Examines the lines of a partition. The result is a list of texts, which every serializer accepts. The first text is the reason
 * why Spark must examine the lines itself, or empty.
 */
abstract class InferenceTask extends AbstractFunction2<TaskContext, Iterator<TextChunk>, String[]>
        implements Serializable {
    private static final long serialVersionUID = 1L;

    static final int FAILURE = 0;

    private static final Logger LOG = LoggerFactory.getLogger(InferenceTask.class);

    @Override
    public final String[] apply(TaskContext task, Iterator<TextChunk> chunks) {
        try {
            return look(chunks);
        } catch (Exception | LinkageError | StackOverflowError e) { // Scala throws checked ones undeclared
            if (e instanceof TaskKilledException || e instanceof InterruptedException) {
                throw e;
            }
            task.killTaskIfInterrupted();
            LOG.debug("Spark infers the schema", e);
            return new String[] {"a task fails with " + e.getClass().getSimpleName()};
        }
    }

    /** Returns the result; its first text is empty. */
    abstract String[] look(Iterator<TextChunk> chunks);
}
