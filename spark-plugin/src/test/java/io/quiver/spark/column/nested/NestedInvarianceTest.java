/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.column.nested;

import static org.assertj.core.api.Assertions.assertThat;

import io.quiver.exec.vector.Batch;
import io.quiver.exec.vector.BytesColumn;
import io.quiver.exec.vector.Column;
import io.quiver.exec.vector.NestedColumn;
import io.quiver.spark.TestSession;
import io.quiver.spark.column.BatchRow;
import io.quiver.spark.column.RowReader;
import io.quiver.spark.column.UnsafeForm;
import io.quiver.spark.compat.Scala;
import io.quiver.spark.expression.SparkExpressions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.Alias;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.BindReferences;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.NamedExpression;
import org.apache.spark.sql.catalyst.expressions.UnsafeProjection;
import org.apache.spark.sql.catalyst.expressions.package$;
import org.apache.spark.sql.catalyst.plans.logical.Project;
import org.apache.spark.sql.classic.Dataset;
import org.apache.spark.sql.classic.SparkSession;
import org.apache.spark.sql.types.DataType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every function of {@link NestedCatalog} returns what Spark's code returns for the same rows, byte for byte, or leaves the batch
 * to it. A function without an expression here fails the test. {@code -Dinvariance.seed=7} uses other values.
 */
final class NestedInvarianceTest {
    private static final int[] SIZES = {0, 1, 7, 64, 200};

    /** Which values are compared is in {@link NestedValues}: {@code i}, {@code j} are arrays of numbers, and so on. */
    private static final List<String> EXPRESSIONS = List.of(
            "st.a",
            "st.b",
            "st.c.x",
            "size(st.c.y)",
            "ss.a",
            "ss.b",
            "i[1]",
            "get(s, k)",
            "get(ss, 0).b",
            "try_element_at(i, k + 7)",
            "try_element_at(s, -1)",
            "m['a']",
            "m[t]",
            "mi[k]",
            "md[d]",
            "size(i)",
            "size(m)",
            "cardinality(ss)",
            "map_keys(m)",
            "map_values(md)",
            "map_entries(mi)",
            "array_contains(i, k)",
            "array_contains(s, t)",
            "array_contains(x, d)",
            "array_contains(s, 'a')",
            "array_position(i, k)",
            "array_position(x, d)",
            "array_remove(i, k)",
            "array_remove(s, t)",
            "array_remove(x, 0.0D)",
            "sort_array(i)",
            "sort_array(s, false)",
            "array_sort(i)",
            "array_sort(s)",
            "array_sort(array(k, 3, -k))",
            "array_min(i)",
            "array_max(x)",
            "array_min(s)",
            "array_max(l)",
            "array_distinct(i)",
            "array_distinct(s)",
            "array_union(i, j)",
            "array_union(s, u)",
            "array_except(i, j)",
            "array_except(u, s)",
            "array_intersect(i, j)",
            "array_intersect(s, u)",
            "arrays_overlap(i, j)",
            "arrays_overlap(s, u)",
            "slice(i, 2, 2)",
            "slice(s, -2, k * k)",
            "reverse(i)",
            "reverse(ss)",
            "flatten(n)",
            "concat(i, j)",
            "concat(s, u, s)",
            "arrays_zip(i, s)",
            "arrays_zip(n, x)",
            "array_join(s, '-')",
            "array_join(u, t, '?')",
            "transform(i, e -> e % 10 + k)",
            "transform(s, e -> upper(e))",
            "transform(ss, e -> e.a)",
            "transform(n, e -> size(e))",
            "transform(i, (e, p) -> p * 2)",
            "transform(n, e -> transform(e, g -> g % 5 + k))",
            "filter(i, e -> e > k)",
            "filter(ss, e -> e.b = t)",
            "filter(s, (e, p) -> p <> k)",
            "exists(i, e -> e = k)",
            "exists(s, e -> e = 'a')",
            "forall(x, e -> e >= d)",
            "aggregate(l, 0L, (a, e) -> (a + coalesce(e, 1L)) % 1000)",
            "aggregate(i, k, (a, e) -> e, a -> a % 3)",
            "aggregate(x, d, (a, e) -> a / 2 + e)",
            "zip_with(i, j, (l, r) -> l <=> r)",
            "zip_with(s, u, (l, r) -> concat(l, t, r))",
            "map_filter(m, (key, v) -> v > k)",
            "map_filter(mi, (key, v) -> key <> k)",
            "transform_values(m, (key, v) -> concat(key, v, t))",
            "transform_keys(mi, (key, v) -> key % 1000)",
            "struct(k, t, i)",
            "named_struct('a', st, 'b', m)",
            "array(k, k % 2, NULL)",
            "array(t, 'a')",
            "array(i, j)",
            "array_repeat(t, k)",
            "array_append(i, k)",
            "array_prepend(s, t)",
            "array_insert(i, 3, k)",
            "array_insert(s, -3, t)",
            "sequence(k, k + 9, 2)",
            "sequence(k, 3)",
            "sequence(k * 10L, k * 10L - 7, -2L)",
            "sequence(date_add(DATE'2020-02-27', k), DATE'2020-03-03')",
            "sequence(DATE'2020-03-05', date_add(DATE'2020-03-05', k * k), INTERVAL '2' DAY)",
            "map('a', k, 'b', 1)",
            "map(k, t, k + 1000, t)",
            "map_concat(mi, map(k + 5000, t))",
            "map_concat(m, map_filter(m, (key, v) -> false))",
            "map_from_arrays(array(k, 1000), array(t, 'x'))",
            "from_json(t, 'a INT, b STRING')",
            "from_json(concat('{\"a\": ', k, ', \"b\": [\"', t, '\"]}'), 'a INT, b ARRAY<STRING>')",
            "from_json(concat('[', k, ', ', d, ']'), 'ARRAY<DOUBLE>')",
            "from_json(to_json(m), 'MAP<STRING, STRING>')['a']",
            "json_object_keys(to_json(m))",
            "to_json(st)",
            "to_json(i)",
            "to_json(m)",
            "to_json(ss, map('ignoreNullFields', 'false'))",
            "to_json(struct(x, s, n))",
            "arrays_overlap(s, array('a', 'b'))",
            "array_contains(array(1, 2, 3), k)",
            "map('x', 1, 'a', 2)[t]",
            "size(filter(i, e -> e > k))",
            "array_contains(transform(i, e -> e % 5), 1)",
            "element_at(map_filter(m, (key, v) -> true), 'a')");

