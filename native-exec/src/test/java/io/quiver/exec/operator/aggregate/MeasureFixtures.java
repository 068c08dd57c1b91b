/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.operator.aggregate;

import io.quiver.exec.expression.Expression;
import io.quiver.exec.function.EvaluationMode;
import io.quiver.exec.operator.aggregate.accumulator.Measure;
import io.quiver.exec.operator.host.Phase;
import io.quiver.exec.vector.ColumnType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes measures with the types that Spark 4.1.3 gives them. */
public final class MeasureFixtures {
    private MeasureFixtures() {}

    /** {@code function} may end in {@code _ignore_nulls}. */
    public static Measure measure(
            String function,
            EvaluationMode mode,
            Phase phase,
            ColumnType type,
            List<Expression> arguments,
            Optional<Expression> filter) {
        String name = function.replace("_ignore_nulls", "");
        List<Expression> all = new ArrayList<>(arguments);
        if (!phase.readsState() && (name.equals("first") || name.equals("last"))) {
            all.add(new Expression.Literal(!name.equals(function), ColumnType.BOOLEAN));
        }
        List<ColumnType> state = stateTypes(name, mode, type);
        return new Measure(name, mode, phase, all, filter, valueType(name, type, state), state, 0, 1, -1, false, -1);
    }

    /** The same measure where Spark keeps its state in objects. */
    static Measure inObjects(Measure measure) {
        return new Measure(
                measure.function(),
                measure.mode(),
                measure.phase(),
                measure.arguments(),
                measure.filter(),
                measure.valueType(),
                measure.stateTypes(),
                measure.foreignUpdate(),
                measure.foreignEvaluate(),
                measure.foreignAggregate(),
                true,
                measure.sortedAfter());
    }

    private static List<ColumnType> stateTypes(String name, EvaluationMode mode, ColumnType type) {
        return switch (name) {
            case "count" -> List.of(ColumnType.LONG);
            case "min", "max", "product" -> List.of(type);
            case "first", "last" -> List.of(type, ColumnType.BOOLEAN);
            case "avg" -> List.of(type.isDecimal() ? sumType(type) : ColumnType.DOUBLE, ColumnType.LONG);
            case "sum" -> {
                ColumnType sum = sumType(type);
                boolean tracksEmpty = sum.isDecimal() || (mode == EvaluationMode.TRY && sum.equals(ColumnType.LONG));
                yield tracksEmpty ? List.of(sum, ColumnType.BOOLEAN) : List.of(sum);
            }
            default -> throw new IllegalArgumentException(name);
        };
    }

    private static ColumnType sumType(ColumnType type) {
        return switch (type.kind()) {
            case DECIMAL -> ColumnType.decimal(Math.min(38, type.precision() + 10), type.scale());
            case FLOAT, DOUBLE -> ColumnType.DOUBLE;
            default -> ColumnType.LONG;
        };
    }

    private static ColumnType valueType(String name, ColumnType type, List<ColumnType> state) {
        if (name.equals("avg")) {
            return type.isDecimal()
                    ? ColumnType.decimal(Math.min(38, type.precision() + 4), Math.min(38, type.scale() + 4))
                    : ColumnType.DOUBLE;
        }
        return state.get(0);
    }
}
