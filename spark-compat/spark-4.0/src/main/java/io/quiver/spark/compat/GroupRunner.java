/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.compat;

import java.io.DataOutputStream;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowStreamWriter;
import org.apache.spark.TaskContext;
import org.apache.spark.sql.catalyst.InternalRow;
import scala.collection.Iterator;

/** Spark's runner of a function over groups, fed with columns: a group is one record batch, however large. */
final class GroupRunner extends TableRunner {
    private final PythonGroups groups;

    GroupRunner(PythonRun run, PythonGroups groups, TaskContext context) {
        super(run, groups, context);
        this.groups = groups;
    }

    @Override
    public boolean writeNextBatchToArrowStream(
            VectorSchemaRoot root,
            ArrowStreamWriter writer,
            DataOutputStream out,
            Iterator<Iterator<InternalRow>> nothing) {
        if (groups.nextGroup()) {
            return batches().write(root, writer, out, Integer.MAX_VALUE, Integer.MAX_VALUE);
        }
        batches().close();
        return false;
    }
}
