# Copyright 2026 The Quiver authors
# SPDX-License-Identifier: Apache-2.0
"""Tests of the benchmark tool that need no Spark: python3 -m unittest discover -s bin/test"""

import argparse
import contextlib
import io
import json
import re
import sys
import tempfile
import unittest
import unittest.mock
import xml.etree.ElementTree as XmlTree
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "python"))

from quiver.benchmark import extras
from quiver.benchmark.answers import keep_answers, read_answers
from quiver.benchmark.charts import Bars
from quiver.benchmark.command import Runner, runnable, without_output
from quiver.benchmark.comparison import compare_peer, compare_spark
from quiver.benchmark.engines import threads
from quiver.benchmark.job_run import digested
from quiver.benchmark.machine import busy_cores, processor_times
from quiver.benchmark.page import chart_file, html_page
from quiver.benchmark.processes import peaks, reset_peaks
from quiver.benchmark.report import markdown
from quiver.benchmark.results import Results, new_query
from quiver.benchmark.summary import summary_lines, summary_rows
from quiver.benchmark.workload import Analytics, Everyday, TpcH
from quiver.environment import Problem


def answer(types, rows, order=None, limited=False):
    return {"types": types, "rows": rows, "order": order, "limited": limited}


class ComparisonTest(unittest.TestCase):
    def test_spark_answers_are_equal_to_the_last_digit_only(self):
        stock = answer(["a decimal(10,2)"], [["1.00"]])
        self.assertTrue(compare_spark(stock, answer(["a decimal(10,2)"], [["1.00"]])).equal)
        self.assertFalse(compare_spark(stock, answer(["a decimal(10,2)"], [["1.0"]])).equal)
        self.assertFalse(compare_spark(stock, answer(["a decimal(10,1)"], [["1.00"]])).equal)

    def test_rows_behind_equal_sort_keys_stand_in_any_order(self):
        stock = answer(["a int", "b int"], [["1", "7"], ["1", "8"]], order=[0])
        self.assertTrue(compare_spark(stock, answer(stock["types"], [["1", "8"], ["1", "7"]])).equal)
        self.assertFalse(compare_spark(stock, answer(stock["types"], [["1", "8"], ["2", "7"]])).equal)

    def test_limit_leaves_open_which_rows_with_the_last_key_come(self):
        rows = [["1", "x"], ["2", "y"]]
        other = answer(["a int", "b string"], [["1", "x"], ["2", "z"]])
        limited = compare_spark(answer(other["types"], rows, order=[0], limited=True), other)
        self.assertTrue(limited.equal)
        self.assertTrue(limited.notes)
        self.assertFalse(compare_spark(answer(other["types"], rows, order=[0]), other).equal)

    def test_peer_decimals_count_by_value_at_the_common_digits(self):
        stock = answer(["a decimal(25,4)"], [["12.3400"]])
        self.assertTrue(compare_peer(stock, answer(["DECIMAL(38,6)"], [["12.340000"]])).equal)
        self.assertTrue(compare_peer(stock, answer(["decimal128(38, 2)"], [["12.34"]])).notes)
        self.assertFalse(compare_peer(stock, answer(["decimal128(38, 4)"], [["12.3401"]])).equal)

    def test_peer_doubles_are_rounded_to_the_decimal_of_stock(self):
        stock = answer(["a decimal(19,6)"], [["25.522006"], [None]])
        verdict = compare_peer(stock, answer(["DOUBLE"], [["25.522005853257337"], [None]]))
        self.assertTrue(verdict.equal)
        self.assertEqual(["a: DOUBLE rounded to decimal(19,6)"], verdict.notes)
        self.assertFalse(compare_peer(stock, answer(["DOUBLE"], [["25.5220044"], [None]])).equal)

    def test_text_of_peers_is_equal_as_it_is(self):
        stock = answer(["a string", "b date"], [["x ", "1995-01-01"]])
        self.assertTrue(compare_peer(stock, answer(["VARCHAR", "DATE"], [["x ", "1995-01-01"]])).equal)
        self.assertFalse(compare_peer(stock, answer(["VARCHAR", "DATE"], [["x", "1995-01-01"]])).equal)


