"""An office's sheet, saved in every way, is one board; the program of the package reads it too."""

import contextlib
import io
import runpy
import sys
import tempfile
import unittest
import unittest.mock
from pathlib import Path

from support import DATA, openpyxl

import chiso
from chiso._run.command import main

OFFICER = DATA / "officer"
TREE = chiso.Tree.read_csv(OFFICER / "criteria.csv")
HOW = chiso.Mapping.read_csv(OFFICER / "read.csv")
TEXTS = ["comma.csv", "semicolon.csv", "tab.txt", "utf16.txt"]
SHEETS = [OFFICER / f"results-2025-{text}" for text in TEXTS]
SHEETS += [OFFICER / "results-2025.xlsx"] if openpyxl else []


def run(*arguments):
    """What the program prints, what it says, and its exit status."""
    out, said = io.TextIOWrapper(io.BytesIO(), encoding="utf-8"), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(said):
        try:
            status = main([str(argument) for argument in arguments])
        except SystemExit as end:
            status = end.code
    out.flush()
    return out.buffer.getvalue().decode(), said.getvalue(), status


class TheSheet(unittest.TestCase):
    def test_is_one_board_however_it_was_saved(self):
        boards = []
        for path in SHEETS:
            intake = chiso.Intake()
            board = intake.board(TREE, path, mapping=HOW).score()
            intake.check_printed(board.report(), path)
            self.assertEqual([str(doubt) for doubt in intake], [], path)
            boards.append(board)
        self.assertEqual({board.to_csv() for board in boards}, {boards[0].to_csv()})
        self.assertEqual(len({board.report().to_json() for board in boards}), 1)
        self.assertEqual((len(boards[0]), boards[0].blocks()[1]), (7, "Khối UBND cấp huyện"))
        self.assertEqual(boards[0]["Huyện Nam", "1.1"].text, "0")
        self.assertEqual(boards[0]["Thanh tra tỉnh", "2.2"].state, chiso.State.NOT_APPLICABLE)

    def test_prints_figures_that_are_looked_at(self):
        text = (OFFICER / "results-2025-semicolon.csv").read_text("utf-8-sig")
        intake = chiso.Intake()
        board = intake.board(TREE, "p.csv", text.replace("20,84;94,74%;1", "20,85;94,74%;2"), HOW)
        intake.check_printed(board.score().report(), "p.csv")
        self.assertEqual([(one.line, one.unit) for one in intake.doubts], [(8, "Sở Nội vụ")] * 2)

    def test_of_the_year_after_is_read_by_the_same_mapping(self):
        texts = [OFFICER / "results-2026-semicolon.csv"]
        texts += [OFFICER / "results-2026.xlsx"] if openpyxl else []
        boards = [chiso.Intake().board(TREE, path, mapping=HOW).score() for path in texts]
        self.assertEqual(len({board.to_csv() for board in boards}), 1)
        self.assertEqual(
            [boards[0]["Sở Y tế", code].text for code in ("1.1", "1.2")], ["1.5", "2.75"]
        )

    @unittest.skipUnless(openpyxl, "openpyxl is absent")
    def test_is_what_its_script_makes(self):
        with tempfile.TemporaryDirectory() as folder:
            made = runpy.run_path(str(OFFICER / "make.py"))
            made["main"].__globals__["HERE"] = Path(folder)
            made["main"]()
            for path in sorted(Path(folder).iterdir()):
                shipped = OFFICER / path.name
                if path.suffix == ".xlsx":
                    # Other releases of openpyxl write the same cells in other bytes.
                    boards = [
                        chiso.Board.read_excel(TREE, one, None, HOW) for one in (path, shipped)
                    ]
                    self.assertEqual(boards[0].to_csv(), boards[1].to_csv())
                else:
                    self.assertEqual(path.read_bytes(), shipped.read_bytes(), path.name)


