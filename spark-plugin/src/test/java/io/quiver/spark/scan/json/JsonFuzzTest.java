/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.scan.json;

import io.quiver.spark.scan.LineFuzz;
import java.util.Map;
import java.util.Random;

/** Random files of JSON lines are read as by Spark. */
final class JsonFuzzTest extends LineFuzz {
    JsonFuzzTest() {
        super("json");
    }

    @Override
    protected LineFile file(long seed) {
        JsonCase file = new JsonCase(seed);
        return new LineFile(file.schema(), file.asked, file.options, file.bytes);
    }

    @Override
    protected Map<String, String> settings(Random random) {
        return Map.of(
                "spark.sql.json.enableExactStringParsing", Boolean.toString(random.nextInt(4) > 0),
                "spark.sql.json.enablePartialResults", Boolean.toString(random.nextInt(4) > 0),
                "spark.sql.legacy.json.allowEmptyString.enabled", Boolean.toString(random.nextInt(6) == 0));
    }
}