def run(seconds, cpu=1.0, peak=100_000_000):
    return {"seconds": seconds, "task_cpu_seconds": cpu, "bytes_read": 5, "tasks": 2, "peak_memory": {"bytes": peak}}


def document(*queries, engines=("stock", "quiver")):
    return {
        "benchmark": "tpch",
        "title": "TPC-H",
        "date": "2026-01-02T03:04:05+0000",
        "command": "bin/quiver tpch --scale 1",
        "scale": 1.0,
        "engines": list(engines),
        "versions": {engine: "1.2.3" for engine in engines},
        "settings": {"master": "local[2]", "threads": 2, "driver_memory": "4g", "conf": [], "runs": 2, "cold": 0},
        "commit": "abc",
        "machine": {"processor": "P <1>", "cores": 2, "memory_gb": 8, "system": "L", "java": "17", "load_before": 0.0},
        "data": {"lineitem": {"files": 2, "bytes": 10}},
        "queries": list(queries),
    }


def query(name, stock, quiver, **more):
    made = new_query(name, name.upper(), ["stock", "quiver"])
    for engine, times in (("stock", stock), ("quiver", quiver)):
        of = made["engines"][engine]
        of["first"], of["hot"] = run(times[0]), [run(time) for time in times[1:]]
    operators, functions = {"accelerated": ["a"] * 3, "stock": ["b"]}, {"kernels": 9, "sparks": ["like"]}
    made["engines"]["quiver"].update({"equal": True, "operators": operators, "functions": functions}, **more)
    return made


class ResultsTest(unittest.TestCase):
    def test_best_hot_run_counts_and_the_first_is_cold(self):
        results = Results(document(query("q1", [9, 4, 2], [5, 1, 3])))
        one = results.queries[0]
        self.assertEqual(2, results.value(one, "stock", "seconds"))
        self.assertEqual(9, results.value(one, "stock", "seconds", "cold"))
        self.assertEqual(2, results.ratio(one, "quiver"))
        self.assertEqual(0.75, results.share(one, "quiver"))

    def test_run_in_a_fresh_process_is_the_cold_time(self):
        one = query("q1", [9, 4], [5, 1])
        one["engines"]["stock"]["fresh"] = [run(20), run(18)]
        results = Results(document(one))
        self.assertEqual(18, results.value(one, "stock", "seconds", "cold"))
        self.assertTrue(results.cold_is_fresh())

    def test_totals_and_means_are_over_queries_that_both_finished(self):
        failed = query("q2", [1, 1], [1, 1], error="Boom")
        summary = Results(document(query("q1", [8, 8], [2, 2]), failed, query("q3", [1, 1], [1, 1]))).summary("quiver")
        self.assertEqual(2, summary["queries"])
        self.assertEqual(3, summary["total_ratio"])
        self.assertAlmostEqual(2, summary["geometric_mean"])
        self.assertEqual(("Q3", 1), summary["least"])

    def test_difference_of_quiver_fails_the_run_and_that_of_a_peer_does_not(self):
        differs = {"equal": False, "differences": [[1, "a", "1", "2"]], "difference_count": 1}
        self.assertTrue(Results(document(query("q1", [1], [1], **differs))).failed())
        made = new_query("q1", "Q1", ["stock", "duckdb"])
        made["engines"]["stock"]["first"] = made["engines"]["duckdb"]["first"] = run(1)
        made["engines"]["duckdb"].update(differs)
        results = Results(document(made, engines=("stock", "duckdb")))
        self.assertFalse(results.failed())
        self.assertEqual(1, len(results.problems()))

    def test_functions_of_sparks_code_are_counted_and_named(self):
        results = Results(document(query("q1", [1, 1], [1, 1]), query("q2", [1, 1], [1, 1])))
        self.assertEqual(0.9, results.function_share(results.queries[0], "quiver"))
        self.assertEqual((18, 20), results.functions())
        self.assertEqual([("like", 2, ["Q1", "Q2"])], results.by_sparks_code())
        lines = "\n".join(summary_lines(results))
        self.assertIn("functions in their expressions by kernels: 18 of 20 (90.0%)\n  by Spark's code: like, 2 times", lines)

    def test_what_stayed_is_counted_by_operator_and_reason(self):
        one, two = query("q1", [1], [1]), query("q2", [1], [1])
        scan = {"stock": ["Scan parquet a", "Coalesce"], "reasons": ["TYPE, x", ""]}
        for each, operators in ((one, scan), (two, {"stock": ["Scan parquet b"], "reasons": ["TYPE, x"]})):
            each["engines"]["quiver"]["operators"].update(operators)
        results = Results(document(one, two))
        self.assertEqual((6, 9), results.operators())
        self.assertEqual([("Scan", "TYPE, x", 2, ["Q1", "Q2"]), ("Coalesce", "", 1, ["Q1"])], results.stayed())
        self.assertIn("| Scan | TYPE, x | 2 | Q1, Q2 |", markdown(results))
        self.assertIn("<td>TYPE, x</td><td>2</td><td>Q1, Q2</td>", html_page(results))

    def test_peak_is_the_largest_of_all_runs(self):
        one = query("q1", [1, 1], [1, 1])
        one["engines"]["stock"]["hot"].append(run(1, peak=300_000_000))
        self.assertEqual(300_000_000, Results(document(one)).overall_peak_bytes("stock"))


