# Copyright 2026 The Quiver authors
# SPDX-License-Identifier: Apache-2.0
"""The text of a report's data."""

import json


def text_of(document):
    """JSON with each run in a line of its own: what holds no other lists and objects stands in one."""
    return _text(document, "\n") + "\n"


def _text(value, line):
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else []
    if not any(isinstance(one, (dict, list)) for one in inner):
        return json.dumps(value)
    deeper = line + " "
    if isinstance(value, dict):
        return "{" + ",".join(f"{deeper}{json.dumps(key)}: {_text(one, deeper)}" for key, one in value.items()) + line + "}"
    return "[" + ",".join(deeper + _text(one, deeper) for one in value) + line + "]"
