# Copyright 2026 The Quiver authors
# SPDX-License-Identifier: Apache-2.0
"""What `bin/quiver compare` makes of two runs of a job."""

import os
import sys
import tempfile
import time
import unittest
from html.parser import HTMLParser
from pathlib import Path
from unittest import mock

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "python"))

from quiver import captured_run, job_comparison  # noqa: E402
from quiver.captured_run import Engine, Run  # noqa: E402
from quiver.environment import Problem  # noqa: E402
from quiver.job_comparison_page import html_page  # noqa: E402
from quiver.job_comparison_text import text_of  # noqa: E402
from quiver.read_written import format_of  # noqa: E402
from quiver.written_data import WrittenData  # noqa: E402

ENGINES = (Engine.parse("stock"), Engine.parse("quiver"))
QUERY = {"accelerated": ["QuiverSort", "QuiverScan"], "stock": ["Window"], "reasons": ["TYPE, intervals"], "kernels": 3, "sparks": ["udf"]}


def collected(rows, order=None, **more):
    return {"kind": "action", "name": "collect", "where": "job.py:3", "columns": ["k", "n"], "types": ["k int"], "rows": rows, "order": order, "seconds": 0.5, **more}


def run(*events, end=True, **more):
    ending = [{"kind": "end", "code": 0, "seconds": 2.0}] if end else []
    return Run([*events, *ending], [QUERY], Path("log"), 0, seconds=5.0, peak_bytes=10**9, **more)


def compared(left, right, written=(), **more):
    document = job_comparison.compared(["job.py"], ENGINES, [left, right], list(written), **more)
    return {**document, "command": "bin/quiver compare job.py"}


