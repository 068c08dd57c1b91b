# Copyright 2026 The Quiver authors
# SPDX-License-Identifier: Apache-2.0
"""What `bin/quiver assess` makes of what is read from event logs."""

import copy
import sys
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "python"))

from quiver import assess  # noqa: E402
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
        self.assertIn("expect 1.4x to 3.3x", text)
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

    def test_a_log_that_is_not_there_is_the_users_to_mend(self):
        with self.assertRaises(Problem):
            assess.assessed(["there/is/none"])


if __name__ == "__main__":
    unittest.main()
