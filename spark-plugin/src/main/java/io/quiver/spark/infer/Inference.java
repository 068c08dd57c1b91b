/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.infer;

import io.quiver.spark.fallback.PlanningNet;
import io.quiver.spark.scan.file.Archives;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.apache.hadoop.fs.FileStatus;
import org.apache.spark.sql.types.StructType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import scala.Option;
import scala.collection.immutable.Seq;

/** Tries Quiver's schema inference, and falls back to Spark's. */
final class Inference {
    private static final Logger LOG = LoggerFactory.getLogger(Inference.class);
    private static final AtomicLong BY_QUIVER = new AtomicLong();

    private Inference() {}

    /** How many schemas Quiver has inferred in this process. */
    static long countByQuiver() {
        return BY_QUIVER.get();
    }

    /** Runs Spark's code; whatever it throws, it will throw again when Spark itself runs it. */
    static <T> T ofSpark(Supplier<T> stock) {
        try {
            return stock.get();
        } catch (RuntimeException e) {
            throw new LeftToSpark("fails with " + e.getClass().getSimpleName());
        }
    }

    static Option<StructType> run(
            String format, Seq<FileStatus> files, Supplier<StructType> ours, Supplier<Option<StructType>> stock) {
        if (files.isEmpty()) {
            return stock.get();
        }
        long start = System.nanoTime();
        StructType schema = PlanningNet.orElse(
                        "Inference",
                        () -> {
                            try {
                                Archives.refusal().ifPresent(reason -> {
                                    throw new LeftToSpark(reason);
                                });
                                return Option.apply(ours.get());
                            } catch (LeftToSpark left) {
                                LOG.info(
                                        "Spark infers the schema of {} {} files: {}",
                                        files.size(),
                                        format,
                                        left.getMessage());
                                return Option.<StructType>empty();
                            }
                        },
                        failure -> Option.<StructType>empty())
                .getOrElse(() -> null);
        if (schema == null) {
            return stock.get();
        }
        BY_QUIVER.incrementAndGet();
        LOG.info(
                "Inferred the schema of {} {} files in {} ms",
                files.size(),
                format,
                (System.nanoTime() - start) / 1_000_000);
        return Option.apply(schema);
    }
}
