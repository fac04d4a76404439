"""Tables as workbooks: cells have their types, names are never formulas, a chart stands beside."""

import pathlib
import re
import sys
import tempfile
import unittest
import zipfile
from decimal import Decimal
from unittest import mock

from support import openpyxl, small_board, small_tree
from test_markup import boards, every_table

import chiso
from chiso._in.workbook import read_sheet
from chiso._out import sheet as sheets

FORMULAS = [
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "#N/A",
    '=HYPERLINK("http://x")',
    "=cmd|'/c x'!A1",
    "=A1",
]


@unittest.skipUnless(openpyxl, "needs openpyxl")
class Workbooks(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.path = pathlib.Path(folder.name, "a.xlsx")

    def written(self, table, **options):
        """The sheet of a table, and the text of the files in it."""
        table.to_excel(self.path, **options)
        with zipfile.ZipFile(self.path) as packed:
            self.parts = {name: packed.read(name).decode("utf-8") for name in packed.namelist()}
        return openpyxl.load_workbook(self.path).active

    def column(self, place, heading):
        heads = [cell.value for cell in place[1]]
        return [cell for cell in next(place.iter_cols(heads.index(heading) + 1, None, 2))]


class Cells(Workbooks):
    def test_are_typed_and_have_the_digits_of_the_table(self):
        now = boards()[0]
        place = self.written(now.ranking())
        self.assertEqual(place.title, "PCI")
        self.assertEqual(place.freeze_panes, "A2")
        for cells, row in zip(place.iter_rows(min_row=2), now.ranking()):
            rank, unit, name, achieved, most, percent = cells
            self.assertEqual((rank.value, unit.value, name.value), (row.rank, row.unit, row.name))
            self.assertEqual(Decimal(str(achieved.value)), row.achieved)
            self.assertEqual((achieved.number_format, most.number_format), ("0.000", "0"))
            self.assertEqual(Decimal(str(percent.value)) * 100, row.percent)
            self.assertEqual(percent.number_format, "0.00%")
            self.assertEqual([one.data_type for one in cells], list("nssnnn"))

    def test_are_read_back_as_what_they_were(self):
        now = boards()[0]
        now.ranking().to_excel(self.path, language="vi")
        lines = read_sheet(self.path).text().splitlines()
        self.assertEqual(lines[0].split("\t")[5], "Tỷ lệ")
        for line, row in zip(lines[1:], now.ranking()):
            cells = line.split("\t")
            self.assertEqual(Decimal(cells[3]), row.achieved)
            self.assertEqual(cells[5], f"{row.percent}%")

    def test_of_changes_have_signs(self):
        now, before = boards()
        comparison = now.compare(before)
        for table in (comparison, comparison.movers(3), comparison["haiphong"].nodes):
            place = self.written(table)
            percents = self.column(place, "percent")
            self.assertEqual(percents[0].number_format, "+0.00%;-0.00%;0.00%")
            told = [None if p.value is None else Decimal(str(p.value)) * 100 for p in percents]
            self.assertEqual(told, [row.percent for row in table])
        self.written(comparison[:2])
        self.assertIn("+0.00%;-0.00%;0.00%", self.parts["xl/styles.xml"])

    def test_of_every_table_are_its_figures(self):
        for table in [*every_table(), chiso.Tally(["a"], {"q": 2}), small_board()["sxd"]]:
            with self.subTest(type(table)):
                place = self.written(table, chart=False)
                headings, cells, count = table._visible(2**63)
                self.assertEqual([cell.value or "" for cell in place[1]], headings)
                self.assertEqual(place.max_row, count + 1)
                for written, row in zip(place.iter_rows(min_row=2), cells):
                    for cell, value in zip(written, row):
                        if isinstance(value, (int, float, Decimal)) and not hasattr(value, "word"):
                            scale = 100 if "%" in cell.number_format else 1
                            self.assertAlmostEqual(float(cell.value) * scale, float(value), 9)
                            self.assertEqual(cell.data_type, "b" if value is True else "n")

    def test_without_a_figure_are_empty_and_ranks_are_numbers(self):
        board = chiso.Board(small_tree()).add_units(["a", "b"])
        board["a", "1"] = 5
        place = self.written(board.score())
        self.assertEqual([cell.value for cell in self.column(place, "rank")], [1, None])
        ties = small_board()
        place = self.written(ties.ranking(overall=True, ties="average"))
        self.assertTrue(all(cell.data_type == "n" for cell in self.column(place, "rank")))

    def test_that_a_spreadsheet_cannot_hold_are_texts(self):
        for value, is_held in (
            (Decimal("1234567890.12345"), True),
            (Decimal("1234567890.123456"), False),
            (Decimal("9200000000000.000000"), True),
            (10**15, False),
            (True, True),
            (float("inf"), False),
            (chiso.State.SCORED, False),
            ("1", False),
        ):
            self.assertEqual(sheets._is_held(value), is_held, value)
        tree = chiso.Tree.from_csv("code,title,max\n1,A,9000000000000\n")
        board = chiso.Board.from_csv(tree, "unit,1\na,1234567890.123456\n").score()
        place = self.written(board.ranking())
        cell = self.column(place, "achieved")[0]
        self.assertEqual((cell.value, cell.data_type), ("1234567890.123456", "s"))


class Names(Workbooks):
    def test_are_never_formulas(self):
        tree = chiso.Tree("=1+1")
        tree.add("1", "=2+2", 10)
        board = chiso.Board(tree)
        for i, name in enumerate(FORMULAS):
            board.add_unit(f"u{i}", name, "=block")
            board[f"u{i}", "1"] = i
        board.score()
        shown = [board, tree, board.ranking(), board.report(), board["u0"], board["u0"].ledger()]
        shown += [board.compare(board), board.compare(board)["u0"].nodes]
        shown += [chiso.Series({"=1": board})["u0"], chiso.Bands({"=A": 1})]
        for table in shown:
            place = self.written(table)
            with self.subTest(type(table)):
                texts = [cell for row in place.iter_rows() for cell in row if cell.value]
                self.assertTrue(all(cell.data_type in "sn" for cell in texts))
                for cell in texts:
                    if str(cell.value).startswith(("=", "+", "-", "@")) and cell.data_type == "s":
                        self.assertTrue(cell.quotePrefix, cell.value)
                for name, text in self.parts.items():
                    self.assertNotRegex(text, r"<f[ >]" if "charts" not in name else "<x>", name)
        names = [cell.value for cell in self.column(self.written(board), "name")]
        self.assertEqual(names, FORMULAS)

    def test_are_written_whatever_is_in_them(self):
        tree = small_tree()
        board = chiso.Board(tree)
        for i, name in enumerate(
            ("a\nb\x1b[31m", "<x>&\"'", "\ufffe\uffff", "x" * 3000, "\u202eabc")
        ):
            board.add_unit(f"u{i}", name)
            board[f"u{i}", "1"] = i
        place = self.written(board.score())
        names = [cell.value for cell in self.column(place, "name")]
        self.assertEqual((names[0], names[1]), ("a b [31m", "<x>&\"'"))
        self.assertEqual(names[3], "x" * 3000)
        self.assertLessEqual(max(d.width for d in place.column_dimensions.values()), 60)

    def test_of_sheets_are_what_a_spreadsheet_takes(self):
        for title in ("", "a/b:c*[d]?\\e", "'", "x" * 60, "=1", "Kết quả 2025", "a\nb", "History"):
            place = self.written(small_board(), sheet=title)
            self.assertRegex(place.title, r"^[^\[\]:*?/\\']{1,31}$")
        self.assertEqual(self.written(small_board(), sheet="Kết quả 2025").title, "Kết quả 2025")
        with self.assertRaisesRegex(chiso.TextError, "the name of the sheet is .* NUL"):
            small_board().to_excel(self.path, sheet="a\0")
        with self.assertRaisesRegex(TypeError, "the name of the sheet is int"):
            small_board().to_excel(self.path, sheet=3)


class Headings(Workbooks):
    def test_are_in_the_language_that_is_asked_for(self):
        place = self.written(boards()[0]["haiphong"].ledger(), language="vi")
        self.assertEqual([cell.value for cell in place[1]][:3], ["Mã", "Tên tiêu chí", "Điểm đạt"])
        self.assertTrue(all(cell.font.b for cell in place[1]))
        with self.assertRaisesRegex(ValueError, "language is 'fr'"):
            small_board().to_excel(self.path, language="fr")

    def test_and_cells_have_room(self):
        place = self.written(small_board(), language="vi")
        for column in place.iter_cols():
            widest = max(len(str(cell.value or "")) for cell in column)
            room = place.column_dimensions[column[0].column_letter].width
            self.assertGreaterEqual(room, min(widest, 58) * (column[0].column != 6))


class Charts(Workbooks):
    def chart(self):
        return "".join(text for name, text in self.parts.items() if "charts/chart" in name)

    def test_stand_beside_what_has_bars(self):
        now, before = boards()
        for table, caption in (
            (now.ranking(), "PCI"),
            (now.compare(before), "PCI: changes, up is positive"),
            (now["haiphong"].ledger(), "haiphong 'Hải Phòng': 70.605 of 100, lost 29.395"),
            (now["haiphong"], "haiphong 'Hải Phòng'"),
        ):
            place = self.written(table)
            names = [c.value for c in place[1]]
            drawn = names.index(next(iter(table._bars))) + 1
            letter = openpyxl.utils.get_column_letter(drawn)
            count = place.max_row
            self.assertIn(f"!$" + letter + f"$2:${letter}${count}<", self.chart())
            self.assertIn(caption, self.chart().replace("&apos;", "'"))
            self.assertIn('orientation val="maxMin"', self.chart())

    def test_are_left_out_where_they_are_not_wanted_or_could_not_be_read(self):
        self.written(small_board(), chart=False)
        self.assertEqual(self.chart(), "")
        many = chiso.Board(small_tree()).add_units([f"u{i}" for i in range(64)])
        for unit in many:
            many[unit.code, "1"] = 1
        self.written(many.score())
        self.assertEqual(self.chart(), "")
        for table in (small_tree(), chiso.Tally(["a"], {"q": 2}), small_board().ranking()[:0]):
            self.written(table)
            self.assertEqual(self.chart(), "")
        with self.assertRaisesRegex(TypeError, "chart is 'no'; expected a bool"):
            small_board().to_excel(self.path, chart="no")


class WhatIsRefused(Workbooks):
    def test_leaves_the_file_as_it_was(self):
        self.path.write_bytes(b"before")
        ranking, board = small_board().ranking(), small_board()
        stale = board.ranking()
        board["sxd", "1"] = 1
        ranking.close()
        for table, kind in ((ranking, chiso.ClosedError), (stale, chiso.StateError)):
            with self.assertRaises(kind):
                table.to_excel(self.path)
        for name in ("a.xls", "a", "a.csv", "xlsx"):
            with self.assertRaisesRegex(chiso.InputError, "expected a name that ends with .xlsx"):
                board.to_excel(self.path.parent / name)
        with self.assertRaises(chiso.FileError):
            board.to_excel(self.path.parent / "none" / "a.xlsx")
        self.assertEqual(self.path.read_bytes(), b"before")
        self.assertEqual([one.name for one in self.path.parent.iterdir()], ["a.xlsx"])

    def test_is_told_where_openpyxl_is_absent(self):
        with mock.patch.dict(sys.modules, {"openpyxl": None}):
            with self.assertRaisesRegex(ImportError, r"to_excel\(\) needs openpyxl"):
                small_board().to_excel(self.path)
        self.assertFalse(self.path.exists())


if __name__ == "__main__":
    unittest.main()
