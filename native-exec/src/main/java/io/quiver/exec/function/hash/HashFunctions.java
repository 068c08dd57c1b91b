/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.function.hash;

import io.quiver.exec.function.Constant;
import io.quiver.exec.function.FunctionDefinition;
import io.quiver.exec.function.Kernel;
import io.quiver.exec.function.ScalarFunction;
import io.quiver.exec.function.Signature;
import io.quiver.exec.kernel.Murmur3;
import io.quiver.exec.kernel.XxHash64;
import io.quiver.exec.vector.Column;
import io.quiver.exec.vector.ColumnType;
import io.quiver.exec.vector.ColumnType.Kind;
import io.quiver.exec.vector.DictionaryColumn;
import io.quiver.exec.vector.IntColumn;
import io.quiver.exec.vector.LongColumn;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Hashes any number of arguments, the last one being the seed, and computes digests of one argument. Source: Spark 4.1.3
 * {@code Murmur3Hash}, {@code XxHash64}.
 */
public final class HashFunctions {
    static final ScalarFunction HASH = FunctionDefinition.named("hash").total().kernel(HashFunctions::murmur3);
    static final ScalarFunction XXHASH64 =
            FunctionDefinition.named("xxhash64").total().kernel(HashFunctions::xxHash64);

    public static final List<ScalarFunction> ALL =
            List.of(HASH, XXHASH64, Digests.MD5, Digests.SHA1, Digests.SHA2, Digests.CRC_32, Digests.HEX, Digests.BIN);

    private HashFunctions() {}

    private static Optional<Kernel> murmur3(Signature signature) {
        if (!(seed(signature) instanceof Integer seed)) {
            return Optional.empty();
        }
        return Optional.of((arguments, rowCount, active) -> {
            int[] hashes = new int[rowCount];
            Arrays.fill(hashes, seed);
            int first = 0;
            if (arguments[0] instanceof DictionaryColumn dictionary
                    && dictionary.dictionary().rowCount() <= rowCount) {
                start(dictionary, seed, hashes, rowCount);
                first = 1;
            }
            for (int i = first; i < arguments.length - 1; i++) {
                Murmur3.update(arguments[i], hashes, rowCount);
            }
            return new IntColumn(ColumnType.INT, rowCount, hashes, null);
        });
    }

    /** Hashes the first column. Every row starts from the same seed, so once per dictionary entry is enough. */
    private static void start(DictionaryColumn argument, int seed, int[] hashes, int rowCount) {
        Column dictionary = argument.dictionary();
        int[] entries = new int[dictionary.rowCount()];
        Arrays.fill(entries, seed);
        Murmur3.update(dictionary, entries, entries.length);
        for (int i = 0; i < rowCount; i++) {
            if (!argument.isNull(i)) {
                hashes[i] = entries[argument.ids()[i]];
            }
        }
    }

    private static Optional<Kernel> xxHash64(Signature signature) {
        if (!(seed(signature) instanceof Long seed)) {
            return Optional.empty();
        }
        return Optional.of((arguments, rowCount, active) -> {
            long[] hashes = new long[rowCount];
            Arrays.fill(hashes, seed);
            for (int i = 0; i < arguments.length - 1; i++) {
                XxHash64.update(arguments[i], hashes, rowCount);
            }
            return new LongColumn(ColumnType.LONG, rowCount, hashes, null);
        });
    }

    private static @Nullable Object seed(Signature signature) {
        int last = signature.arguments().size() - 1;
        boolean opaque = signature.arguments().stream().anyMatch(type -> type.kind() == Kind.OPAQUE);
        if (last < 1 || opaque) {
            return null;
        }
        return signature.constant(last).map(Constant::value).orElse(null);
    }
}
