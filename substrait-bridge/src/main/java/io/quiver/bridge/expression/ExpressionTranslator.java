/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.bridge.expression;

import io.quiver.bridge.support.Capabilities;
import io.quiver.bridge.support.Capabilities.Coverage;
import io.quiver.bridge.support.Dialect;
import io.quiver.bridge.support.Reason;
import io.quiver.bridge.support.Untranslatable;
import io.quiver.bridge.type.TypeTranslator;
import io.quiver.spark.compat.Scala;
import io.substrait.expression.EnumArg;
import io.substrait.expression.Expression.IfClause;
import io.substrait.expression.Expression.IfThen;
import io.substrait.expression.Expression.SingleOrList;
import io.substrait.expression.ExpressionCreator;
import io.substrait.expression.FieldReference;
import io.substrait.expression.FunctionArg;
import io.substrait.type.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.spark.sql.catalyst.expressions.Alias;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.BindReferences;
import org.apache.spark.sql.catalyst.expressions.BoundReference;
import org.apache.spark.sql.catalyst.expressions.CaseWhen;
import org.apache.spark.sql.catalyst.expressions.Cast;
import org.apache.spark.sql.catalyst.expressions.Collate;
import org.apache.spark.sql.catalyst.expressions.CreateNamedStruct;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.Generator;
import org.apache.spark.sql.catalyst.expressions.GetStructField;
import org.apache.spark.sql.catalyst.expressions.If;
import org.apache.spark.sql.catalyst.expressions.In;
import org.apache.spark.sql.catalyst.expressions.InSet;
import org.apache.spark.sql.catalyst.expressions.LeafExpression;
import org.apache.spark.sql.catalyst.expressions.Literal;
import org.apache.spark.sql.catalyst.expressions.TaggingExpression;
import org.apache.spark.sql.catalyst.expressions.Unevaluable;
import org.apache.spark.sql.catalyst.expressions.aggregate.AggregateFunction;
import org.apache.spark.sql.catalyst.expressions.package$;
import org.apache.spark.sql.execution.ExecSubqueryExpression;
import org.apache.spark.sql.execution.InSubqueryExec;
import org.apache.spark.sql.execution.ScalarSubquery;
import org.apache.spark.sql.types.BooleanType$;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * Translates the expressions of one operator. Functions with kernels become calls. The largest subtrees without a kernel at their
 * root stay Spark's as a whole: foreign expressions over the operator's input columns. A vectorised expression is guarded by its
 * own foreign twin if it may decline a batch, or if it has a foreign part whose failure Spark might never reach.
 */
public final class ExpressionTranslator {
    /** Deeper trees overflow the stack of the plan's writer; the parts below stay with Spark. */
    private static final int MAX_DEPTH = 100;

    /** Functions whose arguments may be of types that have no other kernels. */
    private static final Set<String> ANY_TYPE = Set.of("is_null", "is_not_null", "carried_number");

    private final Capabilities capabilities;
    private final NativeCalls calls;
    private final FragmentContents contents;
    private final List<Attribute> input;
    private final int firstField;
    private final boolean interpreted;
    private boolean hasCalls;
    private boolean mayDecline;
    private boolean hasForeign;
    private boolean mayRaise;

    public ExpressionTranslator(Capabilities capabilities, FragmentContents contents, List<Attribute> input) {
        this(capabilities, contents, input, 0);
    }

    /** Translates expressions over {@code input}, whose columns are the fields of a wider relation from {@code firstField} on. */
    public ExpressionTranslator(
            Capabilities capabilities, FragmentContents contents, List<Attribute> input, int firstField) {
        this(capabilities, contents, input, firstField, false);
    }

    private ExpressionTranslator(
            Capabilities capabilities,
            FragmentContents contents,
            List<Attribute> input,
            int firstField,
            boolean interpreted) {
        this.capabilities = capabilities;
        this.calls = new NativeCalls(capabilities);
        this.contents = contents;
        this.input = input;
        this.firstField = firstField;
        this.interpreted = interpreted;
    }

