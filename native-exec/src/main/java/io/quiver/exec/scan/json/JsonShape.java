/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.scan.json;

import io.quiver.exec.kernel.json.JsonText;
import io.quiver.exec.kernel.json.NameTable;
import io.quiver.exec.scan.text.LineFinder;
import io.quiver.exec.scan.text.SureTexts;
import java.util.List;

/**
 * The type inferred from the values of JSON lines so far. It tells whether a value surely keeps this type. Other values may
 * keep it, too. Null and the empty string keep every type. One thread.
 */
public abstract class JsonShape {
    private static final int LONG_DIGITS = 18;
    private static final int DIGITS_OF_ALL_LONGS = 20;

    private JsonShape() {}

    /** The type of nulls alone. No other value surely keeps it. */
    public static JsonShape nulls() {
        return new Leaf(LeafKind.NULLS, 0, 0, false);
    }

    /**
     * The type that every value keeps: text, which is left where values of two types met.
     *
     * @param withExponents whether a number may have an exponent, anywhere in a value
     */
    public static JsonShape any(boolean withExponents) {
        return new Leaf(LeafKind.ANY, 0, 0, withExponents);
    }

    public static JsonShape booleans() {
        return new Leaf(LeafKind.BOOLEANS, 0, 0, false);
    }

    /** Integers that fit in a long. */
    public static JsonShape integers() {
        return new Leaf(LeafKind.INTEGERS, 0, 0, false);
    }

    /**
     * Numbers of double precision.
     *
     * @param withExponents whether a number may have an exponent
     */
    public static JsonShape fractions(boolean withExponents) {
        return new Leaf(LeafKind.FRACTIONS, 0, 0, withExponents);
    }

    /**
     * Decimals with a precision and a scale.
     *
     * @param withFractions whether numbers with a point are decimals, too
     */
    public static JsonShape decimals(int precision, int scale, boolean withFractions) {
        return new Leaf(LeafKind.DECIMALS, precision - scale, scale, withFractions);
    }

    /** Strings that surely have a type. */
    public static JsonShape strings(SureTexts texts) {
        return new Strings(texts);
    }

    public static JsonShape array(JsonShape element) {
        return new Elements(element);
    }

    /**
     * Objects with these fields.
     *
     * @param names in UTF-8, all different
     */
    public static JsonShape object(List<byte[]> names, List<JsonShape> fields) {
        return new Fields(names, fields);
    }

    /** Returns whether a line surely keeps this shape as it is. A blank line does. */
    public final boolean isLeftBy(LineFinder line) {
        byte[] data = line.data();
        int end = line.lineEnd();
        int start = JsonText.afterBlanks(data, line.lineStart(), end);
        if (start == end) {
            return true;
        }
        if (!JsonText.isRead(data, start, end, line.isAscii())) {
            return false;
        }
        int at = after(data, start, end, 0);
        return at >= 0 && JsonText.afterBlanks(data, at, end) == end;
    }

    /**
     * Returns the position behind the value at {@code position}, or {@link JsonText#ODD} if the value may change the type.
     */
    final int after(byte[] data, int position, int end, int depth) {
        if (position >= end || depth > JsonText.MAX_DEPTH) {
            return JsonText.ODD;
        }
        byte first = data[position];
        if (first == 'n') {
            return JsonText.word(data, position, end);
        }
        if (first == '"' && position + 1 < end && data[position + 1] == '"') {
            return position + 2;
        }
        return afterOther(data, position, end, depth);
    }

    abstract int afterOther(byte[] data, int position, int end, int depth);

    private enum LeafKind {
        NULLS,
        ANY,
        BOOLEANS,
        INTEGERS,
        FRACTIONS,
        DECIMALS
    }

    private static final class Leaf extends JsonShape {
        private final LeafKind kind;
        private final int integerDigits;
        private final int fractionDigits;
        private final boolean isWider;

        Leaf(LeafKind kind, int integerDigits, int fractionDigits, boolean isWider) {
            this.kind = kind;
            this.integerDigits = integerDigits;
            this.fractionDigits = fractionDigits;
            this.isWider = isWider;
        }

        @Override
        int afterOther(byte[] data, int position, int end, int depth) {
            return switch (kind) {
                case NULLS -> JsonText.ODD;
                case ANY -> isWider ? JsonText.afterValue(data, position, end, depth) : afterFlat(data, position, end);
                case BOOLEANS -> JsonText.word(data, position, end);
                case INTEGERS, FRACTIONS, DECIMALS -> afterNumber(data, position, end);
            };
        }

