/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.bridge.expression;

import io.quiver.spark.compat.SparkApi;
import java.io.Serializable;
import java.math.BigInteger;
import java.util.Arrays;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.expressions.SpecializedGetters;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.catalyst.util.CollationFactory;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.BinaryType;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.ByteType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DateType;
import org.apache.spark.sql.types.DayTimeIntervalType;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.DoubleType;
import org.apache.spark.sql.types.FloatType;
import org.apache.spark.sql.types.IntegerType;
import org.apache.spark.sql.types.LongType;
import org.apache.spark.sql.types.NullType;
import org.apache.spark.sql.types.ShortType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.types.TimestampNTZType;
import org.apache.spark.sql.types.TimestampType;
import org.apache.spark.sql.types.UserDefinedType;
import org.apache.spark.sql.types.YearMonthIntervalType;

/**
 * Encodes values in bytes that compare, unsigned and with a prefix first, as the values do on Spark, and that are the same for
 * values that compare as equal. Source: PhysicalDataType and InterpretedOrdering of Spark 4.1.3. Inside arrays and structs null
 * comes first, and an array comes before longer arrays that it begins. The two zeros are one value. So are all NaNs, which are
 * the greatest. Texts have the order of their collation keys.
 */
public abstract class OrderedBytes implements Serializable {
    private static final long serialVersionUID = 1L;

    private static final int END = 0;
    private static final int NULL = 1;
    private static final int VALUE = 2;

    /** Returns the value unchanged, to read a type that Spark holds as an int as one. */
    public static int number(int value) {
        return value;
    }

    /** Returns the value unchanged, to read a type that Spark holds as a long as one. */
    public static long number(long value) {
        return value;
    }

    /** Encodes one non-null value in Spark's internal form. */
    public final byte[] encode(Object value) {
        KeyBytes out = new KeyBytes();
        write(new GenericInternalRow(new Object[] {value}), 0, out);
        return out.toArray();
    }

    /** Writes a non-null value; no result is a prefix of another of the same type. */
    abstract void write(SpecializedGetters values, int ordinal, KeyBytes out);

    /** The encoder of a type that Spark can order. */
    static OrderedBytes of(DataType type) {
        if (type instanceof UserDefinedType<?> userDefined) {
            return of(userDefined.sqlType());
        }
        if (type instanceof StructType struct) {
            return new OfStruct(struct);
        }
        if (type instanceof ArrayType array) {
            return new OfArray(of(array.elementType()));
        }
        if (type instanceof StringType string) {
            return new OfText(string.collationId());
        }
        if (type instanceof DecimalType decimal) {
            return new OfDecimal(decimal.precision(), decimal.scale());
        }
        return OfAtom.of(type);
    }

    /** Types without parameters. */
    private enum Atom {
        BOOLEAN {
            @Override
            void write(SpecializedGetters values, int ordinal, KeyBytes out) {
                out.putByte(values.getBoolean(ordinal) ? 1 : 0);
            }
        },
        BYTE {
            @Override
            void write(SpecializedGetters values, int ordinal, KeyBytes out) {
                out.putSigned(values.getByte(ordinal));
            }
        },
        SHORT {
            @Override
            void write(SpecializedGetters values, int ordinal, KeyBytes out) {
                out.putSigned(values.getShort(ordinal));
            }
        },
        INT {
            @Override
            void write(SpecializedGetters values, int ordinal, KeyBytes out) {
                out.putSigned(values.getInt(ordinal));
            }
        },
        LONG {
            @Override
            void write(SpecializedGetters values, int ordinal, KeyBytes out) {
                out.putSigned(values.getLong(ordinal));
            }
        },
        FLOAT {
            @Override
            void write(SpecializedGetters values, int ordinal, KeyBytes out) {
                float number = values.getFloat(ordinal);
                int bits = Float.floatToIntBits(number == 0 ? 0f : number);
                out.putSigned(bits < 0 ? bits ^ Integer.MAX_VALUE : bits);
            }
        },
        DOUBLE {
            @Override
            void write(SpecializedGetters values, int ordinal, KeyBytes out) {
                double number = values.getDouble(ordinal);
                long bits = Double.doubleToLongBits(number == 0 ? 0.0 : number);
                out.putSigned(bits < 0 ? bits ^ Long.MAX_VALUE : bits);
            }
        },
        BINARY {
            @Override
            void write(SpecializedGetters values, int ordinal, KeyBytes out) {
                out.putEscaped(values.getBinary(ordinal));
            }
        };

