/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.operator.window.frame;

import io.quiver.exec.kernel.RunStarts;
import io.quiver.exec.operator.window.frame.WindowFrame.Bound;
import io.quiver.exec.operator.window.rows.WindowRows;
import java.util.Arrays;

/** Bounds of {@code RANGE} frames that end at the partition's ends or the row's peers. */
final class PeerBounds extends FrameBounds {
    private final boolean fromStart;
    private final boolean toEnd;
    private int peersStart;
    private int peersEnd;

    PeerBounds(WindowFrame frame) {
        fromStart = frame.lower() instanceof Bound.Unbounded;
        toEnd = frame.upper() instanceof Bound.Unbounded;
    }

    @Override
    void begin(int start) {
        peersStart = start;
        peersEnd = start;
    }

    @Override
    void bound(WindowRows rows, int start, int end, int from, int to, int offset) {
        int[] lower = lower();
        int[] upper = upper();
        if (fromStart && toEnd) {
            Arrays.fill(lower, from - offset, to - offset, start);
            Arrays.fill(upper, from - offset, to - offset, end);
            return;
        }
        long[] peers = rows.peerStarts();
        int at = from;
        while (at < to) {
            if (at >= peersEnd) {
                peersStart = at;
                peersEnd = RunStarts.next(peers, at + 1, end);
            }
            int until = Math.min(to, peersEnd);
            Arrays.fill(lower, at - offset, until - offset, fromStart ? start : peersStart);
            Arrays.fill(upper, at - offset, until - offset, toEnd ? end : peersEnd);
            at = until;
        }
    }
}
