/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.kernel;

import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;

/** Applies one operator to a whole array of doubles. */
public interface DoubleUnaryLoop {
    void apply(double[] values, int rowCount, double[] out);

    /**
     * Makes a loop of its own for {@code operator}: the same bytes loaded again as a hidden class, in which the operator is a
     * constant, so that C2 inlines it. One shared loop would call it through the interface for every row (13 times slower for a
     * cheap operator, kernels study).
     */
    static DoubleUnaryLoop of(DoubleUnaryOperator operator) {
        return (DoubleUnaryLoop) Template.instance(UnaryTemplate.class, operator);
    }

    /** As {@link DoubleUnaryLoop}, over two arrays. */
    interface Binary {
        void apply(double[] left, double[] right, int rowCount, double[] out);

        static Binary of(DoubleBinaryOperator operator) {
            return (Binary) Template.instance(BinaryTemplate.class, operator);
        }
    }

    /** Only its copies are ever initialised: they have the operator as class data. */
    final class UnaryTemplate implements DoubleUnaryLoop {
        private static final DoubleUnaryOperator OPERATOR =
                Template.operator(MethodHandles.lookup(), DoubleUnaryOperator.class);

        public UnaryTemplate() {}

        @Override
        public void apply(double[] values, int rowCount, double[] out) {
            for (int i = 0; i < rowCount; i++) {
                out[i] = OPERATOR.applyAsDouble(values[i]);
            }
        }
    }

    /** Only its copies are ever initialised: they have the operator as class data. */
    final class BinaryTemplate implements Binary {
        private static final DoubleBinaryOperator OPERATOR =
                Template.operator(MethodHandles.lookup(), DoubleBinaryOperator.class);

        public BinaryTemplate() {}

        @Override
        public void apply(double[] left, double[] right, int rowCount, double[] out) {
            for (int i = 0; i < rowCount; i++) {
                out[i] = OPERATOR.applyAsDouble(left[i], right[i]);
            }
        }
    }

    /** Loads copies of the templates. */
    final class Template {
        private Template() {}

        static <T> T operator(MethodHandles.Lookup lookup, Class<T> type) {
            try {
                return MethodHandles.classData(lookup, "_", type);
            } catch (IllegalAccessException e) {
                throw new IllegalStateException("a template without an operator: " + lookup, e);
            }
        }

        static Object instance(Class<?> template, Object operator) {
            String file = template.getName().substring(template.getName().lastIndexOf('.') + 1) + ".class";
            try (InputStream in = template.getResourceAsStream(file)) {
                if (in == null) {
                    throw new IllegalStateException("no class file " + file);
                }
                MethodHandles.Lookup hidden =
                        MethodHandles.lookup().defineHiddenClassWithClassData(in.readAllBytes(), operator, true);
                return hidden.lookupClass().getConstructor().newInstance();
            } catch (IOException | ReflectiveOperationException e) {
                throw new IllegalStateException("cannot make a loop of " + file, e);
            }
        }
    }
}
