/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.compat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Encoder;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.expressions.UserDefinedGenerator;
import org.apache.spark.sql.expressions.Aggregator;
import org.apache.spark.sql.expressions.MutableAggregationBuffer;
import org.apache.spark.sql.expressions.UserDefinedAggregateFunction;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Decimal;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.SQLUserDefinedType;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.types.UserDefinedType;
import scala.jdk.javaapi.CollectionConverters;
import scala.runtime.AbstractFunction1;

/** User functions of each kind, whose decimals differ in scale from their declared type or have too many digits for it. */
final class LooseFunctions {
    private static final DecimalType PRICE = new DecimalType(10, 2);

    private LooseFunctions() {}

    static void register(SparkSession session) {
        UDF1<Integer, BigDecimal> plain = LooseFunctions::large;
        UDF1<Integer, Price> ofUsers = id -> id == null ? null : new Price(number(id));
        session.udf().register("loose", plain, PRICE);
        session.udf().register("loose_price", ofUsers, new PriceType());
        UDF1<Price, String> text =
                price -> price == null ? "none" : price.amount().toString();
        session.udf().register("price_text", text, DataTypes.StringType);
        session.udf().register("loose_sum", new OldSum());
        session.udf().register("typed_sum", functions.udaf(new TypedSum(), Encoders.INT()));
    }

    static BigDecimal number(Integer id) {
        if (id == null || id % 11 == 0) {
            return null;
        }
        return new BigDecimal("0.005").multiply(BigDecimal.valueOf(id));
    }

    /** With some that have too many digits. */
    private static BigDecimal large(Integer id) {
        return id != null && id % 7 == 0 ? new BigDecimal("123456789012.5") : number(id);
    }

    /** A generator of rows in Spark's internal form, above a column {@code id}. */
    static Column generated(Column id) {
        StructType schema = StructType.fromDDL("d DECIMAL(10,2), n INT, a ARRAY<DECIMAL(4,1)>");
        Expression child = org.apache.spark.sql.classic.ExpressionUtils.expression(id);
        return org.apache.spark.sql.classic.ExpressionUtils.column(new UserDefinedGenerator(
                schema, new Rows(), CollectionConverters.asScala(List.of(child)).toSeq()));
    }

    private static final class Rows extends AbstractFunction1<Row, scala.collection.IterableOnce<InternalRow>>
            implements java.io.Serializable {
        private static final long serialVersionUID = 1L;

        @Override
        public scala.collection.IterableOnce<InternalRow> apply(Row row) {
            List<InternalRow> made = new ArrayList<>();
            for (int i = 0; i < row.getInt(0) % 4; i++) {
                BigDecimal number = large(row.getInt(0) + i);
                Decimal value = number == null ? null : Decimal.apply(number);
                made.add(new GenericInternalRow(new Object[] {
                    value,
                    i,
                    new org.apache.spark.sql.catalyst.util.GenericArrayData(
                            new Object[] {LooseValues.decimal("1.25"), value == null ? null : value.clone()})
                }));
            }
            return CollectionConverters.asScala(made);
        }
    }

    /** A class of the user's. */
    @SQLUserDefinedType(udt = PriceType.class)
    record Price(BigDecimal amount) implements java.io.Serializable {}

    /** Its form on Spark. */
    static final class PriceType extends UserDefinedType<Price> {
        private static final long serialVersionUID = 1L;

        @Override
        public DataType sqlType() {
            return PRICE;
        }

        @Override
        public Object serialize(Price price) {
            return price.amount() == null ? null : Decimal.apply(price.amount(), PRICE.precision(), PRICE.scale());
        }

        @Override
        public Price deserialize(Object datum) {
            return new Price(((Decimal) datum).toJavaBigDecimal());
        }

        @Override
        public Class<Price> userClass() {
            return Price.class;
        }
    }

    /** Keeps sums of another scale than its buffer, and hands out one of another scale than its type. */
    private static final class OldSum extends UserDefinedAggregateFunction {
        private static final long serialVersionUID = 1L;

        @Override
        public StructType inputSchema() {
            return StructType.fromDDL("id INT");
        }

        @Override
        public StructType bufferSchema() {
            return StructType.fromDDL("total DECIMAL(12,2)");
        }

        @Override
        public DataType dataType() {
            return PRICE;
        }

        @Override
        public boolean deterministic() {
            return true;
        }

        @Override
        public void initialize(MutableAggregationBuffer buffer) {
            buffer.update(0, BigDecimal.ZERO);
        }

        @Override
        public void update(MutableAggregationBuffer buffer, Row input) {
            add(buffer, number(input.isNullAt(0) ? null : input.getInt(0)));
        }

        @Override
        public void merge(MutableAggregationBuffer buffer, Row other) {
            add(buffer, other.getDecimal(0));
        }

        private static void add(MutableAggregationBuffer buffer, BigDecimal number) {
            if (number != null && !buffer.isNullAt(0)) {
                buffer.update(0, buffer.getDecimal(0).add(number));
            }
        }

        @Override
        public Object evaluate(Row buffer) {
            return buffer.isNullAt(0) ? null : buffer.getDecimal(0).divide(new BigDecimal("0.08"));
        }
    }

    /** Sums of another scale than the encoder's. */
    static final class TypedSum extends Aggregator<Integer, BigDecimal, BigDecimal> {
        private static final long serialVersionUID = 1L;

        @Override
        public BigDecimal zero() {
            return BigDecimal.ZERO;
        }

        @Override
        public BigDecimal reduce(BigDecimal total, Integer id) {
            BigDecimal number = number(id);
            return number == null ? total : total.add(number);
        }

        @Override
        public BigDecimal merge(BigDecimal left, BigDecimal right) {
            return left.add(right);
        }

        @Override
        public BigDecimal finish(BigDecimal total) {
            return total.scaleByPowerOfTen(-20);
        }

        @Override
        public Encoder<BigDecimal> bufferEncoder() {
            return Encoders.DECIMAL();
        }

        @Override
        public Encoder<BigDecimal> outputEncoder() {
            return Encoders.DECIMAL();
        }
    }
}
