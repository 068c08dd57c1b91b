/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.compat;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SqlFileMatrixTest {
    private static final SqlFile TWO_BY_THREE =
            SqlFile.parse("two_by_three", List.of("-- ConfigMatrix: a=1,2", "-- ConfigMatrix: b=x,y,z", "SELECT 1;"));

    @Test
    void allCombinationsAreEveryPair() {
        assertThat(TWO_BY_THREE.combinations()).hasSize(6).doesNotHaveDuplicates();
    }

    @Test
    void fewCombinationsHaveEveryValue() {
        assertThat(TWO_BY_THREE.combinationsWithEveryValue())
                .containsExactly(Map.of("a", "1", "b", "x"), Map.of("a", "2", "b", "y"), Map.of("a", "1", "b", "z"));
    }

    @Test
    void aFileWithoutAMatrixRunsOnce() {
        SqlFile plain = SqlFile.parse("plain", List.of("SELECT 1;"));

        assertThat(plain.combinations()).containsExactly(Map.of());
        assertThat(plain.combinationsWithEveryValue()).containsExactly(Map.of());
    }
}
