/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.compat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DayTimeIntervalType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.types.VariantType;
import org.apache.spark.sql.types.YearMonthIntervalType;
import scala.jdk.javaapi.CollectionConverters;

/** The types with kernels beyond the flat ones: nested ones, intervals, times, variants, collated text. */
final class FuzzNested {
    static final DataType INTS = DataTypes.createArrayType(DataTypes.IntegerType);
    static final DataType TEXTS = DataTypes.createArrayType(DataTypes.StringType);
    static final DataType STRUCT =
            new StructType().add("a", DataTypes.IntegerType).add("b", DataTypes.StringType);
    static final DataType MAP = DataTypes.createMapType(DataTypes.StringType, DataTypes.IntegerType);
    static final DataType DAY_TIME = DataTypes.createDayTimeIntervalType();
    static final DataType YEAR_MONTH = DataTypes.createYearMonthIntervalType();
    /** A time of day, by its name since Spark 4.0 has no such type; there a timestamp stands where a time may. */
    static final DataType TIME =
            SparkMinors.parse("4.1+").hasThis() ? DataType.fromDDL("TIME(6)") : DataTypes.TimestampType;

    static final DataType VARIANT = DataTypes.VariantType;
    static final DataType COLLATED = StringType.apply("UTF8_LCASE");
    static final DataType UNICODE = StringType.apply("UNICODE_CI");

    static final List<DataType> TYPES = Stream.of(
                    INTS, TEXTS, STRUCT, MAP, DAY_TIME, YEAR_MONTH, TIME, VARIANT, COLLATED, UNICODE)
            .filter(type -> !type.equals(DataTypes.TimestampType))
            .toList();

    private static final List<String> JSON = List.of(
            "1",
            "-7.25",
            "\"text\"",
            "null",
            "true",
            "[1, 2, null]",
            "{\"a\": 3, \"b\": \"x\"}",
            "{\"a\": {\"c\": []}}");
    /** Whatever is equal under UTF8_LCASE or UNICODE_CI among these is the same text, so it does not matter which one stands for a group. */
    private static final List<String> LOWER = List.of("", "a", "b", "abc", " a", "\u00e9", "stra\u00dfe", "a%b");

    private final Random random;
    private final FuzzValues values;

    FuzzNested(Random random, FuzzValues values) {
        this.random = random;
        this.values = values;
    }

    /** Whether values of the type can be compared, sorted and grouped by. */
    static boolean isOrderable(DataType type) {
        return !(type instanceof MapType || type instanceof VariantType);
    }

    static boolean isNested(DataType type) {
        return TYPES.contains(type);
    }

    /** A type, one beyond the flat ones now and then. */
    static DataType any(Random random, int oneOf) {
        List<DataType> types = random.nextInt(oneOf) == 0 ? TYPES : FuzzValues.TYPES;
        return types.get(random.nextInt(types.size()));
    }

    static DataType orderable(Random random, int oneOf) {
        DataType type = any(random, oneOf);
        return isOrderable(type) ? type : DataTypes.IntegerType;
    }

    /** A value as a {@code Row} holds it; a variant's is its JSON. */
    Object value(DataType type) {
        if (type instanceof ArrayType array) {
            return CollectionConverters.asScala(elements(array.elementType())).toSeq();
        }
        if (type instanceof StructType) {
            return RowFactory.create(orNull(DataTypes.IntegerType), orNull(DataTypes.StringType));
        }
        if (type instanceof MapType) {
            return CollectionConverters.asScala(Map.of("a", random.nextInt(9), "k" + random.nextInt(4), 7));
        }
        if (type instanceof DayTimeIntervalType) {
            return java.time.Duration.ofSeconds(random.nextInt(200_000) - 50_000L, 1_000L * random.nextInt(3));
        }
        if (type instanceof YearMonthIntervalType) {
            return java.time.Period.of(random.nextInt(5) - 2, random.nextInt(12), 0)
                    .normalized();
        }
        if (type.equals(TIME)) {
            return java.time.LocalTime.ofNanoOfDay(
                    random.nextInt(3) == 0 ? 86_399_999_999_000L : 1_000L * random.nextInt(86_400_000) * 1_000L);
        }
        if (type instanceof VariantType) {
            return JSON.get(random.nextInt(JSON.size()));
        }
        return LOWER.get(random.nextInt(LOWER.size()));
    }

