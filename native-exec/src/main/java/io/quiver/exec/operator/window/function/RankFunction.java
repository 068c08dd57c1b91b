/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.operator.window.function;

import io.quiver.exec.vector.Column;
import io.quiver.exec.vector.ColumnType;
import io.quiver.exec.vector.IntColumn;

/**
 * Computes row_number, rank and dense_rank with counters that continue across batches. Source: Spark 4.1.3 {@code RankLike}.
 */
public final class RankFunction extends PartitionFunction {
    /** The events that are counted. */
    enum Count {
        ROWS,
        ROWS_BEFORE_PEERS,
        PEER_GROUPS
    }

    private final Count count;
    private int rowNumber;
    private int rank;
    private int[] out = new int[0];

    private RankFunction(Count count) {
        this.count = count;
    }

    /** Returns the function with this name. */
    public static RankFunction named(String function) {
        return new RankFunction(
                switch (function) {
                    case "row_number" -> Count.ROWS;
                    case "rank" -> Count.ROWS_BEFORE_PEERS;
                    case "dense_rank" -> Count.PEER_GROUPS;
                    default -> throw new IllegalArgumentException("no ranking function is named " + function);
                });
    }

    @Override
    public boolean streams() {
        return true;
    }

    @Override
    void prepare(int from, int to) {
        out = new int[to - from];
    }

    @Override
    void begin(int start, int end) {
        rowNumber = 0;
        rank = 0;
    }

    @Override
    void compute(int from, int to, int offset) {
        switch (count) {
            case ROWS -> {
                for (int i = from; i < to; i++) {
                    out[i - offset] = rowNumber + 1 + i - from;
                }
            }
            case ROWS_BEFORE_PEERS -> ranks(rows().peerStarts(), from, to, offset);
            case PEER_GROUPS -> denseRanks(rows().peerStarts(), from, to, offset);
        }
        rowNumber += to - from;
    }

    private void ranks(long[] peers, int from, int to, int offset) {
        int current = rank;
        for (int i = from; i < to; i++) {
            int isFirst = -(int) (peers[i >> 6] >>> i & 1L);
            current = current & ~isFirst | (rowNumber + 1 + i - from) & isFirst;
            out[i - offset] = current;
        }
        rank = current;
    }

    private void denseRanks(long[] peers, int from, int to, int offset) {
        int current = rank;
        for (int i = from; i < to; i++) {
            current += (int) (peers[i >> 6] >>> i & 1L);
            out[i - offset] = current;
        }
        rank = current;
    }

    @Override
    Column finish(int from, int to) {
        return new IntColumn(ColumnType.INT, to - from, out, null);
    }
}
