"""Data frames of pandas into a board: a column at a time, all of it or nothing."""

import unittest
from decimal import Decimal

from support import numpy, pandas, small_board, small_tree

import chiso


@unittest.skipUnless(pandas, "needs pandas")
class Pandas(unittest.TestCase):
    WIDE = {"unit": ["a", "b", "c"], "1": [1, 2, 3], "2.1": [0.5, 1.5, float("nan")]}

    def test_wide_and_long_frames_are_the_same_board(self):
        wide = pandas.DataFrame(self.WIDE)
        board = chiso.Board.from_pandas(small_tree(), wide)
        self.assertEqual(
            [board[u, "2.1"].cell.value for u in "abc"], [Decimal("0.5"), Decimal("1.5"), None]
        )
        for other in (
            wide.set_index("unit"),
            wide.melt("unit", var_name="criterion", value_name="value"),
            wide.melt("unit", var_name="criterion", value_name="value").astype({"value": object}),
            wide.astype({"1": object}),
            wide.astype({"1": "Int64"}),
        ):
            self.assertEqual(chiso.Board.from_pandas(small_tree(), other).to_csv(), board.to_csv())

    def test_takes_names_blocks_and_every_kind_of_cell(self):
        frame = pandas.DataFrame(
            {
                "unit": ["a", "b", "=c"],
                "name": ["A", None, 'C, "c"'],
                "block": ["so", "so", None],
                "ranked": [True, False, True],
                "1": [Decimal("17.24"), None, chiso.NOT_APPLICABLE],
                "2.2": ["97.8%", "978/1000", ""],
                "3": [True, "no", None],
            }
        )
        board = chiso.Board.from_pandas(small_tree(), frame).score()
        self.assertEqual([unit.name for unit in board], ["A", "b", 'C, "c"'])
        self.assertEqual(
            ([unit.block for unit in board], board["b"].ranked), (["so", "so", ""], False)
        )
        self.assertEqual(board["b", "2.2"].achieved, Decimal("11.736"))
        self.assertEqual(
            (board["=c", "1"].state, board["a", "3"].achieved), (chiso.State.NOT_APPLICABLE, 1)
        )
        numbers = frame[["unit", "name", "block", "ranked"]].assign(**{"1": [1, 2, 3]})
        board = chiso.Board.from_pandas(small_tree(), numbers)
        self.assertEqual(
            ([unit.name for unit in board], board["b"].ranked), (["A", "b", 'C, "c"'], False)
        )
        long = numbers.melt(
            ["unit", "name", "block", "ranked"], var_name="criterion", value_name="value"
        )
        self.assertEqual(chiso.Board.from_pandas(small_tree(), long).to_csv(), board.to_csv())

    def test_reads_who_is_ranked_alike_with_numbers_and_with_text(self):
        for word, ranked in (
            ("YES", True),
            ("Có", True),
            ("no", False),
            ("không", False),
            (True, True),
            (0, False),
            (None, True),
        ):
            for values in ([1, 2], ["1", "2"]):
                frame = pandas.DataFrame(
                    {
                        "unit": ["a", "b"],
                        "ranked": pandas.Series([word, word], dtype=object),
                        "1": values,
                    }
                )
                self.assertEqual(
                    [unit.ranked for unit in chiso.Board.from_pandas(small_tree(), frame)],
                    [ranked] * 2,
                    (word, values),
                )
        for values in ([1, 2], ["1", "2"]):
            with self.assertRaisesRegex(chiso.InputError, "unit a: ranked is .maybe."):
                chiso.Board.from_pandas(
                    small_tree(),
                    pandas.DataFrame({"unit": ["a", "b"], "ranked": ["maybe", "yes"], "1": values}),
                )

    def test_long_refuses_rows_of_a_unit_that_contradict_each_other(self):
        for values in ([1, 2], ["1", "2"]):
            for name, texts in (
                ("name", ["A", "B"]),
                ("block", ["x", "y"]),
                ("ranked", [True, False]),
            ):
                frame = pandas.DataFrame(
                    {"unit": ["a", "a"], name: texts, "criterion": ["1", "2.1"], "value": values}
                )
                with self.assertRaisesRegex(
                    chiso.CodeError, f"unit a: {name} is .* here and .* in a row before"
                ):
                    chiso.Board.from_pandas(small_tree(), frame)
            frame = pandas.DataFrame(
                {
                    "unit": ["a", "a"],
                    "name": ["A", None],
                    "criterion": ["1", "2.1"],
                    "value": values,
                }
            )
            self.assertEqual(chiso.Board.from_pandas(small_tree(), frame)["a"].name, "A")

    def test_names_a_unit_without_a_code(self):
        for values in ([1, 2], ["1", "2"]):
            with self.assertRaises(chiso.CodeError):
                chiso.Board.from_pandas(
                    small_tree(), pandas.DataFrame({"unit": ["a", ""], "1": values})
                )

    def test_goes_into_a_board_that_has_units(self):
        board = chiso.Board.from_pandas(small_tree(), pandas.DataFrame(self.WIDE)).score()
        board.add_pandas(pandas.DataFrame({"unit": ["c", "a", "b"], "1": [9, 7, 8]}))
        self.assertEqual([board[u, "1"].cell.value for u in "abc"], [7, 8, 9])
        board.add_pandas(pandas.DataFrame({"unit": ["d", "a"], "1": [4, 1]}))
        self.assertEqual([board[u, "1"].cell.value for u in "abcd"], [1, 8, 9, 4])
        board.add_pandas(pandas.DataFrame({"unit": ["b"], "criterion": ["2.1"], "value": [7]}))
        self.assertEqual(
            [board[u, "2.1"].cell.value for u in "abcd"], [Decimal("0.5"), 7, None, None]
        )

    def test_that_is_wrong_is_refused_and_changes_nothing(self):
        for start in (
            chiso.Board(small_tree()),
            chiso.Board.from_pandas(small_tree(), pandas.DataFrame(self.WIDE)),
        ):
            before = start.to_csv() if len(start) else ""
            long = pandas.DataFrame({"unit": ["a", "b"], "criterion": ["1", "1"], "value": [1, 2]})
            for kind, text, frame in (
                (chiso.ColumnError, "no column 'unit'", pandas.DataFrame({"1": [1]})),
                (LookupError, "no column 'value'", long.drop(columns="value")),
                (chiso.ColumnError, "no column 'criterion'", long.drop(columns="criterion")),
                (chiso.ColumnError, "column 'x' is unknown", long.assign(x=1)),
                (
                    chiso.ColumnError,
                    "column '9' is no criterion",
                    pandas.DataFrame({"unit": ["a"], "9": [1]}),
                ),
                (
                    chiso.ColumnError,
                    "column '2' is no criterion",
                    pandas.DataFrame({"unit": ["a"], "2": [1]}),
                ),
                (
                    chiso.ColumnError,
                    "twice",
                    pandas.DataFrame([["a", 1, 2]], columns=["unit", "1", "1"]),
                ),
                (chiso.NodeError, "criterion '9'", long.assign(criterion="9")),
                (chiso.NodeError, "criterion 2 has sub-criteria", long.assign(criterion="2")),
                (chiso.CodeError, "criterion 1 of unit a is there twice", long.assign(unit="a")),
                (chiso.CodeError, "twice", pandas.DataFrame({"unit": ["a", "a"], "1": [1, 2]})),
                (TypeError, "the unit 1.5 is float; expected text", long.assign(unit=[1.5, 2])),
                (TypeError, "row 1 of the units is empty", long.assign(unit=["a", None])),
                (TypeError, "row 1 of column 'criterion'", long.assign(criterion=["1", None])),
                (
                    chiso.NumberError,
                    "criterion 1 of unit b is the float inf; expected a finite number",
                    long.assign(value=[1, float("inf")]),
                ),
                (
                    chiso.NumberError,
                    "criterion 1 of unit b is the float inf; expected a finite number",
                    long.assign(value=["1", float("inf")]),
                ),
                (chiso.CellError, "20", long.assign(value=[20, 1])),
                (chiso.CellError, "20", pandas.DataFrame({"unit": ["a", "z"], "1": [1, 20]})),
                (chiso.NumberError, "abc", long.assign(value=["1", "abc"])),
                (chiso.TextError, "NUL", long.assign(unit=["a", "z\0"])),
                (chiso.EmptyError, "no rows", long.iloc[:0]),
                (TypeError, "expected a DataFrame", {"unit": ["a"]}),
            ):
                with self.subTest(text=text, units=len(start)), self.assertRaisesRegex(
                    kind, text
                ) as caught:
                    start.add_pandas(frame)
                self.assertEqual(getattr(caught.exception, "line", 0), 0)
                self.assertEqual(start.to_csv() if len(start) else "", before)
        with self.assertRaisesRegex(ValueError, "floats is 'any'"):
            start.add_pandas(long, floats="any")

    def test_takes_floats_as_their_shortest_decimals_unless_they_must_be_exact(self):
        for more in ({}, {"2.2": ["50%"]}):
            frame = pandas.DataFrame({"unit": ["a"], "1": [17.24], **more})
            board = chiso.Board.from_pandas(small_tree(), frame)
            self.assertEqual(board["a", "1"].cell.value, Decimal("17.24"))
            with self.assertRaisesRegex(chiso.NumberError, "criterion 1 of unit a .* exactly"):
                chiso.Board.from_pandas(small_tree(), frame, floats="exact")

    def test_takes_units_with_numbers_for_codes(self):
        for units in ([101, 102], numpy.array([101, 102], dtype="uint8"), ["101", 102]):
            frame = pandas.DataFrame({"unit": pandas.Series(units, dtype=object), "1": [1.5, 2]})
            for one in (frame, frame.set_index("unit"), frame.assign(**{"1": ["1.5", "2"]})):
                board = chiso.Board.from_pandas(small_tree(), one)
                self.assertEqual(board.units(), ["101", "102"])
                self.assertEqual(board[102, "1"].cell.value, 2)
        long = pandas.DataFrame({"unit": [101, 102], "criterion": [1, 3], "value": [1.5, 1]})
        board = chiso.Board.from_pandas(small_tree(), long)
        self.assertEqual((board[101, 1].cell.value, 102 in board), (Decimal("1.5"), True))

    def test_finds_the_units_where_it_is_told(self):
        frame = pandas.DataFrame({"Mã": ["a", "b"], "1": [1, 2]})
        plain = chiso.Board.from_pandas(small_tree(), frame.rename(columns={"Mã": "unit"})).to_csv()
        for one, unit in (
            (frame, "Mã"),
            (frame.set_index("Mã"), "Mã"),
            (frame[["1"]], ["a", "b"]),
            (frame.set_index("Mã"), frame.set_index("Mã").index),
            (frame.drop(columns="Mã"), frame["Mã"]),
            (frame.set_index(["Mã", "1"], drop=False)[["1"]].droplevel("1"), "Mã"),
        ):
            board = chiso.Board.from_pandas(small_tree(), one, unit=unit)
            self.assertEqual(board.to_csv(), plain)
        counted = chiso.Board.from_pandas(small_tree(), frame[["1"]], unit=frame.index)
        self.assertEqual(counted.units(), ["0", "1"])
        for one, unit, kind, text in (
            (frame, "Ma", chiso.ColumnError, "there is no column 'Ma', and the index is not"),
            (frame[["1"]], None, chiso.ColumnError, "unit= says where they are"),
            (frame[["1"]], ["a"], chiso.ShapeError, "unit has 1 codes, and the frame 2 rows"),
        ):
            with self.assertRaisesRegex(kind, text):
                chiso.Board.from_pandas(small_tree(), one, unit=unit)

    def test_renames_and_ignores_what_it_is_told(self):
        frame = pandas.DataFrame(
            {"Mã": ["a", "b"], "Tên": ["A", "B"], "Điểm": [1.5, 2], "Hạng": [2, 1], 3: [1, 0]}
        )
        names = {"Mã": "unit", "Tên": "name", "Điểm": "1"}
        board = chiso.Board.from_pandas(small_tree(), frame, rename=names, ignore=["Hạng"])
        self.assertEqual((board["a"].name, board["a", "1"].cell.value), ("A", Decimal("1.5")))
        self.assertEqual(board["a", "3"].cell.value, 1)
        long = frame.melt(["Mã", "Tên"], var_name="criterion", value_name="value")
        for one in (long, long.assign(value=long["value"].map("{:g}".format))):
            again = chiso.Board.from_pandas(small_tree(), one, rename=names, ignore=["Hạng"])
            self.assertEqual(again.to_csv(), board.to_csv())
        for rename, ignore, kind, text in (
            (names, ["Hang"], chiso.ColumnError, "ignore names 'Hang', which is not in the frame"),
            ({"Ma": "unit"}, ["Hạng"], chiso.ColumnError, "rename names 'Ma', which is not in the"),
            (
                names,
                [],
                chiso.ColumnError,
                "column 'Hạng' is no criterion .*ignore= say what it is",
            ),
            ({**names, "Hạng": "1"}, [], chiso.ColumnError, "column '1' is there twice"),
            (names, "Hạng", TypeError, "ignore is text; expected a list of columns"),
        ):
            with self.assertRaisesRegex(kind, text):
                chiso.Board.from_pandas(small_tree(), frame, rename=rename, ignore=ignore)

    def test_takes_a_float_for_the_one_code_that_reads_so(self):
        tree = chiso.Tree.from_csv("code,title,max\n1,A,\n1.1,B,5\n1.2,C,5\n1.20,D,5\n")
        frame = pandas.DataFrame({"unit": ["a"], 1.1: [3]})
        self.assertEqual(chiso.Board.from_pandas(tree, frame)["a", "1.1"].cell.value, 3)
        long = pandas.DataFrame({"unit": ["a"], "criterion": [1.1], "value": [3]})
        self.assertEqual(chiso.Board.from_pandas(tree, long)["a", "1.1"].cell.value, 3)
        for one in (frame.rename(columns={1.1: 1.2}), long.assign(criterion=1.2)):
            with self.assertRaisesRegex(chiso.ColumnError, "the float 1.2 may be 1.2 or 1.20"):
                chiso.Board.from_pandas(tree, one)

    def test_reads_a_decimal_comma_where_it_is_told_and_nothing_else_then(self):
        frame = pandas.DataFrame(
            {"unit": ["a", "b,c"], "1": ["17,24", 3.5], "2.2": ["97,8%", "-"], "3": ["có", None]}
        )
        board = chiso.Board.from_pandas(small_tree(), frame, decimal=",")
        self.assertEqual(board["a", "1"].cell.value, Decimal("17.24"))
        self.assertEqual(board["b,c", "1"].cell.value, Decimal("3.5"))
        self.assertEqual(board["a", "2.2"].cell.value, Decimal("97.8"))
        long = frame.melt("unit", var_name="criterion", value_name="value")
        again = chiso.Board.from_pandas(small_tree(), long, decimal=",")
        self.assertEqual(again.to_csv(), board.to_csv())
        for text in ("1.234", "17.24"):
            with self.assertRaisesRegex(chiso.NumberError, "criterion 1 of unit a .* has a point"):
                frame = pandas.DataFrame({"unit": ["a"], "1": [text]})
                chiso.Board.from_pandas(small_tree(), frame, decimal=",")
        with self.assertRaisesRegex(chiso.NumberError, "17,24"):
            frame = pandas.DataFrame({"unit": ["a"], "1": ["17,24"]})
            chiso.Board.from_pandas(small_tree(), frame)
        with self.assertRaisesRegex(ValueError, "decimal is ' '; expected '.' or ','"):
            chiso.Board.from_pandas(small_tree(), frame, decimal=" ")

    def test_takes_columns_of_every_kind_that_pandas_has(self):
        expected = [Decimal("1.5"), None, Decimal(3)]
        for values in (
            pandas.array([1.5, None, 3], dtype="Float64"),
            pandas.array(["1.5", None, "3"], dtype="string"),
            pandas.Categorical(["1.5", None, "3"]),
            pandas.Categorical([1.5, None, 3.0]),
            pandas.array([1.5, numpy.nan, 3], dtype="float32"),
            pandas.array([Decimal("1.5"), pandas.NA, 3], dtype=object),
        ):
            frame = pandas.DataFrame({"unit": ["a", "b", "c"], "1": values})
            board = chiso.Board.from_pandas(small_tree(), frame)
            self.assertEqual([board[u, "1"].cell.value for u in "abc"], expected)
            board.set_column("1", frame["1"])
            self.assertEqual([board[u, "1"].cell.value for u in "abc"], expected)
        frame = pandas.DataFrame({"unit": ["a", "b"], "3": pandas.array([True, None], "boolean")})
        board = chiso.Board.from_pandas(small_tree(), frame)
        self.assertEqual([board[u, "3"].cell.value for u in "ab"], [1, None])

    def test_with_text_sets_all_of_a_board_that_has_cells_or_nothing(self):
        board = chiso.Board.from_pandas(small_tree(), pandas.DataFrame(self.WIDE)).score()
        before = board.to_csv()
        frame = pandas.DataFrame(
            {"unit": ["c", "b", "a"], "1": [9, 8, 7], "2.2": ["97.8%", None, "1/2"]}
        )
        for wrong in ({"1": [9, 8, 20]}, {"2.2": ["97.8%", None, "much"]}):
            with self.assertRaises(chiso.InputError):
                board.add_pandas(frame.assign(**wrong))
            self.assertEqual((board.to_csv(), board.is_scored), (before, True))
        board.add_pandas(frame)
        self.assertEqual([board[u, "1"].cell.value for u in "abc"], [7, 8, 9])
        self.assertEqual(
            [board[u, "2.2"].cell[1:3] for u in "ac"], [(1, 2), (Decimal("97.8"), 100)]
        )


if __name__ == "__main__":
    unittest.main()
