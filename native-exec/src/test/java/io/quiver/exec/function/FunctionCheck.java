/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import io.quiver.exec.error.Declined;
import io.quiver.exec.function.catalog.FunctionCatalog;
import io.quiver.exec.vector.Bitmap;
import io.quiver.exec.vector.BooleanColumn;
import io.quiver.exec.vector.BytesColumn;
import io.quiver.exec.vector.Column;
import io.quiver.exec.vector.ColumnType;
import io.quiver.exec.vector.ConstantColumn;
import io.quiver.exec.vector.DictionaryColumn;
import io.quiver.exec.vector.DoubleColumn;
import io.quiver.exec.vector.FloatColumn;
import io.quiver.exec.vector.IntColumn;
import io.quiver.exec.vector.LongColumn;
import io.quiver.exec.vector.WideColumn;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * Compares a function of the catalogue with an oracle over rows: random values and edge cases, all sizes, flat, dictionary
 * and constant arguments, with and without nulls, some rows inactive. Values have the form of {@code Expression.Literal},
 * except decimals, which are BigDecimals.
 */
public final class FunctionCheck {
    /** Returned by an oracle where Spark raises an error. The kernel has to decline then, but only for an active row. */
    public static final Object FAILS = new Object() {
        @Override
        public String toString() {
            return "FAILS";
        }
    };

    private static final int[] SIZES = {0, 1, 7, 8, 63, 64, 65, 1023, 4096};

    private final String name;
    private final EvaluationMode mode;
    private final List<ColumnType> types;
    private final ColumnType result;
    private final Random random;
    private final long seed;
    private final List<Optional<Object>> fixed = new ArrayList<>();
    private Function<ColumnType, Object> values;
    private boolean mayDecline;

    private FunctionCheck(String name, EvaluationMode mode, ColumnType result, List<ColumnType> types) {
        this.name = name;
        this.mode = mode;
        this.types = types;
        this.result = result;
        this.seed = Long.getLong("quiver.seed", System.nanoTime());
        this.random = new Random(seed);
        this.values = this::value;
        types.forEach(type -> fixed.add(Optional.empty()));
    }

    public static FunctionCheck of(String name, EvaluationMode mode, ColumnType result, ColumnType... types) {
        return new FunctionCheck(name, mode, result, List.of(types));
    }

    /** Makes the argument this constant in every row. */
    public FunctionCheck with(int ordinal, Object value) {
        fixed.set(ordinal, Optional.of(value));
        return this;
    }

    /** Lets the kernel decline more than it must. */
    public FunctionCheck mayDecline() {
        mayDecline = true;
        return this;
    }

    public FunctionCheck values(Function<Random, Object> generator) {
        values = type -> generator.apply(random);
        return this;
    }

    public FunctionCheck values(BiFunction<Random, ColumnType, Object> generator) {
        values = type -> generator.apply(random, type);
        return this;
    }

    /** Runs the comparison. The oracle gets the arguments of one row, null for null. */
    public void against(Function<Object[], Object> oracle) {
        for (int size : SIZES) {
            int variants = size > 1000 ? 3 : 6;
            for (int v = 0; v < variants; v++) {
                int variant = size > 1000 ? random.nextInt(6) : v;
                round(size, variant, oracle);
            }
        }
    }

    /** Runs the kernel without an oracle. It must neither decline nor fail, and return columns of the requested type. */
    public void answersEveryRow() {
        for (int variant = 0; variant < 6; variant++) {
            Input input = input(65, variant);
            Column answer;
            try {
                answer = input.kernel().evaluate(input.columns(), 65, null).flat();
            } catch (RuntimeException failure) {
                throw new AssertionError("%s does not answer every row".formatted(this), failure);
            }
            assertThat(answer.rowCount()).as("%s", this).isEqualTo(65);
            assertThat(answer).as("%s", this).isInstanceOf(columnClass());
        }
    }

    /** Returns whether the kernel returns columns of the requested type, which may be a type it is never asked for. */
    public boolean givesItsResult() {
        Input input = input(1, 0);
        try {
            return columnClass()
                    .isInstance(
                            input.kernel().evaluate(input.columns(), 1, null).flat());
        } catch (ClassCastException | IllegalArgumentException anotherType) {
            return false;
        } catch (RuntimeException failure) {
            return true;
        }
    }

