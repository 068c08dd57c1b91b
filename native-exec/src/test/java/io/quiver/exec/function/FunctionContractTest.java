/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.quiver.exec.function.catalog.FunctionCatalog;
import io.quiver.exec.vector.ColumnType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Checks what every function of the catalogue must fulfil. */
class FunctionContractTest {
    private static final FunctionCatalog CATALOG = FunctionCatalog.standard();

    @Test
    void namesAreUniqueAndInSnakeCase() {
        List<String> names =
                CATALOG.functions().stream().map(ScalarFunction::name).toList();
        assertThat(names).doesNotHaveDuplicates().allMatch(name -> name.matches("[a-z][a-z0-9_]*"));
    }

    @Test
    void sparkClassesAreFullNamesOfOneFunctionEach() {
        for (ScalarFunction function : CATALOG.functions()) {
            for (String sparkClass : function.sparkClasses()) {
                assertThat(sparkClass).startsWith("org.apache.spark.sql.catalyst.");
                assertThat(CATALOG.forSparkClass(sparkClass)).contains(function.name());
            }
        }
    }

    @TestFactory
    Stream<DynamicTest> noFunctionTakesWhatItDoesNotKnow() {
        return CATALOG.functions().stream()
                .map(function -> DynamicTest.dynamicTest(function.name(), () -> {
                    ColumnType opaque = ColumnType.opaque("struct<a:int>");
                    Signature nothing = new Signature(EvaluationMode.ANSI, List.of(), List.of(), ColumnType.INT);
                    List<ColumnType> many = List.of(opaque, opaque, opaque, opaque, opaque, opaque, opaque);
                    Signature tooMany = new Signature(
                            EvaluationMode.ANSI,
                            many,
                            many.stream()
                                    .map(type -> Optional.<Constant>empty())
                                    .toList(),
                            ColumnType.INT);
                    assertThatCode(() -> CATALOG.covers(function.name(), nothing))
                            .as("%s of nothing", function.name())
                            .doesNotThrowAnyException();
                    assertThat(CATALOG.covers(function.name(), tooMany))
                            .as("%s of seven structs", function.name())
                            .isFalse();
                }));
    }

    /** Somewhere in the tests of this module every function is called by its name. */
    @Test
    void everyFunctionHasATest() throws IOException {
        Path tests = Path.of("src", "test", "java");
        String sources;
        try (Stream<Path> files = Files.walk(tests)) {
            sources = files.filter(
                            file -> file.toString().endsWith(".java") && !file.endsWith("FunctionContractTest.java"))
                    .map(FunctionContractTest::read)
                    .collect(Collectors.joining());
        }
        assertThat(CATALOG.functions()).allSatisfy(function -> assertThat(sources.contains('"' + function.name() + '"'))
                .as(function.name())
                .isTrue());
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
