# Copyright 2026 The Quiver authors
# SPDX-License-Identifier: Apache-2.0
"""`bin/quiver docs`: the documents of the checkout as a site."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

from quiver.environment import HOME, ROOT, Problem, Step, log_file, shown, tail

HELP = """usage: bin/quiver docs

Builds target/site from the Markdown files of the checkout, with MkDocs Material from PyPI in .quiver/venv-docs. A link that leads nowhere
fails the build.
"""
PACKAGES = ["mkdocs==1.6.1", "mkdocs-material==9.8.1"]
# The pages keep their places, so that links between them are those of the checkout.
_PAGES = ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md", "RELEASING.md", "docs/**/*.md", "docker/README.md", "benchmarks/README.md"]
_PAGES += ["benchmarks/results/*/report.md"]
_LINK = re.compile(r"\]\(([^)#\s:]+)(?:#[^)]*)?\)")
_NAVIGATION = {
    "Home": "index.md",
    "Start": "docs/start.md",
    "Where it runs": "docs/platforms.md",
    "How it works": "docs/how-it-works.md",
    "Troubleshooting": "docs/troubleshooting.md",
    "Would it help my jobs?": "docs/assess.md",
    "Compatibility": "docs/compatibility.md",
    "Operators": "docs/operators.md",
    "Functions": "docs/functions.md",
    "Settings": "docs/settings.md",
    "Memory and tuning": "docs/memory.md",
    "In Spark's UI": "docs/ui.md",
    "Containers": "docker/README.md",
    "Benchmarks": "benchmarks/README.md",
    "Beside other engines": "docs/comparison.md",
    "Architecture": "ARCHITECTURE.md",
    "Plans": "docs/substrait-dialect.md",
    "Plans without Spark": "docs/substrait-functions.md",
    "Testing": "docs/testing.md",
    "Contributing": "CONTRIBUTING.md",
    "Changelog": "CHANGELOG.md",
}


def main(arguments):
    if arguments:
        print(HELP)
        return 0 if arguments == ["--help"] else 2
    source, out, log = ROOT / "target" / "site-source", ROOT / "target" / "site", log_file("docs.log")
    gather(ROOT, source)
    config = ROOT / "target" / "mkdocs.yml"
    config.write_text(configuration(source, out))
    command = [_python(), "-m", "mkdocs", "build", "--strict", "--config-file", str(config)]
    with Step(f"Building the site (log: {shown(log)})"), open(log, "w") as stream:
        status = subprocess.run(command, stdout=stream, stderr=stream, env=dict(os.environ, NO_MKDOCS_2_WARNING="1")).returncode
    if status != 0:
        raise Problem(f"the site was not built:\n{tail(log, 30)}")
    print(shown(out / "index.html"))
    return 0


def gather(root, folder):
    """Copies the pages, and the files of the checkout that they link to."""
    shutil.rmtree(folder, ignore_errors=True)
    pages = sorted(page for pattern in _PAGES for page in root.glob(pattern))
    wanted = set(pages)
    for page in pages:
        for target in _LINK.findall(page.read_text()):
            file = (page.parent / target).resolve()
            if file.is_file() and root in file.parents:
                wanted.add(file)
    for file in wanted:
        # The README is what the start page shows.
        name = Path("index.md") if file == root / "README.md" else file.relative_to(root)
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        text = file.read_bytes()
        (folder / name).write_bytes(re.sub(rb"\]\(((?:\.\./)*)README\.md\)", rb"](\1index.md)", text) if file.suffix == ".md" else text)


def configuration(source, out):
    navigation = "\n".join(f"  - {title}: {page}" for title, page in _NAVIGATION.items())
    return f"""site_name: Quiver
docs_dir: {source}
site_dir: {out}
use_directory_urls: false
theme:
  name: material
  font: false
  features: [content.code.copy, navigation.top, search.highlight]
  palette:
    - media: "(prefers-color-scheme: light)"
      scheme: default
      primary: teal
      toggle: {{ icon: material/weather-night, name: dark }}
    - media: "(prefers-color-scheme: dark)"
      scheme: slate
      primary: teal
      toggle: {{ icon: material/weather-sunny, name: light }}
markdown_extensions: [tables, admonition, toc, pymdownx.superfences]
validation:
  omitted_files: ignore
  not_found: warn
  anchors: warn
  absolute_links: warn
  unrecognized_links: warn
nav:
{navigation}
"""


def _python():
    venv = HOME / "venv-docs"
    command, installed = venv / "bin" / "python", venv / "installed"
    if installed.is_file() and installed.read_text() == " ".join(PACKAGES):
        return str(command)
    shutil.rmtree(venv, ignore_errors=True)
    log = log_file("venv-docs.log")
    with Step(f"Making a Python environment with MkDocs in {shown(venv)} (once)"), open(log, "w") as out:
        for step in ([sys.executable, "-m", "venv", str(venv)], [str(command), "-m", "pip", "install", "-q", *PACKAGES]):
            if subprocess.run(step, stdout=out, stderr=out).returncode != 0:
                raise Problem(f"MkDocs could not be installed:\n{tail(log, 8)}")
    installed.write_text(" ".join(PACKAGES))
    return str(command)
