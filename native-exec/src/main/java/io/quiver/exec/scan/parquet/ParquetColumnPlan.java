/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.scan.parquet;

import io.quiver.exec.scan.parquet.decode.BooleanDecoder;
import io.quiver.exec.scan.parquet.decode.BytesDecoder;
import io.quiver.exec.scan.parquet.decode.ColumnDecoder;
import io.quiver.exec.scan.parquet.decode.DoubleDecoder;
import io.quiver.exec.scan.parquet.decode.FloatDecoder;
import io.quiver.exec.scan.parquet.decode.IntDecoder;
import io.quiver.exec.scan.parquet.decode.LongDecoder;
import io.quiver.exec.scan.parquet.decode.NestedLevels;
import io.quiver.exec.scan.parquet.decode.PassThroughCodecs;
import io.quiver.exec.scan.parquet.decode.WideDecoder;
import io.quiver.exec.vector.ColumnType;
import io.quiver.exec.vector.ColumnType.Kind;
import java.util.EnumSet;
import java.util.Set;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DecimalLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.IntLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimestampLogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;

/**
 * Decides how a column of a file is read, by a whitelist of physical type, annotation and requested type. Follows Spark 4.1's
 * {@code ParquetVectorUpdaterFactory.getUpdater} and accepts the pairs that lose nothing.
 */
public final class ParquetColumnPlan implements ColumnChoice {
    /** Makes a new decoder for one split. */
    private interface Maker {
        ColumnDecoder make(int capacity, boolean optional, PassThroughCodecs codecs);
    }

    @SuppressWarnings("deprecation") // names that old writers use
    private static final Set<Encoding> COMMON =
            EnumSet.of(Encoding.PLAIN, Encoding.PLAIN_DICTIONARY, Encoding.RLE_DICTIONARY, Encoding.RLE);

    private final ColumnDescriptor descriptor;
    private final ColumnType type;
    private final Set<Encoding> encodings;
    private final boolean mayDecline;
    private final Maker maker;

    private ParquetColumnPlan(ColumnDescriptor descriptor, ColumnType type, Set<Encoding> encodings, Maker maker) {
        this(descriptor, type, encodings, false, maker);
    }

    private ParquetColumnPlan(
            ColumnDescriptor descriptor, ColumnType type, Set<Encoding> encodings, boolean mayDecline, Maker maker) {
        this.mayDecline = mayDecline;
        this.descriptor = descriptor;
        this.type = type;
        this.encodings = encodings;
        this.maker = maker;
    }

    /** Decides how a column is read as {@code type}, or that it is not. */
    public static ColumnChoice of(ColumnDescriptor descriptor, ColumnType type, ExactFrom exactFrom) {
        if (descriptor.getPath().length != 1
                || descriptor.getMaxRepetitionLevel() != 0
                || descriptor.getMaxDefinitionLevel() > 1) {
            return refuse(descriptor, type);
        }
        return ofLeaf(descriptor, type, exactFrom);
    }

    /** Decides how the values of a column, which may be part of a nested one, are read. */
    static ColumnChoice ofLeaf(ColumnDescriptor descriptor, ColumnType type, ExactFrom exactFrom) {
        return switch (descriptor.getPrimitiveType().getPrimitiveTypeName()) {
            case BOOLEAN -> ofBoolean(descriptor, type);
            case INT32 -> ofInt(descriptor, type, exactFrom);
            case INT64 -> ofLong(descriptor, type, exactFrom);
            case FLOAT -> ofFloat(descriptor, type);
            case DOUBLE -> ofDouble(descriptor, type);
            case BINARY, FIXED_LEN_BYTE_ARRAY -> ofBytes(descriptor, type);
            case INT96 -> ofInt96(descriptor, type, exactFrom);
        };
    }

    ColumnDescriptor descriptor() {
        return descriptor;
    }

    /** Returns whether there may be values that Spark fails on or changes, so that no value may be skipped unseen. */
    boolean mayDecline() {
        return mayDecline;
    }

