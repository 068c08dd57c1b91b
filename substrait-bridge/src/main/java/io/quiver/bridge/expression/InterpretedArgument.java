/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.bridge.expression;

import io.quiver.spark.compat.Scala;
import java.io.Serializable;
import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.codegen.CodegenContext;
import org.apache.spark.sql.catalyst.expressions.codegen.ExprCode;
import org.apache.spark.sql.types.DataType;
import scala.collection.immutable.IndexedSeq;
import scala.collection.immutable.Seq;

/**
 * An argument of an aggregate whose update Spark interprets ({@code ImperativeAggregate.update}, Spark 4.1.3). Its value does not
 * depend on how it is computed, but generated and interpreted code may word an error differently: a caller that meets one uses
 * {@link #eval}.
 */
public final class InterpretedArgument extends Expression implements Serializable {
    private final Expression argument;

    /** Public because {@code TreeNode.clone} looks for it. */
    public InterpretedArgument(Expression argument) {
        this.argument = argument;
    }

    @Override
    public Seq<Expression> children() {
        return Scala.seq(List.of(argument));
    }

    @Override
    public DataType dataType() {
        return argument.dataType();
    }

    @Override
    public boolean nullable() {
        return argument.nullable();
    }

    @Override
    public ExprCode doGenCode(CodegenContext context, ExprCode code) {
        return argument.genCode(context);
    }

    @Override
    public Object eval(InternalRow row) {
        return argument.eval(row);
    }

    @Override
    public Expression withNewChildrenInternal(IndexedSeq<Expression> children) {
        return new InterpretedArgument(children.head());
    }

    @Override
    public Object productElement(int ordinal) {
        return argument;
    }

    @Override
    public int productArity() {
        return 1;
    }

    @Override
    public boolean canEqual(Object other) {
        return other instanceof InterpretedArgument;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof InterpretedArgument another && argument.equals(another.argument);
    }

    @Override
    public int hashCode() {
        return 31 * argument.hashCode() + 1;
    }
}
