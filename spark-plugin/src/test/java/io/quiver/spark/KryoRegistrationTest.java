/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.storage.StorageLevel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With Kryo limited to registered classes, which Quiver's are not, whatever goes through Spark's serializer stays Spark's. */
final class KryoRegistrationTest {
    @TempDir
    static Path folder;

    @Test
    void queriesNeedNoClassThatIsNotRegistered() {
        SparkSession spark = TestSession.start(
                folder,
                Map.of(
                        "spark.serializer",
                        "org.apache.spark.serializer.KryoSerializer",
                        "spark.kryo.registrationRequired",
                        "true",
                        "spark.quiver.offload",
                        "always",
                        "spark.quiver.keyFilters.minRows",
                        "0"));
        try {
            String path = folder.resolve("t").toString();
            spark.range(0, 1000, 1, 2)
                    .selectExpr("id", "id % 10 k", "concat('s', id % 7) s")
                    .write()
                    .parquet(path);
            spark.read().parquet(path).createOrReplaceTempView("t");
            String joined = "SELECT a.s, count(*) n FROM t a JOIN t b ON a.id = b.k GROUP BY a.s ORDER BY a.s";
            Dataset<Row> cached = spark.sql("SELECT * FROM t").persist(StorageLevel.MEMORY_ONLY_SER());

            List<Row> rows = spark.sql(joined).collectAsList();
            spark.conf().set("spark.quiver.enabled", "false");
            assertThat(rows).isEqualTo(spark.sql(joined).collectAsList());
            assertThat(cached.count()).isEqualTo(1000);
        } finally {
            spark.stop();
        }
    }
}
