/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.scan.json;

import io.quiver.spark.infer.InferenceFuzz;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Random files of JSON lines that are read without a schema get Spark's schema. */
final class JsonSchemaFuzzTest extends InferenceFuzz {
    JsonSchemaFuzzTest() {
        super("json");
    }

    @Override
    protected InferenceCase files(long seed, Random random) {
        JsonCase first = new JsonCase(seed);
        Map<String, String> options = new LinkedHashMap<>(first.options);
        for (String option : List.of("prefersDecimal", "primitivesAsString", "inferTimestamp", "dropFieldIfAllNull")) {
            if (random.nextInt(5) == 0) {
                options.put(option, "true");
            }
        }
        if (random.nextInt(6) == 0) {
            options.put("samplingRatio", List.of("0.5", "0.1", "0.9").get(random.nextInt(3)));
        }
        List<byte[]> files = new ArrayList<>(List.of(first.bytes));
        for (int more = random.nextInt(3); more > 0; more--) {
            files.add(new JsonCase(seed + more * 31L).bytes);
        }
        return new InferenceCase(options, files);
    }
}
