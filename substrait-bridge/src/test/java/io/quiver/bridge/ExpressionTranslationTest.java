/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.bridge;

import static io.quiver.bridge.Catalyst.add;
import static io.quiver.bridge.Catalyst.column;
import static io.quiver.bridge.Catalyst.literal;
import static io.quiver.bridge.Catalyst.scan;
import static io.quiver.bridge.Catalyst.seq;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quiver.bridge.support.Untranslatable;
import io.quiver.exec.expression.Expression;
import io.quiver.exec.expression.Expression.Call;
import io.quiver.exec.expression.Expression.Clause;
import io.quiver.exec.expression.Expression.Conditional;
import io.quiver.exec.expression.Expression.FieldReference;
import io.quiver.exec.expression.Expression.Foreign;
import io.quiver.exec.expression.Expression.Guard;
import io.quiver.exec.expression.Expression.InList;
import io.quiver.exec.expression.Expression.Literal;
import io.quiver.exec.expression.Expression.Parameter;
import io.quiver.exec.function.EvaluationMode;
import io.quiver.exec.plan.PlanNode.ProjectNode;
import io.quiver.exec.plan.SubstraitReader;
import io.quiver.exec.vector.ColumnType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.catalyst.expressions.And;
import org.apache.spark.sql.catalyst.expressions.AttributeReference;
import org.apache.spark.sql.catalyst.expressions.CaseWhen;
import org.apache.spark.sql.catalyst.expressions.Cast;
import org.apache.spark.sql.catalyst.expressions.Concat;
import org.apache.spark.sql.catalyst.expressions.EqualTo;
import org.apache.spark.sql.catalyst.expressions.EvalMode;
import org.apache.spark.sql.catalyst.expressions.GetStructField;
import org.apache.spark.sql.catalyst.expressions.GreaterThan;
import org.apache.spark.sql.catalyst.expressions.Hour;
import org.apache.spark.sql.catalyst.expressions.If;
import org.apache.spark.sql.catalyst.expressions.In;
import org.apache.spark.sql.catalyst.expressions.InSet;
import org.apache.spark.sql.catalyst.expressions.IsNotNull;
import org.apache.spark.sql.catalyst.expressions.KnownNotNull;
import org.apache.spark.sql.catalyst.expressions.Length;
import org.apache.spark.sql.catalyst.expressions.Like;
import org.apache.spark.sql.catalyst.expressions.Murmur3Hash;
import org.apache.spark.sql.catalyst.expressions.Or;
import org.apache.spark.sql.catalyst.expressions.Rand;
import org.apache.spark.sql.catalyst.expressions.Size;
import org.apache.spark.sql.catalyst.expressions.StringTrim;
import org.apache.spark.sql.catalyst.expressions.TruncTimestamp;
import org.apache.spark.sql.catalyst.expressions.Upper;
import org.apache.spark.sql.catalyst.expressions.aggregate.Max;
import org.apache.spark.sql.catalyst.trees.CurrentOrigin;
import org.apache.spark.sql.execution.ScalarSubquery;
import org.apache.spark.sql.execution.SubqueryExec;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Decimal;
import org.apache.spark.sql.types.StringType$;
import org.apache.spark.unsafe.types.UTF8String;
import org.junit.jupiter.api.Test;
import scala.Option;
import scala.Tuple2;
import scala.collection.immutable.Set$;

class ExpressionTranslationTest {
    private static final AttributeReference INT = column("i", DataTypes.IntegerType);
    private static final AttributeReference TEXT = column("s", DataTypes.StringType);
    private static final AttributeReference TIME = column("t", DataTypes.TimestampType);
    private static final AttributeReference LIST = column("l", DataTypes.createArrayType(DataTypes.IntegerType));
    private static final AttributeReference COLLATED = column("c", StringType$.MODULE$.apply("UNICODE"));
    private static final List<AttributeReference> INPUT = List.of(INT, TEXT, TIME, LIST, COLLATED);

