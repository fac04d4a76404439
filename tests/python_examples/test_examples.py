"""The Python examples, run as a user runs them: with the installed package, each as a program of
its own.
"""

import contextlib
import importlib.util
import io
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import time
import unittest
from unittest import mock

ROOT = pathlib.Path(__file__).resolve().parents[2]
EXAMPLES = ROOT / "examples" / "python"
UNITS = ("skhcn", "stc", "syt", "snv")
KINDS = set("ranking heat years bump periods profile lost bridge shares".split())


def has(*modules):
    return all(importlib.util.find_spec(module) for module in modules)


def running(session):
    """The processes of a session that have not ended, where Linux tells."""
    found = []
    for path in pathlib.Path("/proc").glob("[0-9]*/stat"):
        try:
            words = path.read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
        except OSError:
            continue
        if words[3] == str(session) and words[0] not in "ZX":
            found.append(int(path.parent.name))
    return found


def run(program, *arguments, status=0):
    """What a program prints; a test fails unless it ends with the status. It is in a session of its
    own, of which nothing may be left.
    """
    command = [sys.executable, "-B", str(EXAMPLES / program), *arguments]
    with tempfile.TemporaryDirectory() as folder:
        process = subprocess.Popen(
            command,
            cwd=folder,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )
        printed, said = process.communicate(timeout=120)
        left = os.listdir(folder)
    if process.returncode != status or left:
        raise AssertionError(
            f"{program} {arguments}: exit status {process.returncode}, left {left}\n{printed}{said}"
        )
    end = time.monotonic() + 20  # what serves a program's processes ends a moment after it
    while running(process.pid):
        if time.monotonic() > end:
            raise AssertionError(f"{program} {arguments} left {running(process.pid)} running")
        time.sleep(0.05)
    return printed if status == 0 else said


def module(name):
    """A program as a module, for a look at its parts."""
    with mock.patch.object(sys, "path", [str(EXAMPLES), *sys.path]):
        spec = importlib.util.spec_from_file_location(name, EXAMPLES / f"{name}.py")
        loaded = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(loaded)
    return loaded


def main_of(program, *arguments):
    """Runs main() in this process: how it ended, None for well, and what it printed."""
    printed = io.StringIO()
    with mock.patch.object(sys, "argv", [program.__name__, *arguments]), contextlib.redirect_stdout(
        printed
    ):
        try:
            program.main()
        except SystemExit as ended:
            return ended.code, printed.getvalue()
    return None, printed.getvalue()


class Quickstart(unittest.TestCase):
    def test_prints_the_ranking_a_province_and_how_its_percent_came_about(self):
        printed = run("quickstart.py")
        self.assertIn("   1  quangninh  Quảng Ninh     73.04  100    73.04", printed)
        self.assertIn("Hải Phòng: 70.61 %, rank 2/21, +8 places since 2019", printed)
        self.assertIn("13.64 (transparency, weight 0.2)", printed)

    def test_is_some_twenty_lines(self):
        lines = [
            line
            for line in (EXAMPLES / "quickstart.py").read_text(encoding="utf-8").splitlines()
            if line
        ]
        self.assertLessEqual(len(lines), 20)


class DepartmentReport(unittest.TestCase):
    def test_tells_a_year_in_english(self):
        printed = run("department_report.py")
        self.assertIn("Sở Tài chính: 87.78 of 100.00 points, 87.78 %, rank 2/4, band B", printed)
        self.assertIn("-3.73 points, -3.73 percentage points, the same rank", printed)
        self.assertIn("2.00 of 10.00       best 10.00, by snv", printed)
        self.assertIn("2.84 points more", printed)
        self.assertIn("8.00 → 10.00      then 89.78 %, rank 2", printed)
        self.assertTrue(printed.endswith("then 90.61 %, rank 1\n"))

    def test_tells_it_in_vietnamese(self):
        printed = run("department_report.py", "skhcn", "--rank", "2", "--lang", "vi")
        self.assertIn("85,55 trên 100,00 điểm, 85,55 %, hạng 3/4, xếp loại B", printed)
        self.assertTrue(printed.endswith("thì được 87,78 %, hạng 2\n"))

    def test_has_a_page_for_every_department_and_rank(self):
        for unit in UNITS:
            for rank in "14":
                for language in ("en", "vi"):
                    with self.subTest(unit=unit, rank=rank, language=language):
                        printed = run(
                            "department_report.py", unit, "--rank", rank, "--lang", language
                        )
                        self.assertNotIn("None", printed)
                        self.assertLessEqual(max(map(len, printed.splitlines())), 110)

    def test_is_a_page_that_can_be_published(self):
        with tempfile.TemporaryDirectory() as folder:
            path = pathlib.Path(folder, "stc.html")
            self.assertEqual(run("department_report.py", "--lang", "vi", "--html", str(path)), "")
            page = path.read_text(encoding="utf-8")
        for told in ('<html lang="vi">', "Sở Tài chính", "87,78", "tự chấm", "thẩm định", "<svg"):
            self.assertIn(told, page)
        self.assertNotIn("<script", page)

    def test_names_a_department_that_is_not_there(self):
        self.assertIn("unit 'none'", run("department_report.py", "none", status=1))


