/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.function;

import io.quiver.exec.vector.ColumnType;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * One use of a function: the mode, the argument types, which arguments are constants, and the result type. The plan always
 * states the result type; nobody derives it.
 */
public record Signature(
        EvaluationMode mode, List<ColumnType> arguments, List<Optional<Constant>> constants, ColumnType result) {
    public Signature {
        arguments = List.copyOf(arguments);
        constants = List.copyOf(constants);
        if (constants.size() != arguments.size()) {
            throw new IllegalArgumentException(
                    "%d constants for %d arguments".formatted(constants.size(), arguments.size()));
        }
    }

    public ColumnType argument(int ordinal) {
        return arguments.get(ordinal);
    }

    /** Whether the arguments are of exactly these kinds. */
    public boolean takes(ColumnType.Kind... kinds) {
        if (arguments.size() != kinds.length) {
            return false;
        }
        for (int i = 0; i < kinds.length; i++) {
            if (arguments.get(i).kind() != kinds[i]) {
                return false;
            }
        }
        return true;
    }

    public Optional<Constant> constant(int ordinal) {
        return constants.get(ordinal);
    }

    /** The bytes of an argument that is a constant text or binary; empty for null, too. */
    public Optional<byte[]> bytes(int ordinal) {
        return constant(ordinal)
                .flatMap(constant -> constant.value() instanceof byte[] bytes ? Optional.of(bytes) : Optional.empty());
    }

    /** An argument that is a constant text; empty for null, too. */
    public Optional<String> text(int ordinal) {
        return bytes(ordinal).map(bytes -> new String(bytes, StandardCharsets.UTF_8));
    }

    /** An argument that is a constant int; empty for null, too. */
    public Optional<Integer> integer(int ordinal) {
        return constant(ordinal)
                .flatMap(constant -> constant.value() instanceof Integer value ? Optional.of(value) : Optional.empty());
    }
}
