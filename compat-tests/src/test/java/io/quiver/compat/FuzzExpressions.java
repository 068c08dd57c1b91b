/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.compat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.spark.sql.types.BinaryType;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DateType;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.DoubleType;
import org.apache.spark.sql.types.FloatType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.TimestampNTZType;
import org.apache.spark.sql.types.TimestampType;

/**
 * Makes random SQL expressions of a given type over given columns. Under ANSI most expressions that could fail are written to
 * return null instead, since otherwise hardly any query would finish.
 */
final class FuzzExpressions {
    private final Random random;
    private final boolean ansi;
    private final FuzzValues values;
    private final FuzzNested nested;
    private final List<FuzzColumn> columns;

    FuzzExpressions(Random random, boolean ansi, List<FuzzColumn> columns) {
        this.random = random;
        this.ansi = ansi;
        this.values = new FuzzValues(random);
        this.nested = values.nested();
        this.columns = columns;
    }

    /** A condition. */
    String condition(int depth) {
        return of(DataTypes.BooleanType, depth);
    }

    /** An expression of exactly the type, with at most {@code depth} calls inside each other. */
    String of(DataType type, int depth) {
        if (depth <= 0 || random.nextInt(5) == 0) {
            return leaf(type);
        }
        int next = depth - 1;
        if (random.nextInt(4) == 0) {
            return general(type, next);
        }
        if (FuzzNested.isNested(type)) {
            return nested.of(this, type, next);
        }
        if (type instanceof BooleanType) {
            return bool(next);
        }
        if (type instanceof StringType) {
            return text(next);
        }
        if (type instanceof DateType) {
            return date(next);
        }
        if (type instanceof TimestampType || type instanceof TimestampNTZType) {
            return timestamp(type, next);
        }
        if (type instanceof BinaryType) {
            return binary(next);
        }
        if (type instanceof DoubleType || type instanceof FloatType) {
            return cast(real(next), type);
        }
        if (type instanceof DecimalType) {
            return cast(decimal(next), type);
        }
        return cast(integer(next), type);
    }

    private String leaf(DataType type) {
        List<FuzzColumn> fitting =
                columns.stream().filter(column -> column.type().equals(type)).toList();
        if (!fitting.isEmpty() && random.nextInt(6) > 0) {
            return fitting.get(random.nextInt(fitting.size())).name();
        }
        if (fitting.isEmpty() && !columns.isEmpty() && random.nextInt(3) == 0) {
            FuzzColumn other = columns.get(random.nextInt(columns.size()));
            if (isCastable(other.type(), type)) {
                return cast(other.name(), type);
            }
        }
        return random.nextInt(12) == 0
                ? "CAST(NULL AS %s)".formatted(type.sql())
                : FuzzValues.literal(values.value(type), type);
    }

    private String general(DataType type, int depth) {
        // a map or a variant is not compared
        return switch (random.nextInt(FuzzNested.isOrderable(type) ? 8 : 4)) {
            case 0 ->
                "CASE WHEN %s THEN %s WHEN %s THEN %s ELSE %s END"
                        .formatted(condition(depth), of(type, depth), condition(depth), leaf(type), of(type, depth));
            case 1 -> "if(%s, %s, %s)".formatted(condition(depth), of(type, depth), of(type, depth));
            case 2 -> "coalesce(%s, %s)".formatted(of(type, depth), of(type, depth));
            case 3 -> "nvl2(%s, %s, %s)".formatted(of(any(), depth), of(type, depth), leaf(type));
            case 4 -> "nullif(%s, %s)".formatted(of(type, depth), leaf(type));
            case 5 -> "%s(%s, %s)".formatted(one("least", "greatest"), of(type, depth), of(type, depth));
            case 6 -> "CASE WHEN %s THEN %s END".formatted(condition(depth), of(type, depth));
            default -> {
                DataType from = any();
                yield isCastable(from, type) ? cast(of(from, depth), type) : of(type, depth);
            }
        };
    }

