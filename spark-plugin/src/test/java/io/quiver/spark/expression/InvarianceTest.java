/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.expression;

import static org.assertj.core.api.Assertions.assertThat;

import io.quiver.bridge.TranslatedFragment;
import io.quiver.bridge.expression.ComparableKeys;
import io.quiver.exec.error.Declined;
import io.quiver.exec.error.RowFailure;
import io.quiver.exec.expression.Evaluator;
import io.quiver.exec.expression.Expression;
import io.quiver.exec.expression.ExpressionCompiler;
import io.quiver.exec.expression.ForeignExpressions;
import io.quiver.exec.function.EvaluationMode;
import io.quiver.exec.function.ScalarFunction;
import io.quiver.exec.function.catalog.FunctionCatalog;
import io.quiver.exec.plan.CompiledPlan;
import io.quiver.exec.plan.PlanNode;
import io.quiver.exec.vector.Batch;
import io.quiver.exec.vector.Column;
import io.quiver.exec.vector.ColumnBuilder;
import io.quiver.exec.vector.ColumnType;
import io.quiver.exec.vector.IntColumn;
import io.quiver.exec.vector.LongColumn;
import io.quiver.spark.TestSession;
import io.quiver.spark.column.CarriedColumn;
import io.quiver.spark.column.SparkTypes;
import io.quiver.spark.compat.Scala;
import io.quiver.spark.compat.SparkMinor;
import io.quiver.spark.translation.Translation;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.expressions.Alias;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.AttributeReference;
import org.apache.spark.sql.catalyst.expressions.BindReferences;
import org.apache.spark.sql.catalyst.expressions.CheckOverflow;
import org.apache.spark.sql.catalyst.expressions.EqualTo;
import org.apache.spark.sql.catalyst.expressions.Length;
import org.apache.spark.sql.catalyst.expressions.MakeDecimal;
import org.apache.spark.sql.catalyst.expressions.NamedExpression;
import org.apache.spark.sql.catalyst.expressions.NamedExpression$;
import org.apache.spark.sql.catalyst.expressions.Not;
import org.apache.spark.sql.catalyst.expressions.UnscaledValue;
import org.apache.spark.sql.catalyst.expressions.package$;
import org.apache.spark.sql.catalyst.optimizer.NormalizeNaNAndZero;
import org.apache.spark.sql.catalyst.plans.logical.Project;
import org.apache.spark.sql.classic.Dataset;
import org.apache.spark.sql.classic.SparkSession;
import org.apache.spark.sql.types.BinaryType;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.ByteType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DateType;
import org.apache.spark.sql.types.DayTimeIntervalType;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.DoubleType;
import org.apache.spark.sql.types.FloatType;
import org.apache.spark.sql.types.IntegerType;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.ShortType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.TimeType;
import org.apache.spark.sql.types.YearMonthIntervalType;
import org.apache.spark.sql.vectorized.ColumnVector;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every kernel returns what Spark's own code returns with the kernel switched off, bit for bit, or declines the batch. A kernel
 * without an expression here fails the test. {@code -Dinvariance.seed=7} uses other values.
 */
final class InvarianceTest {
    private static final int[] SIZES = {0, 1, 63, 64, 65};
    private static final int LARGE = 4096;
    private static final int LONGEST_LIST = 40;

    @TempDir
    private static Path folder;

    private static SparkSession spark;

    private final Random random = new Random(Long.getLong("invariance.seed", 1));
    private final Set<String> compared = new TreeSet<>();
    private final List<String> problems = new ArrayList<>();
    private final Set<ByteBuffer> known = new HashSet<>();
    private int batches;
    private int declined;

    @BeforeAll
    static void start() {
        spark = TestSession.start(folder, Map.of("spark.sql.session.timeZone", "America/Los_Angeles"));
    }

    @AfterAll
    static void stop() {
        spark.stop();
    }

    @Test
    void everyKernelEqualsSparksCode() {
        List<Batch> inputs = inputs();
        for (String ansi : List.of("false", "true")) {
            spark.conf().set("spark.sql.ansi.enabled", ansi);
            Dataset<Row> table = spark.createDataFrame(spark.emptyDataFrame().javaRDD(), InvarianceInputs.SCHEMA);
            List<String> all = InvarianceExpressions.all();
            Project project = (Project) table.selectExpr(all.toArray(String[]::new))
                    .queryExecution()
                    .optimizedPlan();
            List<NamedExpression> named = Scala.list(project.projectList());
            List<Attribute> columns = Scala.list(project.child().output());
            for (int i = 0; i < all.size(); i++) {
                compare("%s (ANSI %s)".formatted(all.get(i), ansi), withoutName(named.get(i)), columns, inputs);
            }
            withoutSql(Scala.list(table.queryExecution().analyzed().output()), inputs);
        }
        carriedNumbers(inputs);
        System.out.printf(
                "invariance: %d batches compared, %d declined, %d differ%n", batches, declined, problems.size());
        assertThat(problems.subList(0, Math.min(problems.size(), LONGEST_LIST))).isEmpty();
        assertThat(compared)
                .as("kernels that some expression of this test has")
                .containsAll(FunctionCatalog.standard().functions().stream()
                        .map(ScalarFunction::name)
                        .toList());
    }

