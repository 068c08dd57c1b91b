/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.plan;

import com.google.protobuf.Any;
import io.substrait.proto.AdvancedExtension;
import io.substrait.proto.Plan;
import io.substrait.proto.SimpleExtensionDeclaration;
import io.substrait.proto.SimpleExtensionURN;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Resolves the anchors of a plan to its functions and types, by URN and name. */
final class Extensions {
    /** The URN of Spark's own functions and types. */
    static final String SPARK = "extension:io.quiver:spark";

    private static final Map<String, Set<String>> STANDARD = Map.of(
            "extension:io.substrait:functions_boolean",
            Set.of("and", "or", "not"),
            "extension:io.substrait:functions_comparison",
            Set.of(
                    "is_null",
                    "is_not_null",
                    "coalesce",
                    "equal",
                    "not_equal",
                    "lt",
                    "lte",
                    "gt",
                    "gte",
                    "is_not_distinct_from"));

    /** A function's name without the types of its arguments. */
    record FunctionName(String urn, String name) {
        boolean isSparks() {
            return urn.equals(SPARK);
        }
    }

    private final Map<Integer, FunctionName> functions = new HashMap<>();
    private final Map<Integer, String> types = new HashMap<>();

    /** Returns the optimization of a relation that has this type, if there is one. */
    static Optional<Any> optimization(AdvancedExtension extension, String typeUrl) {
        return extension.getOptimizationList().stream()
                .filter(optimization -> optimization.getTypeUrl().equals(typeUrl))
                .findFirst();
    }

    Extensions(Plan plan) {
        Map<Integer, String> urns = new HashMap<>();
        for (SimpleExtensionURN urn : plan.getExtensionUrnsList()) {
            urns.put(urn.getExtensionUrnAnchor(), urn.getUrn());
        }
        for (SimpleExtensionDeclaration declaration : plan.getExtensionsList()) {
            switch (declaration.getMappingTypeCase()) {
                case EXTENSION_FUNCTION -> {
                    SimpleExtensionDeclaration.ExtensionFunction function = declaration.getExtensionFunction();
                    functions.put(
                            function.getFunctionAnchor(),
                            functionName(urn(urns, function.getExtensionUrnReference()), function.getName()));
                }
                case EXTENSION_TYPE -> {
                    SimpleExtensionDeclaration.ExtensionType type = declaration.getExtensionType();
                    String urn = urn(urns, type.getExtensionUrnReference());
                    if (!urn.equals(SPARK)) {
                        throw PlanFailures.unsupported("type %s of unknown extension %s", type.getName(), urn);
                    }
                    types.put(type.getTypeAnchor(), type.getName());
                }
                case EXTENSION_TYPE_VARIATION, MAPPINGTYPE_NOT_SET ->
                    throw PlanFailures.unsupported(
                            "extension declaration of kind %s", declaration.getMappingTypeCase());
            }
        }
    }

    private static String urn(Map<Integer, String> urns, int anchor) {
        String urn = urns.get(anchor);
        if (urn == null) {
            throw PlanFailures.invalid("extension URN anchor %d is not declared", anchor);
        }
        return urn;
    }

    private static FunctionName functionName(String urn, String key) {
        int colon = key.indexOf(':');
        String name = colon < 0 ? key : key.substring(0, colon);
        if (!urn.equals(SPARK) && !STANDARD.getOrDefault(urn, Set.of()).contains(name)) {
            throw PlanFailures.unsupported("function %s of %s", key, urn);
        }
        return new FunctionName(urn, name);
    }

    FunctionName function(int anchor) {
        FunctionName function = functions.get(anchor);
        if (function == null) {
            throw PlanFailures.invalid("function anchor %d is not declared", anchor);
        }
        return function;
    }

    String type(int anchor) {
        String type = types.get(anchor);
        if (type == null) {
            throw PlanFailures.invalid("type anchor %d is not declared", anchor);
        }
        return type;
    }
}
