/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.bridge.relation.window;

import io.quiver.bridge.expression.ComparableKeys;
import io.quiver.bridge.support.Reason;
import io.quiver.bridge.support.Untranslatable;
import io.quiver.bridge.type.TypeTranslator;
import io.quiver.spark.compat.SparkApi;
import org.apache.spark.sql.catalyst.expressions.Add;
import org.apache.spark.sql.catalyst.expressions.Cast;
import org.apache.spark.sql.catalyst.expressions.DateAdd;
import org.apache.spark.sql.catalyst.expressions.DateAddYMInterval;
import org.apache.spark.sql.catalyst.expressions.EvalMode;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.ExtractANSIIntervalDays;
import org.apache.spark.sql.catalyst.expressions.TimestampAddYMInterval;
import org.apache.spark.sql.internal.SQLConf;
import org.apache.spark.sql.types.CalendarIntervalType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DateType;
import org.apache.spark.sql.types.DayTimeIntervalType;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.IntegerType;
import org.apache.spark.sql.types.TimestampNTZType;
import org.apache.spark.sql.types.TimestampType;
import org.apache.spark.sql.types.YearMonthIntervalType;
import scala.Option;

/**
 * Builds the values that RANGE frames with an offset compare. Source: Spark 4.1.3
 * {@code WindowEvaluatorFactoryBase.createBoundOrdering}.
 */
final class RangeValues {
    private RangeValues() {}

    /** The value of the order key. Decimals get one more digit, which the sum with the offset may need. */
    static Expression key(Expression key) {
        if (key.dataType() instanceof DecimalType decimal) {
            return new Cast(key, wider(decimal), Option.empty(), EvalMode.LEGACY());
        }
        Expression ordered = ComparableKeys.ordered(key);
        if (!TypeTranslator.isVectorised(key.dataType()) && !ComparableKeys.isNumber(key.dataType())) {
            throw new Untranslatable(
                    Reason.TYPE,
                    "range of values of type %s".formatted(key.dataType().catalogString()));
        }
        return ordered;
    }

    /** The value of the order key plus an offset. */
    static Expression sum(Expression key, Expression offset) {
        DataType type = key.dataType();
        DataType offsetType = offset.dataType();
        Option<String> zone = Option.apply(SQLConf.get().sessionLocalTimeZone());
        if (type instanceof DateType && offsetType instanceof IntegerType) {
            return new DateAdd(key, offset);
        }
        if (type instanceof DateType && offsetType instanceof YearMonthIntervalType) {
            return new DateAddYMInterval(key, offset);
        }
        if (type instanceof DateType && offsetType.equals(days())) {
            return new DateAdd(key, new ExtractANSIIntervalDays(offset));
        }
        boolean isTimestamp = type instanceof TimestampType || type instanceof TimestampNTZType;
        if (isTimestamp && offsetType instanceof YearMonthIntervalType) {
            return new TimestampAddYMInterval(key, offset, zone);
        }
        if (isTimestamp && (offsetType instanceof CalendarIntervalType || offsetType instanceof DayTimeIntervalType)) {
            return SparkApi.get().timestampPlusInterval(key, offset, zone);
        }
        if (!type.equals(offsetType)) {
            throw new Untranslatable(
                    Reason.OPERATOR_FORM,
                    "a range of %s over %s".formatted(offsetType.catalogString(), type.catalogString()));
        }
        if (type instanceof DecimalType decimal) {
            return new Cast(new Add(key, offset), wider(decimal), Option.empty(), EvalMode.LEGACY());
        }
        return ComparableKeys.ordered(new Add(key, offset));
    }

    private static DecimalType wider(DecimalType type) {
        if (type.precision() == DecimalType.MAX_PRECISION()) {
            throw new Untranslatable(Reason.TYPE, "a range with an offset over decimals of all digits");
        }
        return new DecimalType(type.precision() + 1, type.scale());
    }

    private static DayTimeIntervalType days() {
        return new DayTimeIntervalType(DayTimeIntervalType.DAY(), DayTimeIntervalType.DAY());
    }
}