    /** Returns whether a chunk whose pages have these encodings (values and levels) is read here. */
    boolean reads(Set<Encoding> chunkEncodings) {
        for (Encoding encoding : chunkEncodings) {
            @SuppressWarnings("deprecation") // what V1 writers say of levels that are not there
            boolean known = encodings.contains(encoding) || encoding == Encoding.BIT_PACKED;
            if (!known) {
                return false;
            }
        }
        return true;
    }

    ColumnDecoder newDecoder(int capacity, PassThroughCodecs codecs) {
        return maker.make(capacity, descriptor.getMaxDefinitionLevel() == 1, codecs);
    }

    /** Returns a decoder of the entries of a part of a nested column. */
    ColumnDecoder newNestedDecoder(int capacity, PassThroughCodecs codecs, NestedLevels levels) {
        ColumnDecoder decoder = maker.make(capacity, true, codecs);
        decoder.nestedLevels(levels);
        return decoder;
    }

    private static ColumnChoice ofBoolean(ColumnDescriptor descriptor, ColumnType type) {
        if (type.kind() != Kind.BOOLEAN || annotation(descriptor) != null) {
            return refuse(descriptor, type);
        }
        return new ParquetColumnPlan(
                descriptor,
                type,
                COMMON,
                (capacity, optional, codecs) -> new BooleanDecoder(capacity, optional, codecs));
    }

    private static ColumnChoice ofInt(ColumnDescriptor descriptor, ColumnType type, ExactFrom exactFrom) {
        LogicalTypeAnnotation annotation = annotation(descriptor);
        return switch (type.kind()) {
            case BYTE, SHORT, INT -> {
                boolean plain = annotation == null
                        || annotation instanceof IntLogicalTypeAnnotation integer
                                && (integer.isSigned() || integer.getBitWidth() < 32);
                yield plain ? ints(descriptor, type, Integer.MIN_VALUE) : refuse(descriptor, type);
            }
            case DATE ->
                annotation instanceof LogicalTypeAnnotation.DateLogicalTypeAnnotation
                        ? ints(descriptor, type, exactFrom.day())
                        : refuse(descriptor, type);
            case LONG -> {
                if (annotation != null && !(annotation instanceof IntLogicalTypeAnnotation)) {
                    yield refuse(descriptor, type);
                }
                boolean unsigned = annotation instanceof IntLogicalTypeAnnotation integer
                        && !integer.isSigned()
                        && integer.getBitWidth() == 32;
                yield longs(
                        descriptor,
                        type,
                        unsigned ? LongDecoder.Source.UNSIGNED_INT32 : LongDecoder.Source.INT32,
                        LongDecoder.Conversion.NONE);
            }
            case DECIMAL ->
                isSameDecimal(annotation, type)
                        ? longs(descriptor, type, LongDecoder.Source.INT32, LongDecoder.Conversion.NONE)
                        : refuse(descriptor, type);
            default -> refuse(descriptor, type);
        };
    }

    private static ColumnChoice ofLong(ColumnDescriptor descriptor, ColumnType type, ExactFrom exactFrom) {
        LogicalTypeAnnotation annotation = annotation(descriptor);
        return switch (type.kind()) {
            case LONG -> {
                boolean plain = annotation == null
                        || annotation instanceof IntLogicalTypeAnnotation integer && integer.isSigned();
                yield plain
                        ? longs(descriptor, type, LongDecoder.Source.INT64, LongDecoder.Conversion.NONE)
                        : refuse(descriptor, type);
            }
            case TIMESTAMP, TIMESTAMP_NTZ -> {
                if (!(annotation instanceof TimestampLogicalTypeAnnotation timestamp)
                        || timestamp.getUnit() == LogicalTypeAnnotation.TimeUnit.NANOS) {
                    yield refuse(descriptor, type);
                }
                boolean millis = timestamp.getUnit() == LogicalTypeAnnotation.TimeUnit.MILLIS;
                long exactMicros = type.kind() == Kind.TIMESTAMP ? exactFrom.micros() : Long.MIN_VALUE;
                yield longs(
                        descriptor,
                        type,
                        LongDecoder.Source.INT64,
                        millis ? LongDecoder.Conversion.MILLIS_TO_MICROS : LongDecoder.Conversion.NONE,
                        exactMicros);
            }
            case DECIMAL -> ofLongDecimal(descriptor, type, annotation);
            default -> refuse(descriptor, type);
        };
    }