    private List<Object> elements(DataType type) {
        List<Object> elements = new ArrayList<>();
        int count = random.nextInt(5);
        for (int i = 0; i < count; i++) {
            elements.add(orNull(type));
        }
        return elements;
    }

    private Object orNull(DataType type) {
        return random.nextInt(6) == 0 ? null : values.value(type);
    }

    /** The value in SQL. */
    static String literal(Object value, DataType type) {
        if (value == null) {
            return "CAST(NULL AS %s)".formatted(type.sql());
        }
        if (value instanceof scala.collection.Seq<?> elements && type instanceof ArrayType array) {
            List<String> texts = new ArrayList<>();
            CollectionConverters.asJava(elements)
                    .forEach(one -> texts.add(FuzzValues.literal(one, array.elementType())));
            return "CAST(array(%s) AS %s)".formatted(String.join(", ", texts), type.sql());
        }
        if (value instanceof Row row) {
            return "named_struct('a', %s, 'b', %s)"
                    .formatted(
                            FuzzValues.literal(row.get(0), DataTypes.IntegerType),
                            FuzzValues.literal(row.get(1), DataTypes.StringType));
        }
        if (value instanceof scala.collection.Map<?, ?> map) {
            List<String> texts = new ArrayList<>();
            CollectionConverters.asJava(map)
                    .forEach((key, one) -> texts.add(FuzzValues.quoted((String) key) + ", " + one));
            texts.sort(null);
            return "map(%s)".formatted(String.join(", ", texts));
        }
        if (value instanceof java.time.Duration duration) {
            return "CAST('%s%d.%06d' AS INTERVAL SECOND)"
                    .formatted(
                            duration.isNegative() ? "-" : "",
                            duration.abs().getSeconds(),
                            duration.abs().getNano() / 1000)
                    .replaceAll(
                            "CAST\\('(-?)(.*)' AS INTERVAL SECOND\\)",
                            "CAST(INTERVAL $1'$2' SECOND AS INTERVAL DAY TO SECOND)");
        }
        if (value instanceof java.time.Period period) {
            long months = period.toTotalMonths();
            return "CAST(INTERVAL %s'%d' MONTH AS INTERVAL YEAR TO MONTH)"
                    .formatted(months < 0 ? "-" : "", Math.abs(months));
        }
        if (value instanceof java.time.LocalTime time) {
            return "TIME'%s'"
                    .formatted(java.time.format.DateTimeFormatter.ofPattern("HH:mm:ss.SSSSSS")
                            .format(time));
        }
        if (type instanceof VariantType) {
            return "parse_json(%s)".formatted(FuzzValues.quoted(value.toString()));
        }
        return "(%s COLLATE %s)"
                .formatted(FuzzValues.quoted((String) value), type.equals(UNICODE) ? "UNICODE_CI" : "UTF8_LCASE");
    }

    /** An expression of one of the {@link #TYPES}. */
    String of(FuzzExpressions flat, DataType type, int depth) {
        if (type.equals(INTS)) {
            return ints(flat, depth);
        }
        if (type.equals(TEXTS)) {
            return texts(flat, depth);
        }
        if (type.equals(STRUCT)) {
            return "named_struct('a', %s, 'b', %s)"
                    .formatted(flat.of(DataTypes.IntegerType, depth), flat.of(DataTypes.StringType, depth));
        }
        if (type.equals(MAP)) {
            return one(
                    "map_filter(%s, (k, v) -> v > 3)".formatted(flat.of(MAP, depth)),
                    "transform_values(%s, (k, v) -> v)".formatted(flat.of(MAP, depth)),
                    "map('a', %s)".formatted(flat.of(DataTypes.IntegerType, depth)),
                    "map_from_arrays(array('x', 'y'), array(%s, 2))".formatted(flat.of(DataTypes.IntegerType, depth)));
        }
        if (type.equals(DAY_TIME)) {
            return one(
                    "(%s - %s)".formatted(flat.of(DataTypes.TimestampType, depth), flat.of(DataTypes.TimestampType, 0)),
                    "(-%s)".formatted(flat.of(DAY_TIME, 0)),
                    "make_dt_interval(1, %s, 3, 4.5)".formatted(small(flat, depth)),
                    "(%s + INTERVAL '2' HOUR)".formatted(flat.of(DAY_TIME, 0)),
                    "(%s * 2)".formatted(flat.of(DAY_TIME, 0)));
        }
        if (type.equals(YEAR_MONTH)) {
            return one(
                    "make_ym_interval(%s, 3)".formatted(small(flat, depth)),
                    "(%s + INTERVAL '1' YEAR)".formatted(flat.of(YEAR_MONTH, depth)),
                    "abs(%s)".formatted(flat.of(YEAR_MONTH, depth)));
        }
        if (type.equals(TIME)) {
            return one(
                    "make_time(pmod(%s, 24), 5, 6.789)".formatted(small(flat, depth)),
                    "time_trunc('HOUR', %s)".formatted(flat.of(TIME, depth)),
                    "CAST(%s AS TIME(6))".formatted(FuzzValues.quoted("23:59:59.999999")));
        }
        if (type.equals(VARIANT)) {
            DataType from = one(DataTypes.IntegerType, DataTypes.StringType, DataTypes.DoubleType, DataTypes.DateType);
            return one(
                    "CAST(%s AS VARIANT)".formatted(flat.of(from, depth)),
                    "to_variant_object(%s)".formatted(flat.of(one(INTS, STRUCT, MAP), depth)),
                    "variant_get(%s, '$.a')".formatted(flat.of(VARIANT, depth)),
                    "try_parse_json(%s)".formatted(flat.of(DataTypes.StringType, depth)));
        }
        return one(
                "substring(%s, 1, 2)".formatted(flat.of(type, depth)),
                "trim(%s)".formatted(flat.of(type, depth)),
                "concat(%s, %s)".formatted(flat.of(type, depth), flat.of(type, 0)),
                "reverse(%s)".formatted(flat.of(type, depth)));
    }