class ComparisonTest(unittest.TestCase):
    def test_equal_runs_are_equal_with_times_memory_share_and_reasons(self):
        rows = [["1", "2"], ["3", None]]
        document = compared(run(collected(rows)), run(collected(rows[::-1])))
        text = text_of(document)
        self.assertTrue(document["equal"], text)
        self.assertIn("equal in all 2 steps", text)
        self.assertIn("quiver accelerated 1 of 1 queries, 2 of 3 operators, 3 of 4 functions", text)
        self.assertIn("on Spark: Window: TYPE, intervals", text)
        self.assertIn("5.0 s for the process, 2.0 s for the job, peak memory 1000 MB", text)

    def test_a_planted_difference_is_shown_by_its_row(self):
        document = compared(run(collected([["1", "2"], ["3", "4"]])), run(collected([["1", "2"], ["3", "5"]])))
        text = text_of(document)
        self.assertFalse(document["equal"])
        self.assertRegex(text, r"1 +n +4 +5")
        self.assertIn("DIFFERENT in 1 of 2 steps", text)
        self.assertIn("<td>4</td><td>5</td>", html_page(document))

    def test_every_kind_of_difference_counts(self):
        error = {"class": "SparkRuntimeException", "message": "no", "condition": "DIVIDE_BY_ZERO"}
        failed = {"kind": "action", "name": "collect", "where": "job.py:3", "error": error}
        printed = [{"kind": "print", "lines": [text]} for text in ("a", "b")]
        rows = [["1", "2"]]
        for left, right in (
            (collected(rows), collected(rows, types=["k bigint"])),
            (collected(rows), failed),
            (failed, {**failed, "error": {**error, "condition": "OTHER"}}),
            tuple(printed),
            (collected(rows), {**collected(rows), "name": "take"}),
            (collected([["1", "a"], ["2", "b"]], order=[0]), collected([["2", "b"], ["1", "a"]], order=[0])),
        ):
            self.assertFalse(compared(run(left), run(right))["equal"], (left, right))
        self.assertTrue(compared(run(printed[0]), run(printed[1]), actions_only=True)["equal"])
        self.assertFalse(compared(run(), run({"kind": "print", "lines": ["more"]}))["equal"])

    def test_shown_tables_keep_the_order_of_their_keys_and_of_nothing_else(self):
        head, low, tie, high = "+---+---+", "|  1|  a|", "|  1|  b|", "|  2|  a|"

        def shown(rows, order):
            return run({"kind": "action", "name": "show", "where": "j:1", "lines": [head, "|  k|  v|", head, *rows, head], "order": order})

        for order, one, other, equal in (
            ([0], [low, tie, high], [tie, low, high], True),
            ([0], [low, tie, high], [high, low, tie], False),
            ([0, 1], [low, tie, high], [tie, low, high], False),
            (None, [low, high], [high, low], True),
            ([0], [low, high], [low, "|  2|  c|"], False),
        ):
            self.assertEqual(equal, compared(shown(one, order), shown(other, order))["equal"], (order, one, other))

    def test_a_run_that_hangs_breaks_off_or_does_not_start_is_not_equal(self):
        rows = [["1", "2"]]
        with tempfile.NamedTemporaryFile("w", suffix=".log") as log:
            for broken, said in (
                (run(collected(rows), end=False, timed_out=True), "the time limit"),
                (run(collected(rows), end=False), "broke off"),
                (run(end=False), "did not start"),
            ):
                broken.log = Path(log.name)
                document = compared(run(collected(rows)), broken)
                self.assertFalse(document["equal"])
                self.assertIn(said, text_of(document))
                self.assertIn(said, html_page(document))

    def test_hot_runs_have_a_median_and_failed_ones_are_said(self):
        again = [{"kind": "again", "code": 0, "seconds": seconds} for seconds in (1.0, 3.0, 2.0)] + [{"kind": "again", "code": 1, "seconds": 0.1}]
        hot = Run([{"kind": "end", "code": 0, "seconds": 4.0}, *again], [], Path("log"), 0)
        text = text_of(compared(hot, hot))
        self.assertIn("2.0 s when hot (median of 3), 1 of the hot runs failed", text)

    def test_written_data_counts(self):
        entry = {"name": "out", "equal": False, "differences": [["{1, a}", "times", "2", "1"]], "more": 0, "rows": 3}
        document = compared(run(), run(), [entry])
        self.assertFalse(document["equal"])
        self.assertIn("written: out", text_of(document))
        self.assertIn("{1, a}", html_page(document))

    def test_pages_need_nothing_else_and_escape_what_jobs_print(self):
        attack = "<b <script>alert(1)</script>"
        page = html_page(compared(run(collected([[attack, "2"]])), run(collected([["x", attack]]))))
        tags = []
        parser = HTMLParser()
        parser.handle_starttag = lambda tag, attributes: tags.append((tag, dict(attributes)))
        parser.feed(page)
        self.assertNotIn("script", [tag for tag, _ in tags])
        self.assertFalse([found for found in tags if "src" in found[1] or "href" in found[1]])


class OptionsTest(unittest.TestCase):
    def test_own_options_stand_before_sparks(self):
        own, rest = job_comparison.own_options(["--runs", "3", "--engine-b=quiver,a.b=1,c.d=x,y", "--verbose", "--conf", "k=v", "job.py", "--runs", "9"])
        self.assertEqual(3, own["--runs"])
        self.assertEqual(("a.b=1", "c.d=x,y"), own["--engine-b"].confs)
        self.assertEqual(["--conf", "k=v", "job.py", "--runs", "9"], rest)

    def test_wrong_options_are_named(self):
        for wrong, said in ((["--runs", "many"], "--runs"), (["--runs", "0"], "--runs"), (["--json"], "--json"), (["--engine-a", "gpu"], "'gpu'")):
            with self.assertRaisesRegex(Problem, said):
                job_comparison.own_options(wrong)