    private String bool(int depth) {
        if (random.nextInt(10) == 0) {
            return nested.condition(this, depth);
        }
        DataType type = FuzzNested.orderable(random, 12);
        return switch (random.nextInt(14)) {
            case 0, 1, 2 ->
                "(%s %s %s)".formatted(of(type, depth), one("=", "<>", "<", "<=", ">", ">=", "<=>"), of(type, depth));
            case 3 -> "(%s IS %s)".formatted(of(type, depth), one("NULL", "NOT NULL"));
            case 4, 5 -> "(%s %s %s)".formatted(condition(depth), one("AND", "OR"), condition(depth));
            case 6 -> "(NOT %s)".formatted(condition(depth));
            case 7 -> "(%s %sBETWEEN %s AND %s)".formatted(of(type, depth), one("", "NOT "), leaf(type), leaf(type));
            case 8 -> "(%s %sIN (%s))".formatted(of(type, depth), one("", "NOT "), literals(type));
            case 9 -> "(%s LIKE %s)".formatted(string(depth), FuzzValues.quoted(pattern()));
            case 10 -> "%s(%s, %s)".formatted(one("startswith", "endswith", "contains"), string(depth), string(0));
            case 11 -> "isnan(%s)".formatted(of(DataTypes.DoubleType, depth));
            case 12 -> "(%s %s %s)".formatted(of(number(), depth), one("=", "<", ">="), of(number(), depth));
            default -> "(%s RLIKE %s)".formatted(string(depth), one("'^a'", "'[bc]+'", "'\\\\d'"));
        };
    }

    private String integer(int depth) {
        if (random.nextInt(10) == 0) {
            return nested.integer(this, depth);
        }
        DataType type = one(DataTypes.ByteType, DataTypes.ShortType, DataTypes.IntegerType, DataTypes.LongType);
        return switch (random.nextInt(22)) {
            case 0, 1, 2 -> arithmetic(of(type, depth), of(type, depth));
            case 3 -> risky("mod(%s, %s)", "(%s %% nullif(%s, 0))", of(type, depth), of(type, depth));
            case 4 -> risky("(%s div %s)", "try_divide(%s, %s)", of(DataTypes.LongType, depth), of(type, depth));
            case 5 -> "(%s %s %s)".formatted(of(type, depth), one("&", "|", "^"), of(type, depth));
            case 6 -> "(~%s)".formatted(of(type, depth));
            case 7 ->
                "%s(%s, %d)"
                        .formatted(
                                one("shiftleft", "shiftright", "shiftrightunsigned"),
                                of(wide(), depth),
                                random.nextInt(70));
            case 8 -> "%s(%s)".formatted(one("length", "ascii", "bit_length", "octet_length"), string(depth));
            case 9 -> "%s(%s, %s)".formatted(one("instr", "levenshtein"), string(depth), string(0));
            case 10 -> "locate(%s, %s, %d)".formatted(string(0), string(depth), random.nextInt(4));
            case 11, 12 ->
                "%s(%s)"
                        .formatted(
                                one(
                                        "year",
                                        "month",
                                        "day",
                                        "dayofweek",
                                        "dayofyear",
                                        "quarter",
                                        "weekofyear",
                                        "weekday"),
                                of(DataTypes.DateType, depth));
            case 13 -> "%s(%s)".formatted(one("hour", "minute", "second"), of(DataTypes.TimestampType, depth));
            case 14 -> "datediff(%s, %s)".formatted(of(DataTypes.DateType, depth), of(DataTypes.DateType, depth));
            case 15 -> "hash(%s, %s)".formatted(of(any(), depth), of(any(), depth));
            case 16 -> "xxhash64(%s)".formatted(of(any(), depth));
            case 17 -> risky("pmod(%s, %s)", "pmod(%s, nullif(%s, 0))", of(wide(), depth), of(wide(), depth));
            case 18 -> "unix_date(%s)".formatted(of(DataTypes.DateType, depth));
            case 19 -> ansi ? of(type, depth) : "%s(%s)".formatted(one("abs", "-", "negative"), of(type, depth));
            case 20 -> "%s(%s)".formatted(one("ceil", "floor"), cast(of(DataTypes.DoubleType, depth), smallDecimal()));
            default -> "crc32(%s)".formatted(of(DataTypes.BinaryType, depth));
        };
    }

    private String real(int depth) {
        DataType type = one(DataTypes.FloatType, DataTypes.DoubleType);
        return switch (random.nextInt(12)) {
            case 0, 1, 2 -> "(%s %s %s)".formatted(of(type, depth), one("+", "-", "*"), of(type, depth));
            case 3 -> risky("(%s / %s)", "try_divide(%s, %s)", of(type, depth), of(type, depth));
            case 4 ->
                "%s(%s)"
                        .formatted(
                                one(
                                        "sqrt", "exp", "ln", "log10", "log2", "sin", "cos", "tan", "atan", "cbrt",
                                        "signum", "rint"),
                                of(type, depth));
            case 5 -> "pow(%s, %s)".formatted(of(type, depth), of(type, 0));
            case 6 -> "%s(%s, %d)".formatted(one("round", "bround"), of(type, depth), random.nextInt(5) - 1);
            case 7 -> "abs(%s)".formatted(of(type, depth));
            case 8 -> "(-%s)".formatted(of(type, depth));
            case 9 -> cast(of(number(), depth), type);
            case 10 -> "nanvl(%s, %s)".formatted(of(type, depth), of(type, depth));
            default -> risky("(%s %% %s)", "(%s %% nullif(%s, 0))", of(type, depth), of(type, depth));
        };
    }

