# Copyright 2026 The Quiver authors
# SPDX-License-Identifier: Apache-2.0
"""Builds the wheel: the package, the jars that Maven has built, and the texts of the benchmarks' queries. See `bin/quiver wheel`."""

import re
import shutil
import sys
from pathlib import Path

from setuptools import setup
from setuptools.command.build_py import build_py
from setuptools.command.egg_info import egg_info

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
sys.path.insert(0, str(HERE))

from quiver import environment  # noqa: E402

# They work on a checkout alone.
LEFT_OUT = re.compile(r"^(suite_\w+|spark_suites|verify_spark|linkage|untouched_job|wheel|site|prepare|jmh|tpcds|start)$")


class BuildFolder(egg_info):
    """Makes the folder of what a build leaves behind."""

    def initialize_options(self):
        (ROOT / "target" / "python").mkdir(parents=True, exist_ok=True)
        super().initialize_options()


class WithJars(build_py):
    """Adds what lies outside of the package's folder."""

    def find_package_modules(self, package, package_dir):
        modules = super().find_package_modules(package, package_dir)
        return [module for module in modules if not LEFT_OUT.match(module[1])]

    def run(self):
        package = Path(self.build_lib) / "quiver"
        # An older build's jar would go into the wheel too.
        shutil.rmtree(package, ignore_errors=True)
        super().run()
        (package / "jars").mkdir(parents=True)
        for jar in environment.jars("spark-plugin", "compat-tests", "benchmarks"):
            shutil.copy2(jar, package / "jars")
        for folder in ("tpch", "analytics"):
            shutil.copytree(ROOT / "benchmarks" / "src" / "main" / "resources" / folder, package / "queries" / folder)
        for name in ("LICENSE", "NOTICE"):
            shutil.copy2(ROOT / name, package)


setup(
    version=environment.version().replace("-SNAPSHOT", ".dev0"),
    packages=["quiver", "quiver.benchmark", "quiver.benchmark.everyday"],
    package_data={"quiver": ["driver-python", "py.typed"], "quiver.benchmark": ["style.css"]},
    cmdclass={"build_py": WithJars, "egg_info": BuildFolder},
)
