/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.error;

/** What an {@link ExecutionException} is about; stable names that tests and logs may rely on. */
public enum ErrorCode {
    /** The Substrait plan is outside the executor's dialect. */
    PLAN_UNSUPPORTED,
    /** The Substrait plan contradicts itself or its inputs. */
    PLAN_INVALID,
    /** A kernel declined a batch and there is no foreign code to do it. */
    NO_FOREIGN_EXPRESSION,
    /** A function of a plan that runs without Spark has no answer to a row, and its options ask for an error. */
    NO_ANSWER,
    /** The task's memory account refused bytes that an operator cannot do without. */
    OUT_OF_MEMORY,
    /** A spill file could not be written or read. */
    SPILL_FAILED,
    /** A block of an exchange is not what its header says. */
    BLOCK_CORRUPT
}
