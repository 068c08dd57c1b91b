/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.bridge;

import java.util.List;

/**
 * The fragment that makes a join's build table from the rows of a broadcast. It runs once per process, not in each task.
 *
 * @param fragment its one input is the broadcast's rows; its output is their columns and then the computed keys
 * @param width number of columns of the build side, as the join's {@link FragmentNode.TableNode} has them
 * @param keyColumns the output column of each key of the join
 */
public record BuildSideFragment(TranslatedFragment fragment, int width, List<Integer> keyColumns) {
    public BuildSideFragment {
        keyColumns = List.copyOf(keyColumns);
    }
}
