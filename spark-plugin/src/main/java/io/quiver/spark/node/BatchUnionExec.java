/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.node;

import io.quiver.spark.scan.ColumnarReads;
import org.apache.spark.sql.execution.SparkPlan;
import org.apache.spark.sql.execution.UnionExec;
import scala.collection.immutable.IndexedSeq;
import scala.collection.immutable.Seq;

/**
 * A union that reads its inputs in batches, although some of them return rows on Spark ({@link ColumnarReads}). It declares that
 * it has batches, so that Spark does not generate code for its rows: from 4.2 on, a union takes part in whole-stage code
 * generation unless it is columnar. Source: {@code UnionExec.childTopologyFailureReason} of Spark 4.3.0.
 */
public final class BatchUnionExec extends UnionExec {
    private static final long serialVersionUID = 1L;

    public BatchUnionExec(Seq<SparkPlan> children) {
        super(children);
    }

    @Override
    public String nodeName() {
        return "Union";
    }

    @Override
    public boolean supportsColumnar() {
        return true;
    }

    @Override
    public boolean supportsRowBased() {
        return false;
    }

    @Override
    public UnionExec withNewChildrenInternal(IndexedSeq<SparkPlan> children) {
        return new BatchUnionExec(children);
    }
}
