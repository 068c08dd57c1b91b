/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.compat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Runs jobs with Python functions on stock Spark and on Quiver. Needs the Python environment with pandas and pyarrow that
 * {@code bin/quiver prepare --pandas} creates, as in continuous integration.
 */
class PythonFunctionsIT {
    @Test
    @Timeout(value = 8, unit = TimeUnit.MINUTES)
    void functionsGiveTheSameOnBothEngines() throws Exception {
        PythonTests.pass("bin/test/with_pandas", "suites-venv", "bin/quiver prepare --pandas");
    }
}
