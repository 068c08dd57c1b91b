/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.compat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Runs the tests of the Python package that need a running Spark. Needs the Python environment of {@code bin/quiver prepare}, as
 * in continuous integration.
 */
class PythonPackageIT {
    @Test
    @Timeout(value = 5, unit = TimeUnit.MINUTES)
    void sessionsReportsAndComparisonsWork() throws Exception {
        PythonTests.pass("bin/test/with_spark", "venv", "bin/quiver prepare");
    }
}
