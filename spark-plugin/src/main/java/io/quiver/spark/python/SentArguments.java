/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.python;

import io.quiver.spark.compat.Scala;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.api.python.ChainedPythonFunctions;
import org.apache.spark.api.python.PythonFunction;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.NamedArgumentExpression;
import org.apache.spark.sql.catalyst.expressions.PythonUDF;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import scala.Tuple2;
import scala.collection.immutable.Seq;

/**
 * Collects the arguments of functions; each expression is sent once. Source: {@code EvalPythonEvaluatorFactory} of Spark 4.1.3.
 *
 * @param functions the functions with those that they call first, innermost first, and their ids
 * @param expressions the expressions to send
 * @param offsets the arguments of each function, as positions in {@code expressions}
 * @param names of the arguments, or null
 */
record SentArguments(
        Seq<Tuple2<ChainedPythonFunctions, Object>> functions,
        List<Expression> expressions,
        int[][] offsets,
        @Nullable String[][] names) {
    static SentArguments of(List<PythonUDF> udfs) {
        List<Tuple2<ChainedPythonFunctions, Object>> functions = new ArrayList<>();
        List<Expression> expressions = new ArrayList<>();
        int[][] offsets = new int[udfs.size()][];
        @Nullable String[][] names = new String[udfs.size()][];
        for (int f = 0; f < udfs.size(); f++) {
            PythonUDF udf = udfs.get(f);
            List<PythonFunction> chain = new ArrayList<>();
            List<Expression> arguments = chain(udf, chain);
            functions.add(new Tuple2<>(
                    new ChainedPythonFunctions(Scala.seq(chain)), udf.resultId().id()));
            offsets[f] = new int[arguments.size()];
            names[f] = new String[arguments.size()];
            for (int i = 0; i < arguments.size(); i++) {
                Expression value = arguments.get(i);
                if (value instanceof NamedArgumentExpression named) {
                    names[f][i] = named.key();
                    value = named.value();
                }
                offsets[f][i] = offset(value, expressions);
            }
        }
        return new SentArguments(Scala.seq(functions), expressions, offsets, names);
    }

    /** Adds the functions, innermost first, and returns the arguments of the innermost. */
    private static List<Expression> chain(PythonUDF udf, List<PythonFunction> functions) {
        List<Expression> children = Scala.list(udf.children());
        List<Expression> arguments =
                children.size() == 1 && children.get(0) instanceof PythonUDF inner ? chain(inner, functions) : children;
        functions.add(udf.func());
        return arguments;
    }

    private static int offset(Expression value, List<Expression> expressions) {
        for (int i = 0; i < expressions.size(); i++) {
            if (expressions.get(i).semanticEquals(value)) {
                return i;
            }
        }
        expressions.add(value);
        return expressions.size() - 1;
    }

    StructType schema() {
        StructType schema = new StructType();
        for (int i = 0; i < expressions.size(); i++) {
            schema = schema.add("_" + i, expressions.get(i).dataType());
        }
        return schema;
    }
}
