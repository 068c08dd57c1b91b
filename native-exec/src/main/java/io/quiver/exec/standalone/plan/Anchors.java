/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.standalone.plan;

import io.quiver.exec.plan.PlanFailures;
import io.substrait.proto.Plan;
import io.substrait.proto.SimpleExtensionDeclaration;
import io.substrait.proto.SimpleExtensionURN;
import java.util.HashMap;
import java.util.Map;

/**
 * Resolves the function anchors of a plan. It does not read the catalogue's YAML files: the name before the colon and the
 * types of the arguments identify a function. Plans without URNs are read, too. A function with a foreign URN is rejected.
 */
final class Anchors {
    private static final String STANDARD = "extension:io.substrait:";
    private static final String YAML = ".yaml";

    private final Map<Integer, String> names = new HashMap<>();

    Anchors(Plan plan) {
        Map<Integer, String> urns = new HashMap<>();
        for (SimpleExtensionURN urn : plan.getExtensionUrnsList()) {
            urns.put(urn.getExtensionUrnAnchor(), urn.getUrn());
        }
        for (SimpleExtensionDeclaration declaration : plan.getExtensionsList()) {
            if (declaration.hasExtensionFunction()) {
                SimpleExtensionDeclaration.ExtensionFunction function = declaration.getExtensionFunction();
                String urn = urns.getOrDefault(function.getExtensionUrnReference(), "");
                names.put(function.getFunctionAnchor(), name(urn, function.getName()));
            }
        }
    }

    private static String name(String urn, String key) {
        boolean isStandard = urn.isEmpty() || urn.startsWith(STANDARD) || urn.endsWith(YAML);
        int colon = key.indexOf(':');
        String name = colon < 0 ? key : key.substring(0, colon);
        return isStandard ? name : urn + "/" + name;
    }

    /** Returns the name of a function, after its URN unless that is Substrait's own. */
    String function(int anchor) {
        String name = names.get(anchor);
        if (name == null) {
            throw PlanFailures.invalid("function anchor %d is not declared", anchor);
        }
        return name;
    }
}