    private static org.apache.spark.sql.catalyst.expressions.Expression withoutName(NamedExpression named) {
        return named instanceof Alias alias
                ? alias.child()
                : (org.apache.spark.sql.catalyst.expressions.Expression) named;
    }

    /** What Spark's planner makes and nobody can write. */
    private void withoutSql(List<Attribute> columns, List<Batch> inputs) {
        for (int ordinal = 0; ordinal < columns.size(); ordinal++) {
            Attribute column = columns.get(ordinal);
            int other = (ordinal + columns.size() / 2) % columns.size();
            compare(
                    "not_equal",
                    new Not(new EqualTo(column, columns.get(other))),
                    call("not_equal", ColumnType.BOOLEAN, columns, ordinal, other),
                    columns,
                    inputs);
            if (column.name().startsWith("string")) {
                Expression length = call("char_length", ColumnType.INT, columns, ordinal);
                compare("char_length", new Length(column), length, columns, inputs);
            }
            if (column.dataType() instanceof NumericType) {
                // replaced by what it is applied to before Spark evaluates it
                Expression same = call("positive", SparkTypes.columnType(column.dataType()), columns, ordinal);
                compare("positive", column, same, columns, inputs);
            }
            if (column.dataType() instanceof DecimalType type && type.precision() <= 18) {
                compare("unscaled", new UnscaledValue(column), columns, inputs);
                compare(
                        "make",
                        new MakeDecimal(new UnscaledValue(column), type.precision(), type.scale()),
                        columns,
                        inputs);
            }
            if (column.dataType() instanceof DecimalType type) {
                compare(
                        "fits",
                        new CheckOverflow(column, new DecimalType(type.precision() - 2, 1), true),
                        columns,
                        inputs);
            }
            if (column.name().startsWith("float") || column.name().startsWith("double")) {
                compare("zero", new NormalizeNaNAndZero(column), columns, inputs);
            }
        }
    }

    /** Intervals and times, which are carried as bytes, by the numbers that stand for them where they are sorted by. */
    private void carriedNumbers(List<Batch> inputs) {
        List<DataType> types = new ArrayList<>(List.of(YearMonthIntervalType.DEFAULT(), DayTimeIntervalType.DEFAULT()));
        if (SparkMinor.of(org.apache.spark.package$.MODULE$.SPARK_VERSION()).orElseThrow() != SparkMinor.SPARK_4_0) {
            types.add(new TimeType(6));
        }
        for (DataType type : types) {
            Attribute column = new AttributeReference(
                    "carried",
                    type,
                    true,
                    Metadata.empty(),
                    NamedExpression$.MODULE$.newExprId(),
                    Scala.seq(List.of()));
            List<Batch> carried =
                    inputs.stream().map(input -> carried(input, type)).toList();
            compare("number of " + type, ComparableKeys.ordered(column), List.of(column), carried);
        }
    }

    private static Batch carried(Batch input, DataType type) {
        boolean isInt = type instanceof YearMonthIntervalType;
        Column numbers = input.columns().stream()
                .filter(column -> column.type().equals(isInt ? ColumnType.INT : ColumnType.LONG))
                .findFirst()
                .orElseThrow()
                .flat();
        ColumnBuilder builder = ColumnBuilder.create(SparkTypes.columnType(type), input.rowCount());
        int byteCount = isInt ? Integer.BYTES : Long.BYTES;
        for (int row = 0; row < input.rowCount(); row++) {
            if (numbers.isNull(row)) {
                builder.appendNull();
                continue;
            }
            long number = isInt ? ((IntColumn) numbers).values()[row] : ((LongColumn) numbers).values()[row];
            byte[] bytes = ByteBuffer.allocate(Long.BYTES)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putLong(number)
                    .array();
            builder.appendBytes(bytes, 0, byteCount);
        }
        return new Batch(List.of(builder.build()), input.rowCount());
    }

    /** A call that plans may have and the bridge does not make. */
    private static Expression call(String name, ColumnType result, List<Attribute> columns, int... ordinals) {
        List<Expression> arguments = new ArrayList<>();
        for (int ordinal : ordinals) {
            ColumnType type = SparkTypes.columnType(columns.get(ordinal).dataType());
            arguments.add(new Expression.FieldReference(ordinal, type));
        }
        return new Expression.Call(name, EvaluationMode.LEGACY, arguments, result);
    }

