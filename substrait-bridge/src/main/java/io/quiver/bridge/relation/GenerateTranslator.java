/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.bridge.relation;

import io.quiver.bridge.expression.ExpressionTranslator;
import io.quiver.bridge.support.Dialect;
import io.quiver.bridge.type.TypeTranslator;
import io.quiver.spark.compat.Scala;
import io.substrait.expression.ExpressionCreator;
import io.substrait.expression.FunctionArg;
import io.substrait.relation.Expand;
import io.substrait.relation.ImmutableExpand;
import io.substrait.relation.Rel;
import io.substrait.type.Type;
import io.substrait.type.TypeCreator;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.BoundReference;
import org.apache.spark.sql.catalyst.expressions.Explode;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.Generator;
import org.apache.spark.sql.catalyst.expressions.Inline;
import org.apache.spark.sql.catalyst.expressions.PosExplode;
import org.apache.spark.sql.catalyst.expressions.ReplicateRows;
import org.apache.spark.sql.catalyst.expressions.Stack;
import org.apache.spark.sql.execution.GenerateExec;

/**
 * Translates GenerateExec. The elements of a collection are read from its column. Stack becomes a projection of all its values,
 * and then one row for each group of them. Copies of rows are counted. Spark's own code runs all other generators.
 */
public final class GenerateTranslator implements RelationTranslator<GenerateExec> {
    @Override
    public Rel translate(GenerateExec stock, List<RelationInput> inputs, RelationContext context) {
        RelationInput input = inputs.get(0);
        Generator generator = stock.generator();
        if (generator instanceof Stack stack) {
            return stack(stack, stock, input, context);
        }
        ExpressionTranslator expressions = context.expressions(input.output());
        if (generator instanceof Explode || generator instanceof PosExplode || generator instanceof Inline) {
            return generate(Dialect.UNNEST, unnest(generator, stock.outer(), expressions), stock, input, context);
        }
        if (generator instanceof ReplicateRows && !stock.outer()) {
            return generate(Dialect.REPLICATE, expressions.translateAll(children(generator)), stock, input, context);
        }
        List<FunctionArg> arguments = expressions.foreignGenerator(generator);
        arguments.add(1, ExpressionCreator.bool(false, stock.outer()));
        return generate(Dialect.GENERATE, arguments, stock, input, context);
    }

    private static List<Expression> children(Generator generator) {
        return Scala.list(((Expression) generator).children());
    }

    /** The collection is computed like any column; the generator over it says how to read its elements. */
    private static List<FunctionArg> unnest(Generator generator, boolean outer, ExpressionTranslator expressions) {
        Expression collection = children(generator).get(0);
        Expression reader = (Expression) ((Expression) generator)
                .withNewChildren(Scala.<Expression>seq(
                        List.of(new BoundReference(0, collection.dataType(), collection.nullable()))));
        List<FunctionArg> arguments = new ArrayList<>();
        arguments.add(ExpressionCreator.i32(false, expressions.addForeign(reader)));
        arguments.add(ExpressionCreator.bool(false, outer));
        arguments.add(expressions.translate(collection));
        return arguments;
    }

    private static Rel generate(
            String function,
            List<? extends FunctionArg> arguments,
            GenerateExec stock,
            RelationInput input,
            RelationContext context) {
        List<Type> made = new ArrayList<>();
        for (Attribute attribute : Scala.<Attribute>list(stock.generatorOutput())) {
            made.add(TypeTranslator.translate(attribute.dataType(), attribute.nullable()));
        }
        List<Integer> fields = required(stock, input);
        for (int i = 0; i < made.size(); i++) {
            fields.add(input.output().size() + i);
        }
        io.substrait.expression.Expression call =
                ExpressionTranslator.call(function, TypeCreator.REQUIRED.struct(made), arguments);
        return new RelationCall(Dialect.GENERATE, call, made)
                .over(input.rel())
                .remap(Rel.Remap.of(fields))
                .hint(context.hint())
                .build();
    }

    private static List<Integer> required(GenerateExec stock, RelationInput input) {
        List<Integer> fields = new ArrayList<>();
        for (Attribute required : Scala.<Attribute>list(stock.requiredChildOutput())) {
            fields.add(position(required, input.output()));
        }
        return fields;
    }

    private static int position(Attribute wanted, List<Attribute> attributes) {
        for (int i = 0; i < attributes.size(); i++) {
            if (attributes.get(i).exprId().equals(wanted.exprId())) {
                return i;
            }
        }
        throw new IllegalStateException("no column %s in %s".formatted(wanted, attributes));
    }

    /** Computes all values of a row before any of its output rows, as Spark does. */
    private static Rel stack(Stack stack, GenerateExec stock, RelationInput input, RelationContext context) {
        ExpressionTranslator expressions = context.expressions(input.output());
        List<Expression> values = children(stack).subList(1, children(stack).size());
        List<io.substrait.expression.Expression> columns =
                new ArrayList<>(expressions.translateAll(Scala.<Attribute>list(stock.requiredChildOutput())));
        int required = columns.size();
        columns.addAll(expressions.translateAll(values));
        Rel projected = RelationContext.project(input.rel(), columns);

        int rowCount = (Integer) children(stack).get(0).eval(null);
        int width = stock.generatorOutput().size();
        ImmutableExpand.Builder expand = Expand.builder().input(projected).hint(context.hint());
        for (int column = 0; column < required + width; column++) {
            List<io.substrait.expression.Expression> duplicates = new ArrayList<>();
            for (int row = 0; row < rowCount; row++) {
                int value = column < required ? column : required + row * width + column - required;
                duplicates.add(
                        value < columns.size()
                                ? RelationContext.column(projected, value)
                                : ExpressionCreator.typedNull(TypeTranslator.translate(
                                        values.get(column - required).dataType(), true)));
            }
            expand.addFields(
                    Expand.SwitchingField.builder().addAllDuplicates(duplicates).build());
        }
        return expand.remap(Rel.Remap.offset(0, required + width)).build();
    }
}
