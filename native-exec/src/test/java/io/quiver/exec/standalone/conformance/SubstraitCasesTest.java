/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.standalone.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.junit.jupiter.api.Test;

/**
 * Runs Substrait's cases from {@code -Dsubstrait.cases=FOLDER} (tests/cases of its repository), if it is set. Always checks
 * the names of the functions. Rewrites docs/substrait-functions.md with {@code -Dregenerate}.
 */
final class SubstraitCasesTest {
    private static final Path PAGE = Path.of("../docs/substrait-functions.md");
    private static final int LEAST_TO_PASS = 900;

    @Test
    void everyCasePassesOrIsListed() throws IOException {
        String folder = System.getProperty("substrait.cases", "");
        assumeTrue(!folder.isEmpty() && Files.isDirectory(Path.of(folder)), "no folder of cases: -Dsubstrait.cases");
        List<FunctionPage.Outcome> outcomes = new ArrayList<>();
        List<String> wrong = new ArrayList<>();
        int passed = 0;
        try (BufferAllocator allocator = new RootAllocator()) {
            CaseRunner runner = new CaseRunner(allocator);
            for (FunctionCase functionCase : CaseParser.readAll(Path.of(folder))) {
                Optional<Skip> skip = Skip.of(functionCase);
                Optional<String> problem = runner.run(functionCase);
                outcomes.add(new FunctionPage.Outcome(functionCase, skip));
                if (problem.isEmpty() == skip.isPresent()) {
                    wrong.add("%s: %s: %s"
                            .formatted(
                                    functionCase.file(),
                                    functionCase.text(),
                                    problem.orElse("passes, though listed as " + skip)));
                }
                passed += problem.isEmpty() ? 1 : 0;
            }
        }
        assertThat(wrong).as("cases that fail, or pass though they are skipped").isEmpty();
        assertThat(passed).isGreaterThanOrEqualTo(LEAST_TO_PASS);
        compare("cases", FunctionPage.cases(outcomes));
    }

    @Test
    void pageNamesEveryFunction() throws IOException {
        compare("offered", FunctionPage.offered());
    }

    /** The part of the page between two comments, which has to be {@code generated}. */
    private static void compare(String part, String generated) throws IOException {
        String begin = "<!-- generated: %s -->\n".formatted(part);
        String end = "<!-- end of %s -->".formatted(part);
        String page = Files.readString(PAGE);
        int from = page.indexOf(begin) + begin.length();
        int to = page.indexOf(end);
        if (System.getProperty("regenerate") != null) {
            Files.writeString(PAGE, page.substring(0, from) + generated + page.substring(to));
            return;
        }
        assertThat(page.substring(from, to)).isEqualTo(generated);
    }
}
