/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.bridge.expression;

import io.quiver.bridge.support.Reason;
import io.quiver.bridge.support.Untranslatable;
import io.quiver.bridge.type.TypeTranslator;
import io.quiver.spark.compat.Scala;
import io.quiver.spark.compat.SparkApi;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.Literal$;
import org.apache.spark.sql.catalyst.expressions.RowOrdering$;
import org.apache.spark.sql.catalyst.expressions.codegen.CodeGenerator$;
import org.apache.spark.sql.catalyst.expressions.objects.Invoke;
import org.apache.spark.sql.catalyst.expressions.objects.StaticInvoke;
import org.apache.spark.sql.catalyst.util.CollationFactory;
import org.apache.spark.sql.catalyst.util.UnsafeRowUtils$;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DayTimeIntervalType;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.DoubleType;
import org.apache.spark.sql.types.FloatType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.NullType;
import org.apache.spark.sql.types.ObjectType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.types.UserDefinedType;
import org.apache.spark.sql.types.YearMonthIntervalType;
import scala.Option;

/** Finds what the executor compares in place of a key whose type has no kernels. */
public final class ComparableKeys {
    private ComparableKeys() {}

    /**
     * Whether equal values have equal bytes, so that a key of the type is compared as it is carried. Maps with null numbers are
     * left to Spark: for a null, its MapSort (4.1.3) reads whatever the underlying array holds.
     */
    public static boolean isComparedAsCarried(DataType type) {
        return TypeTranslator.isVectorised(type)
                || (!(type instanceof NullType || type instanceof DecimalType || isFloatingOfUsers(type))
                        && !holds(type, ComparableKeys::isMapOfNullableNumbers)
                        && UnsafeRowUtils$.MODULE$.isBinaryStable(type));
    }

    /**
     * An expression with equal bytes for values of the key that Spark considers equal. Spark also groups by, and hash-joins
     * on, the bytes of such types (UnsafeRowUtils.isBinaryStable 4.1.3). Texts under other collations are compared by their
     * collation keys, also inside arrays and structs.
     *
     * @throws Untranslatable with TYPE if there is none
     */
    public static Expression identity(Expression key) {
        if (isComparedAsCarried(key.dataType())) {
            return key;
        }
        Expression identity = SparkApi.get().collationKey(key);
        if (!isComparedAsCarried(identity.dataType())) {
            throw new Untranslatable(
                    Reason.TYPE, "key of type %s".formatted(key.dataType().catalogString()));
        }
        return identity;
    }

    /**
     * An expression of a type with kernels that has Spark's order of the key's values, and is the same for values equal by that
     * order.
     *
     * @throws Untranslatable with TYPE if the type has no order, or one that only Spark's code knows
     */
    public static Expression ordered(Expression key) {
        if (holds(key.dataType(), ComparableKeys::isTextOfIcu)) {
            throw noOrder(key.dataType());
        }
        if (TypeTranslator.isVectorised(key.dataType())) {
            return key;
        }
        if (key.dataType() instanceof NullType || !RowOrdering$.MODULE$.isOrderable(key.dataType())) {
            throw noOrder(key.dataType());
        }
        return isNumber(key.dataType()) ? asNumber(key) : asOrderedBytes(key);
    }

    /**
     * An expression that is the same for values that are equal by Spark's order.
     *
     * @throws Untranslatable with TYPE if the type has no order
     */
    public static Expression peer(Expression key) {
        DataType type = key.dataType();
        if (TypeTranslator.isVectorised(type)
                || (isComparedAsCarried(type) && !holds(type, ComparableKeys::isFloating))) {
            return key;
        }
        if (type instanceof NullType || !RowOrdering$.MODULE$.isOrderable(type)) {
            throw noOrder(type);
        }
        return asOrderedBytes(key);
    }

    /** For such a type, unlike others, Spark does not normalize zeros and NaNs; the executor does. */
    private static boolean isFloatingOfUsers(DataType type) {
        return type instanceof UserDefinedType<?> userDefined && isFloating(userDefined.sqlType());
    }

    private static boolean isFloating(DataType type) {
        return type instanceof FloatType || type instanceof DoubleType;
    }

    private static Untranslatable noOrder(DataType type) {
        return new Untranslatable(Reason.TYPE, "order of type %s".formatted(type.catalogString()));
    }

    /**
     * ICU's collators (CollationFactory 4.1.3) do not always order texts like their collation keys: in German "A\u00DF" comes
     * after "\u00C4\u00DF", but the keys are in the opposite order. Collators and keys agree on which texts are equal.
     */
    private static boolean isTextOfIcu(DataType type) {
        return type instanceof StringType string
                && !CollationFactory.fetchCollation(string.collationId())
                        .provider
                        .equals(CollationFactory.PROVIDER_SPARK);
    }

    private static boolean isMapOfNullableNumbers(DataType type) {
        return type instanceof MapType map
                && map.valueContainsNull()
                && CodeGenerator$.MODULE$.isPrimitiveType(map.valueType());
    }

    /** Whether the type, or one of its component types, satisfies {@code wanted}. */
    private static boolean holds(DataType type, Predicate<DataType> wanted) {
        if (type instanceof UserDefinedType<?> userDefined) {
            return holds(userDefined.sqlType(), wanted);
        }
        if (type instanceof ArrayType array) {
            return holds(array.elementType(), wanted);
        }
        if (type instanceof MapType map && (holds(map.keyType(), wanted) || holds(map.valueType(), wanted))) {
            return true;
        }
        return wanted.test(type)
                || (type instanceof StructType struct
                        && Arrays.stream(struct.fields()).anyMatch(field -> holds(field.dataType(), wanted)));
    }

    /** Whether Spark represents values of the type as a number with the same order. */
    public static boolean isNumber(DataType type) {
        return type instanceof YearMonthIntervalType
                || type instanceof DayTimeIntervalType
                || SparkApi.get().timePrecision(type).isPresent();
    }

    private static Expression asNumber(Expression key) {
        DataType number = key.dataType() instanceof YearMonthIntervalType ? DataTypes.IntegerType : DataTypes.LongType;
        return new StaticInvoke(
                OrderedBytes.class,
                number,
                "number",
                Scala.seq(List.of(key)),
                Scala.seq(List.of()),
                true,
                true,
                true,
                Option.empty());
    }

    /** Whether the call makes the number that stands for a key. */
    static boolean isNumberOfKey(StaticInvoke call) {
        return call.staticObject() == OrderedBytes.class && call.functionName().equals("number");
    }

    private static Expression asOrderedBytes(Expression key) {
        return new Invoke(
                Literal$.MODULE$.fromObject(OrderedBytes.of(key.dataType()), new ObjectType(OrderedBytes.class)),
                "encode",
                DataTypes.BinaryType,
                Scala.seq(List.of(key)),
                Scala.seq(List.of()),
                true,
                true,
                true);
    }
}
