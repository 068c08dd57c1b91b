/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.expression;

import io.quiver.bridge.expression.InterpretedArgument;
import io.quiver.exec.error.Cancellation;
import io.quiver.exec.error.RowFailure;
import io.quiver.exec.error.TooManyBytes;
import io.quiver.exec.expression.Evaluator;
import io.quiver.exec.expression.ForeignExpressions;
import io.quiver.exec.expression.HostWork;
import io.quiver.exec.vector.Batch;
import io.quiver.exec.vector.Bitmap;
import io.quiver.exec.vector.Column;
import io.quiver.exec.vector.ColumnBuilder;
import io.quiver.exec.vector.ColumnType;
import io.quiver.exec.vector.ConstantColumn;
import io.quiver.spark.column.BatchRow;
import io.quiver.spark.column.RowReader;
import io.quiver.spark.column.nested.NestedAccess;
import io.quiver.spark.compat.Scala;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.apache.spark.TaskContext;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.BoundReference;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.FromUTCTimestamp;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.expressions.JsonToStructs;
import org.apache.spark.sql.catalyst.expressions.RLike;
import org.apache.spark.sql.catalyst.expressions.ToUTCTimestamp;
import org.apache.spark.sql.catalyst.expressions.UnsafeProjection;
import org.apache.spark.sql.catalyst.expressions.UnsafeRow;
import org.apache.spark.sql.catalyst.expressions.codegen.CodegenFallback;
import org.apache.spark.sql.catalyst.expressions.codegen.GenerateUnsafeProjection;
import org.apache.spark.sql.catalyst.util.DateTimeUtils;
import org.apache.spark.sql.internal.SQLConf;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.Decimal;
import org.jspecify.annotations.Nullable;

/** Evaluates Spark's own expressions over rows of batches, compiled by Spark's own code generator. */
public final class SparkExpressions implements ForeignExpressions {
    private final List<Expression> expressions;
    private final int partition;
    private final HostWork work;
    /**
     * Whether failures that precede any row are raised at the start. Spark interprets the bodies of lambdas, which fail at an
     * element.
     */
    private final boolean failEarly;

    /** {@code expressions} are bound to the columns of their batches, which belong to this partition. */
    public SparkExpressions(List<Expression> expressions, int partition) {
        this(expressions, partition, HostWork.UNHEARD, true);
    }

    private SparkExpressions(List<Expression> expressions, int partition, HostWork work, boolean failEarly) {
        this.expressions = expressions;
        this.partition = partition;
        this.work = work;
        this.failEarly = failEarly;
    }

    /** For expressions that do not depend on the partition of the batches. */
    public SparkExpressions(List<Expression> expressions) {
        this(expressions, TaskContext.getPartitionId());
    }

    @Override
    public Evaluator evaluator(int ordinal, ColumnType type) {
        return evaluator(ordinal, type, work);
    }

    @Override
    public Evaluator evaluator(int ordinal, ColumnType type, HostWork work) {
        RowByRow evaluator = new RowByRow(expressions.get(ordinal), type, partition, work);
        Optional<NestedAccess> access = NestedAccess.of(
                expressions.get(ordinal),
                parts -> new SparkExpressions(parts, TaskContext.getPartitionId(), work, false));
        if (access.isPresent()) {
            Evaluator overColumns = inColumns(access.get(), evaluator, work);
            return contains(expressions.get(ordinal), JsonToStructs.class::isInstance)
                    ? ofWantedRows(overColumns, evaluator, places(expressions.get(ordinal)))
                    : overColumns;
        }
        if (failEarly && SQLConf.get().wholeStageEnabled() && failsAtStart(expressions.get(ordinal))) {
            evaluator.start();
        }
        return DictionaryEvaluator.of(expressions.get(ordinal), type, evaluator);
    }

    private static Evaluator inColumns(NestedAccess access, RowByRow otherwise, HostWork work) {
        return (batch, active) -> {
            Column column = inColumns(access, batch);
            if (column != null) {
                return column;
            }
            work.declined();
            return otherwise.evaluate(batch, active);
        };
    }

    /**
     * Evaluates only the demanded rows if they are few. A text that is not JSON costs Spark's parser an exception, and a
     * condition before from_json may exist to avoid that.
     */
    private static Evaluator ofWantedRows(Evaluator overColumns, Evaluator byRow, BitSet places) {
        return (batch, active) -> {
            int rowCount = batch.rowCount();
            int count = Bitmap.count(active, rowCount);
            if (count > rowCount / 4 * 3) {
                return overColumns.evaluate(batch, active);
            }
            if (count == 0) {
                return byRow.evaluate(batch, active);
            }
            int[] wanted = new int[rowCount];
            Bitmap.toSelection(active, rowCount, wanted);
            List<Column> columns = new ArrayList<>();
            for (int c = 0; c < batch.columns().size(); c++) {
                Column column = batch.column(c);
                columns.add(places.get(c) ? column.gather(wanted, count) : ConstantColumn.ofNull(column.type(), count));
            }
            Column few;
            try {
                few = overColumns.evaluate(new Batch(columns, count), null);
            } catch (RowFailure failure) { // at a row of the few
                return byRow.evaluate(batch, active);
            }
            int[] back = new int[rowCount];
            for (int i = 0; i < count; i++) {
                back[wanted[i]] = i;
            }
            return few.gather(back, rowCount);
        };
    }

