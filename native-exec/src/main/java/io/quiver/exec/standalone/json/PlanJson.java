/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.standalone.json;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.Message;
import io.quiver.exec.plan.PlanFailures;
import io.substrait.proto.Plan;
import java.math.BigDecimal;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads a plan in the JSON form of protobuf 3: camel case or the names of the proto files, enums by name or number, 64-bit
 * integers as texts or numbers, bytes in Base64. An unknown member is an error, except for members of URIs, which URNs
 * replaced and which are skipped. Extension messages (Any) are not read.
 */
public final class PlanJson {
    private static final Set<String> REPLACED =
            Set.of("extensionUris", "extension_uris", "extensionUriReference", "extension_uri_reference");

    private PlanJson() {}

    /**
     * Returns the plan as protobuf bytes. It does not load any class of the plan's messages, which would take a tenth of a
     * second.
     */
    public static byte[] read(String json) {
        DynamicMessage.Builder plan = DynamicMessage.newBuilder(Plan.getDescriptor());
        fill(plan, object(JsonTree.parse(json), "the plan"));
        return plan.build().toByteArray();
    }

    private static void fill(Message.Builder message, Map<?, ?> members) {
        members.forEach((name, value) -> {
            if (value == null || REPLACED.contains(name)) {
                return;
            }
            FieldDescriptor field = field(message, (String) name);
            if (field.isMapField()) {
                throw PlanFailures.unsupported("member %s of a plan in JSON", name);
            }
            if (!field.isRepeated()) {
                message.setField(field, value(message, field, value));
                return;
            }
            if (!(value instanceof List<?> elements)) {
                throw PlanFailures.invalid("member %s of the plan is no array", name);
            }
            for (Object element : elements) {
                message.addRepeatedField(field, value(message, field, element));
            }
        });
    }

    private static FieldDescriptor field(Message.Builder message, String name) {
        FieldDescriptor byName = message.getDescriptorForType().findFieldByName(name);
        if (byName != null) {
            return byName;
        }
        for (FieldDescriptor field : message.getDescriptorForType().getFields()) {
            if (field.getJsonName().equals(name)) {
                return field;
            }
        }
        throw PlanFailures.invalid(
                "a %s has no member %s", message.getDescriptorForType().getName(), name);
    }

    private static Object value(Message.Builder owner, FieldDescriptor field, @Nullable Object value) {
        if (value == null) {
            throw PlanFailures.invalid("a null among the elements of %s", field.getName());
        }
        return switch (field.getJavaType()) {
            case MESSAGE -> {
                Message.Builder builder = owner.newBuilderForField(field);
                if (builder.getDescriptorForType().getFullName().startsWith("google.protobuf.Any")) {
                    throw PlanFailures.unsupported("extension message %s of a plan in JSON", field.getName());
                }
                fill(builder, object(value, field.getName()));
                yield builder.build();
            }
            case ENUM -> enumValue(field, value);
            case INT -> number(field, value).intValue();
            case LONG -> number(field, value).longValue();
            case FLOAT -> (float) real(field, value);
            case DOUBLE -> real(field, value);
            case BOOLEAN -> {
                if (value instanceof Boolean flag) {
                    yield flag;
                }
                throw wrong(field, value);
            }
            case STRING -> {
                if (value instanceof String text) {
                    yield text;
                }
                throw wrong(field, value);
            }
            case BYTE_STRING -> bytes(field, value);
        };
    }

    private static EnumValueDescriptor enumValue(FieldDescriptor field, Object value) {
        if (value instanceof String name) {
            EnumValueDescriptor known = field.getEnumType().findValueByName(name);
            if (known != null) {
                return known;
            }
            throw wrong(field, value);
        }
        return field.getEnumType()
                .findValueByNumberCreatingIfUnknown(number(field, value).intValue());
    }

    private static BigDecimal number(FieldDescriptor field, Object value) {
        try {
            return value instanceof BigDecimal number ? number : new BigDecimal((String) value);
        } catch (ClassCastException | NumberFormatException e) {
            throw wrong(field, value);
        }
    }

    private static double real(FieldDescriptor field, Object value) {
        if (value instanceof String name
                && Set.of("NaN", "Infinity", "-Infinity").contains(name)) {
            return Double.parseDouble(name);
        }
        return number(field, value).doubleValue();
    }

    private static ByteString bytes(FieldDescriptor field, Object value) {
        try {
            String text = ((String) value).replace('-', '+').replace('_', '/');
            return ByteString.copyFrom(Base64.getDecoder().decode(text));
        } catch (ClassCastException | IllegalArgumentException e) {
            throw wrong(field, value);
        }
    }

    private static Map<?, ?> object(@Nullable Object value, String what) {
        if (value instanceof Map<?, ?> members) {
            return members;
        }
        throw PlanFailures.invalid("%s is no object: %s", what, String.valueOf(value));
    }

    private static RuntimeException wrong(FieldDescriptor field, Object value) {
        return PlanFailures.invalid("member %s cannot be %s", field.getName(), value);
    }
}
