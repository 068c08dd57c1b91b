/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.scan.file;

import java.io.Closeable;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;
import scala.collection.AbstractIterator;

/** Iterates over the batches of a file, and reads each when {@code hasNext} needs it. */
public abstract class BatchesOfFile extends AbstractIterator<Object> implements Closeable {
    private @Nullable Object next;
    private boolean done;

    /** Reads the next batch; null if there are no more. Called again after a failure. */
    protected abstract @Nullable Object read();

    @Override
    public final boolean hasNext() {
        if (next == null && !done) {
            next = read();
            done = next == null;
        }
        return next != null;
    }

    @Override
    public final Object next() {
        if (!hasNext() || next == null) {
            throw new NoSuchElementException();
        }
        Object result = next;
        next = null;
        return result;
    }
}