    private static ColumnChoice ofInt96(ColumnDescriptor descriptor, ColumnType type, ExactFrom exactFrom) {
        return switch (type.kind()) {
            case TIMESTAMP ->
                longs(descriptor, type, LongDecoder.Source.INT96, LongDecoder.Conversion.NONE, exactFrom.int96Micros());
            case TIMESTAMP_NTZ -> longs(descriptor, type, LongDecoder.Source.INT96, LongDecoder.Conversion.NONE);
            default -> refuse(descriptor, type);
        };
    }

    private static ColumnChoice ofLongDecimal(
            ColumnDescriptor descriptor, ColumnType type, LogicalTypeAnnotation annotation) {
        if (annotation instanceof IntLogicalTypeAnnotation integer
                && !integer.isSigned()
                && integer.getBitWidth() == 64
                && type.precision() == 20
                && type.scale() == 0) {
            return longs(descriptor, type, LongDecoder.Source.UNSIGNED_INT64, LongDecoder.Conversion.NONE);
        }
        if (!isSameDecimal(annotation, type)) {
            return refuse(descriptor, type);
        }
        return longs(descriptor, type, LongDecoder.Source.INT64, lowInt(type));
    }

    private static ColumnChoice ofFloat(ColumnDescriptor descriptor, ColumnType type) {
        if (type.kind() != Kind.FLOAT || annotation(descriptor) != null) {
            return refuse(descriptor, type);
        }
        return new ParquetColumnPlan(
                descriptor,
                type,
                with(Encoding.BYTE_STREAM_SPLIT),
                (capacity, optional, codecs) -> new FloatDecoder(type, capacity, optional, codecs));
    }

    private static ColumnChoice ofDouble(ColumnDescriptor descriptor, ColumnType type) {
        if (type.kind() != Kind.DOUBLE || annotation(descriptor) != null) {
            return refuse(descriptor, type);
        }
        return new ParquetColumnPlan(
                descriptor,
                type,
                with(Encoding.BYTE_STREAM_SPLIT),
                (capacity, optional, codecs) -> new DoubleDecoder(type, capacity, optional, codecs));
    }

    private static ColumnChoice ofBytes(ColumnDescriptor descriptor, ColumnType type) {
        PrimitiveType primitive = descriptor.getPrimitiveType();
        boolean fixed = primitive.getPrimitiveTypeName() == PrimitiveTypeName.FIXED_LEN_BYTE_ARRAY;
        int length = fixed ? primitive.getTypeLength() : 0;
        LogicalTypeAnnotation annotation = annotation(descriptor);
        if (fixed && length <= 0) {
            return refuse(descriptor, type);
        }
        return switch (type.kind()) {
            case STRING, BINARY -> {
                boolean text = annotation == null
                        || annotation instanceof LogicalTypeAnnotation.StringLogicalTypeAnnotation
                        || annotation instanceof LogicalTypeAnnotation.EnumLogicalTypeAnnotation
                        || annotation instanceof LogicalTypeAnnotation.JsonLogicalTypeAnnotation
                        || annotation instanceof LogicalTypeAnnotation.BsonLogicalTypeAnnotation
                        || annotation instanceof LogicalTypeAnnotation.UUIDLogicalTypeAnnotation;
                yield text && !(fixed && type.kind() == Kind.STRING)
                        ? new ParquetColumnPlan(
                                descriptor,
                                type,
                                byteEncodings(fixed),
                                (capacity, optional, codecs) ->
                                        new BytesDecoder(type, capacity, optional, codecs, length))
                        : refuse(descriptor, type);
            }
            case DECIMAL -> ofBytesDecimal(descriptor, type, fixed, length);
            default -> refuse(descriptor, type);
        };
    }