    @TempDir
    private static Path folder;

    private static SparkSession spark;

    private final Random random = new Random(Long.getLong("invariance.seed", 1));
    private final Set<Class<?>> compared = new HashSet<>();
    private final List<String> problems = new ArrayList<>();
    private int batches;
    private int left;

    @BeforeAll
    static void start() {
        spark = TestSession.start(folder, Map.of());
    }

    @AfterAll
    static void stop() {
        spark.stop();
    }

    @Test
    void everyFunctionEqualsSparksCode() {
        List<Batch> inputs = inputs();
        for (String ansi : List.of("false", "true")) {
            spark.conf().set("spark.sql.ansi.enabled", ansi);
            Dataset<Row> table = spark.createDataFrame(spark.emptyDataFrame().javaRDD(), NestedValues.SCHEMA);
            for (String text : EXPRESSIONS) {
                Project project =
                        (Project) table.selectExpr(text).queryExecution().optimizedPlan();
                NamedExpression named = (NamedExpression) project.projectList().head();
                List<Attribute> columns = Scala.list(project.child().output());
                compare(text, named instanceof Alias alias ? alias.child() : (Expression) named, columns, inputs);
            }
        }
        System.out.printf("nested: %d batches compared, %d left to Spark, %d differ%n", batches, left, problems.size());
        assertThat(problems).isEmpty();
        assertThat(compared).as("functions that some expression has").containsAll(NestedCatalog.classes());
    }

