# Copyright 2026 The Quiver authors
# SPDX-License-Identifier: Apache-2.0
"""What `bin/quiver assess` makes of what is read from event logs."""

import copy
import sys
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "python"))

from quiver import assess  # noqa: E402
from quiver.assess_measured import pairs_of, text_of_pairs  # noqa: E402
from quiver.assess_page import html_page  # noqa: E402
from quiver.assess_text import text_of  # noqa: E402
from quiver.environment import Problem  # noqa: E402


def operator(name, millis, reason=None, sparks=()):
    own = {"reason": reason} if reason else {"kernels": ["upper"], "by_sparks_code": list(sparks)}
    return {"name": name, "on_quiver": reason is None, "task_ms": millis, **own}


def query(number, description, duration, speed_up, *operators):
    on_quiver = sum(each["task_ms"] for each in operators if each["on_quiver"])
    everything = sum(each["task_ms"] for each in operators)
    return {
        "id": number,
        "description": description,
        "failed": False,
        "operators": list(operators),
        "duration_ms": duration,
        "stage_ms": duration,
        "task_ms": everything,
        "around_task_ms": 0,
        "quiver_task_ms": on_quiver,
        "unknown_task_ms": 0,
        "share": on_quiver / everything,
        "speed_up": speed_up,
    }


READ = {
    "applications": [
        {
            "log": "logs/app-1",
            "id": "app-1",
            "name": "nightly",
            "spark": "3.5.1",
            "had_quiver": False,
            "queries": [
                query(0, "fast", 1000, [1.0, 1.0, 1.0], operator("Range", 100, "OPERATOR, rows of a range")),
                query(1, "<script>alert(1)</script>", 9000, [1.5, 3.0, 4.5], operator("HashAggregate", 800, sparks=["soundex"]), operator("Range", 100, "OPERATOR, rows of a range")),
            ],
        },
        {"log": "logs/broken", "problem": "not a log"},
    ]
}


class AssessTest(unittest.TestCase):
    def setUp(self):
        self.document = assess.summed(copy.deepcopy(READ))

    def test_totals_are_of_all_queries(self):
        total = self.document["total"]
        self.assertEqual((3, 1), (total["operators"], total["operators_on_quiver"]))
        self.assertAlmostEqual(0.8, total["share"])
        # 1 s stays, 9 s become 6, 3, 2.
        self.assertEqual([10 / 7, 10 / 4, 10 / 3], total["speed_up"])

    def test_reasons_are_sorted_by_time(self):
        self.assertEqual([{"operator": "Range", "reason": "OPERATOR, rows of a range", "task_ms": 200, "times": 2}], self.document["reasons"])
        self.assertEqual([{"function": "soundex", "task_ms": 800}], self.document["by_sparks_code"])

    def test_text_has_the_slowest_query_first_and_names_what_could_not_be_read(self):
        text = text_of(self.document, 20)
        self.assertIn("problem: logs/broken: not a log", text)
        self.assertIn("80% of 1.0 s", text)
        self.assertIn("expect 2.5x the speed, or 1.4x to 3.3x.", text)
        self.assertLess(text.index("1: <script>"), text.index("0: fast"))

    def test_the_page_escapes_what_users_have_written(self):
        page = html_page(self.document)
        self.assertIn("&lt;script&gt;alert", page)
        self.assertNotIn("<script", page)

    def test_what_ran_with_quiver_is_left_out(self):
        read = copy.deepcopy(READ)
        read["applications"][0]["had_quiver"] = True
        document = assess.summed(read)
        self.assertEqual(0, document["total"]["operators"])
        self.assertIn("ran with Quiver and is left out", text_of(document, 20))

    def test_no_queries_at_all_are_no_division_by_zero(self):
        self.assertIn("0 of 0 operators", text_of(assess.summed({"applications": []}), 20))

    def test_measurements_stand_beside_predictions(self):
        ran = [(0, "fast", 1000, 100, 0), (1, "<script>alert(1)</script>", 3000, 250, 160), (2, "no task", 10, 0, 0)]
        keys = ("id", "description", "duration_ms", "task_ms", "quiver_task_ms")
        measured = {"applications": [{"had_quiver": True, "queries": [dict(zip(keys, each)) for each in ran]}]}

        pairs = pairs_of(self.document, measured)

        # 100 of 100 ms stayed, and 90 of 900.
        self.assertEqual([0.0, 0.9], [pair["measured_share"] for pair in pairs])
        self.assertEqual([1.0, 3.0], [pair["measured_speed_up"] for pair in pairs])
        text = text_of_pairs(pairs, self.document["total"])
        self.assertIn("share of task time   81%, predicted 80%; a query is 1 points off at most", text)
        self.assertIn("speed                2.50x, predicted 1.43x to 3.33x, middle 2.50x; 2 queries within", text)

    def test_logs_of_other_queries_are_no_pair(self):
        with self.assertRaisesRegex(Problem, "has no query that ran with Quiver"):
            pairs_of(self.document, copy.deepcopy(READ))
        other = {"applications": [{"had_quiver": True, "queries": [{"description": "other", "task_ms": 1}]}]}
        with self.assertRaisesRegex(Problem, "not of the same queries: 2 without Quiver, 1 with it"):
            pairs_of(self.document, other)

    def test_a_log_that_is_not_there_is_the_users_to_mend(self):
        with self.assertRaises(Problem):
            assess.assessed(["there/is/none"])


if __name__ == "__main__":
    unittest.main()
