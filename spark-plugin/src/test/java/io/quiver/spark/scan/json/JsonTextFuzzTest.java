/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.scan.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.quiver.exec.error.Declined;
import io.quiver.exec.error.RowFailure;
import io.quiver.exec.function.Constant;
import io.quiver.exec.function.EvaluationMode;
import io.quiver.exec.function.Signature;
import io.quiver.exec.function.catalog.FunctionCatalog;
import io.quiver.exec.operator.host.Generation;
import io.quiver.exec.vector.Batch;
import io.quiver.exec.vector.Bitmap;
import io.quiver.exec.vector.Column;
import io.quiver.exec.vector.ColumnType;
import io.quiver.exec.vector.ConstantColumn;
import io.quiver.spark.column.BatchRow;
import io.quiver.spark.column.RowReader;
import io.quiver.spark.column.SparkTypes;
import io.quiver.spark.column.text.JsonParses;
import io.quiver.spark.compat.Scala;
import io.quiver.spark.expression.SparkExpressions;
import io.quiver.spark.expression.SparkOperators;
import io.quiver.spark.scan.RowTexts;
import io.quiver.spark.scan.text.TextScanRdd;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.BoundReference;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.expressions.GetJsonObject;
import org.apache.spark.sql.catalyst.expressions.JsonObjectKeys;
import org.apache.spark.sql.catalyst.expressions.JsonToStructs;
import org.apache.spark.sql.catalyst.expressions.JsonTuple;
import org.apache.spark.sql.catalyst.expressions.LengthOfJsonArray;
import org.apache.spark.sql.catalyst.expressions.Literal;
import org.apache.spark.sql.catalyst.expressions.StructsToJson;
import org.apache.spark.sql.catalyst.expressions.UnsafeProjection;
import org.apache.spark.sql.catalyst.expressions.UnsafeRow;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Random JSON texts, valid and broken, give the results of Spark's own expressions.
 *
 * <p>{@code -Djsontext.seed=7 -Djsontext.columns=20000} runs that many columns of texts; {@code -Djsontext.column=123} only one.
 */
final class JsonTextFuzzTest {
    private static final long SEED = Long.getLong("jsontext.seed", 19);
    private static final int COLUMNS = Integer.getInteger("jsontext.columns", 400);
    private static final int ONLY = Integer.getInteger("jsontext.column", -1);
    private static final List<String> ZONES = List.of("America/Los_Angeles", "UTC", "Europe/Berlin");
    private static final List<String> POLICIES = List.of("EXCEPTION", "CORRECTED", "LEGACY");
    private static final List<String> STEPS =
            List.of(".a", ".b", ".x", ".y", "['a']", "[0]", "[1]", "[2]", ".x0", ".k", "['k2']", "[*]", ".*", ". a");
    private static final Expression TEXT = new BoundReference(0, DataTypes.StringType, true);

    private static SparkSession spark;

    private final List<String> problems = new ArrayList<>();
    private int parsedByUs;
    private long found;
    private long foundBySpark;

    @BeforeAll
    static void start() {
        spark = SparkSession.builder()
                .master("local[1]")
                .appName("texts")
                .config("spark.ui.enabled", "false")
                .getOrCreate();
        spark.sparkContext().setLogLevel("ERROR");
    }

    @AfterAll
    static void stop() {
        spark.stop();
    }

    @Test
    void textsGiveWhatSparksExpressionsGive() {
        for (int number = 0; number < COLUMNS && problems.size() < 20; number++) {
            if (ONLY < 0 || ONLY == number) {
                compare(number);
            }
        }
        System.out.printf(
                "%d columns, %d parsed by us, %d values found, %d left to Spark, %d differ%n",
                COLUMNS, parsedByUs, found, foundBySpark, problems.size());
        assertThat(problems).isEmpty();
        if (ONLY < 0) {
            assertThat(parsedByUs).isGreaterThan(COLUMNS / 3);
            assertThat(found).isGreaterThan(foundBySpark);
        }
    }

    private void compare(int number) {
        long seed = SEED * 1_000_003 + number;
        JsonCase file = new JsonCase(seed);
        Random random = new Random(seed);
        spark.conf().set("spark.sql.session.timeZone", pick(random, ZONES));
        spark.conf().set("spark.sql.legacy.timeParserPolicy", pick(random, POLICIES));
        spark.conf().set("spark.sql.json.enablePartialResults", Boolean.toString(random.nextInt(4) > 0));
        List<@Nullable UTF8String> texts = texts(file, random);
        parse(number, file, random, texts);
        compareTuple(number, file, random, texts);
        compareExpression(
                "column %d: json_object_keys".formatted(number), texts, new JsonObjectKeys(TEXT).replacement());
        for (int i = 0; i < 6; i++) {
            find(number, path(file, random), texts);
        }
        compareKernel(
                "column %d: json_array_length".formatted(number),
                texts,
                new LengthOfJsonArray(TEXT).replacement(),
                "json_array_length",
                new Signature(
                        EvaluationMode.LEGACY, List.of(ColumnType.STRING), List.of(Optional.empty()), ColumnType.INT),
                text -> new Column[] {text});
    }

