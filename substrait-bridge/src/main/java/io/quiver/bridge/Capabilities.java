/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.bridge;

import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.types.DataType;

/** What the executor can do, asked by the bridge in Spark's terms; the only thing the two share beside plan bytes. */
public interface Capabilities {
    /** One argument of a scalar function; {@code literal} is a Catalyst {@code Literal.value} where {@code isLiteral}. */
    record Argument(DataType type, boolean isLiteral, Optional<Object> literal) {}

    /** The function that stands for a Catalyst expression class with no parameters beside children and mode. */
    Optional<String> functionFor(Class<?> catalystClass);

    /** Whether a kernel covers this use of a scalar function; {@code mode} is LEGACY, ANSI or TRY. */
    boolean coversScalar(String function, String mode, List<Argument> arguments, DataType result);

    /** Whether the executor has the aggregate function over these arguments. */
    boolean coversAggregate(String function, String mode, List<DataType> arguments, DataType result);
}
