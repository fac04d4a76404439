"""numpy and pandas: columns without a copy, bulk input, results as data frames; and what is said where they are absent."""

import subprocess
import sys
import textwrap
import unittest
from decimal import Decimal

from support import small_board, small_tree

import chiso

try:
    import numpy
except ImportError:
    numpy = None
try:
    import pandas
except ImportError:
    pandas = None


@unittest.skipUnless(numpy, "needs numpy")
class Numpy(unittest.TestCase):
    def test_looks_into_a_column_without_a_copy(self):
        board = small_board()
        points = board.points("2.1")
        self.assertEqual((points.dtype, points.tolist()), (numpy.int64, [14_000_000, 13_500_000, 10_000_000]))
        self.assertEqual(points.ctypes.data, board.points("2.1").ctypes.data)
        self.assertFalse(points.flags.writeable)
        with self.assertRaises(ValueError):
            points.flags.writeable = True
        self.assertEqual(board.points("1")[2], chiso.ABSENT)
        self.assertEqual(board.points("2.2")[2], chiso.ABSENT + 1)
        self.assertEqual(board.points()[0], 43_976_000)

    def test_keeps_the_board_and_keeps_it_from_changing(self):
        board = small_board()
        part = board.points("1")[:2]
        before = board.to_csv()
        for action in (lambda: board.add_unit("x"), lambda: board.set_column("1", [1, 2, 3]), lambda: board.reserve(1000)):
            with self.assertRaisesRegex(chiso.StateError, "lent to an array"):
                action()
        self.assertEqual(board.to_csv(), before)
        board.close()
        del board
        self.assertEqual(part.tolist(), [17_240_000, 15_000_000])
        board = small_board()
        points = board.points("1")
        copied = board.points("1", copy=True)
        del points
        board["sxd", "1"] = 1
        self.assertEqual(copied.tolist()[1], 15_000_000)
        with self.assertRaises(chiso.StateError):
            board.points("1")

    def test_copies_the_points_that_are_made_as_they_are_read(self):
        board = chiso.Board.from_csv(chiso.Tree.from_csv("code,title,max,rule\n1,A,10,best\n"), "unit,1\na,5\nb,10\n").score()
        self.assertEqual(board.points("1").tolist(), [5_000_000, 10_000_000])
        self.assertFalse(board.points("1").flags.writeable)
        self.assertTrue(board.points("1", copy=True).flags.writeable)

    def test_takes_columns_of_each_kind(self):
        for values, expected in (
            (numpy.array([1, 2, 3]), [1, 2, 3]),
            (numpy.array([1, 2, 3], dtype=numpy.uint8), [1, 2, 3]),
            (numpy.array([0.5, numpy.nan, 3]), [0.5, None, 3]),
            (numpy.array([0.5, 1.25, 3], dtype=numpy.float32), [0.5, 1.25, 3]),
            (numpy.array([Decimal("0.1"), None, "17.24"], dtype=object), [Decimal("0.1"), None, Decimal("17.24")]),
            (numpy.array([1, 9, 2, 9, 3, 9])[::2], [1, 2, 3]),
        ):
            board = small_board().set_column("1", values)
            self.assertEqual([board[unit, "1"].cell.value for unit in board.units()], expected)
        board = small_board().set_column("1", numpy.array([1, chiso.ABSENT, 3]), millionths=True)
        self.assertEqual(board["hue", "1"].cell.value, Decimal("0.000003"))
        board.set_column("1", numpy.array([17.24, 0.1, 3.3]), floats="shortest")
        self.assertEqual(board["skhcn", "1"].cell.value, Decimal("17.24"))
        board.set_rates("2.2", [1, 2, None], numpy.array([3, 3, 3]))
        self.assertEqual(board["sxd", "2.2"].cell[1:3], (2, 3))

    def test_refuses_what_is_not_exact_by_its_place(self):
        board = small_board()
        before = board.to_csv()
        for kind, text, values in (
            (chiso.NumberError, "number 1, is the float 17.24, which is no exact decimal", numpy.array([1, 17.24, 2])),
            (chiso.NumberError, "number 2, is inf; expected a finite", numpy.array([1, 2, numpy.inf])),
            (chiso.RangeError, "number 0, is 10000000000000", numpy.array([10**13, 2, 3])),
            (chiso.RangeError, "number 0, is 1e\\+300", numpy.array([1e300, 2, 3])),
            (chiso.RangeError, "number 0, is 18446744073709551615", numpy.array([2**64 - 1, 2, 3], dtype=numpy.uint64)),
            (TypeError, "array of bool", numpy.array([True, False, True])),
            (TypeError, "array of <U1", numpy.array(["1", "2", "3"])),
            (TypeError, "array of datetime64", numpy.array(["2021-01-01"] * 3, dtype="datetime64[D]")),
            (chiso.ShapeError, "2 dimensions", numpy.zeros((3, 1))),
            (chiso.CellError, "skhcn", numpy.array([20, 1, 1])),
        ):
            with self.subTest(text), self.assertRaisesRegex(kind, text):
                board.set_column("1", values)
        with self.assertRaisesRegex(chiso.NumberError, "more than 6 decimal places"):
            board.set_column("1", numpy.array([0.1 + 0.2, 1, 1]), floats="shortest")
        with self.assertRaisesRegex(TypeError, "array of float64; millionths are int64"):
            board.set_column("1", numpy.array([0.5, 1, 1]), millionths=True)
        self.assertEqual(board.to_csv(), before)

    def test_takes_a_matrix_in_either_order(self):
        for order in "CF":
            for millionths in (False, True):
                matrix = numpy.array([[1, 2], [3, 4], [5, 6]], order=order) * (1_000_000 if millionths else 1)
                board = small_board().set_columns(matrix, ["1", "2.1"], millionths=millionths)
                self.assertEqual([board[unit, "2.1"].cell.value for unit in board.units()], [2, 4, 6])
        with self.assertRaisesRegex(chiso.ShapeError, "the matrix is 2 × 3; expected 3 units × 2 criteria"):
            small_board().set_columns(numpy.zeros((2, 3)), ["1", "2.1"])

    def test_floats_are_the_same_one_by_one_and_in_arrays(self):
        from chiso._arrays import millionths_of
        from chiso._number import to_millionths

        random = numpy.random.default_rng(20211)
        values = numpy.concatenate([random.integers(-(10**9), 10**9, 500) / 2.0 ** random.integers(0, 9, 500), random.random(500)])
        for value in values:
            try:
                expected = to_millionths(float(value))
            except chiso.NumberError:
                with self.assertRaises(chiso.NumberError):
                    millionths_of(numpy, numpy.array([value]), "x", False, "exact")
            else:
                self.assertEqual(millionths_of(numpy, numpy.array([value]), "x", False, "exact")[0], expected)
        for number in random.integers(-(10**15), 10**15, 2000):
            value = float(Decimal(int(number)).scaleb(-6))
            self.assertEqual(millionths_of(numpy, numpy.array([value]), "x", False, "shortest")[0], number)

    def test_takes_what_is_masked_as_missing(self):
        masked = numpy.ma.array([1, 2, 3], mask=[False, True, False])
        for column in (masked, masked / 2.0, masked.astype(object)):
            board = small_board().set_column("1", column)
            self.assertEqual([board[u, "1"].cell.state.word for u in ("skhcn", "sxd", "hue")], ["scored", "missing", "scored"])
        self.assertEqual(small_board().set_column("1", numpy.ma.array([1, 2, 3])).score().achieved("1"), [1, 2, 3])
        whole = masked * 1_000_000
        expected = [Decimal(1), None, Decimal(3)]
        board = small_board().set_column("1", whole, millionths=True)
        self.assertEqual([board[u, "1"].cell.value for u in ("skhcn", "sxd", "hue")], expected)
        for millionths, matrix in ((True, numpy.ma.stack([whole, whole], axis=1)), (False, numpy.ma.stack([masked, masked], axis=1))):
            board = small_board().set_columns(matrix, ["1", "2.1"], millionths=millionths)
            self.assertEqual([board[u, "2.1"].cell.value for u in ("skhcn", "sxd", "hue")], expected)
        tally = chiso.Tally(["a"], {"q": 4})
        with self.assertRaisesRegex(TypeError, "options is a masked array"):
            tally.add_answers([0], [0], numpy.ma.array([1], mask=[True]))
        self.assertEqual(tally.total, 0)

    @unittest.skipUnless(numpy and numpy.finfo(numpy.longdouble).nmant > 52, "needs a longer double")
    def test_refuses_digits_that_only_a_longer_double_has(self):
        board, hidden = small_board(), 1 + numpy.longdouble(2) ** -60
        before = board.to_csv()
        for floats in ("exact", "shortest"):
            with self.assertRaisesRegex(chiso.NumberError, "number 1, is .* more digits than a float64"):
                board.set_column("1", numpy.array([1, hidden, numpy.nan]), floats=floats)
        with self.assertRaisesRegex(chiso.NumberError, "criterion 1 of unit sxd is 1.0.*, which has more digits than a float"):
            board["sxd", "1"] = hidden
        self.assertEqual(board.to_csv(), before)

    def test_takes_codes_of_units_from_arrays(self):
        self.assertEqual(chiso.Board(small_tree()).add_units(numpy.array(["a", "b"]), ranked=numpy.array([True, False])).units(), ["a", "b"])

    def test_ranks_an_array_as_the_library_ranks_numbers(self):
        random = numpy.random.default_rng(7)
        points = random.integers(0, 40, 300) * 1_000_000
        points[5] = chiso.ABSENT
        numbers = [None if point == chiso.ABSENT else Decimal(int(point)) / 1_000_000 for point in points]
        for ties in chiso.Ties:
            found = chiso.rank_array(points, ties)
            expected = chiso.rank_numbers(numbers, ties)
            ranks = [None if not one["rank"] else Decimal(int(one["rank"])) + (Decimal("0.5") if one["half"] else 0) for one in found]
            self.assertEqual([(rank, int(one["out_of"]), int(one["tied"])) for rank, one in zip(ranks, found)], [tuple(place) for place in expected])
        self.assertEqual(len(chiso.rank_array(points[:0])), 0)
        for wrong, kind in ((points / 2, TypeError), ([1], TypeError), (points.reshape(2, -1), chiso.ShapeError), (numpy.full(3, 2**63 - 1), chiso.RangeError)):
            with self.assertRaises(kind):
                chiso.rank_array(wrong)

    def test_gives_the_places_of_all_units_as_an_array(self):
        tree = chiso.Tree.from_csv("code,title,max,options\n.,,,missing=unknown\n1,,10,\n")
        board = chiso.Board.from_csv(tree, "unit,block,1\na,x,5\nb,x,5\nc,x,\nd,y,1\ne,x,9\n").score()
        for ties in chiso.Ties:
            ranking = board.ranking(ties=ties)
            found, places = ranking.place_array(), ranking.places()
            ranks = [None if not one["rank"] else Decimal(int(one["rank"])) + (Decimal("0.5") if one["half"] else 0) for one in found]
            self.assertEqual([(rank, int(one["out_of"]), int(one["tied"])) for rank, one in zip(ranks, found)], [tuple(place) for place in places])
            self.assertEqual(places, [ranking[unit] for unit in "abcde"])
        self.assertEqual([place.rank for place in board.ranking(ties="average").places()], [Decimal("2.5"), Decimal("2.5"), None, 1, 1])
        board["a", "1"] = 6
        for ask in (ranking.places, ranking.place_array):
            with self.assertRaisesRegex(chiso.StateError, "the ranking is of an earlier state of the board"):
                ask()

    def test_counts_arrays_of_answers(self):
        tally = chiso.Tally(["a", "b"], {"q": 4})
        arrays = numpy.array([0, 1, 1], numpy.uint32), numpy.zeros(3, numpy.uint16), numpy.array([0, 3, 255], numpy.uint8)
        tally.add_answers(*arrays)
        tally.add_answers(*[array.astype(numpy.int64) for array in arrays])
        self.assertEqual((tally.counts("a", "q"), tally.counts("b", "q")), ((2, 0, 0, 0), (0, 0, 0, 2)))
        with self.assertRaisesRegex(chiso.RangeError, "options, number 1, is 300"):
            tally.add_answers(arrays[0], arrays[1], numpy.array([0, 300, 0]))


