/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.operator.window.function;

import io.quiver.exec.error.ErrorCode;
import io.quiver.exec.error.ExecutionException;
import io.quiver.exec.expression.Expression;
import io.quiver.exec.kernel.decimal.DecimalAverage;
import io.quiver.exec.operator.aggregate.accumulator.Measure;
import io.quiver.exec.operator.host.ExecutionContext;
import io.quiver.exec.operator.host.Phase;
import io.quiver.exec.operator.sort.SortKey;
import io.quiver.exec.operator.window.frame.FrameBounds;
import io.quiver.exec.operator.window.frame.OrderKeys;
import io.quiver.exec.operator.window.frame.WindowFrame;
import io.quiver.exec.operator.window.rows.WindowLayout;
import io.quiver.exec.vector.ColumnType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Creates the functions of one window by their names in plans, and the frames that they share. */
public final class WindowFunctions {
    /** Sums of decimals with up to this many digits fit in their type for any number of rows. */
    private static final int MAX_SAFE_DIGITS = 28;

    private final WindowLayout layout;
    private final OrderKeys order;
    private final ExecutionContext context;
    private final Map<WindowFrame, FrameBounds> frames = new LinkedHashMap<>();
    private final List<WindowFunction> functions = new ArrayList<>();

    public WindowFunctions(
            List<WindowCall> calls, List<SortKey> orderKeys, WindowLayout layout, ExecutionContext context) {
        this.layout = layout;
        this.order = OrderKeys.of(orderKeys, layout);
        this.context = context;
        calls.forEach(call -> functions.add(create(call)));
    }

    public List<WindowFunction> functions() {
        return functions;
    }

    /** Returns the frames whose bounds functions read. */
    public Collection<FrameBounds> frames() {
        return frames.values();
    }

    public OrderKeys order() {
        return order;
    }

    private WindowFunction create(WindowCall call) {
        return switch (call.function()) {
            case "row_number", "rank", "dense_rank" -> RankFunction.named(call.function());
            case "percent_rank" -> new ShareFunction(false);
            case "cume_dist" -> new ShareFunction(true);
            case "ntile" -> new NtileFunction(integer(call, 0));
            case "lead" -> lead(call);
            case "first" -> guarded(call, position(call, false, 1, flag(call, 1)));
            case "last" -> guarded(call, position(call, true, 1, flag(call, 1)));
            case "nth_value" -> guarded(call, position(call, false, integer(call, 1), flag(call, 2)));
            case "count", "sum", "avg", "min", "max" -> aggregate(call);
            case WindowCall.FOREIGN -> foreign(call).get();
            default ->
                throw new ExecutionException(
                        ErrorCode.PLAN_UNSUPPORTED, "no window function is named " + call.function());
        };
    }

    private WindowFunction lead(WindowCall call) {
        int slot = layout.slot(argument(call, 0));
        int distance = integer(call, 1);
        int defaultSlot = call.arguments().size() > 3 ? layout.slot(argument(call, 3)) : -1;
        return flag(call, 2) && distance != 0
                ? new LeadValueFunction(slot, defaultSlot, distance)
                : new LeadFunction(slot, defaultSlot, distance);
    }

    private WindowFunction position(WindowCall call, boolean fromEnd, int position, boolean ignoresNulls) {
        return new PositionFunction(
                layout.slot(argument(call, 0)), fromEnd, position, ignoresNulls, call.frame(), bounds(call.frame()));
    }

    private WindowFunction aggregate(WindowCall call) {
        int[] slots = layout.slots(call.arguments());
        if (!isExact(call)) {
            return foreign(call).get();
        }
        if (call.frame().kind() == WindowFrame.Kind.WHOLE) {
            return guarded(call, new WholeFunction(measure(call), slots, context));
        }
        return guarded(call, overFrames(call, slots));
    }

    /** Returns whether no sum of decimals can overflow. On overflow Spark's result depends on how it holds the sum. */
    private static boolean isExact(WindowCall call) {
        boolean adds = call.function().equals("sum") || call.function().equals("avg");
        return !adds
                || !argument(call, 0).type().isDecimal()
                || argument(call, 0).type().precision() <= MAX_SAFE_DIGITS;
    }

    private WindowFunction overFrames(WindowCall call, int[] slots) {
        WindowFrame frame = call.frame();
        FrameBounds bounds = bounds(frame);
        return switch (call.function()) {
            case "count" -> new CountFunction(slots, frame, bounds);
            case "min" -> new ExtremeFunction(slots[0], false, frame, bounds);
            case "max" -> new ExtremeFunction(slots[0], true, frame, bounds);
            default -> addition(call, slots[0], bounds);
        };
    }

    private static WindowFunction addition(WindowCall call, int slot, FrameBounds bounds) {
        WindowFrame frame = call.frame();
        boolean average = call.function().equals("avg");
        ColumnType type = argument(call, 0).type();
        if (type.isDecimal()) {
            return new DecimalSumFunction(
                    slot, average ? new DecimalAverage(call.type(), type.scale()) : null, call.type(), frame, bounds);
        }
        if (average || call.type().kind() == ColumnType.Kind.DOUBLE) {
            return new DoubleSumFunction(slot, average, frame, bounds);
        }
        return new LongSumFunction(slot, type, call.mode(), frame, bounds);
    }

    private static Measure measure(WindowCall call) {
        return new Measure(
                call.function(),
                call.mode(),
                Phase.INITIAL_TO_RESULT,
                call.arguments(),
                Optional.empty(),
                call.type(),
                call.stateTypes(),
                -1,
                -1,
                -1,
                false,
                -1);
    }

    private WindowFunction guarded(WindowCall call, WindowFunction vectorised) {
        return new GuardedFunction(vectorised, foreign(call));
    }

    private Supplier<WindowFunction> foreign(WindowCall call) {
        FrameBounds bounds = bounds(call.frame());
        return () ->
                new ForeignFunction(context.foreignWindows().create(call.foreign()), call.type(), call.frame(), bounds);
    }

    private FrameBounds bounds(WindowFrame frame) {
        return frames.computeIfAbsent(frame, added -> FrameBounds.of(added, layout, order));
    }

    private static Expression argument(WindowCall call, int position) {
        if (position >= call.arguments().size()) {
            throw new ExecutionException(
                    ErrorCode.PLAN_INVALID, "%s without argument %d".formatted(call.function(), position));
        }
        return call.arguments().get(position);
    }

    private static int integer(WindowCall call, int position) {
        if (argument(call, position) instanceof Expression.Literal literal
                && literal.value() instanceof Integer value) {
            return value;
        }
        throw new ExecutionException(
                ErrorCode.PLAN_INVALID, "argument %d of %s is no integer literal".formatted(position, call.function()));
    }

    private static boolean flag(WindowCall call, int position) {
        return argument(call, position) instanceof Expression.Literal literal && Boolean.TRUE.equals(literal.value());
    }
}
