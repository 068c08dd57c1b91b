# Copyright 2026 The Quiver authors
# SPDX-License-Identifier: Apache-2.0
"""Which suites there are in Spark's test jar, package by package."""

import re
import struct
import zipfile

from quiver import plan_suites

PACKAGE = "org.apache.spark.sql."
# The packages whose suites are about what queries return; "" is org.apache.spark.sql itself.
PACKAGES = ["", "execution"]
PACKAGES += [
    "execution." + name
    for name in (
        "adaptive aggregate columnar datasources datasources.parquet datasources.orc datasources.csv datasources.json "
        "exchange joins python window"
    ).split()
]
PACKAGES += ["sources", "streaming", "connector"]

_NOT_CONCRETE = 0x0200 | 0x0400  # ACC_INTERFACE, ACC_ABSTRACT
# Some suites say their configuration behind the word: DynamicPartitionPruningV1SuiteAEOn.
_NAME = re.compile(r"Suite(?!Base|Utils)[A-Za-z0-9]*\.class$")
# Bytes after the tag of an entry of the constant pool: JVM specification, table 4.4.
_SIZES = {3: 4, 4: 4, 5: 8, 6: 8, 7: 2, 8: 2, 9: 4, 10: 4, 11: 4, 12: 4, 15: 3, 16: 2, 17: 4, 18: 4, 19: 2, 20: 2}


def full_name(suite):
    """Completes what a user types: `JoinSuite` and `execution.joins.InnerJoinSuite` are of org.apache.spark.sql."""
    return suite if suite.startswith("org.apache.") else PACKAGE + suite


def short_name(suite):
    return suite.removeprefix(PACKAGE)


def suites(test_jar, packages):
    """Returns the full names of the suites that can be run, without those about plans, in the order of `packages`, by name within each."""
    found = []
    with zipfile.ZipFile(test_jar) as jar:
        names = sorted(name for name in jar.namelist() if _NAME.search(name))
        for package in packages:
            folder = (PACKAGE + package).strip(".").replace(".", "/") + "/"
            for name in names:
                suite = name.removesuffix(".class").replace("/", ".")
                if (
                    name.startswith(folder)
                    and "/" not in name[len(folder) :]
                    and short_name(suite) not in plan_suites.REASONS
                    and _can_be_run(jar.read(name))
                ):
                    found.append(suite)
    return found


def _can_be_run(class_file):
    """Whether a class is concrete and ScalaTest may discover it."""
    return not _access_flags(class_file) & _NOT_CONCRETE and b"Lorg/scalatest/DoNotDiscover;" not in class_file


def _access_flags(class_file):
    """Reads the flags that stand behind the constant pool: JVM specification, 4.1."""
    (count,) = struct.unpack_from(">H", class_file, 8)
    position, index = 10, 1
    while index < count:
        tag = class_file[position]
        if tag == 1:
            position += 3 + struct.unpack_from(">H", class_file, position + 1)[0]
        else:
            position += 1 + _SIZES[tag]
        index += 2 if tag in (5, 6) else 1
    return struct.unpack_from(">H", class_file, position)[0]
