"""Mappings: made of what Python has, given to what reads, and told of."""

import os
import pickle
import tempfile
import unittest
from decimal import Decimal

import chiso

TREE = chiso.Tree.from_csv("code,title,max\n1,A,10\n2,B,90\n")
SHEET = (
    "Kết quả;;;;\nTT;Đơn vị;A;B;Tổng\n1;Y tế; - ;12,5;12,5\n2;Nội vụ;9;50;58\n;Trung bình;4;30;34\n"
)
HOW = {
    "header": 2,
    "ignore": ["TT"],
    "column:A": "1",
    "column:B": "2",
    "column:Tổng": "total",
    "rows:Trung bình": "skip",
    "dash": 0,
}


class AMapping(unittest.TestCase):
    def test_is_made_of_a_dict_of_pairs_or_of_a_file(self):
        mapping = chiso.Mapping(HOW)
        pairs = [(row.what, row.value) for row in mapping]
        self.assertEqual(pairs[0], ("header", "2"))
        self.assertEqual(len(pairs), 7)
        self.assertEqual(list(chiso.Mapping(pairs)), list(mapping))
        self.assertEqual(list(chiso.Mapping.from_csv(mapping.to_csv())), list(mapping))
        self.assertEqual(list(pickle.loads(pickle.dumps(mapping))), list(mapping))
        self.assertTrue(chiso.Mapping())

    def test_refuses_what_says_nothing(self):
        with self.assertRaisesRegex(chiso.errors.InputError, 'did you mean "header"'):
            chiso.Mapping({"heading": 3})
        with self.assertRaises(chiso.errors.InputError):
            chiso.Mapping([("dash", 0), ("dash", "not-applicable")])
        for wrong in (True, 1.5, None, b"3"):
            with self.assertRaisesRegex(TypeError, "header is "):
                chiso.Mapping({"header": wrong})
        with self.assertRaisesRegex(TypeError, "mapping is str; expected a Mapping"):
            chiso.Board.from_csv(TREE, SHEET, "read.csv")

    def test_makes_a_sheet_readable_wherever_it_is_read(self):
        with tempfile.TemporaryDirectory() as folder:
            sheet, read = os.path.join(folder, "p.csv"), os.path.join(folder, "read.csv")
            with open(sheet, "w", encoding="utf-8") as file:
                file.write(SHEET)
            chiso.Mapping(HOW).write_csv(read)
            boards = [
                chiso.Board.from_csv(TREE, SHEET, HOW),
                chiso.Board.from_csv(TREE, SHEET, list(HOW.items())),
                chiso.Board.read_csv(TREE, sheet, chiso.Mapping.read_csv(read)),
                chiso.Board(TREE).add_csv_file(sheet, HOW),
                chiso.Intake().board(TREE, sheet, mapping=HOW),
                chiso.Intake().board(TREE, "p.csv", SHEET, chiso.Intake().mapping(read)),
            ]
        for board in boards:
            self.assertEqual(board.units(), ["Y tế", "Nội vụ"])
            self.assertEqual(board["Y tế", "1"].cell.value, 0)
            self.assertEqual(board["Y tế", "2"].cell.value, Decimal("12.5"))
        with self.assertRaises(chiso.errors.ColumnError):
            chiso.Board.from_csv(TREE, SHEET)

    def test_keeps_printed_figures_until_they_are_compared(self):
        intake = chiso.Intake()
        board = intake.board(TREE, "p.csv", SHEET, HOW)
        self.assertEqual(intake.doubts, [])
        intake.check_printed(board.score().report(), "p.csv")
        (doubt,) = intake.doubts
        self.assertEqual(doubt[:3], ("p.csv", 4, 15))
        self.assertEqual((doubt.doubt, doubt.unit), (chiso.Doubt.PRINTED, "Nội vụ"))
        self.assertIn('"58"', doubt.message)
        self.assertIn("59", doubt.message)
        self.assertEqual(intake.check_printed(board.report(), "p.csv").doubts, [doubt])
        with self.assertRaises(TypeError):
            intake.check_printed(board, "p.csv")

    def test_reads_a_sheet_that_is_taken_later(self):
        board, intake = chiso.Board.from_csv(TREE, "unit,1\nY tế,3\n"), chiso.Intake()
        intake.read(board, "p.csv", SHEET, HOW)
        self.assertEqual([edit.becomes for edit in intake.edits], ["0", "12.5", "Nội vụ"])
        self.assertEqual(intake.take(board).units(), ["Y tế", "Nội vụ"])

    def test_has_its_own_mistakes(self):
        intake = chiso.Intake()
        with self.assertRaises(chiso.errors.InputError):
            intake.mapping("read.csv", "what,value\ndash,none\nrows,skip\n")
        self.assertEqual([(one.line, one.column) for one in intake], [(2, 6), (3, 1)])

    def test_reads_criteria_that_are_numbered_as_an_outline(self):
        how = {"outline": "yes", "rows:Tổng": "skip", "header": 2}
        text = "Phụ lục,,\nMã,Tên,Điểm tối đa\nI,A,10\n1.,B,4\n2.,C,6\nII,D,5\n1.,E,5\nTổng,,15\n"
        codes = ["I", "I.1", "I.2", "II", "II.1"]
        with tempfile.TemporaryDirectory() as folder:
            criteria = os.path.join(folder, "c.csv")
            with open(criteria, "w", encoding="utf-8") as file:
                file.write(text)
            trees = [
                chiso.Tree.from_csv(text, how),
                chiso.Tree.from_csv(text.encode(), chiso.Mapping(how)),
                chiso.Tree.read_csv(criteria, how),
                chiso.Intake().tree("c.csv", text, how),
                chiso.Intake().tree(criteria, mapping=how),
            ]
        for tree in trees:
            self.assertEqual([node.code for node in tree], codes)
        self.assertEqual(trees[0]["II.1"].parent.code, "II")
        with self.assertRaisesRegex(chiso.errors.InputError, "outline,yes"):
            chiso.Tree.from_csv("code,title,max\n1,A,2\n1,B,2\n")
        with self.assertRaisesRegex(TypeError, "mapping is str; expected a Mapping"):
            chiso.Tree.from_csv(text, "read.csv")
        with self.assertRaisesRegex(TypeError, "tree is str; expected a Tree"):
            chiso.Mapping.suggest_csv("tree", SHEET)

    def test_counts_answers(self):
        tree = chiso.Tree.from_csv("code,title,max,rule\n1,A,10,survey 100 50 0\n")
        how = {"layout": "answers", "answer:Tốt": 1, "answer:Kém": 3, "answer:?": "-"}
        board = chiso.Board.from_csv(tree, "unit,1\na,Tốt\na,Kém\nb,?\na,Tốt\n", how)
        self.assertEqual(board["a", "1"].cell.counts, (2, 0, 1))
        self.assertEqual(board["b", "1"].cell.state, chiso.State.MISSING)


class AFrame(unittest.TestCase):
    def setUp(self):
        try:
            import pandas
        except ImportError:
            self.skipTest("pandas is absent")
        self.pandas = pandas

    def test_is_read_as_the_sheet_that_it_was(self):
        frame = self.pandas.DataFrame([row.split(";") for row in SHEET.splitlines()])
        board = chiso.Board.from_pandas(TREE, frame, mapping={**HOW, "decimal": "comma"})
        self.assertEqual(board["Y tế", "2"].cell.value, Decimal("12.5"))
        named = self.pandas.DataFrame({"Đơn vị": ["a", "Sum"], "A": [1.5, 2], "x": ["n", None]})
        how = {"column:A": "1", "ignore": "x", "rows:Sum": "skip"}
        for decimal in (".", ","):
            board = chiso.Board(TREE).add_pandas(named, mapping=how, decimal=decimal)
            self.assertEqual(board.units(), ["a"])
            self.assertEqual(board["a", "1"].cell.value, Decimal("1.5"))
        with self.assertRaisesRegex(TypeError, "one or the other"):
            chiso.Board.from_pandas(TREE, named, mapping=how, ignore=["x"])


if __name__ == "__main__":
    unittest.main()
