/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.bridge.support;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import scala.Option;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;
import scala.jdk.javaapi.OptionConverters;

/** Scala's collections as Java's and back. */
public final class Scala {
    private Scala() {}

    public static <T> List<T> list(scala.collection.Seq<? extends T> items) {
        return List.copyOf(CollectionConverters.asJava(items));
    }

    public static <T> Optional<T> optional(Option<T> option) {
        return OptionConverters.toJava(option);
    }

    @SuppressWarnings("unchecked")
    public static <T> Seq<T> seq(Collection<? extends T> items) {
        return CollectionConverters.asScala((Collection<T>) items).toList();
    }
}
