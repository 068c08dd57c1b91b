/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.scan.file;

import java.io.Closeable;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;
import scala.collection.AbstractIterator;

/** The batches of a file, each of which is read when somebody asks whether there is one. */
public abstract class BatchesOfFile extends AbstractIterator<Object> implements Closeable {
    private @Nullable Object next;
    private boolean done;

    /** The next batch, null where there are no more. After a failure it is asked again. */
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
