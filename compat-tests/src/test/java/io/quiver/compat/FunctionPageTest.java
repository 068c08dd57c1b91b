/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.compat;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.apache.spark.sql.catalyst.FunctionIdentifier;
import org.apache.spark.sql.catalyst.analysis.FunctionRegistry$;
import org.apache.spark.sql.catalyst.analysis.FunctionRegistryBase;
import org.apache.spark.sql.catalyst.analysis.TableFunctionRegistry$;
import org.apache.spark.sql.catalyst.expressions.Alias;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.classic.Dataset$;
import org.apache.spark.sql.classic.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import scala.jdk.javaapi.CollectionConverters;

/**
 * docs/functions.md names every function of Spark's registries and every expression of its catalyst jar, and says what bridge and
 * executor say about them. {@code -Dquiver.docs.write=true} rewrites the page.
 */
class FunctionPageTest {
    private static final Path PAGE = Path.of("..", "docs", "functions.md");

    /** One function: the class that it has in Spark's registry, the class that runs, and what becomes of that. */
    private record Function(String sparkClass, String running, String treatment) {}

    private static final Map<String, Function> FUNCTIONS = new TreeMap<>();
    private static final Map<String, Function> TABLE_FUNCTIONS = new TreeMap<>();
    private static final Map<String, String> EXPRESSIONS = new TreeMap<>();

    @BeforeAll
    static void readRegistriesAndJar() throws Exception {
        Map<String, String> conf = Map.of("spark.sql.timeType.enabled", "true", "spark.sql.geospatial.enabled", "true");
        try (SideBySide sides = new SideBySide(conf)) {
            SparkSession session = (SparkSession) sides.stock();
            read(FunctionRegistry$.MODULE$.builtin(), session, FUNCTIONS);
            read(TableFunctionRegistry$.MODULE$.builtin(), session, TABLE_FUNCTIONS);
        }
        Set<String> running = new TreeSet<>();
        FUNCTIONS.values().forEach(function -> running.add(function.running()));
        for (Class<?> expression : concreteExpressions()) {
            if (!running.contains(simpleName(expression))) {
                EXPRESSIONS.put(simpleName(expression), FunctionFacts.ofClass(expression));
            }
        }
    }

    private static void read(FunctionRegistryBase<?> registry, SparkSession session, Map<String, Function> functions) {
        List<FunctionExample> examples = FunctionExample.of(registry);
        for (String name : FunctionExample.names(registry)) {
            String className =
                    registry.lookupFunction(new FunctionIdentifier(name)).get().getClassName();
            Optional<Expression> use = examples.stream()
                    .filter(example -> example.function().equals(name))
                    .flatMap(example -> use(className, example, session).stream())
                    .findFirst();
            Function function = use.map(FunctionFacts::core)
                    .map(core ->
                            new Function(simpleName(className), simpleName(core.getClass()), FunctionFacts.of(core)))
                    .orElseGet(() -> ofClass(className));
            functions.put(name, function);
        }
    }

    /** Of a function without an example that the analyser takes. */
    private static Function ofClass(String className) {
        try {
            Class<?> type = Class.forName(className, false, Expression.class.getClassLoader());
            return new Function(
                    simpleName(className),
                    simpleName(type),
                    Expression.class.isAssignableFrom(type) ? FunctionFacts.ofClass(type) : FunctionFacts.BEFORE);
        } catch (ClassNotFoundException inner) {
            return new Function(simpleName(className), simpleName(className), FunctionFacts.BEFORE);
        }
    }

    /** The use of a function in its example: an expression of its class, or what its builder has made. */
    private static Optional<Expression> use(String className, FunctionExample example, SparkSession session) {
        LogicalPlan plan;
        try {
            plan = Dataset$.MODULE$
                    .ofRows(session, example.parse(session))
                    .queryExecution()
                    .analyzed();
        } catch (Exception needsAnotherJar) { // Scala throws checked exceptions undeclared
            return Optional.empty();
        }
        List<Expression> all = new ArrayList<>();
        collect(plan, all);
        Optional<Expression> ofClass = all.stream()
                .filter(expression -> expression.getClass().getName().equals(className))
                .findFirst();
        return ofClass.isPresent()
                ? ofClass
                : CollectionConverters.asJava(plan.expressions()).stream()
                        .map(expression -> expression instanceof Alias alias ? alias.child() : expression)
                        .findFirst();
    }

