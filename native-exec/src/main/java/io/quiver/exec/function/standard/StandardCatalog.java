/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.function.standard;

import io.quiver.exec.function.ScalarFunction;
import io.quiver.exec.function.catalog.FunctionCatalog;
import java.util.ArrayList;
import java.util.List;

/** The functions of plans that are not Spark's: Quiver's kernels and those of this package. */
public final class StandardCatalog {
    private StandardCatalog() {}

    /** Immutable, shared by all threads. */
    public static FunctionCatalog get() {
        return Holder.CATALOG;
    }

    /** Made on first use. */
    private static final class Holder {
        static final FunctionCatalog CATALOG = new FunctionCatalog(all());

        private static List<ScalarFunction> all() {
            List<ScalarFunction> all =
                    new ArrayList<>(FunctionCatalog.standard().functions());
            all.addAll(IntegerRows.ALL);
            all.addAll(RealRows.ALL);
            all.addAll(DecimalRows.ALL);
            all.addAll(RoundingRows.ALL);
            all.addAll(TextRows.ALL);
            all.addAll(PatternRows.ALL);
            all.addAll(DatetimeRows.ALL);
            all.addAll(ResultRows.ALL);
            return all;
        }
    }
}
