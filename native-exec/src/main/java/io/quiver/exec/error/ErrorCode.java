/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.error;

/** Kinds of {@link ExecutionException}. Tests and logs may rely on the names. */
public enum ErrorCode {
    /** The Substrait plan is outside the executor's dialect. */
    PLAN_UNSUPPORTED,
    /** The Substrait plan contradicts itself or its inputs. */
    PLAN_INVALID,
    /** A kernel declined a batch, and there is no foreign expression to evaluate it. */
    NO_FOREIGN_EXPRESSION,
    /** A function of a plan that runs without Spark has no answer for a row, and its options ask for an error. */
    NO_ANSWER,
    /** The task's memory account refused bytes that an operator cannot do without. */
    OUT_OF_MEMORY,
    /** A spill file could not be written or read. */
    SPILL_FAILED,
    /** A block of an exchange does not match its header. */
    BLOCK_CORRUPT
}
