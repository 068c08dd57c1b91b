/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.bridge.relation;

import io.quiver.bridge.expression.ExpressionTranslator;
import io.quiver.bridge.expression.FragmentContents;
import io.quiver.bridge.support.Capabilities;
import io.substrait.expression.Expression;
import io.substrait.expression.FieldReference;
import io.substrait.hint.Hint;
import io.substrait.relation.Project;
import io.substrait.relation.Rel;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.catalyst.expressions.Attribute;

/**
 * The context of a {@link RelationTranslator}: the operator's number, the fragment that it adds to, and how that fragment groups.
 *
 * @param countsOnOrder whether the consumer of the operator's rows relies on their order
 */
public record RelationContext(
        Capabilities capabilities,
        FragmentContents contents,
        int operatorId,
        UngroupedInput ungrouped,
        boolean countsOnOrder) {
    /** Translates expressions over columns that stand for {@code input}. */
    public ExpressionTranslator expressions(List<Attribute> input) {
        return new ExpressionTranslator(capabilities, contents, input);
    }

    /** Translates expressions over columns that are the fields from {@code firstField} on. */
    public ExpressionTranslator expressions(List<Attribute> input, int firstField) {
        return new ExpressionTranslator(capabilities, contents, input, firstField);
    }

    /** Marks the relation whose metrics are the operator's; exactly one relation of each operator carries the hint. */
    public Hint hint() {
        return Hint.builder().alias("op:" + operatorId).build();
    }

    /** A projection to exactly these columns, as part of an operator. */
    public static Rel project(Rel input, List<Expression> columns) {
        return projection(input, columns).build();
    }

    /** A projection to exactly these columns, as a separate operator. */
    Rel projectOperator(Rel input, List<Expression> columns) {
        return projection(input, columns).hint(hint()).build();
    }

    /** An operator that hands on its input's rows as they are. */
    Rel handOn(Rel input) {
        List<Expression> columns = new ArrayList<>();
        for (int column = 0; column < input.getRecordType().fields().size(); column++) {
            columns.add(column(input, column));
        }
        return projectOperator(input, columns);
    }

    /** Substrait's projections output their input's columns first; the remap drops them. */
    private static io.substrait.relation.ImmutableProject.Builder projection(Rel input, List<Expression> columns) {
        int inputWidth = input.getRecordType().fields().size();
        return Project.builder()
                .input(input)
                .addAllExpressions(columns)
                .remap(Rel.Remap.offset(inputWidth, columns.size()));
    }

    /** The {@code ordinal}-th column of a relation. */
    public static FieldReference column(Rel rel, int ordinal) {
        return FieldReference.newRootStructReference(
                ordinal, rel.getRecordType().fields().get(ordinal));
    }

    /** Whether a projection would return the relation's columns unchanged. */
    public static boolean isIdentity(Rel rel, List<Expression> columns) {
        if (columns.size() != rel.getRecordType().fields().size()) {
            return false;
        }
        for (int i = 0; i < columns.size(); i++) {
            if (!isColumn(columns.get(i), i)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isColumn(Expression expression, int ordinal) {
        return expression instanceof FieldReference reference
                && reference.isSimpleRootReference()
                && reference.segments().get(0).equals(FieldReference.StructField.of(ordinal));
    }
}
