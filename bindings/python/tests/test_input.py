"""What cannot go into a board is refused by the right exception, with the name of the thing, and nothing is changed."""

import unittest
from decimal import Decimal
from fractions import Fraction

from support import POINTS, small_board, small_tree

import chiso
from chiso._number import to_millionths


class Refused(unittest.TestCase):
    """Checks after each refusal that the board still writes the same file and is still scored."""

    def setUp(self):
        self.board = small_board()
        self.before = self.board.to_csv()

    def refuse(self, kinds, text, action):
        for kind in kinds if isinstance(kinds, tuple) else (kinds,):
            with self.assertRaisesRegex(kind, text):
                action()
        self.assertEqual(self.board.to_csv(), self.before)
        self.assertTrue(self.board.is_scored)

    def put(self, value, node="1", unit="skhcn"):
        def action():
            self.board[unit, node] = value

        return action


class ACell(Refused):
    def test_refuses_what_is_no_number(self):
        for value in (object(), {}, {1}, b"5", complex(1)):
            self.refuse(TypeError, "criterion 1 of unit skhcn is", self.put(value))
        self.refuse((ValueError, chiso.CellError), "takes no counts", self.put([1, 2]))
        self.refuse(TypeError, r"tuple of 3; expected \(numerator, denominator\)", self.put((1, 2, 3)))

    def test_refuses_a_bool_but_for_yes_and_no(self):
        self.refuse(TypeError, "criterion 1 of unit skhcn is True, and a bool is not a number", self.put(True))

    def test_refuses_nan_and_infinities(self):
        for value in (float("nan"), float("inf"), float("-inf"), Decimal("NaN"), Decimal("Infinity"), Decimal("sNaN")):
            self.refuse((ValueError, chiso.NumberError), "criterion 1 of unit skhcn is .*expected a finite number", self.put(value))

    def test_refuses_a_float_with_hidden_digits_and_says_how_to_say_it(self):
        self.refuse(chiso.NumberError, r"which is 17\.23999999999999843680.* exactly; write '17\.24' or Decimal\('17\.24'\)", self.put(17.24))
        self.refuse(chiso.NumberError, r"round it first: round\(Decimal\('0.30000000000000004'\), 6\)", self.put(0.1 + 0.2))
        self.refuse(chiso.NumberError, "more than 6 decimal places", self.put(Decimal("1.2345678")))
        self.refuse(chiso.NumberError, "no decimal of 6 places", self.put(Fraction(1, 3)))

    def test_refuses_numbers_beyond_the_range(self):
        for value in (10**13, -(10**13), 10**5000, Decimal("1e13"), Decimal("1e999999"), 1e300, 2.0**63, Fraction(10**20)):
            self.refuse((ValueError, chiso.RangeError), "criterion 1 of unit skhcn is .*expected -9200000000000 to", self.put(value))

    def test_refuses_points_outside_min_and_max_in_the_words_of_the_library(self):
        self.refuse((ValueError, chiso.CellError), "skhcn.*1.*19", self.put(20))

    def test_refuses_text_with_a_nul_or_half_a_character(self):
        self.refuse((ValueError, chiso.TextError), "criterion 1 of unit skhcn is '1.x002', which holds a NUL", self.put("1\x002"))
        self.refuse(chiso.TextError, "no whole Unicode text", self.put("\ud800"))
        self.refuse(chiso.TextError, "the unit is .*NUL", self.put(1, unit="sk\0hcn"))
        self.refuse(chiso.TextError, "the criterion is .*NUL", self.put(1, node="1\0"))

    def test_refuses_units_and_criteria_that_are_not_there(self):
        self.refuse((LookupError, chiso.UnitError), "unit 'nobody'", self.put(1, unit="nobody"))
        self.refuse((LookupError, chiso.NodeError), "criterion '9'", self.put(1, node="9"))
        self.refuse(chiso.NodeError, "2", self.put(1, node="2"))
        self.refuse(TypeError, "the unit is int; expected text", self.put(1, unit=1))
        self.refuse(TypeError, "the criterion is NoneType; expected text", self.put(1, node=None))
        with self.assertRaisesRegex(TypeError, "named by its unit and its criterion"):
            self.board["skhcn"] = 1

    def test_refuses_a_criterion_of_another_tree(self):
        self.refuse(chiso.NodeError, "criterion 1 belongs to another tree", self.put(1, node=small_tree()["1"]))

    def test_refuses_counts_that_are_none(self):
        board = chiso.Board(chiso.Tree.from_csv("code,title,max,rule\n1,Asked,10,survey 100 60 20 0\n"))
        board.add_unit("a")
        for counts, kind in (([1, 2, 3], chiso.ShapeError), ([1, 2, 3, -1], chiso.RangeError), ([1, 2, 3, 0.5], TypeError), ([0] * 4, chiso.CellError)):
            with self.assertRaises(kind):
                board["a", "1"] = counts
        with self.assertRaisesRegex(TypeError, "a count of 1 is bool"):
            board["a", "1"] = [True, 0, 0, 0]
        self.assertEqual(board["a", "1"].cell.state, chiso.State.MISSING)


