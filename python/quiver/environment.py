# Copyright 2026 The Quiver authors
# SPDX-License-Identifier: Apache-2.0
"""What the commands stand on: Java, Maven, the jars of this checkout, and a Python with pyspark."""

import functools
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from importlib import metadata
from pathlib import Path

PACKAGE = Path(__file__).resolve().parent
ROOT = PACKAGE.parents[1]
# A checkout, in which jars are built, or an installed package, which brings them.
IN_CHECKOUT = (ROOT / "spark-plugin" / "pom.xml").is_file()


def _home():
    own = os.environ.get("QUIVER_HOME")
    if own:
        return Path(own)
    if IN_CHECKOUT:
        return ROOT / ".quiver"
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "quiver"


# What the commands make and keep.
HOME = _home()
# How people call the commands.
PROGRAM = "bin/quiver" if IN_CHECKOUT else "python -m quiver"
# What `mvn verify` tests in full; the poms name it too. Not the newest supported: measures and answers are to be of one Spark until one says otherwise.
DEFAULT_SPARK = "4.1.3"
# The newest of each minor that is tried.
_NEWEST = {"3.5": "3.5.9", "4.0": "4.0.5", "4.1": "4.1.4", "4.2": "4.2.1", "4.3": "4.3.0", "newest": "4.3.0"}
# Pandas 3 has NaN where Spark's suites expect None.
SUITES_PACKAGES = ["pandas<3", "pyarrow"]
PLUGIN_CLASS = "io.quiver.spark.QuiverPlugin"
LISTENER_CLASS = "io.quiver.compat.AccelerationListener"
NAMES_CLASS = "io.quiver.compat.TestNames"

_COMPAT = ("api", "minors", "spark-4.0", "spark-4.1", "spark-4.2", "spark-4.3")
# module folder -> (name of the jar without version, Maven modules to build)
_JARS = {
    "spark-plugin": "quiver-spark-4_2.13",
    "compat-tests": "quiver-compat-tests",
    "benchmarks": "quiver-benchmarks",
}
# What a module's jar is made of, besides its own sources.
_BUILT_FROM = {
    "spark-plugin": ["spark-plugin", "native-exec", "substrait-bridge", "spark-compat", *(f"spark-compat/{each}" for each in _COMPAT)],
    "compat-tests": ["compat-tests"],
    "benchmarks": ["benchmarks"],
}


class Problem(Exception):
    """Something the user can put right; the text says how."""


def use_spark(version):
    """Has all that comes run on another Spark than the one that Quiver is built with."""
    os.environ["QUIVER_SPARK"] = newest_patch(version)
    python.cache_clear()
    _pyspark_home.cache_clear()


def newest_patch(version):
    return _NEWEST.get(version, version)


def pyspark_version():
    if os.environ.get("QUIVER_SPARK"):
        return os.environ["QUIVER_SPARK"]
    if not IN_CHECKOUT:
        try:
            return metadata.version("pyspark")
        except metadata.PackageNotFoundError:
            pass
    return DEFAULT_SPARK


def version():
    """Quiver's own version: that of the checkout's pom, or of the installed package."""
    if IN_CHECKOUT:
        return re.search(r"<artifactId>quiver</artifactId>\s*<version>(.*?)</version>", (ROOT / "pom.xml").read_text()).group(1)
    return metadata.version("quiver-spark")


def help_page(text):
    """The help of a command, with the name under which it was called."""
    return text.replace("bin/quiver", PROGRAM)


def say(text):
    """Shows progress; results go to stdout, this does not."""
    print(text, file=sys.stderr, flush=True)


class Step:
    """A line of progress that ends with the seconds the step took."""

    def __init__(self, text):
        self._text = text

    def __enter__(self):
        print(f"{self._text} ... ", end="", file=sys.stderr, flush=True)
        self._start = time.time()
        return self

    def __exit__(self, kind, *_):
        seconds = time.time() - self._start
        print("failed" if kind else f"done ({seconds:.0f} s)", file=sys.stderr, flush=True)


