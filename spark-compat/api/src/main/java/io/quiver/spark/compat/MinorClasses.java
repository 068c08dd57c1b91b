/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.compat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.invoke.MethodHandles;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Loads the classes that were compiled against one minor of Spark. They have the same names for all minors and are in one folder
 * per minor, so that no class loader finds them by itself. They are defined beside this class, so that other classes can extend
 * them: if a superclass in Spark has different constructors in different minors, one of these classes stands in between. The JVM
 * links a class where it is defined, so that class does not see the superclass behind it.
 */
final class MinorClasses {
    private static final List<String> NAMES =
            List.of("PrintedPlan", "ShuffleExchangeBase", "MinorApiSince41", "MinorApi");

    private static final List<String> PYTHON_NAMES = List.of(
            "RecordBatches",
            "ArgumentRunner",
            "TableRunner",
            "GroupWriter",
            "GroupRunner",
            "PickleRunner",
            "RowPickles",
            "MinorPython");

    /**
     * Classes that Spark 4.0 does not need: it sends a group as one record batch, and its pickles and their runner are unlike all
     * others.
     */
    private static final Set<String> SINCE_4_1 = Set.of("MinorApiSince41", "GroupWriter", "PickleRunner", "RowPickles");

    private MinorClasses() {}

    /** The classes of a minor, each after the classes that it extends or implements. */
    static List<String> names(SparkMinor minor) {
        return Stream.of(NAMES, PYTHON_NAMES)
                .flatMap(names -> namesIn(minor, names))
                .toList();
    }

    static SparkApi load(SparkMinor minor) {
        return (SparkApi) instanceOfLast(minor, NAMES);
    }

    /** To be called once, like {@link #load}. */
    static PythonApi loadPython(SparkMinor minor) {
        return (PythonApi) instanceOfLast(minor, PYTHON_NAMES);
    }

    private static Stream<String> namesIn(SparkMinor minor, List<String> names) {
        return names.stream().filter(name -> minor != SparkMinor.SPARK_4_0 || !SINCE_4_1.contains(name));
    }

    private static Object instanceOfLast(SparkMinor minor, List<String> names) {
        Class<?> last = MinorClasses.class;
        for (String name : namesIn(minor, names).toList()) {
            last = define(minor, name);
        }
        try {
            return last.getDeclaredConstructor().newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("Cannot make an instance of " + last, e);
        }
    }

    /** In this build's own tests, the classes shown to javac are on the class path, and may already be loaded. */
    private static Class<?> alreadyLoaded(String name, LinkageError definedTwice) {
        try {
            return Class.forName(MinorClasses.class.getPackageName() + "." + name);
        } catch (ClassNotFoundException e) {
            definedTwice.addSuppressed(e);
            throw definedTwice;
        }
    }

    /** The path of a minor's class among the resources. */
    static String file(SparkMinor minor, String name) {
        String folder = minor.number().replace('.', '_');
        return "/META-INF/quiver/spark-%s/io/quiver/spark/compat/%s.class".formatted(folder, name);
    }

    private static Class<?> define(SparkMinor minor, String name) {
        String file = file(minor, name);
        try (InputStream in = Objects.requireNonNull(MinorClasses.class.getResourceAsStream(file), file)) {
            return MethodHandles.lookup().defineClass(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + file, e);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("Cannot define " + file, e);
        } catch (LinkageError e) {
            return alreadyLoaded(name, e);
        }
    }
}
