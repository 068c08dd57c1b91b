/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.compat;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.SparkConf;
import org.apache.spark.deploy.master.Master;
import org.apache.spark.deploy.worker.Worker;
import org.apache.spark.rpc.RpcEnv;
import scala.Option;

/**
 * A standalone cluster of two workers with one core each, as {@code local-cluster[2,1,1024]} creates it, but with different host
 * names for the workers.
 */
final class TwoWorkers implements AutoCloseable {
    private static final String[] HOSTS = {"127.0.0.1", "localhost"};
    private static final int MEGABYTES = 1024;

    private final RpcEnv master;
    private final List<RpcEnv> workers = new ArrayList<>();

    private TwoWorkers(RpcEnv master) {
        this.master = master;
    }

    static TwoWorkers start(String workFolder) {
        SparkConf conf = new SparkConf().set("spark.master.rest.enabled", "false");
        TwoWorkers cluster = new TwoWorkers(
                Master.startRpcEnvAndEndpoint(HOSTS[0], 0, 0, conf)._1());
        for (int i = 0; i < HOSTS.length; i++) {
            cluster.workers.add(Worker.startRpcEnvAndEndpoint(
                    HOSTS[i],
                    0,
                    0,
                    1,
                    MEGABYTES,
                    new String[] {cluster.master()},
                    workFolder,
                    Option.apply(i + 1),
                    conf,
                    Option.empty()));
        }
        return cluster;
    }

    String master() {
        return "spark://%s:%d".formatted(HOSTS[0], master.address().port());
    }

    /** What executors need on their class path: all that this test has on its own. */
    static String classPath() {
        // Surefire starts the JVM over a jar that only names the real class path.
        return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    }

    @Override
    public void close() {
        for (RpcEnv worker : workers) {
            worker.shutdown();
            worker.awaitTermination();
        }
        master.shutdown();
        master.awaitTermination();
    }
}