        abstract void write(SpecializedGetters values, int ordinal, KeyBytes out);
    }

    private static final class OfAtom extends OrderedBytes {
        private static final long serialVersionUID = 1L;
        private final Atom atom;

        private OfAtom(Atom atom) {
            this.atom = atom;
        }

        static OfAtom of(DataType type) {
            if (type instanceof BooleanType || type instanceof NullType) { // of the latter there are no values
                return new OfAtom(Atom.BOOLEAN);
            }
            if (type instanceof ByteType) {
                return new OfAtom(Atom.BYTE);
            }
            if (type instanceof ShortType) {
                return new OfAtom(Atom.SHORT);
            }
            if (type instanceof IntegerType || type instanceof DateType || type instanceof YearMonthIntervalType) {
                return new OfAtom(Atom.INT);
            }
            if (type instanceof LongType
                    || type instanceof TimestampType
                    || type instanceof TimestampNTZType
                    || type instanceof DayTimeIntervalType
                    || SparkApi.get().timePrecision(type).isPresent()) {
                return new OfAtom(Atom.LONG);
            }
            if (type instanceof FloatType) {
                return new OfAtom(Atom.FLOAT);
            }
            if (type instanceof DoubleType) {
                return new OfAtom(Atom.DOUBLE);
            }
            if (type instanceof BinaryType) {
                return new OfAtom(Atom.BINARY);
            }
            throw new IllegalArgumentException("no order of type " + type.catalogString());
        }

        @Override
        void write(SpecializedGetters values, int ordinal, KeyBytes out) {
            atom.write(values, ordinal, out);
        }
    }

    /** Encodes the unscaled value, as all values of a type have its scale. */
    private static final class OfDecimal extends OrderedBytes {
        private static final long serialVersionUID = 1L;
        private final int precision;
        private final int scale;

        OfDecimal(int precision, int scale) {
            this.precision = precision;
            this.scale = scale;
        }

        @Override
        void write(SpecializedGetters values, int ordinal, KeyBytes out) {
            BigInteger unscaled = values.getDecimal(ordinal, precision, scale)
                    .toJavaBigDecimal()
                    .setScale(scale)
                    .unscaledValue();
            out.putSigned(unscaled.shiftRight(Long.SIZE).longValueExact());
            out.putUnsigned(unscaled.longValue());
        }
    }

    private static final class OfText extends OrderedBytes {
        private static final long serialVersionUID = 1L;
        private final int collationId;

        OfText(int collationId) {
            this.collationId = collationId;
        }

        @Override
        void write(SpecializedGetters values, int ordinal, KeyBytes out) {
            out.putEscaped(CollationFactory.getCollationKeyBytes(values.getUTF8String(ordinal), collationId));
        }
    }

    private static final class OfArray extends OrderedBytes {
        private static final long serialVersionUID = 1L;
        private final OrderedBytes element;

        OfArray(OrderedBytes element) {
            this.element = element;
        }

        @Override
        void write(SpecializedGetters values, int ordinal, KeyBytes out) {
            ArrayData array = values.getArray(ordinal);
            int count = array.numElements();
            for (int i = 0; i < count; i++) {
                if (array.isNullAt(i)) {
                    out.putByte(NULL);
                } else {
                    out.putByte(VALUE);
                    element.write(array, i, out);
                }
            }
            out.putByte(END);
        }
    }

    private static final class OfStruct extends OrderedBytes {
        private static final long serialVersionUID = 1L;
        private final OrderedBytes[] fields;

        OfStruct(StructType type) {
            fields = Arrays.stream(type.fields())
                    .map(field -> of(field.dataType()))
                    .toArray(OrderedBytes[]::new);
        }

        @Override
        void write(SpecializedGetters values, int ordinal, KeyBytes out) {
            InternalRow row = values.getStruct(ordinal, fields.length);
            for (int f = 0; f < fields.length; f++) {
                if (row.isNullAt(f)) {
                    out.putByte(NULL);
                } else {
                    out.putByte(VALUE);
                    fields[f].write(row, f, out);
                }
            }
        }
    }
}
