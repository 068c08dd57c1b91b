/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.compat

import org.apache.spark.SparkConf
import org.apache.spark.sql.{QueryTest, TPCDSBase, TPCHBase}
import org.apache.spark.sql.catalyst.util.resourceToString
import org.apache.spark.sql.test.SharedSparkSession

/**
 * Plans the queries of TPC-H under Spark's own checks of its planning, which it makes in tests: a batch that runs once gives the
 * same plan when it runs again, and each rule leaves a plan that holds together.
 */
class PlanChecksCrossCheckSuite extends QueryTest with TPCHBase with PlanChecks {
  tpchQueries.foreach(name => checkPlan(s"tpch/$name.sql"))
}

/** The same for some of TPC-DS; all of them with {@code -Dplans=all}. */
class MorePlanChecksCrossCheckSuite extends QueryTest with TPCDSBase with PlanChecks {
  private val some = Set("q4", "q8", "q14a", "q24a", "q72")

  tpcdsQueries.filter(name => some(name) || sys.props.get("plans").contains("all")).foreach(name => checkPlan(s"tpcds/$name.sql"))
}

trait PlanChecks extends QueryTest with SharedSparkSession {
  override protected def sparkConf: SparkConf =
    super.sparkConf
      .set("spark.plugins", "io.quiver.spark.QuiverPlugin")
      .set("spark.quiver.offload", "always")
      .set("spark.quiver.keyFilters.minRows", "0")
      .set("spark.quiver.planning.strict", "true")
      .set("spark.sql.planChangeValidation", "true")

  protected def checkPlan(file: String): Unit =
    test(file) {
      val query = resourceToString(file, classLoader = Thread.currentThread().getContextClassLoader)
      val frame = sql(query)
      val plan = frame.queryExecution.executedPlan
      assert(PlanReport.of(plan).isAccelerated, s"nothing of Quiver's in\n$plan")
    }
}