@unittest.skipUnless(has("numpy", "distributed"), "needs numpy and distributed")
class SurveyWithDask(unittest.TestCase):
    def test_counts_the_same_bytes_as_one_process(self):
        printed = run("survey_dask.py", "--answers", "1000000")
        self.assertRegex(printed, r"1 000 000 answers about 63 units, 40 questions, in 40 parts\n")
        self.assertRegex(printed, r"the two results are the same [\d ]+ bytes\n$")

    def test_counts_the_same_bytes_when_a_worker_is_killed(self):
        printed = run("survey_dask.py", "--answers", "1000000", "--kill")
        self.assertRegex(
            printed, r"killed the worker of process \d+; [1-9]\d* of 40 parts are lost with it"
        )
        self.assertIn("another worker took its place", printed)
        self.assertRegex(printed, r"the two results are the same [\d ]+ bytes\n$")

    def test_counts_fewer_answers_than_parts(self):
        self.assertIn("the two results are the same", run("survey_dask.py", "--answers", "3"))

    def test_ends_with_1_where_the_bytes_differ(self):
        survey = module("survey_dask")
        with mock.patch.object(
            survey, "count_by_cluster", lambda sizes, kill: survey.count(1, sizes[0])
        ):
            self.assertEqual(main_of(survey, "--answers", "1000")[0], "the two results differ")
        with mock.patch.object(
            survey, "count_by_cluster", lambda sizes, kill: survey.count_alone(sizes)
        ):
            self.assertIsNone(main_of(survey, "--answers", "1000")[0])

    def test_merges_in_any_order_to_the_same_bytes(self):
        survey = module("survey_dask")
        states = [survey.count(part, 500) for part in range(5)]
        whole = survey.merge(states)
        self.assertEqual(survey.merge(states[::-1]), whole)
        self.assertEqual(survey.merge([survey.merge(states[3:]), survey.merge(states[:3])]), whole)
        self.assertNotEqual(survey.merge(states[:4]), whole)


@unittest.skipUnless(has("dask"), "needs Dask")
class PartsWithDask(unittest.TestCase):
    def test_joins_what_threads_read(self):
        data = EXAMPLES.parent / "data" / "pci"
        self.assertRegex(
            run("parts_dask.py", data / "criteria.csv", data / "points-2021.csv", "--parts", "3"),
            r"^3 threads: .*\none reading: .*\n +1  \w+\n",
        )

    def test_parts_are_whole_lines(self):
        parts = module("parts_dask")
        text = b"unit,1\na,1\nbb,2\nccc,3"
        for count in range(1, 9):
            read = list(parts.parts_of(text, count))
            self.assertEqual(b"".join(part[7:] for part in read), text[7:])
            self.assertTrue(all(part.startswith(b"unit,1\n") for part in read))
            self.assertTrue(all(part.endswith(b"\n") for part in read[:-1]))


@unittest.skipUnless(has("numpy", "distributed"), "needs numpy and distributed")
class BoardWithDask(unittest.TestCase):
    def test_ranks_as_one_board(self):
        self.assertRegex(
            run("board_dask.py", "--units", "50000"),
            r"the ranks are the same: from 1 to [\d ]+, [\d ]+ different ones\n$",
        )

    def test_ends_with_1_where_the_ranks_differ(self):
        board = module("board_dask")
        wrong = board.numpy.ones(100, dtype="<u4")
        with mock.patch.object(board, "ranks_by_cluster", lambda tree_text, bounds: wrong):
            self.assertRegex(
                main_of(board, "--units", "100")[0], r"^the ranks differ, the first at unit u\d+$"
            )

    def test_shares_ranks_over_parts(self):
        board = module("board_dask")
        parts = [
            board.numpy.array(points, dtype="<i8").tobytes() for points in ([5, 9, 5], [9, 7], [5])
        ]
        counts = board.merge(
            [board.merge([board.count(part) for part in parts[:2]]), board.count(parts[2])]
        )
        ranks = [board.numpy.frombuffer(board.rank(part, counts), "<u4").tolist() for part in parts]
        self.assertEqual(ranks, [[4, 1, 4], [1, 3], [4]])


