# Copyright 2026 The Quiver authors
# SPDX-License-Identifier: Apache-2.0
"""Memory of a process and all it started, read from /proc; elsewhere than on Linux nothing is known."""

import os
from pathlib import Path

PROC = Path("/proc")


def tree(root):
    """The ids of a process and its descendants."""
    children = {}
    for entry in PROC.iterdir() if PROC.exists() else []:
        if not entry.name.isdigit():
            continue
        try:
            parent = int((entry / "stat").read_text().rsplit(")", 1)[1].split()[1])
        except (OSError, IndexError, ValueError):
            continue
        children.setdefault(parent, []).append(int(entry.name))
    found, open_ends = [], [root]
    while open_ends:
        pid = open_ends.pop()
        found.append(pid)
        open_ends += children.get(pid, [])
    return found


def reset_peaks(root):
    """Sets the peaks of a tree of processes back to what they hold now; False where the system does not allow it."""
    try:
        for pid in tree(root):
            (PROC / str(pid) / "clear_refs").write_text("5")
        return True
    except OSError:
        return False


def peaks(root):
    """Peak resident bytes of a tree of processes, the JVMs apart; an upper bound, since peaks need not coincide."""
    java, others = 0, 0
    for pid in tree(root):
        size = _high_water_mark(pid)
        if _name(pid) == "java":
            java += size
        else:
            others += size
    return {"jvm_bytes": java, "other_bytes": others, "bytes": java + others} if java + others else None


def _high_water_mark(pid):
    try:
        for line in (PROC / str(pid) / "status").read_text().splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) * 1024
    except (OSError, ValueError, IndexError):
        pass
    return 0


def _name(pid):
    try:
        return (PROC / str(pid) / "comm").read_text().strip()
    except OSError:
        return ""


def cpu_seconds(pid):
    """Processor seconds that a process has used, on all its threads."""
    try:
        fields = (PROC / str(pid) / "stat").read_text().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    except (OSError, IndexError, ValueError):
        return None
