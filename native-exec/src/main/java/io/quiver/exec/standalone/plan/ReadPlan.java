/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.standalone.plan;

import io.quiver.exec.plan.PlanNode;
import io.quiver.exec.standalone.function.Guards;
import io.substrait.proto.Type;
import java.util.List;

/** A plan in the executor's form: the root, the types and names of its columns, and its inputs. */
public record ReadPlan(PlanNode root, List<Type> types, List<String> names, List<PlanInput> inputs, Guards guards) {
    public ReadPlan {
        types = List.copyOf(types);
        names = List.copyOf(names);
        inputs = List.copyOf(inputs);
    }
}