    private static final FieldReference FIELD_INT = new FieldReference(0, ColumnType.INT);
    private static final FieldReference FIELD_TEXT = new FieldReference(1, ColumnType.STRING);
    private static final FieldReference FIELD_TIME = new FieldReference(2, ColumnType.TIMESTAMP);

    private final FakeCapabilities capabilities = new FakeCapabilities();
    private TranslatedFragment fragment;

    private Expression translate(org.apache.spark.sql.catalyst.expressions.Expression expression) {
        return translateAll(expression).get(0);
    }

    private List<Expression> translateAll(org.apache.spark.sql.catalyst.expressions.Expression... expressions) {
        fragment = new PlanTranslator(capabilities).translateProjection(List.copyOf(INPUT), List.of(expressions));
        return ((ProjectNode) SubstraitReader.read(fragment.plan())).expressions();
    }

    private static Call call(String function, EvaluationMode mode, ColumnType type, Expression... arguments) {
        return new Call(function, mode, List.of(arguments), type);
    }

    /** A guarded expression's vectorised part; byte arrays compare by value through the text of a record. */
    private static Call guarded(Expression expression) {
        return (Call) ((Guard) expression).vectorised();
    }

    private static Object text(Expression literal) {
        return new String((byte[]) ((Literal) literal).value(), StandardCharsets.UTF_8);
    }

    private static org.apache.spark.sql.catalyst.expressions.Literal of(Object value, DataType type) {
        return new org.apache.spark.sql.catalyst.expressions.Literal(value, type);
    }

    @Test
    void literalsKeepTheirValues() {
        List<Expression> literals = translateAll(
                of(true, DataTypes.BooleanType),
                of((byte) -3, DataTypes.ByteType),
                of((short) -300, DataTypes.ShortType),
                of(Long.MIN_VALUE, DataTypes.LongType),
                of(-0.0f, DataTypes.FloatType),
                of(Double.NaN, DataTypes.DoubleType),
                of(19000, DataTypes.DateType),
                of(-1L, DataTypes.TimestampType),
                of(-2L, DataTypes.TimestampNTZType),
                of(Decimal.apply(new BigDecimal("-123.45"), 10, 2), DataTypes.createDecimalType(10, 2)),
                of(Decimal.apply(new BigDecimal("-12345678901234567890.5"), 38, 1), DataTypes.createDecimalType(38, 1)),
                of(Decimal.apply(new BigDecimal("0.00"), 2, 2), DataTypes.createDecimalType(2, 2)),
                of(null, DataTypes.DateType),
                of(null, DataTypes.NullType),
                of(null, LIST.dataType()));

        assertThat(literals)
                .containsExactly(
                        new Literal(true, ColumnType.BOOLEAN),
                        new Literal(-3, ColumnType.BYTE),
                        new Literal(-300, ColumnType.SHORT),
                        new Literal(Long.MIN_VALUE, ColumnType.LONG),
                        new Literal(-0.0f, ColumnType.FLOAT),
                        new Literal(Double.NaN, ColumnType.DOUBLE),
                        new Literal(19000, ColumnType.DATE),
                        new Literal(-1L, ColumnType.TIMESTAMP),
                        new Literal(-2L, ColumnType.TIMESTAMP_NTZ),
                        new Literal(-12345L, ColumnType.decimal(10, 2)),
                        new Literal(new BigInteger("-123456789012345678905"), ColumnType.decimal(38, 1)),
                        new Literal(0L, ColumnType.decimal(2, 2)),
                        new Literal(null, ColumnType.DATE),
                        new Literal(null, ColumnType.NULL),
                        new Literal(null, ColumnType.opaque("array<int>")));
    }