def java():
    """Returns the java command, after checking that Spark 4.1 can run on it."""
    home = os.environ.get("JAVA_HOME")
    command = str(Path(home) / "bin" / "java") if home else shutil.which("java")
    if not command or not Path(command).exists():
        where = f"JAVA_HOME is {home}, which has no bin/java" if home else "java is not on the PATH"
        raise Problem(f"{where}; install a JDK 17 (Debian: apt install openjdk-17-jdk-headless) or set JAVA_HOME.")
    version = _java_version(command)
    found = re.match(r"(\d+)", version)
    if not found or not 17 <= int(found.group(1)) < 25:
        raise Problem(f"{command} is of version {version or 'unknown'}; Spark 4.1 needs Java 17 or 21. Set JAVA_HOME to one.")
    return command


def _java_version(command):
    """Reads the version from the file beside every JDK, and only where there is none asks Java itself, which takes longer."""
    release = Path(command).resolve().parents[1] / "release"
    if release.is_file():
        found = re.search(r'^JAVA_VERSION="([^"]*)"', release.read_text(errors="replace"), re.MULTILINE)
        if found:
            return found.group(1)
    found = re.search(r'version "([^"]*)"', subprocess.run([command, "-version"], capture_output=True, text=True).stderr)
    return found.group(1) if found else ""


def maven():
    command = shutil.which("mvn")
    if not command:
        raise Problem("mvn is not on the PATH; install Maven 3.8 or newer (Debian: apt install maven).")
    return command


def _jar(module):
    jars = [
        jar
        for jar in sorted((ROOT / module / "target" if IN_CHECKOUT else PACKAGE / "jars").glob(f"{_JARS[module]}-*.jar"))
        if not jar.name.endswith(("-sources.jar", "-tests.jar", "-javadoc.jar", "-shaded.jar"))
    ]
    return jars[-1] if jars else None


def _is_fresh(module):
    jar = _jar(module)
    if jar is None:
        return False
    built = jar.stat().st_mtime
    for source in _BUILT_FROM[module]:
        for folder in (ROOT / source / "src" / "main", ROOT / source / "src" / "stubs", ROOT / source / "pom.xml"):
            files = [folder] if folder.is_file() else folder.rglob("*")
            if any(file.is_file() and file.stat().st_mtime > built for file in files):
                return False
    return True


@functools.lru_cache
def jars(*modules):
    """Returns the jars of the modules, building what is missing or older than its sources; looks once in a process."""
    # A build that runs these commands has made the jars itself and must not be started within itself.
    may_build = IN_CHECKOUT and os.environ.get("QUIVER_BUILD") != "never"
    stale = [module for module in modules if may_build and not _is_fresh(module)]
    if stale:
        java()
        log = log_file("build.log")
        with Step(f"Building {', '.join(stale)} (first use or changed sources; log: {shown(log)})"):
            command = [maven(), "-q", "-B", "-Dquick", "-Dmaven.test.skip=true", "-DskipTests", "-pl", ",".join(stale), "-am", "package"]
            with open(log, "w") as out:
                status = subprocess.run(command, cwd=ROOT, stdout=out, stderr=out).returncode
            if status != 0:
                print(tail(log, 30), file=sys.stderr)
                raise Problem(f"the build failed; the whole log is in {shown(log)}.")
    found = []
    for module in modules:
        jar = _jar(module)
        if jar is None:
            raise Problem(f"there is no jar {_JARS[module]}-*.jar in {module}/target.")
        found.append(jar)
    return tuple(found)


