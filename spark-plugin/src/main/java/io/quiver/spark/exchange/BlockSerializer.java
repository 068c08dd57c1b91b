/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.exchange;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import org.apache.spark.serializer.DeserializationStream;
import org.apache.spark.serializer.SerializationStream;
import org.apache.spark.serializer.Serializer;
import org.apache.spark.serializer.SerializerInstance;
import scala.Tuple2;
import scala.collection.AbstractIterator;
import scala.collection.Iterator;
import scala.reflect.ClassTag;

/**
 * Passes blocks through Spark's shuffle unchanged, each record as a length and the bytes. The key, which is the partition id, is
 * not written; UnsafeRowSerializer of Spark 4.1 does the same for rows. Relocatable, so that the serialized shuffle writers,
 * batch fetch and the external shuffle service work as for rows.
 */
final class BlockSerializer extends Serializer implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final int BUFFER_BYTES = 1 << 16;

    @Override
    public boolean supportsRelocationOfSerializedObjects() {
        return true;
    }

    @Override
    public SerializerInstance newInstance() {
        return new Instance();
    }

    private static UnsupportedOperationException onlyStreams() {
        return new UnsupportedOperationException("blocks are written to and read from shuffle streams only");
    }

    private static final class Instance extends SerializerInstance {
        @Override
        public <T> ByteBuffer serialize(T value, ClassTag<T> tag) {
            throw onlyStreams();
        }

        @Override
        public <T> T deserialize(ByteBuffer bytes, ClassTag<T> tag) {
            throw onlyStreams();
        }

        @Override
        public <T> T deserialize(ByteBuffer bytes, ClassLoader loader, ClassTag<T> tag) {
            throw onlyStreams();
        }

        @Override
        public SerializationStream serializeStream(OutputStream stream) {
            return new Writer(new DataOutputStream(new BufferedOutputStream(stream, BUFFER_BYTES)));
        }

        @Override
        public DeserializationStream deserializeStream(InputStream stream) {
            return new Reader(new DataInputStream(new BufferedInputStream(stream, BUFFER_BYTES)));
        }
    }

    private static final class Writer extends SerializationStream {
        private final DataOutputStream out;

        Writer(DataOutputStream out) {
            this.out = out;
        }

        @Override
        public <T> SerializationStream writeKey(T key, ClassTag<T> tag) {
            return this;
        }

        @Override
        public <T> SerializationStream writeValue(T value, ClassTag<T> tag) {
            byte[] block = (byte[]) value;
            try {
                out.writeInt(block.length);
                out.write(block);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return this;
        }

        @Override
        public <T> SerializationStream writeObject(T value, ClassTag<T> tag) {
            throw onlyStreams();
        }

        @Override
        public void flush() {
            try {
                out.flush();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void close() {
            try {
                out.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static final class Reader extends DeserializationStream {
        private static final int END = -1;
        private final DataInputStream in;

        Reader(DataInputStream in) {
            this.in = in;
        }

        @Override
        public <T> T readObject(ClassTag<T> tag) {
            throw onlyStreams();
        }

        @Override
        public void close() {
            try {
                in.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private int nextLength() throws IOException {
            try {
                return in.readInt();
            } catch (EOFException e) {
                in.close();
                return END;
            }
        }

        @Override
        public Iterator<Tuple2<Object, Object>> asKeyValueIterator() {
            return new AbstractIterator<>() {
                private int length = advance();

                private int advance() {
                    try {
                        return nextLength();
                    } catch (IOException e) {
                        throw io.quiver.exec.error.RowFailure.raise(e);
                    }
                }

                @Override
                public boolean hasNext() {
                    return length != END;
                }

                @Override
                public Tuple2<Object, Object> next() {
                    try {
                        byte[] block = new byte[length];
                        in.readFully(block);
                        length = nextLength();
                        return new Tuple2<>(0, block);
                    } catch (IOException e) {
                        // As it is: the shuffle reader turns it into a fetch failure and the map stage is run again.
                        throw io.quiver.exec.error.RowFailure.raise(e);
                    }
                }
            };
        }
    }
}
