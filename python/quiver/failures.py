# Copyright 2026 The Quiver authors
# SPDX-License-Identifier: Apache-2.0
"""Errors of two engines: what they must have in common."""

import re


def error_of(failure):
    """Describes an exception by what two engines must have in common."""
    described = {"class": type(failure).__name__, "message": str(failure)}
    java = getattr(failure, "_origin", None) or getattr(failure, "java_exception", None)
    for field, names in (("condition", ["getCondition", "getErrorClass"]), ("sqlstate", ["getSqlState"])):
        for name in names:
            try:
                described[field] = getattr(failure, name)()
                break
            except Exception:
                continue
    try:
        causes = []
        while java is not None and len(causes) < 10:
            causes.append(java.getClass().getName())
            java = java.getCause()
        described["java"] = causes
    except Exception:
        pass
    return described


def failure_differences(left, right):
    """Compares the errors of two runs, None where there was none; returns the differences as `values.difference` does."""
    if left is None or right is None:
        describe = lambda error: "no error" if error is None else f"{error['class']}: {_message(error)}"
        return [("", "error", describe(left), describe(right))]
    if _one_is_of_many_stages(left, right):
        return []
    found = []
    for field in ("class", "condition", "sqlstate", "java"):
        if left.get(field) != right.get(field):
            found.append(("", f"error {field}", left.get(field), right.get(field)))
    if not found and _message(left) != _message(right):
        found.append(("", "error message", _message(left), _message(right)))
    return found


def _one_is_of_many_stages(left, right):
    """Whether one run ended with the error of one stage, the other with the same one of several: a race in Spark itself."""
    for several, one in ((left, right), (right, left)):
        if several.get("condition") == "STAGE_MATERIALIZATION_MULTIPLE_FAILURES" != one.get("condition"):
            return _message(one) in _message(several)
    return False


def _message(error):
    """An error's message without what differs between two runs of the same engine."""
    text = error["message"].split("\nJVM stacktrace")[0].split("\nDriver stacktrace")[0]
    lines = [line for line in text.splitlines() if not re.match(r"\s+at |\s*\.\.\. \d+ more", line)]
    text = " ".join(line.strip() for line in lines if line.strip())
    text = re.sub(r"#\d+L?", "#", text)
    text = re.sub(r"(?i)\b(stage|task|TID|attempt|o)[ =]?\d+(\.\d+)*", r"\1", text)
    text = re.sub(r"Lambda\$?\d*/(0x)?[0-9a-f]+", "Lambda", text)
    return re.sub(r"\([\w.-]+ executor \w+\)", "", text)
