/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.exchange;

import io.quiver.exec.exchange.BlockReader;
import io.quiver.spark.column.ColumnView;
import io.quiver.spark.column.SparkTypes;
import java.io.Serializable;
import java.util.List;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.vectorized.ColumnarBatch;
import scala.collection.AbstractIterator;
import scala.collection.Iterator;
import scala.runtime.AbstractFunction1;

/** Blocks of a shuffle as Spark batches over our columns. */
final class BlockDecoder extends AbstractFunction1<Iterator<byte[]>, Iterator<ColumnarBatch>> implements Serializable {
    private static final long serialVersionUID = 1L;
    private final DataType[] types;

    BlockDecoder(List<Attribute> output) {
        types = SparkTypes.dataTypes(output).toArray(new DataType[0]);
    }

    @Override
    public Iterator<ColumnarBatch> apply(Iterator<byte[]> blocks) {
        BlockReader reader = new BlockReader(SparkTypes.columnTypes(List.of(types)));
        return new AbstractIterator<>() {
            @Override
            public boolean hasNext() {
                return blocks.hasNext();
            }

            @Override
            public ColumnarBatch next() {
                byte[] block = blocks.next();
                return ColumnView.batch(reader.read(block, 0, block.length), types);
            }
        };
    }
}
