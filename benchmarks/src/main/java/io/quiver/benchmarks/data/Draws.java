/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.benchmarks.data;

/**
 * Draws random numbers that depend only on a seed and a row, so that parts of a table can be generated independently.
 *
 * <p>Source of the generator: SplitMix64, in "Fast splittable pseudorandom number generators" (Steele, Lea and Flood, 2014).
 */
public final class Draws {
    private static final long GAMMA = 0x9E3779B97F4A7C15L;

    private long state;

    /** Starts the sequence of one thing, such as a row or a visitor. */
    public Draws of(long seed, long thing) {
        state = mix(seed + GAMMA * (thing + 1));
        return this;
    }

    /** Spreads a number over all longs; different numbers give different results. */
    public static long mix(long number) {
        long z = number + GAMMA;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    public long next() {
        state += GAMMA;
        return mix(state);
    }

    /** A number from 0 to {@code bound} - 1, uniformly distributed. */
    public int below(int bound) {
        return (int) ((next() >>> 33) * bound >>> 31);
    }

    public boolean oneIn(int count) {
        return below(count) == 0;
    }

    /** A number from 0 up to 1. */
    public double fraction() {
        return (next() >>> 11) * 0x1p-53;
    }

    /** A number from 0 to {@code bound} - 1, small ones far more often: a third of the draws are in the first hundredth. */
    public long skewed(long bound) {
        double fraction = fraction();
        double square = fraction * fraction;
        return (long) (bound * square * square);
    }

    public <T> T oneOf(T[] choices) {
        return choices[below(choices.length)];
    }

    /** One of the choices, the first ones far more often. */
    public <T> T mostlyFirstOf(T[] choices) {
        return choices[(int) skewed(choices.length)];
    }
}
