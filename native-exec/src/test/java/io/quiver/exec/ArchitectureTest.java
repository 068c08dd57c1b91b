/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

final class ArchitectureTest {
    private static final JavaClasses EXEC = new ClassFileImporter(
                    java.util.List.of(new ImportOption.DoNotIncludeTests()))
            .importPackages("io.quiver.exec");

    @Test
    void executorKnowsNothingOfSpark() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.spark..", "scala..", "io.quiver.bridge..", "io.quiver.spark..")
                .check(EXEC);
    }

    @Test
    void columnsDependOnNothingAboveThem() {
        below("vector", "plan", "operator", "expression", "function", "kernel", "memory", "exchange", "error");
    }

    @Test
    void kernelsDependOnColumnsOnly() {
        below("kernel", "plan", "operator", "expression", "function", "exchange");
    }

    @Test
    void functionsDoNotKnowExpressions() {
        below("function", "plan", "operator", "expression", "exchange");
    }

    @Test
    void expressionsDoNotKnowOperators() {
        below("expression", "plan", "operator", "exchange");
    }

    @Test
    void operatorsDoNotKnowPlans() {
        below("operator", "plan");
    }

    @Test
    void nothingDependsOnWhatRunsWithoutSpark() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.quiver.exec.standalone..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.quiver.exec.standalone..")
                .check(EXEC);
    }

    @Test
    void onlyPlansWithoutSparkSeeArrow() {
        noClasses()
                .that()
                .resideOutsideOfPackages(
                        "io.quiver.exec.standalone", "io.quiver.exec.standalone.arrow", "io.quiver.exec.standalone.cli")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.apache.arrow..")
                .check(EXEC);
    }

    @Test
    void nothingHasANameThatSaysNothing() {
        classes()
                .should()
                .haveNameNotMatching(".*(Utils|Helper|Manager|Impl|Common)(\\$.*)?")
                .check(EXEC);
    }

    @Test
    void packagesOfPlansWithoutSparkDependOneWay() {
        slices().matching("io.quiver.exec.standalone.(*)..")
                .should()
                .beFreeOfCycles()
                .check(EXEC);
    }

    private static void below(String part, String... above) {
        String[] packages = new String[above.length];
        for (int i = 0; i < above.length; i++) {
            packages[i] = "io.quiver.exec." + above[i] + "..";
        }
        noClasses()
                .that()
                .resideInAPackage("io.quiver.exec." + part + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(packages)
                .check(EXEC);
    }
}