class ReportTest(unittest.TestCase):
    def test_the_chart_is_a_picture_of_its_own(self):
        chart = chart_file(Results(document(query("q1", [9, 4], [5, 1]))))
        root = XmlTree.fromstring(chart)
        self.assertEqual("{http://www.w3.org/2000/svg}svg", root.tag)
        self.assertIn("4.00x", chart)
        self.assertIn(".bar { fill:", chart)

    def test_page_stands_alone_and_is_escaped(self):
        page = html_page(Results(document(query("q1", [9, 4], [5, 1]))))
        self.assertNotIn("P <1>", page)
        self.assertIsNone(re.search(r"(src|href)=|url\(|@import", page))
        self.assertIn("4.00x", page)

    def test_chart_is_well_formed_and_has_a_bar_for_each_value(self):
        svg = Bars([("Q1", [("stock", 2.0), ("quiver", 0.0)]), ("Q<2>", [("stock", None), ("quiver", 7.5)])], str, "t").svg()
        self.assertEqual(3, len([each for each in XmlTree.fromstring(svg).iter() if each.tag == "rect"]))

    def test_chart_without_values_is_left_out(self):
        self.assertEqual("", Bars([("Q1", [("stock", None)])], str, "t").svg())

    def test_markdown_names_the_command_and_every_query(self):
        text = markdown(Results(document(query("q1", [9, 4], [5, 1]), query("q22", [1, 1], [1, 1]))))
        self.assertIn("    bin/quiver tpch --scale 1", text)
        self.assertRegex(text, r"\| Q22 \|")

    def test_query_that_is_slower_than_stock_is_marked(self):
        results = Results(document(query("q1", [9, 4], [5, 1]), query("q2", [1, 1], [1, 2]), query("q3", [1, 3], [1, 4])))
        line = "slower than stock Spark on Quiver, hot: Q2 0.50x, Q3 0.75x"
        self.assertIn(line, summary_lines(results))
        self.assertIn(line, markdown(results))
        self.assertIn("| 0.50x slower |", markdown(results))
        self.assertIn('<td class="bad">0.50x slower</td>', html_page(results))
        self.assertNotIn("slower", "".join(summary_lines(Results(document(query("q1", [9, 4], [5, 1]))))))

    def test_data_is_named_by_its_size(self):
        rows = {**document(query("q1", [9, 4], [5, 1])), "size": "of 1,000 rows"}
        self.assertIn("# TPC-H of 1,000 rows", markdown(Results(rows)))
        self.assertIn("# TPC-H at scale 1\n", markdown(Results(document(query("q1", [9, 4], [5, 1])))))

    def test_report_says_when_the_machine_was_busy(self):
        busy = document(query("q1", [9, 4], [5, 1]))
        busy["machine"]["load_before"] = 5.0
        self.assertIn("not idle", markdown(Results(busy)))
        self.assertIn("not idle", html_page(Results(busy)))

    def test_report_says_how_quiver_was_started(self):
        plain = document(query("q1", [9, 4], [5, 1]))
        self.assertIn("Quiver by its conf alone", markdown(Results(plain)))
        quick = document(query("q1", [9, 4], [5, 1]))
        quick["settings"]["quick_start"] = True
        self.assertIn("from an archive of classes", markdown(Results(quick)))

    def test_command_to_repeat_leaves_out_where_results_go(self):
        arguments = ["--scale", "1", "--report", "--json", "x.json", "--cold", "2", "--report", "folder", "--jfr=d"]
        self.assertEqual(["--scale", "1", "--cold", "2"], without_output(arguments))


