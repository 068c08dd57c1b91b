/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.expression;

import io.quiver.exec.error.ErrorCode;
import io.quiver.exec.error.ExecutionException;
import io.quiver.exec.error.TooManyBytes;
import io.quiver.exec.expression.Expression.Call;
import io.quiver.exec.expression.Expression.Conditional;
import io.quiver.exec.expression.Expression.FieldReference;
import io.quiver.exec.expression.Expression.Foreign;
import io.quiver.exec.expression.Expression.Guard;
import io.quiver.exec.expression.Expression.InList;
import io.quiver.exec.expression.Expression.Literal;
import io.quiver.exec.expression.Expression.Parameter;
import io.quiver.exec.function.Constant;
import io.quiver.exec.function.Kernel;
import io.quiver.exec.function.Signature;
import io.quiver.exec.function.catalog.FunctionCatalog;
import io.quiver.exec.vector.ColumnType;
import io.quiver.exec.vector.ConstantColumn;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes {@link Evaluator}s of {@link Expression}s for one task thread. Subexpressions that occur more than once in expressions
 * compiled together are computed once per batch.
 */
public final class ExpressionCompiler {
    private static final String AND = "and";
    private static final String OR = "or";
    private static final String COALESCE = "coalesce";

    private final FunctionCatalog catalog;
    private final ForeignExpressions foreign;
    private final List<@Nullable Object> parameters;
    private final Runnable onDeclined;
    private final BytesMade bytesMade = new BytesMade();

    public ExpressionCompiler(
            FunctionCatalog catalog, ForeignExpressions foreign, List<? extends @Nullable Object> parameters) {
        this(catalog, foreign, parameters, () -> {});
    }

    /** {@code onDeclined} runs for each batch that a kernel declined. */
    public ExpressionCompiler(
            FunctionCatalog catalog,
            ForeignExpressions foreign,
            List<? extends @Nullable Object> parameters,
            Runnable onDeclined) {
        this.catalog = catalog;
        this.foreign = foreign;
        this.parameters = new ArrayList<>(parameters);
        this.onDeclined = onDeclined;
    }

    /** Counts the bytes of text, binary and opaque values that everything compiled here makes. */
    public BytesMade bytesMade() {
        return bytesMade;
    }

    public Evaluator compile(Expression expression) {
        return compileAll(List.of(expression)).get(0);
    }

    /**
     * Compiles expressions that are evaluated over the same batches, in the order given.
     *
     * @throws ExecutionException PLAN_UNSUPPORTED where the catalogue has no kernel for a call
     */
    public List<Evaluator> compileAll(List<Expression> expressions) {
        return compileAll(expressions, false);
    }

    /**
     * As {@link #compileAll}, for callers that can work with some of a batch's rows. Where the values of an expression are too
     * long for one column, the evaluator throws {@link TooManyBytes}. The same rows may then be evaluated again.
     */
    public List<Evaluator> compileBounded(List<Expression> expressions) {
        return compileAll(expressions, true);
    }

    private List<Evaluator> compileAll(List<Expression> expressions, boolean isBounded) {
        Compilation compilation = new Compilation(repeated(expressions), expressions);
        return expressions.stream()
                .map(expression -> compilation.compileRoot(expression, isBounded))
                .toList();
    }

    private static Set<Expression> repeated(List<Expression> expressions) {
        Set<Expression> seen = new HashSet<>();
        Set<Expression> repeated = new HashSet<>();
        for (Expression expression : expressions) {
            collect(expression, seen, repeated);
        }
        return repeated;
    }

    private static void collect(Expression expression, Set<Expression> seen, Set<Expression> repeated) {
        if (expression instanceof Expression.Leaf) {
            return;
        }
        if (!seen.add(expression)) {
            repeated.add(expression);
            return;
        }
        for (Expression child : expression.children()) {
            collect(child, seen, repeated);
        }
    }

    /** Whether evaluation of {@code expression} can raise an error, decline a batch or need the host. */
    public boolean mayFail(Expression expression) {
        return expression.mayFail(catalog);
    }

    /** One run of the compiler: the shared subexpressions compiled so far. */
    private final class Compilation {
        private final Set<Expression> repeated;
        private final Map<Expression, Evaluator> shared = new HashMap<>();
        private final Map<Call, Kernel> ofOnePass;

        Compilation(Set<Expression> repeated, List<Expression> expressions) {
            this.repeated = repeated;
            ofOnePass = SharedPasses.kernels(expressions, catalog, this::signature);
        }

