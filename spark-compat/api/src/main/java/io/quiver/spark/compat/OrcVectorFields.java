/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.compat;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.apache.hadoop.hive.ql.exec.vector.ColumnVector;
import org.apache.spark.sql.execution.datasources.orc.OrcColumnVector;

/**
 * Reads the vector of ORC's reader inside Spark's (Spark 4.0 to 4.3). Separate from {@link HeapVectorFields}, since only scans of
 * ORC need ORC's classes.
 */
public final class OrcVectorFields {
    private static final VarHandle BASE_DATA = baseData();

    private OrcVectorFields() {}

    private static VarHandle baseData() {
        try {
            return MethodHandles.privateLookupIn(OrcColumnVector.class, MethodHandles.lookup())
                    .findVarHandle(OrcColumnVector.class, "baseData", ColumnVector.class);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("This Spark's OrcColumnVector has no baseData", e);
        }
    }

    /** The wrapped vector. */
    public static ColumnVector baseData(OrcColumnVector vector) {
        return (ColumnVector) BASE_DATA.get(vector);
    }
}
