/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.column;

import io.quiver.exec.vector.Batch;
import io.quiver.exec.vector.ColumnType;
import org.apache.spark.sql.catalyst.expressions.UnsafeRow;
import org.apache.spark.sql.catalyst.expressions.codegen.UnsafeRowWriter;
import org.apache.spark.sql.types.CalendarIntervalType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.Decimal;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.unsafe.types.CalendarInterval;

/**
 * Writes rows of batches as UnsafeRows without generated code, so that a query's first rows do not wait for a compiler. The
 * returned row is reused for the next one, as everywhere in Spark's iterators. One thread.
 */
public final class RowWriter {
    private final DataType[] types;
    private final Field[] fields;
    private final UnsafeRowWriter writer;
    private ColumnView[] views = {};

    public RowWriter(DataType[] types) {
        this.types = types;
        fields = new Field[types.length];
        int variable = 0;
        for (int i = 0; i < types.length; i++) {
            fields[i] = field(types[i]);
            variable += fields[i] == Field.BYTES || fields[i] == Field.OPAQUE || fields[i] == Field.DECIMAL ? 32 : 0;
        }
        writer = new UnsafeRowWriter(types.length, variable);
    }

    public void reset(Batch batch) {
        views = ColumnView.views(batch.columns(), types);
    }

    public UnsafeRow row(int row) {
        writer.reset();
        writer.zeroOutNullBytes();
        for (int i = 0; i < fields.length; i++) {
            ColumnView view = views[i];
            if (!view.isNullAt(row)) {
                fields[i].write(writer, i, view, row, types[i]);
            } else {
                writeNull(i);
            }
        }
        return writer.getRow();
    }

    /** Null wide decimals and calendar intervals keep their 16 bytes, so that Spark can update them in place. */
    @SuppressWarnings("NullAway") // UnsafeRowWriter takes nulls of these two types and keeps their place
    private void writeNull(int ordinal) {
        if (DecimalType.isByteArrayDecimalType(types[ordinal])) {
            DecimalType decimal = (DecimalType) types[ordinal];
            writer.write(ordinal, (Decimal) null, decimal.precision(), decimal.scale());
        } else if (types[ordinal] instanceof CalendarIntervalType) {
            writer.write(ordinal, (CalendarInterval) null);
        } else {
            writer.setNullAt(ordinal);
        }
    }

    private static Field field(DataType type) {
        ColumnType columnType = SparkTypes.columnType(type);
        return switch (columnType.kind()) {
            case BOOLEAN, NULL -> Field.BOOLEAN;
            case BYTE -> Field.BYTE;
            case SHORT -> Field.SHORT;
            case INT, DATE -> Field.INT;
            case LONG, TIMESTAMP, TIMESTAMP_NTZ -> Field.LONG;
            case FLOAT -> Field.FLOAT;
            case DOUBLE -> Field.DOUBLE;
            case DECIMAL -> Field.DECIMAL;
            case STRING, BINARY -> Field.BYTES;
            case OPAQUE -> Field.OPAQUE;
        };
    }

    private enum Field {
        BOOLEAN {
            @Override
            void write(UnsafeRowWriter writer, int ordinal, ColumnView view, int row, DataType type) {
                writer.write(ordinal, view.getBoolean(row));
            }
        },
        BYTE {
            @Override
            void write(UnsafeRowWriter writer, int ordinal, ColumnView view, int row, DataType type) {
                writer.write(ordinal, view.getByte(row));
            }
        },
        SHORT {
            @Override
            void write(UnsafeRowWriter writer, int ordinal, ColumnView view, int row, DataType type) {
                writer.write(ordinal, view.getShort(row));
            }
        },
        INT {
            @Override
            void write(UnsafeRowWriter writer, int ordinal, ColumnView view, int row, DataType type) {
                writer.write(ordinal, view.getInt(row));
            }
        },
        LONG {
            @Override
            void write(UnsafeRowWriter writer, int ordinal, ColumnView view, int row, DataType type) {
                writer.write(ordinal, view.getLong(row));
            }
        },
        FLOAT {
            @Override
            void write(UnsafeRowWriter writer, int ordinal, ColumnView view, int row, DataType type) {
                writer.write(ordinal, view.getFloat(row));
            }
        },
        DOUBLE {
            @Override
            void write(UnsafeRowWriter writer, int ordinal, ColumnView view, int row, DataType type) {
                writer.write(ordinal, view.getDouble(row));
            }
        },
        DECIMAL {
            @Override
            void write(UnsafeRowWriter writer, int ordinal, ColumnView view, int row, DataType type) {
                ColumnType columnType = view.column().type();
                if (columnType.physical() == ColumnType.Physical.LONGS) {
                    writer.write(ordinal, view.getLong(row));
                    return;
                }
                Decimal value = view.getDecimal(row, columnType.precision(), columnType.scale());
                writer.write(ordinal, value, columnType.precision(), columnType.scale());
            }
        },
        BYTES {
            @Override
            void write(UnsafeRowWriter writer, int ordinal, ColumnView view, int row, DataType type) {
                writer.write(ordinal, view.data(), view.start(row), view.length(row));
            }
        },
        OPAQUE {
            @Override
            void write(UnsafeRowWriter writer, int ordinal, ColumnView view, int row, DataType type) {
                OpaqueValues opaque = view.opaque();
                if (opaque != null) {
                    opaque.write(writer, ordinal, view.data(), view.start(row), view.length(row));
                }
            }
        };

        /** Writes a value that is not null. */
        abstract void write(UnsafeRowWriter writer, int ordinal, ColumnView view, int row, DataType type);
    }
}
