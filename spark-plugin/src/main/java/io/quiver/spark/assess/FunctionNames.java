/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.assess;

import io.quiver.bridge.support.Capabilities;
import io.quiver.bridge.support.Functions;
import io.quiver.spark.translation.Translation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.sql.catalyst.FunctionIdentifier;
import org.apache.spark.sql.catalyst.analysis.FunctionRegistry$;
import org.apache.spark.sql.catalyst.expressions.ExpressionInfo;
import scala.Option;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Finds the functions that an operator's text names, and who would evaluate them. The text contains only names, so a function
 * with kernels for some types counts as one with kernels for all.
 */
final class FunctionNames {
    private static final Pattern CALL = Pattern.compile("\\b([a-z_][a-z0-9_]*)\\(");
    /** Prefixes that the partial and final phases of an aggregation put before its functions. */
    private static final Pattern PHASE = Pattern.compile("^(partial|merge|finalmerge)_(merge_)?");

    private static final String UDF = "UDF";
    private static final Map<String, Boolean> HAS_KERNEL = new HashMap<>();

    private FunctionNames() {}

    static Functions in(String text) {
        List<String> kernels = new ArrayList<>();
        List<String> sparks = new ArrayList<>();
        Matcher calls = CALL.matcher(text);
        while (calls.find()) {
            String name = PHASE.matcher(calls.group(1)).replaceFirst("");
            Boolean hasKernel = hasKernel(name);
            if (hasKernel != null) {
                (hasKernel ? kernels : sparks).add(name);
            }
        }
        if (text.contains(UDF + "(")) {
            sparks.add(UDF);
        }
        return new Functions(kernels, sparks);
    }

    /** Null for a name that is not a function of Spark's. */
    private static synchronized @org.jspecify.annotations.Nullable Boolean hasKernel(String name) {
        if (HAS_KERNEL.isEmpty()) {
            readRegistry();
        }
        return HAS_KERNEL.get(name);
    }

    private static void readRegistry() {
        Capabilities capabilities = Translation.translator().capabilities();
        for (FunctionIdentifier function :
                CollectionConverters.asJava(FunctionRegistry$.MODULE$.builtin().listFunction())) {
            Option<ExpressionInfo> info = FunctionRegistry$.MODULE$.builtin().lookupFunction(function);
            if (info.isDefined()) {
                HAS_KERNEL.put(
                        function.funcName().toLowerCase(Locale.ROOT),
                        hasKernel(capabilities, info.get().getClassName()));
            }
        }
    }

    private static boolean hasKernel(Capabilities capabilities, String className) {
        try {
            Class<?> type = Class.forName(className, false, FunctionNames.class.getClassLoader());
            return capabilities.functionFor(type).isPresent()
                    || capabilities.aggregateFor(type).isPresent()
                    || capabilities.windowFor(type).isPresent()
                    || type == org.apache.spark.sql.catalyst.expressions.Cast.class;
        } catch (ClassNotFoundException | LinkageError builder) {
            return false;
        }
    }
}