    private String ints(FuzzExpressions flat, int depth) {
        String array = flat.of(INTS, depth);
        return one(
                "array(%s, %s)".formatted(flat.of(DataTypes.IntegerType, depth), flat.of(DataTypes.IntegerType, 0)),
                "filter(%s, x -> x > 2)".formatted(array),
                "transform(%s, (x, i) -> if(i = 1, i, x))".formatted(array),
                "sort_array(%s, %s)".formatted(array, one("true", "false")),
                "array_distinct(%s)".formatted(array),
                "slice(%s, %d, %d)".formatted(array, 1 + random.nextInt(3), random.nextInt(3)),
                "concat(%s, %s)".formatted(array, flat.of(INTS, 0)),
                "reverse(%s)".formatted(array),
                "%s(%s, %s)".formatted(one("array_union", "array_intersect", "array_except"), array, flat.of(INTS, 0)),
                "array_remove(%s, %s)".formatted(array, flat.of(DataTypes.IntegerType, 0)),
                "map_values(%s)".formatted(flat.of(MAP, depth)),
                "shuffle(%s, 7)".formatted(array),
                "array_compact(%s)".formatted(array));
    }

    private String texts(FuzzExpressions flat, int depth) {
        return one(
                "split(%s, %s)".formatted(flat.of(DataTypes.StringType, depth), one("'a'", "'[ b]'", "''")),
                "map_keys(%s)".formatted(flat.of(MAP, depth)),
                "array(%s, %s)".formatted(flat.of(DataTypes.StringType, depth), flat.of(DataTypes.StringType, 0)),
                "transform(%s, x -> upper(x))".formatted(flat.of(TEXTS, depth)),
                "array_sort(%s)".formatted(flat.of(TEXTS, depth)),
                "array_repeat(%s, 2)".formatted(flat.of(DataTypes.StringType, depth)));
    }

    /** A whole number made of others. */
    String integer(FuzzExpressions flat, int depth) {
        return one(
                "size(%s)".formatted(flat.of(one(INTS, TEXTS, MAP), depth)),
                "get(%s, %d)".formatted(flat.of(INTS, depth), random.nextInt(4)),
                "try_element_at(%s, %s)".formatted(flat.of(MAP, depth), one("'a'", "'k1'")),
                "%s.a".formatted(flat.of(STRUCT, 0)),
                "array_position(%s, %s)".formatted(flat.of(INTS, depth), flat.of(DataTypes.IntegerType, 0)),
                "aggregate(%s, 0L, (s, x) -> coalesce(s, 0L) + coalesce(CAST(x AS BIGINT), 1L))"
                        .formatted(flat.of(INTS, depth)),
                "%s(%s)".formatted(one("hour", "minute"), flat.of(TIME, depth)),
                "extract(%s FROM %s)".formatted(one("DAY", "HOUR"), flat.of(DAY_TIME, depth)),
                "extract(%s FROM %s)".formatted(one("YEAR", "MONTH"), flat.of(YEAR_MONTH, depth)),
                "try_variant_get(%s, '$.a', 'int')".formatted(flat.of(VARIANT, depth)),
                "length(%s)".formatted(flat.of(COLLATED, depth)),
                "instr(%s, %s)".formatted(flat.of(COLLATED, depth), flat.of(COLLATED, 0)),
                "array_max(%s)".formatted(flat.of(INTS, depth)),
                "hash(%s)".formatted(flat.of(one(INTS, TEXTS, STRUCT, DAY_TIME, YEAR_MONTH, TIME, COLLATED), depth)),
                "plus_one(CAST(%s AS INT))".formatted(small(flat, depth)),
                "regexp_count(%s, 'a')".formatted(flat.of(DataTypes.StringType, depth)),
                "json_array_length(%s)".formatted(flat.of(DataTypes.StringType, depth)));
    }

