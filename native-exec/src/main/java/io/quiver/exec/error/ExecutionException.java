/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.error;

import org.jspecify.annotations.Nullable;

/** A failure of the executor itself. Spark's code raises a query's own errors (overflow, bad cast) instead. */
public final class ExecutionException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ErrorCode code;

    public ExecutionException(ErrorCode code, String message) {
        this(code, message, null);
    }

    public ExecutionException(ErrorCode code, String message, @Nullable Throwable cause) {
        super(code + ": " + message, cause);
        this.code = code;
    }

    public ErrorCode code() {
        return code;
    }
}