    /** A translator for expressions that Spark interprets: their errors are those of interpreted code. */
    public ExpressionTranslator interpreted() {
        return new ExpressionTranslator(capabilities, contents, input, firstField, true);
    }

    public FragmentContents contents() {
        return contents;
    }

    public Capabilities capabilities() {
        return capabilities;
    }

    /** The columns that expressions are bound to. */
    public List<Attribute> input() {
        return input;
    }

    /** Translates one output column, condition, key or argument of the operator. */
    public io.substrait.expression.Expression translate(Expression expression) {
        Expression bound = bind(withoutAlias(expression));
        requireEvaluable(bound);
        if (!bound.deterministic() || hidesNulls(bound)) {
            return foreign(bound, contents.addForeign(bound));
        }
        hasCalls = false;
        mayDecline = false;
        hasForeign = false;
        io.substrait.expression.Expression translated = translate(bound, 0);
        if (!hasCalls) {
            return hasForeign ? withOwnErrors(translated, bound) : translated;
        }
        contents.countVectorised();
        return mayDecline || hasForeign ? guard(translated, bound) : translated;
    }

    /**
     * Whether the expression may raise an error, or give another value when it is evaluated again, as far as is known. Kernels
     * that answer every row cannot fail, nor can {@link InfallibleFunctions}; Spark's other code may.
     */
    public boolean mayFail(Expression expression) {
        ExpressionTranslator trial = new ExpressionTranslator(capabilities, new FragmentContents(), input, firstField);
        Expression bound = bind(withoutAlias(expression));
        trial.translate(bound, 0);
        return trial.mayRaise || !bound.deterministic() || hidesNulls(bound);
    }

    public List<io.substrait.expression.Expression> translateAll(List<? extends Expression> expressions) {
        List<io.substrait.expression.Expression> translated = new ArrayList<>(expressions.size());
        expressions.forEach(expression -> translated.add(translate(expression)));
        return translated;
    }

    /** Adds an expression that is bound to columns other than the operator's input; returns its ordinal. */
    public int addForeign(Expression bound) {
        return contents.addForeign(bound);
    }

    /** The arguments of a generator that is Spark's own code: its ordinal, then the columns that it reads. */
    public List<FunctionArg> foreignGenerator(Generator generator) {
        Expression bound = bind((Expression) generator);
        requireEvaluable(bound);
        count(bound, capabilities.overColumns(bound));
        List<FunctionArg> arguments = new ArrayList<>();
        arguments.add(ExpressionCreator.i32(false, contents.addForeignGenerator(bound)));
        arguments.addAll(references(bound));
        return arguments;
    }

    /**
     * The arguments of a generator that makes one row per input row, all columns together in Spark's own code; it declares no
     * columns.
     */
    public List<FunctionArg> foreignRow(List<? extends Expression> columns) {
        List<Expression> namesAndValues = new ArrayList<>();
        for (Expression column : columns) {
            Expression bound = bind(withoutAlias(column));
            requireEvaluable(bound);
            contents.countForeign();
            contents.evaluatedBySpark(bound);
            namesAndValues.add(new Literal(UTF8String.fromString("column"), DataTypes.StringType));
            namesAndValues.add(bound);
        }
        Expression row = new CreateNamedStruct(Scala.seq(namesAndValues));
        List<FunctionArg> arguments = new ArrayList<>();
        arguments.add(ExpressionCreator.i32(false, contents.addForeignGenerator(row)));
        arguments.add(ExpressionCreator.bool(false, false));
        return arguments;
    }

    /** Calls a scalar function of the dialect that has no mode. */
    public static io.substrait.expression.Expression call(
            String function, Type type, List<? extends FunctionArg> arguments) {
        return ExpressionCreator.scalarFunction(Dialect.scalar(function, arguments.size()), type, arguments);
    }

