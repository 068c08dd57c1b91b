/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.infer;

/** Says why Spark must infer a schema. */
final class LeftToSpark extends RuntimeException {
    private static final long serialVersionUID = 1L;

    LeftToSpark(String reason) {
        super(reason);
    }
}
