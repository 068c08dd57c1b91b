/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import io.quiver.spark.verdict.OperatorCatalog.Entry;
import io.quiver.spark.verdict.OperatorCatalog.Treatment;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.apache.spark.sql.execution.SparkPlan;
import org.apache.xbean.asm9.ClassReader;
import org.apache.xbean.asm9.Opcodes;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Every concrete SparkPlan of Spark's jar is in the catalogue, and docs/operators.md says what the catalogue says.
 * {@code -Dquiver.docs.write=true} rewrites the page.
 */
final class OperatorCatalogTest {
    private static final Path PAGE = Path.of("..", "docs", "operators.md");
    private static final String ROOT = "org.apache.spark.sql.execution.";

    /** By class name; those without an entry have none. */
    private static final Map<String, Optional<Entry>> OPERATORS = new TreeMap<>();

    private static final Map<String, String> SUPERCLASSES = new HashMap<>();

    @BeforeAll
    static void readSparksJar() throws Exception {
        List<String> concrete = new ArrayList<>();
        try (JarFile jar = new JarFile(sparksJar().toFile())) {
            for (JarEntry entry : jar.stream().toList()) {
                if (entry.getName().endsWith(".class") && !entry.getName().startsWith("META-INF")) {
                    read(jar, entry, concrete);
                }
            }
        }
        for (String name : concrete) {
            if (isPlan(name)) {
                Class<? extends SparkPlan> operator = Class.forName(name, false, SparkPlan.class.getClassLoader())
                        .asSubclass(SparkPlan.class);
                OPERATORS.put(name, OperatorCatalog.of(operator));
            }
        }
    }

    private static Path sparksJar() throws URISyntaxException {
        return Path.of(SparkPlan.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
    }

    private static void read(JarFile jar, JarEntry entry, List<String> concrete) throws IOException {
        try (InputStream bytes = jar.getInputStream(entry)) {
            ClassReader reader = new ClassReader(bytes);
            String name = reader.getClassName().replace('/', '.');
            if (reader.getSuperName() != null) {
                SUPERCLASSES.put(name, reader.getSuperName().replace('/', '.'));
            }
            if ((reader.getAccess() & Opcodes.ACC_ABSTRACT) == 0) {
                concrete.add(name);
            }
        }
    }

    private static boolean isPlan(String name) {
        String type = name;
        while (type != null && !type.equals(SparkPlan.class.getName())) {
            type = SUPERCLASSES.get(type);
        }
        return type != null;
    }

    @Test
    void everyOperatorOfSparkHasItsPlace() {
        assertThat(OPERATORS).hasSizeGreaterThan(100);
        assertThat(OPERATORS.entrySet().stream()
                        .filter(operator -> operator.getValue().isEmpty())
                        .map(Map.Entry::getKey))
                .isEmpty();
    }

    @Test
    void whatStaysSaysWhy() {
        assertThat(OPERATORS.values().stream()
                        .flatMap(Optional::stream)
                        .filter(entry -> entry.treatment() == Treatment.STAYS))
                .allSatisfy(entry -> assertThat(entry.note()).isNotBlank());
    }

    @Test
    void nothingIsSaidAboutWhatSparkDoesNotHave() {
        for (String name : OperatorCatalog.names()) {
            assertThat(OPERATORS.containsKey(name)
                            || SparkPlan.class.getClassLoader().getResource(name.replace('.', '/') + ".class") != null)
                    .as(name)
                    .isTrue();
        }
    }

    @Test
    void thePageSaysWhatTheCatalogueSays() throws IOException {
        String page = page();
        if (Boolean.getBoolean("quiver.docs.write")) {
            Files.writeString(PAGE, page);
        }
        assertThat(Files.readString(PAGE))
                .as("%s; run this test with -Dquiver.docs.write=true", PAGE)
                .isEqualTo(page);
    }

    private static String page() {
        StringBuilder page = new StringBuilder(
                """
                # Spark's physical operators on Quiver

                Every physical operator of Spark %s. Made by `OperatorCatalogTest` from `OperatorCatalog`, which is also where
                EXPLAIN has its reasons from; not to be edited by hand. Where an operator runs on Quiver, types and expressions are
                another matter: see [compatibility.md](compatibility.md).
                """
                        .formatted(org.apache.spark.package$.MODULE$.SPARK_VERSION()));
        section(page, Treatment.OFFLOADED, "Run on Quiver", "in which forms");
        section(page, Treatment.PASSES_THROUGH, "Do no work of their own", "what they are");
        section(page, Treatment.STAYS, "Stay on Spark", "why");
        return page.toString();
    }

    private static void section(StringBuilder page, Treatment treatment, String title, String column) {
        Map<String, Entry> entries = new TreeMap<>();
        OPERATORS.forEach((name, entry) -> entry.filter(found -> found.treatment() == treatment)
                .ifPresent(found -> entries.put(name.substring(ROOT.length()), found)));
        page.append("\n## %s (%d)\n\n| operator | %s |\n| --- | --- |\n".formatted(title, entries.size(), column));
        entries.forEach((name, entry) -> page.append("| `%s` | %s |\n".formatted(name, entry.note())));
    }
}