    private Expression bind(Expression expression) {
        try {
            return BindReferences.bindReference(expression, package$.MODULE$.AttributeSeq(Scala.seq(input)), false);
        } catch (Exception e) { // Scala throws SparkException unchecked
            throw new Untranslatable(Reason.PLANNING_FAILED, String.valueOf(e.getMessage()));
        }
    }

    private static Expression withoutAlias(Expression expression) {
        return expression instanceof Alias alias ? withoutAlias(alias.child()) : expression;
    }

    private static void requireEvaluable(Expression root) {
        TypeTranslator.translate(root.dataType(), root.nullable());
        List<Expression> pending = new ArrayList<>(List.of(root));
        while (!pending.isEmpty()) {
            Expression expression = pending.remove(pending.size() - 1);
            if (expression instanceof Unevaluable
                    || expression instanceof AggregateFunction
                    || isForeignSubquery(expression)) {
                throw new Untranslatable(
                        Reason.EXPRESSION, "%s cannot be evaluated row by row".formatted(expression.prettyName()));
            }
            if (expression instanceof BoundReference) {
                TypeTranslator.translate(expression.dataType(), true);
            }
            pending.addAll(evaluatedChildren(expression));
        }
    }

    /**
     * The children that determine the expression's value. Besides its text, a {@code Collate} has the name of a collation
     * (collationExpressions.scala), and uses only its type: Spark 4.0 cannot evaluate that name, 4.1 can but never does.
     */
    private static List<Expression> evaluatedChildren(Expression expression) {
        return expression instanceof Collate collate ? List.of(collate.child()) : Scala.list(expression.children());
    }

    /**
     * Whether it tests a non-nullable value with IN of a subquery. Spark 4.1 declares the result non-nullable too
     * (InSubqueryExec.nullable). If the subquery returns a null, the result is null or false, depending on whether the
     * surrounding code is generated.
     */
    private static boolean hidesNulls(Expression expression) {
        return (expression instanceof InSubqueryExec in && !in.nullable())
                || Scala.<Expression>list(expression.children()).stream().anyMatch(ExpressionTranslator::hidesNulls);
    }

    private static boolean isForeignSubquery(Expression expression) {
        return expression instanceof ExecSubqueryExpression
                && !(expression instanceof ScalarSubquery)
                && !(expression instanceof InSubqueryExec);
    }

    private io.substrait.expression.Expression translate(Expression expression, int depth) {
        return depth > MAX_DEPTH
                ? foreignPart(expression)
                : translateNatively(expression, depth).orElseGet(() -> foreignPart(expression));
    }

    private Optional<io.substrait.expression.Expression> translateNatively(Expression expression, int depth) {
        if (expression instanceof BoundReference reference) {
            return Optional.of(field(reference));
        }
        if (expression instanceof Literal literal) {
            return LiteralTranslator.translate(literal).map(translated -> translated);
        }
        if (isTransparent(expression)) {
            return Optional.of(
                    translate(Scala.<Expression>list(expression.children()).get(0), depth));
        }
        if (isValueOfSubquery(expression)) {
            return parameter(expression);
        }
        if (expression instanceof If conditional) {
            return conditional(
                    List.of(conditional.predicate(), conditional.trueValue()),
                    conditional.falseValue(),
                    conditional,
                    depth);
        }
        if (expression instanceof CaseWhen caseWhen) {
            return caseWhen(caseWhen, depth);
        }
        if (expression instanceof In in) {
            return inList(in, in.value(), InLists.options(in), depth);
        }
        if (expression instanceof InSet in) {
            return inList(in, in.child(), InLists.options(in), depth);
        }
        return calls.of(expression).flatMap(call -> call(call, expression, depth));
    }

    /** Whether the expression returns its only child's value: a mark for Spark's optimiser, or a cast to the same type. */
    private static boolean isTransparent(Expression expression) {
        if (expression instanceof Cast cast) {
            return cast.child().dataType().equals(cast.dataType());
        }
        return expression instanceof TaggingExpression || expression instanceof Alias;
    }

