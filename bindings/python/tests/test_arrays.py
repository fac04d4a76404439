"""numpy: columns without a copy, columns and matrices in, places and percents as arrays."""

import unittest
from decimal import Decimal

from support import numpy, small_board, small_tree

import chiso


@unittest.skipUnless(numpy, "needs numpy")
class Numpy(unittest.TestCase):
    def test_looks_into_a_column_without_a_copy(self):
        board = small_board()
        points = board.points("2.1")
        self.assertEqual(
            (points.dtype, points.tolist()), (numpy.int64, [14_000_000, 13_500_000, 10_000_000])
        )
        self.assertEqual(points.ctypes.data, board.points("2.1").ctypes.data)
        self.assertFalse(points.flags.writeable)
        with self.assertRaises(ValueError):
            points.flags.writeable = True
        self.assertEqual(board.points("1")[2], chiso.ABSENT)
        self.assertEqual(board.points("2.2")[2], chiso.ABSENT + 1)
        self.assertEqual(board.points()[0], 43_976_000)

    def test_takes_doubles_of_any_layout_as_cell_by_cell(self):
        random = numpy.random.default_rng(7)
        tree = chiso.Tree()
        for code, most in (("1", 10), ("2", 100), ("3", "0.25"), ("4", 7), ("5", 1000)):
            tree.add(code, max=most)
        tops = numpy.array([10, 100, 0.25, 7, 1000])
        for units, places in ((1, 2), (3, 0), (300, 2), (700, 6)):
            cells = numpy.round(random.random((units, 5)) * tops, places).clip(0, tops)
            cells[random.random(cells.shape) < 0.05] = numpy.nan
            expected = chiso.Board(tree).add_units([f"u{i}" for i in range(units)])
            expected.set_columns(cells.tolist())
            wide = numpy.zeros((2 * units, 9))
            wide[::2, 1:6] = cells
            for matrix in (
                cells,
                numpy.asfortranarray(cells),
                wide[::2, 1:6],
                cells[::-1, ::-1].copy()[::-1, ::-1],
                cells.astype(">f8"),
            ):
                board = chiso.Board(tree).add_units([f"u{i}" for i in range(units)])
                board.set_columns(matrix)
                self.assertEqual(board.to_csv(), expected.to_csv())
                board.score().set_columns(matrix)
                self.assertFalse(board.is_scored)
                self.assertEqual(board.to_csv(), expected.to_csv())

    def test_refuses_doubles_in_the_words_of_a_cell(self):
        tree = chiso.Tree()
        for code in ("1", "2"):
            tree.add(code, max=10)
        for wrong in (10.5, -1.0, float("inf"), -float("inf"), 1e300):
            said = []
            for held in (False, True):
                for order in "CF":
                    board = chiso.Board(tree).add_units([f"u{i}" for i in range(600)])
                    if held:
                        board.set_columns(numpy.ones((600, 2)))
                    before, matrix = board.to_csv(), numpy.full((600, 2), 2.5, order=order)
                    matrix[400, 1] = matrix[500, 1] = wrong
                    for given in (matrix, matrix.tolist()):
                        with self.assertRaises(chiso.ChisoError) as caught:
                            board.set_columns(given)
                        said.append((type(caught.exception), str(caught.exception)))
                        self.assertEqual(board.to_csv(), before)
            self.assertEqual(len(set(said)), 1, said)
            self.assertIn("u400", said[0][1])

    def test_takes_doubles_of_many_places_as_their_shortest_text(self):
        tree = chiso.Tree()
        for code in ("1", "2"):
            tree.add(code, max=10)
        matrix = numpy.array([[1 / 3, 2.5], [0.12345678, numpy.nan]])
        board = chiso.Board(tree).add_units(["a", "b"]).set_columns(matrix)
        expected = chiso.Board(tree).add_units(["a", "b"]).set_columns(matrix.tolist())
        self.assertEqual(board.to_csv(), expected.to_csv())
        self.assertIn("0.12345678", board.to_csv())

    def test_keeps_the_board_and_keeps_it_from_changing(self):
        board = small_board()
        part = board.points("1")[:2]
        before = board.to_csv()
        for action in (
            lambda: board.add_unit("x"),
            lambda: board.set_column("1", [1, 2, 3]),
            lambda: board.reserve(1000),
        ):
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
        board = chiso.Board.from_csv(
            chiso.Tree.from_csv("code,title,max,rule\n1,A,10,best\n"), "unit,1\na,5\nb,10\n"
        ).score()
        self.assertEqual(board.points("1").tolist(), [5_000_000, 10_000_000])
        self.assertFalse(board.points("1").flags.writeable)
        self.assertTrue(board.points("1", copy=True).flags.writeable)

    def test_takes_columns_of_each_kind(self):
        for values, expected in (
            (numpy.array([1, 2, 3]), [1, 2, 3]),
            (numpy.array([1, 2, 3], dtype=numpy.uint8), [1, 2, 3]),
            (numpy.array([0.5, numpy.nan, 3]), [0.5, None, 3]),
            (numpy.array([0.5, 1.25, 3], dtype=numpy.float32), [0.5, 1.25, 3]),
            (
                numpy.array([Decimal("0.1"), None, "17.24"], dtype=object),
                [Decimal("0.1"), None, Decimal("17.24")],
            ),
            (numpy.array([1, 9, 2, 9, 3, 9])[::2], [1, 2, 3]),
        ):
            board = small_board().set_column("1", values)
            self.assertEqual([board[unit, "1"].cell.value for unit in board.units()], expected)
        board = small_board().set_column("1", numpy.array([1, chiso.ABSENT, 3]), millionths=True)
        self.assertEqual(board["hue", "1"].cell.value, Decimal("0.000003"))
        board.set_column("1", numpy.array([17.24, 0.1, 3.3]))
        self.assertEqual(board["skhcn", "1"].cell.value, Decimal("17.24"))
        board.set_rates("2.2", [1, 2, None], numpy.array([3, 3, 3]))
        self.assertEqual(board["sxd", "2.2"].cell[1:3], (2, 3))

    def test_refuses_a_number_by_the_name_of_its_cell(self):
        board = small_board()
        before = board.to_csv()
        for kind, text, values in (
            (chiso.NumberError, "hue is the float inf; expected a finite", [1, 2, numpy.inf]),
            (chiso.RangeError, "skhcn is 10000000000000; expected", [10**13, 2, 3]),
            (chiso.RangeError, r"skhcn is the float 1e\+300; expected", [1e300, 2, 3]),
            (chiso.RangeError, "skhcn is 18446744073709551615;", numpy.uint64([2**64 - 1, 2, 3])),
            (TypeError, "skhcn is True, and a bool is not a number", [True, False, True]),
            (
                TypeError,
                "skhcn is date; expected",
                numpy.array(["2021-01-01"] * 3, "datetime64[D]"),
            ),
            (chiso.ShapeError, "the column of 1 is an array of 2 dimensions", numpy.zeros((3, 1))),
            (chiso.RangeError, "the column of 1 has 2 values; expected 3", numpy.zeros(2)),
            (chiso.CellError, "skhcn", [20, 1, 1]),
        ):
            with self.subTest(text), self.assertRaisesRegex(kind, text):
                board.set_column("1", numpy.array(values))
        with self.assertRaisesRegex(chiso.NumberError, "criterion 1 of unit sxd .* exactly; write"):
            board.set_column("1", numpy.array([0.5, 17.24, 1]), floats="exact")
        with self.assertRaisesRegex(TypeError, "array of float64; millionths are int64"):
            board.set_column("1", numpy.array([0.5, 1, 1]), millionths=True)
        with self.assertRaisesRegex(
            chiso.NumberError, "criterion 2.1 of unit hue is the float inf"
        ):
            board.set_columns(numpy.array([[1, 1 / 3], [3, 4], [5, numpy.inf]]), ["1", "2.1"])
        with self.assertRaisesRegex(ValueError, "floats is 'any'; expected 'shortest' or 'exact'"):
            board.set_column("1", numpy.zeros(3), floats="any")
        self.assertEqual(board.to_csv(), before)

    def test_names_the_cell_also_on_a_board_that_is_filled_for_the_first_time(self):
        for last in (numpy.inf, 1e300):
            matrix = numpy.array([[1, 1 / 3], [3, last]])
            self.refuses(matrix)
            self.refuses(matrix.tolist())

    def refuses(self, matrix):
        board = chiso.Board(small_tree()).add_units(["a", "b"])
        with self.assertRaisesRegex(ValueError, "criterion 2.1 of unit b is the float"):
            board.set_columns(matrix, ["1", "2.1"])
        self.assertEqual(board["a", "1"].cell.state, chiso.State.MISSING)
        board.set_columns([[1, 2], [3, 4]], ["1", "2.1"])

    def test_takes_numbers_of_many_places_in_a_matrix(self):
        values = [[1 / 7, 2], [numpy.nan, 1 / 3], [3, 1e-07]]
        for start in (chiso.Board(small_tree()).add_units(["a", "b", "c"]), small_board()):
            for kind in (numpy.float64, numpy.float32, object):
                for order in "CF":
                    matrix = numpy.array(values, dtype=kind, order=order)
                    board = start.copy().set_columns(matrix, ["1", "2.1"])
                    for row, unit in zip(matrix, board.units()):
                        for number, code in zip(row, ("1", "2.1")):
                            one = small_board()
                            one["sxd", code] = number
                            self.assertEqual(board[unit, code].text, one["sxd", code].text)
        masked = numpy.ma.array([1 / 3, numpy.inf, 2], mask=[False, True, False])
        board = small_board().set_column("1", masked)
        self.assertEqual(
            [board[u, "1"].text for u in board.units()], ["0.333333333333333", "", "2"]
        )

    def test_takes_text_from_arrays_as_cells_do(self):
        board = small_board().set_column("2.2", numpy.array(["97.8%", "978/1000", "-"]))
        self.assertEqual(board["sxd", "2.2"].cell[1:3], (978, 1000))
        self.assertEqual(board["hue", "2.2"].cell.state, chiso.State.NOT_APPLICABLE)
        with self.assertRaisesRegex(chiso.NumberError, 'sxd, criterion 1: "x"'):
            board.set_column("1", numpy.array(["1", "x", "3"]))

    def test_takes_a_matrix_in_either_order(self):
        for order in "CF":
            for millionths in (False, True):
                matrix = numpy.array([[1, 2], [3, 4], [5, 6]], order=order) * (
                    1_000_000 if millionths else 1
                )
                board = small_board().set_columns(matrix, ["1", "2.1"], millionths=millionths)
                self.assertEqual(
                    [board[unit, "2.1"].cell.value for unit in board.units()], [2, 4, 6]
                )
        with self.assertRaisesRegex(
            chiso.ShapeError, "the matrix is 2 × 3; expected 3 units × 2 criteria"
        ):
            small_board().set_columns(numpy.zeros((2, 3)), ["1", "2.1"])

    def test_takes_what_is_masked_as_missing(self):
        masked = numpy.ma.array([1, 2, 3], mask=[False, True, False])
        for column in (masked, masked / 2.0, masked.astype(object)):
            board = small_board().set_column("1", column)
            self.assertEqual(
                [board[u, "1"].cell.state.word for u in ("skhcn", "sxd", "hue")],
                ["scored", "missing", "scored"],
            )
        self.assertEqual(
            small_board().set_column("1", numpy.ma.array([1, 2, 3])).score().achieved("1"),
            [1, 2, 3],
        )
        whole = masked * 1_000_000
        expected = [Decimal(1), None, Decimal(3)]
        board = small_board().set_column("1", whole, millionths=True)
        self.assertEqual([board[u, "1"].cell.value for u in ("skhcn", "sxd", "hue")], expected)
        for millionths, matrix in (
            (True, numpy.ma.stack([whole, whole], axis=1)),
            (False, numpy.ma.stack([masked, masked], axis=1)),
        ):
            board = small_board().set_columns(matrix, ["1", "2.1"], millionths=millionths)
            self.assertEqual(
                [board[u, "2.1"].cell.value for u in ("skhcn", "sxd", "hue")], expected
            )
        tally = chiso.Tally(["a"], {"q": 4})
        with self.assertRaisesRegex(TypeError, "options is a masked array"):
            tally.add_answers([0], [0], numpy.ma.array([1], mask=[True]))
        self.assertEqual(tally.total, 0)

    @unittest.skipUnless(
        numpy and numpy.finfo(numpy.longdouble).nmant > 52, "needs a longer double"
    )
    def test_refuses_digits_that_only_a_longer_double_has(self):
        board, hidden = small_board(), 1 + numpy.longdouble(2) ** -60
        before = board.to_csv()
        for floats in ("exact", "shortest"):
            with self.assertRaisesRegex(
                chiso.NumberError, "criterion 1 of unit sxd is 1.0.* more digits than a float;"
            ):
                board.set_column("1", numpy.array([1, hidden, numpy.nan]), floats=floats)
        with self.assertRaisesRegex(
            chiso.NumberError,
            "criterion 1 of unit sxd is 1.0.*, which has more digits than a float",
        ):
            board["sxd", "1"] = hidden
        self.assertEqual(board.to_csv(), before)

    def test_takes_codes_of_units_from_arrays(self):
        self.assertEqual(
            chiso.Board(small_tree())
            .add_units(numpy.array(["a", "b"]), ranked=numpy.array([True, False]))
            .units(),
            ["a", "b"],
        )

    def test_ranks_an_array_as_the_library_ranks_numbers(self):
        random = numpy.random.default_rng(7)
        points = random.integers(0, 40, 300) * 1_000_000
        points[5] = chiso.ABSENT
        numbers = [
            None if point == chiso.ABSENT else Decimal(int(point)) / 1_000_000 for point in points
        ]
        for ties in chiso.Ties:
            found = chiso.rank_array(points, ties)
            expected = chiso.rank_numbers(numbers, ties)
            ranks = [
                None
                if not one["rank"]
                else Decimal(int(one["rank"])) + (Decimal("0.5") if one["half"] else 0)
                for one in found
            ]
            self.assertEqual(
                [(rank, int(one["out_of"]), int(one["tied"])) for rank, one in zip(ranks, found)],
                [tuple(place) for place in expected],
            )
        self.assertEqual(len(chiso.rank_array(points[:0])), 0)
        for wrong, kind in (
            (points / 2, TypeError),
            ([1], TypeError),
            (points.reshape(2, -1), chiso.ShapeError),
            (numpy.full(3, 2**63 - 1), chiso.RangeError),
        ):
            with self.assertRaises(kind):
                chiso.rank_array(wrong)

    def test_gives_the_places_of_all_units_as_an_array(self):
        tree = chiso.Tree.from_csv("code,title,max,options\n.,,,missing=unknown\n1,,10,\n")
        board = chiso.Board.from_csv(
            tree, "unit,block,1\na,x,5\nb,x,5\nc,x,\nd,y,1\ne,x,9\n"
        ).score()
        for ties in chiso.Ties:
            ranking = board.ranking(ties=ties)
            found, places = ranking.place_array(), ranking.places()
            ranks = [
                None
                if not one["rank"]
                else Decimal(int(one["rank"])) + (Decimal("0.5") if one["half"] else 0)
                for one in found
            ]
            self.assertEqual(
                [(rank, int(one["out_of"]), int(one["tied"])) for rank, one in zip(ranks, found)],
                [tuple(place) for place in places],
            )
            self.assertEqual(places, [ranking[unit] for unit in "abcde"])
        self.assertEqual(
            [place.rank for place in board.ranking(ties="average").places()],
            [Decimal("2.5"), Decimal("2.5"), None, 1, 1],
        )
        board["a", "1"] = 6
        for ask in (ranking.places, ranking.place_array):
            with self.assertRaisesRegex(
                chiso.StateError, "the ranking is of an earlier state of the board"
            ):
                ask()

    def test_counts_arrays_of_answers(self):
        tally = chiso.Tally(["a", "b"], {"q": 4})
        arrays = (
            numpy.array([0, 1, 1], numpy.uint32),
            numpy.zeros(3, numpy.uint16),
            numpy.array([0, 3, 255], numpy.uint8),
        )
        tally.add_answers(*arrays)
        tally.add_answers(*[array.astype(numpy.int64) for array in arrays])
        self.assertEqual(
            (tally.counts("a", "q"), tally.counts("b", "q")), ((2, 0, 0, 0), (0, 0, 0, 2))
        )
        with self.assertRaisesRegex(chiso.RangeError, "number 1 of options is 300"):
            tally.add_answers(arrays[0], arrays[1], numpy.array([0, 300, 0]))


if __name__ == "__main__":
    unittest.main()
