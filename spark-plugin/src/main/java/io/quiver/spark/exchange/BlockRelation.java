/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.exchange;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.KryoSerializable;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import io.quiver.exec.operator.BatchSource;
import io.quiver.spark.compat.Scala;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.SparkEnv;
import org.apache.spark.serializer.JavaSerializer;
import org.apache.spark.serializer.SerializerInstance;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.BitwiseAnd;
import org.apache.spark.sql.catalyst.expressions.BitwiseOr;
import org.apache.spark.sql.catalyst.expressions.Cast;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.ShiftLeft;
import org.apache.spark.sql.catalyst.expressions.UnsafeProjection;
import org.apache.spark.sql.catalyst.plans.physical.BroadcastMode;
import org.apache.spark.sql.execution.joins.HashJoin;
import org.apache.spark.sql.execution.joins.HashedRelation;
import org.apache.spark.sql.execution.joins.HashedRelationBroadcastMode;
import org.apache.spark.sql.execution.joins.LongHashedRelation;
import org.apache.spark.sql.execution.joins.ValueRowWithKeyIndex;
import org.jspecify.annotations.Nullable;
import scala.Some;
import scala.Tuple2;
import scala.collection.AbstractIterator;
import scala.collection.Iterator;

/**
 * The value of a columnar broadcast: blocks, from which Quiver's joins build their tables. For Spark's operators it acts as the
 * hashed relation that Spark would have broadcast, built from the blocks on first use.
 */
public final class BlockRelation implements HashedRelation, Serializable, KryoSerializable {
    private static final long serialVersionUID = 1L;

    private CollectedBlocks blocks;
    private BroadcastMode mode;
    private transient @Nullable HashedRelation stock;

    BlockRelation(CollectedBlocks blocks, BroadcastMode mode) {
        this.blocks = blocks;
        this.mode = mode;
    }

    /** Writes Java's serialized form if spark.serializer is KryoSerializer, since Catalyst's expressions are made for that. */
    @Override
    public void write(Kryo kryo, Output output) {
        ByteBuffer bytes = java().serialize(new Tuple2<>(blocks, mode), Scala.tag(Tuple2.class));
        output.writeInt(bytes.remaining());
        output.writeBytes(bytes.array(), bytes.arrayOffset() + bytes.position(), bytes.remaining());
    }

    @Override
    public void read(Kryo kryo, Input input) {
        ByteBuffer bytes = ByteBuffer.wrap(input.readBytes(input.readInt()));
        Tuple2<CollectedBlocks, BroadcastMode> fields =
                java().deserialize(bytes, Thread.currentThread().getContextClassLoader(), Scala.tag(Tuple2.class));
        blocks = fields._1();
        mode = fields._2();
    }

    private static SerializerInstance java() {
        return new JavaSerializer(SparkEnv.get().conf()).newInstance();
    }

    /** All rows, in the order in which Spark would have put them into its relation. */
    BatchSource batches() {
        return blocks.batches();
    }

    /** All rows, for Spark's nested loop joins; no hashed relation exists then. */
    InternalRow[] rows() {
        return (InternalRow[]) mode.transform(blocks.rows(), new Some<>(blocks.rowCount()));
    }

    private synchronized HashedRelation stock() {
        if (stock == null) {
            stock = (HashedRelation) mode.transform(blocks.rows(), new Some<>(blocks.rowCount()));
        }
        return stock;
    }

    @Override
    public long estimatedSize() {
        return blocks.sizeBytes();
    }

    @Override
    public @Nullable Iterator<InternalRow> get(InternalRow key) {
        return stock().get(key);
    }

    @Override
    public @Nullable Iterator<InternalRow> get(long key) {
        return stock().get(key);
    }

    @Override
    public @Nullable InternalRow getValue(InternalRow key) {
        return stock().getValue(key);
    }

    @Override
    public @Nullable InternalRow getValue(long key) {
        return stock().getValue(key);
    }

    @Override
    public @Nullable Iterator<ValueRowWithKeyIndex> getWithKeyIndex(InternalRow key) {
        return stock().getWithKeyIndex(key);
    }

    @Override
    public @Nullable ValueRowWithKeyIndex getValueWithKeyIndex(InternalRow key) {
        return stock().getValueWithKeyIndex(key);
    }

    @Override
    public Iterator<ValueRowWithKeyIndex> valuesWithKeyIndex() {
        return stock().valuesWithKeyIndex();
    }

    @Override
    public int maxNumKeysIndex() {
        return stock().maxNumKeysIndex();
    }

    @Override
    public boolean keyIsUnique() {
        return stock().keyIsUnique();
    }

    /**
     * One row per key, with the key's columns. SubqueryBroadcastExec (Spark 4.1), which prunes partitions by these keys, unpacks
     * keys from a long only if the relation is a LongHashedRelation, so this returns them unpacked.
     */
    @Override
    public Iterator<InternalRow> keys() {
        Iterator<InternalRow> keys = stock().keys();
        if (!(stock() instanceof LongHashedRelation)) {
            return keys;
        }
        List<Expression> packed =
                packedKeys(((HashedRelationBroadcastMode) mode).key().head());
        List<Expression> columns = new ArrayList<>();
        for (int k = 0; k < packed.size(); k++) {
            columns.add(HashJoin.extractKeyExprAt(Scala.seq(packed), k));
        }
        UnsafeProjection unpack = UnsafeProjection.create(Scala.seq(columns));
        return new AbstractIterator<>() {
            @Override
            public boolean hasNext() {
                return keys.hasNext();
            }

            @Override
            public InternalRow next() {
                return unpack.apply(keys.next());
            }
        };
    }

    /**
     * The keys that {@code HashJoin.rewriteKeyExpr} (Spark 4.1) packed into one long: (first << bits | second & mask) and so on.
     */
    private static List<Expression> packedKeys(Expression key) {
        if (key instanceof BitwiseOr or
                && or.left() instanceof ShiftLeft earlier
                && or.right() instanceof BitwiseAnd last
                && last.left() instanceof Cast cast) {
            List<Expression> keys = packedKeys(earlier.left());
            keys.add(cast.child());
            return keys;
        }
        List<Expression> keys = new ArrayList<>();
        keys.add(key instanceof Cast cast ? cast.child() : key);
        return keys;
    }

    /**
     * Returns this class, because the generated code of BroadcastHashJoinExec (Spark 4.1) casts the copy to the original's class.
     */
    @Override
    public BlockRelation asReadOnlyCopy() {
        BlockRelation copy = new BlockRelation(blocks, mode);
        copy.stock = stock().asReadOnlyCopy();
        return copy;
    }

    @Override
    public synchronized void close() {
        if (stock != null) {
            stock.close();
        }
    }
}
