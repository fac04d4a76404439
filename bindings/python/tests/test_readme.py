"""The examples of the pages that introduce the package run as printed."""

from __future__ import annotations

import contextlib
import importlib.util
import io
import os
import re
import shutil
import subprocess
import unittest

from support import ROOT

PAGE = ROOT / "bindings" / "python" / "README.md"


def blocks_of(path):
    """The blocks of code of a page: their language, "" for what is printed, and their text."""
    text = path.read_text(encoding="utf-8")
    return re.findall(r"^```(\w*)\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)


def programs_of(path):
    """The programs of a page, each with what stands below it as printed."""
    blocks = blocks_of(path)
    followed = zip(blocks, [*blocks[1:], ("", "")])
    return [
        (text, printed if language == "" else "")
        for (kind, text), (language, printed) in followed
        if kind == "python"
    ]


def prints(text, names):
    """What a program prints, run with the names of those before it in the root of the sources."""
    printed = io.StringIO()
    before = os.getcwd()
    os.chdir(ROOT)
    try:
        with contextlib.redirect_stdout(printed):
            exec(compile(text, "README.md", "exec"), names)
    finally:
        os.chdir(before)
    return "".join(line.rstrip() + "\n" for line in printed.getvalue().splitlines())


class ThePage(unittest.TestCase):
    def test_of_the_project_prints_what_stands_below_its_example(self):
        programs = programs_of(ROOT / "README.md")
        self.assertEqual(len(programs), 1)
        for text, printed in programs:
            self.assertEqual(prints(text, {}), printed)

    @unittest.skipUnless(
        importlib.util.find_spec("pandas") and importlib.util.find_spec("openpyxl"),
        "needs pandas and openpyxl",
    )
    def test_of_the_package_prints_what_stands_below_its_examples(self):
        programs, names = programs_of(PAGE), {}
        self.assertGreater(len(programs), 6)
        for text, printed in programs:
            with self.subTest(text):
                self.assertEqual(prints(text, names), printed)

    def test_of_the_package_names_only_what_there_is(self):
        import chiso

        table = re.findall(r"^\| (`.*?`) \|", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
        self.assertGreater(len(table), 10)
        for name in re.findall(r"`(\w+)`", " ".join(table)):
            self.assertTrue(hasattr(chiso, name), name)

    @unittest.skipUnless(shutil.which("dpkg-query"), "needs a Debian")
    def test_of_the_package_names_packages_that_there_are(self):
        commands = "".join(text for kind, text in blocks_of(PAGE) if kind == "sh")
        names = " ".join(re.findall(r"^apt-get install (.*)$", commands, re.MULTILINE)).split()
        self.assertIn("meson", names)
        told = subprocess.run(
            ["dpkg-query", "-W", "-f", "${Package} ${db:Status-Status}\n", *names],
            check=True,
            stdout=subprocess.PIPE,
            text=True,
        )
        self.assertEqual(told.stdout.split("\n").count(""), 1)
        self.assertEqual(told.stdout.count(" installed"), len(names))


if __name__ == "__main__":
    unittest.main()
