/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Any;
import io.substrait.extension.AdvancedExtension;
import io.substrait.extension.ExtensionProtoConverter;
import io.substrait.extension.ImmutableSimpleExtension;
import io.substrait.extension.ProtoExtensionConverter;
import io.substrait.extension.SimpleExtension;
import io.substrait.extension.SimpleExtension.AggregateFunctionVariant;
import io.substrait.extension.SimpleExtension.ExtensionCollection;
import io.substrait.extension.SimpleExtension.ScalarFunctionVariant;
import io.substrait.function.ParameterizedTypeCreator;
import io.substrait.plan.Plan;
import io.substrait.plan.PlanProtoConverter;
import io.substrait.plan.ProtoPlanConverter;
import io.substrait.proto.SimpleExtensionDeclaration;
import io.substrait.proto.SimpleExtensionURN;
import io.substrait.type.TypeCreator;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What we write is Substrait that its own library reads and writes again, given only our declarations. */
class SubstraitConformanceTest {
    @Test
    void theLibraryReadsAndWritesOurPlans() throws Exception {
        io.substrait.proto.Plan written = io.substrait.proto.Plan.parseFrom(
                TranslationWarmUp.run(new FakeCapabilities()).plan());
        ExtensionCollection declared = declarations(written);

        Plan plan = new ProtoPlanConverter(declared, new AdviceReader()).from(written);

        assertThat(new PlanProtoConverter(declared, new AdviceWriter()).toProto(plan))
                .isEqualTo(written);
        assertThat(plan.getVersion().getProducer()).contains("quiver");
    }

    /** An optimization as it is: what it says is nobody's business but ours. */
    private record Advice(Any content) implements AdvancedExtension.Optimization {}

    private static final class AdviceReader extends ProtoExtensionConverter {
        @Override
        protected AdvancedExtension.Optimization optimizationFromAdvancedExtension(Any any) {
            return new Advice(any);
        }
    }

    private static final class AdviceWriter extends ExtensionProtoConverter<Advice, AdvancedExtension.Enhancement> {
        @Override
        protected Any toProto(Advice advice) {
            return advice.content();
        }
    }

    private static ExtensionCollection declarations(io.substrait.proto.Plan plan) {
        Map<Integer, String> urns = new HashMap<>();
        for (SimpleExtensionURN urn : plan.getExtensionUrnsList()) {
            urns.put(urn.getExtensionUrnAnchor(), urn.getUrn());
        }
        List<ScalarFunctionVariant> scalars = new ArrayList<>();
        List<AggregateFunctionVariant> aggregates = new ArrayList<>();
        for (SimpleExtensionDeclaration declaration : plan.getExtensionsList()) {
            String key = declaration.getExtensionFunction().getName();
            String urn = urns.get(declaration.getExtensionFunction().getExtensionUrnReference());
            String name = key.substring(0, key.indexOf(':'));
            List<SimpleExtension.Argument> arguments = arguments(key.substring(key.indexOf(':') + 1));
            if (key.contains("_type_")) {
                aggregates.add(ImmutableSimpleExtension.AggregateFunctionVariant.builder()
                        .urn(urn)
                        .name(name)
                        .args(arguments)
                        .returnType(TypeCreator.REQUIRED.BOOLEAN)
                        .build());
            } else {
                scalars.add(ImmutableSimpleExtension.ScalarFunctionVariant.builder()
                        .urn(urn)
                        .name(name)
                        .args(arguments)
                        .returnType(TypeCreator.REQUIRED.BOOLEAN)
                        .build());
            }
        }
        return ExtensionCollection.builder()
                .addAllScalarFunctions(scalars)
                .addAllAggregateFunctions(aggregates)
                .build();
    }

    private static List<SimpleExtension.Argument> arguments(String signature) {
        List<SimpleExtension.Argument> arguments = new ArrayList<>();
        for (String argument : signature.split("_")) {
            arguments.add(
                    switch (argument) {
                        case "req" ->
                            SimpleExtension.EnumArgument.builder()
                                    .name("mode")
                                    .options(List.of("LEGACY", "ANSI", "TRY"))
                                    .build();
                        case "type" ->
                            SimpleExtension.TypeArgument.builder()
                                    .name("t")
                                    .type(ParameterizedTypeCreator.REQUIRED.parameter("any"))
                                    .build();
                        case "bool" ->
                            SimpleExtension.ValueArgument.builder()
                                    .name("x")
                                    .value(TypeCreator.REQUIRED.BOOLEAN)
                                    .build();
                        default ->
                            SimpleExtension.ValueArgument.builder()
                                    .name("x")
                                    .value(ParameterizedTypeCreator.REQUIRED.parameter(argument))
                                    .build();
                    });
        }
        return arguments;
    }
}
