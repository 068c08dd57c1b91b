/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.bridge.relation;

import com.google.protobuf.Any;
import io.quiver.bridge.support.Dialect;
import io.substrait.expression.Expression;
import io.substrait.relation.Extension.SingleRelDetail;
import io.substrait.relation.ExtensionSingle;
import io.substrait.relation.ImmutableExtensionSingle;
import io.substrait.relation.Rel;
import io.substrait.relation.RelProtoConverter;
import io.substrait.type.Type;
import io.substrait.type.TypeCreator;
import java.util.ArrayList;
import java.util.List;

/**
 * A relation over one input that Substrait does not have; one function call says what it does. Its fields are the input's, then
 * those that it adds.
 */
public record RelationCall(String name, Expression call, List<Type> added) implements SingleRelDetail {
    public RelationCall {
        added = List.copyOf(added);
    }

    public ImmutableExtensionSingle.Builder over(Rel input) {
        return ExtensionSingle.from(this, input);
    }

    @Override
    public Type.Struct deriveRecordType(Rel input) {
        List<Type> fields = new ArrayList<>(input.getRecordType().fields());
        fields.addAll(added);
        return TypeCreator.REQUIRED.struct(fields);
    }

    @Override
    public Any toProto(RelProtoConverter converter) {
        return Any.newBuilder()
                .setTypeUrl(Dialect.SPARK + "/" + name)
                .setValue(converter.getExpressionProtoConverter().toProto(call).toByteString())
                .build();
    }
}
