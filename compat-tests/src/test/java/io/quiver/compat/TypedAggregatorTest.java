/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.compat;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoder;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.expressions.Aggregator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Aggregators over objects, for each form in which Spark keeps their state. */
class TypedAggregatorTest {
    private static SideBySide sides;

    @BeforeAll
    static void start() {
        // which of two equal rows an aggregator meets first hangs on the sizes of files, by which Spark packs them into
        // tasks
        sides = new SideBySide(Map.of("spark.quiver.parquetWriter.enabled", "false"));
        for (SparkSession session : new SparkSession[] {sides.stock(), sides.quiver()}) {
            session.range(0, 5000, 1, 3)
                    .selectExpr(
                            "CAST(id % 97 AS INT) AS id",
                            "if(id % 11 = 0, NULL, concat('text ', id % 13)) AS text", "id % 7 AS g")
                    .write()
                    .saveAsTable("t");
        }
    }

    @AfterAll
    static void stop() {
        if (sides != null) {
            sides.close();
        }
    }

    static Stream<Function<SparkSession, Dataset<Row>>> queries() {
        return Stream.of(
                session -> numbers(session)
                        .select(new Words().toColumn().name("words"))
                        .toDF(),
                session -> numbers(session)
                        .groupByKey((MapFunction<Integer, Integer>) id -> id % 5, Encoders.INT())
                        .agg(new Words().toColumn().name("words"))
                        .toDF(),
                session -> session.table("t")
                        .as(Encoders.bean(Line.class))
                        .groupByKey((MapFunction<Line, Long>) Line::getG, Encoders.LONG())
                        .agg(new Longest().toColumn().name("longest"))
                        .toDF());
    }

    private static Dataset<Integer> numbers(SparkSession session) {
        return session.table("t").select("id").as(Encoders.INT());
    }

    @ParameterizedTest
    @MethodSource("queries")
    void aggregatorsGiveWhatTheyGiveOnStockSpark(Function<SparkSession, Dataset<Row>> query) {
        Outcome stock = Outcome.of(() -> query.apply(sides.stock()));
        Dataset<Row> frame = query.apply(sides.quiver());
        assertThat(Outcome.of(() -> frame)).isEqualTo(stock);
        assertThat(SideBySide.report(frame).accelerated()).anyMatch(name -> name.contains("Aggregate"));
        SideBySide.assertNothingHeld();
    }

    /** Its update puts expressions into each other that Quiver binds to other columns; so it stays on Spark. */
    @Test
    void aggregatorsThatKeepOnePlainValueStayOnSpark() {
        Function<SparkSession, Dataset<Row>> query = session -> numbers(session)
                .select(
                        new Words().toColumn().name("words"),
                        new PlainSum().toColumn().name("total"))
                .toDF();
        Outcome stock = Outcome.of(() -> query.apply(sides.stock()));
        assertThat(Outcome.of(() -> query.apply(sides.quiver()))).isEqualTo(stock);
    }

    /** A row. */
    public static final class Line implements java.io.Serializable {
        private static final long serialVersionUID = 1L;
        private int id;
        private String text;
        private long g;

        public int getId() {
            return id;
        }

        public void setId(int id) {
            this.id = id;
        }

        public String getText() {
            return text;
        }

        public void setText(String text) {
            this.text = text;
        }

        public long getG() {
            return g;
        }

        public void setG(long g) {
            this.g = g;
        }
    }

    /** State in a plain column. */
    private static final class PlainSum extends Aggregator<Integer, Object, Object> {
        private static final long serialVersionUID = 1L;

        @Override
        public Object zero() {
            return 0L;
        }

        @Override
        public Object reduce(Object total, Integer id) {
            return (Long) total + id;
        }

        @Override
        public Object merge(Object left, Object right) {
            return (Long) left + (Long) right;
        }

        @Override
        public Object finish(Object total) {
            return total;
        }

        @Override
        public Encoder<Object> bufferEncoder() {
            return Encoders.scalaLong();
        }

        @Override
        public Encoder<Object> outputEncoder() {
            return Encoders.scalaLong();
        }
    }

    /** State in an object that Spark turns into bytes. */
    private static final class Words extends Aggregator<Integer, TreeSet<String>, String> {
        private static final long serialVersionUID = 1L;

        @Override
        public TreeSet<String> zero() {
            return new TreeSet<>();
        }

        @Override
        public TreeSet<String> reduce(TreeSet<String> words, Integer id) {
            words.add("w" + id % 10);
            return words;
        }

        @Override
        public TreeSet<String> merge(TreeSet<String> left, TreeSet<String> right) {
            left.addAll(right);
            return left;
        }

        @Override
        public String finish(TreeSet<String> words) {
            return String.join(" ", words);
        }

        @Override
        @SuppressWarnings({"unchecked", "rawtypes"})
        public Encoder<TreeSet<String>> bufferEncoder() {
            return (Encoder) Encoders.kryo(TreeSet.class);
        }

        @Override
        public Encoder<String> outputEncoder() {
            return Encoders.STRING();
        }
    }

    /** State and result in structs, over objects of several columns. */
    private static final class Longest extends Aggregator<Line, Line, Line> {
        private static final long serialVersionUID = 1L;

        @Override
        public Line zero() {
            return new Line();
        }

        @Override
        public Line reduce(Line longest, Line next) {
            return isBefore(longest, next) ? next : longest;
        }

        @Override
        public Line merge(Line left, Line right) {
            return reduce(left, right);
        }

        private static boolean isBefore(Line left, Line right) {
            List<Integer> lengths = new ArrayList<>();
            for (Line line : new Line[] {left, right}) {
                lengths.add(line.getText() == null ? -1 : line.getText().length() * 1000 + line.getId());
            }
            return lengths.get(0) < lengths.get(1);
        }

        @Override
        public Line finish(Line longest) {
            Line result = new Line();
            result.setId(longest.getId());
            result.setText(longest.getText());
            return result;
        }

        @Override
        public Encoder<Line> bufferEncoder() {
            return Encoders.bean(Line.class);
        }

        @Override
        public Encoder<Line> outputEncoder() {
            return Encoders.bean(Line.class);
        }
    }
}
