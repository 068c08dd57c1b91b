# Copyright 2026 The Quiver authors
# SPDX-License-Identifier: Apache-2.0
"""What two runs of a job wrote: kept apart, and read by stock Spark afterwards.

Tables go to a warehouse of each run's own. A folder that the first run made is moved away before the second run, which so finds the
place as the first one did; the second run's stays. What the job adds to data that was there before is not compared.
"""

import json
import shutil
import subprocess
from pathlib import Path

from quiver.environment import PACKAGE, Problem, Step, engine_options, log_file, merge_jars, shown, spark_submit, tail

_WAREHOUSE = "spark.sql.warehouse.dir"


class WrittenData:
    def __init__(self, folder, options):
        self._folder = Path(folder)
        self._has_own_warehouse = any(option.startswith(_WAREHOUSE + "=") for option in options)
        self._moved = {}

    def options(self, side):
        """What keeps the tables of a run apart, if the user has not named a warehouse."""
        return [] if self._has_own_warehouse else ["--conf", f"{_WAREHOUSE}={self._warehouse(side)}"]

    def move_away(self, run):
        """Puts what a run made where the next run does not find it."""
        made = [*_targets(run, created=True), *(Path(each) for event in run.events for each in event.get("state", []))]
        for number, path in enumerate(dict.fromkeys(made)):
            if path.is_dir():
                there = self._folder / f"moved-{number}"
                shutil.move(str(path), str(there))
                self._moved[path] = there

    def compare(self, second, environment, options):
        """Returns an entry for each thing written: name, equal, rows, differences, a note where it was not compared."""
        pairs, entries = [], []
        for path in _targets(second, created=True):
            if path in self._moved and path.is_dir():
                pairs.append({"name": shown(path), "a": str(self._moved[path]), "b": str(path)})
            elif path in self._moved or path.is_dir():
                sides = ["written", "not written"]
                missing = sides if path in self._moved else sides[::-1]
                entries.append({"name": shown(path), "equal": False, "differences": [["", "", *missing]], "more": 0})
        for path in _targets(second, created=False):
            if path.is_dir():
                entries.append({"name": shown(path), "equal": True, "differences": [], "more": 0, "note": "not compared: data was there before"})
        if not self._has_own_warehouse:
            a, b = (_tables(self._warehouse(side)) for side in "ab")
            for name in sorted({*a, *b}):
                if name in a and name in b:
                    pairs.append({"name": f"table {name}", "a": a[name], "b": b[name]})
                else:
                    missing = ["written", "not written"] if name in a else ["not written", "written"]
                    entries.append({"name": f"table {name}", "equal": False, "differences": [["", "", *missing]], "more": 0})
        return entries + (self._read(pairs, environment, options) if pairs else [])

    def _read(self, pairs, environment, options):
        asked, answers, log = self._folder / "pairs.json", self._folder / "answers.json", log_file("compare-written.log")
        asked.write_text(json.dumps(pairs))
        command = [spark_submit(environment)] + merge_jars(engine_options("stock"), options)
        command += ["--conf", "spark.ui.enabled=false", str(PACKAGE / "read_written.py"), str(asked), str(answers)]
        with Step(f"Comparing what was written ({len(pairs)})"), open(log, "w") as out:
            status = subprocess.run(command, env=environment, stdin=subprocess.DEVNULL, stdout=out, stderr=out).returncode
        if status != 0 or not answers.exists():
            raise Problem(f"what was written could not be read:\n{tail(log, 10)}")
        return json.loads(answers.read_text())

    def _warehouse(self, side):
        return self._folder / f"warehouse-{side}"


def _targets(run, created):
    found = [event["written"] for event in run.events if event.get("written", {}).get("path")]
    first = {}
    for each in found:
        first.setdefault(Path(each["path"]), each["created"])
    return [path for path, was_created in first.items() if was_created == created]


def _tables(warehouse):
    """The folders of tables by name; those of other databases are in folders called name.db."""
    found = {}
    for entry in sorted(warehouse.iterdir()) if warehouse.is_dir() else []:
        inner = sorted(entry.iterdir()) if entry.name.endswith(".db") else [entry]
        found.update({str(each.relative_to(warehouse)).replace(".db/", "."): str(each) for each in inner if each.is_dir()})
    return found