    private String decimal(int depth) {
        DataType left = someDecimal();
        DataType right = someDecimal();
        return switch (random.nextInt(8)) {
            case 0, 1, 2 -> arithmetic(of(left, depth), of(right, depth));
            case 3 -> risky("(%s / %s)", "try_divide(%s, %s)", of(left, depth), of(right, depth));
            case 4 -> risky("(%s %% %s)", "(%s %% nullif(%s, 0))", of(left, depth), of(right, depth));
            case 5 -> "%s(%s, %d)".formatted(one("round", "bround"), of(smallDecimal(), depth), random.nextInt(5) - 2);
            case 6 -> "%s(%s)".formatted(one("abs", "-", "sign"), of(left, depth));
            default -> cast(of(number(), depth), left);
        };
    }

    private String text(int depth) {
        if (random.nextInt(10) == 0) {
            return nested.text(this, depth);
        }
        return switch (random.nextInt(17)) {
            case 0 -> "%s(%s)".formatted(one("upper", "lower", "initcap", "reverse"), string(depth));
            case 1 -> "%s(%s)".formatted(one("trim", "ltrim", "rtrim"), string(depth));
            case 2 -> "concat(%s, %s)".formatted(string(depth), string(depth));
            case 3 -> "(%s || %s)".formatted(string(depth), string(0));
            case 4, 5 -> "substring(%s, %d, %d)".formatted(string(depth), random.nextInt(9) - 4, random.nextInt(6) - 1);
            case 6 -> "%s(%s, %d)".formatted(one("left", "right"), string(depth), random.nextInt(6) - 1);
            case 7 ->
                "%s(%s, %d, %s)"
                        .formatted(one("lpad", "rpad"), string(depth), random.nextInt(9), one("'*'", "'xy'", "''"));
            case 8 -> "repeat(substring(%s, 1, 5), %d)".formatted(string(depth), random.nextInt(4));
            case 9 -> "replace(%s, %s, %s)".formatted(string(depth), string(0), one("''", "'-'", "'\u00e4'"));
            case 10 -> "translate(%s, 'abc\u00e9', %s)".formatted(string(depth), one("'xyz'", "'x'", "''"));
            case 11 -> "concat_ws(%s, %s, %s)".formatted(one("','", "''"), string(depth), string(depth));
            case 12 ->
                "substring_index(%s, %s, %d)".formatted(string(depth), one("'a'", "' '", "''"), random.nextInt(5) - 2);
            case 13 ->
                "hex(%s)".formatted(of(one(DataTypes.LongType, DataTypes.StringType, DataTypes.BinaryType), depth));
            case 14 -> "%s(%s)".formatted(one("md5", "base64"), of(DataTypes.BinaryType, depth));
            case 15 ->
                "date_format(%s, %s)"
                        .formatted(of(DataTypes.TimestampType, depth), one("'yyyy-MM-dd'", "'HH:mm'", "'E d MMM'"));
            default -> {
                DataType from = any();
                yield isCastable(from, DataTypes.StringType)
                        ? cast(of(from, depth), DataTypes.StringType)
                        : string(depth);
            }
        };
    }

    private String date(int depth) {
        String date = of(DataTypes.DateType, depth);
        return switch (random.nextInt(9)) {
            case 0, 1 -> "%s(%s, %d)".formatted(one("date_add", "date_sub"), date, random.nextInt(800) - 400);
            case 2 -> "date_add(%s, %s)".formatted(date, cast(of(DataTypes.ByteType, depth), DataTypes.IntegerType));
            case 3 -> "add_months(%s, %d)".formatted(date, random.nextInt(60) - 30);
            case 4 -> "last_day(%s)".formatted(date);
            case 5 -> "next_day(%s, %s)".formatted(date, one("'MO'", "'sunday'", "'Fr'"));
            case 6 -> "trunc(%s, %s)".formatted(date, one("'year'", "'MM'", "'week'", "'quarter'"));
            case 7 -> cast(of(DataTypes.TimestampType, depth), DataTypes.DateType);
            default ->
                "(%s %s INTERVAL %d %s)"
                        .formatted(date, one("+", "-"), random.nextInt(40), one("DAY", "MONTH", "YEAR"));
        };
    }