    private Class<? extends Column> columnClass() {
        return switch (result.physical()) {
            case BITS -> BooleanColumn.class;
            case INTS -> IntColumn.class;
            case LONGS -> LongColumn.class;
            case FLOATS -> FloatColumn.class;
            case DOUBLES -> DoubleColumn.class;
            case WIDE -> WideColumn.class;
            case BYTES -> BytesColumn.class;
        };
    }

    private record Input(Kernel kernel, Column[] columns, Object[][] rows) {}

    private void round(int size, int variant, Function<Object[], Object> oracle) {
        Input input = input(size, variant);
        Object[] expected = new Object[size];
        for (int i = 0; i < size; i++) {
            Object[] row = new Object[types.size()];
            for (int a = 0; a < row.length; a++) {
                row[a] = input.rows()[a][i];
            }
            expected[i] = oracle.apply(row);
        }
        verify(input.kernel(), input.columns(), input.rows(), expected, size);
        if (size < 1000) {
            // once more with what the kernel keeps between batches
            verify(input.kernel(), input.columns(), input.rows(), expected, size);
        }
    }

    private Input input(int size, int variant) {
        int count = types.size();
        Object[][] rows = new Object[count][];
        Column[] columns = new Column[count];
        List<Optional<Constant>> constants = new ArrayList<>();
        for (int a = 0; a < count; a++) {
            boolean constant = fixed.get(a).isPresent() || (variant > 0 && random.nextInt(4) == 0);
            boolean nulls = variant % 2 == 1;
            if (constant) {
                ColumnType type = types.get(a);
                Object value = fixed.get(a).orElseGet(() -> random.nextInt(8) == 0 ? null : values.apply(type));
                rows[a] = new Object[size];
                Arrays.fill(rows[a], value);
                columns[a] = ConstantColumn.of(physical(value, types.get(a)), types.get(a), size);
                constants.add(Optional.of(new Constant(physical(value, types.get(a)))));
            } else {
                boolean dictionary = variant > 1 && random.nextBoolean();
                rows[a] = dictionary ? repeated(types.get(a), size, nulls) : distinct(types.get(a), size, nulls);
                columns[a] = dictionary ? dictionary(rows[a], types.get(a)) : flat(rows[a], types.get(a));
                constants.add(Optional.empty());
            }
        }
        Kernel kernel = FunctionCatalog.standard()
                .kernel(name, new Signature(mode, types, constants, result))
                .orElseThrow(() -> new AssertionError("not covered: " + this));
        return new Input(kernel, columns, rows);
    }

    private void verify(Kernel kernel, Column[] columns, Object[][] rows, Object[] expected, int size) {
        boolean fails = Arrays.asList(expected).contains(FAILS);
        if (fails) {
            assertThatThrownBy(() -> kernel.evaluate(columns, size, null))
                    .as("%s", this)
                    .isInstanceOf(Declined.class);
        } else {
            compare(kernel, columns, rows, expected, size, null);
        }
        long[] active = Bitmap.zeros(size);
        for (int i = 0; i < size; i++) {
            if (expected[i] != FAILS && random.nextInt(3) > 0) {
                Bitmap.set(active, i);
            }
        }
        compare(kernel, columns, rows, expected, size, active);
    }

    private void compare(Kernel kernel, Column[] columns, Object[][] rows, Object[] expected, int size, long[] active) {
        Column actual;
        try {
            actual = kernel.evaluate(columns, size, active);
        } catch (Declined declined) {
            if (!mayDecline) {
                fail("%s declined without need", this);
            }
            return;
        }
        assertThat(actual.rowCount()).isEqualTo(size);
        assertThat(actual.type().physical()).isEqualTo(result.physical());
        Column flat = actual.flat();
        for (int i = 0; i < size; i++) {
            if (!Bitmap.isSet(active, i)) {
                continue;
            }
            Object got = get(flat, i, result);
            if (!same(got, expected[i])) {
                StringBuilder arguments = new StringBuilder();
                for (Object[] row : rows) {
                    arguments.append(show(row[i])).append(' ');
                }
                fail(
                        "%s at row %d of %d: %s-> %s, expected %s",
                        this, i, size, arguments, show(got), show(expected[i]));
            }
        }
    }

    private static String show(Object value) {
        return value instanceof byte[] bytes ? new String(bytes, StandardCharsets.UTF_8) : String.valueOf(value);
    }

    private static boolean same(Object got, Object expected) {
        if (got instanceof BigDecimal left && expected instanceof BigDecimal right) {
            return left.compareTo(right) == 0;
        }
        if (got instanceof byte[] left && expected instanceof byte[] right) {
            return Arrays.equals(left, right);
        }
        return Objects.equals(got, expected);
    }