class TimeLimitTest(unittest.TestCase):
    def limited(self, code, limit):
        with tempfile.NamedTemporaryFile("r") as log, open(log.name, "w") as out:
            with mock.patch.object(captured_run, "_GRACE_SECONDS", 0.5):
                ended = captured_run.run_limited([sys.executable, "-c", code], dict(os.environ), out, limit)
            return ended, Path(log.name).read_text()

    def test_a_job_that_hangs_is_ended_with_what_it_started_even_if_it_does_not_want_to(self):
        code = (
            "import signal, subprocess, sys, time\n"
            "signal.signal(signal.SIGTERM, signal.SIG_IGN)\n"
            "child = subprocess.Popen([sys.executable, '-c', 'import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); time.sleep(60)'])\n"
            "print(child.pid, flush=True); time.sleep(60)"
        )
        (status, seconds, _, timed_out), printed = self.limited(code, 1)
        self.assertTrue(timed_out)
        self.assertNotEqual(0, status)
        self.assertLess(seconds, 20)
        child = int(printed.split()[0])
        for _ in range(50):
            if not self.is_running(child):
                break
            time.sleep(0.1)
        self.assertFalse(self.is_running(child))

    @staticmethod
    def is_running(process):
        try:
            # A process that has ended and waits for its parent is no longer running.
            return Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
        except OSError:
            return False

    def test_a_job_that_ends_in_time_has_its_status(self):
        (status, _, _, timed_out), _ = self.limited("raise SystemExit(7)", 30)
        self.assertEqual((7, False), (status, timed_out))


class WrittenDataTest(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        self.base = Path(self.folder.name).resolve()
        self.written = WrittenData(self.base / "scratch", [])
        (self.base / "scratch").mkdir()
        self.pairs = []
        patch = mock.patch.object(WrittenData, "_read", lambda _, pairs, *rest: self.pairs.extend(pairs) or [])
        patch.start()
        self.addCleanup(patch.stop)

    def writes(self, name, created=True, state=()):
        path = self.base / name
        path.mkdir(exist_ok=True)
        (path / "part-0.parquet").touch()
        event = {"kind": "action", "name": "parquet", "where": "j:1", "written": {"path": str(path), "created": created}}
        return Run([event, {"kind": "end", "code": 0, "state": list(map(str, state))}], [], Path("log"), 0)

    def test_what_the_first_run_made_is_out_of_the_seconds_way_and_compared(self):
        checkpoint = self.base / "checkpoint"
        checkpoint.mkdir()
        self.written.move_away(self.writes("out", state=[checkpoint]))
        self.assertEqual([], [each.name for each in self.base.iterdir() if each.name != "scratch"])
        entries = self.written.compare(self.writes("out"), {}, [])
        self.assertEqual([], entries)
        self.assertEqual(str(self.base / "out"), self.pairs[0]["b"])
        self.assertTrue((Path(self.pairs[0]["a"]) / "part-0.parquet").exists())

    def test_what_was_there_before_stays_and_is_not_compared(self):
        second = self.writes("old", created=False)
        self.written.move_away(second)
        entries = self.written.compare(second, {}, [])
        self.assertTrue((self.base / "old").is_dir())
        self.assertIn("not compared", entries[0]["note"])

    def test_what_only_one_of_them_wrote_is_different(self):
        self.written.move_away(self.writes("one"))
        nothing = self.writes("one")
        for file in (self.base / "one").iterdir():
            file.unlink()
        (self.base / "one").rmdir()
        self.assertEqual([["", "", "written", "not written"]], self.written.compare(nothing, {}, [])[0]["differences"])
        self.assertEqual([["", "", "not written", "written"]], self.written.compare(self.writes("other"), {}, [])[0]["differences"])

    def test_tables_are_paired_by_name_in_warehouses_of_their_own(self):
        for side, tables in (("a", ["t", "x.db/u"]), ("b", ["t"])):
            for table in tables:
                (self.base / "scratch" / f"warehouse-{side}" / table).mkdir(parents=True)
        entries = self.written.compare(Run([], [], Path("log"), 0), {}, [])
        self.assertEqual(["table t"], [pair["name"] for pair in self.pairs])
        self.assertEqual(["table x.u"], [entry["name"] for entry in entries])
        self.assertIn("warehouse-a", self.written.options("a")[1])
        self.assertEqual([], WrittenData(self.base, ["--conf", "spark.sql.warehouse.dir=/w"]).options("a"))

    def test_formats_are_told_by_the_files(self):
        for name, expected in (("part-0.snappy.parquet", "parquet"), ("part-0.zlib.orc", "orc"), ("part-0.csv.gz", "text"), ("_SUCCESS", None), (".part.crc", None)):
            folder = self.base / f"as-{name}" / "day=1"
            folder.mkdir(parents=True)
            (folder / name).touch()
            self.assertEqual(expected, format_of(folder.parent), name)


if __name__ == "__main__":
    unittest.main()
