/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.compat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import scala.Option;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;
import scala.jdk.javaapi.OptionConverters;
import scala.reflect.ClassTag;
import scala.reflect.ClassTag$;

/** Converts between Java's and Scala's collections. */
public final class Scala {
    private Scala() {}

    public static <T> Seq<T> seq(Collection<? extends T> items) {
        return CollectionConverters.<T>asScala((Collection<T>) items).toList();
    }

    @SafeVarargs
    public static <T> Seq<T> seqOf(T... items) {
        return seq(Arrays.asList(items));
    }

    /** A view, or a copy of a linked list: each access to a view of that would walk from its start. */
    @SuppressWarnings("unchecked")
    public static <T> List<T> list(scala.collection.Seq<? extends T> items) {
        List<T> view = CollectionConverters.asJava((scala.collection.Seq<T>) items);
        return items instanceof scala.collection.IndexedSeq<?> ? view : new ArrayList<>(view);
    }

    public static <K, V> scala.collection.immutable.Map<K, V> map(Map<K, V> map) {
        return scala.collection.immutable.Map$.MODULE$.from(CollectionConverters.asScala(map));
    }

    public static <T> ClassTag<T> tag(Class<?> type) {
        return ClassTag$.MODULE$.apply(type);
    }

    /** The same sequence with a wider element type: Scala's sequences are covariant, but Java does not see that. */
    @SuppressWarnings("unchecked")
    public static <T> Seq<T> widen(scala.collection.Seq<? extends T> items) {
        return (Seq<T>) items;
    }

    public static <T> Optional<T> optional(Option<T> option) {
        return OptionConverters.toJava(option);
    }
}