class AColumn(Refused):
    def test_refuses_another_length(self):
        self.refuse((ValueError, chiso.RangeError), "", lambda: self.board.set_column("1", [1, 2]))

    def test_names_the_number_that_is_wrong(self):
        self.refuse(chiso.NumberError, "the column of 1, number 1 is the float nan", lambda: self.board.set_column("1", [1, float("nan"), 2]))
        self.refuse(TypeError, "the column of 1, number 2 is True", lambda: self.board.set_column("1", [1, 2, True]))
        self.refuse(TypeError, "expected a list or an array", lambda: self.board.set_column("1", "123"))

    def test_of_several_sets_none_when_one_is_wrong(self):
        rows = [[1, 14], [2, 14], [3, 15]]
        self.refuse(chiso.CellError, "hue.*2.1", lambda: self.board.set_columns(rows, ["1", "2.1"]))
        self.refuse(chiso.ShapeError, "expected 3 units of 2 criteria", lambda: self.board.set_columns(rows[:2], ["1", "2.1"]))
        self.refuse(chiso.CodeError, "named twice", lambda: self.board.set_columns(rows, ["1", "1"]))
        fresh = chiso.Board(small_tree()).add_units(["a", "b", "c"])
        empty = fresh.to_csv()
        with self.assertRaises(chiso.CellError):
            fresh.set_columns(rows, ["1", "2.1"])
        self.assertEqual(fresh.to_csv(), empty)
        fresh.set_columns([[1, 14], [2, 13], [None, chiso.NOT_APPLICABLE]], ["1", "2.1"])
        self.assertEqual([fresh[u, "2.1"].cell.state for u in "abc"], [chiso.State.SCORED, chiso.State.SCORED, chiso.State.NOT_APPLICABLE])

    def test_that_is_stopped_does_not_empty_what_the_board_held(self):
        from chiso import _columns

        def stopped_when_set():
            yield _columns.points_column([5, 6, 7], "a column")
            if self.board._guard.writing:
                raise KeyboardInterrupt
            yield _columns.points_column([1, 2, 3], "a column")

        class Columns:
            def __iter__(self):
                return stopped_when_set()

        with self.assertRaises(KeyboardInterrupt):
            _columns.set_columns(self.board, [self.board.tree["1"], self.board.tree["2.1"]], Columns())
        self.assertEqual([self.board[unit, node].cell.value for unit, node in (("sxd", "1"), ("sxd", "2.1"))], [6, Decimal("13.5")])

    def test_of_units_is_added_as_a_whole_or_not(self):
        self.refuse(chiso.CodeError, "sxd is there already", lambda: self.board.add_units(["new", "sxd"]))
        self.refuse(chiso.CodeError, "", lambda: self.board.add_units(["new", "new"]))
        self.refuse(chiso.ShapeError, "2 units, and name has 1", lambda: self.board.add_units(["x", "y"], ["X"]))
        self.refuse(chiso.TextError, "NUL", lambda: self.board.add_units(["x\0"]))
        odd = ['=1+1', 'a,"b"', "'q", "'=x", "#c", " d", "-", "Đà\nNẵng", "@"]
        board = chiso.Board(small_tree()).add_units(odd, odd, ["b"] * len(odd), [True] * 8 + [False])
        self.assertEqual([unit.name for unit in board], odd)
        self.assertEqual([unit.code.strip() for unit in board], [code.strip() for code in odd])
        self.assertFalse(board["@"].ranked)


    def test_of_units_has_no_empty_code_and_is_no_text(self):
        self.refuse(chiso.CodeError, "the code of unit 1 of the list is empty", lambda: self.board.add_units(["x", ""]))
        self.refuse(TypeError, "the column unit is str; expected a list", lambda: self.board.add_units("xyz"))
        self.refuse(TypeError, "the column name is generator; expected a list", lambda: self.board.add_units(["x"], (name for name in "x")))

    def test_that_says_who_is_ranked_is_of_bools(self):
        self.refuse(TypeError, "ranked, number 1, is 'no'; expected a bool", lambda: self.board.add_units(["x", "y"], ranked=[True, "no"]))
        self.refuse(TypeError, "ranked is 'no'; expected a bool", lambda: self.board.add_unit("x", ranked="no"))
        self.refuse(TypeError, "ranked is None; expected a bool", lambda: self.board.set_ranked("sxd", None))


