/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Checks all modules of the jar; the executor's layers have their own test. */
final class ArchitectureTest {
    private static final int MAX_FILES = 25;

    /** Top floor first: a package sees those below it alone. */
    private static final List<String> PLUGIN_FLOORS = List.of(
            "",
            ".ui",
            ".assess",
            ".monitor",
            ".offload",
            ".explain",
            ".adaptive",
            ".optimize",
            ".verdict",
            ".finish",
            ".estimate",
            ".write",
            ".python",
            ".python.pickle",
            ".node",
            ".task",
            ".verify",
            ".exchange",
            ".cache",
            ".infer",
            ".scan",
            ".scan.csv",
            ".scan.json",
            ".scan.text",
            ".scan.file",
            ".scan.delta",
            ".translation",
            ".expression",
            ".column.nested",
            ".capability",
            ".column.text",
            ".column",
            ".memory",
            ".metric",
            ".plan",
            ".fallback",
            ".config",
            ".compat");

    private static final List<String> BRIDGE_FLOORS = List.of(
            "",
            ".relation.window",
            ".relation.aggregate",
            ".relation.join",
            ".relation",
            ".expression",
            ".type",
            ".support");

    private static final JavaClasses PLUGIN = classes("io.quiver.spark");
    private static final JavaClasses BRIDGE = classes("io.quiver.bridge");
    private static final JavaClasses EXECUTOR = classes("io.quiver.exec");

    private static JavaClasses classes(String root) {
        return new ClassFileImporter(List.of(new ImportOption.DoNotIncludeTests())).importPackages(root);
    }

    @Test
    void bridgeKnowsNeitherExecutorNorPlugin() {
        noClasses()
                .should()
                .dependOnClassesThat(resideInAPackage("io.quiver.exec..")
                        .or(resideInAPackage("io.quiver.spark..")
                                .and(not(resideInAPackage("io.quiver.spark.compat..")))))
                .check(BRIDGE);
    }

    @Test
    void packagesSeeOnlyTheFloorsBelow() {
        floors("io.quiver.spark", PLUGIN_FLOORS, PLUGIN);
        floors("io.quiver.bridge", BRIDGE_FLOORS, BRIDGE);
    }

    private static void floors(String root, List<String> floors, JavaClasses classes) {
        assertThat(classes.stream().map(JavaClass::getPackageName).distinct())
                .as("every package has a floor")
                .allMatch(name -> floors.contains(name.substring(root.length())));
        for (int floor = 1; floor < floors.size(); floor++) {
            String[] above =
                    floors.subList(0, floor).stream().map(name -> root + name).toArray(String[]::new);
            noClasses()
                    .that()
                    .resideInAPackage(root + floors.get(floor))
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(above)
                    .check(classes);
        }
    }

    @Test
    void packagesImportEachOtherInNoCircle() {
        slices().matching("io.quiver.(spark..)").should().beFreeOfCycles().check(PLUGIN);
        slices().matching("io.quiver.(bridge..)").should().beFreeOfCycles().check(BRIDGE);
        slices().matching("io.quiver.(exec..)").should().beFreeOfCycles().check(EXECUTOR);
    }

    @Test
    void noPackageHasMoreFilesThanAReaderFindsTheWayIn() {
        areSmall(PLUGIN);
        areSmall(BRIDGE);
        areSmall(EXECUTOR);
    }

    @Test
    void noTwoClassesHaveTheSameSimpleName() {
        Map<String, List<String>> names = Stream.of(PLUGIN, BRIDGE, EXECUTOR)
                .flatMap(JavaClasses::stream)
                .filter(type -> type.isTopLevelClass() && !type.getSimpleName().equals("package-info"))
                .collect(Collectors.groupingBy(
                        JavaClass::getSimpleName, Collectors.mapping(JavaClass::getName, Collectors.toList())));
        assertThat(names.values()).allMatch(classes -> classes.size() == 1);
    }

    private static void areSmall(JavaClasses classes) {
        Map<String, Long> files = classes.stream()
                .filter(type -> type.isTopLevelClass() && !type.getSimpleName().equals("package-info"))
                .collect(Collectors.groupingBy(JavaClass::getPackageName, Collectors.counting()));
        assertThat(files).allSatisfy((name, count) -> assertThat(count).as(name).isLessThanOrEqualTo(MAX_FILES));
    }
}