    @Test
    void stringsThatAreNoUtf8StayWithSpark() {
        assertThat(text(translate(literal("žluťoučký")))).isEqualTo("žluťoučký");

        Expression invalid = translate(of(UTF8String.fromBytes(new byte[] {(byte) 0xff, 'a'}), DataTypes.StringType));

        assertThat(invalid).isEqualTo(new Foreign(0, ColumnType.STRING));
    }

    @Test
    void chainsOfOrAreOneCall() {
        GreaterThan one = new GreaterThan(INT, literal(1));
        Call expected =
                call("gt", EvaluationMode.LEGACY, ColumnType.BOOLEAN, FIELD_INT, new Literal(1, ColumnType.INT));

        assertThat(translate(new Or(new Or(one, one), new Or(one, one))))
                .isEqualTo(
                        call("or", EvaluationMode.LEGACY, ColumnType.BOOLEAN, expected, expected, expected, expected));
    }

    @Test
    void conditionalsHaveAnElse() {
        GreaterThan condition = new GreaterThan(INT, literal(1));
        Call native1 = call("gt", EvaluationMode.LEGACY, ColumnType.BOOLEAN, FIELD_INT, new Literal(1, ColumnType.INT));
        Clause clause = new Clause(native1, FIELD_INT);

        List<Expression> translated = translateAll(
                new If(condition, INT, literal(5)),
                new CaseWhen(
                        seq(new Tuple2<
                                org.apache.spark.sql.catalyst.expressions.Expression,
                                org.apache.spark.sql.catalyst.expressions.Expression>(condition, INT)),
                        Option.empty()));

        assertThat(translated)
                .containsExactly(
                        new Conditional(List.of(clause), new Literal(5, ColumnType.INT), ColumnType.INT),
                        new Conditional(List.of(clause), new Literal(null, ColumnType.INT), ColumnType.INT));
    }

    @Test
    void listsOfLiteralsAreInLists() {
        InList expected = new InList(
                FIELD_INT,
                List.of(
                        new Literal(1, ColumnType.INT),
                        new Literal(3, ColumnType.INT),
                        new Literal(null, ColumnType.INT)));

        assertThat(translate(new In(INT, seq(literal(1), literal(3), of(null, DataTypes.IntegerType)))))
                .isEqualTo(expected);
        assertThat(translate(new InSet(INT, Set$.MODULE$.from(seq(new ArrayList<Object>() {
                    {
                        add(null);
                        add(3);
                        add(1);
                    }
                })))))
                .isEqualTo(expected);
        assertThat(translate(new In(INT, seq(literal(1), INT)))).isInstanceOf(Foreign.class);
    }

    @Test
    void castsCarryModeAndZone() {
        Cast toText = new Cast(TIME, DataTypes.StringType, Option.apply("Asia/Kolkata"), EvalMode.ANSI());
        Cast toLong = new Cast(INT, DataTypes.LongType, Option.apply("Asia/Kolkata"), EvalMode.TRY());

        Call text = guarded(translate(toText));
        Call number = guarded(translate(toLong));

        assertThat(text.mode()).isEqualTo(EvaluationMode.ANSI);
        assertThat(text.arguments().get(0)).isEqualTo(FIELD_TIME);
        assertThat(text(text.arguments().get(1))).isEqualTo("Asia/Kolkata");
        assertThat(number.mode()).isEqualTo(EvaluationMode.TRY);
        assertThat(text(number.arguments().get(1))).isEqualTo("");
        assertThat(translate(new Cast(INT, DataTypes.IntegerType, Option.empty(), EvalMode.ANSI())))
                .isEqualTo(FIELD_INT);
    }