    private Object[] distinct(ColumnType type, int size, boolean nulls) {
        Object[] out = new Object[size];
        for (int i = 0; i < size; i++) {
            out[i] = nulls && random.nextInt(4) == 0 ? null : values.apply(type);
        }
        return out;
    }

    private Object[] repeated(ColumnType type, int size, boolean nulls) {
        Object[] entries = distinct(type, Math.max(1, size / 5), false);
        Object[] out = new Object[size];
        for (int i = 0; i < size; i++) {
            out[i] = nulls && random.nextInt(4) == 0 ? null : entries[random.nextInt(entries.length)];
        }
        return out;
    }

    /** Returns a random value, often an edge of the type's range. */
    public Object value(ColumnType type) {
        boolean edge = random.nextInt(4) == 0;
        boolean small = random.nextBoolean();
        return switch (type.kind()) {
            case BOOLEAN, NULL -> random.nextBoolean();
            case BYTE -> edge ? pick(-128, 127, 0, -1, 1) : random.nextInt(256) - 128;
            case SHORT ->
                edge
                        ? pick(-32768, 32767, 0, -1, 1)
                        : small ? random.nextInt(200) - 100 : (int) (short) random.nextInt();
            case INT, DATE ->
                edge
                        ? pick(Integer.MIN_VALUE, Integer.MAX_VALUE, 0, -1, 1)
                        : small ? random.nextInt(2000) - 1000 : random.nextInt();
            case LONG, TIMESTAMP, TIMESTAMP_NTZ ->
                edge
                        ? pick(Long.MIN_VALUE, Long.MAX_VALUE, 0L, -1L, 1L, 1L << 32)
                        : small ? (Object) (long) (random.nextInt(2000) - 1000) : (Object) random.nextLong();
            case FLOAT ->
                edge
                        ? pick(
                                Float.NaN,
                                0f,
                                -0f,
                                Float.POSITIVE_INFINITY,
                                Float.NEGATIVE_INFINITY,
                                Float.MIN_VALUE,
                                -Float.MAX_VALUE)
                        : small
                                ? (Object) (float) (random.nextInt(200) - 100)
                                : (Object) Float.intBitsToFloat(random.nextInt());
            case DOUBLE ->
                edge
                        ? pick(
                                Double.NaN,
                                0d,
                                -0d,
                                Double.POSITIVE_INFINITY,
                                Double.NEGATIVE_INFINITY,
                                Double.MIN_VALUE,
                                -Double.MAX_VALUE,
                                0.5,
                                -2.5)
                        : small
                                ? (Object) (random.nextInt(2000) / 8.0 - 100)
                                : (Object) Double.longBitsToDouble(random.nextLong());
            case DECIMAL -> decimal(type, edge, small);
            case STRING, BINARY, OPAQUE -> text();
        };
    }

    private Object decimal(ColumnType type, boolean edge, boolean small) {
        BigInteger bound = BigInteger.TEN.pow(type.precision());
        BigInteger unscaled;
        if (edge) {
            unscaled = (BigInteger) pick(
                    bound.subtract(BigInteger.ONE), BigInteger.ONE.subtract(bound), BigInteger.ZERO, BigInteger.ONE);
        } else if (small) {
            unscaled = BigInteger.valueOf(random.nextInt(20000) - 10000).remainder(bound);
        } else {
            unscaled = new BigInteger(random.nextInt(bound.bitLength()) + 1, random).remainder(bound);
            unscaled = random.nextBoolean() ? unscaled.negate() : unscaled;
        }
        return new BigDecimal(unscaled, type.scale());
    }

    private byte[] text() {
        int length = random.nextInt(3) == 0 ? random.nextInt(40) : random.nextInt(4);
        byte[] out = new byte[length];
        for (int i = 0; i < length; i++) {
            out[i] = (byte) (random.nextInt(10) == 0 ? random.nextInt(256) : 'a' + random.nextInt(2));
        }
        return out;
    }

    private Object pick(Object... options) {
        return options[random.nextInt(options.length)];
    }

    private static Object physical(Object value, ColumnType type) {
        if (value instanceof BigDecimal decimal) {
            return type.physical() == ColumnType.Physical.LONGS
                    ? (Object) decimal.unscaledValue().longValueExact()
                    : decimal.unscaledValue();
        }
        return value;
    }

