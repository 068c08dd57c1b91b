/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.operator.sort;

import io.quiver.exec.kernel.sort.RankLimit;
import io.quiver.exec.kernel.sort.SortColumn;
import io.quiver.exec.operator.UngroupedRows;
import io.quiver.exec.vector.Column;
import java.util.List;

/**
 * Says which rows of a sort are wanted: those whose rank among the rows with the same first keys is within a limit.
 *
 * @param groupKeys how many of the sort's keys tell groups apart; the others order the rows of a group
 * @param limit the greatest rank
 * @param ungrouped which rows may go out whatever their rank, and unsorted, because a later operator limits again
 */
public record GroupFirsts(int groupKeys, RankLimit.Rank rank, int limit, UngroupedRows ungrouped) {
    /** Returns the wanted ones of the sorted {@code rows}. */
    int[] of(List<SortColumn> keys, int[] rows) {
        List<Column> columns = keys.stream().map(SortColumn::column).toList();
        return RankLimit.within(
                columns.subList(0, groupKeys), columns.subList(groupKeys, columns.size()), rank, limit, rows);
    }
}
