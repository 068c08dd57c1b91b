/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.infer;

import io.quiver.exec.scan.text.LineFinder;
import io.quiver.exec.scan.text.TextChunk;
import java.util.Optional;
import org.apache.spark.sql.catalyst.json.JSONOptions;
import org.apache.spark.sql.catalyst.json.JsonInferSchema;
import org.jspecify.annotations.Nullable;
import scala.collection.Iterator;

/** Finds the type of the lines of a partition. */
final class JsonTask extends InferenceTask {
    private static final long serialVersionUID = 1L;

    /** Index of the type in the result. */
    static final int TYPE = 1;

    private final JSONOptions options;
    private final JsonInferSchema inference;
    private final @Nullable Byte separator;

    JsonTask(JSONOptions options, JsonInferSchema inference, Optional<Byte> separator) {
        this.options = options;
        this.inference = inference;
        this.separator = separator.orElse(null);
    }

    @Override
    String[] look(Iterator<TextChunk> chunks) {
        LineFinder finder = separator == null ? LineFinder.ofText() : LineFinder.of(separator);
        Optional<LineSample> sample = LineSample.of(options.samplingRatio(), Optional.ofNullable(separator));
        JsonTypes types = new JsonTypes(options, inference);
        while (chunks.hasNext()) {
            TextChunk chunk = chunks.next();
            finder.start(sample.map(drawn -> drawn.in(chunk)).orElse(chunk));
            while (finder.next()) {
                types.add(finder);
            }
        }
        return new String[] {"", types.type().json()};
    }
}
