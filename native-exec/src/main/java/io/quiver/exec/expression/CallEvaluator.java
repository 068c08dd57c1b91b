/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.expression;

import io.quiver.exec.function.Kernel;
import io.quiver.exec.function.NullIntolerantKernel;
import io.quiver.exec.vector.Batch;
import io.quiver.exec.vector.Bitmap;
import io.quiver.exec.vector.Column;
import io.quiver.exec.vector.ColumnType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Evaluates the arguments and then the kernel. Where one null argument decides the result, it evaluates the next argument only
 * at the rows without a null so far, as Spark's generated code does.
 */
final class CallEvaluator implements Evaluator {
    private final Kernel kernel;
    private final Evaluator[] arguments;
    private final ColumnType type;
    private final boolean nullDecides;
    private final boolean rightFirst;

    CallEvaluator(Kernel kernel, List<Evaluator> arguments, ColumnType type) {
        this.kernel = kernel;
        this.arguments = arguments.toArray(Evaluator[]::new);
        this.type = type;
        this.nullDecides = kernel instanceof NullIntolerantKernel;
        this.rightFirst = kernel instanceof NullIntolerantKernel intolerant && intolerant.isRightFirst();
    }

    @Override
    public Column evaluate(Batch batch, long @Nullable [] active) {
        Column[] columns = new Column[arguments.length];
        long[] open = active;
        for (int i = 0; i < columns.length; i++) {
            int ordinal = rightFirst ? columns.length - 1 - i : i;
            columns[ordinal] = arguments[ordinal].evaluate(batch, open);
            if (nullDecides) {
                open = Bitmap.and(open, columns[ordinal].validity(), batch.rowCount());
            }
        }
        Column result = kernel.evaluate(columns, batch.rowCount(), active);
        return result.type().equals(type) ? result : result.withType(type);
    }
}
