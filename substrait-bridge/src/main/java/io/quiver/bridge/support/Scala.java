/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.bridge.support;

import java.util.Collection;
import java.util.List;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;

/** Scala's collections as Java's and back. */
public final class Scala {
    private Scala() {}

    public static <T> List<T> list(scala.collection.Seq<? extends T> items) {
        return List.copyOf(CollectionConverters.asJava(items));
    }

    @SuppressWarnings("unchecked")
    public static <T> Seq<T> seq(Collection<? extends T> items) {
        return CollectionConverters.asScala((Collection<T>) items).toList();
    }
}
