"""Reading files with all their mistakes and doubts."""

import io
import json
import tempfile
import unittest
from pathlib import Path

from support import small_tree

import chiso


class AnIntake(unittest.TestCase):
    def test_keeps_all_mistakes_and_raises_the_first(self):
        intake = chiso.Intake()
        with self.assertRaises(chiso.ColumnError) as caught:
            intake.board(small_tree(), "p.csv", "unit,9,1\na,1,x\nb,2,y\n")
        self.assertEqual((caught.exception.line, caught.exception.column), (1, 6))
        self.assertEqual(len(intake), 3)

    def test_keeps_no_more_than_it_should(self):
        intake = chiso.Intake(limit=2)
        rows = "".join(f"u{row},x\n" for row in range(9))
        with self.assertRaises(chiso.NumberError):
            intake.board(small_tree(), "p.csv", "unit,1\n" + rows)
        self.assertEqual([remark.unit for remark in intake.mistakes], ["u0", "u1"])
        self.assertEqual(intake.doubts, [])

    def test_reads_files_by_their_names(self):
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder, "c.csv")
            path.write_text("code,title,max\n1,A,10\n2,B,5\n", encoding="utf-8")
            intake = chiso.Intake()
            self.assertEqual(intake.tree(path)["2"].max, 5)
            with self.assertRaises(chiso.FileError):
                intake.tree(Path(folder, "none.csv"))
        self.assertEqual([Path(remark.file).name for remark in intake], ["none.csv"])

    def test_tells_doubts_in_a_report(self):
        intake = chiso.Intake()
        board = intake.board(small_tree(), "p.csv", "unit,1\ntotal,3\nb,4\n")
        doubts = json.loads(board.score().report(intake=intake).to_json())["doubts"]
        codes = [doubt["code"] for doubt in doubts]
        self.assertEqual(codes, [remark.doubt.word for remark in intake.doubts])
        self.assertIn("summary_row", codes)
        self.assertNotIn("doubts", json.loads(board.report().to_json()))
        with self.assertRaises(TypeError):
            board.report(intake=board)

    def test_takes_doubts_into_an_audit(self):
        intake = chiso.Intake()
        board = intake.board(small_tree(), "p.csv", "unit,1\na,3\nA,4\n").score()
        found = [f for f in board.audit(intake) if f.code is chiso.AuditCode.DOUBT]
        self.assertEqual(
            [(f.unit, f.doubt.word, f.line, f.column) for f in found][0][:2], ("A", "alike_codes")
        )
        with self.assertRaises(TypeError):
            board.audit(board)

    def test_looks_at_comparisons(self):
        tree = small_tree()
        before = chiso.Board.from_csv(tree, "unit,1\na,1\nHue,3\n").score()
        now = chiso.Board.from_csv(tree, "unit,1\na,1\nhue,3\n").score()
        intake = chiso.Intake()
        intake.comparison(now.compare(before), "before.csv")
        self.assertEqual([(r.unit, r.file) for r in intake.doubts], [("hue", "before.csv")])
        units = chiso.Map.from_csv("old,new\nHue,hue\n")
        intake = chiso.Intake()
        intake.comparison(now.compare(before, unit_map=units), unit_map=units)
        self.assertEqual(len(intake), 0)
        with self.assertRaises(TypeError):
            intake.comparison(now)


class NotesThatAreRead(unittest.TestCase):
    def test_are_edits_by_their_names(self):
        tree = chiso.Tree.from_csv("code,title,max,note:by\n1,A,10,B\n")
        board = chiso.Board.from_csv(tree, "unit,1,note:1\na,1,late\n")
        intake = chiso.Intake()
        intake.read(board, "p.csv", "unit,note:1,note:why\na,on time,moved\n")
        self.assertEqual(
            [(e.kind.word, e.criterion, e.note, e.was, e.becomes) for e in intake.edits],
            [("note", "", "why", "", "moved"), ("note", "1", "", "late", "on time")],
        )
        intake.take(board)
        self.assertEqual(board.notes("a"), {"why": "moved"})
        self.assertEqual((tree.notes("1"), board.notes("a", "1")), ({"by": "B"}, {"": "on time"}))
        board.set_note("a", "1", None)
        self.assertEqual(board.note("a", "1"), "")
        tree = chiso.Tree()
        self.assertEqual(tree.add("1", "A", 5, note="x").code, "1")
        self.assertEqual(tree.note("1"), "x")
        with self.assertRaises(chiso.StateError):
            board.tree.set_note("1", "late")
        with self.assertRaises(chiso.UnitError):
            board.set_note("b", "1", "x")
        with self.assertRaises(TypeError):
            board.set_note("a", "1", 5)


