# Copyright 2026 The Quiver authors
# SPDX-License-Identifier: Apache-2.0
"""Stock Spark's answers in a file, so that Quiver can be compared with them under other settings without running stock again."""

import json
from pathlib import Path

from quiver.environment import Problem, say

FORMAT = 1
COMPARED = ["types", "rows", "order", "limited", "error"]


def keep_answers(file, workload, size, answers):
    """Writes what is compared of each answer (by query), or the error that it was."""
    kept = {name: {part: answer[part] for part in COMPARED if part in answer} for name, answer in answers.items()}
    document = {"format": FORMAT, "benchmark": workload.name, "scale": size, "answers": kept}
    Path(file).write_text(json.dumps(document) + "\n")
    say(f"Wrote {file}")


def read_answers(file, workload, size, queries):
    """The answers by query; they must be of the same benchmark and size and have all the queries."""
    try:
        document = json.loads(Path(file).read_text())
    except (OSError, ValueError) as failure:
        raise Problem(f"{file} has no answers: {failure}") from None
    found = [document.get(name) for name in ("format", "benchmark", "scale")]
    if found != [FORMAT, workload.name, size]:
        raise Problem(f"{file} is not of --keep-answers for {workload.title} {workload.size.words(size)}.")
    missing = [name for name in queries if name not in document["answers"]]
    if missing:
        raise Problem(f"{file} has no answers for {', '.join(missing)}.")
    return document["answers"]
