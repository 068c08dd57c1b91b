/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.bridge.expression;

import io.quiver.bridge.support.Capabilities;
import io.quiver.spark.compat.Scala;
import io.quiver.spark.compat.SparkApi;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.spark.sql.catalyst.expressions.Abs;
import org.apache.spark.sql.catalyst.expressions.Add;
import org.apache.spark.sql.catalyst.expressions.And;
import org.apache.spark.sql.catalyst.expressions.BRound;
import org.apache.spark.sql.catalyst.expressions.BinaryArithmetic;
import org.apache.spark.sql.catalyst.expressions.Cast;
import org.apache.spark.sql.catalyst.expressions.CheckOverflow;
import org.apache.spark.sql.catalyst.expressions.Coalesce;
import org.apache.spark.sql.catalyst.expressions.CollationAwareMurmur3Hash;
import org.apache.spark.sql.catalyst.expressions.Divide;
import org.apache.spark.sql.catalyst.expressions.ElementAt;
import org.apache.spark.sql.catalyst.expressions.EqualNullSafe;
import org.apache.spark.sql.catalyst.expressions.EqualTo;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.GetArrayItem;
import org.apache.spark.sql.catalyst.expressions.GreaterThan;
import org.apache.spark.sql.catalyst.expressions.GreaterThanOrEqual;
import org.apache.spark.sql.catalyst.expressions.Hour;
import org.apache.spark.sql.catalyst.expressions.IntegralDivide;
import org.apache.spark.sql.catalyst.expressions.IsNotNull;
import org.apache.spark.sql.catalyst.expressions.IsNull;
import org.apache.spark.sql.catalyst.expressions.LessThan;
import org.apache.spark.sql.catalyst.expressions.LessThanOrEqual;
import org.apache.spark.sql.catalyst.expressions.Like;
import org.apache.spark.sql.catalyst.expressions.Literal;
import org.apache.spark.sql.catalyst.expressions.MakeDate;
import org.apache.spark.sql.catalyst.expressions.MakeDecimal;
import org.apache.spark.sql.catalyst.expressions.Minute;
import org.apache.spark.sql.catalyst.expressions.Multiply;
import org.apache.spark.sql.catalyst.expressions.Murmur3Hash;
import org.apache.spark.sql.catalyst.expressions.NextDay;
import org.apache.spark.sql.catalyst.expressions.Not;
import org.apache.spark.sql.catalyst.expressions.Or;
import org.apache.spark.sql.catalyst.expressions.Pmod;
import org.apache.spark.sql.catalyst.expressions.Remainder;
import org.apache.spark.sql.catalyst.expressions.Round;
import org.apache.spark.sql.catalyst.expressions.Second;
import org.apache.spark.sql.catalyst.expressions.Subtract;
import org.apache.spark.sql.catalyst.expressions.TimeZoneAwareExpression;
import org.apache.spark.sql.catalyst.expressions.UnaryMinus;
import org.apache.spark.sql.catalyst.expressions.XxHash64;
import org.apache.spark.sql.catalyst.expressions.json.JsonExpressionUtils;
import org.apache.spark.sql.catalyst.expressions.objects.StaticInvoke;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.TimestampNTZType;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;
import scala.Option;
import scala.collection.immutable.Seq;

/**
 * Maps Catalyst expressions to calls of executor functions. {@link Capabilities#functionFor} finds classes whose only parameters
 * are children (and a time zone, which becomes the last argument). The table here covers standard functions and classes with
 * parameters. Fields as in Spark 4.1.3's catalyst.expressions.
 */
final class NativeCalls {
    private static final Map<Class<?>, Function<Expression, Optional<NativeCall>>> TABLE = new HashMap<>();

    private final Capabilities capabilities;

    NativeCalls(Capabilities capabilities) {
        this.capabilities = capabilities;
    }

    /** The call, or empty if there is none for any types. */
    Optional<NativeCall> of(Expression expression) {
        if (SparkApi.get().computesOtherwise(expression)) {
            return Optional.empty();
        }
        Function<Expression, Optional<NativeCall>> entry = TABLE.get(expression.getClass());
        if (entry != null) {
            return entry.apply(expression);
        }
        return capabilities.functionFor(expression.getClass()).flatMap(function -> arguments(expression)
                .map(arguments -> new NativeCall(function, NativeCall.LEGACY, arguments)));
    }

