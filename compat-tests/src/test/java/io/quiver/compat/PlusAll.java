/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.compat;

import org.apache.spark.sql.Encoder;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.expressions.Aggregator;

/** Adds up whole numbers, as a user's aggregate function; a null counts as one. */
final class PlusAll extends Aggregator<Integer, Long, Long> {
    private static final long serialVersionUID = 1;

    @Override
    public Long zero() {
        return 0L;
    }

    @Override
    public Long reduce(Long sum, Integer value) {
        return sum + (value == null ? 1 : value);
    }

    @Override
    public Long merge(Long left, Long right) {
        return left + right;
    }

    @Override
    public Long finish(Long sum) {
        return sum;
    }

    @Override
    public Encoder<Long> bufferEncoder() {
        return Encoders.LONG();
    }

    @Override
    public Encoder<Long> outputEncoder() {
        return Encoders.LONG();
    }
}