class FakeEngines:
    """Processes that answer at once and count their starts."""

    def __init__(self, answers):
        self._answers = answers
        self.starts = []
        self.texts = []

    def start(self, engine, fresh=False):
        self.starts.append(engine)
        return FakeProcess(self._answers[engine], self.texts)


class FakeProcess:
    version = "1"

    def __init__(self, answer, texts):
        self._answer = answer
        self._texts = texts

    def __enter__(self):
        return self

    def __exit__(self, *_):
        pass

    def wait_until_ready(self):
        return self

    def run(self, request):
        self._texts.append(request["sql"])
        return json.loads(json.dumps(self._answer))

    def stop(self):
        pass


class RunnerTest(unittest.TestCase):
    STOCK = {**answer(["a int"], [["1"]]), "run": run(2), "operators": {"accelerated": [], "stock": ["Filter"]}}

    def run_with(self, quiver, kept=None, stock=STOCK, **options):
        given = {"engines": ["stock", "quiver"], "size": 1, "runs": 2, "cold": 0, "queries": ["q1"], "driver_memory": "1g"}
        engines = FakeEngines({"stock": stock, "quiver": quiver})
        with contextlib.redirect_stderr(io.StringIO()):
            queries = Runner(TpcH(), argparse.Namespace(**{**given, **options}), engines, kept).run()
        return queries[0]["engines"], engines

    def test_processes_live_through_first_and_hot_runs(self):
        found, engines = self.run_with({**self.STOCK, "run": run(1)})
        self.assertEqual(["stock", "quiver"], engines.starts)
        self.assertEqual((1, 2, 0), (found["quiver"]["first"]["seconds"], len(found["quiver"]["hot"]), len(found["quiver"]["fresh"])))
        self.assertTrue(found["quiver"]["equal"])

    def test_no_query_is_measured_right_after_itself(self):
        _, engines = self.run_with(self.STOCK, engines=["stock"], queries=["q1", "q6"])
        first, second = (TpcH().sql(name, 1) for name in ("q1", "q6"))
        self.assertEqual([first, second] * 3, engines.texts)

    def test_what_is_important_stock_depends_on_the_scale(self):
        self.assertIn("* 0.0001000000", TpcH().sql("q11", 1))
        self.assertIn("* 0.0000100000", TpcH().sql("q11", 10))
        self.assertIn("* 0.0010000000", TpcH().sql("q11", 0.1))
        self.assertEqual(TpcH().sql("q6", 1), TpcH().sql("q6", 10))

    def test_cold_starts_a_process_for_each_run(self):
        found, engines = self.run_with({**self.STOCK, "run": run(1)}, cold=2, runs=-1)
        self.assertEqual(["stock", "quiver", "quiver", "stock"], engines.starts)
        self.assertEqual((2, None, []), (len(found["stock"]["fresh"]), found["stock"]["first"], found["stock"]["hot"]))
        self.assertIn("start_seconds", found["stock"]["fresh"][0])

    def test_error_of_one_engine_lets_the_other_go_on(self):
        found, _ = self.run_with({"error": "Boom"})
        self.assertEqual("Boom", found["quiver"]["error"])
        self.assertEqual(2, len(found["stock"]["hot"]))

    def test_kept_answers_stand_for_stock(self):
        with tempfile.TemporaryDirectory() as folder, contextlib.redirect_stderr(io.StringIO()):
            file = f"{folder}/answers.json"
            keep_answers(file, TpcH(), 1.0, {"q1": self.STOCK})
            kept = read_answers(file, TpcH(), 1.0, ["q1"])
            for scale, queries in ((0.1, ["q1"]), (1.0, ["q1", "q2"])):
                with self.assertRaises(Problem):
                    read_answers(file, TpcH(), scale, queries)
        found, engines = self.run_with(self.STOCK, kept, engines=["quiver"])
        self.assertEqual((["quiver"], True), (engines.starts, found["quiver"]["equal"]))
        found, _ = self.run_with({**self.STOCK, "rows": [["2"]]}, kept, engines=["quiver"])
        self.assertFalse(found["quiver"]["equal"])
        made = new_query("q1", "Q1", ["quiver"])
        made["engines"] = found
        results = Results(document(made, engines=["quiver"]))
        self.assertTrue(results.failed())
        self.assertIn("quiver equal", summary_rows(results)[0])

    def test_error_that_stock_raises_too_is_no_failure(self):
        zero = {"error": "ArithmeticException: zero"}
        for kept, engines in ((None, ["stock", "quiver"]), ({"q1": zero}, ["quiver"])):
            for quiver, failed in ((zero, False), ({"error": "Other"}, True), ({**self.STOCK, "run": run(1)}, True)):
                found, _ = self.run_with(quiver, kept, stock=zero, engines=engines)
                made = new_query("q1", "Q1", engines)
                made["engines"] = found
                results = Results(document(made, engines=engines))
                self.assertEqual(failed, results.failed())
                self.assertEqual("same error" in str(summary_rows(results)), not failed)

    def test_difference_is_kept_although_a_later_run_is_equal(self):
        found, _ = self.run_with({**self.STOCK, "rows": [["2"]]})
        self.assertFalse(found["quiver"]["equal"])
        self.assertEqual((1, "a", "1", "2"), tuple(found["quiver"]["differences"][0]))


