"""Trees that are derived from others, and boards over them, against files that are read again."""

import unittest
from decimal import Decimal
from fractions import Fraction

import chiso

CRITERIA = """code,title,max,weight,combine,rule,raters,note
1,A,,3,mean,,,
1.1,B,4,1,,rate,,about B
1.2,C,6,2,,,median,
2,D,,1,,,,
2.1,E,5,,,minmax,,
2.2,F,5,,,survey 100 0,,
"""
POINTS = """unit,name,block,rater,1.1,1.2,2.1,2.2,note
a,Alpha,x,,1/3,,1,3|1,of a
a,,,ann,,2,,,
a,,,bob,,5,,,
b,Beta,y,,90%,6,3,,
c,,x,,-,3,2.5,0|4,
"""


def figures(board):
    return {
        (unit.code, node.code): (score.state, score.achieved, score.max, score.percent)
        for unit in board.score()
        for node in [board.tree.root, *board.tree]
        for score in [board[unit, node]]
    }


class Derive(unittest.TestCase):
    def setUp(self):
        self.tree = chiso.Tree.from_csv(CRITERIA)
        self.board = chiso.Board.from_csv(self.tree, POINTS).score()

    def compare(self, tree, criteria, points=POINTS):
        """That the tree is that of a file, and the board over it that of another."""
        expected = chiso.Tree.from_csv(criteria).check()
        self.assertEqual(tree.to_csv(), expected.to_csv())
        board, other = self.board.derive(tree), chiso.Board.from_csv(expected, points)
        self.assertFalse(board.is_scored)
        self.assertEqual(board.to_csv(), other.to_csv())
        self.assertEqual(figures(board), figures(other))

    def test_nothing_changed_is_the_same(self):
        before = figures(self.board)
        self.compare(self.tree.derive(), CRITERIA)
        self.assertTrue(self.board.is_scored)
        self.assertEqual(figures(self.board), before)

    def test_all_that_is_changed_is_as_a_file_says_it(self):
        derived = self.tree.derive(
            weights={"1.1": Fraction(10, 3), self.tree["1.2"]: None, "2": "25%", "1": 0.5},
            combine={"1": "geometric capped", "2": None, "": "mean"},
            rule={"2.1": "percentile", "1.2": None},
        )
        criteria = (
            ".,,,,mean,,,\n1,A,,0.5,geometric capped,,,\n1.1,B,4,10/3,,rate,,about B\n"
            "1.2,C,6,,,,median,\n2,D,,25%,,,,\n2.1,E,5,,,percentile,,\n2.2,F,5,,,survey 100 0,,\n"
        )
        self.compare(derived, CRITERIA.splitlines(True)[0] + criteria)
        self.assertEqual(derived.note("1.1"), "about B")

    def test_what_is_left_out_is_gone_from_file_and_points(self):
        lines = CRITERIA.splitlines(True)
        points = "".join(
            ",".join(cell for i, cell in enumerate(line.split(",")) if i not in (4, 7))
            for line in POINTS.splitlines(True)
        )
        for without in (["1.1", "2.2"], (self.tree["2.2"], "1.1")):
            self.compare(self.tree.derive(without=without), "".join(lines[:2] + lines[3:6]), points)
        alone = self.tree.derive(without="1")
        self.assertEqual([node.code for node in alone], ["2", "2.1", "2.2"])
        self.assertEqual([n.code for n in self.tree.derive(without=["2.1", "2.2"])][-1], "1.2")

    def test_one_after_the_other_is_all_at_once(self):
        once = self.tree.derive(weights={"1.1": 7}, rule={"2.1": "best"}, without="2.2")
        twice = self.tree.derive(weights={"1.1": 7}).derive(without="2.2", rule={"2.1": "best"})
        self.assertEqual(once.to_csv(), twice.to_csv())
        one = self.board.derive(once)
        other = self.board.derive(self.tree.derive(rule={"2.1": "best"})).derive(twice)
        self.assertEqual(figures(one), figures(other))

    def test_a_board_outlives_what_it_came_from(self):
        board = self.board.derive(self.tree.derive(weights={"1": 1}))
        self.board.close()
        self.tree.close()
        self.assertEqual(board.tree["1"].weight, Decimal(1))
        self.assertEqual(board.score()["b", "1.2"].achieved, Decimal(6))
        self.assertEqual([r.rater for r in board.ratings("a", "1.2")], ["", "ann", "bob"])

    def test_what_does_not_fit_is_refused_and_named(self):
        wrong = (
            (chiso.NumberError, {"weights": {"1": "much"}}, "1"),
            (chiso.CodeError, {"without": ["1", "1"]}, "1"),
            (chiso.NodeError, {"without": ["1"], "weights": {"1.1": 1}}, "1.1"),
            (chiso.NodeError, {"weights": {"9": 1}}, "9"),
            (chiso.NodeError, {"combine": {"1.1": "mean"}}, "1.1"),
            (chiso.TreeError, {"rule": {"1.1": "rank 5"}}, "1.1"),
            (chiso.EmptyError, {"without": ["1", "2"]}, ""),
        )
        for kind, changes, code in wrong:
            with self.subTest(changes=changes), self.assertRaises(kind) as caught:
                self.tree.derive(**changes)
            self.assertEqual(caught.exception.criterion, code)
        with self.assertRaises(TypeError):
            self.tree.derive(rule={"1.1": 5})
        with self.assertRaises(chiso.CellError) as caught:
            self.board.derive(self.tree.derive(rule={"1.1": "points"}))
        self.assertEqual((caught.exception.unit, caught.exception.criterion), ("a", "1.1"))
        with self.assertRaises(TypeError):
            self.board.derive(CRITERIA)
        with self.assertRaises(chiso.StateError):
            chiso.Tree("open").derive()


if __name__ == "__main__":
    unittest.main()
