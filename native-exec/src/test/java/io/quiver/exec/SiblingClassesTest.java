/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Checks that classes that differ only in a primitive type come from one template. {@code -Dquiver.docs.write=true} rewrites
 * them.
 */
final class SiblingClassesTest {
    private static final Path TEMPLATES = Path.of("src/test/resources/siblings");
    private static final Path SOURCES = Path.of("src/main/java/io/quiver/exec");

    private static final Primitive INT = new Primitive("Int", "int", "INTS", "INT32", 4);
    private static final Primitive LONG = new Primitive("Long", "long", "LONGS", "INT64", 8);
    private static final Primitive FLOAT = new Primitive("Float", "float", "FLOATS", "FLOAT", 4);
    private static final Primitive DOUBLE = new Primitive("Double", "double", "DOUBLES", "DOUBLE", 8);

    private record Primitive(String name, String type, String physical, String parquet, int bytes) {}

    /** {@code file} is the class's path without its primitive; {@code words} are the template's own words. */
    private record Sibling(String template, String file, Primitive primitive, Map<String, String> words) {
        Sibling(String template, String file, Primitive primitive) {
            this(template, file, primitive, Map.of());
        }

        Path source() {
            Path path = SOURCES.resolve(file);
            return path.resolveSibling(primitive.name() + path.getFileName());
        }

        String text() throws IOException {
            String text = Files.readString(TEMPLATES.resolve(template + ".java.txt"))
                    .replace("@Name@", primitive.name())
                    .replace("@type@", primitive.type())
                    .replace("@PHYSICAL@", primitive.physical())
                    .replace("@PARQUET@", primitive.parquet())
                    .replace("@bytes@", String.valueOf(primitive.bytes()));
            for (Map.Entry<String, String> word : words.entrySet()) {
                text = text.replace("@" + word.getKey() + "@", word.getValue());
            }
            return text;
        }

        @Override
        public String toString() {
            return source().getFileName().toString();
        }
    }

    static Stream<Sibling> siblings() {
        return Stream.of(
                        columns(),
                        Stream.of(INT, LONG, FLOAT, DOUBLE)
                                .map(type -> new Sibling("ColumnBuilder", "vector/ColumnBuilder.java", type)),
                        comparisons(),
                        Stream.of(FLOAT, DOUBLE)
                                .map(type -> new Sibling("FloatingArithmetic", "kernel/Arithmetic.java", type)),
                        Stream.of(FLOAT, DOUBLE)
                                .map(type -> new Sibling("FloatingDecoder", "scan/parquet/decode/Decoder.java", type)))
                .flatMap(each -> each);
    }

    private static Stream<Sibling> columns() {
        return Stream.of(
                column(INT, "bytes, shorts, ints or dates: one {@code int} per row, sign-extended."),
                column(LONG, "longs, timestamps, or decimals of up to 18 digits (unscaled): one {@code long} per row."),
                column(FLOAT, "floats."),
                column(DOUBLE, "doubles."));
    }

    private static Sibling column(Primitive type, String values) {
        return new Sibling("Column", "vector/Column.java", type, Map.of("doc", "A flat column of " + values));
    }

    private static Stream<Sibling> comparisons() {
        return Stream.of(
                comparison(
                        INT, "Compares ints, as longs so that a difference cannot overflow, into bitmaps.", "(x - y)"),
                comparison(LONG, "Compares longs into bitmaps.", "((x & ~y) | (~(x ^ y) & (x - y)))"));
    }

    private static Sibling comparison(Primitive type, String doc, String less) {
        return new Sibling("Comparison", "kernel/Comparison.java", type, Map.of("doc", doc, "less", less));
    }

    @ParameterizedTest
    @MethodSource("siblings")
    void isWhatItsTemplateMakes(Sibling sibling) throws IOException {
        String made = sibling.text();
        if (Boolean.getBoolean("quiver.docs.write")) {
            Files.writeString(sibling.source(), made);
        }
        assertThat(made).doesNotContain("@Name@", "@type@", "@doc@", "@less@");
        assertThat(Files.readString(sibling.source()))
                .as("%s; run this test with -Dquiver.docs.write=true", sibling)
                .isEqualTo(made);
    }
}