        Evaluator compileRoot(Expression expression, boolean isBounded) {
            Evaluator whole = compile(expression);
            Evaluator evaluator = expression instanceof Expression.Leaf ? whole : new SlicedEvaluator(whole, isBounded);
            // the host's failures already carry the values before them, and the host may not be asked twice (rand())
            boolean isHosts = expression instanceof Foreign || expression instanceof Guard;
            return !isHosts && mayFail(expression) ? new FailureEvaluator(evaluator) : evaluator;
        }

        Evaluator compile(Expression expression) {
            if (!repeated.contains(expression)) {
                return compileOnce(expression);
            }
            Evaluator known = shared.get(expression);
            if (known == null) {
                known = new SharedEvaluator(compileOnce(expression));
                shared.put(expression, known);
            }
            return known;
        }

        private List<Evaluator> compileEach(List<Expression> expressions) {
            return expressions.stream().map(this::compile).toList();
        }

        private Evaluator compileOnce(Expression expression) {
            if (expression instanceof FieldReference field) {
                int ordinal = field.ordinal();
                return (batch, active) -> batch.column(ordinal);
            }
            if (expression instanceof Literal literal) {
                return constant(literal.value(), literal.type());
            }
            if (expression instanceof Parameter parameter) {
                return constant(parameter(parameter), parameter.type());
            }
            if (expression instanceof Call call) {
                return counted(compileCall(call), call.type());
            }
            if (expression instanceof Conditional conditional) {
                Evaluator evaluator = new ConditionalEvaluator(
                        compileEach(conditional.clauses().stream()
                                .map(Expression.Clause::condition)
                                .toList()),
                        compileEach(conditional.clauses().stream()
                                .map(Expression.Clause::value)
                                .toList()),
                        compile(conditional.otherwise()),
                        conditional.type());
                return counted(evaluator, conditional.type());
            }
            if (expression instanceof InList inList) {
                return new InListEvaluator(compile(inList.value()), inList);
            }
            if (expression instanceof Guard guard) {
                return new GuardEvaluator(
                        compile(guard.vectorised()),
                        () -> counted(foreign.evaluator(guard.foreignOrdinal(), guard.type()), guard.type()),
                        onDeclined);
            }
            Foreign foreignExpression = (Foreign) expression;
            return counted(
                    foreign.evaluator(foreignExpression.ordinal(), foreignExpression.type()), foreignExpression.type());
        }

        private Evaluator counted(Evaluator evaluator, ColumnType type) {
            return type.physical() == ColumnType.Physical.BYTES ? bytesMade.by(evaluator) : evaluator;
        }

        private Evaluator compileCall(Call call) {
            List<Evaluator> arguments = compileEach(call.arguments());
            switch (call.function()) {
                case AND:
                    return ConnectiveEvaluator.and(arguments);
                case OR:
                    return ConnectiveEvaluator.or(arguments);
                case COALESCE:
                    return new CoalesceEvaluator(arguments, call.type());
                default:
                    return new CallEvaluator(kernel(call), arguments, call.type());
            }
        }

        private Signature signature(Call call) {
            List<ColumnType> types =
                    call.arguments().stream().map(Expression::type).toList();
            List<Optional<Constant>> constants =
                    call.arguments().stream().map(this::constantOf).toList();
            return new Signature(call.mode(), types, constants, call.type());
        }

        private Kernel kernel(Call call) {
            Kernel ofPass = ofOnePass.get(call);
            if (ofPass != null) {
                return ofPass;
            }
            Signature signature = signature(call);
            return catalog.kernel(call.function(), signature)
                    .orElseThrow(() -> new ExecutionException(
                            ErrorCode.PLAN_UNSUPPORTED,
                            "no kernel for %s %s%s -> %s"
                                    .formatted(call.function(), call.mode(), signature.arguments(), call.type())));
        }

        private Optional<Constant> constantOf(Expression expression) {
            if (expression instanceof Literal literal) {
                return Optional.of(new Constant(literal.value()));
            }
            if (expression instanceof Parameter parameter) {
                return Optional.of(new Constant(parameter(parameter)));
            }
            return Optional.empty();
        }

        private @Nullable Object parameter(Parameter parameter) {
            if (parameter.ordinal() >= parameters.size()) {
                throw new ExecutionException(
                        ErrorCode.PLAN_INVALID,
                        "the plan asks for parameter %d of %d".formatted(parameter.ordinal(), parameters.size()));
            }
            return parameters.get(parameter.ordinal());
        }

        private static Evaluator constant(@Nullable Object value, ColumnType type) {
            ConstantColumn one = ConstantColumn.of(value, type, 1);
            return (batch, active) -> one.prefix(batch.rowCount());
        }
    }
}
