/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.vector;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Encodes opaque values by the columns of their parts: structs by their fields, one row each; arrays by their elements; maps by
 * their keys and their values. Row {@code i} of arrays and maps has the {@code lengths[i]} elements from {@code starts[i]} on,
 * so gathering rows copies no element. A consumer that does not look into nested values calls {@link #flat()}: the host lays
 * them out as bytes, once for a column.
 */
public final class NestedColumn extends Column {
    /** Bytes of a part in the host's layout, beside the bytes of text: its value, or its position. */
    private static final int WORD = 8;

    /** Lays nested values out as the bytes that the host's code reads. */
    @FunctionalInterface
    public interface Layout {
        /** The same values as bytes, null where {@code column} is null, in arrays that nobody else has. */
        BytesColumn bytes(NestedColumn column);
    }

    private final Layout layout;
    private final List<Column> parts;
    /** The parts without encodings, made when first asked for. Columns gathered from lists share them. */
    private final @Nullable Column[] flatParts;

    private final int @Nullable [] starts;
    private final int @Nullable [] lengths;
    private @Nullable BytesColumn flat;

    private NestedColumn(
            ColumnType type,
            int rowCount,
            Layout layout,
            List<Column> parts,
            @Nullable Column[] flatParts,
            int @Nullable [] starts,
            int @Nullable [] lengths,
            long @Nullable [] validity) {
        super(type, rowCount, validity);
        checkPhysical(type, ColumnType.Physical.BYTES);
        this.layout = layout;
        this.parts = List.copyOf(parts);
        this.flatParts = flatParts;
        this.starts = starts;
        this.lengths = lengths;
    }

    /** Structs with these fields. A field's value in the row of a null struct is unspecified. */
    public static NestedColumn structs(
            ColumnType type, int rowCount, Layout layout, List<Column> fields, long @Nullable [] validity) {
        for (Column field : fields) {
            if (field.rowCount() != rowCount) {
                throw new IllegalArgumentException(
                        "a field has %d rows in %d structs".formatted(field.rowCount(), rowCount));
            }
        }
        return new NestedColumn(type, rowCount, layout, fields, new Column[fields.size()], null, null, validity);
    }

    /** Arrays of the elements in {@code parts[0]}, or maps of the keys there and the values in {@code parts[1]}. */
    public static NestedColumn lists(
            ColumnType type,
            int rowCount,
            Layout layout,
            List<Column> parts,
            int[] starts,
            int[] lengths,
            long @Nullable [] validity) {
        if (starts.length < rowCount || lengths.length < rowCount) {
            throw new IllegalArgumentException(
                    "%d/%d lists, too few for %d rows".formatted(starts.length, lengths.length, rowCount));
        }
        return new NestedColumn(type, rowCount, layout, parts, new Column[parts.size()], starts, lengths, validity);
    }

    Layout layout() {
        return layout;
    }

    public boolean isStruct() {
        return starts == null;
    }

    /** The fields of structs; the elements of arrays; the keys and the values of maps. */
    public List<Column> parts() {
        return parts;
    }

    public Column part(int ordinal) {
        return parts.get(ordinal);
    }

    /** The part without encodings. It is decoded once, and consumers that look at a few rows at a time share it. */
    public Column flatPart(int ordinal) {
        Column known = flatParts[ordinal];
        if (known == null) {
            known = parts.get(ordinal).flat();
            flatParts[ordinal] = known;
        }
        return known;
    }

    /** Where the elements of each row begin; unspecified where a row has none. Not for structs. */
    public int[] starts() {
        return listsOnly(starts);
    }

    /** How many elements each row has; unspecified for null rows. Not for structs. */
    public int[] lengths() {
        return listsOnly(lengths);
    }

    private static int[] listsOnly(int @Nullable [] array) {
        if (array == null) {
            throw new IllegalStateException("structs have no elements");
        }
        return array;
    }

    /** Approximate bytes of one row in the host's layout. */
    int bytesOf(int row) {
        if (isNull(row)) {
            return 0;
        }
        long bytes = WORD;
        if (starts == null || lengths == null) {
            for (Column field : parts) {
                bytes += WORD + ByteBound.bytesOf(field, row);
            }
        } else {
            for (Column part : parts) {
                bytes += (long) WORD * lengths[row];
                if (part.type().physical() == ColumnType.Physical.BYTES) {
                    for (int i = starts[row], end = i + lengths[row]; i < end; i++) {
                        bytes += ByteBound.bytesOf(part, i);
                    }
                }
            }
        }
        return (int) Math.min(bytes, Integer.MAX_VALUE);
    }

    /** A bound of {@link #bytesOfRows}. It looks at no element unless a collection is inside another. */
    long atMostBytesOfRows() {
        if (lengths == null) {
            long bytes = (long) WORD * rowCount() * (1 + parts.size());
            for (Column field : parts) {
                bytes += field instanceof NestedColumn nested
                        ? nested.atMostBytesOfRows()
                        : ColumnBuilder.bytesOf(field);
            }
            return bytes;
        }
        long elements = 0;
        for (int row = 0; row < rowCount(); row++) {
            elements += isNull(row) ? 0 : lengths[row];
        }
        long width = 0;
        for (Column part : parts) {
            long most = mostBytes(part);
            if (most < 0) {
                return bytesOfRows();
            }
            width += most;
        }
        return (long) WORD * rowCount() + elements * width;
    }

    /** Most bytes of one value; -1 where it has collections. */
    private static long mostBytes(Column part) {
        if (!(part instanceof NestedColumn nested)) {
            return WORD + maxLength(part);
        }
        if (!nested.isStruct()) {
            return -1;
        }
        // its place in a list, and its own word
        long bytes = 2L * WORD;
        for (Column field : nested.parts) {
            long most = mostBytes(field);
            if (most < 0) {
                return -1;
            }
            bytes += most;
        }
        return bytes;
    }

    private static int maxLength(Column part) {
        Column values = part instanceof DictionaryColumn dictionary ? dictionary.dictionary() : part;
        return values instanceof BytesColumn bytes ? bytes.maxLength() : 0;
    }

    /** Approximate bytes of all rows in the host's layout. */
    long bytesOfRows() {
        BytesColumn known = flat;
        if (known != null) {
            return known.totalLength();
        }
        if (starts == null || lengths == null) {
            long bytes = 0;
            for (int row = 0; row < rowCount(); row++) {
                bytes += bytesOf(row);
            }
            return bytes;
        }
        long bytes = (long) WORD * Bitmap.count(validity(), rowCount());
        for (Column part : parts) {
            bytes += bytesOfElements(part, starts, lengths);
        }
        return bytes;
    }

    /** Bytes of the elements of all rows. There is one loop for each form of text, as elements may be many. */
    private long bytesOfElements(Column part, int[] starts, int[] lengths) {
        int @Nullable [] ids = null;
        Column values = part;
        if (part instanceof DictionaryColumn dictionary) {
            ids = dictionary.ids();
            values = dictionary.dictionary();
        }
        int @Nullable [] sizes = values instanceof BytesColumn texts ? texts.lengths() : null;
        boolean isOther = sizes == null && part.type().physical() == ColumnType.Physical.BYTES;
        long bytes = 0;
        for (int row = 0; row < rowCount(); row++) {
            if (isNull(row)) {
                continue;
            }
            int end = starts[row] + lengths[row];
            bytes += (long) WORD * lengths[row];
            if (isOther) {
                for (int i = starts[row]; i < end; i++) {
                    bytes += ByteBound.bytesOf(part, i);
                }
            } else if (sizes != null && ids != null) {
                for (int i = starts[row]; i < end; i++) {
                    bytes += sizes[ids[i]];
                }
            } else if (sizes != null) {
                for (int i = starts[row]; i < end; i++) {
                    bytes += sizes[i];
                }
            }
        }
        return bytes;
    }

    @Override
    public BytesColumn flat() {
        BytesColumn bytes = flat;
        if (bytes == null) {
            bytes = layout.bytes(this);
            flat = bytes;
        }
        return bytes;
    }

    @Override
    public Column gather(int[] rows, int count) {
        BytesColumn known = flat;
        return known != null
                ? known.gather(rows, count)
                : picked(
                        count,
                        Bitmap.gather(validity(), rows, count),
                        field -> field.gather(rows, count),
                        places -> gathered(places, rows, count));
    }

    private static int[] gathered(int[] places, int[] rows, int count) {
        int[] out = new int[count];
        for (int i = 0; i < count; i++) {
            out[i] = places[rows[i]];
        }
        return out;
    }

    @Override
    public Column range(int from, int count) {
        BytesColumn known = flat;
        return known != null
                ? known.range(from, count)
                : picked(
                        count,
                        Bitmap.range(validity(), from, count),
                        field -> field.range(from, count),
                        places -> Arrays.copyOfRange(places, from, from + count));
    }

    /** A column of some rows: {@code ofFields} picks them from fields, {@code ofLists} from the starts and lengths of lists. */
    private NestedColumn picked(
            int count, long @Nullable [] validity, UnaryOperator<Column> ofFields, UnaryOperator<int[]> ofLists) {
        if (starts == null || lengths == null) {
            List<Column> fields = parts.stream().map(ofFields).toList();
            return new NestedColumn(type(), count, layout, fields, new Column[fields.size()], null, null, validity);
        }
        return new NestedColumn(
                type(), count, layout, parts, flatParts, ofLists.apply(starts), ofLists.apply(lengths), validity);
    }

    @Override
    public Column prefix(int rowCount) {
        if (rowCount == rowCount()) {
            return this;
        }
        BytesColumn known = flat;
        if (known != null) {
            return known.prefix(rowCount);
        }
        if (!isStruct()) {
            return new NestedColumn(type(), rowCount, layout, parts, flatParts, starts, lengths, validity());
        }
        List<Column> kept = new ArrayList<>(parts.size());
        for (Column field : parts) {
            kept.add(field.prefix(rowCount));
        }
        return new NestedColumn(type(), rowCount, layout, kept, new Column[kept.size()], null, null, validity());
    }

    @Override
    public NestedColumn withValidity(long @Nullable [] validity) {
        return new NestedColumn(type(), rowCount(), layout, parts, flatParts, starts, lengths, validity);
    }

    @Override
    public BytesColumn withType(ColumnType type) {
        return flat().withType(type);
    }

    @Override
    public BytesColumn owned() {
        return flat().withValidity(ownedValidity());
    }

    @Override
    public long sizeBytes() {
        long bytes = validityBytes() + (isStruct() ? 0 : 8L * rowCount());
        for (Column part : parts) {
            bytes += part.sizeBytes();
        }
        return bytes;
    }
}