class AnalyticsTest(unittest.TestCase):
    def test_queries_are_all_there_and_have_their_names(self):
        self.assertEqual([f"q{number}" for number in range(1, 46)], Analytics().names())
        self.assertEqual(["q9", "q10"], Analytics().chosen("9-10"))

    def test_text_of_an_engine_stands_for_the_common_one(self):
        asked = lambda query, engine: Analytics().request(query, 1000, engine)["sql"]
        self.assertIn("'$2'", asked("q30", "quiver"))
        self.assertIn(r"'\2'", asked("q30", "duckdb"))
        self.assertEqual(asked("q1", "quiver"), asked("q1", "duckdb"))

    def test_every_limit_has_an_order(self):
        for query in Analytics().names():
            text = Analytics().sql(query, 1000)
            self.assertEqual("LIMIT" in text, "LIMIT" in text and "ORDER BY" in text, query)


class EverydayTest(unittest.TestCase):
    def test_jobs_are_read_without_pyspark_and_need_known_extras(self):
        everyday = Everyday()
        self.assertIn("json_text", everyday.names())
        self.assertEqual({None, *extras.NAMES}, {everyday.needs(name) for name in everyday.names()})
        self.assertEqual(["strings", "cube"], everyday.chosen("strings, cube"))
        with self.assertRaises(Problem):
            everyday.chosen("cube,nothing")

    def test_engines_write_into_folders_of_their_own(self):
        asked = [Everyday().request("csv_to_parquet", 10, engine) for engine in ("stock", "quiver")]
        self.assertEqual(["csv_to_parquet"] * 2, [each["job"] for each in asked])
        self.assertNotEqual(asked[0]["out"], asked[1]["out"])

    def test_jobs_without_their_extra_are_skipped_and_named(self):
        said = io.StringIO()
        with unittest.mock.patch.object(extras, "installed", return_value=["h2"]), contextlib.redirect_stderr(said):
            self.assertEqual(["cube", "jdbc"], runnable(Everyday(), ["cube", "jdbc", "delta_read", "to_arrow"]))
            with self.assertRaises(Problem):
                runnable(Everyday(), ["delta_read"])
        self.assertIn("Skipping delta_read: delta is not installed", said.getvalue())
        self.assertIn("Skipping to_arrow: pandas is not installed", said.getvalue())

    def test_digests_differ_where_a_hash_or_a_type_does(self):
        written = digested("a int", [[0, 2, 30, 5], [1, 1, -9, -9]])
        self.assertEqual(3, written["row_count"])
        self.assertTrue(compare_spark(written, digested("a int", [[0, 2, 30, 5], [1, 1, -9, -9]])).equal)
        for other in (digested("a bigint", [[0, 2, 30, 5], [1, 1, -9, -9]]), digested("a int", [[0, 2, 31, 5], [1, 1, -9, -9]])):
            self.assertFalse(compare_spark(written, other).equal)

    def test_confs_of_lakehouse_tables_are_set_only_with_their_jobs(self):
        self.assertEqual({}, extras.confs_of(["pandas", "h2"], "w"))
        both = extras.confs_of(["delta", "iceberg"], "w")
        self.assertEqual(2, len(both["spark.sql.extensions"].split(",")))
        self.assertNotIn("spark.sql.catalog.lake", extras.confs_of(["delta"], "w"))