    /** The arguments if all of an expression's parameters are known to be children or its time zone; else empty. */
    private static Optional<List<Expression>> arguments(Expression expression) {
        List<Expression> arguments = new ArrayList<>();
        for (int i = 0; i < expression.productArity(); i++) {
            if (!addArguments(expression.productElement(i), arguments) && !isTimeZone(expression, i)) {
                return Optional.empty();
            }
        }
        if (arguments.size() != expression.children().size()) {
            return Optional.empty();
        }
        if (expression instanceof TimeZoneAwareExpression zoned) {
            if (zoned.timeZoneId().isEmpty()) {
                return Optional.empty();
            }
            arguments.add(string(zoned.timeZoneId().get()));
        }
        return Optional.of(arguments);
    }

    private static boolean addArguments(@Nullable Object parameter, List<Expression> arguments) {
        if (parameter instanceof Expression child) {
            arguments.add(child);
            return true;
        }
        if (parameter instanceof Option<?> option && (option.isEmpty() || option.get() instanceof Expression)) {
            return option.isEmpty() || arguments.add((Expression) option.get());
        }
        if (parameter instanceof Seq<?> children) {
            List<?> list = Scala.list(children);
            list.stream()
                    .filter(Expression.class::isInstance)
                    .map(Expression.class::cast)
                    .forEach(arguments::add);
            return list.stream().allMatch(Expression.class::isInstance);
        }
        return false;
    }

    private static boolean isTimeZone(Expression expression, int parameter) {
        return expression instanceof TimeZoneAwareExpression zoned
                && zoned.timeZoneId().equals(expression.productElement(parameter));
    }

    private static Literal string(String value) {
        return new Literal(UTF8String.fromString(value), DataTypes.StringType);
    }

    private static Literal integer(int value) {
        return new Literal(value, DataTypes.IntegerType);
    }

    @SuppressWarnings("unchecked")
    private static <E extends Expression> void add(Class<E> type, Function<E, NativeCall> translator) {
        TABLE.put(type, expression -> Optional.of(translator.apply((E) expression)));
    }

    private static <E extends Expression> void addPlain(Class<E> type, String function) {
        add(type, expression -> new NativeCall(function, NativeCall.LEGACY, Scala.list(expression.children())));
    }

    private static <E extends BinaryArithmetic> void addArithmetic(Class<E> type, String function) {
        add(
                type,
                expression -> new NativeCall(
                        function, expression.evalMode().toString(), List.of(expression.left(), expression.right())));
    }

    /** Turns And and Or chains of any shape into one call: deep chains would overflow the stack of protobuf's writer. */
    private static List<Expression> flatten(Expression expression, Class<?> type) {
        List<Expression> operands = new ArrayList<>();
        List<Expression> pending = new ArrayList<>(List.of(expression));
        while (!pending.isEmpty()) {
            Expression next = pending.remove(pending.size() - 1);
            if (type.isInstance(next)) {
                List<Expression> children = Scala.list(next.children());
                pending.add(children.get(1));
                pending.add(children.get(0));
            } else {
                operands.add(next);
            }
        }
        return operands;
    }

    private static NativeCall timeField(String function, Expression child, Option<String> zone) {
        return NativeCall.of(function, child, string(fieldZone(child.dataType(), zone)));
    }

    /** Follows TimeZoneAwareExpression.zoneIdForType: times without a zone are read in UTC. */
    private static String fieldZone(DataType type, Option<String> zone) {
        return type instanceof TimestampNTZType || zone.isEmpty() ? "UTC" : zone.get();
    }

    private static List<Expression> append(Seq<Expression> children, Expression last) {
        List<Expression> arguments = new ArrayList<>(Scala.<Expression>list(children));
        arguments.add(last);
        return arguments;
    }

    /** Calls of Quiver's that stand for a key, see {@link ComparableKeys#ordered}, and Spark's replacements for functions. */
    private static Optional<NativeCall> ofStatic(StaticInvoke call) {
        String function = null;
        if (ComparableKeys.isNumberOfKey(call)) {
            function = "carried_number";
        } else if (call.staticObject() == JsonExpressionUtils.class
                && call.functionName().equals("lengthOfJsonArray")) {
            function = "json_array_length";
        }
        return Optional.ofNullable(function)
                .map(name -> new NativeCall(name, NativeCall.LEGACY, Scala.list(call.children())));
    }

