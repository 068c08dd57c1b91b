/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.bridge.relation;

import com.google.protobuf.Any;
import com.google.protobuf.StringValue;
import io.quiver.bridge.expression.Dialect;
import io.substrait.extension.ExtensionProtoConverter;

/** Writes what joins carry beyond Substrait's own terms. */
public final class JoinExtensions extends ExtensionProtoConverter<JoinStrategy, NullAware> {
    @Override
    protected Any toProto(JoinStrategy strategy) {
        return Any.newBuilder()
                .setTypeUrl(Dialect.SPARK + "/join_strategy")
                .setValue(StringValue.of(strategy.toString()).toByteString())
                .build();
    }

    @Override
    protected Any toProto(NullAware nullAware) {
        return Any.newBuilder().setTypeUrl(Dialect.SPARK + "/null_aware").build();
    }
}