class AFileOfPoints(Refused):
    def test_that_is_wrong_changes_nothing(self):
        self.refuse(chiso.ColumnError, "line 1:", lambda: self.board.add_csv("unit,nope\na,1\n"))
        self.refuse(chiso.CellError, "line 2:", lambda: self.board.add_csv("unit,1\nsxd,40\n"))
        self.refuse(chiso.TextError, "", lambda: self.board.add_csv(b"unit,1\nsx\xff,1\n"))
        self.refuse(TypeError, "the text is int", lambda: self.board.add_csv(5))
        self.refuse((OSError, chiso.FileError), "", lambda: self.board.add_csv_file("no/such/file"))
        self.refuse(chiso.EmptyError, "", lambda: self.board.add_csv(""))


    def test_with_half_a_character_is_no_text(self):
        self.refuse(chiso.TextError, "the text has '.ud800' at 7, which is no whole Unicode text", lambda: self.board.add_csv("unit,1\n\ud800,1\n"))
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
            self.assertEqual(str(caught.exception), "the whole index of unit a: a figure is beyond what a decimal holds")
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


class WhatIsNotThere(unittest.TestCase):
    def test_is_said_plainly(self):
        board, tree = small_board(), small_tree()
        for kind, text, ask in (
            (chiso.UnitError, "there is no unit 'nobody'", lambda: board["nobody"]),
            (chiso.NodeError, "there is no criterion '9'", lambda: board["sxd", "9"]),
            (chiso.UnitError, "there is no block 'none'", lambda: board.ranking(block="none")),
            (chiso.NodeError, "criterion 2 has no cell: it is what its sub-criteria make of it", lambda: board["sxd", "2"].cell),
            (chiso.NodeError, "the whole index has no cell: it is what its sub-criteria make of it", lambda: board.what_if()["sxd"].cell),
            (chiso.StateError, "the board of before is not scored, or changed since: call score()", lambda: board.compare(chiso.Board.from_csv(tree, POINTS))),
            (TypeError, "the path is NoneType; expected text or a path", lambda: chiso.Tree.read_csv(None)),
        ):
            with self.assertRaises(kind) as caught:
                ask()
            self.assertEqual(str(caught.exception), text)

    def test_is_a_file_where_its_text_was_expected(self):
        for ask in (lambda: chiso.Tree.from_csv("criteria.csv"), lambda: chiso.Board.from_csv(small_tree(), "points.csv")):
            with self.assertRaisesRegex(chiso.ColumnError, r"unknown column .*; '(criteria|points)\.csv' is taken as the text itself, and read_csv\(\) reads a file$"):
                ask()
        with self.assertRaises(chiso.ColumnError) as caught:
            chiso.Tree.from_csv("kode,title\n1,A\n")
        self.assertNotIn("read_csv", str(caught.exception))

    def test_is_shown_as_nothing(self):
        self.assertEqual(str(small_board()["skhcn"].target(rank=1).leaves).splitlines()[-1], "(none)")