class TheProgram(unittest.TestCase):
    def test_makes_the_table_beside_the_sheet(self):
        table = (OFFICER / "table.txt").read_text("utf-8")
        for path in SHEETS:
            how = ["--read", OFFICER / "read.csv", "--lang", "vi"]
            self.assertEqual(run(OFFICER / "criteria.csv", path, *how), (table, "", 0))

    @unittest.skipUnless(openpyxl, "openpyxl is absent")
    def test_names_sheets_and_cells(self):
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder, "p.xlsx")
            book = openpyxl.Workbook()
            book.active.title = "Tiêu chí"
            for row in (["code", "title", "max"], ["1", "A", 10]):
                book.active.append(row)
            sheet = book.create_sheet("Điểm")
            for row in (["unit", "1"], ["a", 5], ["total", 7]):
                sheet.append(row)
            book.save(path)
            files = [f"{path}!Tiêu chí", f"{path}!Điểm"]
            text, said, status = run(*files)
            self.assertIn("1/2  total", text)
            self.assertEqual(status, 0)
            self.assertTrue(said.startswith(f"{path}:Điểm!A3: note: "), said)
            self.assertEqual(run(*files, "--strict")[::2], ("", 1))
            sheet["B2"] = 11
            book.save(path)
            text, said, status = run(*files)
            self.assertEqual((text, status), ("", 1))
            self.assertTrue(
                said.startswith(f"{path}:Điểm!B2: unit a, criterion 1: 11 is above"), said
            )
            text, said, status = run(path, f"{path}!2")
            self.assertIn("say which", said)

    def test_writes_files_as_a_whole_and_never_over_what_it_reads(self):
        with tempfile.TemporaryDirectory() as folder:
            points = Path(folder, "p.csv")
            points.write_text("unit,1.1\na,1\n", encoding="utf-8")
            files = [OFFICER / "criteria.csv", points]
            self.assertEqual(run(*files, "-o", points)[2], 1)
            self.assertEqual(points.read_text("utf-8"), "unit,1.1\na,1\n")
            self.assertEqual(run(*files, "-o", Path(folder, "no", "o.txt"))[2], 1)
            out = Path(folder, "o.csv")
            self.assertEqual(run(*files, "-o", out, "--format", "csv")[::2], ("", 0))
            self.assertTrue(out.read_text("utf-8").startswith("unit,"))
            read = Path(folder, "read.csv")
            self.assertEqual(run(files[0], SHEETS[1], "--suggest", read)[::2], ("", 0))
            self.assertIn("header,5-6", read.read_text("utf-8"))
            self.assertEqual(run(files[0], SHEETS[1], "--suggest", read)[2], 1)

    def test_says_what_it_does_not_take(self):
        files = [OFFICER / "criteria.csv", SHEETS[0]]
        for wrong in (
            [],
            [files[0]],
            [*files, "third"],
            [*files, "--ties", "none"],
            [*files, "--unit-map", "m.csv"],
        ):
            text, said, status = run(*wrong)
            self.assertEqual((text, status), ("", 2))
            self.assertTrue(said.startswith("chiso: "), said)
        for wrong, what in (
            ([files[0], "no.csv"], "chiso: there is no file no.csv"),
            ([*files, "--read", OFFICER / "read.csv", "--tie-break", "9"], "--tie-break: "),
            ([*files, "--read", "no.csv"], "chiso: there is no file no.csv"),
        ):
            text, said, status = run(*wrong)
            self.assertEqual((text, status), ("", 1))
            self.assertTrue(said.startswith(what), said)

    def test_needs_openpyxl_for_workbooks_only(self):
        with unittest.mock.patch.dict(sys.modules, {"openpyxl": None}):
            text, said, status = run(OFFICER / "criteria.csv", OFFICER / "results-2025.xlsx")
        self.assertEqual((text, status), ("", 1))
        self.assertIn("pip install chiso[excel]", said)


if __name__ == "__main__":
    unittest.main()
