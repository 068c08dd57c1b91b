/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.kernel.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Names of all lengths, found by what came after the name before, or looked up. */
final class NameTableTest {
    private static final long SEED = 25;

    private final Random random = new Random(SEED);

    @Test
    void namesOfAllLengthsAreToldApart() {
        List<byte[]> names = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (int length = 1; length <= 24; length++) {
            for (int i = 0; i < 8; i++) {
                String name = name(length);
                if (seen.add(name)) {
                    names.add(name.getBytes(StandardCharsets.US_ASCII));
                }
            }
        }
        NameTable table = new NameTable(names);
        int previous = NameTable.OTHER;
        for (int round = 0; round < 100_000; round++) {
            // those that follow each other, as in most files, or any
            int number = random.nextInt(4) > 0 ? previous % names.size() + 1 : 1 + random.nextInt(names.size());
            previous = check(table, names, number, previous);
        }
    }

    @Test
    void aNameThatOthersBeginOrEndWithIsNotTheirs() {
        for (int length = 1; length <= 20; length++) {
            String name = "n".repeat(length);
            NameTable table = new NameTable(List.of(name.getBytes(StandardCharsets.US_ASCII)));
            for (int round = 0; round < 2; round++) {
                assertThat(read(table, name)).isEqualTo(1);
                assertThat(read(table, name + "n")).isGreaterThan(1);
                assertThat(read(table, name)).isEqualTo(1);
                for (int at = 0; at < length; at++) {
                    String other = name.substring(0, at) + "m" + name.substring(at + 1);
                    assertThat(read(table, other)).as("%s, %s", name, other).isGreaterThan(1);
                    assertThat(read(table, name)).isEqualTo(1);
                }
            }
        }
    }

    private static int read(NameTable table, String name) {
        byte[] data = ("\"" + name + "\"").getBytes(StandardCharsets.US_ASCII);
        return table.read(data, 0, data.length, NameTable.OTHER);
    }

    /** Between other bytes, or where the array ends with the name, or soon after. */
    private int check(NameTable table, List<byte[]> names, int number, int previous) {
        byte[] name = names.get(number - 1);
        int before = random.nextInt(3);
        byte[] data = new byte[before + name.length + 2 + random.nextInt(10)];
        Arrays.fill(data, (byte) 'n');
        data[before] = '"';
        System.arraycopy(name, 0, data, before + 1, name.length);
        data[before + 1 + name.length] = '"';
        int found = table.read(data, before, data.length, previous);
        assertThat(found)
                .as("%s, seed %d", new String(name, StandardCharsets.US_ASCII), SEED)
                .isEqualTo(number);
        return found;
    }

    /** Of two letters, so that many have the same beginnings and ends. */
    private String name(int length) {
        StringBuilder name = new StringBuilder();
        for (int i = 0; i < length; i++) {
            name.append(random.nextInt(6) == 0 ? 'm' : 'n');
        }
        return name.toString();
    }
}