    private Column dictionary(Object[] rows, ColumnType type) {
        List<Object> entries = new ArrayList<>();
        Map<Object, Integer> known = new IdentityHashMap<>();
        int[] ids = new int[rows.length];
        for (int i = 0; i < rows.length; i++) {
            if (rows[i] != null) {
                Integer id = known.get(rows[i]);
                if (id == null) {
                    id = entries.size();
                    known.put(rows[i], id);
                    entries.add(rows[i]);
                }
                ids[i] = id;
            }
        }
        // one that no row uses, which must not matter
        entries.add(values.apply(type));
        return new DictionaryColumn(rows.length, ids, flat(entries.toArray(), type), validity(rows));
    }

    private static long[] validity(Object[] rows) {
        if (!Arrays.asList(rows).contains(null)) {
            return null;
        }
        long[] out = Bitmap.zeros(rows.length);
        for (int i = 0; i < rows.length; i++) {
            if (rows[i] != null) {
                Bitmap.set(out, i);
            }
        }
        return out;
    }

    /** Returns a flat column of {@code rows}. The value behind a null is arbitrary. */
    public Column flat(Object[] rows, ColumnType type) {
        int size = rows.length;
        long[] validity = validity(rows);
        Object[] dense = rows.clone();
        for (int i = 0; i < size; i++) {
            if (dense[i] == null) {
                dense[i] = type.kind() == ColumnType.Kind.STRING ? new byte[0] : values.apply(type);
            }
            dense[i] = physical(dense[i], type);
        }
        switch (type.physical()) {
            case BITS -> {
                long[] words = Bitmap.zeros(size);
                for (int i = 0; i < size; i++) {
                    if ((Boolean) dense[i]) {
                        Bitmap.set(words, i);
                    }
                }
                return new BooleanColumn(type, size, words, validity);
            }
            case INTS -> {
                return new IntColumn(
                        type,
                        size,
                        Arrays.stream(dense).mapToInt(v -> (Integer) v).toArray(),
                        validity);
            }
            case LONGS -> {
                return new LongColumn(
                        type,
                        size,
                        Arrays.stream(dense).mapToLong(v -> (Long) v).toArray(),
                        validity);
            }
            case FLOATS -> {
                float[] out = new float[size];
                for (int i = 0; i < size; i++) {
                    out[i] = (Float) dense[i];
                }
                return new FloatColumn(type, size, out, validity);
            }
            case DOUBLES -> {
                return new DoubleColumn(
                        type,
                        size,
                        Arrays.stream(dense).mapToDouble(v -> (Double) v).toArray(),
                        validity);
            }
            case WIDE -> {
                long[] high = new long[size];
                long[] low = new long[size];
                for (int i = 0; i < size; i++) {
                    low[i] = ((BigInteger) dense[i]).longValue();
                    high[i] = ((BigInteger) dense[i]).shiftRight(64).longValue();
                }
                return new WideColumn(type, size, high, low, validity);
            }
            case BYTES -> {
                int total =
                        Arrays.stream(dense).mapToInt(v -> ((byte[]) v).length).sum();
                byte[] data = new byte[total];
                int[] starts = new int[size];
                int[] lengths = new int[size];
                int position = 0;
                for (int i = 0; i < size; i++) {
                    byte[] value = (byte[]) dense[i];
                    System.arraycopy(value, 0, data, position, value.length);
                    starts[i] = position;
                    lengths[i] = value.length;
                    position += value.length;
                }
                return new BytesColumn(type, size, data, starts, lengths, validity);
            }
        }
        throw new AssertionError(type);
    }

    private static Object get(Column column, int row, ColumnType type) {
        if (column.isNull(row)) {
            return null;
        }
        if (column instanceof BooleanColumn booleans) {
            return Bitmap.get(booleans.words(), row);
        }
        if (column instanceof IntColumn ints) {
            return ints.values()[row];
        }
        if (column instanceof LongColumn longs) {
            return type.isDecimal()
                    ? BigDecimal.valueOf(longs.values()[row], type.scale())
                    : (Object) longs.values()[row];
        }
        if (column instanceof FloatColumn floats) {
            return floats.values()[row];
        }
        if (column instanceof DoubleColumn doubles) {
            return doubles.values()[row];
        }
        if (column instanceof WideColumn wide) {
            return new BigDecimal(wide.unscaled(row), type.scale());
        }
        return ((BytesColumn) column).bytes(row);
    }

    @Override
    public String toString() {
        return "%s %s%s -> %s (-Dquiver.seed=%d)".formatted(name, mode, types, result, seed);
    }
}
