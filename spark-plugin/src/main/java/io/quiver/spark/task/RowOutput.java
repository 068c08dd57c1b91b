/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.task;

import io.quiver.spark.column.BatchRows;
import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;
import scala.collection.Iterator;

/** Outputs unsafe rows; the row is reused for the next one, as everywhere in Spark. */
public record RowOutput(FragmentFunction function) implements FragmentOutput<InternalRow> {
    @Override
    public Iterator<InternalRow> over(int index, List<Iterator<Object>> partitions) {
        return new BatchRows(function.run(index, partitions), function.outputTypes());
    }
}
