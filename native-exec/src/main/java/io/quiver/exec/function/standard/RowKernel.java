/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.function.standard;

import io.quiver.exec.error.Cancellation;
import io.quiver.exec.error.ErrorCode;
import io.quiver.exec.error.ExecutionException;
import io.quiver.exec.error.RowFailure;
import io.quiver.exec.function.FunctionDefinition;
import io.quiver.exec.function.Kernel;
import io.quiver.exec.function.ScalarFunction;
import io.quiver.exec.function.Signature;
import io.quiver.exec.vector.BooleanColumn;
import io.quiver.exec.vector.Column;
import io.quiver.exec.vector.ColumnType;
import io.quiver.exec.vector.ConstantColumn;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Calls a {@link RowFunction} for each active row. It never declines: where the function throws, the row fails. Functions over
 * text and decimals make objects per row. A function that is called often has a vectorised kernel; this one then computes the
 * rows that the other declines.
 */
final class RowKernel implements Kernel {
    private final ColumnType result;
    private final RowFunction function;
    private final boolean strict;

    private RowKernel(ColumnType result, RowFunction function, boolean strict) {
        this.result = result;
        this.function = function;
        this.strict = strict;
    }

    /** A function that is null where an argument is. */
    static ScalarFunction strict(String name, RowFunction function) {
        return strict(name, signature -> function);
    }

    /** A function that is null where an argument is, made for its types and constants. */
    static ScalarFunction strict(String name, Function<Signature, RowFunction> maker) {
        return FunctionDefinition.named(name)
                .kernel(signature -> Optional.of(new RowKernel(signature.result(), maker.apply(signature), true)));
    }

    /** A function that looks at nulls itself. */
    static ScalarFunction lenient(String name, RowFunction function) {
        return FunctionDefinition.named(name)
                .kernel(signature -> Optional.of(new RowKernel(signature.result(), function, false)));
    }

    @Override
    public Column evaluate(Column[] arguments, int rowCount, long @Nullable [] active) {
        boolean constant = arguments.length > 0 && rowCount > 0 && active == null;
        Column[] flat = new Column[arguments.length];
        for (int i = 0; i < arguments.length; i++) {
            constant &= arguments[i] instanceof ConstantColumn;
        }
        for (int i = 0; i < arguments.length; i++) {
            flat[i] = constant ? ((ConstantColumn) arguments[i]).value() : arguments[i].flat();
        }
        return constant ? new ConstantColumn(rows(flat, 1, null), rowCount) : rows(flat, rowCount, active);
    }

    private Column rows(Column[] flat, int rowCount, long @Nullable [] active) {
        Row row = new Row(flat);
        Answer answer = new Answer(result, rowCount);
        for (int i = 0; i < rowCount; i++) {
            Cancellation.checkAt(i);
            row.moveTo(i);
            if (!io.quiver.exec.vector.Bitmap.isSet(active, i) || strict && anyNull(flat, i)) {
                answer.none();
                continue;
            }
            try {
                function.apply(row, answer);
            } catch (ExecutionException e) {
                throw new RowFailure(i, BooleanColumn.nulls(0), e);
            } catch (ClassCastException | UnsupportedOperationException e) {
                throw new ExecutionException(ErrorCode.PLAN_INVALID, misfit(flat), e);
            }
            if (answer.rowCount() != i + 1) {
                throw new IllegalStateException(
                        "a function gave %d answers to %d rows".formatted(answer.rowCount(), i + 1));
            }
        }
        return answer.build();
    }

    /** Names the types that do not fit: nobody has compared those that a plan states with the catalogue. */
    private String misfit(Column[] columns) {
        List<ColumnType> types = Arrays.stream(columns).map(Column::type).toList();
        return "a function does not take %s, or does not give %s".formatted(types, result);
    }

    private static boolean anyNull(Column[] columns, int row) {
        for (Column column : columns) {
            if (column.isNull(row)) {
                return true;
            }
        }
        return false;
    }
}
