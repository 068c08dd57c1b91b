/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.python;

import io.quiver.spark.compat.Scala;
import java.util.Arrays;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.UserDefinedType;
import scala.Function1;
import scala.collection.immutable.Seq;
import scala.runtime.AbstractPartialFunction;

/**
 * Maps user-defined types to the types in which their values travel. Source: {@code ArrowEvalPythonEvaluatorFactory} of Spark
 * 4.1.3.
 */
final class StoredTypes extends AbstractPartialFunction<DataType, DataType> {
    private StoredTypes() {}

    static Seq<DataType> of(DataType... types) {
        StoredTypes stored = new StoredTypes();
        return Scala.seq(Arrays.stream(types)
                .map(type -> type.transformRecursively(stored))
                .toList());
    }

    @Override
    public boolean isDefinedAt(DataType type) {
        return type instanceof UserDefinedType<?>;
    }

    @Override
    @SuppressWarnings("unchecked")
    public <A extends DataType, B> B applyOrElse(A type, Function1<A, B> otherwise) {
        return type instanceof UserDefinedType<?> userDefined ? (B) userDefined.sqlType() : otherwise.apply(type);
    }
}