@functools.lru_cache
def python():
    """Returns a Python that has pyspark: an installed package's own, in a checkout one that is made under .quiver/ on first use."""
    own = os.environ.get("QUIVER_PYTHON")
    if own:
        if _pyspark_home(own) is None:
            raise Problem(f"QUIVER_PYTHON={own} has no pyspark {pyspark_version()}.")
        return own
    if not IN_CHECKOUT:
        if _pyspark_home(sys.executable) is None:
            raise Problem(f"{sys.executable} has no pyspark; install it: pip install 'pyspark>=4.0,<4.4'.")
        return sys.executable
    venv = HOME / ("venv" if pyspark_version() == DEFAULT_SPARK else f"venv-{pyspark_version()}")
    command = venv / "bin" / "python"
    if command.exists() and _pyspark_home(str(command)):
        return str(command)
    shutil.rmtree(venv, ignore_errors=True)
    log = log_file("venv.log")
    with Step(f"Making a Python environment with pyspark {pyspark_version()} in {shown(venv)} (about 450 MB, once)"):
        with open(log, "w") as out:
            made = subprocess.run([sys.executable, "-m", "venv", str(venv)], stdout=out, stderr=out)
            if made.returncode != 0:
                print(tail(log, 8), file=sys.stderr)
                raise Problem("python3 cannot make virtual environments (Debian: apt install python3-venv).")
            install = [str(command), "-m", "pip", "install", "-q", f"pyspark=={pyspark_version()}"]
            if subprocess.run(install, stdout=out, stderr=out).returncode != 0:
                print(tail(log, 8), file=sys.stderr)
                raise Problem(f"pip could not install pyspark {pyspark_version()}; the log is in {shown(log)}.")
    _pyspark_home.cache_clear()
    return str(command)


def _suites_venv():
    return HOME / ("suites-venv" if pyspark_version() == DEFAULT_SPARK else f"suites-venv-{pyspark_version()}")


def installed_suites_python():
    """Returns the Python of `suites_python` where it is made already, else None."""
    linked = _suites_venv() / "linked"
    made = linked.is_file() and linked.read_text() == _pyspark_home(python())
    return str(linked.parent / "bin" / "python") if made else None


def suites_python():
    """Returns a Python with pandas and pyarrow beside our pyspark, which Spark's own suites ask for; makes it on first use."""
    found = installed_suites_python()
    if found:
        return found
    home = _pyspark_home(python())
    venv = _suites_venv()
    command = venv / "bin" / "python"
    linked = venv / "linked"
    shutil.rmtree(venv, ignore_errors=True)
    log = log_file("suites-venv.log")
    with Step(f"Making a Python environment with pandas and pyarrow in {shown(venv)} (once)"), open(log, "w") as out:
        for step in ([sys.executable, "-m", "venv", str(venv)], [str(command), "-m", "pip", "install", "-q", *SUITES_PACKAGES]):
            if subprocess.run(step, stdout=out, stderr=out).returncode != 0:
                raise Problem(f"no environment with {' and '.join(SUITES_PACKAGES)} could be made; the log is in {shown(log)}.")
    packages = next((venv / "lib").glob("python*/site-packages"))
    (packages / "pyspark.pth").write_text(str(Path(home).parent) + "\n")
    linked.write_text(home)
    return str(command)


@functools.lru_cache
def _pyspark_home(command):
    """Returns the SPARK_HOME inside a Python, or None when it has not the version we need."""
    inside = list(Path(command).parents[1].glob("lib/python3*/site-packages/pyspark"))
    home = str(inside[0]) if len(inside) == 1 else _asked_pyspark_home(command)
    version = Path(home) / "version.py"
    if not version.is_file() or pyspark_version() not in re.findall(r"['\"](.*?)['\"]", version.read_text()):
        return None
    return home


def _asked_pyspark_home(command):
    """What a Python says of itself: where it is no environment of its own, or has pyspark from elsewhere."""
    # Found, not imported: an import would make every command wait.
    probe = "import importlib.util as u; print(*u.find_spec('pyspark').submodule_search_locations)"
    done = subprocess.run([command, "-c", probe], capture_output=True, text=True, env=_clean_environment())
    return done.stdout.strip() if done.returncode == 0 else ""


