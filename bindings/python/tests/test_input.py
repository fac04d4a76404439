"""What cannot go into cells and columns is refused by the right exception, with the name of the
cell, and nothing is changed.
"""

import unittest
from decimal import Decimal
from fractions import Fraction

from support import Refused, small_tree

import chiso


class ACell(Refused):
    def test_refuses_what_is_no_number(self):
        for value in (object(), {}, {1}, b"5", complex(1)):
            self.refuse(TypeError, "criterion 1 of unit skhcn is", self.put(value))
        self.refuse((ValueError, chiso.CellError), "takes no counts", self.put([1, 2]))
        self.refuse(
            TypeError, r"tuple of 3; expected \(numerator, denominator\)", self.put((1, 2, 3))
        )

    def test_refuses_a_bool_but_for_yes_and_no(self):
        self.refuse(
            TypeError,
            "criterion 1 of unit skhcn is True, and a bool is not a number",
            self.put(True),
        )

    def test_refuses_infinities_and_signals(self):
        for value in (
            float("inf"),
            float("-inf"),
            Decimal("Infinity"),
            Decimal("sNaN"),
        ):
            self.refuse(
                (ValueError, chiso.NumberError),
                "criterion 1 of unit skhcn is .*expected a finite number",
                self.put(value),
            )

    def test_keeps_15_places_and_counts_what_has_more(self):
        for value, held, rounded in (
            (Decimal("1.234567890123456"), "1.234567890123456", 0),
            (Fraction(1, 2**15), "0.000030517578125", 0),
            (1.4e-06, "0.0000014", 0),
            ("\u22121.4e-06", "-0.0000014", 0),
            (1 / 3, "0.333333333333333", 1),
            (0.1 + 0.2, "0.3", 1),
            (Decimal("1.2345678901234565"), "1.234567890123457", 1),
            (Decimal("1E-999999"), "0", 1),
            ("5e-16", "0.000000000000001", 1),
        ):
            tree = chiso.Tree.from_csv("code,title,max,min\n1,A,19,-19\n")
            board = chiso.Board(tree).add_units(["a"])
            board["a", "1"] = value
            self.assertEqual((board["a", "1"].text, board.rounded_count), (held, rounded), value)

    def test_refuses_a_fraction_that_is_no_decimal_where_no_rate_is_taken(self):
        text = "^criterion 1 of unit skhcn is 1/3, which has more than 15 decimal places; round it"
        self.refuse((ValueError, chiso.NumberError), text, self.put(Fraction(1, 3)))
        self.board["skhcn", "2.2"] = Fraction(2, 3)
        self.assertEqual(self.board["skhcn", "2.2"].text, "2/3")

    def test_refuses_numbers_beyond_the_range(self):
        for value in (
            10**13,
            -(10**13),
            10**5000,
            Decimal("1e13"),
            Decimal("1e999999"),
            1e300,
            2.0**63,
            Fraction(10**20),
        ):
            self.refuse(
                (ValueError, chiso.RangeError),
                "criterion 1 of unit skhcn is .*expected -9200000000000 to",
                self.put(value),
            )

    def test_refuses_points_outside_min_and_max_in_the_words_of_the_library(self):
        self.refuse((ValueError, chiso.CellError), "skhcn.*1.*19", self.put(20))

    def test_refuses_text_with_a_nul_or_half_a_character(self):
        self.refuse(
            (ValueError, chiso.TextError),
            "criterion 1 of unit skhcn is '1.x002', which holds a NUL",
            self.put("1\x002"),
        )
        self.refuse(chiso.TextError, "no whole Unicode text", self.put("\ud800"))
        self.refuse(chiso.TextError, "the unit is .*NUL", self.put(1, unit="sk\0hcn"))
        self.refuse(chiso.TextError, "the criterion is .*NUL", self.put(1, node="1\0"))

    def test_refuses_units_and_criteria_that_are_not_there(self):
        self.refuse((LookupError, chiso.UnitError), "unit 'nobody'", self.put(1, unit="nobody"))
        self.refuse((LookupError, chiso.NodeError), "criterion '9'", self.put(1, node="9"))
        self.refuse(chiso.NodeError, "2", self.put(1, node="2"))
        self.refuse(chiso.UnitError, "there is no unit 1", self.put(1, unit=1))
        self.refuse(TypeError, "the unit is float; expected text", self.put(1, unit=1.0))
        self.refuse(TypeError, "the criterion is NoneType; expected text", self.put(1, node=None))
        with self.assertRaisesRegex(TypeError, "named by its unit and its criterion"):
            self.board["skhcn"] = 1

    def test_refuses_a_criterion_of_another_tree(self):
        self.refuse(
            chiso.NodeError,
            "criterion 1 belongs to another tree",
            self.put(1, node=small_tree()["1"]),
        )

    def test_refuses_counts_that_are_none(self):
        board = chiso.Board(
            chiso.Tree.from_csv("code,title,max,rule\n1,Asked,10,survey 100 60 20 0\n")
        )
        board.add_unit("a")
        for counts, kind in (
            ([1, 2, 3], chiso.ShapeError),
            ([1, 2, 3, -1], chiso.RangeError),
            ([1, 2, 3, 0.5], TypeError),
            ([0] * 4, chiso.CellError),
        ):
            with self.assertRaises(kind):
                board["a", "1"] = counts
        with self.assertRaisesRegex(TypeError, "a count of criterion 1 of unit a is bool"):
            board["a", "1"] = [True, 0, 0, 0]
        self.assertEqual(board["a", "1"].cell.state, chiso.State.MISSING)


