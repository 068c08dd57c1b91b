/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.function;

/** What an operation does where it has no answer: wrap or give null as Spark did (LEGACY), raise (ANSI), give null (TRY). */
public enum EvaluationMode {
    LEGACY,
    ANSI,
    TRY
}
