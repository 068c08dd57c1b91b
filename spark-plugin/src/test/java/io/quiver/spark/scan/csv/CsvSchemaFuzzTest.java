/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.scan.csv;

import io.quiver.spark.infer.InferenceFuzz;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Random CSV files that are read without a schema get Spark's schema. */
final class CsvSchemaFuzzTest extends InferenceFuzz {
    CsvSchemaFuzzTest() {
        super("csv");
    }

    @Override
    protected InferenceCase files(long seed, Random random) {
        CsvCase first = new CsvCase(seed);
        Map<String, String> options = new LinkedHashMap<>(first.options);
        options.put("inferSchema", Boolean.toString(random.nextInt(12) > 0));
        if (random.nextInt(6) == 0) {
            options.put("samplingRatio", List.of("0.5", "0.1", "0.9").get(random.nextInt(3)));
        }
        List<byte[]> files = new ArrayList<>(List.of(first.bytes));
        for (int more = random.nextInt(3); more > 0; more--) {
            files.add(new CsvCase(seed + (random.nextInt(3) == 0 ? more * 31L : 0)).bytes);
        }
        return new InferenceCase(options, files);
    }
}
