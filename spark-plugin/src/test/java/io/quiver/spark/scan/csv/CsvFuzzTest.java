/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.scan.csv;

import io.quiver.spark.scan.LineFuzz;
import java.util.Map;
import java.util.Random;

/** Random CSV files are read as by Spark. */
final class CsvFuzzTest extends LineFuzz {
    CsvFuzzTest() {
        super("csv");
    }

    @Override
    protected LineFile file(long seed) {
        CsvCase file = new CsvCase(seed);
        return new LineFile(file.schema(), file.asked, file.options, file.bytes);
    }

    @Override
    protected Map<String, String> settings(Random random) {
        return Map.of("spark.sql.csv.parser.columnPruning.enabled", Boolean.toString(random.nextInt(4) > 0));
    }
}
