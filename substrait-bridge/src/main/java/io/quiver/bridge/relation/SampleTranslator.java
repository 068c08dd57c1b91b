/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.bridge.relation;

import io.quiver.bridge.expression.ExpressionTranslator;
import io.quiver.bridge.support.Dialect;
import io.quiver.bridge.support.Reason;
import io.quiver.bridge.support.Untranslatable;
import io.quiver.spark.compat.SparkApi;
import io.substrait.expression.Expression;
import io.substrait.expression.ExpressionCreator;
import io.substrait.relation.Rel;
import io.substrait.type.TypeCreator;
import java.util.List;
import org.apache.spark.sql.execution.SampleExec;

/** Translates SampleExec to a relation of the dialect; the random numbers are Spark's. */
public final class SampleTranslator implements RelationTranslator<SampleExec> {
    @Override
    public Rel translate(SampleExec stock, List<RelationInput> inputs, RelationContext context) {
        long seed = SparkApi.get()
                .seed(stock)
                .orElseThrow(() -> new Untranslatable(Reason.OPERATOR_FORM, "a sample without a seed"));
        Expression sample = ExpressionTranslator.call(
                Dialect.SAMPLE,
                TypeCreator.REQUIRED.BOOLEAN,
                List.of(
                        ExpressionCreator.fp64(false, stock.lowerBound()),
                        ExpressionCreator.fp64(false, stock.upperBound()),
                        ExpressionCreator.bool(false, stock.withReplacement()),
                        ExpressionCreator.i64(false, seed)));
        return new RelationCall(Dialect.SAMPLE, sample, List.of())
                .over(inputs.get(0).rel())
                .hint(context.hint())
                .build();
    }
}