    @Test
    void parametersBecomeTheLastArguments() {
        assertThat(text(guarded(translate(new Like(TEXT, literal("a%"), '/')))
                        .arguments()
                        .get(2)))
                .isEqualTo("/");
        assertThat(guarded(translate(new Murmur3Hash(seq(INT, TEXT), 42))).arguments())
                .containsExactly(FIELD_INT, FIELD_TEXT, new Literal(42, ColumnType.INT));
        assertThat(text(guarded(translate(new Hour(TIME, Option.apply("Europe/Prague"))))
                        .arguments()
                        .get(1)))
                .isEqualTo("Europe/Prague");
        assertThat(text(guarded(translate(new TruncTimestamp(literal("DAY"), TIME, Option.apply("Europe/Prague"))))
                        .arguments()
                        .get(2)))
                .isEqualTo("Europe/Prague");
        assertThat(guarded(translate(new StringTrim(TEXT, Option.empty()))).arguments())
                .hasSize(1);
        assertThat(guarded(translate(new StringTrim(TEXT, Option.apply(literal("x")))))
                        .arguments())
                .hasSize(2);
        assertThat(guarded(translate(new Concat(seq(TEXT, TEXT, TEXT)))).arguments())
                .hasSize(3);
    }

    @Test
    void callsThatAnswerEveryRowNeedNoGuard() {
        assertThat(translate(new Length(TEXT))).isInstanceOf(Guard.class);

        capabilities.total("length");

        assertThat(translate(new Length(TEXT)))
                .isEqualTo(call("length", EvaluationMode.LEGACY, ColumnType.INT, FIELD_TEXT));
        assertThat(translate(new Length(new Upper(TEXT)))).isInstanceOf(Guard.class);
    }

    @Test
    void onlyTheUncoveredSubtreeIsForeignAndTheWholeIsGuarded() {
        capabilities.without("upper");

        Expression translated = translate(new EqualTo(new Upper(new StringTrim(TEXT, Option.empty())), literal("x")));

        Call equal = guarded(translated);
        assertThat(equal.arguments().get(0)).isEqualTo(new Foreign(0, ColumnType.STRING));
        assertThat(fragment.foreign().get(0).toString()).isEqualTo("upper(trim(input[1, string, true], None))");
        assertThat(((Guard) translated).foreignOrdinal()).isEqualTo(1);
        assertThat(fragment.foreign().get(1)).isInstanceOf(EqualTo.class);
    }

    @Test
    void equalForeignExpressionsShareAnOrdinal() {
        capabilities.without("upper");

        List<Expression> translated = translateAll(new Upper(TEXT), new Upper(TEXT));

        assertThat(translated).containsExactly(new Foreign(0, ColumnType.STRING), new Foreign(0, ColumnType.STRING));
        assertThat(fragment.foreign()).hasSize(1);
    }

    @Test
    void equalForeignPartsShareAnOrdinalWhereverTheyStandInTheQuery() {
        capabilities.without("upper");
        Length first = new Length(upperAtLine(1));
        Length second = new Length(upperAtLine(2));

        assertThat(translateAll(first, second).stream()
                        .map(translated -> guarded(translated).arguments()))
                .containsOnly(List.of(new Foreign(0, ColumnType.STRING)));
        assertThat(translateAll(upperAtLine(1), upperAtLine(2)))
                .as("their own errors point at their own words")
                .containsExactly(new Foreign(0, ColumnType.STRING), new Guard(new Foreign(0, ColumnType.STRING), 1));
    }

    private static Upper upperAtLine(int line) {
        CurrentOrigin.setPosition(line, 0);
        try {
            return new Upper(TEXT);
        } finally {
            CurrentOrigin.reset();
        }
    }

    @Test
    void nondeterministicExpressionsAreForeignAsAWholeEachWithItsOwnState() {
        org.apache.spark.sql.catalyst.expressions.Expression random =
                new GreaterThan(new Rand(of(42L, DataTypes.LongType), false), of(0.5, DataTypes.DoubleType));

        assertThat(translateAll(random, random))
                .containsExactly(new Foreign(0, ColumnType.BOOLEAN), new Foreign(1, ColumnType.BOOLEAN));
    }

