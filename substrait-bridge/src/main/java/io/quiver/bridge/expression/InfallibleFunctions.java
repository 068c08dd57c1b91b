/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.bridge.expression;

import io.quiver.spark.compat.Scala;
import java.util.Set;
import org.apache.spark.sql.catalyst.expressions.BoundReference;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.GetArrayItem;
import org.apache.spark.sql.catalyst.expressions.Literal;

/**
 * Lists functions of Spark that return a value for every row, although kernels leave some rows to Spark's code: rows with rare
 * characters, or of other types. Source: their nullSafeEval, Spark 4.0 to 4.3.
 */
final class InfallibleFunctions {
    private static final Set<String> CLASSES = Set.of(
            "Upper",
            "Lower",
            "InitCap",
            "StringTrim",
            "StringTrimLeft",
            "StringTrimRight",
            "Substring",
            "StringInstr",
            "StringLocate",
            "StringReplace",
            "StringTranslate",
            "Reverse",
            "Length",
            "BitLength",
            "OctetLength",
            "Ascii",
            "Contains",
            "StartsWith",
            "EndsWith",
            "Levenshtein",
            "SoundEx",
            "Md5",
            "Sha1",
            "Crc32",
            "Murmur3Hash",
            "XxHash64",
            "And",
            "Or",
            "Not",
            "IsNull",
            "IsNotNull",
            "IsNaN",
            "NaNvl",
            "Coalesce",
            "If",
            "CaseWhen",
            "Greatest",
            "Least",
            "EqualTo",
            "EqualNullSafe",
            "LessThan",
            "LessThanOrEqual",
            "GreaterThan",
            "GreaterThanOrEqual",
            "In",
            "InSet",
            "GetStructField",
            "Year",
            "Quarter",
            "Month",
            "DayOfMonth",
            "DayOfYear",
            "DayOfWeek",
            "WeekDay",
            "WeekOfYear",
            "Hour",
            "Minute",
            "Second",
            "DateDiff");

    /** Those that fail for constants alone, for which there are no kernels: patterns, replacements, groups of a pattern. */
    private static final Set<String> WITH_KERNELS = Set.of("RLike", "RegExpReplace", "RegExpExtract");

    private static final String PACKAGE = "org.apache.spark.sql.catalyst.expressions.";

    private InfallibleFunctions() {}

    /** Whether the function itself is infallible, regardless of its arguments. */
    static boolean has(Expression function) {
        return isIn(CLASSES, function);
    }

    private static boolean isIn(Set<String> classes, Expression function) {
        String name = function.getClass().getName();
        return name.startsWith(PACKAGE) && classes.contains(name.substring(PACKAGE.length()));
    }

    /** The function itself, its arguments aside, where there is a kernel for it. */
    static boolean hasWithKernel(Expression function) {
        boolean isPlaceOfSplit = function instanceof GetArrayItem item && !item.failOnError();
        return has(function) || isPlaceOfSplit || isIn(WITH_KERNELS, function);
    }

    /** Whether all functions of a bound expression are infallible. */
    static boolean hasAll(Expression bound) {
        boolean isValue = bound instanceof BoundReference || bound instanceof Literal;
        return (isValue || has(bound))
                && Scala.<Expression>list(bound.children()).stream().allMatch(InfallibleFunctions::hasAll);
    }
}