        private int afterFlat(byte[] data, int position, int end) {
            byte first = data[position];
            if (first == '"') {
                int quote = JsonText.string(data, position + 1, end);
                return quote >= 0 ? quote + 1 : JsonText.ODD;
            }
            return first == 't' || first == 'f' ? JsonText.word(data, position, end) : afterNumber(data, position, end);
        }

        private int afterNumber(byte[] data, int position, int end) {
            byte first = data[position];
            if (first != '-' && (first < '0' || first > '9')) {
                return JsonText.ODD;
            }
            int at = JsonText.number(data, position, end);
            if (at == JsonText.ODD) {
                return JsonText.ODD;
            }
            int digits = first == '-' ? position + 1 : position;
            if (at >= 0) {
                return isIntegerLeft(at - digits) ? at : JsonText.ODD;
            }
            return isFractionLeft(data, digits, ~at) ? ~at : JsonText.ODD;
        }

        private boolean isIntegerLeft(int digits) {
            return switch (kind) {
                case INTEGERS -> digits <= LONG_DIGITS;
                case ANY, FRACTIONS -> true;
                case DECIMALS -> digits <= integerDigits && integerDigits >= DIGITS_OF_ALL_LONGS;
                case NULLS, BOOLEANS -> false;
            };
        }

        private boolean isFractionLeft(byte[] data, int start, int end) {
            int point = start;
            while (point < end && data[point] != '.') {
                if ((data[point] | 0x20) == 'e') {
                    return kind == LeafKind.FRACTIONS && isWider;
                }
                point++;
            }
            for (int i = point; i < end; i++) {
                if ((data[i] | 0x20) == 'e') {
                    return kind == LeafKind.FRACTIONS && isWider;
                }
            }
            return switch (kind) {
                case ANY, FRACTIONS -> true;
                case DECIMALS -> isWider && point - start <= integerDigits && end - point - 1 <= fractionDigits;
                case NULLS, BOOLEANS, INTEGERS -> false;
            };
        }
    }

    private static final class Strings extends JsonShape {
        private final SureTexts texts;

        Strings(SureTexts texts) {
            this.texts = texts;
        }

        @Override
        int afterOther(byte[] data, int position, int end, int depth) {
            if (data[position] != '"') {
                return JsonText.ODD;
            }
            int quote = JsonText.string(data, position + 1, end);
            return quote >= 0 && texts.isSure(data, position + 1, quote - position - 1) ? quote + 1 : JsonText.ODD;
        }
    }

    private static final class Elements extends JsonShape {
        private final JsonShape element;

        Elements(JsonShape element) {
            this.element = element;
        }

        @Override
        int afterOther(byte[] data, int position, int end, int depth) {
            if (data[position] != '[') {
                return JsonText.ODD;
            }
            int at = JsonText.afterBlanks(data, position + 1, end);
            if (at < end && data[at] == ']') {
                return at + 1;
            }
            while (true) {
                at = element.after(data, at, end, depth + 1);
                if (at < 0) {
                    return JsonText.ODD;
                }
                at = JsonText.next(data, at, end, (byte) ']');
                if (at < 0) {
                    return at == JsonText.ODD ? JsonText.ODD : ~at;
                }
            }
        }
    }

    /** Objects whose fields are all known and come at most once each. */
    private static final class Fields extends JsonShape {
        private final JsonShape[] fields;
        private final NameTable names;

        /** The last object that had the field. */
        private final int[] objects;

        private int object;

        Fields(List<byte[]> names, List<JsonShape> fields) {
            this.fields = fields.toArray(new JsonShape[0]);
            this.names = new NameTable(names);
            objects = new int[this.fields.length];
        }

        @Override
        int afterOther(byte[] data, int position, int end, int depth) {
            if (data[position] != '{') {
                return JsonText.ODD;
            }
            int current = ++object;
            int at = JsonText.afterBlanks(data, position + 1, end);
            if (at < end && data[at] == '}') {
                return at + 1;
            }
            int name = NameTable.OTHER;
            while (true) {
                name = names.read(data, at, end, name);
                if (name <= NameTable.OTHER || name > fields.length || objects[name - 1] == current) {
                    return JsonText.ODD;
                }
                objects[name - 1] = current;
                at = names.valueStart(data, end);
                at = fields[name - 1].after(data, at, end, depth + 1);
                if (at < 0) {
                    return JsonText.ODD;
                }
                at = JsonText.next(data, at, end, (byte) '}');
                if (at < 0) {
                    return at == JsonText.ODD ? JsonText.ODD : ~at;
                }
            }
        }
    }
}