    private static ColumnChoice ofBytesDecimal(
            ColumnDescriptor descriptor, ColumnType type, boolean fixed, int length) {
        if (!isSameDecimal(annotation(descriptor), type) || length > 16) {
            return refuse(descriptor, type);
        }
        if (type.physical() == ColumnType.Physical.WIDE) {
            return new ParquetColumnPlan(
                    descriptor,
                    type,
                    byteEncodings(fixed),
                    true,
                    (capacity, optional, codecs) -> new WideDecoder(type, capacity, optional, codecs, length));
        }
        if (!fixed || length > 8) {
            // of short decimals in BINARY, Spark 4.1 reads those without a dictionary only
            return refuse(descriptor, type);
        }
        return longs(descriptor, type, LongDecoder.Source.FIXED, lowInt(type));
    }

    private static ColumnChoice ints(ColumnDescriptor descriptor, ColumnType type, int firstExactDay) {
        return new ParquetColumnPlan(
                descriptor,
                type,
                with(Encoding.DELTA_BINARY_PACKED, Encoding.BYTE_STREAM_SPLIT),
                firstExactDay != Integer.MIN_VALUE,
                (capacity, optional, codecs) -> new IntDecoder(type, capacity, optional, codecs, firstExactDay));
    }

    private static ColumnChoice longs(
            ColumnDescriptor descriptor,
            ColumnType type,
            LongDecoder.Source source,
            LongDecoder.Conversion conversion) {
        return longs(descriptor, type, source, conversion, Long.MIN_VALUE);
    }

    private static ColumnChoice longs(
            ColumnDescriptor descriptor,
            ColumnType type,
            LongDecoder.Source source,
            LongDecoder.Conversion conversion,
            long firstExactMicros) {
        int width =
                switch (source) {
                    case INT32, UNSIGNED_INT32 -> 4;
                    case INT64, UNSIGNED_INT64 -> 8;
                    case INT96 -> 12;
                    case FIXED -> descriptor.getPrimitiveType().getTypeLength();
                };
        Set<Encoding> encodings =
                switch (source) {
                    case INT96 -> COMMON;
                    case FIXED -> with(Encoding.DELTA_BYTE_ARRAY, Encoding.BYTE_STREAM_SPLIT);
                    case INT32, UNSIGNED_INT32, INT64, UNSIGNED_INT64 ->
                        with(Encoding.DELTA_BINARY_PACKED, Encoding.BYTE_STREAM_SPLIT);
                };
        return new ParquetColumnPlan(
                descriptor,
                type,
                encodings,
                firstExactMicros != Long.MIN_VALUE || conversion == LongDecoder.Conversion.MILLIS_TO_MICROS,
                (capacity, optional, codecs) ->
                        new LongDecoder(type, capacity, optional, codecs, source, width, conversion, firstExactMicros));
    }

    private static LongDecoder.Conversion lowInt(ColumnType type) {
        return type.precision() <= 9 ? LongDecoder.Conversion.LOW_INT : LongDecoder.Conversion.NONE;
    }

    private static Set<Encoding> byteEncodings(boolean fixed) {
        return fixed
                ? with(Encoding.DELTA_BYTE_ARRAY, Encoding.BYTE_STREAM_SPLIT)
                : with(Encoding.DELTA_BYTE_ARRAY, Encoding.DELTA_LENGTH_BYTE_ARRAY);
    }

    private static Set<Encoding> with(Encoding... more) {
        EnumSet<Encoding> all = EnumSet.copyOf(COMMON);
        all.addAll(Set.of(more));
        return all;
    }

    /** Returns whether the scale is the same and the digits suffice, so that values are taken unchanged. */
    private static boolean isSameDecimal(LogicalTypeAnnotation annotation, ColumnType type) {
        return annotation instanceof DecimalLogicalTypeAnnotation decimal
                && decimal.getScale() == type.scale()
                && decimal.getPrecision() <= type.precision();
    }

    @SuppressWarnings("NullAway") // parquet's own nullness is not declared; null is "no annotation"
    private static LogicalTypeAnnotation annotation(ColumnDescriptor descriptor) {
        return descriptor.getPrimitiveType().getLogicalTypeAnnotation();
    }

    private static ColumnChoice refuse(ColumnDescriptor descriptor, ColumnType type) {
        return new Refused("%s as %s".formatted(descriptor, type));
    }
}