    private static void collect(LogicalPlan plan, List<Expression> found) {
        CollectionConverters.asJava(plan.expressions()).forEach(expression -> collect(expression, found));
        CollectionConverters.asJava(plan.children()).forEach(child -> collect(child, found));
    }

    private static void collect(Expression expression, List<Expression> found) {
        found.add(expression);
        CollectionConverters.asJava(expression.children()).forEach(child -> collect(child, found));
    }

    private static List<Class<?>> concreteExpressions() throws Exception {
        List<Class<?>> classes = new ArrayList<>();
        Path jarFile = Path.of(Expression.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        try (JarFile jar = new JarFile(jarFile.toFile())) {
            for (JarEntry entry : jar.stream().toList()) {
                String name = entry.getName();
                if (name.startsWith("org/apache/spark/sql/catalyst/")
                        && name.endsWith(".class")
                        && name.indexOf('$') < 0) {
                    String className =
                            name.substring(0, name.length() - ".class".length()).replace('/', '.');
                    Class<?> type = Class.forName(className, false, Expression.class.getClassLoader());
                    if (Expression.class.isAssignableFrom(type) && !Modifier.isAbstract(type.getModifiers())) {
                        classes.add(type);
                    }
                }
            }
        }
        return classes;
    }

    private static String simpleName(Class<?> type) {
        return simpleName(type.getName());
    }

    private static String simpleName(String className) {
        return className.substring(className.lastIndexOf('.') + 1).replaceAll("\\$$", "");
    }

    @AfterAll
    static void forget() {
        FUNCTIONS.clear();
        TABLE_FUNCTIONS.clear();
        EXPRESSIONS.clear();
    }

    @Test
    void everyFunctionOfTheRegistriesHasItsPlace() {
        assertThat(FUNCTIONS).hasSizeGreaterThan(450);
        assertThat(TABLE_FUNCTIONS).hasSizeGreaterThan(10);
        assertThat(EXPRESSIONS).hasSizeGreaterThan(200);
        assertThat(FUNCTIONS.keySet())
                .containsExactlyElementsOf(FunctionExample.names(FunctionRegistry$.MODULE$.builtin()));
    }

    @Test
    void thePageSaysWhatTheCodeSays() throws IOException {
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
                # Spark's functions on Quiver

                Every function of Spark %s and every expression of its catalyst jar. Made by `FunctionPageTest` from what bridge and
                executor say of themselves; not to be edited by hand. `FunctionExamplesTest` runs the examples of Spark's documentation
                of each function inside Quiver, over columns, and compares the rows.

                - *kernel for ...*: vectorised loops where the first column among the arguments has one of these types, in most uses;
                  any other use, and any batch that the kernel declines, is Spark's own code over the same columns.
                - *columns of its parts*, *columns of the values of each group*: a column of elements, keys, fields or values at a time,
                  for most types; else Spark's code.
                - *Spark's code*: Spark's generated code over Quiver's columns, inside the same fragment.
                - *runs as*: the expression that is left of it when a query runs, where that is another.

                """
                        .formatted(org.apache.spark.package$.MODULE$.SPARK_VERSION()));
        section(page, "Functions", FUNCTIONS);
        section(page, "Table functions", TABLE_FUNCTIONS);
        page.append("\n## Other expressions (%d)%n%n| expression | on Quiver |%n| --- | --- |%n"
                .formatted(EXPRESSIONS.size()));
        EXPRESSIONS.forEach((name, treatment) -> page.append("| `%s` | %s |%n".formatted(name, treatment)));
        return page.toString();
    }

    private static void section(StringBuilder page, String title, Map<String, Function> functions) {
        page.append("\n## %s (%d)%n%n| function | runs as | on Quiver |%n| --- | --- | --- |%n"
                .formatted(title, functions.size()));
        functions.forEach((name, function) -> page.append("| `%s` | `%s` | %s |%n"
                .formatted(name, function.running(), StaysOnSpark.REASONS.getOrDefault(name, function.treatment()))));
    }
}
