/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.infer;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import io.quiver.exec.error.RowFailure;
import io.quiver.exec.scan.json.JsonShape;
import io.quiver.exec.scan.text.LineFinder;
import java.io.CharConversionException;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import org.apache.hadoop.io.Text;
import org.apache.spark.sql.catalyst.json.CreateJacksonParser;
import org.apache.spark.sql.catalyst.json.JSONOptions;
import org.apache.spark.sql.catalyst.json.JsonInferSchema;
import org.apache.spark.sql.catalyst.json.JsonInferSchema$;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import scala.Function2;

/**
 * Tracks the type of a partition as its lines are read. A line that surely leaves the type unchanged is skipped. Any other goes
 * to Spark's {@code JsonInferSchema.inferField}, and Spark merges its type. One thread.
 */
final class JsonTypes {
    /** Number of type changes after which shapes wait until the type has been stable for some lines. */
    private static final int QUICK_CHANGES = 32;

    private static final int MAX_PATIENCE = 1000;

    private final JSONOptions options;
    private final JsonInferSchema inference;
    private final Function2<DataType, DataType, DataType> merger;
    private final JsonFactory factory;
    private final JsonShapes shapes;
    private final Text text = new Text();

    private @Nullable DataType type;
    private @Nullable JsonShape shape;
    private int changes;
    private int unchangedLines;

    JsonTypes(JSONOptions options, JsonInferSchema inference) {
        this.options = options;
        this.inference = inference;
        merger = merger(options);
        factory = options.buildJsonFactory();
        shapes = new JsonShapes(options);
    }

    /** Spark's function that merges the types of two documents, for one thread. */
    static Function2<DataType, DataType, DataType> merger(JSONOptions options) {
        return JsonInferSchema$.MODULE$.compatibleRootType(options.columnNameOfCorruptRecord(), options.parseMode());
    }

    /** The type of all lines, merged with that of no line. */
    DataType type() {
        DataType none = new StructType();
        return type == null ? none : merger.apply(none, type);
    }

    /** Adds a line. */
    void add(LineFinder line) {
        JsonShape current = shape;
        if (current == null || !current.isLeftBy(line)) {
            step(line);
        }
    }

    private void step(LineFinder line) {
        DataType ofLine = ofSpark(line);
        if (ofLine == null) {
            return;
        }
        DataType merged = type == null ? ofLine : merger.apply(type, ofLine);
        if (!merged.equals(type)) {
            type = merged;
            shape = null;
            changes++;
            unchangedLines = 0;
        }
        // a shape costs more than a line: where names never end, no line would have one of use
        int patience = changes <= QUICK_CHANGES ? 0 : Math.min(changes, MAX_PATIENCE);
        if (shape == null && unchangedLines++ >= patience && merged instanceof StructType struct) {
            shape = shapes.of(struct);
        }
    }

    /** The type of a line; null if it has none. Follows {@code JsonInferSchema.infer}. */
    private @Nullable DataType ofSpark(LineFinder line) {
        text.set(line.data(), line.lineStart(), line.lineEnd() - line.lineStart());
        try (JsonParser parser = parser()) {
            parser.nextToken();
            return inference.inferField(parser);
        } catch (JsonProcessingException | MalformedInputException | RuntimeException e) {
            return ofMalformed();
        } catch (CharConversionException e) {
            if (options.encoding().isDefined()) {
                throw RowFailure.raise(e);
            }
            return ofMalformed();
        } catch (IOException e) {
            throw RowFailure.raise(e);
        }
    }

    private JsonParser parser() {
        return options.encoding().isDefined()
                ? CreateJacksonParser.text(options.encoding().get(), factory, text)
                : CreateJacksonParser.text(factory, text);
    }

    private @Nullable DataType ofMalformed() {
        return switch (options.parseMode().name()) {
            case "PERMISSIVE" ->
                new StructType(new StructField[] {
                    DataTypes.createStructField(options.columnNameOfCorruptRecord(), DataTypes.StringType, true)
                });
            case "DROPMALFORMED" -> null;
            default -> throw new LeftToSpark("a line is malformed");
        };
    }
}
