/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.bridge.relation;

import com.google.protobuf.Any;
import com.google.protobuf.Int32Value;
import com.google.protobuf.StringValue;
import io.quiver.bridge.support.Dialect;
import io.substrait.extension.AdvancedExtension;
import io.substrait.extension.ExtensionProtoConverter;

/** Writes the parts of joins, sorts and aggregations that Substrait cannot express itself. */
public final class RelationExtensions extends ExtensionProtoConverter<AdvancedExtension.Optimization, NullAware> {
    @Override
    protected Any toProto(AdvancedExtension.Optimization optimization) {
        if (optimization instanceof JoinStrategy strategy) {
            return Any.newBuilder()
                    .setTypeUrl(Dialect.SPARK + "/join_strategy")
                    .setValue(StringValue.of(strategy.toString()).toByteString())
                    .build();
        }
        if (optimization instanceof TieOrder ties) {
            return Any.newBuilder()
                    .setTypeUrl(Dialect.SPARK + "/nulls_take_turns")
                    .setValue(Int32Value.of(ties.ranges()).toByteString())
                    .build();
        }
        if (optimization instanceof GroupOrder) {
            return Any.newBuilder()
                    .setTypeUrl(Dialect.SPARK + "/null_keys_last")
                    .build();
        }
        if (optimization instanceof UngroupedInput ungrouped) {
            return Any.newBuilder()
                    .setTypeUrl(Dialect.SPARK + "/ungrouped_rows")
                    .setValue(StringValue.of(ungrouped.name()).toByteString())
                    .build();
        }
        if (optimization instanceof MeasureKeys measures) {
            return Any.newBuilder()
                    .setTypeUrl(Dialect.SPARK + "/measures_by_first_keys")
                    .setValue(Int32Value.of(measures.firstKeyCount()).toByteString())
                    .build();
        }
        throw new IllegalArgumentException("no extension of a relation: " + optimization);
    }

    @Override
    protected Any toProto(NullAware nullAware) {
        return Any.newBuilder().setTypeUrl(Dialect.SPARK + "/null_aware").build();
    }
}
