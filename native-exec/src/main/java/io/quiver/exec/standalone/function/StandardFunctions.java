/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.standalone.function;

import io.quiver.exec.plan.PlanFailures;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The standard scalar functions, by name, that plans may call without Spark. */
public final class StandardFunctions {
    private static final Map<String, Rule> RULES = new HashMap<>();

    static {
        ArithmeticRules.addTo(RULES);
        RealRules.addTo(RULES);
        ComparisonRules.addTo(RULES);
        TextRules.addTo(RULES);
        DatetimeRules.addTo(RULES);
    }

    private StandardFunctions() {}

    /** Returns all names, in order. */
    public static Set<String> names() {
        return new TreeSet<>(RULES.keySet());
    }

    static Rule rule(String name) {
        Rule rule = RULES.get(name);
        if (rule == null) {
            throw PlanFailures.unsupported("function %s; offered are %s", name, names());
        }
        return rule;
    }
}
