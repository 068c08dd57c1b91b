/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.task;

import java.io.Serializable;
import java.util.List;
import scala.collection.Iterator;

/** Returns a fragment's output in the form that its parent reads. */
public interface FragmentOutput<T> extends Serializable {
    /** Runs the fragment over one partition, the {@code index}-th, of each input. */
    Iterator<T> over(int index, List<Iterator<Object>> partitions);
}
