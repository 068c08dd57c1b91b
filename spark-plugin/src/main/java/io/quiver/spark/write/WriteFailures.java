/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.write;

import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.spark.TaskOutputFileAlreadyExistException;
import org.apache.spark.shuffle.FetchFailedException;
import org.apache.spark.sql.errors.QueryExecutionErrors;
import org.apache.spark.sql.internal.SQLConf;

/** Converts failures of writing to the form that Spark's callers expect. */
final class WriteFailures {
    private WriteFailures() {}

    /** Throws a failure unchanged: Spark's callers are in Scala, which does not check exceptions, and test its class. */
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    static <E extends Throwable> RuntimeException unchecked(Throwable failure) throws E {
        throw (E) failure;
    }

    /** Wraps a failure that occurs while rows are written. Source: FileFormatDataWriter.enrichWriteError of Spark 4.1.3. */
    static Throwable enriched(String path, Throwable failure) {
        if (failure instanceof FetchFailedException) {
            return failure;
        }
        if (failure instanceof FileAlreadyExistsException exists
                && SQLConf.get().fastFailFileFormatOutput()) {
            return new TaskOutputFileAlreadyExistException(exists);
        }
        return QueryExecutionErrors.taskFailedWhileWritingRowsError(path, failure);
    }
}
