/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.standalone.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.junit.jupiter.api.Test;

/** Runs our own cases in the grammar of Substrait's. They cover options, bounds and text that Substrait's leave out. */
final class OwnCasesTest {
    @Test
    void everyCasePasses() throws IOException {
        List<FunctionCase> cases = CaseParser.readAll(Path.of("src/test/resources/substrait"));
        List<String> wrong = new ArrayList<>();
        try (BufferAllocator allocator = new RootAllocator()) {
            CaseRunner runner = new CaseRunner(allocator);
            for (FunctionCase functionCase : cases) {
                Optional<String> problem = runner.run(functionCase);
                problem.ifPresent(
                        text -> wrong.add("%s: %s: %s".formatted(functionCase.file(), functionCase.text(), text)));
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(cases).hasSizeGreaterThan(150);
    }

    /** A runner that finds nothing wrong would make the cases worthless. */
    @Test
    void runnerSeesWhatIsWrong() {
        List<String> lines = List.of(
                "### SUBSTRAIT_SCALAR_TEST: v1.0",
                "add(1::i32, 2::i32) = 4::i32",
                "add(1::i32, 2::i32) = <!ERROR>",
                "add(1::i32, null::i32?) = 1::i32",
                "upper('a'::str) = 'a'::str",
                "divide(1::i32, 0::i32) = 0::i32",
                "nothing(1::i32) = 1::i32",
                "add(1::i32, 2::i32) [unknown:OPTION] = 3::i32");
        try (BufferAllocator allocator = new RootAllocator()) {
            CaseRunner runner = new CaseRunner(allocator);
            assertThat(CaseParser.read("wrong.test", lines)).hasSize(7).allSatisfy(functionCase -> assertThat(
                            runner.run(functionCase))
                    .as(functionCase.text())
                    .isPresent());
        }
    }
}