class TheRest(Refused):
    def test_of_the_arguments_is_checked_too(self):
        self.refuse(TypeError, "the tree is str; expected a Tree", lambda: chiso.Board("tree"))
        self.refuse(TypeError, "before is str; expected a Board", lambda: self.board.compare("2019"))
        self.refuse(TypeError, "tie_break is text", lambda: self.board.ranking(tie_break="1"))
        self.refuse((LookupError, chiso.UnitError), "block 'none'", lambda: self.board.ranking(block="none"))
        self.refuse(TypeError, "has one goal", lambda: self.board["sxd"].target(rank=1, percent=90))
        self.refuse(chiso.RangeError, "rank is 0; expected 1", lambda: self.board["sxd"].target(rank=0))
        self.refuse(TypeError, "rank is bool", lambda: self.board["sxd"].target(rank=True))
        self.refuse(chiso.EmptyError, "former", lambda: self.board["sxd"].target(rise="2.5"))
        self.refuse(chiso.EmptyError, "", lambda: self.board["sxd"].target(band="A"))
        self.refuse(ValueError, "language is 'fr'; expected one of: en, vi", lambda: self.board["sxd"].explain().text("fr"))
        self.refuse(TypeError, "bands is dict; expected a Bands", lambda: self.board.report(bands={"A": 1}))

    def test_of_a_document_is_named(self):
        ledger, report = self.board["sxd"].ledger(), self.board.report()
        self.refuse(TypeError, "target is Ledger; expected a Target", lambda: report.detail_json("sxd", target=ledger))
        self.refuse(TypeError, "ledger is str; expected a Ledger", lambda: report.detail_json("sxd", ledger="sxd"))

    def test_of_a_tree_is_named(self):
        tree = chiso.Tree("t")
        tree.add("1", "A", 10)
        for kind, text, action in (
            (chiso.CodeError, "1", lambda: tree.add("1", "B", 3)),
            (chiso.CodeError, "", lambda: tree.add("", "B", 3)),
            (chiso.TreeError, "frobnicate", lambda: tree.add("2", "B", 3, rule="frobnicate")),
            (chiso.NumberError, "the max of 2 is the float 0.1", lambda: tree.add("2", "B", 0.1)),
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
        for action in (board.ranking, lambda: board["sxd"].rank, lambda: board["sxd"].ledger(), lambda: board.compare(board), board.what_if, board.audit):
            with self.assertRaises(chiso.StateError):
                action()
        with self.assertRaises(chiso.EmptyError):
            chiso.Board(small_tree()).score()


class ANumber(unittest.TestCase):
    def test_is_taken_exactly_or_not_at_all(self):
        for value, number in (
            (0, 0),
            (-3, -3_000_000),
            ("17.24", 17_240_000),
            ("-.5", -500_000),
            (Decimal("1E+3"), 1_000_000_000),
            (Decimal("1.500000000"), 1_500_000),
            (Decimal("0e-999999"), 0),
            (0.015625, 15_625),
            (2.0**40, 2**40 * 1_000_000),
            (Fraction(1, 8), 125_000),
            (9_200_000_000_000, 9_200_000_000_000_000_000),
            ("-9200000000000", -9_200_000_000_000_000_000),
        ):
            self.assertEqual(to_millionths(value), number, value)
        for text in ("", "-", ".", "1e5", "1,5", "1_000", " 1", "٣", "NaN", "--1"):
            with self.assertRaises(chiso.NumberError, msg=text):
                to_millionths(text)

    def test_that_is_published_has_its_digits_and_loses_none(self):
        from chiso._number import ABSENT, published

        for value, digits, text in ((87_800_000, 2, "87.80"), (-500_000, 1, "-0.5"), (19_000_000, 0, "19"), (17_245_000, 2, "17.245"), (0, 6, "0.000000")):
            self.assertEqual(str(published(value, digits)), text)
        self.assertIsNone(published(ABSENT, 2))

    def test_is_not_rounded_by_the_context_of_the_program(self):
        import decimal

        with decimal.localcontext() as context:
            context.prec = 3
            board = small_board()
            self.assertEqual(str(board["skhcn"].achieved), "43.976")
            board["skhcn", "1"] = Decimal("17.123456")
            self.assertEqual(str(board["skhcn", "1"].cell.value), "17.123456")


if __name__ == "__main__":
    unittest.main()
