/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.operator.window.frame;

import io.quiver.exec.kernel.sort.RowOrder;
import io.quiver.exec.operator.sort.SortKey;
import io.quiver.exec.operator.window.rows.WindowLayout;
import java.util.List;

/** The order keys of a window and the columns that hold them. */
public record OrderKeys(List<SortKey> keys, int[] slots) {
    public static OrderKeys of(List<SortKey> keys, WindowLayout layout) {
        return new OrderKeys(
                keys, layout.slots(keys.stream().map(SortKey::expression).toList()));
    }

    /** Returns the order of the first key. */
    RowOrder firstOrder() {
        SortKey key = keys.get(0);
        return new RowOrder(new boolean[] {key.ascending()}, new boolean[] {key.nullsFirst()});
    }
}
