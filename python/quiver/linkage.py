# Copyright 2026 The Quiver authors
# SPDX-License-Identifier: Apache-2.0
"""Resolves what a jar's classes name in other jars, as the JVM would link them, without running anything."""

import re
import struct
import zipfile

_ABSTRACT, _FINAL, _STATIC, _PRIVATE = 0x0400, 0x0010, 0x0008, 0x0002
_CONSTRUCTOR = "<init>"
_OF_OBJECT = ("getClass", "hashCode", "equals", "toString", "clone", "notify", "notifyAll", "wait")
# What of the JDK a class may inherit from that declares nothing.
_WITHOUT_MEMBERS = ("java/lang/Object", "java/io/Serializable", "java/lang/Cloneable")
_LOOKED_AT = ("org/apache/spark/", "org/apache/parquet/", "org/apache/hadoop/", "org/apache/arrow/", "scala/")
# Where MinorClasses finds the classes for one minor of Spark.
# Our classes that are loaded only where another class is there.
_ONLY_WITH = {
    "io/quiver/exec/sink/parquet/encode/SizedPages$WithGeospatial": "org/apache/parquet/column/statistics/geospatial/GeospatialStatistics",
}
_OF_A_MINOR = re.compile(r"META-INF/quiver/spark-(\d+)_(\d+)/(.*)\.class$")


class ClassFile:
    """What linking asks of a class: its ancestors, its members and what it refers to."""

    def __init__(self, data):
        self._data, self._at = data, 8
        self._pool = self._read_pool()
        self.access, this, parent, interfaces = self._take(">HHHH")
        self.name = self._class_name(this)
        self.parents = ([self._class_name(parent)] if parent else []) + [self._class_name(i) for i in self._take(f">{interfaces}H")]
        self.fields = self._read_members()
        self.methods = self._read_members()

    def _take(self, form):
        values = struct.unpack_from(form, self._data, self._at)
        self._at += struct.calcsize(form)
        return values

    def _read_pool(self):
        (count,) = self._take(">H")
        pool, index = {}, 1
        while index < count:
            (tag,) = self._take(">B")
            if tag == 1:
                (length,) = self._take(">H")
                pool[index] = (tag, self._data[self._at : self._at + length].decode("utf-8", "replace"))
                self._at += length
            elif tag in (5, 6):
                pool[index] = (tag, self._take(">Q"))
                index += 1
            elif tag == 15:
                pool[index] = (tag, self._take(">BH"))
            elif tag in (7, 8, 16, 19, 20):
                pool[index] = (tag, self._take(">H")[0])
            elif tag in (3, 4):
                pool[index] = (tag, self._take(">I"))
            else:
                pool[index] = (tag, self._take(">HH"))
            index += 1
        return pool

    def _read_members(self):
        members = {}
        for _ in range(self._take(">H")[0]):
            access, name, descriptor, attributes = self._take(">HHHH")
            members[(self._text(name), self._text(descriptor))] = access
            for _ in range(attributes):
                self._at += 6 + struct.unpack_from(">I", self._data, self._at + 2)[0]
        return members

    def _text(self, index):
        return self._pool[index][1]

    def _class_name(self, index):
        return self._text(self._pool[index][1])

    def references(self):
        """Yields ('class', name), ('field', owner, key) and ('method', owner, key)."""
        for tag, value in self._pool.values():
            if tag == 7:
                name = self._text(value).lstrip("[")
                if name != self._text(value):
                    name = name[1:-1] if name.startswith("L") else ""
                if name:
                    yield ("class", name)
            elif tag in (9, 10, 11):
                name, descriptor = self._pool[value[1]][1]
                owner = self._class_name(value[0])
                if not owner.startswith("["):
                    yield ("field" if tag == 9 else "method", owner, (self._text(name), self._text(descriptor)))


