# Copyright 2026 The Quiver authors
# SPDX-License-Identifier: Apache-2.0
"""What a measurement was made on: machine, code and data, without names of hosts or folders."""

import os
import platform
import subprocess
import time
from pathlib import Path

from quiver.environment import IN_CHECKOUT, ROOT, java, version


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
        "load_before": round(_busy_cores(), 2),
    }


def _busy_cores(seconds=2.0):
    """How many cores work for others now. The system's load average would still hold what ended minutes ago: our own build, say."""
    try:
        before = processor_times(Path("/proc/stat").read_text())
        time.sleep(seconds)
        return busy_cores(before, processor_times(Path("/proc/stat").read_text()), os.cpu_count())
    except OSError:
        return os.getloadavg()[0]


def processor_times(stat):
    """Idle and all time of all cores, from the first line of /proc/stat: user, nice, system, idle, iowait, irq, softirq, steal."""
    times = [int(field) for field in stat.split("\n", 1)[0].split()[1:9]]
    return times[3] + times[4], sum(times)


def busy_cores(before, after, cores):
    idle, all_time = after[0] - before[0], after[1] - before[1]
    return cores * (1 - idle / all_time) if all_time else 0.0


def _java_version():
    lines = subprocess.run([java(), "-version"], capture_output=True, text=True).stderr.splitlines()
    return lines[0] if lines else "unknown"


def commit():
    """The commit that was measured, with `+` when files differ from it; of an installed package its version."""
    if not IN_CHECKOUT:
        return version()
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
        sizes = [file.stat().st_size for file in table.iterdir() if file.name[0] not in "._"]
        tables[table.name] = {"files": len(sizes), "bytes": sum(sizes)}
    return tables
