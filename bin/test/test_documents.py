# Copyright 2026 The Quiver authors
# SPDX-License-Identifier: Apache-2.0
"""The documents: that links lead somewhere, here and in the site made of them."""

import re
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "python"))

from quiver import __main__ as commands  # noqa: E402
from quiver import site  # noqa: E402

_LINK = re.compile(r"\]\(([^)\s]+)\)")


def pages():
    listed = subprocess.run(["git", "ls-files", "*.md"], cwd=ROOT, capture_output=True, text=True).stdout.split()
    return [ROOT / name for name in listed] or sorted(ROOT.glob("docs/**/*.md"))


class LinksTest(unittest.TestCase):
    def test_every_link_leads_to_a_file(self):
        broken = []
        for page in pages():
            for link in _LINK.findall(page.read_text()):
                if not re.match(r"\w+:|#", link) and not (page.parent / link.split("#")[0]).exists():
                    broken.append(f"{page.relative_to(ROOT)}: {link}")
        self.assertEqual([], broken)

    def test_commands_that_documents_name_are_there(self):
        known = {command.split()[0] for command in commands.COMMANDS} | {"help"}
        wrong = []
        for page in pages():
            for name in re.findall(r"^    bin/quiver ([a-z][\w-]*)", page.read_text(), re.MULTILINE):
                if name not in known:
                    wrong.append(f"{page.relative_to(ROOT)}: bin/quiver {name}")
        self.assertEqual([], wrong)

    def test_the_first_screen_is_short(self):
        self.assertLessEqual(len((ROOT / "README.md").read_text().splitlines()), 50)


class SiteTest(unittest.TestCase):
    def test_pages_keep_their_places_and_bring_what_they_link_to(self):
        with tempfile.TemporaryDirectory() as base:
            root, folder = Path(base).resolve() / "root", Path(base) / "site"
            for name, text in (
                ("README.md", "[a](docs/a.md)"),
                ("docs/a.md", "[home](../README.md) [job](../examples/job.py#L1) [out](../../etc/passwd)"),
                ("examples/job.py", "print()"),
                ("examples/other.py", "print()"),
            ):
                (root / name).parent.mkdir(parents=True, exist_ok=True)
                (root / name).write_text(text)
            site.gather(root, folder)
            found = sorted(str(file.relative_to(folder)) for file in folder.rglob("*") if file.is_file())
            self.assertEqual(["docs/a.md", "examples/job.py", "index.md"], found)
            self.assertIn("[home](../index.md)", (folder / "docs/a.md").read_text())

    def test_the_navigation_names_pages_that_are_there(self):
        for page in site._NAVIGATION.values():
            self.assertTrue((ROOT / page).exists() or page == "index.md", page)


if __name__ == "__main__":
    unittest.main()