class ABoardThatIsRead(unittest.TestCase):
    def setUp(self):
        self.board = chiso.Board.from_csv(
            chiso.Tree.from_csv("code,title,max\n1,A,10\n2,B,10\n"),
            "unit,name,block,1,2\na,An,x,1,2\nb,,y,3,4\n",
        )

    def test_is_taken_when_it_is_told_to(self):
        intake = chiso.Intake()
        intake.read(self.board, "p.csv", "unit,name,block,1,2\nb,,x,5,4\nc,Co,x,1,1\na,Anh,,,2\n")
        self.assertEqual(
            [(e.kind.word, e.unit, e.criterion, e.was, e.becomes) for e in intake.edits],
            [
                ("block", "b", "", "y", "x"),
                ("cell", "b", "1", "3", "5"),
                ("unit", "c", "", "", "Co"),
                ("name", "a", "", "An", "Anh"),
                ("cell", "a", "1", "1", ""),
            ],
        )
        self.assertEqual(len(self.board), 2)
        self.assertIs(intake.take(self.board), self.board)
        self.assertEqual((len(self.board), intake.edits), (3, []))
        with self.assertRaises(chiso.StateError):
            intake.take(self.board)
        intake.read(self.board, "p.csv", "unit,1\na,2\n")
        with self.assertRaises(chiso.ShapeError):
            intake.take(chiso.Board(small_tree()))

    def test_knows_its_units(self):
        intake = chiso.Intake(known_units=True)
        with self.assertRaisesRegex(chiso.UnitError, "did you mean a?"):
            intake.read(self.board, "p.csv", "unit,1\nA,2\nzz,3\n")
        self.assertEqual([remark.unit for remark in intake.mistakes], ["A", "zz"])
        self.assertEqual(intake.edits, [])

    def test_is_within_limits(self):
        text = "unit,block,1\na,x,1\nb,y,2\n"
        for limits in (
            {"max_bytes": 10},
            {"max_units": 1},
            {"max_blocks": 1},
            {"max_cells": 1},
        ):
            with self.assertRaises(chiso.LimitError):
                chiso.Intake(**limits).read(self.board, "p.csv", text)
            with self.assertRaises(chiso.LimitError):
                chiso.Intake(**limits).read(self.board, "p.csv", io.BytesIO(text.encode()))
        for bad in ({"max_units": -1}, {"max_cells": 2**64}):
            with self.assertRaises(chiso.RangeError):
                chiso.Intake(**bad)

    def test_comes_from_an_open_file(self):
        text = "unit,1\n" + "".join(f"u{row},1\n" for row in range(30000))
        with tempfile.TemporaryFile() as file:
            file.write(text.encode())
            file.seek(0)
            board = chiso.Intake().board(small_tree(), "p.csv", file)
        self.assertEqual(len(board), 30000)

    def test_raises_what_a_function_raises(self):
        class Broken(io.RawIOBase):
            def read(self, size=-1):
                raise KeyError("broken")

        def refuse(read, size):
            raise LookupError(f"{read} of {size}")

        with self.assertRaises(KeyError):
            chiso.Intake().read(self.board, "p.csv", Broken())

        class Greedy(io.RawIOBase):
            def read(self, size=-1):
                return b"x" * (size + 1)

        with self.assertRaises(TypeError):
            chiso.Intake().read(self.board, "p.csv", Greedy())
        with self.assertRaises(TypeError):
            chiso.Intake().read(self.board, "p.csv", io.StringIO("unit,1\na,1\n"))
        with self.assertRaisesRegex(LookupError, "0 of 11"):
            chiso.Intake(go_on=refuse).read(self.board, "p.csv", "unit,1\na,1\n")
        with self.assertRaises(chiso.StoppedError):
            chiso.Intake(go_on=lambda read, size: False).read(self.board, "p.csv", "unit,1\na,1\n")
        asked = []
        intake = chiso.Intake(go_on=lambda *how: asked.append(how) or True)
        intake.read(self.board, "p.csv", "unit,1\na,2\n")
        self.assertEqual((asked, len(intake.edits)), ([(0, 11)], 1))


if __name__ == "__main__":
    unittest.main()
