/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.plan;

import io.quiver.exec.error.ErrorCode;
import io.quiver.exec.error.ExecutionException;

/** Makes the exceptions that refuse a plan. */
public final class PlanFailures {
    private PlanFailures() {}

    /** The plan may be valid Substrait, but it is outside the executor's dialect. */
    public static ExecutionException unsupported(String message, Object... values) {
        return new ExecutionException(ErrorCode.PLAN_UNSUPPORTED, message.formatted(values));
    }

    /** The plan contradicts itself. */
    public static ExecutionException invalid(String message, Object... values) {
        return new ExecutionException(ErrorCode.PLAN_INVALID, message.formatted(values));
    }
}
