/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.expression;

import io.quiver.exec.kernel.Kleene;
import io.quiver.exec.vector.Batch;
import io.quiver.exec.vector.Bitmap;
import io.quiver.exec.vector.BooleanColumn;
import io.quiver.exec.vector.Column;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Evaluates AND and OR of any number of operands, left to right. Evaluates an operand only at the rows that those before it
 * left open: not false for AND, not true for OR. Source: Spark 4.1.3 {@code And.doGenCode}, {@code Or.doGenCode}.
 */
final class ConnectiveEvaluator implements Evaluator {
    private final Evaluator[] operands;
    private final boolean conjunction;

    private ConnectiveEvaluator(List<Evaluator> operands, boolean conjunction) {
        this.operands = operands.toArray(Evaluator[]::new);
        this.conjunction = conjunction;
    }

    static Evaluator and(List<Evaluator> operands) {
        return new ConnectiveEvaluator(operands, true);
    }

    static Evaluator or(List<Evaluator> operands) {
        return new ConnectiveEvaluator(operands, false);
    }

    @Override
    public Column evaluate(Batch batch, long @Nullable [] active) {
        BooleanColumn result =
                (BooleanColumn) operands[0].evaluate(batch, active).flat();
        for (int i = 1; i < operands.length; i++) {
            long[] open = conjunction ? Kleene.notFalse(result, active) : Kleene.notTrue(result, active);
            if (!Bitmap.any(open, batch.rowCount())) {
                return result;
            }
            BooleanColumn operand =
                    (BooleanColumn) operands[i].evaluate(batch, open).flat();
            result = conjunction ? Kleene.and(result, operand) : Kleene.or(result, operand);
        }
        return result;
    }
}
