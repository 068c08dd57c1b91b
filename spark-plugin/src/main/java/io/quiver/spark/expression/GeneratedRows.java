/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.expression;

import io.quiver.exec.error.Cancellation;
import io.quiver.exec.operator.host.Generation;
import io.quiver.exec.vector.Batch;
import io.quiver.spark.column.BatchRow;
import io.quiver.spark.column.RowReader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.Generator;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructField;
import org.jspecify.annotations.Nullable;

/** Generates rows with one of Spark's own generators, row by row, as GenerateExec of Spark 4.1 does. */
final class GeneratedRows implements Generation {
    private final Generator generator;
    private final boolean outer;
    private final BatchRow row;
    private final RowReader reader;
    private final InternalRow nulls;
    private final Source source = new Source();
    private @Nullable Throwable failure;

    /** {@code generator} is bound to the columns of the batches and initialised. */
    GeneratedRows(Generator generator, boolean outer) {
        this.generator = generator;
        this.outer = outer;
        StructField[] fields = generator.elementSchema().fields();
        reader = new RowReader(Arrays.stream(fields).map(StructField::dataType).toArray(DataType[]::new));
        nulls = new GenericInternalRow(fields.length);
        row = new BatchRow(BoundTypes.of(List.of((Expression) generator)));
    }

    @Override
    public void start(Batch batch) {
        row.reset(batch);
        source.start(batch.rowCount());
    }

    /** If Spark's code fails, the rows before the failure come first, and the next call raises it. */
    @Override
    public @Nullable Rows next(int limit) {
        source.forget(limit);
        Batch made = reader.read(source, limit);
        if (made.rowCount() > 0) {
            return new Rows(source.sources, made.rowCount(), made.columns());
        }
        if (failure != null) {
            throw io.quiver.exec.error.RowFailure.raise(failure);
        }
        return null;
    }

    @Override
    public boolean mayHaveLast() {
        return true;
    }

    @Override
    @SuppressWarnings("unchecked")
    public List<Rows> last() {
        List<Rows> last = new ArrayList<>();
        Iterator<InternalRow> rows = scala.jdk.javaapi.CollectionConverters.asJava(
                (scala.collection.Iterator<InternalRow>) generator.terminate().iterator());
        for (Batch made = reader.read(rows, Batch.TARGET_ROWS);
                made.rowCount() > 0;
                made = reader.read(rows, Batch.TARGET_ROWS)) {
            last.add(new Rows(new int[made.rowCount()], made.rowCount(), made.columns()));
        }
        return last;
    }

    /** Iterates over the generated rows, and notes the input row of each. A failure ends it. */
    private final class Source implements Iterator<InternalRow> {
        private int[] sources = {};
        private int noted;
        private int rowCount;
        private int current;
        private scala.collection.@Nullable Iterator<InternalRow> ofCurrent;
        private @Nullable InternalRow ahead;

        void start(int rows) {
            rowCount = rows;
            current = -1;
            ofCurrent = null;
        }

        void forget(int limit) {
            sources = new int[limit];
            noted = 0;
        }

        @Override
        public boolean hasNext() {
            if (ahead == null && failure == null) {
                try {
                    ahead = advance();
                } catch (Exception e) { // also checked ones, which Scala throws undeclared
                    failure = Cancellation.unlessEnded(e);
                }
            }
            return ahead != null;
        }

        @SuppressWarnings("unchecked")
        private @Nullable InternalRow advance() {
            while (true) {
                if (ofCurrent != null && ofCurrent.hasNext()) {
                    return ofCurrent.next();
                }
                Cancellation.check();
                if (++current >= rowCount) {
                    ofCurrent = null;
                    return null;
                }
                scala.collection.Iterator<InternalRow> made = (scala.collection.Iterator<InternalRow>)
                        generator.eval(row.at(current)).iterator();
                ofCurrent = made;
                if (outer && !made.hasNext()) {
                    return nulls;
                }
            }
        }

        @Override
        public InternalRow next() {
            if (!hasNext() || ahead == null) {
                throw new NoSuchElementException("no more rows");
            }
            InternalRow next = ahead;
            ahead = null;
            sources[noted++] = current;
            return next;
        }
    }
}