    private List<Batch> inputs() {
        List<Batch> inputs = new ArrayList<>();
        for (boolean odd : new boolean[] {false, true}) {
            InvarianceInputs values = new InvarianceInputs(random, odd);
            for (InvarianceInputs.Form form : InvarianceInputs.Form.values()) {
                for (int rows : SIZES) {
                    inputs.add(values.batch(rows, form));
                }
            }
            inputs.add(values.batch(LARGE, InvarianceInputs.Form.SOME_NULLS));
        }
        return inputs;
    }

    private void compare(
            String text,
            org.apache.spark.sql.catalyst.expressions.Expression expression,
            List<Attribute> columns,
            List<Batch> inputs) {
        TranslatedFragment fragment = Translation.translator().translateProjection(columns, List.of(expression));
        if (!known.add(ByteBuffer.wrap(fragment.plan()))) {
            // the mode makes no difference
            return;
        }
        PlanNode.ProjectNode project =
                (PlanNode.ProjectNode) CompiledPlan.of(fragment.plan()).root();
        compare(text, expression, project.expressions().get(0), columns, inputs);
    }

    private void compare(
            String text,
            org.apache.spark.sql.catalyst.expressions.Expression expression,
            Expression translated,
            List<Attribute> columns,
            List<Batch> inputs) {
        ForeignExpressions none = (ordinal, type) -> (batch, active) -> {
            throw Declined.batch();
        };
        Evaluator kernels = new ExpressionCompiler(FunctionCatalog.standard(), none, List.of()).compile(translated);
        Evaluator host = new SparkExpressions(List.of(BindReferences.bindReference(
                        expression, package$.MODULE$.AttributeSeq(Scala.seq(columns)), false)))
                .evaluator(0, translated.type());
        Set<String> functions = new TreeSet<>();
        collect(translated, functions);
        for (Batch input : inputs) {
            compare(text, expression.dataType(), functions, kernels, host, input);
        }
    }

    private void compare(
            String text, DataType type, Set<String> functions, Evaluator kernels, Evaluator host, Batch input) {
        Column actual;
        try {
            actual = kernels.evaluate(input, null);
        } catch (Declined | RowFailure notHere) {
            declined++;
            return;
        }
        batches++;
        if (input.rowCount() > 1) {
            compared.addAll(functions);
        }
        Column expected;
        try {
            expected = host.evaluate(input, null);
        } catch (RowFailure failure) {
            problems.add("%s: Spark fails at row %d of %d: %s"
                    .formatted(text, failure.row(), input.rowCount(), failure.failure()));
            return;
        }
        ColumnVector wanted = vector(expected, type);
        ColumnVector got = vector(actual, type);
        Values values = Values.of(type);
        for (int row = 0; row < input.rowCount(); row++) {
            if (wanted.isNullAt(row) != got.isNullAt(row)
                    || !wanted.isNullAt(row) && !values.at(wanted, row).equals(values.at(got, row))) {
                problems.add("%s: row %d of %d is %s, on Spark %s"
                        .formatted(text, row, input.rowCount(), values.text(got, row), values.text(wanted, row)));
                return;
            }
        }
    }

    private static ColumnVector vector(Column column, DataType type) {
        return CarriedColumn.vectors(new Batch(List.of(column), column.rowCount()), new DataType[] {type})[0];
    }

    private static void collect(Expression expression, Set<String> functions) {
        if (expression instanceof Expression.Call call) {
            functions.add(call.function());
        }
        expression.children().forEach(child -> collect(child, functions));
    }

    /** The values of a type, as objects that are equal where their bits are. */
    private interface Values {
        Object at(ColumnVector column, int row);

        default String text(ColumnVector column, int row) {
            return column.isNullAt(row) ? "NULL" : String.valueOf(at(column, row));
        }

        static Values of(DataType type) {
            if (type instanceof DecimalType decimal) {
                return (column, row) -> column.getDecimal(row, decimal.precision(), decimal.scale())
                        .toJavaBigDecimal();
            }
            if (type instanceof StringType) {
                return ColumnVector::getUTF8String;
            }
            if (type instanceof BinaryType) {
                return (column, row) -> ByteBuffer.wrap(column.getBinary(row));
            }
            if (type instanceof BooleanType) {
                return ColumnVector::getBoolean;
            }
            if (type instanceof ByteType) {
                return ColumnVector::getByte;
            }
            if (type instanceof ShortType) {
                return ColumnVector::getShort;
            }
            if (type instanceof IntegerType || type instanceof DateType) {
                return ColumnVector::getInt;
            }
            if (type instanceof FloatType) {
                return (column, row) -> Float.floatToIntBits(column.getFloat(row));
            }
            if (type instanceof DoubleType) {
                return (column, row) -> Double.doubleToLongBits(column.getDouble(row));
            }
            return ColumnVector::getLong;
        }
    }
}
