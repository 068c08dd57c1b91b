/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.scan.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quiver.exec.scan.parquet.decode.CorruptPageException;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class RowGroupBuffersTest {
    private static final int MEBIBYTE = 1 << 20;

    private final ArrayPool pool = new ArrayPool(4L * MEBIBYTE);
    private final RowGroupBuffers buffers = new RowGroupBuffers(pool, 1L << 32);

    @Test
    void arrayIsLentAgainWhenItsRowGroupIsDoneWith() {
        byte[] first = readRowGroup(MEBIBYTE);
        byte[] second = readRowGroup(MEBIBYTE - 10);
        buffers.giveBack();

        assertThat(second).isSameAs(first);
        assertThat(new RowGroupBuffers(pool, 1L << 32)).satisfies(other -> {
            other.startRowGroup();
            assertThat(other.allocate(MEBIBYTE).array()).as("another scan").isSameAs(first);
        });
    }

    @Test
    void bufferHasTheSizeThatWasAskedFor() {
        buffers.startRowGroup();

        ByteBuffer buffer = buffers.allocate(MEBIBYTE + 1);

        assertThat(buffer.capacity()).isEqualTo(MEBIBYTE + 1);
        assertThat(buffer.remaining()).isEqualTo(MEBIBYTE + 1);
        assertThat(buffer.array().length).isBetween(MEBIBYTE + 1, MEBIBYTE + MEBIBYTE / 8);
    }

    @Test
    void rowGroupOfManyMoreBytesThanItsFileIsNotAllocated() {
        RowGroupBuffers ofSmallFile = new RowGroupBuffers(pool, 3 * MEBIBYTE);
        for (int rowGroup = 0; rowGroup < 3; rowGroup++) {
            ofSmallFile.startRowGroup();
            ofSmallFile.allocate(2 * MEBIBYTE);
            assertThatThrownBy(() -> ofSmallFile.allocate(1 << 30)).isInstanceOf(CorruptPageException.class);
        }
    }

    @Test
    void arrayInUseIsNotLentTwice() {
        buffers.startRowGroup();
        byte[] one = buffers.allocate(MEBIBYTE).array();
        byte[] other = buffers.allocate(MEBIBYTE).array();
        buffers.endRead();

        RowGroupBuffers another = new RowGroupBuffers(pool, 1L << 32);
        another.startRowGroup();

        assertThat(other).isNotSameAs(one);
        assertThat(another.allocate(MEBIBYTE).array()).isNotSameAs(one).isNotSameAs(other);
    }

    @Test
    void arrayOfARowGroupThatFailedIsNotLentAgain() {
        buffers.startRowGroup();
        byte[] failed = buffers.allocate(MEBIBYTE).array();
        buffers.giveBack();

        assertThat(readRowGroup(MEBIBYTE)).isNotSameAs(failed);
    }

    @Test
    void arrayThatAnotherThreadAskedForIsNotLentAgain() {
        buffers.startRowGroup();
        byte[] asked = CompletableFuture.supplyAsync(
                        () -> buffers.allocate(MEBIBYTE).array())
                .join();
        buffers.endRead();
        buffers.giveBack();

        assertThat(readRowGroup(MEBIBYTE)).isNotSameAs(asked);
    }

    @Test
    void smallArrayIsNotKept() {
        byte[] small = readRowGroup(RowGroupBuffers.LEAST_BYTES - 1);

        assertThat(readRowGroup(RowGroupBuffers.LEAST_BYTES - 1)).isNotSameAs(small);
    }

    @Test
    void arrayOfMoreThanTwiceTheSizeIsLeftForOthers() {
        byte[] large = readRowGroup(2 * MEBIBYTE);

        assertThat(readRowGroup(MEBIBYTE / 2)).isNotSameAs(large);
        assertThat(readRowGroup(2 * MEBIBYTE)).isSameAs(large);
    }

    @Test
    void poolForgetsTheOldestWhereThereAreTooMany() {
        byte[] oldest = new byte[3 * MEBIBYTE];
        byte[] newest = new byte[2 * MEBIBYTE];
        pool.put(oldest);
        pool.put(newest);

        assertThat(pool.take(3 * MEBIBYTE)).isNotSameAs(oldest);
        assertThat(pool.take(2 * MEBIBYTE)).isSameAs(newest);
    }

    private byte[] readRowGroup(int size) {
        buffers.startRowGroup();
        byte[] array = buffers.allocate(size).array();
        buffers.endRead();
        return array;
    }
}