    private Optional<io.substrait.expression.Expression> call(NativeCall call, Expression expression, int depth) {
        Coverage coverage = coverage(call, expression.dataType());
        if (coverage == Coverage.NONE) {
            return Optional.empty();
        }
        hasCalls = true;
        contents.evaluatedByKernel(expression);
        mayDecline |= coverage == Coverage.SOME_ROWS;
        mayRaise |= coverage == Coverage.SOME_ROWS && !InfallibleFunctions.hasWithKernel(expression);
        List<FunctionArg> arguments = new ArrayList<>();
        if (Dialect.takesMode(call.function())) {
            arguments.add(EnumArg.of(call.mode()));
        }
        call.arguments().forEach(argument -> arguments.add(translate(argument, depth + 1)));
        return Optional.of(ExpressionCreator.scalarFunction(
                Dialect.scalar(call.function(), call.arguments().size()), typeOf(expression), arguments));
    }

    private Coverage coverage(NativeCall call, DataType result) {
        boolean anyType = ANY_TYPE.contains(call.function());
        if (isEvaluatorsOwn(call.function())) {
            boolean isKnown = TypeTranslator.isVectorised(result)
                    && call.arguments().stream().allMatch(a -> TypeTranslator.isVectorised(a.dataType()));
            return isKnown ? Coverage.EVERY_ROW : Coverage.NONE;
        }
        if (!TypeTranslator.isVectorised(result)
                || TypeTranslator.hasLength(result)
                || !(anyType || call.arguments().stream().allMatch(a -> TypeTranslator.isVectorised(a.dataType())))) {
            return Coverage.NONE;
        }
        List<Capabilities.Argument> arguments =
                call.arguments().stream().map(ExpressionTranslator::argument).toList();
        return capabilities.coverage(call.function(), call.mode(), arguments, result);
    }

    /** Whether the function belongs to expression evaluation: operands are skipped for rows that are already decided. */
    private static boolean isEvaluatorsOwn(String function) {
        return function.equals("and") || function.equals("or") || function.equals("coalesce");
    }

    private static Capabilities.Argument argument(Expression expression) {
        return expression instanceof Literal literal
                ? new Capabilities.Argument(literal.dataType(), true, Optional.ofNullable(literal.value()))
                : new Capabilities.Argument(expression.dataType(), false, Optional.empty());
    }

    private Optional<io.substrait.expression.Expression> caseWhen(CaseWhen expression, int depth) {
        List<Expression> conditionsAndValues = new ArrayList<>();
        Scala.list(expression.branches()).forEach(branch -> {
            conditionsAndValues.add(branch._1());
            conditionsAndValues.add(branch._2());
        });
        Expression otherwise = expression.elseValue().isDefined()
                ? expression.elseValue().get()
                : new Literal(null, expression.dataType());
        return conditional(conditionsAndValues, otherwise, expression, depth);
    }

    private Optional<io.substrait.expression.Expression> conditional(
            List<Expression> conditionsAndValues, Expression otherwise, Expression expression, int depth) {
        if (!TypeTranslator.isVectorised(expression.dataType())) {
            return Optional.empty();
        }
        hasCalls = true;
        contents.evaluatedByKernel(expression);
        List<IfClause> clauses = new ArrayList<>();
        for (int i = 0; i < conditionsAndValues.size(); i += 2) {
            clauses.add(ExpressionCreator.ifThenClause(
                    translate(conditionsAndValues.get(i), depth + 1),
                    translate(conditionsAndValues.get(i + 1), depth + 1)));
        }
        return Optional.of(IfThen.builder()
                .addAllIfClauses(clauses)
                .elseClause(translate(otherwise, depth + 1))
                .build());
    }

    private Optional<io.substrait.expression.Expression> inList(
            Expression in, Expression value, Optional<List<io.substrait.expression.Expression>> options, int depth) {
        if (options.isEmpty() || !TypeTranslator.isVectorised(value.dataType())) {
            return Optional.empty();
        }
        hasCalls = true;
        contents.evaluatedByKernel(in);
        return Optional.of(SingleOrList.builder()
                .condition(translate(value, depth + 1))
                .options(options.get())
                .build());
    }

