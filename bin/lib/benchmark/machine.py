# Copyright 2026 The Quiver authors
# SPDX-License-Identifier: Apache-2.0
"""What a measurement was made on: machine, code and data, without names of hosts or folders."""

import os
import platform
import subprocess
from pathlib import Path

from environment import ROOT, java


def describe_machine():
    model, memory_kb = "unknown", 0
    try:
        for line in Path("/proc/cpuinfo").read_text().splitlines():
            if line.startswith("model name"):
                model = line.split(":", 1)[1].strip()
                break
        memory_kb = int(Path("/proc/meminfo").read_text().split()[1])
    except OSError:
        pass
    return {
        "processor": model,
        "cores": os.cpu_count(),
        "memory_gb": round(memory_kb / 1024 / 1024, 1),
        "system": f"{platform.system()} {platform.release()}",
        "java": _java_version(),
        "python": platform.python_version(),
        "load_before": round(os.getloadavg()[0], 2),
    }


def _java_version():
    lines = subprocess.run([java(), "-version"], capture_output=True, text=True).stderr.splitlines()
    return lines[0] if lines else "unknown"


def commit():
    """The commit that was measured, with `+` when files differ from it."""
    return _git("rev-parse", "HEAD")[:12] + ("+" if _git("status", "--porcelain", "--untracked-files=no") else "")


def _git(*arguments):
    try:
        return subprocess.run(["git", "-C", str(ROOT), *arguments], capture_output=True, text=True).stdout.strip()
    except OSError:
        return ""


def describe_data(folder):
    """Files and bytes of each table."""
    tables = {}
    for table in sorted(entry for entry in folder.iterdir() if entry.is_dir()):
        sizes = [file.stat().st_size for file in table.glob("*.parquet")]
        tables[table.name] = {"files": len(sizes), "bytes": sum(sizes)}
    return tables