@unittest.skipUnless(pandas, "needs pandas")
class Pandas(unittest.TestCase):
    WIDE = {"unit": ["a", "b", "c"], "1": [1, 2, 3], "2.1": [0.5, 1.5, float("nan")]}

    def test_wide_and_long_frames_are_the_same_board(self):
        wide = pandas.DataFrame(self.WIDE)
        board = chiso.Board.from_pandas(small_tree(), wide)
        self.assertEqual([board[u, "2.1"].cell.value for u in "abc"], [Decimal("0.5"), Decimal("1.5"), None])
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
                "name": ["A", None, "C, \"c\""],
                "block": ["so", "so", None],
                "ranked": [True, False, True],
                "1": [Decimal("17.24"), None, chiso.NOT_APPLICABLE],
                "2.2": ["97.8%", "978/1000", ""],
                "3": [True, "no", None],
            }
        )
        board = chiso.Board.from_pandas(small_tree(), frame).score()
        self.assertEqual([unit.name for unit in board], ["A", "b", 'C, "c"'])
        self.assertEqual(([unit.block for unit in board], board["b"].ranked), (["so", "so", ""], False))
        self.assertEqual(board["b", "2.2"].achieved, Decimal("11.736"))
        self.assertEqual((board["=c", "1"].state, board["a", "3"].achieved), (chiso.State.NOT_APPLICABLE, 1))
        numbers = frame[["unit", "name", "block", "ranked"]].assign(**{"1": [1, 2, 3]})
        board = chiso.Board.from_pandas(small_tree(), numbers)
        self.assertEqual(([unit.name for unit in board], board["b"].ranked), (["A", "b", 'C, "c"'], False))
        long = numbers.melt(["unit", "name", "block", "ranked"], var_name="criterion", value_name="value")
        self.assertEqual(chiso.Board.from_pandas(small_tree(), long).to_csv(), board.to_csv())

    def test_reads_who_is_ranked_alike_with_numbers_and_with_text(self):
        for word, ranked in (("YES", True), ("Có", True), ("no", False), ("không", False), (True, True), (0, False), (None, True)):
            for values in ([1, 2], ["1", "2"]):
                frame = pandas.DataFrame({"unit": ["a", "b"], "ranked": pandas.Series([word, word], dtype=object), "1": values})
                self.assertEqual([unit.ranked for unit in chiso.Board.from_pandas(small_tree(), frame)], [ranked] * 2, (word, values))
        for values in ([1, 2], ["1", "2"]):
            with self.assertRaisesRegex(chiso.InputError, "unit a: ranked is .maybe."):
                chiso.Board.from_pandas(small_tree(), pandas.DataFrame({"unit": ["a", "b"], "ranked": ["maybe", "yes"], "1": values}))

    def test_long_refuses_rows_of_a_unit_that_contradict_each_other(self):
        for values in ([1, 2], ["1", "2"]):
            for name, texts in (("name", ["A", "B"]), ("block", ["x", "y"]), ("ranked", [True, False])):
                frame = pandas.DataFrame({"unit": ["a", "a"], name: texts, "criterion": ["1", "2.1"], "value": values})
                with self.assertRaisesRegex(chiso.CodeError, f"unit a: {name} is .* and something else in a row before"):
                    chiso.Board.from_pandas(small_tree(), frame)
            frame = pandas.DataFrame({"unit": ["a", "a"], "name": ["A", None], "criterion": ["1", "2.1"], "value": values})
            self.assertEqual(chiso.Board.from_pandas(small_tree(), frame)["a"].name, "A")

    def test_names_a_unit_without_a_code(self):
        for values in ([1, 2], ["1", "2"]):
            with self.assertRaises(chiso.CodeError):
                chiso.Board.from_pandas(small_tree(), pandas.DataFrame({"unit": ["a", ""], "1": values}))

    def test_goes_into_a_board_that_has_units(self):
        board = chiso.Board.from_pandas(small_tree(), pandas.DataFrame(self.WIDE)).score()
        board.add_pandas(pandas.DataFrame({"unit": ["c", "a", "b"], "1": [9, 7, 8]}))
        self.assertEqual([board[u, "1"].cell.value for u in "abc"], [7, 8, 9])
        board.add_pandas(pandas.DataFrame({"unit": ["d", "a"], "1": [4, 1]}))
        self.assertEqual([board[u, "1"].cell.value for u in "abcd"], [1, 8, 9, 4])
        board.add_pandas(pandas.DataFrame({"unit": ["b"], "criterion": ["2.1"], "value": [7]}))
        self.assertEqual([board[u, "2.1"].cell.value for u in "abcd"], [Decimal("0.5"), 7, None, None])

    def test_that_is_wrong_is_refused_and_changes_nothing(self):
        for start in (chiso.Board(small_tree()), chiso.Board.from_pandas(small_tree(), pandas.DataFrame(self.WIDE))):
            before = start.to_csv() if len(start) else ""
            long = pandas.DataFrame({"unit": ["a", "b"], "criterion": ["1", "1"], "value": [1, 2]})
            for kind, text, frame in (
                (chiso.ColumnError, "no column 'unit'", pandas.DataFrame({"1": [1]})),
                (LookupError, "no column 'value'", long.drop(columns="value")),
                (chiso.ColumnError, "no column 'criterion'", long.drop(columns="criterion")),
                (chiso.ColumnError, "column 'x' is unknown", long.assign(x=1)),
                (chiso.ColumnError, "column '9' is no criterion", pandas.DataFrame({"unit": ["a"], "9": [1]})),
                (chiso.ColumnError, "column '2' is no criterion", pandas.DataFrame({"unit": ["a"], "2": [1]})),
                (chiso.ColumnError, "twice", pandas.DataFrame([["a", 1, 2]], columns=["unit", "1", "1"])),
                (chiso.NodeError, "criterion '9'", long.assign(criterion="9")),
                (chiso.NodeError, "criterion 2 has sub-criteria", long.assign(criterion="2")),
                (chiso.CodeError, "criterion 1 of unit a is there twice", long.assign(unit="a")),
                (chiso.CodeError, "twice", pandas.DataFrame({"unit": ["a", "a"], "1": [1, 2]})),
                (TypeError, "expected text", long.assign(unit=[1, 2])),
                (TypeError, "expected text", long.assign(unit=["a", None])),
                (chiso.NumberError, "number 1, is the float 0.1, which", long.assign(value=[1, 0.1])),
                (chiso.NumberError, "number 1 is the float 0.1, which", long.assign(value=["1", 0.1])),
                (chiso.CellError, "20", long.assign(value=[20, 1])),
                (chiso.CellError, "20", pandas.DataFrame({"unit": ["a", "z"], "1": [1, 20]})),
                (chiso.NumberError, "abc", long.assign(value=["1", "abc"])),
                (chiso.TextError, "NUL", long.assign(unit=["a", "z\0"])),
                (chiso.EmptyError, "no rows", long.iloc[:0]),
                (TypeError, "expected a DataFrame", {"unit": ["a"]}),
            ):
                with self.subTest(text=text, units=len(start)), self.assertRaisesRegex(kind, text):
                    start.add_pandas(frame)
                self.assertEqual(start.to_csv() if len(start) else "", before)
        with self.assertRaisesRegex(ValueError, "floats is 'any'"):
            start.add_pandas(long, floats="any")

    def test_takes_floats_as_their_shortest_decimals_if_asked(self):
        frame = pandas.DataFrame({"unit": ["a"], "1": [17.24]})
        self.assertEqual(chiso.Board.from_pandas(small_tree(), frame, floats="shortest")["a", "1"].cell.value, Decimal("17.24"))
        text = pandas.DataFrame({"unit": ["a"], "1": [17.24], "2.2": ["50%"]})
        self.assertEqual(chiso.Board.from_pandas(small_tree(), text, floats="shortest")["a", "1"].cell.value, Decimal("17.24"))

    def test_gets_results_with_decimals_or_floats(self):
        board = small_board()
        frame = board.ranking().to_pandas()
        self.assertEqual(frame["percent"].tolist()[0], Decimal("95.60"))
        self.assertEqual(list(frame.columns), ["rank", "out_of", "tied", "unit", "name", "block", "achieved", "max", "percent"])
        self.assertEqual(board.ranking().to_pandas(numbers="float")["percent"].dtype, "float64")
        for thing in (board["sxd"].ledger(), board.compare(board), board.report(), board["sxd"].explain(), board.audit(), chiso.Bands({"A": 1})):
            self.assertEqual(len(thing.to_pandas()), len(thing))
            self.assertEqual(len(thing.to_pandas(numbers="float")), len(thing))
        whole = board.to_pandas(numbers="float")
        self.assertEqual((whole.index.name, whole.loc["sxd", "2.1"], whole.loc["sxd", "rank"]), ("unit", 13.5, 2))
        self.assertTrue(numpy.isnan(whole.loc["hue", "2.2"]))
        self.assertEqual(board.to_pandas(["2"]).loc["skhcn", "2"], Decimal("25.736"))
        with self.assertRaisesRegex(ValueError, "numbers is 'text'"):
            board.to_pandas(numbers="text")
        correlation = board.statistics(["1", "2.1"]).correlation().to_pandas()
        self.assertEqual(list(correlation.index), ["1", "2.1"])


