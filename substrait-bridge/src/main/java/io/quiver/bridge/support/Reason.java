/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.bridge.support;

/** Why an operator stays on stock Spark. Stable names: EXPLAIN, the SQL tab and tests show them. */
public enum Reason {
    /** Quiver is switched off by configuration. */
    DISABLED,
    /** Quiver has no such operator. */
    OPERATOR,
    /** The operator is known, but not in this form (a join type, an output mode, ...). */
    OPERATOR_FORM,
    /** A column's type is not supported here. */
    TYPE,
    /** An expression can be evaluated neither by a kernel nor by Spark's code over our columns. */
    EXPRESSION,
    /** An aggregate function is not supported. */
    AGGREGATE_FUNCTION,
    /** It would work, but is not expected to be faster. */
    NOT_WORTH_IT,
    /** Planning failed; the log has the stack trace. */
    PLANNING_FAILED
}
