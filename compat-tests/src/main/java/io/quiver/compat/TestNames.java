/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.compat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import scala.collection.Iterable;

/** Writes the names of a suite's tests to a file, separated by zeros: the tests that an interrupted run still has to do. */
public final class TestNames {
    private TestNames() {}

    /** Takes the suite's class and the file. ScalaTest is known by its names only. */
    public static void main(String[] arguments) throws ReflectiveOperationException, IOException {
        Class<?> suite = Class.forName(arguments[0]);
        Object names =
                suite.getMethod("testNames").invoke(suite.getConstructor().newInstance());
        Files.writeString(Path.of(arguments[1]), ((Iterable<?>) names).mkString("\0"));
        // Some suites start threads where they are made.
        System.exit(0);
    }
}