    /** The columns that a bound expression reads. */
    private static BitSet places(Expression bound) {
        BitSet places = new BitSet();
        if (bound instanceof BoundReference reference) {
            places.set(reference.ordinal());
        }
        Scala.<Expression>list(bound.children()).forEach(child -> places.or(places(child)));
        return places;
    }

    /** The elements of a single row may be too many for columns: Spark's code evaluates that row. */
    private static @Nullable Column inColumns(NestedAccess access, Batch batch) {
        try {
            return access.read(batch);
        } catch (TooManyBytes tooMany) {
            if (batch.rowCount() > 1) {
                throw tooMany;
            }
            return null;
        }
    }

    /**
     * Whether Spark's generated code fails at the start of a task, whatever its rows: it compiles a constant pattern or time zone
     * then (RLike and UTCTimestamp, 4.1).
     */
    private static boolean failsAtStart(Expression expression) {
        return contains(expression, SparkExpressions::refusesConstant)
                && !contains(expression, CodegenFallback.class::isInstance);
    }

    private static boolean refusesConstant(Expression expression) {
        try {
            if (expression instanceof RLike like && like.right().foldable()) {
                Pattern.compile(text(like.right()));
            } else if (expression instanceof FromUTCTimestamp from
                    && from.right().foldable()) {
                DateTimeUtils.getZoneId(text(from.right()));
            } else if (expression instanceof ToUTCTimestamp to && to.right().foldable()) {
                DateTimeUtils.getZoneId(text(to.right()));
            }
            return false;
        } catch (PatternSyntaxException | DateTimeException refused) {
            return true;
        }
    }

    /** The constant; if null, UTC, which is a valid pattern and time zone. */
    private static String text(Expression constant) {
        Object value = constant.eval(InternalRow.empty());
        return value == null ? "UTC" : value.toString();
    }

    private static boolean contains(Expression expression, Predicate<Expression> wanted) {
        return wanted.test(expression)
                || Scala.list(expression.children()).stream().anyMatch(child -> contains(child, wanted));
    }

    @Override
    public @Nullable Throwable failure(int ordinal, List<ColumnType> types, List<@Nullable Object> row) {
        GenericInternalRow values = new GenericInternalRow(row.size());
        for (int i = 0; i < row.size(); i++) {
            Object value = row.get(i);
            boolean isDecimal = value instanceof BigInteger;
            values.update(i, isDecimal ? raw((BigInteger) value, types.get(i).scale()) : value);
        }
        UnsafeProjection projection = UnsafeProjection.create(Scala.seqOf(expressions.get(ordinal)));
        projection.initialize(partition);
        try {
            projection.apply(values);
            return null;
        } catch (Exception e) {
            return e;
        }
    }

    /** A decimal as Spark's additions leave it, with as many digits as it has. */
    private static Decimal raw(BigInteger unscaled, int scale) {
        return Decimal.apply(new BigDecimal(unscaled, scale));
    }

    private static final class RowByRow implements Evaluator {
        private final Expression expression;
        private final ColumnType type;
        private final int partition;
        private final HostWork work;
        private final boolean mayBeAskedAgain;
        private final BatchRow row;
        private final RowReader reader;
        private @Nullable UnsafeProjection projection;

        RowByRow(Expression expression, ColumnType type, int partition, HostWork work) {
            this.expression = expression;
            this.type = type;
            this.partition = partition;
            this.work = work;
            this.mayBeAskedAgain = expression.deterministic();
            row = new BatchRow(BoundTypes.of(List.of(expression)));
            reader = new RowReader(new DataType[] {expression.dataType()});
        }

        @Override
        public Column evaluate(Batch batch, long @Nullable [] active) {
            work.hostRows(Bitmap.count(active, batch.rowCount()));
            UnsafeProjection compiled = compiled();
            ColumnBuilder out = ColumnBuilder.create(type, batch.rowCount());
            row.reset(batch);
            TaskContext task = TaskContext.get();
            for (int i = 0; i < batch.rowCount(); i++) {
                if (!Bitmap.isSet(active, i)) {
                    out.appendNull();
                    continue;
                }
                if (task != null) {
                    task.killTaskIfInterrupted(); // a function of the user's may take its time for each row
                }
                UnsafeRow value;
                try {
                    value = compiled.apply(row.at(i));
                } catch (Exception e) {
                    throw new RowFailure(i, out.build(), Cancellation.unlessEnded(own(e)));
                }
                reader.append(out, 0, value);
                if (mayBeAskedAgain) {
                    TooManyBytes.unlessFew(out.appendedBytes(), i + 1);
                }
            }
            return out.build();
        }

        /** The error of generated code, or of interpreted code if Spark would interpret. */
        private Exception own(Exception generated) {
            if (expression instanceof InterpretedArgument) {
                try {
                    expression.eval(row);
                } catch (Exception interpreted) { // also checked ones, which Scala throws undeclared
                    return interpreted;
                }
            }
            return generated;
        }

        /** Starts as generated code does: failures of its initialization are raised here. */
        void start() {
            UnsafeProjection compiled = GenerateUnsafeProjection.generate(
                    Scala.seqOf(expression), SQLConf.get().subexpressionEliminationEnabled());
            compiled.initialize(partition);
            projection = compiled;
        }

        /** Compiles on first use: a guard's foreign side is rarely needed. */
        private UnsafeProjection compiled() {
            UnsafeProjection compiled = projection;
            if (compiled == null) {
                compiled = UnsafeProjection.create(Scala.seqOf(expression));
                compiled.initialize(partition);
                projection = compiled;
            }
            return compiled;
        }
    }
}
