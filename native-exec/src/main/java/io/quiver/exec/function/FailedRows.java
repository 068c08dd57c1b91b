/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.function;

import io.quiver.exec.error.Declined;
import io.quiver.exec.vector.Bitmap;
import org.jspecify.annotations.Nullable;

/** Decides what becomes of the rows for which an operation has no answer. */
public final class FailedRows {
    private FailedRows() {}

    /**
     * The validity of a result that has no answer at the rows {@code failed}: null where it has one at every demanded row.
     *
     * @throws Declined where a demanded row failed and {@code mode} is ANSI: Spark's code then raises the error
     */
    public static long @Nullable [] validity(
            EvaluationMode mode, long[] failed, long @Nullable [] demanded, int rowCount) {
        long[] matter = Bitmap.and(failed, demanded, rowCount);
        if (matter == null || !Bitmap.any(matter, rowCount)) {
            return null;
        }
        if (mode == EvaluationMode.ANSI) {
            throw Declined.batch();
        }
        return Bitmap.not(failed, rowCount);
    }

    /** Declines where a demanded row is among {@code failed}. */
    public static void decline(long[] failed, long @Nullable [] demanded, int rowCount) {
        long[] matter = Bitmap.and(failed, demanded, rowCount);
        if (matter != null && Bitmap.any(matter, rowCount)) {
            throw Declined.batch();
        }
    }
}
