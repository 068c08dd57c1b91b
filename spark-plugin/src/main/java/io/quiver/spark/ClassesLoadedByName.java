/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark;

import io.quiver.spark.adaptive.AdaptiveCost;
import io.quiver.spark.explain.QuiverExplain;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Method;
import org.apache.spark.sql.ExtendedExplainGenerator;
import org.apache.spark.sql.QuiverExplainGenerator;
import org.apache.spark.sql.execution.adaptive.CostEvaluator;
import org.apache.spark.sql.execution.adaptive.QuiverCostEvaluator;
import org.apache.spark.sql.execution.columnar.InMemoryRelation$;
import org.apache.spark.sql.internal.SQLConf;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Defines the classes that Spark loads by name for each query. Spark uses the context class loader of the thread that runs the
 * query. If the jar came by {@code --jars}, some threads' loaders do not have it: those of the Thrift server's sessions, of the
 * common pool and of applications with their own loaders. These classes are then defined in Spark's own loader, which all of them
 * ask. They are therefore in Spark's packages, and delegate to Quiver's classes.
 *
 * <p>Source: Utils.classForName, QueryExecution.extendedExplainInfo, CostEvaluator.instantiate, Spark 4.1.3.
 */
final class ClassesLoadedByName {
    private static final Logger LOG = LoggerFactory.getLogger(ClassesLoadedByName.class);

    private ClassesLoadedByName() {}

    /** Runs once for each start of the plugin, before Spark is told the names. */
    static void define() {
        define(QuiverExplainGenerator.class, ExtendedExplainGenerator.class, new QuiverExplain());
        define(QuiverCostEvaluator.class, CostEvaluator.class, new AdaptiveCost());
    }

    /** Whether threads may ask loaders that lack the jar. */
    private static boolean isBesideSpark() {
        return ClassesLoadedByName.class.getClassLoader() != CostEvaluator.class.getClassLoader();
    }

    /**
     * Makes Spark load the cache serializer {@code className} now if a thread may ask a loader that lacks the jar. Spark keeps
     * the first serializer for good. Source: InMemoryRelation.getSerializer.
     */
    static void keepCacheSerializer(String key, String className) {
        if (!isBesideSpark()) {
            return;
        }
        SQLConf named = new SQLConf();
        named.setConfString(key, className);
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(ClassesLoadedByName.class.getClassLoader());
        try {
            cacheSerializer().invoke(InMemoryRelation$.MODULE$, named);
        } catch (ReflectiveOperationException e) {
            LOG.warn("Threads whose class loader does not have Quiver's jar cannot cache tables.", e);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    /** Private to Spark. */
    static Method cacheSerializer() throws NoSuchMethodException {
        Method getSerializer = InMemoryRelation$.class.getDeclaredMethod("getSerializer", SQLConf.class);
        getSerializer.setAccessible(true);
        return getSerializer;
    }

    private static void define(Class<?> ours, Class<?> interfaceOfSparks, Object delegate) {
        delegateTo(ours, interfaceOfSparks, delegate);
        if (isBesideSpark()) {
            delegateTo(inSparksLoader(ours, interfaceOfSparks), interfaceOfSparks, delegate);
        }
    }

    private static Class<?> inSparksLoader(Class<?> ours, Class<?> neighbour) {
        try {
            return Class.forName(ours.getName(), true, neighbour.getClassLoader());
        } catch (ClassNotFoundException notYet) {
            try (InputStream in = ours.getResourceAsStream(ours.getSimpleName() + ".class")) {
                return MethodHandles.privateLookupIn(neighbour, MethodHandles.lookup())
                        .defineClass(in.readAllBytes());
            } catch (IllegalAccessException refused) {
                throw new IllegalStateException("Cannot define " + ours.getName() + " in Spark's loader", refused);
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
        }
    }

    private static void delegateTo(Class<?> type, Class<?> parameter, Object delegate) {
        try {
            type.getMethod("delegateTo", parameter).invoke(null, delegate);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("Cannot tell %s what to hand on to".formatted(type.getName()), e);
        }
    }
}
