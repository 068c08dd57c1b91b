# Copyright 2026 The Quiver authors
# SPDX-License-Identifier: Apache-2.0
"""Suites of Spark 4.1.3 that say what plans look like, not what queries return. `bin/quiver test-spark --all` leaves them out."""

# By names as users type them. A suite that is only partly about plans is no entry: it runs, and exceptions.txt lists those of its tests.
REASONS = {
    "ExplainSuite": "compares the text of EXPLAIN, which names stock operators",
    "ExplainSuiteAE": "compares the text of EXPLAIN, which names stock operators",
    "execution.CoalesceShufflePartitionsSuite": "counts the partitions that Spark's sizes of tiny shuffle blocks lead to",
    "execution.DeprecatedWholeStageCodegenSuite": "looks for a HashAggregateExec below a WholeStageCodegenExec",
    "execution.InsertSortForLimitAndOffsetSuite": "looks for SortExec and limits in plans and compares no rows",
    "execution.LogicalPlanTagInSparkPlanSuite": "looks at the tags of stock operators in TPC-DS plans, which it does not run",
    "execution.PlannerSuite": "counts the nodes of plans, of made-up ones mostly, and runs few of them",
    "execution.ProjectedOrderingAndPartitioningSuite": "compares the orders and partitionings that plans promise, and runs none",
    "execution.RemoveRedundantProjectsSuite": "counts ProjectExec in plans before it compares a query with itself",
    "execution.RemoveRedundantProjectsSuiteAE": "counts ProjectExec in plans before it compares a query with itself",
    "execution.RemoveRedundantSortsSuite": "counts SortExec in plans before it compares a query with itself",
    "execution.RemoveRedundantSortsSuiteAE": "counts SortExec in plans before it compares a query with itself",
    "execution.RemoveRedundantWindowGroupLimitsSuite": "counts WindowGroupLimitExec in plans before it compares a query with itself",
    "execution.RemoveRedundantWindowGroupLimitsSuiteAE": "counts WindowGroupLimitExec in plans before it compares a query with itself",
    "execution.ReplaceHashWithSortAggSuite": "counts hash and sort aggregations in plans before it compares a query with itself",
    "execution.ReplaceHashWithSortAggSuiteAE": "counts hash and sort aggregations in plans before it compares a query with itself",
    "execution.ReuseExchangeAndSubquerySuite": "compares the numbers of exchanges in plans that it does not run",
    "execution.SameResultSuite": "asks whether stock plans are the same, and runs none",
    "execution.WholeStageCodegenSparkSubmitSuite": "looks for a WholeStageCodegenExec before it compares rows",
    "execution.WholeStageCodegenSuite": "looks for stock operators below a WholeStageCodegenExec, or at the code that they generate",
    "execution.columnar.PartitionBatchPruningSuite": "counts the cached batches that Spark's reader of rows has read",
    "execution.exchange.EnsureRequirementsSuite": "applies one rule to plans that it makes of dummies, and runs none",
    "execution.exchange.ValidateRequirementsSuite": "applies one check to plans that it makes, and runs none",
    "execution.python.BatchEvalPythonExecSuite": "looks for stock operators in plans that it does not run",
    "execution.python.ExtractPythonUDFsSuite": "looks for stock operators in plans that it does not run",
    "sources.DisableUnnecessaryBucketedScanWithoutHiveSupportSuite": "counts bucketed FileSourceScanExec before it compares a query with itself",
    "sources.DisableUnnecessaryBucketedScanWithoutHiveSupportSuiteAE": "counts bucketed FileSourceScanExec before it compares a query with itself",
}
REASONS |= {
    name: "compares the plans of TPC-H or TPC-DS with golden ones"
    for name in (
        "TPCDSModifiedPlanStabilitySuite TPCDSModifiedPlanStabilityWithStatsSuite TPCDSV1_4_PlanStabilitySuite "
        "TPCDSV1_4_PlanStabilityWithStatsSuite TPCDSV2_7_PlanStabilitySuite TPCDSV2_7_PlanStabilityWithStatsSuite TPCHPlanStabilitySuite"
    ).split()
}
