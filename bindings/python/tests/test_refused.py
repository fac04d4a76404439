"""What cannot be done is refused by the right exception, with the name of the thing, and nothing is
changed.
"""

import unittest

from support import POINTS, Refused, small_board, small_tree

import chiso


class AFileOfPoints(Refused):
    def test_that_is_wrong_changes_nothing(self):
        self.refuse(chiso.ColumnError, "line 1:", lambda: self.board.add_csv("unit,nope\na,1\n"))
        self.refuse(chiso.CellError, "line 2:", lambda: self.board.add_csv("unit,1\nsxd,40\n"))
        self.refuse(chiso.TextError, "", lambda: self.board.add_csv(b"unit,1\nsx\xff,1\n"))
        self.refuse(TypeError, "the text is int", lambda: self.board.add_csv(5))
        self.refuse((OSError, chiso.FileError), "", lambda: self.board.add_csv_file("no/such/file"))
        self.refuse(chiso.EmptyError, "", lambda: self.board.add_csv(""))

    def test_with_half_a_character_is_no_text(self):
        self.refuse(
            chiso.TextError,
            "the text has '.ud800' at 7, which is no whole Unicode text",
            lambda: self.board.add_csv("unit,1\n\ud800,1\n"),
        )
        self.assertNotIn("\ud800", self.board)
        self.assertNotIn("\ud800", self.board.tree)


class FiguresBeyondADecimal(unittest.TestCase):
    def test_are_named_and_not_called_a_change_of_the_board(self):
        tree = chiso.Tree.from_csv("code,title,max,kind\n1,A,0.000001,\n2,B,1000000000000,bonus\n")
        board = chiso.Board.from_csv(tree, "unit,1,2\na,0.000001,1000000000000\nb,0,0\n").score()
        report, comparison, w = board.report(), board.compare(board), board.what_if()
        for ask in (
            lambda: report["a"],
            lambda: report["a", ""],
            lambda: board["a"].percent,
            lambda: comparison["a"].points,
            lambda: w["a"].percent,
            lambda: w.standing("a"),
        ):
            with self.assertRaises(chiso.RangeError) as caught:
                ask()
            self.assertEqual(
                str(caught.exception),
                "the whole index of unit a: a figure is beyond what a decimal holds",
            )
        self.assertEqual((report["a", "1"].percent, report["b"].percent), (100, 0))
        board["a", "2"] = 0
        for ask, text in (
            (lambda: report["a"], "the report is of an earlier state of the board"),
            (lambda: board["a"].percent, "the board is not scored, or changed since: call score()"),
            (lambda: comparison["a"].points, "a board changed since the comparison was made"),
            (lambda: w["a"].percent, "the board changed since the what-if was made"),
        ):
            with self.assertRaises(chiso.StateError) as caught:
                ask()
            self.assertEqual(str(caught.exception), text)


class BoardsThatChangedSince(unittest.TestCase):
    """What was made of them tells nothing any more, also where they were scored again."""

    def changed(self):
        """Comparisons and series of boards of which one lost a unit."""
        for side in 0, 1:
            for scored in False, True:
                boards = small_board(), small_board()
                comparison = boards[0].compare(boards[1])
                series = chiso.Series({"2021": boards[1], "2022": boards[0]})
                boards[side].remove_unit("hue")
                if scored:
                    boards[side].score()
                yield comparison, series

    def expect_stale(self, reads, text):
        for number, read in enumerate(reads):
            with self.subTest(number), self.assertRaisesRegex(chiso.StateError, text):
                read()

    def test_are_read_by_no_comparison(self):
        for comparison, _ in self.changed():
            self.expect_stale(
                (
                    lambda: comparison["sxd"].points,
                    lambda: comparison["hue"],
                    lambda: comparison["sxd", "1"].rank,
                    lambda: comparison["sxd"].bridge(),
                    lambda: comparison["sxd"].rank_bridge(),
                    lambda: comparison[0],
                    lambda: list(comparison),
                    lambda: len(comparison),
                    lambda: "hue" in comparison,
                    lambda: "nobody" in comparison,
                    lambda: str(comparison),
                    lambda: comparison.points(),
                    lambda: comparison.ranks("1"),
                    lambda: comparison.counts(),
                    lambda: comparison.block(),
                    lambda: comparison.block("none"),
                    lambda: comparison.movers(),
                    lambda: comparison.agreement(),
                    lambda: comparison.agreement("none"),
                    lambda: comparison.difference("units_gone"),
                    lambda: comparison.units_before("sxd"),
                    lambda: comparison.units_before("hue"),
                    lambda: comparison.nodes_before("1"),
                    lambda: comparison.report(),
                ),
                "changed since|of an earlier state|is not scored",
            )
            self.assertIn("changed since", repr(comparison))

    def test_are_read_by_no_series(self):
        for _, series in self.changed():
            self.expect_stale(
                (
                    lambda: series["sxd"],
                    lambda: series["hue"],
                    lambda: series["sxd", "1"],
                    lambda: series["nobody"],
                    lambda: series["sxd", "9"],
                    lambda: "hue" in series,
                    lambda: "sxd" in series,
                    lambda: 5 in series,
                ),
                "the board of period 202[12] changed since it was added",
            )
            self.assertEqual((len(series), series.labels), (2, ["2021", "2022"]))