class ToolTest(unittest.TestCase):
    def test_lists_of_queries(self):
        self.assertEqual(["q1", "q6"], TpcH().chosen("1,6"))
        self.assertEqual([f"q{number}" for number in range(1, 23)], TpcH().chosen(None))
        self.assertEqual(["q20", "q21", "q22"], TpcH().chosen("20-22"))
        for wrong in ("23", "x", "3-", ""):
            with self.assertRaises(Problem):
                TpcH().chosen(wrong)

    def test_threads_of_masters(self):
        self.assertEqual([2, 2, 1], [threads("local[2]"), threads("local-cluster[2,1,1024]"), threads("local")])

    def test_no_module_hides_one_of_python_from_the_workers(self):
        """A worker is a script, so the folder it lies in comes first where it looks for modules."""
        names = {file.stem for file in (Path(__file__).resolve().parents[2] / "python" / "quiver" / "benchmark").glob("*.py")}
        self.assertEqual(set(), names & set(getattr(sys, "stdlib_module_names", ())) - {"__init__"})

    @unittest.skipUnless(sys.platform == "linux", "reads /proc")
    def test_peak_memory_of_this_process(self):
        import os

        self.assertGreater(peaks(os.getpid())["other_bytes"], 1_000_000)
        reset_peaks(os.getpid())
        self.assertGreater(peaks(os.getpid())["bytes"], 1_000_000)


class MachineTest(unittest.TestCase):
    def test_busy_cores_are_those_of_the_time_between(self):
        before = processor_times("cpu  100 0 100 1000 50 0 0 0 0 0\ncpu0 50 0 50 500 25 0 0 0 0 0\n")
        after = processor_times("cpu  180 0 120 1200 100 0 0 50 0 0\n")
        self.assertAlmostEqual(2 * 150 / 400, busy_cores(before, after, 2))
        self.assertEqual(0.0, busy_cores(before, before, 2))


if __name__ == "__main__":
    unittest.main()
