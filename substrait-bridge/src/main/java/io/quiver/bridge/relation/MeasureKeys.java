/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.bridge.relation;

import io.substrait.extension.AdvancedExtension;

/**
 * By how many of the first keys what follows an aggregation puts its measures together in the end, where the other keys are distinct values
 * that other functions count.
 */
public record MeasureKeys(int firstKeyCount) implements AdvancedExtension.Optimization {}
