/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.bridge;

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
import org.junit.jupiter.api.Test;

final class ArchitectureTest {
    private static final int MAX_FILES = 25;

    /** Top floor first: a package sees those below it alone. */
    private static final List<String> FLOORS = List.of(
            "",
            ".relation.window",
            ".relation.aggregate",
            ".relation.join",
            ".relation",
            ".expression",
            ".type",
            ".support");

    private static final JavaClasses BRIDGE =
            new ClassFileImporter(List.of(new ImportOption.DoNotIncludeTests())).importPackages("io.quiver.bridge");

    @Test
    void bridgeKnowsNeitherExecutorNorPlugin() {
        noClasses()
                .should()
                .dependOnClassesThat(JavaClass.Predicates.resideInAnyPackage("io.quiver.exec..", "io.quiver.spark..")
                        .and(JavaClass.Predicates.resideOutsideOfPackage("io.quiver.spark.compat..")))
                .check(BRIDGE);
    }

    @Test
    void packagesSeeOnlyTheFloorsBelow() {
        for (int floor = 1; floor < FLOORS.size(); floor++) {
            String[] above = FLOORS.subList(0, floor).stream()
                    .map(name -> "io.quiver.bridge" + name)
                    .toArray(String[]::new);
            noClasses()
                    .that()
                    .resideInAPackage("io.quiver.bridge" + FLOORS.get(floor))
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(above)
                    .check(BRIDGE);
        }
    }

    @Test
    void everyPackageHasAFloor() {
        assertThat(BRIDGE.stream().map(JavaClass::getPackageName))
                .allMatch(name -> FLOORS.contains(name.substring("io.quiver.bridge".length())));
    }

    @Test
    void packagesImportEachOtherInNoCircle() {
        slices().matching("io.quiver.(bridge..)").should().beFreeOfCycles().check(BRIDGE);
    }

    @Test
    void noPackageIsTooLargeToFindTheWayIn() {
        Map<String, Long> files = BRIDGE.stream()
                .filter(type -> type.isTopLevelClass() && !type.getSimpleName().equals("package-info"))
                .collect(Collectors.groupingBy(JavaClass::getPackageName, Collectors.counting()));
        assertThat(files).allSatisfy((name, count) -> assertThat(count).as(name).isLessThanOrEqualTo(MAX_FILES));
    }
}
