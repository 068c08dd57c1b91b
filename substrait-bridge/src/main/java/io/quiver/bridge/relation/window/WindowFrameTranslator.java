/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.bridge.relation.window;

import io.quiver.bridge.support.Reason;
import io.quiver.bridge.support.Untranslatable;
import io.substrait.expression.WindowBound;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.catalyst.expressions.CurrentRow$;
import org.apache.spark.sql.catalyst.expressions.Descending$;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.Literal;
import org.apache.spark.sql.catalyst.expressions.RowFrame$;
import org.apache.spark.sql.catalyst.expressions.SortOrder;
import org.apache.spark.sql.catalyst.expressions.SpecifiedWindowFrame;
import org.apache.spark.sql.catalyst.expressions.UnaryMinus;
import org.apache.spark.sql.catalyst.expressions.UnboundedFollowing$;
import org.apache.spark.sql.catalyst.expressions.UnboundedPreceding$;

/** Translates bounds of frames. Source: Spark 4.1.3 {@code WindowEvaluatorFactoryBase.createBoundOrdering}. */
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

    /** Whether the frame compares the order key with values. */
    boolean hasOffsets() {
        return lowerValue().isPresent() || upperValue().isPresent();
    }

    /** For RANGE with an offset: the value compared with the order key, computed from the row that the frame belongs to. */
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
        SortOrder key = order.get(0);
        Expression offset = key.direction() == Descending$.MODULE$ ? new UnaryMinus(bound) : bound;
        return Optional.of(RangeValues.sum(key.child(), offset));
    }
}