@unittest.skipUnless(has("distributed"), "needs distributed")
class RobustnessWithDask(unittest.TestCase):
    def test_gives_the_bytes_of_one_piece(self):
        self.assertRegex(
            run("robustness_dask.py", "--draws", "2003"),
            r"the bytes are the same: 2 003 draws, \d+ steady ranks\n$",
        )

    def test_ends_with_1_where_the_bytes_differ(self):
        drawn = module("robustness_dask")
        with mock.patch.object(drawn, "drawn_by_cluster", lambda bounds, what: b"other"):
            self.assertEqual(main_of(drawn, "--draws", "100")[0], "the bytes differ")

    def test_merges_parts_in_any_order(self):
        drawn = module("robustness_dask")
        parts = [drawn.draw(first, 10, "weights:40%") for first in (20, 0, 10)]
        self.assertEqual(drawn.merge(parts, "weights:40%"), drawn.draw(0, 30, "weights:40%"))


@unittest.skipUnless(has("nbconvert", "ipykernel"), "needs nbconvert and ipykernel")
class Notebook(unittest.TestCase):
    def cells(self, path):
        return [
            cell
            for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]
            if cell["cell_type"] == "code"
        ]

    def test_is_kept_without_outputs(self):
        for cell in self.cells(EXAMPLES / "notebook.ipynb"):
            self.assertEqual((cell["outputs"], cell["execution_count"]), ([], None))

    def test_runs_from_top_to_bottom(self):
        with tempfile.TemporaryDirectory() as folder:
            kernels = {
                "JUPYTER_PATH": f"{folder}/share/jupyter",
                "PYDEVD_DISABLE_FILE_VALIDATION": "1",
            }
            places = {
                name: folder
                for name in (
                    "JUPYTER_CONFIG_DIR",
                    "JUPYTER_DATA_DIR",
                    "JUPYTER_RUNTIME_DIR",
                    "IPYTHONDIR",
                )
            }
            environment = {**os.environ, **places, **kernels}
            install = [sys.executable, "-m", "ipykernel", "install", "--prefix", folder]
            execute = [
                sys.executable,
                "-m",
                "nbconvert",
                "--to",
                "notebook",
                "--execute",
                "--output-dir",
                folder,
                str(EXAMPLES / "notebook.ipynb"),
            ]
            for command in (install, execute):
                ended = subprocess.run(
                    command,
                    env=environment,
                    stdout=subprocess.PIPE,
                    stderr=subprocess.STDOUT,
                    text=True,
                    timeout=120,
                )
                self.assertEqual(ended.returncode, 0, ended.stdout)
            cells = self.cells(pathlib.Path(folder) / "notebook.ipynb")
        outputs = "".join(json.dumps(cell["outputs"], ensure_ascii=False) for cell in cells)
        for expected in (
            "Quảng Ninh",
            "73.04 %, rank 1",
            "70.61 %, rank 2 as before",
            "Decimal('70.605')",
            "<table class=",
        ):
            self.assertIn(expected, outputs.replace('\\"', '"'))
        self.assertTrue(all(cell["execution_count"] for cell in cells))
        drawn = [one for cell in cells for one in cell["outputs"] if "data" in one]
        figures = ["image/svg+xml" in one["data"] for one in drawn].count(True)
        self.assertEqual(figures, len(KINDS))

    def test_shows_every_figure(self):
        code = "".join("".join(cell["source"]) for cell in self.cells(EXAMPLES / "notebook.ipynb"))
        named = set(re.findall(r'figure\(\s*"(\w+)"', code))
        # What a unit has over the years, and a tally, have one kind.
        named |= {"years"} if 'series["haiphong", "labor"].figure(' in code else set()
        named |= {"shares"} if "tally.figure(" in code else set()
        self.assertEqual(named, KINDS)


if __name__ == "__main__":
    unittest.main()
