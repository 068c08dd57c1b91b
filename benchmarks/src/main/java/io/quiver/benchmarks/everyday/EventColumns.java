/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.benchmarks.everyday;

import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.IntegerType;
import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;

import io.quiver.benchmarks.data.Column;
import io.quiver.benchmarks.data.Phrases;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import scala.collection.mutable.ArraySeq;
import scala.jdk.javaapi.CollectionConverters;

/** The columns of {@code events}: arrays, a map, structs, an array of structs, and JSON as text. */
final class EventColumns {
    private static final String[] KINDS = {"view", "click", "cart", "buy", "search"};
    private static final String[] SYSTEMS = {"android", "ios", "windows", "linux"};
    private static final StructType SCREEN =
            new StructType().add("width", IntegerType).add("height", IntegerType);
    private static final StructType DEVICE =
            new StructType().add("os", StringType).add("major", IntegerType).add("screen", SCREEN);
    private static final StructType ITEM =
            new StructType().add("sku", StringType).add("count", IntegerType).add("price", DoubleType);

    static final List<Column<Event>> ALL = List.of(
            new Column<>("event_id", LongType, event -> event.id),
            new Column<>("user_id", LongType, event -> event.user),
            new Column<>("kind", StringType, event -> event.draws.mostlyFirstOf(KINDS)),
            new Column<>("seconds", DoubleType, event -> event.draws.below(40_000) / 32.0),
            new Column<>("tags", DataTypes.createArrayType(StringType), EventColumns::tags),
            new Column<>(
                    "scores",
                    DataTypes.createArrayType(IntegerType),
                    event -> listOf(event.draws.below(8), i -> event.draws.below(100))),
            new Column<>("properties", DataTypes.createMapType(StringType, StringType), EventColumns::properties),
            new Column<>("device", DEVICE, EventColumns::device),
            new Column<>(
                    "items",
                    DataTypes.createArrayType(ITEM),
                    event -> listOf((int) event.draws.skewed(5), i -> item(event))),
            new Column<>("payload", StringType, EventColumns::payload));

    private EventColumns() {}

    private static Object tags(Event event) {
        return listOf(event.draws.below(6), i -> Phrases.word(event.draws.skewed(60)));
    }

    /** Returns an array in the form that Spark's rows hold. */
    private static Object listOf(int count, IntFunction<Object> element) {
        Object[] list = new Object[count];
        Arrays.setAll(list, element);
        return ArraySeq.make(list);
    }

    private static Object properties(Event event) {
        Map<String, String> found = new LinkedHashMap<>();
        found.put("page", Phrases.word(event.draws.skewed(60)));
        if (event.draws.oneIn(2)) {
            found.put("campaign", "c" + event.draws.skewed(200));
        }
        if (event.draws.oneIn(3)) {
            found.put("variant", event.user % 2 == 0 ? "a" : "b");
        }
        return CollectionConverters.asScala(found);
    }

    private static Row device(Event event) {
        int width = 320 + 80 * event.draws.below(12);
        return RowFactory.create(
                event.draws.mostlyFirstOf(SYSTEMS), 8 + event.draws.below(9), RowFactory.create(width, width * 9 / 16));
    }

    private static Row item(Event event) {
        return RowFactory.create(
                "sku" + event.draws.skewed(5_000), 1 + event.draws.below(4), event.draws.below(9_000) / 4.0);
    }

    private static String payload(Event event) {
        return "{\"user\": {\"id\": %d, \"plan\": \"%s\"}, \"amount\": %d.%d, \"ok\": %b, \"labels\": [\"%s\", \"%s\"], \"note\": \"%s\"}"
                .formatted(
                        event.user,
                        event.user % 3 == 0 ? "pro" : "free",
                        event.draws.below(1_000),
                        event.draws.below(9),
                        event.draws.oneIn(2),
                        Phrases.word(event.draws.skewed(60)),
                        Phrases.word(event.draws.skewed(60)),
                        event.draws.oneIn(5) ? "say \\\"hi\\\"" : "цена");
    }
}
