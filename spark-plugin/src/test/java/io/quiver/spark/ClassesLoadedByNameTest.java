/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.spark.sql.columnar.CachedBatchSerializer;
import org.junit.jupiter.api.Test;

class ClassesLoadedByNameTest {
    /** What it leans on: InMemoryRelation.getSerializer, private to Spark. */
    @Test
    void sparkHasTheMethodThatKeepsTheCacheSerializer() throws NoSuchMethodException {
        assertThat(ClassesLoadedByName.cacheSerializer().getReturnType()).isEqualTo(CachedBatchSerializer.class);
    }
}
