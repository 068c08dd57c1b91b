/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.bridge.support;

import java.util.List;

/**
 * The functions in an operator's expressions, by who evaluates them. Every call of a function or an operator is listed once,
 * under the name a user knows it by; column references and literals are left out.
 *
 * @param kernels evaluated by kernels, unless these decline a batch
 * @param sparks always evaluated by Spark's own code, row by row
 */
public record Functions(List<String> kernels, List<String> sparks) {
    public Functions {
        kernels = List.copyOf(kernels);
        sparks = List.copyOf(sparks);
    }
}
