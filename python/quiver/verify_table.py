# Copyright 2026 The Quiver authors
# SPDX-License-Identifier: Apache-2.0
"""What `bin/quiver verify-spark` found on each Spark: kept in .quiver/verify, and written into docs/testing.md."""

import json

from quiver.environment import HOME, ROOT

TABLE = ROOT / "docs" / "testing.md"
BEGIN = "<!-- written by `bin/quiver verify-spark`: -->"
END = "<!-- end of the table of minors -->"
_COLUMNS = {
    "linkage": "links",
    "sql": "SQL files",
    "errors": "error tests",
    "privates": "privates",
    "files": "readers and writers",
    "kernels": "kernels",
    "examples": "examples of functions",
    "fuzz": "random queries",
    "demo": "demo of ten people",
    "python": "Python functions",
    "tpch": "TPC-H 0.1",
    "suites": "its own suites",
}


def _file(version):
    return HOME / "verify" / f"{version}.json"


def _read(version):
    return json.loads(_file(version).read_text()) if _file(version).exists() else {}


def keep(version, part, figures):
    """Takes the place of what an earlier run of the part found; runs of single SQL files add up."""
    kept = _read(version)
    if "files" in figures:
        figures["files"] = {**kept.get(part, {}).get("files", {}), **figures["files"]}
        figures["passed"] = figures["passed"] and not any(problems for _, problems in figures["files"].values())
    kept[part] = figures
    _file(version).parent.mkdir(parents=True, exist_ok=True)
    _file(version).write_text(json.dumps(kept, indent=1))


def text(part, figures):
    """What a cell of the table says."""
    if part == "sql":
        files = figures.get("files", {})
        runs, queries, differ = len(files), sum(each[0] for each in files.values()), sum(each[1] for each in files.values())
        text = f"{queries} queries in {runs} runs, " + ("all equal" if not differ else f"{differ} differ")
        text += f", {figures['unended']} runs did not end" if figures.get("unended") else ""
        return text + (", cut off" if figures.get("cut_off") else "")
    if part == "fuzz":
        return f"{figures['queries']}, " + ("all equal" if not figures["differ"] else f"{figures['differ']} differ")
    if part == "suites":
        ended = f"{figures['bad']} differ" if figures["bad"] else "as on stock"
        return f"{figures['tests']} tests pass in {figures['suites']} suites of {figures['of']}, {figures['listed']} listed, {ended}"
    if part == "kernels" and figures.get("batches"):
        return f"{figures['batches']} batches, {'equal' if figures['passed'] else 'some differ'}"
    if part in ("errors", "privates", "files", "python"):
        return f"{figures['successful']} of {figures['successful'] + figures['failed']}"
    if part == "linkage":
        return "yes" if figures["passed"] else f"{figures['problems']} problems"
    return "equal" if figures["passed"] else "differs"


def write():
    """Puts what is kept into the table; rows of versions of which nothing is kept stay as they are."""
    page = TABLE.read_text()
    before, rest = page.split(BEGIN + "\n")
    inside, after = rest.split(END)
    header = ["Spark", *_COLUMNS.values()]
    old = [[cell.strip() for cell in line.strip("|").split("|")] for line in inside.splitlines() if line.startswith("|")]
    rows = {row[0]: dict(zip(old[0], row)) for row in old[2:]}
    for file in (HOME / "verify").glob("*.json"):
        row = rows.setdefault(file.stem, {"Spark": file.stem})
        for part, figures in json.loads(file.read_text()).items():
            row[_COLUMNS[part]] = text(part, figures)
    lines = [header, ["---"] * len(header)] + [[row.get(name, "") for name in header] for _, row in sorted(rows.items())]
    table = "".join("| " + " | ".join(line) + " |\n" for line in lines)
    TABLE.write_text(before + BEGIN + "\n" + table + END + after)