    private String timestamp(DataType type, int depth) {
        return switch (random.nextInt(5)) {
            case 0 -> cast(of(DataTypes.DateType, depth), type);
            case 1 ->
                "date_trunc(%s, %s)"
                        .formatted(
                                one("'year'", "'month'", "'day'", "'hour'", "'minute'", "'second'", "'week'"),
                                of(type, depth));
            case 2 ->
                "(%s %s INTERVAL %d %s)"
                        .formatted(
                                of(type, depth),
                                one("+", "-"),
                                random.nextInt(90),
                                one("DAY", "HOUR", "MONTH", "SECOND"));
            case 3 -> cast(of(DataTypes.StringType, depth), type);
            default -> cast(of(one(DataTypes.TimestampType, DataTypes.TimestampNTZType), depth), type);
        };
    }

    private String binary(int depth) {
        return switch (random.nextInt(4)) {
            case 0 -> "CAST(%s AS BINARY)".formatted(string(depth));
            case 1 -> "concat(%s, %s)".formatted(of(DataTypes.BinaryType, depth), of(DataTypes.BinaryType, depth));
            case 2 ->
                "substring(%s, %d, %d)"
                        .formatted(of(DataTypes.BinaryType, depth), random.nextInt(4), random.nextInt(5));
            default -> "encode(%s, 'UTF-8')".formatted(string(depth));
        };
    }

    private String arithmetic(String left, String right) {
        String operator = one("+", "-", "*");
        if (!ansi || random.nextInt(40) == 0) {
            return "(%s %s %s)".formatted(left, operator, right);
        }
        String name = operator.equals("+") ? "try_add" : operator.equals("-") ? "try_subtract" : "try_multiply";
        return "%s(%s, %s)".formatted(name, left, right);
    }

    /** The form that may fail under ANSI where that does not matter, now and then also where it does. */
    private String risky(String form, String careful, String left, String right) {
        return (!ansi || random.nextInt(40) == 0 ? form : careful).formatted(left, right);
    }

    String cast(String expression, DataType type) {
        return "%s(%s AS %s)".formatted(ansi && random.nextInt(40) > 0 ? "try_cast" : "CAST", expression, type.sql());
    }

    /** Whether both modes allow the cast; text to and from binary would make invalid UTF-8 no string function is defined on. */
    private boolean isCastable(DataType from, DataType to) {
        if (from.equals(to)) {
            return true;
        }
        if (FuzzNested.isNested(from) || FuzzNested.isNested(to)) {
            return false;
        }
        if (from instanceof BinaryType || to instanceof BinaryType) {
            return false;
        }
        if (from instanceof StringType || to instanceof StringType) {
            return true;
        }
        boolean numbers = isNumber(from) && isNumber(to);
        boolean times = isTime(from) && isTime(to);
        return numbers || times;
    }

    private static boolean isNumber(DataType type) {
        return type instanceof org.apache.spark.sql.types.NumericType || type instanceof BooleanType;
    }

    private static boolean isTime(DataType type) {
        return type instanceof DateType || type instanceof TimestampType || type instanceof TimestampNTZType;
    }

    private String literals(DataType type) {
        List<String> literals = new ArrayList<>();
        int count = 1 + random.nextInt(random.nextInt(6) == 0 ? 20 : 4);
        for (int i = 0; i < count; i++) {
            literals.add(random.nextInt(15) == 0 ? "NULL" : FuzzValues.literal(values.value(type), type));
        }
        return String.join(", ", literals);
    }

    private String pattern() {
        return one("%", "", "a%", "%a", "%b%", "a_c", "_", "a%c", "%\u00e9%", "\\%", "a\\_%", "%a%b%");
    }

    private String string(int depth) {
        return of(DataTypes.StringType, depth);
    }

    private DataType any() {
        return FuzzValues.TYPES.get(random.nextInt(FuzzValues.TYPES.size()));
    }

    private DataType number() {
        return one(
                DataTypes.ByteType,
                DataTypes.ShortType,
                DataTypes.IntegerType,
                DataTypes.LongType,
                DataTypes.FloatType,
                DataTypes.DoubleType,
                smallDecimal(),
                someDecimal());
    }

    private DataType wide() {
        return one(DataTypes.IntegerType, DataTypes.LongType);
    }

    private static DataType smallDecimal() {
        return DataTypes.createDecimalType(18, 4);
    }

    private DataType someDecimal() {
        return one(
                DataTypes.createDecimalType(5, 2),
                DataTypes.createDecimalType(18, 4),
                DataTypes.createDecimalType(38, 10));
    }

    @SafeVarargs
    private <T> T one(T... choices) {
        return choices[random.nextInt(choices.length)];
    }
}