class ClassPath:
    """The classes of some jars, read as they are asked for; the first jar that has one wins."""

    def __init__(self, jars, minor=None):
        self._homes, self._read = {}, {}
        for jar in jars:
            archive = zipfile.ZipFile(jar)
            for entry in archive.namelist():
                own = _OF_A_MINOR.match(entry)
                if own and _minor(own) == minor:
                    self._homes[own.group(3)] = (archive, entry)
                elif entry.endswith(".class") and not entry.startswith("META-INF/"):
                    self._homes.setdefault(entry[:-6], (archive, entry))

    def names(self):
        return self._homes.keys()

    def find(self, name):
        if name not in self._read:
            home = self._homes.get(name)
            self._read[name] = ClassFile(home[0].read(home[1])) if home else None
        return self._read[name]

    def lineage(self, name):
        """The class and all its ancestors, superclasses first; None stands for one that is not on this path: the JDK's, or missing."""
        found, waiting = {}, [name]
        while waiting:
            each = waiting.pop(0)
            if each not in found:
                found[each] = self.find(each)
                if found[each]:
                    waiting[:0] = found[each].parents
        return found


def minors(jar):
    """The minors of Spark that the jar has classes for."""
    found = (_OF_A_MINOR.match(entry) for entry in zipfile.ZipFile(jar).namelist())
    return sorted({_minor(each) for each in found if each})


def _minor(match):
    return f"{match.group(1)}.{match.group(2)}"


def unresolved(jar, spark_jars, minor):
    """Returns the problems that the jar's classes have with these jars, sorted, as (our class, problem)."""
    path = ClassPath([jar, *spark_jars], minor)
    problems = set()
    for name in ClassPath([jar], minor).names():
        if path.find(_ONLY_WITH.get(name, name)) is None:
            continue
        for reference in path.find(name).references():
            problem = _problem(path, reference)
            if problem:
                problems.add((name, problem))
        problems.update((name, problem) for problem in _inheritance(path, name))
    return sorted(problems)


def _problem(path, reference):
    owner = reference[1]
    lineage = path.lineage(owner)
    if path.find(owner) is None:
        return f"no class {owner}" if owner.startswith(_LOOKED_AT) else None
    # What ancestors in the JDK declare is not on the path.
    if reference[0] == "class" or not any(name.startswith(_LOOKED_AT) for name in lineage):
        return None
    member = reference[2]
    classes = [each for each in lineage.values() if each]
    if member[0] == _CONSTRUCTOR:
        classes = classes[:1]
    elif any(each is None and name not in _WITHOUT_MEMBERS for name, each in lineage.items()) or member[0] in _OF_OBJECT:
        return None
    if any(member in (each.fields if reference[0] == "field" else each.methods) for each in classes):
        return None
    return f"no {reference[0]} {owner}.{member[0]} {member[1]}"


def _inheritance(path, name):
    """What the JVM refuses when the class is loaded, or when an inherited method without a body is called."""
    here = path.find(name)
    lineage = path.lineage(name)
    known = [each for each in lineage.values() if each]
    for each in known:
        if each is here:
            continue
        if each.name in here.parents and each.access & _FINAL:
            yield f"final class {each.name}"
        for key, access in each.methods.items():
            mine = here.methods.get(key)
            if access & _FINAL and not access & (_STATIC | _PRIVATE) and mine is not None and not mine & _STATIC:
                yield f"final method {each.name}.{key[0]} {key[1]}"
    if here.access & _ABSTRACT:
        return
    bodies = {key for each in known for key, access in each.methods.items() if not access & (_ABSTRACT | _STATIC)}
    for each in known:
        if not each.name.startswith(_LOOKED_AT):
            continue
        for key, access in each.methods.items():
            # Traits call Object's methods through such accessors, which only Scala's own classes implement.
            if access & _ABSTRACT and key not in bodies and key[0] not in _OF_OBJECT and "$$super$" not in key[0]:
                yield f"no body for {each.name}.{key[0]} {key[1]}"