class WithoutThem(unittest.TestCase):
    def test_the_package_works_and_says_what_needs_which(self):
        program = """
            import sys
            class Blocked:
                def find_spec(self, name, path=None, target=None):
                    if name.split(".")[0] in ("numpy", "pandas"):
                        raise ImportError(f"no module {name}")
            sys.meta_path.insert(0, Blocked())
            import chiso
            tree = chiso.Tree.from_csv("code,title,max\\n1,A,10\\n")
            board = chiso.Board(tree).add_units(["a", "b"]).set_columns([[1], [2]]).score()
            assert board.achieved("1") == [1, 2] and str(board.ranking()) and board._repr_html_()
            for feature in (lambda: board.points(), lambda: board.to_pandas(), lambda: board.ranking().to_pandas(),
                            lambda: chiso.Board.from_pandas(tree, None), lambda: board.statistics().to_pandas()):
                try:
                    feature()
                except ImportError as error:
                    print(error)
        """
        done = subprocess.run(
            [sys.executable, "-W", "error", "-c", textwrap.dedent(program)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        lines = done.stdout.splitlines()
        self.assertEqual(len(lines), 5)
        self.assertEqual(lines[0], "Board.points() needs numpy, which is not installed (Debian: apt-get install python3-numpy)")
        self.assertEqual(lines[1], "to_pandas() needs pandas, which is not installed (Debian: apt-get install python3-pandas)")
        self.assertEqual(lines[3], "a board from a DataFrame needs pandas, which is not installed (Debian: apt-get install python3-pandas)")


if __name__ == "__main__":
    unittest.main()
