/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.write;

import io.quiver.exec.vector.Batch;
import java.io.IOException;

/** Writes the batches of a task into files. */
interface BatchWriter {
    void write(Batch batch) throws IOException;
}