    private List<Batch> inputs() {
        List<Batch> inputs = new ArrayList<>();
        for (int size : SIZES) {
            Batch rows = new NestedValues(random).batch(size);
            inputs.add(rows);
            inputs.add(ofParts(rows, Column::flat));
            inputs.add(ofParts(rows, column -> column));
        }
        Batch longer = ofParts(new NestedValues(random).batch(300), column -> column);
        int[] some = new int[120];
        Arrays.setAll(some, i -> random.nextInt(300));
        inputs.add(longer.gather(some, some.length));
        int[] few = {299, 3, 4, 250};
        inputs.add(longer.gather(few, few.length));
        return inputs;
    }

    /** The nested columns as columns of their parts. */
    private static Batch ofParts(Batch rows, java.util.function.UnaryOperator<Column> each) {
        List<Column> columns = new ArrayList<>();
        for (int i = 0; i < rows.columnCount(); i++) {
            NestedViews views = NestedViews.of(NestedValues.SCHEMA.apply(i).dataType());
            columns.add(views == null ? rows.column(i) : views.lists(each.apply(rows.column(i))));
        }
        return new Batch(columns, rows.rowCount());
    }

    private void compare(String text, Expression expression, List<Attribute> columns, List<Batch> inputs) {
        List<Attribute> schema = columns;
        Expression bound =
                BindReferences.bindReference(expression, package$.MODULE$.AttributeSeq(Scala.seq(schema)), false);
        Optional<NestedAccess> access = NestedAccess.of(bound, SparkExpressions::new);
        if (access.isEmpty()) {
            problems.add(text + ": no function");
            return;
        }
        int[] ordinals = columns.stream()
                .mapToInt(column -> NestedValues.SCHEMA.fieldIndex(column.name()))
                .toArray();
        for (Batch input : inputs) {
            List<Column> picked =
                    Arrays.stream(ordinals).mapToObj(input::column).toList();
            compare(text, bound, access.get(), new Batch(picked, input.rowCount()), columns);
        }
    }

    private void compare(String text, Expression bound, NestedAccess access, Batch input, List<Attribute> columns) {
        Column actual = access.read(input);
        if (actual == null) {
            left++;
            return;
        }
        batches++;
        if (input.rowCount() > 1) {
            collect(bound);
        }
        DataType[] types = columns.stream().map(Attribute::dataType).toArray(DataType[]::new);
        BatchRow row = new BatchRow(types);
        row.reset(input);
        UnsafeProjection projection = UnsafeProjection.create(Scala.seqOf(bound));
        RowReader reader = new RowReader(new DataType[] {bound.dataType()});
        List<InternalRow> rows = new ArrayList<>();
        try {
            for (int i = 0; i < input.rowCount(); i++) {
                rows.add(projection.apply(row.at(i)).copy());
            }
        } catch (RuntimeException e) {
            problems.add("%s: Spark fails at row %d of %d: %s".formatted(text, rows.size(), input.rowCount(), e));
            return;
        }
        Column expected = reader.readAll(rows.iterator(), rows.size()).column(0);
        for (int i = 0; i < input.rowCount(); i++) {
            String wanted = text(expected, i);
            String got = text(actual, i);
            if (!wanted.equals(got)) {
                problems.add("%s: row %d of %d is %s, on Spark %s".formatted(text, i, input.rowCount(), got, wanted));
                return;
            }
        }
    }

    private void collect(Expression expression) {
        compared.add(expression.getClass());
        Scala.<Expression>list(expression.children()).forEach(this::collect);
    }

    /** A value as bytes or a number. */
    private static String text(Column column, int row) {
        if (column.isNull(row)) {
            return "NULL";
        }
        Column flat = column instanceof NestedColumn nested ? UnsafeForm.bytes(nested) : column.flat();
        Column one = flat.gather(new int[] {row}, 1);
        if (one instanceof BytesColumn bytes) {
            int start = bytes.starts()[0];
            return Arrays.toString(Arrays.copyOfRange(bytes.data(), start, start + bytes.lengths()[0]));
        }
        return NestedValues.number(one);
    }
}
