"""Surveys: options that are left out, and answers that have weights."""

import pickle
import unittest
from decimal import Decimal
from fractions import Fraction

import chiso

TREE = "code,title,max,rule\n1,Asked,10,survey 100 0 -\n"


class Surveys(unittest.TestCase):
    def setUp(self):
        self.tree = chiso.Tree.from_csv(TREE)
        self.board = chiso.Board.from_csv(self.tree, "unit,1\na,1|3|9\n")

    def test_an_option_that_is_left_out_has_no_weight(self):
        self.assertEqual(self.tree["1"].options, (100, 0, None))

    def test_counts_go_in_and_come_out_whole_or_as_decimals(self):
        for given, found in (
            ([1, 3, 9], (1, 3, 9)),
            ([Decimal("0.75"), Fraction(1, 4), 2], (Decimal("0.75"), Decimal("0.25"), 2)),
            ([0, 0, Decimal("2.5")], (0, 0, Decimal("2.5"))),
        ):
            self.board["a", "1"] = given
            self.assertEqual(self.board["a", "1"].cell.counts, found)
        cell = self.board["a", "1"].cell
        self.assertEqual((cell.state, cell.points), (chiso.State.MISSING, None))
        self.board["a", "1"] = None
        self.assertEqual(self.board["a", "1"].cell.counts, ())
        for wrong in ([1, -1, 0], [1, Decimal(-1), 0]):
            with self.assertRaises((chiso.RangeError, chiso.CellError)):
                self.board["a", "1"] = wrong

    def test_an_explanation_tells_how_many_are_left_out(self):
        self.board.score()
        step = self.board["a", "1"].explain()[0]
        self.assertEqual((step.left_out, step.value), (9, "1|3|9"))

    def test_a_tally_of_weights_is_fed_merged_and_pickled(self):
        tally = chiso.Tally.for_board(self.board)
        self.assertEqual(tally.left_out("1"), (2,))
        for option, weight in ((0, "1.5"), (1, Fraction(1, 2)), (2, 4)):
            tally.add_weighted("a", "1", option, weight)
        both = tally + pickle.loads(pickle.dumps(tally))
        self.assertEqual(both.weights("a", "1"), (3, 1, 8))
        share = both.share(0)
        self.assertEqual((share.percent, share.left_out, share.weight), (75, 2, 4))
        self.assertAlmostEqual(share.effective, 16 / 5)
        gap = share - tally.share(0)
        self.assertEqual((gap.points, gap.holds_zero), (0, True))
        both.feed(self.board).score()
        self.assertEqual(self.board["a", "1"].cell.counts, (3, 1, 8))
        self.assertEqual(self.board["a"].achieved, Decimal("7.5"))

    def test_a_file_has_a_column_of_weights(self):
        tally = chiso.Tally(["a"], {"q": 2}).add_csv("unit,q,weight\na,1,0.5\na,2,2\n")
        self.assertEqual(tally.weights("a", "q"), (Decimal("0.5"), 2))
        with self.assertRaises(chiso.NumberError):
            tally.add_csv("unit,q,weight\na,1,\n")


if __name__ == "__main__":
    unittest.main()
