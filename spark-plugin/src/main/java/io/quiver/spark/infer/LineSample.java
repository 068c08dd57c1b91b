/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.infer;

import io.quiver.exec.scan.text.LineFinder;
import io.quiver.exec.scan.text.TextChunk;
import java.util.Optional;
import org.apache.spark.TaskContext;
import org.apache.spark.util.random.BernoulliCellSampler;

/**
 * Drops the lines of a partition that Spark's sample drops: {@code Dataset.sample} without replacement, seed 1, drawn once per
 * line as {@code SampleExec} of Spark 4.1 does. One thread.
 */
final class LineSample {
    private static final long SEED = 1;

    /** Source: {@code CSVUtils.sample}, {@code JsonUtils.sample} of Spark 4.1. */
    private static final double WHOLE = 0.99;

    private final BernoulliCellSampler<Object> sampler;
    private final LineFinder finder;
    private final byte lineEnd;
    private byte[] kept = {};

    private LineSample(double ratio, Optional<Byte> separator) {
        sampler = new BernoulliCellSampler<>(0, ratio, false);
        sampler.setSeed(SEED + TaskContext.getPartitionId());
        finder = separator.map(LineFinder::of).orElseGet(LineFinder::ofText);
        lineEnd = separator.orElse((byte) '\n');
    }

    /** Samples the lines of the task's partition; empty if all of them are read. */
    static Optional<LineSample> of(double ratio, Optional<Byte> separator) {
        return ratio > WHOLE ? Optional.empty() : Optional.of(new LineSample(ratio, separator));
    }

    /** Fails if Spark does. */
    static void check(double ratio) {
        if (!(ratio > 0)) {
            throw new LeftToSpark("samplingRatio");
        }
    }

    /** The sampled lines, in the same array as those of the chunk before. */
    TextChunk in(TextChunk chunk) {
        kept = kept.length < chunk.data().length + 1 ? new byte[chunk.data().length + 1] : kept;
        byte[] data = chunk.data();
        int used = 0;
        finder.start(chunk);
        while (finder.next()) {
            if (sampler.sample() != 0) {
                int length = finder.lineEnd() - finder.lineStart();
                System.arraycopy(data, finder.lineStart(), kept, used, length);
                used += length;
                kept[used++] = lineEnd;
            }
        }
        return new TextChunk(kept, 0, used);
    }
}