class AColumn(Refused):
    def test_refuses_another_length(self):
        self.refuse((ValueError, chiso.RangeError), "", lambda: self.board.set_column("1", [1, 2]))

    def test_names_the_cell_that_is_wrong(self):
        self.refuse(
            chiso.NumberError,
            "criterion 1 of unit sxd is the float inf",
            lambda: self.board.set_column("1", [1, float("inf"), 2]),
        )
        self.refuse(
            TypeError,
            "criterion 1 of unit hue is True",
            lambda: self.board.set_column("1", [1, 2, True]),
        )
        self.refuse(
            TypeError,
            "the denominator of criterion 2.2 of unit sxd is dict",
            lambda: self.board.set_rates("2.2", [1, 2, 3], [4, {}, 6]),
        )
        self.refuse(
            TypeError,
            "expected a list or an array",
            lambda: self.board.set_column("1", "123"),
        )

    def test_takes_what_a_cell_takes(self):
        self.board.set_column("2.2", ["97.8%", (978, 1000), None])
        self.assertEqual(self.board["sxd", "2.2"].cell[1:3], (978, 1000))
        self.board.set_columns([["1", True], [2, "no"], [None, "-"]], ["1", "3"])
        self.assertEqual(
            [self.board[u, "3"].cell.value for u in ("skhcn", "sxd", "hue")], [1, 0, None]
        )

    def test_of_text_is_set_with_the_others_or_not(self):
        rows = [["97.8%", 14], ["1/2", 14], ["-", 15]]
        self.refuse(
            chiso.CellError, "hue.*2.1", lambda: self.board.set_columns(rows, ["2.2", "2.1"])
        )
        fresh = chiso.Board(small_tree()).add_units(["a", "b", "c"])
        empty = fresh.to_csv()
        with self.assertRaises(chiso.CellError):
            fresh.set_columns(rows, ["2.2", "2.1"])
        self.assertEqual(fresh.to_csv(), empty)
        rows[2][1] = 13
        fresh.set_columns(rows, ["2.2", "2.1"])
        self.assertEqual(fresh["b", "2.2"].cell[1:3], (1, 2))

    def test_of_several_sets_none_when_one_is_wrong(self):
        rows = [[1, 14], [2, 14], [3, 15]]
        self.refuse(chiso.CellError, "hue.*2.1", lambda: self.board.set_columns(rows, ["1", "2.1"]))
        self.refuse(
            chiso.ShapeError,
            "expected 3 units × 2 criteria",
            lambda: self.board.set_columns(rows[:2], ["1", "2.1"]),
        )
        self.refuse(
            chiso.CodeError, "named twice", lambda: self.board.set_columns(rows, ["1", "1"])
        )
        fresh = chiso.Board(small_tree()).add_units(["a", "b", "c"])
        empty = fresh.to_csv()
        with self.assertRaises(chiso.CellError):
            fresh.set_columns(rows, ["1", "2.1"])
        self.assertEqual(fresh.to_csv(), empty)
        fresh.set_columns([[1, 14], [2, 13], [None, chiso.NOT_APPLICABLE]], ["1", "2.1"])
        self.assertEqual(
            [fresh[u, "2.1"].cell.state for u in "abc"],
            [chiso.State.SCORED, chiso.State.SCORED, chiso.State.NOT_APPLICABLE],
        )

    def test_that_is_stopped_does_not_empty_what_the_board_held(self):
        from chiso._in.column import decimal_column
        from chiso._parts.columns import set_columns

        def column(values):
            return decimal_column(values, "a column", "number {}".format)

        def stopped_when_set():
            yield column([5, 6, 7])
            if self.board._guard.writing:
                raise KeyboardInterrupt
            yield column([1, 2, 3])

        class Columns:
            def __iter__(self):
                return stopped_when_set()

        with self.assertRaises(KeyboardInterrupt):
            set_columns(self.board, [self.board.tree["1"], self.board.tree["2.1"]], Columns())
        self.assertEqual(
            [self.board[unit, node].cell.value for unit, node in (("sxd", "1"), ("sxd", "2.1"))],
            [6, Decimal("13.5")],
        )

    def test_of_units_is_added_as_a_whole_or_not(self):
        self.refuse(
            chiso.CodeError, "sxd is there already", lambda: self.board.add_units(["new", "sxd"])
        )
        self.refuse(chiso.CodeError, "", lambda: self.board.add_units(["new", "new"]))
        self.refuse(
            chiso.ShapeError,
            "2 units, and name has 1",
            lambda: self.board.add_units(["x", "y"], ["X"]),
        )
        self.refuse(chiso.TextError, "NUL", lambda: self.board.add_units(["x\0"]))
        odd = ["=1+1", 'a,"b"', "'q", "'=x", "#c", " d", "-", "Đà\nNẵng", "@"]
        board = chiso.Board(small_tree()).add_units(
            odd, odd, ["b"] * len(odd), [True] * 8 + [False]
        )
        self.assertEqual([unit.name for unit in board], odd)
        self.assertEqual([unit.code.strip() for unit in board], [code.strip() for code in odd])
        self.assertFalse(board["@"].ranked)

    def test_of_units_has_no_empty_code_and_is_no_text(self):
        self.refuse(
            chiso.CodeError,
            "the code of unit 1 of the list is empty",
            lambda: self.board.add_units(["x", ""]),
        )
        self.refuse(
            TypeError,
            "the column unit is str; expected a list",
            lambda: self.board.add_units("xyz"),
        )
        self.refuse(
            TypeError,
            "the column name is generator; expected a list",
            lambda: self.board.add_units(["x"], (name for name in "x")),
        )

    def test_that_says_who_is_ranked_is_of_bools(self):
        self.refuse(
            TypeError,
            "number 1 of ranked is 'no'; expected a bool",
            lambda: self.board.add_units(["x", "y"], ranked=[True, "no"]),
        )
        self.refuse(
            TypeError,
            "ranked is 'no'; expected a bool",
            lambda: self.board.add_unit("x", ranked="no"),
        )
        self.refuse(
            TypeError, "ranked is None; expected a bool", lambda: self.board.set_ranked("sxd", None)
        )


if __name__ == "__main__":
    unittest.main()