    @Test
    void marksForTheOptimiserAreDropped() {
        assertThat(translate(new KnownNotNull(INT))).isEqualTo(FIELD_INT);
    }

    @Test
    void whatKernelsCannotLookIntoIsPassedOnOrGivenToSpark() {
        List<Expression> translated = translateAll(
                LIST, COLLATED, new Size(LIST, false), new EqualTo(COLLATED, COLLATED), new IsNotNull(LIST));

        assertThat(translated)
                .containsExactly(
                        new FieldReference(3, ColumnType.opaque("array<int>")),
                        new FieldReference(4, ColumnType.opaque("collated_string")),
                        new Foreign(0, ColumnType.INT),
                        new Foreign(1, ColumnType.BOOLEAN),
                        call(
                                "is_not_null",
                                EvaluationMode.LEGACY,
                                ColumnType.BOOLEAN,
                                new FieldReference(3, ColumnType.opaque("array<int>"))));
    }

    @Test
    void scalarSubqueriesAreParameters() {
        ScalarSubquery subquery =
                new ScalarSubquery(SubqueryExec.createForScalarSubquery("q", scan(INT)), INT.exprId());

        assertThat(translateAll(subquery, new GreaterThan(INT, subquery)))
                .containsExactly(
                        new Parameter(0, ColumnType.INT),
                        call(
                                "gt",
                                EvaluationMode.LEGACY,
                                ColumnType.BOOLEAN,
                                FIELD_INT,
                                new Parameter(0, ColumnType.INT)));
        assertThat(fragment.parameters()).hasSize(1);
    }

    @Test
    void fieldsOfScalarSubqueriesAreParametersOfTheirOwn() {
        AttributeReference pair = column(
                "pair",
                DataTypes.createStructType(List.of(
                        DataTypes.createStructField("a", DataTypes.IntegerType, true),
                        DataTypes.createStructField("b", DataTypes.StringType, true))));
        ScalarSubquery subquery =
                new ScalarSubquery(SubqueryExec.createForScalarSubquery("q", scan(pair)), INT.exprId());
        GetStructField a = new GetStructField(subquery, 0, Option.apply("a"));
        GetStructField b = new GetStructField(subquery, 1, Option.apply("b"));

        assertThat(translateAll(a, b, new GetStructField(subquery, 0, Option.empty())))
                .containsExactly(
                        new Parameter(0, ColumnType.INT),
                        new Parameter(1, ColumnType.STRING),
                        new Parameter(0, ColumnType.INT));
        assertThat(fragment.parameters()).containsExactly(a, b);
        assertThat(fragment.foreign()).isEmpty();
    }

    @Test
    void whatOnlyPlansCanEvaluateIsRefused() {
        assertThatThrownBy(() -> translate(new Max(INT)))
                .isInstanceOf(Untranslatable.class)
                .hasMessageContaining("max");
    }

    @Test
    void deepTreesAreCutWhereTheirWriterWouldOverflow() {
        org.apache.spark.sql.catalyst.expressions.Expression deep = INT;
        for (int i = 0; i < 400; i++) {
            deep = add(deep, literal(1));
        }

        Expression translated = translate(deep);

        assertThat(Stream.iterate((Expression) guarded(translated), Call.class::isInstance, e -> ((Call) e)
                                .arguments()
                                .get(0))
                        .count())
                .isBetween(50L, 200L);
    }

    @Test
    void deepChainsOfAndDoNotOverflow() {
        org.apache.spark.sql.catalyst.expressions.Expression deep = new IsNotNull(INT);
        for (int i = 0; i < 500; i++) {
            deep = new And(deep, new GreaterThan(INT, literal(i)));
        }

        assertThat(((Call) translate(deep)).arguments()).hasSize(501);
    }

    @Test
    void lengthOfACollatedStringIsSparks() {
        assertThat(translate(new Length(COLLATED))).isEqualTo(new Foreign(0, ColumnType.INT));
    }
}
