"""Sheets of workbooks: what each kind of cell is read as, and where an error says it stands."""

import datetime
import io
import json
import random
import re
import sys
import tempfile
import unittest
import unittest.mock
from decimal import Decimal
from pathlib import Path

from support import openpyxl, small_tree

import chiso
from chiso._in import workbook as sheets

TREE = chiso.Tree.from_csv("code,title,max,rule\n1,A,2000,\n2,B,10,rate\n")
HEADINGS = ["unit", "block", "1", "2"]
TITLE = "Kết quả 2025"


@unittest.skipUnless(openpyxl, "openpyxl is absent")
class Sheets(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.path = Path(folder.name, "p.xlsx")
        self.book = openpyxl.Workbook()
        self.sheet = self.book.active
        self.sheet.title = TITLE

    def save(self, *rows):
        """Saves rows of values, or of pairs of a value and its format."""
        if rows:
            self.sheet.delete_rows(1, 99)
        for number, row in enumerate(rows, 1):
            for column, value in enumerate(row, 1):
                cell = self.sheet.cell(number, column)
                if isinstance(value, tuple):
                    cell.value, cell.number_format = value
                else:
                    cell.value = value
        self.book.save(self.path)
        return self.path

    def read(self, *rows, mapping=None):
        return chiso.Board.read_excel(TREE, self.save(*rows), mapping=mapping)


class ACell(Sheets):
    def texts(self, values, code="1"):
        rows = [[f"u{i}", "", None, None] for i in range(len(values))]
        for row, value in zip(rows, values):
            row[HEADINGS.index(code)] = value
        board = self.read(HEADINGS, *rows)
        return [board[f"u{i}", code] for i in range(len(values))]

    def test_of_a_number_has_its_shortest_decimals(self):
        cells = self.texts([17.24, 0.1 + 0.2, 1.234, 1e-7, 1000, 9.0, -0.0, (9.5, "0.000")])
        expected = ["17.24", "0.3", "1.234", "0.0000001", "1000", "9", "0", "9.5"]
        self.assertEqual([cell.text for cell in cells], expected)

    def test_in_percent_is_the_rate_that_is_shown(self):
        formats = ["0%", "0.0%", "0.00%", '_-* 0.00%_-;-0.0%;"-"', "[Red]0%"]
        cells = self.texts([(0.25, one) for one in formats], "2")
        self.assertEqual({cell.text for cell in cells}, {"25%"})
        self.assertEqual(self.texts([(0.978, '0.0" %"')], "1")[0].cell.value, Decimal("0.978"))
        self.assertEqual(self.texts([(0.29, "0%"), (0.07, "0%")], "2")[1].text, "7%")

    def test_that_shows_a_dash_for_0_is_0(self):
        accounting = '_(* #,##0.00_);_(* (#,##0.00);_(* "-"??_);_(@_)'
        self.assertEqual(
            [cell.cell.value for cell in self.texts([(0, accounting), (0.0, "0;0;-")])], [0, 0]
        )

    def test_that_is_text_is_read_as_in_a_file(self):
        cells = self.texts(["9,5", 8.25, "-", " 7,5 "])
        self.assertEqual([cell.text for cell in cells], ["9.5", "8.25", "-", "7.5"])

    def test_that_is_a_date_an_error_or_a_word_is_named_with_its_place(self):
        for value, what in (
            (datetime.date(2026, 3, 4), '"2026-03-04" is a date'),
            (datetime.datetime(2026, 3, 4, 5, 6), "2026-03-04 05:06:00"),
            (datetime.time(9, 30), '"09:30:00" is a time'),
            ("#N/A", "#N/A"),
            ('so "x"\tso', 'x"" so|x'),
        ):
            with self.assertRaisesRegex(chiso.InputError, what) as caught:
                self.read(HEADINGS, ["Sở Y tế", "", 5, None], ["b", "", value, 3])
            error = caught.exception
            self.assertEqual((error.line, error.column, error.unit), (3, 3, "b"))
            self.assertEqual(error.place, "'Kết quả 2025'!C3")
            self.assertTrue(str(error).startswith(f"{self.path}:'Kết quả 2025'!C3: "))

    def test_of_a_truth_is_yes_or_no(self):
        tree = chiso.Tree.from_csv("code,title,max,rule\n1,A,2,yesno\n")
        path = self.save(["unit", 1], ["a", True], ["b", False])
        self.assertEqual(chiso.Board.read_excel(tree, path).score().achieved("1"), [2, 0])


class AFormula(Sheets):
    def save_with(self, formula, cached, kind=b""):
        """Saves a formula with the value that a spreadsheet program would save with it."""
        self.save(HEADINGS, ["a", "", formula, None])
        source = io.BytesIO(self.path.read_bytes())
        with sheets.zipfile.ZipFile(source) as old, sheets.zipfile.ZipFile(self.path, "w") as new:
            for one in old.namelist():
                data = old.read(one)
                if one.endswith("sheet1.xml"):
                    data = data.replace(b"</f><v></v>", b"</f><v />").replace(b"</f><v />", cached)
                    data = re.sub(rb'(<c r="C2")[^>]*>', lambda c: c[1] + kind + b">", data)
                new.writestr(one, data)
        return self.path

    def test_is_its_value(self):
        path = self.save_with("=SUM(D2:E2)", b"</f><v>40.800000000000004</v>")
        board = chiso.Board.read_excel(TREE, path)
        self.assertEqual(board["a", "1"].text, "40.8")

    def test_may_give_an_empty_text(self):
        path = self.save_with('=IF(D2="","",1)', b"</f><v />", b' t="str"')
        self.assertEqual(chiso.Board.read_excel(TREE, path)["a", "1"].text, "")

    def test_without_a_value_is_refused_by_its_place(self):
        path = self.save(HEADINGS, ["a", "", "=1+2", "=3/4"])
        with self.assertRaisesRegex(
            chiso.CellError, r"=1\+2, as of 1 more; open the workb"
        ) as caught:
            chiso.Board.read_excel(TREE, path)
        self.assertEqual(caught.exception.place, "'Kết quả 2025'!C2")
        self.assertIn("lưu lại", caught.exception.message_vi)


class ASheet(Sheets):
    HOW = {"header": "2-3", "ignore": ["TT"], "column:Đơn vị": "unit", "column:Khối": "block"}

    def fill(self):
        self.save(
            ["KẾT QUẢ", None, None, None, None],
            ["TT", "Đơn vị", "Khối", "Kết quả", None],
            [None, None, None, 1, (2, "0")],
            [1, "a", "so", 5, (0.5, "0%")],
            [2, "b", None, 6.5, None],
            [3, "c", "huyen", 7, (0.75, "0%")],
        )
        for area in ("A1:E1", "A2:A3", "B2:B3", "C2:C3", "D2:E2", "C4:C5", "E4:E5"):
            self.sheet.merge_cells(area)
        self.book.save(self.path)

    def test_has_what_is_merged_in_each_row(self):
        self.fill()
        board = chiso.read_excel(self.path, TITLE, self.HOW, tree=TREE)
        self.assertEqual([unit.block for unit in board], ["so", "so", "huyen"])
        self.assertEqual([board[unit, "2"].text for unit in "abc"], ["50%", "50%", "75%"])

    def test_is_read_as_it_would_be_saved_as_csv(self):
        self.fill()
        text = "KẾT QUẢ,,,,\nTT,Đơn vị,Khối,Kết quả,\n,,,1,2\n1,a,so,5,50%\n2,b,,6.5,50%\n"
        text += "3,c,huyen,7,75%\n"
        board = chiso.Board.from_csv(TREE, text, {**self.HOW, "block": "down"})
        for how in (self.HOW, {**self.HOW, "decimal": "comma"}):
            read = chiso.Board(TREE).add_excel(self.path, mapping=how)
            self.assertEqual(read.to_csv(), board.to_csv())
        suggested = chiso.Mapping.suggest(TREE, self.path)
        self.assertEqual(list(suggested), list(chiso.Mapping.suggest_csv(TREE, text)))

    def test_is_the_only_one_or_named(self):
        self.save(HEADINGS, ["a", "so", 5, None])
        notes = self.book.create_sheet("Notes")
        self.assertEqual(len(chiso.Board.read_excel(TREE, self.save())), 1)
        notes["A1"] = "of the council"
        self.save()
        with self.assertRaisesRegex(chiso.InputError, f"sheets {TITLE}, Notes; say which"):
            chiso.Board.read_excel(TREE, self.path)
        for sheet in (TITLE, 1):
            self.assertEqual(len(chiso.Board.read_excel(TREE, self.path, sheet)), 1)
        for sheet in ("Kết quả", 3, 0):
            with self.assertRaisesRegex(chiso.InputError, f"there are {TITLE}, Notes"):
                chiso.Board.read_excel(TREE, self.path, sheet)
        with self.assertRaisesRegex(TypeError, "sheet is bool"):
            chiso.Board.read_excel(TREE, self.path, True)
        notes.sheet_state = "hidden"
        self.save()
        self.assertEqual(len(chiso.Board.read_excel(TREE, self.path)), 1)

    def test_of_criteria_is_a_tree(self):
        path = self.save(
            ["code", "title", "max", "rule"],
            [1, 'Steering "own"', None, None],
            [(1.1, "0.00"), "Plan", 2.5, "per 0,5"],
            ["1.2", "Tasks", 5, "rate"],
        )
        tree = chiso.Tree.read_excel(path)
        self.assertEqual([node.code for node in tree], ["1", "1.10", "1.2"])
        self.assertEqual(tree.root.max, Decimal("7.5"))
        self.assertEqual(chiso.Intake().tree(path).to_csv(), tree.to_csv())
        self.sheet["C3"] = "ten"
        with self.assertRaisesRegex(chiso.NumberError, "'Kết quả 2025'!C3: criterion 1.10, max"):
            chiso.Tree.read_excel(self.save())

    def test_that_is_none_is_refused(self):
        for data, what in (
            (b"unit,1\na,5\n", "no workbook"),
            (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old kind"),
            (b"PK\x05\x06" + bytes(18), "does not read"),
        ):
            self.path.write_bytes(data)
            with self.assertRaisesRegex(chiso.TextError, what) as caught:
                chiso.Board.read_excel(TREE, self.path)
            self.assertEqual(caught.exception.path, str(self.path))
        self.sheet["A1"] = None
        with self.assertRaisesRegex(chiso.EmptyError, "empty"):
            chiso.Board.read_excel(TREE, self.save())
        with self.assertRaisesRegex(chiso.FileError, "there is no file"):
            chiso.Tree.read_excel(self.path.with_name("q.xlsx"))

    def test_that_is_damaged_is_refused_or_read(self):
        data = self.save(HEADINGS, ["a", "", 5, (0.5, "0%")]).read_bytes()
        chance = random.Random(7)
        for _ in range(15):
            at = chance.randrange(len(data))
            flipped = bytes([data[at] ^ 1 << chance.randrange(8)])
            for broken in (data[:at], data[:at] + flipped + data[at + 1 :]):
                try:
                    chiso.Intake().board(TREE, "p.xlsx", broken)
                except chiso.InputError as error:
                    self.assertTrue(error.message and error.message_vi)

    def test_needs_openpyxl(self):
        self.save(HEADINGS)
        with unittest.mock.patch.dict(sys.modules, {"openpyxl": None}):
            with self.assertRaisesRegex(ImportError, r"pip install chiso\[excel\]"):
                chiso.Board.read_excel(TREE, self.path)


class AnIntake(Sheets):
    ROWS = [HEADINGS, ["a", "so", 5, (1.5, "0%")], ["b", "so", 6, (0.5, "0%")]]

    def test_names_cells_in_its_remarks(self):
        intake = chiso.Intake()
        board = intake.board(TREE, self.save(*self.ROWS))
        (doubt,) = intake.doubts
        self.assertEqual((doubt.line, doubt.column, doubt.place), (2, 4, "'Kết quả 2025'!D2"))
        self.assertIn("'Kết quả 2025'!D2", str(intake))
        self.assertIn("&#39;Kết quả 2025&#39;!D2", intake._repr_html_())
        report = board.score().report(intake=intake)
        for text in (report.to_json(), report.to_json("b"), report.detail_json("b")):
            (told,) = json.loads(text)["doubts"]
            self.assertEqual((told["line"], told["column"]), (2, 4))

    def test_names_cells_in_an_audit(self):
        intake = chiso.Intake()
        rows = [["block", "unit", "1", "2"], ["so", "a", 5, None], ["so", "A", 6, None]]
        board = intake.board(TREE, self.save(*rows)).score()
        found = [one for one in board.audit(intake) if one.doubt is chiso.Doubt.ALIKE_CODES]
        self.assertEqual([(one.line, one.column) for one in found], [(3, 2)])

    def test_prints_as_a_list_of_places_in_files_too(self):
        intake = chiso.Intake()
        intake.board(small_tree(), "p.csv", "unit,1\ntotal,3\nb,4\n")
        self.assertEqual(
            str(intake).splitlines()[0].split()[:4], ["file", "line", "column", "kind"]
        )
        self.assertNotIn("place", str(intake).splitlines()[0])
        self.assertIn("<table", intake._repr_html_())
        self.assertEqual({remark.place for remark in intake}, {""})

    def test_reads_for_a_board_and_from_bytes(self):
        board = chiso.Board.from_csv(TREE, "unit,block,1,2\na,so,4,150%\n")
        data = self.save(*self.ROWS).read_bytes()
        for text in (None, data, io.BytesIO(data)):
            intake = chiso.Intake()
            intake.read(board, self.path, text, sheet=TITLE)
            edits = [(edit.kind.word, edit.unit, edit.becomes) for edit in intake.edits]
            self.assertEqual(edits, [("cell", "a", "5"), ("unit", "b", "b")])
        with self.assertRaisesRegex(chiso.LimitError, "at most 400 are taken"):
            chiso.Intake(max_bytes=10).read(board, self.path)
        with self.assertRaisesRegex(TypeError, "p.csv is no workbook"):
            intake.board(TREE, "p.csv", "unit,1\na,2\n", sheet=TITLE)

    def test_compares_what_is_printed(self):
        rows = [[*HEADINGS, "Tổng"], ["a", "so", 5, (0.5, "0%"), (10.001, "0.00")]]
        intake = chiso.Intake()
        board = intake.board(TREE, self.save(*rows), mapping={"column:Tổng": "total"})
        intake.check_printed(board.score().report(), self.path)
        self.assertEqual([doubt.place for doubt in intake.doubts], ["'Kết quả 2025'!E2"])


class ANumber(unittest.TestCase):
    def test_is_what_was_typed(self):
        chance = random.Random(5)
        for _ in range(400):
            places = chance.randrange(7)
            typed = Decimal(chance.randrange(-(10**8), 10**8)).scaleb(-places)
            shown = chance.choice(["General", "0", "#,##0.00", "0.000"])
            for is_computed in (False, True):
                number = sheets.number_of(float(typed), shown, is_computed)
                self.assertEqual((Decimal(number.digits), number.sign), (typed, ""))
                rate = sheets.number_of(float(typed / 100), shown + "%", is_computed)
                self.assertEqual((Decimal(rate.digits), rate.sign), (typed, "%"))

    def test_has_no_fewer_digits_than_are_shown(self):
        for value, shown, digits in (
            (1.1, "0.00", "1.10"),
            (3, "0.0", "3.0"),
            (1.125, "0.0", "1.125"),
            (0.25, "0.0%", "25.0"),
            (12, "#,##0", "12"),
            (0.5, "# ?/?", "0.5"),
            (1500, "0.00E+00", "1500"),
            (7, '0.0"x.00"', "7.0"),
        ):
            self.assertEqual(sheets.number_of(value, shown, False).digits, digits, shown)


class APlace(unittest.TestCase):
    def test_is_that_of_the_cell_for_every_character_of_it(self):
        rows = [["unit", 'a "b"', sheets.Number("17.5", "%"), ""], ["Huế", "", "", "x"]]
        sheet = sheets.Sheet("p.xlsx", "S", rows, [])
        for line, text in enumerate(sheet.text(",").splitlines(), 1):
            at = 1
            for number, cell in enumerate(text.split("\t"), 1):
                for column in range(at, at + len(cell) + 1):
                    place = f"S!{sheets.letters(number)}{line}"
                    self.assertEqual(sheet.place(line, column), place)
                at += len(cell) + 1
        self.assertEqual(sheet.place(9, 1), "S")
        self.assertEqual(sheet.place(1, 0), "S")


if __name__ == "__main__":
    unittest.main()