    static {
        TABLE.put(StaticInvoke.class, call -> ofStatic((StaticInvoke) call));
        TABLE.put(GetArrayItem.class, item -> SplitCalls.of((GetArrayItem) item));
        PatternCalls.TABLE.forEach(TABLE::put);
        TABLE.put(ElementAt.class, element -> SplitCalls.of((ElementAt) element));
        add(And.class, and -> new NativeCall("and", NativeCall.LEGACY, flatten(and, And.class)));
        add(Or.class, or -> new NativeCall("or", NativeCall.LEGACY, flatten(or, Or.class)));
        addPlain(Not.class, "not");
        addPlain(IsNull.class, "is_null");
        addPlain(IsNotNull.class, "is_not_null");
        addPlain(Coalesce.class, "coalesce");
        addPlain(EqualTo.class, "equal");
        addPlain(EqualNullSafe.class, "is_not_distinct_from");
        addPlain(LessThan.class, "lt");
        addPlain(LessThanOrEqual.class, "lte");
        addPlain(GreaterThan.class, "gt");
        addPlain(GreaterThanOrEqual.class, "gte");

        addArithmetic(Add.class, "add");
        addArithmetic(Subtract.class, "subtract");
        addArithmetic(Multiply.class, "multiply");
        addArithmetic(Divide.class, "divide");
        addArithmetic(IntegralDivide.class, "div");
        addArithmetic(Remainder.class, "remainder");
        addArithmetic(Pmod.class, "pmod");
        add(
                UnaryMinus.class,
                minus -> new NativeCall("negative", NativeCall.mode(minus.failOnError()), List.of(minus.child())));
        add(Abs.class, abs -> new NativeCall("abs", NativeCall.mode(abs.failOnError()), List.of(abs.child())));
        add(
                Round.class,
                round -> new NativeCall(
                        "round", NativeCall.mode(round.ansiEnabled()), List.of(round.child(), round.scale())));
        add(
                BRound.class,
                round -> new NativeCall(
                        "bround", NativeCall.mode(round.ansiEnabled()), List.of(round.child(), round.scale())));

        add(
                Cast.class,
                cast -> new NativeCall(
                        "cast",
                        cast.evalMode().toString(),
                        List.of(
                                cast.child(),
                                string(
                                        cast.needsTimeZone()
                                                        && cast.timeZoneId().isDefined()
                                                ? cast.timeZoneId().get()
                                                : ""))));
        add(
                CheckOverflow.class,
                check -> new NativeCall(
                        "check_overflow", NativeCall.mode(!check.nullOnOverflow()), List.of(check.child())));
        add(
                MakeDecimal.class,
                make -> new NativeCall("make_decimal", NativeCall.mode(!make.nullOnOverflow()), List.of(make.child())));

        add(
                Like.class,
                like -> NativeCall.of("like", like.left(), like.right(), string(String.valueOf(like.escapeChar()))));
        add(
                Murmur3Hash.class,
                hash -> new NativeCall("hash", NativeCall.LEGACY, append(hash.children(), integer(hash.seed()))));
        add(
                CollationAwareMurmur3Hash.class,
                hash -> new NativeCall("hash", NativeCall.LEGACY, append(hash.children(), integer(hash.seed()))));
        add(
                XxHash64.class,
                hash -> new NativeCall(
                        "xxhash64",
                        NativeCall.LEGACY,
                        append(hash.children(), new Literal(hash.seed(), DataTypes.LongType))));

        add(Hour.class, field -> timeField("hour", field.child(), field.timeZoneId()));
        add(Minute.class, field -> timeField("minute", field.child(), field.timeZoneId()));
        add(Second.class, field -> timeField("second", field.child(), field.timeZoneId()));
        add(
                MakeDate.class,
                make -> new NativeCall(
                        "make_date",
                        NativeCall.mode(make.failOnError()),
                        List.of(make.year(), make.month(), make.day())));
        add(
                NextDay.class,
                next -> new NativeCall(
                        "next_day", NativeCall.mode(next.failOnError()), List.of(next.startDate(), next.dayOfWeek())));
    }
}