    private static List<@Nullable UTF8String> texts(JsonCase file, Random random) {
        List<@Nullable UTF8String> texts = new ArrayList<>(Arrays.asList(null, UTF8String.fromString(" ")));
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (byte next : file.bytes) {
            if (next == '\n' || next == '\r' || next == '|') {
                texts.add(text(line.toByteArray(), random));
                line.reset();
            } else {
                line.write(next);
            }
        }
        texts.add(text(line.toByteArray(), random));
        return texts;
    }

    /** The line, an array of it, something behind it, or a part of it. */
    private static UTF8String text(byte[] line, Random random) {
        String text = new String(line, StandardCharsets.ISO_8859_1);
        String changed =
                switch (random.nextInt(12)) {
                    case 0 -> "[" + text + ", " + text + "]";
                    case 1 -> text + pick(random, List.of(" ", "x", "{}", ","));
                    case 2 -> text.substring(0, random.nextInt(text.length() + 1));
                    case 3 -> "{\"a\":" + text + ", \"b\" : [" + text + ",1]}";
                    default -> text;
                };
        return UTF8String.fromBytes(changed.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static <T> T pick(Random random, List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    private void parse(int number, JsonCase file, Random random, List<@Nullable UTF8String> texts) {
        StructType struct = StructType.fromDDL(file.schema());
        DataType schema =
                switch (random.nextInt(6)) {
                    case 0 -> DataTypes.createArrayType(struct);
                    case 1 -> DataTypes.createMapType(DataTypes.StringType, DataTypes.StringType);
                    case 2 -> DataTypes.createArrayType(DataTypes.StringType);
                    default -> struct;
                };
        Map<String, String> options = new LinkedHashMap<>(file.options);
        options.keySet().removeIf(option -> random.nextInt(3) > 0 && option.matches("lineSep|encoding|max.*|use.*"));
        JsonToStructs json =
                (JsonToStructs) new JsonToStructs(schema, Scala.map(options), TEXT, scala.Option.empty(), false)
                        .withTimeZone(spark.conf().get("spark.sql.session.timeZone"));
        parsedByUs += JsonParses.isOurs(json) ? 1 : 0;
        String name = "-Djsontext.seed=%d -Djsontext.column=%d from_json(%s) %s"
                .formatted(SEED, number, schema.sql(), options);
        compareExpression(name, texts, json);
        Map<String, String> writing = new LinkedHashMap<>(options);
        writing.keySet().removeIf(option -> option.matches("mode|lineSep"));
        if (random.nextInt(3) == 0) {
            writing.put("ignoreNullFields", Boolean.toString(random.nextBoolean()));
        }
        if (random.nextInt(8) == 0) {
            writing.put(random.nextBoolean() ? "pretty" : "writeNonAsciiCharacterAsCodePoint", "true");
        }
        StructsToJson text = new StructsToJson(
                Scala.map(writing), json, scala.Option.apply(spark.conf().get("spark.sql.session.timeZone")));
        compareExpression(name + " to_json " + writing, texts, text.replacement());
    }

    private void compareExpression(String name, List<@Nullable UTF8String> texts, Expression expression) {
        DataType type = expression.dataType();
        List<String> stock = new ArrayList<>();
        UnsafeProjection projection = UnsafeProjection.create(Scala.seqOf(expression));
        try {
            for (UTF8String text : texts) {
                UnsafeRow row = projection.apply(row(text));
                stock.add(RowTexts.text(row.isNullAt(0) ? null : row.get(0, type), type));
            }
        } catch (Exception e) { // also checked ones, which Scala throws undeclared
            stock.add(RowTexts.chain(e));
        }
        List<String> ours = new ArrayList<>();
        try {
            Column column = new SparkExpressions(List.of(expression))
                    .evaluator(0, SparkTypes.columnType(type))
                    .evaluate(batch(texts), null);
            addRows(ours, column, type);
        } catch (RowFailure failure) {
            addRows(ours, failure.computed(), type);
            ours.add(RowTexts.chain(failure.failure()));
        } catch (Exception e) {
            ours.add(RowTexts.chain(e));
        }
        addProblem(name, texts, stock, ours);
    }

    private void compareTuple(int number, JsonCase file, Random random, List<@Nullable UTF8String> texts) {
        List<Expression> children = new ArrayList<>(List.of(TEXT));
        for (int i = 1 + random.nextInt(4); i > 0; i--) {
            String field = random.nextInt(4) == 0
                    ? pick(random, List.of("a", "", "zz", "x1"))
                    : "c" + random.nextInt(file.types.size());
            children.add(new Literal(UTF8String.fromString(field), DataTypes.StringType));
        }
        JsonTuple tuple = new JsonTuple(Scala.seq(children));
        List<String> stock = new ArrayList<>();
        for (UTF8String text : texts) {
            InternalRow row = (InternalRow) tuple.eval(row(text)).iterator().next();
            stock.add(RowTexts.text(row, tuple.elementSchema()));
        }
        List<String> ours = new ArrayList<>();
        Generation generation = new SparkOperators(List.of(tuple), 0).generation(0, false);
        generation.start(batch(texts));
        for (Generation.Rows rows = generation.next(17); rows != null; rows = generation.next(17)) {
            DataType[] types = TextScanRdd.types(tuple.elementSchema());
            BatchRow row = new BatchRow(types);
            row.reset(new Batch(rows.columns(), rows.rowCount()));
            for (int i = 0; i < rows.rowCount(); i++) {
                assertThat(rows.sources()[i]).isEqualTo(ours.size());
                ours.add(RowTexts.text(row.at(i), tuple.elementSchema()));
            }
        }
        addProblem("column %d: %s".formatted(number, tuple), texts, stock, ours);
    }

    private static void addRows(List<String> rows, Column column, DataType type) {
        BatchRow row = new BatchRow(new DataType[] {type});
        row.reset(new Batch(List.of(column), column.rowCount()));
        for (int i = 0; i < column.rowCount(); i++) {
            InternalRow at = row.at(i);
            rows.add(RowTexts.text(at.isNullAt(0) ? null : at.get(0, type), type));
        }
    }

    private static GenericInternalRow row(@Nullable UTF8String text) {
        return new GenericInternalRow(new Object[] {text});
    }

    private static Batch batch(List<@Nullable UTF8String> texts) {
        return new RowReader(new DataType[] {DataTypes.StringType})
                .readAll(texts.stream().map(JsonTextFuzzTest::row).iterator(), texts.size());
    }

    private static String path(JsonCase file, Random random) {
        StringBuilder path = new StringBuilder("$");
        if (random.nextInt(4) > 0) {
            path.append(".c").append(random.nextInt(file.types.size()));
        }
        for (int i = random.nextInt(4); i > 0; i--) {
            path.append(pick(random, STEPS));
        }
        return path.toString();
    }

    private void find(int number, String path, List<@Nullable UTF8String> texts) {
        Literal constant = new Literal(UTF8String.fromString(path), DataTypes.StringType);
        Signature signature = new Signature(
                EvaluationMode.LEGACY,
                List.of(ColumnType.STRING, ColumnType.STRING),
                List.of(Optional.empty(), Optional.of(new Constant(path.getBytes(StandardCharsets.UTF_8)))),
                ColumnType.STRING);
        compareKernel(
                "column %d: get_json_object(%s)".formatted(number, path),
                texts,
                new GetJsonObject(TEXT, constant),
                "get_json_object",
                signature,
                text -> new Column[] {
                    text, ConstantColumn.of(path.getBytes(StandardCharsets.UTF_8), ColumnType.STRING, text.rowCount())
                });
    }

    /** Compares the rows that a kernel, where there is one, does not decline. */
    private void compareKernel(
            String name,
            List<@Nullable UTF8String> texts,
            Expression expression,
            String function,
            Signature signature,
            Function<Column, Column[]> arguments) {
        FunctionCatalog.standard().kernel(function, signature).ifPresent(kernel -> {
            Column[] columns = arguments.apply(batch(texts).column(0));
            long[] asked = Bitmap.ones(texts.size());
            Column made;
            try {
                made = kernel.evaluate(columns, texts.size(), asked);
            } catch (Declined declined) {
                asked = Bitmap.andNot(asked, declined.rows(), texts.size());
                made = kernel.evaluate(columns, texts.size(), asked);
            }
            List<String> ours = new ArrayList<>();
            addRows(ours, made, expression.dataType());
            for (int i = 0; i < texts.size(); i++) {
                if (!Bitmap.get(asked, i)) {
                    foundBySpark++;
                    continue;
                }
                found++;
                String stock = RowTexts.text(expression.eval(row(texts.get(i))), expression.dataType());
                if (!stock.equals(ours.get(i))) {
                    addProblem(name, texts.subList(i, i + 1), List.of(stock), List.of(ours.get(i)));
                }
            }
        });
    }

    private void addProblem(String name, List<@Nullable UTF8String> texts, List<String> stock, List<String> ours) {
        for (int i = 0; i < Math.max(stock.size(), ours.size()); i++) {
            String ofStock = i < stock.size() ? stock.get(i) : "none";
            String ofOurs = i < ours.size() ? ours.get(i) : "none";
            if (!ofStock.equals(ofOurs)) {
                String problem = "%s%nrow %d: %s%nstock:  %s%nquiver: %s%n"
                        .formatted(name, i, i < texts.size() ? texts.get(i) : "", ofStock, ofOurs);
                System.out.println(problem);
                problems.add(problem);
                return;
            }
        }
    }
}