def spark_home():
    """Returns the SPARK_HOME of the pyspark that commands run on."""
    home = _pyspark_home(python())
    if home is None:
        raise Problem(f"{python()} has no pyspark {pyspark_version()}.")
    return home


def _clean_environment():
    """The user's environment without what would point Python or Spark at another installation."""
    return {
        name: value
        for name, value in os.environ.items()
        if name not in ("SPARK_HOME", "PYTHONPATH", "PYSPARK_SUBMIT_ARGS", "SPARK_CONF_DIR")
    }


def spark_environment():
    """The environment variables under which spark-submit and pyspark find Java, Spark and Python."""
    java()
    command = python()
    environment = _clean_environment()
    environment["SPARK_HOME"] = _pyspark_home(command)
    environment["PYSPARK_PYTHON"] = command
    environment["PYSPARK_DRIVER_PYTHON"] = command
    environment["PYTHONDONTWRITEBYTECODE"] = "1"
    if "SPARK_CONF_DIR" in os.environ:
        environment["SPARK_CONF_DIR"] = os.environ["SPARK_CONF_DIR"]
    return environment


def spark_submit(environment):
    return str(Path(environment["SPARK_HOME"]) / "bin" / "spark-submit")


def engine_options(engine, with_listener=False):
    """The spark-submit options that make a run one of `stock` or `quiver`."""
    options = []
    added = []
    if engine == "quiver":
        added += jars("spark-plugin")
        options += ["--conf", f"spark.plugins={PLUGIN_CLASS}"]
    if with_listener:
        added += jars("compat-tests")
        options += ["--conf", f"spark.sql.queryExecutionListeners={LISTENER_CLASS}"]
    if added:
        options += ["--jars", ",".join(map(str, added))]
    return options


def merge_jars(options, user_options):
    """Joins our --jars with the user's: spark-submit takes the last one only."""
    merged, ours = [], None
    iterator = iter(options)
    for option in iterator:
        if option == "--jars":
            ours = next(iterator)
        else:
            merged.append(option)
    theirs = []
    kept = []
    iterator = iter(user_options)
    for option in iterator:
        if option == "--jars":
            theirs.append(next(iterator, ""))
        else:
            kept.append(option)
    together = ",".join([part for part in [ours] + theirs if part])
    return merged + (["--jars", together] if together else []) + kept


def split_spark_options(arguments):
    """Splits `[spark options] file [args]`; returns options, file, args (file is None when there is none)."""
    switches = {"--verbose", "-v", "--supervise"}
    options = []
    position = 0
    while position < len(arguments) and arguments[position].startswith("-"):
        option = arguments[position]
        options.append(option)
        position += 1
        if option not in switches and "=" not in option:
            if position == len(arguments):
                raise Problem(f"the option {option} has no value.")
            options.append(arguments[position])
            position += 1
    if position == len(arguments):
        return options, None, []
    return options, arguments[position], arguments[position + 1 :]


def option_value(argument, rest, kind):
    """The value of `--option=value`, or of `--option value`, whose value is taken off `rest`, as `kind` reads it."""
    option, given, value = argument.partition("=")
    if not given and not rest:
        raise Problem(f"the option {option} has no value.")
    try:
        return kind(value if given else rest.pop(0))
    except ValueError:
        raise Problem(f"the option {option} wants a number.") from None


def existing_file(name):
    if not Path(name).is_file():
        raise Problem(f"there is no file {name}.")
    return name


def log_file(name):
    HOME.mkdir(parents=True, exist_ok=True)
    return HOME / name


def scratch(prefix):
    """A folder that is there while it is used."""
    HOME.mkdir(parents=True, exist_ok=True)
    return tempfile.TemporaryDirectory(prefix=prefix, dir=HOME)


def tail(file, lines):
    return "\n".join(Path(file).read_text(errors="replace").splitlines()[-lines:])


def shown(path):
    return os.path.relpath(path)
