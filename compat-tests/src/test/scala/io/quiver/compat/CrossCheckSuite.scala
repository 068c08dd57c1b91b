/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.compat

import scala.concurrent.duration._

import org.apache.spark.{SparkConf, SparkEnv}
import org.apache.spark.sql.{DataFrame, QueryTest, Row}
import org.apache.spark.sql.functions._
import org.apache.spark.sql.test.SharedSparkSession

/**
 * Compares answers with Spark's own test helpers over Spark's own test data.
 *
 * Scala, because `QueryTest` and `SharedSparkSession` are Scala traits whose state only the Scala compiler can mix in.
 */
class CrossCheckSuite extends QueryTest with SharedSparkSession {
  import testImplicits._

  override protected def sparkConf: SparkConf =
    super.sparkConf
      .set("spark.plugins", "io.quiver.spark.QuiverPlugin")
      .set("spark.quiver.offload", "always")
      .set("spark.quiver.keyFilters.minRows", "0")
      .set("spark.quiver.explain.strict", "true")

  override def beforeAll(): Unit = {
    super.beforeAll()
    loadTestData()
  }

  override def afterEach(): Unit =
    // The last task of a query may end shortly after its result is there.
    try eventually(timeout(5.seconds)) {
      assert(SparkEnv.get.memoryManager.executionMemoryUsed === 0, "bytes of execution memory held after the test")
    } finally super.afterEach()

  /** Runs a query with Quiver off, then on, and compares with `checkAnswer`; operators must have been accelerated. */
  private def crossCheck(query: => DataFrame): Unit = {
    val expected = withSQLConf("spark.quiver.enabled" -> "false")(query.collect().toSeq)
    val frame = query
    checkAnswer(frame, expected)
    frame.collect()
    val report = PlanReport.of(frame.queryExecution.executedPlan)
    assert(report.isAccelerated, s"on Spark: ${report.stock}\n${frame.queryExecution.executedPlan}")
  }

  test("filters and projections over Spark's test data") {
    crossCheck(sql("SELECT key * 2, value FROM testData WHERE key > 90"))
    crossCheck(sql("SELECT a + b, a - b FROM testData2 WHERE a <> b OR a = 3"))
    crossCheck(sql("SELECT n, lower(l), concat(l, n) FROM lowerCaseData UNION ALL SELECT N, upper(L), L FROM upperCaseData"))
    crossCheck(sql("SELECT a, b + 1 FROM testData3 WHERE b IS NULL OR b > 1"))
  }

  test("aggregates over Spark's test data") {
    crossCheck(sql("SELECT a, sum(b), avg(b), count(*) FROM testData2 GROUP BY a"))
    crossCheck(sql("SELECT count(b), sum(b), min(a), max(b) FROM testData3"))
    crossCheck(sql("SELECT a, sum(b), avg(a) FROM decimalData GROUP BY a"))
    crossCheck(sql("SELECT count(DISTINCT a), count(DISTINCT a, b) FROM testData2"))
    crossCheck(sql("SELECT course, sum(earnings), year FROM courseSales GROUP BY course, year"))
    crossCheck(sql("SELECT a, b, sum(a) FROM testData2 GROUP BY CUBE(a, b)"))
  }

  test("sorts and limits over Spark's test data") {
    crossCheck(sql("SELECT * FROM testData2 ORDER BY a DESC, b"))
    crossCheck(sql("SELECT key, value FROM testData ORDER BY value DESC LIMIT 7"))
    crossCheck(sql("SELECT a, b FROM testData3 ORDER BY b NULLS LAST, a"))
  }

  test("the DataFrame API") {
    val people = Seq(("Ann", 31, Some(1.5)), ("Bob", 26, None), ("Çelik", 45, Some(-0.0)), ("Dan", 31, Some(Double.NaN)))
      .toDF("name", "age", "score")
    crossCheck(people.filter($"age" > 26).groupBy("age").count().orderBy("age"))
    crossCheck(people.select(upper($"name"), $"age" + 1, $"score" * 2).where($"score".isNotNull))
    crossCheck(people.agg(sum("age"), avg("score"), min("name"), max("score")))
    crossCheck(people.dropDuplicates("age").select($"age"))
    crossCheck(people.withColumn("old", when($"age" > 30, "yes").otherwise("no")).groupBy("old").agg(count(lit(1))))
  }

  test("a function of the user is called no more often than on stock Spark") {
    val calls = sparkContext.longAccumulator("calls")
    val counted = udf((x: Int) => { calls.add(1); x })
    spark.udf.register("counted", counted)
    val pairs = Seq((1, 2), (3, 4)).toDF("a", "b")
    val frames = Seq[() => DataFrame](
      () => pairs.selectExpr("counted(a)", "counted(a)"),
      () => pairs.selectExpr("counted(a + 1) + counted(a + 1)", "counted(a + 1)"),
      () => pairs.selectExpr("counted(a + 1) + counted(1 + a)", "counted(a + 1)"),
      () => pairs.selectExpr("counted(a) + counted(b)", "counted(b)"),
      () => pairs.select(counted($"b") + counted($"b") + counted($"b")),
      () => pairs.agg(sum(counted($"b") + counted($"b") + counted($"b"))),
      () => pairs.agg(sum(counted($"b")), max(counted($"b"))),
      () => pairs.groupBy("a").agg(sum(counted($"b") * 2), min(counted($"b"))),
      () => spark.range(1000).repartition(1).selectExpr("int(id) a").limit(1).select(counted($"a")),
      () => spark.range(1000).repartition(1).selectExpr("int(id) a").select(counted($"a")).limit(5),
      () => spark.range(1000).repartition(1).selectExpr("int(id) a").where(counted($"a") < 500).limit(21),
      () => pairs.where(counted($"a") > 1 && counted($"a") < 5).select($"b"))
    for (shared <- Seq("true", "false"); (frame, number) <- frames.zipWithIndex) {
      def countCalls(): Long = {
        calls.reset()
        frame().collect()
        calls.value
      }
      withSQLConf("spark.sql.subexpressionElimination.enabled" -> shared) {
        val expected = withSQLConf("spark.quiver.enabled" -> "false")(countCalls())
        assert(countCalls() <= expected, s"calls in query $number, subexpressions shared: $shared")
      }
    }
  }

  test("the off switch is honoured in the session") {
    withSQLConf("spark.quiver.enabled" -> "false") {
      val frame = sql("SELECT a, sum(b) FROM testData2 GROUP BY a")
      checkAnswer(frame, Seq(Row(1, 3L), Row(2, 3L), Row(3, 3L)))
      assert(!PlanReport.of(frame.queryExecution.executedPlan).isAccelerated)
    }
  }
}