    /** A text made of others. */
    String text(FuzzExpressions flat, int depth) {
        return one(
                "array_join(%s, '-')".formatted(flat.of(TEXTS, depth)),
                "%s.b".formatted(flat.of(STRUCT, 0)),
                "to_json(%s)".formatted(flat.of(one(STRUCT, INTS, MAP, VARIANT), depth)),
                "CAST(%s AS STRING)".formatted(flat.of(one(DAY_TIME, YEAR_MONTH, TIME, INTS, STRUCT), depth)),
                "(%s COLLATE UTF8_BINARY)".formatted(flat.of(COLLATED, depth)),
                "try_variant_get(%s, '$.b', 'string')".formatted(flat.of(VARIANT, depth)),
                "schema_of_variant(%s)".formatted(flat.of(VARIANT, depth)),
                "regexp_replace(%s, '[a-b]+', '<$0>')".formatted(flat.of(DataTypes.StringType, depth)),
                "regexp_extract(%s, '(a)(.*)', 2)".formatted(flat.of(DataTypes.StringType, depth)),
                "get_json_object(%s, '$.a')".formatted(flat.of(DataTypes.StringType, depth)),
                "shout(%s)".formatted(flat.of(DataTypes.StringType, depth)),
                "try_url_decode(%s)".formatted(flat.of(DataTypes.StringType, depth)),
                "soundex(%s)".formatted(flat.of(DataTypes.StringType, depth)),
                "split_part(%s, 'b', 1)".formatted(flat.of(DataTypes.StringType, depth)),
                "format_string('%%s/%%s', %s, %s)"
                        .formatted(flat.of(DataTypes.IntegerType, depth), flat.of(DataTypes.StringType, 0)));
    }

    /** A condition over others. */
    String condition(FuzzExpressions flat, int depth) {
        DataType type = one(INTS, TEXTS, STRUCT, DAY_TIME, YEAR_MONTH, TIME, COLLATED, UNICODE);
        return one(
                "(%s %s %s)".formatted(flat.of(type, depth), one("=", "<", ">=", "<=>"), flat.of(type, depth)),
                "(%s %s %s)".formatted(flat.of(COLLATED, depth), one("=", "<"), flat.of(COLLATED, 0)),
                "array_contains(%s, %s)".formatted(flat.of(INTS, depth), flat.of(DataTypes.IntegerType, 0)),
                "arrays_overlap(%s, %s)".formatted(flat.of(INTS, depth), flat.of(INTS, 0)),
                "exists(%s, x -> x < 5)".formatted(flat.of(INTS, depth)),
                "forall(%s, x -> x IS NOT NULL)".formatted(flat.of(TEXTS, depth)),
                "map_contains_key(%s, 'a')".formatted(flat.of(MAP, depth)),
                "is_variant_null(%s)".formatted(flat.of(VARIANT, depth)),
                "(%s IS NULL)".formatted(flat.of(one(MAP, VARIANT, TIME), depth)),
                "startswith(%s, %s)".formatted(flat.of(COLLATED, depth), flat.of(COLLATED, 0)),
                "(%s IN (%s))".formatted(flat.of(type, depth), literal(value(type), type)));
    }

    private static String small(FuzzExpressions flat, int depth) {
        return "CAST(%s AS INT)".formatted(flat.of(DataTypes.ByteType, depth));
    }

    @SafeVarargs
    private <T> T one(T... choices) {
        return choices[random.nextInt(choices.length)];
    }
}
