/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.benchmarks.everyday;

import static org.apache.spark.sql.types.DataTypes.DateType;
import static org.apache.spark.sql.types.DataTypes.IntegerType;
import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;

import io.quiver.benchmarks.data.Column;
import java.time.LocalDate;
import java.util.List;

/** The columns of {@code customers}. */
final class CustomerColumns {
    private static final String[] SEGMENTS = {"home", "small business", "company", "public"};
    private static final long FIRST_DAY = LocalDate.of(2015, 1, 1).toEpochDay();

    static final List<Column<Customer>> ALL = List.of(
            new Column<>("customer_id", LongType, customer -> customer.id),
            new Column<>("name", StringType, customer -> customer.names.phrase(customer.id, 3)),
            new Column<>("city", StringType, customer -> customer.names.phrase(customer.draws.skewed(300), 1)),
            new Column<>("segment", StringType, customer -> customer.draws.mostlyFirstOf(SEGMENTS)),
            new Column<>(
                    "joined_on", DateType, customer -> LocalDate.ofEpochDay(FIRST_DAY + customer.draws.below(4_000))),
            new Column<>(
                    "rating", IntegerType, customer -> customer.draws.oneIn(6) ? null : 1 + customer.draws.below(5)));

    private CustomerColumns() {}
}
