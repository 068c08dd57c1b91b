/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.plan;

import io.quiver.exec.operator.Operator;
import io.quiver.exec.operator.host.ExecutionContext;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A plan, read once per executor however many tasks run it. Immutable. Plans are identified by the hash of their bytes, which
 * hold nothing that differs between tasks.
 */
public final class CompiledPlan {
    private static final int CACHED_PLANS = 256;
    private static final Map<String, CompiledPlan> CACHE = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, CompiledPlan> eldest) {
            return size() > CACHED_PLANS;
        }
    };

    private final PlanNode root;
    private final String fingerprint;

    private CompiledPlan(PlanNode root, String fingerprint) {
        this.root = root;
        this.fingerprint = fingerprint;
    }

    /**
     * The plan of these bytes, from the cache if it was read before.
     *
     * @throws io.quiver.exec.error.ExecutionException as {@link SubstraitReader#read}
     */
    public static CompiledPlan of(byte[] plan) {
        String fingerprint = fingerprint(plan);
        synchronized (CACHE) {
            CompiledPlan known = CACHE.get(fingerprint);
            if (known != null) {
                return known;
            }
        }
        CompiledPlan compiled = new CompiledPlan(SubstraitReader.read(plan), fingerprint);
        synchronized (CACHE) {
            CACHE.put(fingerprint, compiled);
        }
        return compiled;
    }

    private static String fingerprint(byte[] plan) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(plan));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** Makes the operators of one task; the caller closes what it gets. */
    public Operator open(ExecutionContext context) {
        return PipelineBuilder.build(root, context);
    }

    public PlanNode root() {
        return root;
    }

    /** A hash of the plan's bytes, in hexadecimal digits. */
    public String fingerprint() {
        return fingerprint;
    }
}
