"""The C library is found, and one that does not fit is refused with each path that was tried and
why.
"""

import ast
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import unittest

from support import ROOT

import chiso
from chiso._c import functions, library
from chiso._c.structs import structs


def started_with(path):
    """Standard error of a program that imports the package with this library."""
    environment = {
        **os.environ,
        "CHISO_LIBRARY": str(path),
        "PYTHONPATH": str(pathlib.Path(chiso.__file__).parents[1]),
    }
    program = """
try:
    import chiso
    print(chiso.library_path)
except ImportError as error:
    print(error)
"""
    done = subprocess.run(
        [sys.executable, "-c", program],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    return done.stdout + done.stderr


class TheLibrary(unittest.TestCase):
    def test_has_the_version_of_the_project_and_the_package(self):
        project = re.search(
            r"^\s*version: '([^']+)'",
            (ROOT / "meson.build").read_text(encoding="utf-8"),
            re.MULTILINE,
        ).group(1)
        self.assertEqual(chiso.__version__, project)
        self.assertEqual(library.lib.chiso_version().decode(), project)

    def test_is_named_by_its_path(self):
        self.assertEqual(started_with(chiso.library_path).strip(), chiso.library_path)

    def test_that_is_not_there_is_named(self):
        text = started_with("/no/such/libchiso.so")
        self.assertIn(
            "chiso's C library could not be loaded. Tried:\n"
            "  /no/such/libchiso.so (CHISO_LIBRARY): there is no such file",
            text,
        )
        self.assertIn("CHISO_LIBRARY=/path/to/libchiso.so says which one to take.", text)

    def test_that_is_none_is_refused(self):
        with tempfile.TemporaryDirectory() as folder:
            path = pathlib.Path(folder) / "libchiso.so"
            path.write_text("not a library", encoding="utf-8")
            self.assertIn(f"{path} (CHISO_LIBRARY): ", started_with(path))

    def test_that_is_nowhere_is_told_with_each_path_that_was_tried(self):
        with tempfile.TemporaryDirectory() as folder:
            package = pathlib.Path(folder) / "chiso"
            shutil.copytree(
                pathlib.Path(chiso.__file__).parent,
                package,
                ignore=shutil.ignore_patterns("libchiso*", "__pycache__"),
            )
            environment = {
                name: value for name, value in os.environ.items() if name != "CHISO_LIBRARY"
            }
            program = [sys.executable, "-c", "import chiso"]
            done = subprocess.run(
                program,
                env={**environment, "PYTHONPATH": folder},
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                text=True,
            )
            lines = done.stderr.partition("could not be loaded. Tried:\n")[2].splitlines()
            carried = [
                line
                for line in lines
                if line.startswith(f"  {package}{os.sep}")
                and line.endswith(" (in the package): there is no such file")
            ]
            self.assertTrue(carried, done.stderr)
            self.assertEqual(lines[: len(carried)], carried)
            self.assertTrue(
                all(" (by the system's loader): " in line for line in lines[len(carried) : -1])
                and len(lines) > len(carried) + 1,
                done.stderr,
            )

    @unittest.skipUnless(shutil.which("cc"), "needs a C compiler")
    def test_of_another_release_or_with_a_function_less_is_refused(self):
        names = [name for name in functions.FUNCTIONS if name != "chiso_version"]
        with tempfile.TemporaryDirectory() as folder:
            for more, left_out, expected in (
                (
                    'const char *chiso_version(void) { return "9.9.9"; }',
                    "",
                    f"it is release 9.9.9, and the package is {chiso.__version__}",
                ),
                ("", "", "it has no function chiso_version"),
                (
                    f'const char *chiso_version(void) {{ return "{chiso.__version__}"; }}',
                    "chiso_board_score",
                    "it has no function chiso_board_score",
                ),
                (
                    f'const char *chiso_version(void) {{ return "{chiso.__version__}"; }}',
                    "",
                    f"its struct chiso_{structs.names[0]} has 0 bytes instead of",
                ),
            ):
                source = pathlib.Path(folder) / "other.c"
                stubs = "".join(
                    f"long {name}(void) {{ return 0; }}\n" for name in names if name != left_out
                )
                source.write_text(stubs + more, encoding="utf-8")
                other = source.with_name("libother.so")
                subprocess.run(
                    ["cc", "-w", "-shared", "-fPIC", "-o", str(other), str(source)], check=True
                )
                self.assertIn(f"{other} (CHISO_LIBRARY): {expected}", started_with(other))

    def test_reads_in_the_oldest_python_that_is_promised(self):
        for path in pathlib.Path(chiso.__file__).parent.rglob("*.py"):
            ast.parse(path.read_text(encoding="utf-8"), feature_version=(3, 9))

    def test_is_used_as_the_type_checker_saw_it(self):
        import typed_use

        self.assertEqual(typed_use.main()[0], "a: 90.74 %, 1/2; 17.24 of 19")

    def test_is_typed(self):
        self.assertTrue((pathlib.Path(chiso.__file__).parent / "py.typed").exists())


class TheErrors(unittest.TestCase):
    def test_are_also_what_a_python_program_expects(self):
        for kind, built_in in (
            (chiso.NumberError, ValueError),
            (chiso.CellError, ValueError),
            (chiso.StateError, ValueError),
            (chiso.UnitError, LookupError),
            (chiso.NodeError, LookupError),
            (chiso.ColumnError, LookupError),
            (chiso.OutOfMemoryError, MemoryError),
            (chiso.FileError, OSError),
        ):
            self.assertTrue(issubclass(kind, built_in) and issubclass(kind, chiso.ChisoError))

    def test_carry_status_line_column_and_both_languages(self):
        with self.assertRaises(chiso.ChisoError) as caught:
            chiso.Tree.from_csv("code,title,max\n1,A,x\n")
        error = caught.exception
        self.assertEqual((error.status, error.line, error.column), (chiso.Status.E_NUMBER, 2, 5))
        self.assertEqual(str(error), f"line 2:5: {error.message}")
        self.assertNotEqual(error.message, error.message_vi)

    def test_name_the_unit_and_the_criterion_that_they_are_about(self):
        tree = chiso.Tree.from_csv("code,title,max\n1,A,10\n1.1,B,10\n")
        board = chiso.Board.from_csv(tree, "unit,1.1\nskhcn,5\n")

        def put(value):
            board["skhcn", "1.1"] = value

        for wrong, unit, criterion in (
            (lambda: put("20"), "skhcn", "1.1"),
            (lambda: put(20), "skhcn", "1.1"),
            (lambda: put(float("inf")), "skhcn", "1.1"),
            (lambda: board.__setitem__(("skhcn", "1"), 5), "skhcn", "1"),
            (lambda: board["sxd"], "sxd", ""),
            (lambda: tree["9"], "", "9"),
            (lambda: chiso.Board.from_csv(tree, "unit,1.1\nsxd,20\n"), "sxd", "1.1"),
            (lambda: chiso.Tree.from_csv("code,title,max\n1,A,x\n"), "", "1"),
            (lambda: board.ranking("9"), "", "9"),
        ):
            with self.assertRaises(chiso.ChisoError) as caught:
                wrong()
            error = caught.exception
            self.assertEqual((error.unit, error.criterion), (unit, criterion), error)

    def test_are_in_both_languages_also_where_c_gives_a_status_alone(self):
        with self.assertRaises(chiso.RangeError) as caught:
            chiso.share_of(5, 3)
        error = caught.exception
        self.assertEqual(error.message, "5 of 3 answers: number out of range")
        self.assertEqual(error.message_vi, "số nằm ngoài phạm vi cho phép")

    def test_of_a_file_begin_with_its_name(self):
        with tempfile.TemporaryDirectory() as folder:
            path = pathlib.Path(folder) / "criteria.csv"
            path.write_text("code,title,max\n1,A,x\n", encoding="utf-8")
            with self.assertRaisesRegex(chiso.NumberError, re.escape(f"{path}:2:5: ")):
                chiso.Tree.read_csv(path)


if __name__ == "__main__":
    unittest.main()