    /** Spark merges scalar subqueries over the same input into one that returns a struct. */
    private static boolean isValueOfSubquery(Expression expression) {
        return expression instanceof ScalarSubquery
                || (expression instanceof GetStructField field && isValueOfSubquery(field.child()));
    }

    private Optional<io.substrait.expression.Expression> parameter(Expression value) {
        if (!TypeTranslator.isVectorised(value.dataType())) {
            return Optional.empty();
        }
        int ordinal = contents.addParameter(value);
        return Optional.of(call(Dialect.PARAMETER, typeOf(value), List.of(ExpressionCreator.i32(false, ordinal))));
    }

    private io.substrait.expression.Expression guard(io.substrait.expression.Expression vectorised, Expression bound) {
        int ordinal = contents.addForeign(interpreted ? new InterpretedArgument((Expression) bound.clone()) : bound);
        return call(Dialect.GUARD, vectorised.getType(), List.of(vectorised, ExpressionCreator.i32(false, ordinal)));
    }

    private io.substrait.expression.Expression foreignPart(Expression bound) {
        return foreign(bound, contents.addForeignPart(bound));
    }

    /** A foreign expression at the root: even if it shares the ordinal of an equal one, it keeps its own errors. */
    private io.substrait.expression.Expression withOwnErrors(
            io.substrait.expression.Expression translated, Expression bound) {
        if (isTransparent(bound)) {
            return withOwnErrors(
                    translated, Scala.<Expression>list(bound.children()).get(0));
        }
        boolean isOwn = !interpreted && contents.addForeign(bound) == contents.addForeignPart(bound);
        return isOwn ? translated : guard(translated, bound);
    }

    private io.substrait.expression.Expression foreign(Expression bound, int ordinal) {
        hasForeign = true;
        mayRaise |= !InfallibleFunctions.hasAll(bound);
        count(bound, capabilities.overColumns(bound));
        List<FunctionArg> arguments = new ArrayList<>();
        arguments.add(ExpressionCreator.i32(false, ordinal));
        arguments.addAll(references(bound));
        return call(Dialect.FOREIGN, typeOf(bound), arguments);
    }

    /**
     * An expression evaluated entirely a column at a time counts like a kernel. A struct field does not count: Spark reads it
     * directly, too.
     */
    private void count(Expression bound, List<Expression> overColumns) {
        if (!contents.evaluatedByHost(bound, overColumns)) {
            contents.countForeign();
        } else if (!overColumns.stream()
                .allMatch(part -> part instanceof GetStructField || part instanceof LeafExpression)) {
            contents.countVectorised();
        }
    }

    /** The distinct columns that a bound expression reads, by ordinal. */
    private List<FieldReference> references(Expression bound) {
        TreeMap<Integer, FieldReference> references = new TreeMap<>();
        List<Expression> pending = new ArrayList<>(List.of(bound));
        while (!pending.isEmpty()) {
            Expression expression = pending.remove(pending.size() - 1);
            if (expression instanceof BoundReference reference) {
                references.putIfAbsent(reference.ordinal(), field(reference));
            }
            pending.addAll(Scala.<Expression>list(expression.children()));
        }
        return List.copyOf(references.values());
    }

    private FieldReference field(BoundReference reference) {
        return FieldReference.newRootStructReference(firstField + reference.ordinal(), typeOf(reference));
    }

    private static Type typeOf(Expression expression) {
        return TypeTranslator.translate(expression.dataType(), expression.nullable());
    }

    /** The AND of several translated conjuncts. */
    public static io.substrait.expression.Expression conjunction(List<io.substrait.expression.Expression> conjuncts) {
        if (conjuncts.size() == 1) {
            return conjuncts.get(0);
        }
        boolean nullable =
                conjuncts.stream().anyMatch(conjunct -> conjunct.getType().nullable());
        return call("and", TypeTranslator.translate(BooleanType$.MODULE$, nullable), conjuncts);
    }
}
