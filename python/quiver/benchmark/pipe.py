# Copyright 2026 The Quiver authors
# SPDX-License-Identifier: Apache-2.0
"""The worker's side of the line between the runner and an engine: one JSON object per line, each way."""

import json
import os
import sys
import traceback


class Requests:
    """Answers requests on a pipe until stdin ends."""

    def __init__(self, descriptor):
        self._pipe = os.fdopen(descriptor, "w")

    def ready(self, **described):
        self._answer(described)

    def serve(self, run):
        """Calls `run` with each request; a failure is an answer too, since the other engines may succeed."""
        for line in sys.stdin:
            try:
                self._answer(run(json.loads(line)))
            except Exception as failure:
                traceback.print_exc()
                text = str(failure)
                self._answer({"error": f"{type(failure).__name__}: {text.splitlines()[0] if text else ''}"})

    def _answer(self, answer):
        self._pipe.write(json.dumps(answer) + "\n")
        self._pipe.flush()