class WhatIsNotThere(unittest.TestCase):
    def test_is_said_plainly(self):
        board, tree = small_board(), small_tree()
        for kind, text, ask in (
            (chiso.UnitError, "there is no unit 'nobody'", lambda: board["nobody"]),
            (chiso.NodeError, "there is no criterion '9'", lambda: board["sxd", "9"]),
            (chiso.UnitError, "there is no block 'none'", lambda: board.ranking(block="none")),
            (
                chiso.NodeError,
                "criterion 2 has no cell: it is what its sub-criteria make of it",
                lambda: board["sxd", "2"].cell,
            ),
            (
                chiso.NodeError,
                "the whole index has no cell: it is what its sub-criteria make of it",
                lambda: board.what_if()["sxd"].cell,
            ),
            (
                chiso.StateError,
                "the board of before is not scored, or changed since: call score()",
                lambda: board.compare(chiso.Board.from_csv(tree, POINTS)),
            ),
            (
                TypeError,
                "the path is NoneType; expected text or a path",
                lambda: chiso.Tree.read_csv(None),
            ),
        ):
            with self.assertRaises(kind) as caught:
                ask()
            self.assertEqual(str(caught.exception), text)

    def test_is_a_file_where_its_text_was_expected(self):
        for ask in (
            lambda: chiso.Tree.from_csv("criteria.csv"),
            lambda: chiso.Board.from_csv(small_tree(), "points.csv"),
        ):
            with self.assertRaisesRegex(
                chiso.ColumnError,
                r"unknown column .*; '(criteria|points)\.csv' is taken as the text itself, "
                r"and read_csv\(\) reads a file$",
            ):
                ask()
        with self.assertRaises(chiso.ColumnError) as caught:
            chiso.Tree.from_csv("kode,title\n1,A\n")
        self.assertNotIn("read_csv", str(caught.exception))

    def test_is_shown_as_nothing(self):
        self.assertEqual(
            str(small_board()["skhcn"].target(rank=1).leaves).splitlines()[-1], "(none)"
        )


class TheRest(Refused):
    def test_of_the_arguments_is_checked_too(self):
        self.refuse(TypeError, "the tree is str; expected a Tree", lambda: chiso.Board("tree"))
        self.refuse(
            TypeError, "before is str; expected a Board", lambda: self.board.compare("2019")
        )
        self.refuse(TypeError, "tie_break is text", lambda: self.board.ranking(tie_break="1"))
        self.refuse(
            (LookupError, chiso.UnitError), "block 'none'", lambda: self.board.ranking(block="none")
        )
        self.refuse(TypeError, "has one goal", lambda: self.board["sxd"].target(rank=1, percent=90))
        self.refuse(
            chiso.RangeError, "rank is 0; expected 1", lambda: self.board["sxd"].target(rank=0)
        )
        self.refuse(TypeError, "rank is bool", lambda: self.board["sxd"].target(rank=True))
        self.refuse(chiso.EmptyError, "former", lambda: self.board["sxd"].target(rise="2.5"))
        self.refuse(chiso.EmptyError, "", lambda: self.board["sxd"].target(band="A"))
        self.refuse(
            ValueError,
            "language is 'fr'; expected one of: en, vi",
            lambda: self.board["sxd"].explain().text("fr"),
        )
        self.refuse(
            TypeError, "bands is dict; expected a Bands", lambda: self.board.report(bands={"A": 1})
        )

    def test_of_a_document_is_named(self):
        ledger, report = self.board["sxd"].ledger(), self.board.report()
        self.refuse(
            TypeError,
            "target is Ledger; expected a Target",
            lambda: report.detail_json("sxd", target=ledger),
        )
        self.refuse(
            TypeError,
            "ledger is str; expected a Ledger",
            lambda: report.detail_json("sxd", ledger="sxd"),
        )

    def test_of_a_tree_is_named(self):
        tree = chiso.Tree("t")
        tree.add("1", "A", 10)
        for kind, text, action in (
            (chiso.CodeError, "1", lambda: tree.add("1", "B", 3)),
            (chiso.CodeError, "", lambda: tree.add("", "B", 3)),
            (chiso.TreeError, "frobnicate", lambda: tree.add("2", "B", 3, rule="frobnicate")),
            (
                chiso.NumberError,
                "the max of 2 is the float inf; expected a finite number",
                lambda: tree.add("2", "B", float("inf")),
            ),
            (chiso.TextError, "the title is .*NUL", lambda: tree.add("2", "B\0", 1)),
            (chiso.NodeError, "criterion '9'", lambda: tree.add("2", "B", 1, parent="9")),
            (TypeError, "round is float", lambda: tree.add("2", "B", 1, round=1.0)),
            (chiso.InputError, "often", lambda: tree.set_options(missing="often")),
        ):
            with self.assertRaisesRegex(kind, text):
                action()
        self.assertEqual(len(tree), 1)
        with self.assertRaises(chiso.TreeError):
            chiso.Tree.from_csv("code,title,max\n1,A,5\n1.1,B,3\n")
        chiso.Board(tree)
        with self.assertRaises(chiso.StateError):
            tree.add("2", "B", 1)

    def test_a_board_that_is_not_scored_says_so(self):
        board = chiso.Board.from_csv(small_tree(), POINTS)
        for action in (
            board.ranking,
            lambda: board["sxd"].rank,
            lambda: board["sxd"].ledger(),
            lambda: board.compare(board),
            board.what_if,
            board.audit,
        ):
            with self.assertRaises(chiso.StateError):
                action()
        with self.assertRaises(chiso.EmptyError):
            chiso.Board(small_tree()).score()


if __name__ == "__main__":
    unittest.main()
