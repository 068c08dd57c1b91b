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

/** Failures of writing as Spark's callers know them. */
final class WriteFailures {
    private WriteFailures() {}

    /** Throws a failure as it is: Spark's callers are in Scala, which checks no exceptions, and look at its class. */
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    static <E extends Throwable> RuntimeException unchecked(Throwable failure) throws E {
        throw (E) failure;
    }

    /** What a failure while rows are written becomes. Source: FileFormatDataWriter.enrichWriteError of Spark 4.1.3. */
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
