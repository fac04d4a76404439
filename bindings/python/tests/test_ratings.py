"""Cells that several raters gave: by call, and in data frames."""

import unittest
from decimal import Decimal
from fractions import Fraction

from support import pandas, small_board

import chiso


class ByCall(unittest.TestCase):
    def setUp(self):
        self.board = small_board()

    def test_values_are_as_a_cell_takes_them(self):
        given = {"An": 17, "Ba": "17.5", "Chi": Decimal("18.25"), "Em": None, "": 18.5}
        self.board.set_ratings("sxd", "1", given)
        self.assertEqual(self.board["sxd", "1"].cell.value, Decimal("17.8125"))
        self.assertEqual(
            [tuple(rating) for rating in self.board.ratings("sxd", "1")],
            [("An", "17"), ("Ba", "17.5"), ("Chi", "18.25"), ("Em", ""), ("", "18.5")],
        )
        self.board.set_ratings("sxd", "2.2", {"An": (2, 3), "Ba": Fraction(9, 10)})
        self.assertEqual(self.board["sxd", "2.2"].text, "47/60")
        self.assertEqual(self.board.raters("sxd", "2.2").highest, 90)

    def test_what_is_given_back_sets_the_same(self):
        self.board.set_ratings("sxd", "1", {"An": 17, "Ba": chiso.NOT_APPLICABLE})
        before = self.board.ratings("sxd", "1")
        self.board.set_ratings("sxd", "1", before)
        self.assertEqual(self.board.ratings("sxd", "1"), before)
        self.board["sxd", "1"] = 16
        self.assertEqual(self.board.ratings("sxd", "1"), [])
        self.assertIsNone(self.board.raters("sxd", "1"))

    def test_what_is_wrong_changes_nothing(self):
        before = self.board.to_csv()
        with self.assertRaisesRegex(chiso.CodeError, "two ratings of one cell"):
            self.board.set_ratings("sxd", "1", [("An", 1), ("An ", 2)])
        with self.assertRaisesRegex(chiso.CellError, "above the max"):
            self.board.set_ratings("sxd", "1", {"An": 1, "Ba": 20})
        with self.assertRaisesRegex(chiso.CellError, "joins no ratings"):
            self.board.set_ratings("sxd", "3", {"An": "yes"})
        with self.assertRaises(chiso.NodeError):
            self.board.ratings("sxd", "2")
        with self.assertRaises(chiso.UnitError):
            self.board.raters("nobody", "1")
        self.assertEqual(self.board.to_csv(), before)

    def test_steps_and_trees_tell_of_them(self):
        tree = chiso.Tree("T")
        tree.add("1", "Show", 10, raters="trimmed  1 within 20 %")
        self.assertEqual(tree.check()["1"].raters, "trimmed 1 within 20%")
        board = chiso.Board(tree).add_units(["a"])
        board.set_ratings("a", "1", {"An": 7, "Ba": 8, "Chi": 10})
        step = board.score()["a"].explain()[1]
        self.assertEqual((step.raters.off, step.raters.is_apart), (1, True))
        self.assertIn(
            "mean of 3 raters, 1 off at each end, from 7 to 10: 8", board["a"].explain().text()
        )


@unittest.skipUnless(pandas, "needs pandas")
class Frames(unittest.TestCase):
    """Frames whose rows say who of several gave the cells."""

    CRITERIA = (
        "code,title,max,rule,raters\n1,Show,10,,trimmed 1\n2,Rate,10,rate,\n3,Open,5,yesno,\n"
    )

    def setUp(self):
        self.tree = chiso.Tree.from_csv(self.CRITERIA)
        self.long = pandas.DataFrame(
            {
                "unit": ["a", "a", "a", "a", "a", "a"],
                "criterion": ["1", "1", "1", "2", "2", "3"],
                "rater": ["An", "Ba", "Chi", "An", "Ba", None],
                "value": [7, 8.5, 10, (2, 3), "9/10", "yes"],
            }
        )

    def test_long_frames_are_joined_as_files_are(self):
        board = chiso.Board.from_pandas(self.tree, self.long)
        again = chiso.Board.from_csv(self.tree, board.to_csv())
        self.assertEqual(board["a", "1"].text, "8.5")
        self.assertEqual(board["a", "2"].text, "47/60")
        self.assertEqual(board.ratings("a", "3"), [])
        self.assertEqual(again.to_csv(), board.to_csv())

    def test_wide_frames_have_a_row_a_rater(self):
        wide = pandas.DataFrame(
            {"unit": ["a", "a"], "rater": ["An", "Ba"], "1": [7.25, 8], "2": [0.5, None]}
        )
        tree = chiso.Tree.from_csv("code,title,max,rule\n1,Show,10,\n2,Share,10,rate share\n")
        board = chiso.Board.from_pandas(tree, wide)
        self.assertEqual(board["a", "1"].text, "7.625")
        self.assertEqual([one.value for one in board.ratings("a", "2")], ["0.5", ""])

    def test_what_is_divided_by_stands_in_the_rows_of_any_rater(self):
        rule = "over column P | impute mean | minmax"
        tree = chiso.Tree.from_csv(f"code,title,max,rule\n1,Show,10,{rule}\n")
        units, raters = ["a", "a", "b", "c"], ["An", "Ba", "An", "An"]
        wide = pandas.DataFrame(
            {"unit": units, "rater": raters, "1": [1, 2, 3, None], "P": [3, 3.0, 2, None]}
        )
        board = chiso.Board.from_pandas(tree, wide)
        again = chiso.Board.from_csv(tree, board.to_csv())
        self.assertEqual(again.to_csv(), board.to_csv())
        self.assertEqual([unit.achieved for unit in again.score()], [0, 10, 5])
        with self.assertRaisesRegex(chiso.CodeError, "column 'P' has 3.0 and 4.0 for unit a"):
            chiso.Board.from_pandas(tree, wide.assign(P=[3, 4, 2, None]))

    def test_numbers_alone_go_the_same_way(self):
        numbers = self.long[self.long["criterion"] == "1"]
        numbers = numbers.assign(value=[7.0, 8.5, 10.0])
        board = chiso.Board.from_pandas(self.tree, numbers)
        self.assertEqual(board.ratings("a", "1")[1], chiso.Rating("Ba", "8.5"))

    def test_a_rater_twice_is_refused(self):
        twice = self.long.assign(rater=["An", "An", "Chi", "An", "Ba", None])
        with self.assertRaisesRegex(chiso.CodeError, "rater An rates this cell twice"):
            chiso.Board.from_pandas(self.tree, twice)


if __name__ == "__main__":
    unittest.main()
