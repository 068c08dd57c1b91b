/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.scan;

import java.lang.invoke.SerializedLambda;
import java.lang.reflect.Method;
import java.util.Optional;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.util.SerializableConfiguration;
import scala.Function1;

/** What Spark's function that reads a file has captured. */
final class StockReader {
    private StockReader() {}

    /**
     * The Hadoop conf that Spark broadcast for its reader, as {@code ParquetFileFormat.buildReaderWithPartitionValues} of
     * Spark 4.1 sets it up; a second broadcast of the same would cost a query more than planning does. Found the way
     * Spark's own closure cleaner looks into lambdas; empty where the function is of another making.
     */
    @SuppressWarnings("unchecked")
    static Optional<Broadcast<SerializableConfiguration>> broadcastConf(Function1<?, ?> function) {
        try {
            Method writeReplace = function.getClass().getDeclaredMethod("writeReplace");
            writeReplace.setAccessible(true);
            if (writeReplace.invoke(function) instanceof SerializedLambda lambda) {
                for (int i = 0; i < lambda.getCapturedArgCount(); i++) {
                    if (lambda.getCapturedArg(i) instanceof Broadcast<?> broadcast
                            && broadcast.value() instanceof SerializableConfiguration) {
                        return Optional.of((Broadcast<SerializableConfiguration>) broadcast);
                    }
                }
            }
        } catch (ReflectiveOperationException | RuntimeException e) {
            return Optional.empty();
        }
        return Optional.empty();
    }
}
