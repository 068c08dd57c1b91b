/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.function;

import static org.assertj.core.api.Assertions.assertThat;

import io.quiver.exec.function.catalog.FunctionCatalog;
import io.quiver.exec.vector.ColumnType;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Checks that a kernel declared total answers every row. It must neither decline nor fail for any types, modes, values
 * (including text that is not UTF-8), encodings and constants. Such a kernel runs without a guard and may be evaluated ahead
 * of time, so a mistake here is a wrong result elsewhere.
 */
class TotalFunctionsTest {
    private static final FunctionCatalog CATALOG = FunctionCatalog.standard();

    private static final List<ColumnType> TYPES = List.of(
            ColumnType.BOOLEAN,
            ColumnType.BYTE,
            ColumnType.SHORT,
            ColumnType.INT,
            ColumnType.LONG,
            ColumnType.FLOAT,
            ColumnType.DOUBLE,
            ColumnType.DATE,
            ColumnType.TIMESTAMP,
            ColumnType.TIMESTAMP_NTZ,
            ColumnType.STRING,
            ColumnType.BINARY,
            ColumnType.decimal(5, 2),
            ColumnType.decimal(18, 0),
            ColumnType.decimal(20, 5),
            ColumnType.decimal(38, 10));

    private static final List<ColumnType> DECIMAL_RESULTS = List.of(
            ColumnType.decimal(4, 0),
            ColumnType.decimal(6, 2),
            ColumnType.decimal(10, 4),
            ColumnType.decimal(18, 0),
            ColumnType.decimal(24, 5),
            ColumnType.decimal(38, 6),
            ColumnType.decimal(38, 10));

    private static final List<ColumnType> OTHER_RESULTS = List.of(
            ColumnType.BOOLEAN,
            ColumnType.INT,
            ColumnType.LONG,
            ColumnType.DOUBLE,
            ColumnType.STRING,
            ColumnType.DATE,
            ColumnType.TIMESTAMP);

    /** What follows the columns: nothing, a time zone, a place, a seed. */
    private static final List<Optional<Object>> LAST =
            List.of(Optional.empty(), Optional.of("America/Los_Angeles"), Optional.of(1), Optional.of(42L));

    /** One use of a function declared total. The last argument may be constant. */
    private record Use(Signature signature, Optional<Object> last) {
        FunctionCheck check(ScalarFunction function) {
            ColumnType[] types = signature.arguments().toArray(ColumnType[]::new);
            FunctionCheck check = FunctionCheck.of(function.name(), signature.mode(), signature.result(), types);
            last.ifPresent(value -> check.with(types.length - 1, physical(value)));
            return check;
        }
    }

    private static final Map<String, List<Use>> USES = new HashMap<>();

    @BeforeAll
    static void findUses() {
        CATALOG.functions().forEach(function -> USES.put(function.name(), uses(function)));
    }

    @TestFactory
    Stream<DynamicTest> totalKernelsAnswerEveryRow() {
        return CATALOG.functions().stream()
                .filter(function -> !USES.get(function.name()).isEmpty())
                .map(function -> DynamicTest.dynamicTest(function.name(), () -> USES.get(function.name())
                        .forEach(use -> use.check(function).answersEveryRow())));
    }

    /** Where a kernel may decline for a good reason whatever its use. A function that is not listed here is total somewhere. */
    @Test
    void functionsThatAreNeverTotalAreKnown() {
        Set<String> never = new TreeSet<>();
        USES.forEach((name, uses) -> {
            if (uses.isEmpty()) {
                never.add(name);
            }
        });
        assertThat(never)
                .containsExactlyInAnyOrder(
                        "add_months",
                        "ascii",
                        "carried_number",
                        "concat",
                        "concat_ws",
                        "crc32",
                        "date_format",
                        "date_trunc",
                        "from_unixtime",
                        "get_json_object",
                        "hex",
                        "initcap",
                        "json_array_length",
                        "last_day",
                        "like",
                        "lower",
                        "lpad",
                        "ltrim",
                        "make_date",
                        "md5",
                        "months_between",
                        "next_day",
                        "parse_timestamp",
                        "parse_unixtime",
                        "regexp_extract",
                        "regexp_replace",
                        "repeat",
                        "replace",
                        "reverse",
                        "rlike",
                        "rpad",
                        "rtrim",
                        "sha1",
                        "sha2",
                        "split_element",
                        "split_get",
                        "split_part",
                        "substring",
                        "substring_index",
                        "timestamp_millis",
                        "timestamp_seconds",
                        "translate",
                        "trim",
                        "trunc_date",
                        "upper");
    }

    private static List<Use> uses(ScalarFunction function) {
        List<Use> uses = new ArrayList<>();
        for (EvaluationMode mode : EvaluationMode.values()) {
            for (List<ColumnType> types : arguments()) {
                for (Optional<Object> last : LAST) {
                    for (ColumnType result : results(function, types)) {
                        Use use = use(mode, types, last, result);
                        boolean total =
                                function.kernel(use.signature()).isPresent() && function.isTotal(use.signature());
                        if (total && use.check(function).givesItsResult()) {
                            uses.add(use);
                        }
                    }
                }
            }
        }
        return uses;
    }

    private static List<List<ColumnType>> arguments() {
        List<List<ColumnType>> lists = new ArrayList<>();
        for (ColumnType first : TYPES) {
            lists.add(List.of(first));
            for (ColumnType second : TYPES) {
                lists.add(List.of(first, second));
            }
        }
        return lists;
    }

    private static Set<ColumnType> results(ScalarFunction function, List<ColumnType> types) {
        Set<ColumnType> results = new LinkedHashSet<>(List.of(types.get(0)));
        results.addAll(OTHER_RESULTS);
        boolean isCast = function.name().equals("cast");
        if (isCast) {
            results.addAll(TYPES);
        }
        if (isCast || function.name().equals("make_decimal") || types.get(0).isDecimal()) {
            results.addAll(DECIMAL_RESULTS);
        }
        return results;
    }

    private static Use use(EvaluationMode mode, List<ColumnType> types, Optional<Object> last, ColumnType result) {
        List<ColumnType> all = new ArrayList<>(types);
        List<Optional<Constant>> constants = new ArrayList<>();
        types.forEach(type -> constants.add(Optional.empty()));
        last.ifPresent(value -> {
            all.add(typeOf(value));
            constants.add(Optional.of(new Constant(physical(value))));
        });
        return new Use(new Signature(mode, all, constants, result), last);
    }

    private static ColumnType typeOf(Object constant) {
        if (constant instanceof Integer) {
            return ColumnType.INT;
        }
        return constant instanceof Long ? ColumnType.LONG : ColumnType.STRING;
    }

    private static Object physical(Object constant) {
        return constant instanceof String text ? text.getBytes(StandardCharsets.UTF_8) : constant;
    }
}
