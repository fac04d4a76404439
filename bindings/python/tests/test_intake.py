"""Reading files with all their mistakes and doubts."""

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


if __name__ == "__main__":
    unittest.main()
