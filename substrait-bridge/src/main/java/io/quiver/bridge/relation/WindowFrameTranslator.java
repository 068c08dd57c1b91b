/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.bridge.relation;

import io.quiver.bridge.support.Reason;
import io.quiver.bridge.support.Untranslatable;
import io.substrait.expression.WindowBound;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.catalyst.expressions.Add;
import org.apache.spark.sql.catalyst.expressions.CurrentRow$;
import org.apache.spark.sql.catalyst.expressions.DateAdd;
import org.apache.spark.sql.catalyst.expressions.DateAddYMInterval;
import org.apache.spark.sql.catalyst.expressions.Descending$;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.ExtractANSIIntervalDays;
import org.apache.spark.sql.catalyst.expressions.Literal;
import org.apache.spark.sql.catalyst.expressions.RowFrame$;
import org.apache.spark.sql.catalyst.expressions.SortOrder;
import org.apache.spark.sql.catalyst.expressions.SpecifiedWindowFrame;
import org.apache.spark.sql.catalyst.expressions.TimestampAddInterval;
import org.apache.spark.sql.catalyst.expressions.TimestampAddYMInterval;
import org.apache.spark.sql.catalyst.expressions.UnaryMinus;
import org.apache.spark.sql.catalyst.expressions.UnboundedFollowing$;
import org.apache.spark.sql.catalyst.expressions.UnboundedPreceding$;
import org.apache.spark.sql.internal.SQLConf;
import org.apache.spark.sql.types.CalendarIntervalType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DateType;
import org.apache.spark.sql.types.DayTimeIntervalType;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.IntegerType;
import org.apache.spark.sql.types.TimestampNTZType;
import org.apache.spark.sql.types.TimestampType;
import org.apache.spark.sql.types.YearMonthIntervalType;
import scala.Option;

/** Bounds of frames. Source: Spark 4.1.3 {@code WindowEvaluatorFactoryBase.createBoundOrdering}. */
record WindowFrameTranslator(SpecifiedWindowFrame frame, List<SortOrder> order) {
    boolean isRows() {
        return frame.frameType() == RowFrame$.MODULE$;
    }

    WindowBound lower() {
        return bound(frame.lower());
    }

    WindowBound upper() {
        return bound(frame.upper());
    }

    /** With RANGE and an offset, what the order key is compared with, computed from the row whose frame it is. */
    Optional<Expression> lowerValue() {
        return value(frame.lower());
    }

    Optional<Expression> upperValue() {
        return value(frame.upper());
    }

    private WindowBound bound(Expression bound) {
        if (bound == UnboundedPreceding$.MODULE$ || bound == UnboundedFollowing$.MODULE$) {
            return WindowBound.UNBOUNDED;
        }
        if (bound == CurrentRow$.MODULE$) {
            return WindowBound.CURRENT_ROW;
        }
        if (!isRows()) {
            // the offset is of the key's type, and in the bound's value
            return bound == frame.lower() ? WindowBound.Preceding.of(0) : WindowBound.Following.of(0);
        }
        if (bound instanceof Literal literal && literal.value() instanceof Integer offset) {
            return offset < 0 ? WindowBound.Preceding.of(-(long) offset) : WindowBound.Following.of(offset);
        }
        throw new Untranslatable(Reason.OPERATOR_FORM, "a frame that is bounded by %s".formatted(bound));
    }

    private Optional<Expression> value(Expression bound) {
        if (isRows() || bound(bound) == WindowBound.UNBOUNDED || bound(bound) == WindowBound.CURRENT_ROW) {
            return Optional.empty();
        }
        if (order.size() != 1) {
            throw new Untranslatable(Reason.OPERATOR_FORM, "a range with an offset over several order keys");
        }
        WindowKeys.requireComparable(order);
        SortOrder key = order.get(0);
        Expression offset = key.direction() == Descending$.MODULE$ ? new UnaryMinus(bound) : bound;
        return Optional.of(sum(key.child(), offset));
    }

    private static Expression sum(Expression key, Expression offset) {
        DataType type = key.dataType();
        DataType offsetType = offset.dataType();
        Option<String> zone = Option.apply(SQLConf.get().sessionLocalTimeZone());
        if (type instanceof DateType && offsetType instanceof IntegerType) {
            return new DateAdd(key, offset);
        }
        if (type instanceof DateType && offsetType instanceof YearMonthIntervalType) {
            return new DateAddYMInterval(key, offset);
        }
        if (type instanceof DateType && offsetType.equals(days())) {
            return new DateAdd(key, new ExtractANSIIntervalDays(offset));
        }
        boolean isTimestamp = type instanceof TimestampType || type instanceof TimestampNTZType;
        if (isTimestamp && offsetType instanceof YearMonthIntervalType) {
            return new TimestampAddYMInterval(key, offset, zone);
        }
        if (isTimestamp && (offsetType instanceof CalendarIntervalType || offsetType instanceof DayTimeIntervalType)) {
            return new TimestampAddInterval(key, offset, zone);
        }
        if (type instanceof DecimalType && offsetType instanceof DecimalType) {
            // the sum may have a digit more than its type, which our columns and Spark's rows do not keep
            throw new Untranslatable(Reason.TYPE, "a range with an offset over decimals");
        }
        if (type.equals(offsetType)) {
            return new Add(key, offset);
        }
        throw new Untranslatable(
                Reason.OPERATOR_FORM,
                "a range of %s over %s".formatted(offsetType.catalogString(), type.catalogString()));
    }

    private static DayTimeIntervalType days() {
        return new DayTimeIntervalType(DayTimeIntervalType.DAY(), DayTimeIntervalType.DAY());
    }
}
