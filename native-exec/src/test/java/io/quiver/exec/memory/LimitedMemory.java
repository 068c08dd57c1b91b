/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.memory;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Memory with a limit, like Spark's: an operator that finds no room makes the others spill, the largest first. Counts held
 * bytes, requests and open files; can refuse one chosen request. Spill files are in memory.
 */
public final class LimitedMemory implements TaskMemory {
    private final long limit;
    private final long refused;
    private final List<LimitedAccount> accounts = new ArrayList<>();
    private long requests;
    private long held;
    private long peak;
    private int openFiles;
    private int filesEver;
    private int spillsForOthers;

    public LimitedMemory(long limit) {
        this(limit, -1);
    }

    private LimitedMemory(long limit, long refused) {
        this.limit = limit;
        this.refused = refused;
    }

    /** Returns memory without a limit that refuses only the {@code refused}-th request for more, counted from 0. */
    public static LimitedMemory refusing(long refused) {
        return new LimitedMemory(Long.MAX_VALUE, refused);
    }

    public long heldBytes() {
        return held;
    }

    /** Returns the largest number of bytes held at any time. */
    public long peakBytes() {
        return peak;
    }

    public int openFiles() {
        return openFiles;
    }

    /** Returns the number of spill files made. */
    public int filesEver() {
        return filesEver;
    }

    /** Returns the number of requests for more. */
    public long requests() {
        return requests;
    }

    /** Returns how often an operator gave memory back because another one asked. */
    public int spillsForOthers() {
        return spillsForOthers;
    }

    /** Makes every operator spill that can, for an asker that holds nothing, and returns the number of bytes freed. */
    public long askAll() {
        return List.copyOf(accounts).stream()
                .mapToLong(account -> account.spillable.spill(0))
                .sum();
    }

    /** Accepts little memory, too, because tests have few rows. */
    @Override
    public boolean isWorthSpilling(long heldBytes, long askerBytes) {
        return heldBytes >= 1 << 12 && askerBytes <= heldBytes / 4;
    }

    @Override
    public Account open(String name, Spillable spillable) {
        LimitedAccount account = new LimitedAccount(spillable);
        accounts.add(account);
        return account;
    }

    private final class LimitedAccount implements Account {
        private final Spillable spillable;
        private long mine;

        LimitedAccount(Spillable spillable) {
            this.spillable = spillable;
        }

        @Override
        public boolean resize(long bytes) {
            if (bytes > mine && (requests++ == refused || !makeRoom(bytes - mine))) {
                return false;
            }
            held += bytes - mine;
            mine = bytes;
            peak = Math.max(peak, held);
            return true;
        }

        private boolean makeRoom(long more) {
            List<LimitedAccount> others = new ArrayList<>(accounts);
            others.remove(this);
            others.sort(Comparator.comparingLong(LimitedAccount::heldBytes).reversed());
            for (LimitedAccount other : others) {
                if (held + more <= limit) {
                    break;
                }
                spillsForOthers += other.heldBytes() > 0 && other.spillable.spill(mine) > 0 ? 1 : 0;
            }
            return held + more <= limit;
        }

        @Override
        public long heldBytes() {
            return mine;
        }

        @Override
        public SpillFile newSpillFile() {
            openFiles++;
            filesEver++;
            return new MemoryFile();
        }

        @Override
        public void close() {
            resize(0);
            accounts.remove(this);
        }
    }

    private final class MemoryFile implements SpillFile {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private boolean closed;

        @Override
        public OutputStream openForWriting() {
            return bytes;
        }

        @Override
        public InputStream openForReading() {
            return new ByteArrayInputStream(bytes.toByteArray());
        }

        @Override
        public void close() {
            if (!closed) {
                closed = true;
                openFiles--;
            }
        }
    }
}
