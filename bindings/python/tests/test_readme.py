"""The example of the page that introduces the project runs as printed."""

from __future__ import annotations

import contextlib
import io
import os
import re
import unittest

from support import ROOT


class ReadmeTest(unittest.TestCase):
    def test_example_prints_what_stands_below_it(self) -> None:
        page = (ROOT / "README.md").read_text(encoding="utf-8")
        found = re.search(r"```python\n(.*?)```\n\nprints\n\n```\n(.*?)```", page, re.DOTALL)
        assert found is not None
        printed = io.StringIO()
        before = os.getcwd()
        os.chdir(ROOT)
        try:
            with contextlib.redirect_stdout(printed):
                exec(compile(found[1], "README.md", "exec"), {})
        finally:
            os.chdir(before)
        self.assertEqual(printed.getvalue(), found[2])


if __name__ == "__main__":
    unittest.main()
