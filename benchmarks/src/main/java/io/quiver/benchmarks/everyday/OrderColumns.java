/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.benchmarks.everyday;

import static org.apache.spark.sql.types.DataTypes.DateType;
import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.IntegerType;
import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;
import static org.apache.spark.sql.types.DataTypes.TimestampType;

import io.quiver.benchmarks.data.Column;
import io.quiver.benchmarks.data.Phrases;
import java.math.BigDecimal;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.apache.spark.sql.types.DataTypes;

/** The columns of {@code orders}: ids, money, times, and text as people type it. */
final class OrderColumns {
    private static final String[] STATUSES = {"delivered", "shipped", "new", "cancelled", "returned"};
    private static final String[] COUNTRIES = {"DE", "FR", "RU", "US", "GB", "PL", "TR", "BR", "IN", "JP", "KZ", "ES"};
    private static final String[] CHANNELS = {"web", "app", "store", "phone"};
    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");
    private static final DateTimeFormatter SLASHES = DateTimeFormatter.ofPattern("dd/MM/yyyy");

    static final List<Column<Order>> ALL = List.of(
            new Column<>("order_id", LongType, order -> order.id),
            new Column<>("version", IntegerType, order -> order.version),
            new Column<>("customer_id", LongType, order -> order.customer),
            new Column<>("product_id", IntegerType, order -> (int) order.draws.skewed(500)),
            new Column<>("ordered_at", TimestampType, Order::time),
            new Column<>("ordered_on", DateType, order -> order.local().toLocalDate()),
            new Column<>("status", StringType, order -> order.draws.mostlyFirstOf(STATUSES)),
            new Column<>("country", StringType, order -> order.draws.mostlyFirstOf(COUNTRIES)),
            new Column<>("channel", StringType, order -> order.draws.oneOf(CHANNELS)),
            new Column<>("quantity", IntegerType, order -> 1 + (int) order.draws.skewed(40)),
            new Column<>(
                    "price",
                    DataTypes.createDecimalType(10, 2),
                    order -> BigDecimal.valueOf(100 + order.draws.skewed(2_000_000), 2)),
            new Column<>("discount", DoubleType, order -> order.draws.oneIn(3) ? order.draws.below(32) / 64.0 : null),
            new Column<>("weight", DoubleType, order -> order.draws.below(80_000) / 16.0),
            new Column<>("comment", StringType, OrderColumns::comment),
            new Column<>("email", StringType, OrderColumns::email),
            new Column<>("phone", StringType, OrderColumns::phone),
            new Column<>("time_text", StringType, order -> SECONDS.format(order.local())),
            new Column<>("date_text", StringType, order -> SLASHES.format(order.local())),
            new Column<>("epoch_seconds", LongType, order -> order.seconds));

    private OrderColumns() {}

    private static String comment(Order order) {
        return order.draws.oneIn(4) ? "" : "  " + order.comments.phrase(order.draws.below(200_000), 9) + " ";
    }

    private static String email(Order order) {
        String name = Phrases.word(order.customer) + "." + Phrases.word(order.customer * 31 + 7);
        return (order.draws.oneIn(2) ? name : name.toUpperCase(java.util.Locale.ROOT)) + order.customer + "@mail"
                + order.customer % 40 + ".example";
    }

    private static String phone(Order order) {
        return "+7 (9" + (10 + order.draws.below(90)) + ") " + (100 + order.draws.below(900)) + "-"
                + (1000 + order.draws.below(9000));
    }
}
