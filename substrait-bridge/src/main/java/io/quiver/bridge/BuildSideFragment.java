/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.bridge;

import java.util.List;

/**
 * What makes the rows of a broadcast into a join's build table, to be run once per process and not in each task.
 *
 * @param fragment of one input, the broadcast's rows; its output is their columns and then the keys that are computed
 * @param width the columns of the build side, as the join's {@link FragmentNode.TableNode} has them
 * @param keyColumns for each key of the join the column of the output that holds it
 */
public record BuildSideFragment(TranslatedFragment fragment, int width, List<Integer> keyColumns) {
    public BuildSideFragment {
        keyColumns = List.copyOf(keyColumns);
    }
}
