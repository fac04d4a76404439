"""One policy and one wording for numbers, whichever way they come in: cell by cell, in columns,
matrices and data frames; and arrays gone through by numpy as numbers are one by one.
"""

import copy
import pickle
import struct
import unittest
from decimal import Decimal, localcontext
from fractions import Fraction

from support import numpy, pandas, small_board

import chiso
from chiso._c.decimals import published
from chiso._in.column import decimal_column
from chiso._in.number import cell_number, to_double, to_millionths

WIDE = "code,title,max,min\n.,,,\n1,A,9200000000000,-9200000000000\n"


def board_of(rule=""):
    """A board of two units, whose second is given the values."""
    text = f"code,title,max,rule\n1,A,10,{rule}\n" if rule else WIDE
    return chiso.Board(chiso.Tree.from_csv(text)).add_units(["a", "b"])


def by_cell(board, value):
    board["b", "1"] = value


def by_score(board, value):
    board["b"]["1"] = value


def by_list(board, value):
    board.set_column("1", [None, value])


def by_rows(board, value):
    board.set_columns([[None], [value]])


def object_column(value):
    column = numpy.empty(2, dtype=object)
    column[1] = value
    return column


def object_list(values):
    column = numpy.empty(len(values), dtype=object)
    column[:] = values
    return column


def by_what_if(board, value):
    with board.score().what_if() as trial:
        trial["b", "1"] = value
        trial.apply()


def by_object_array(board, value):
    board.set_column("1", object_column(value))


def by_object_matrix(board, value):
    board.set_columns(object_column(value).reshape(2, 1))


def by_wide_frame(board, value):
    board.add_pandas(pandas.DataFrame({"unit": ["a", "b"], "1": object_column(value)}))


def by_new_board(board, value):
    frame = pandas.DataFrame({"unit": ["a", "b"], "1": object_column(value)})
    board._become(chiso.Board.from_pandas(board.tree, frame))


def by_long_frame(board, value):
    rows = {"unit": ["b"], "criterion": ["1"], "value": object_column(value)[1:]}
    board.add_pandas(pandas.DataFrame(rows))


def by_another_unit(board, value):
    board.add_pandas(pandas.DataFrame({"unit": ["c", "b"], "1": object_column(value)}))


WAYS = [by_cell, by_score, by_list, by_rows, by_what_if]
WAYS += [by_object_array, by_object_matrix] if numpy else []
WAYS += [by_wide_frame, by_new_board, by_long_frame, by_another_unit] if pandas else []


def outcome(way, rule, value):
    """What a cell holds afterwards, or what was raised; a board that refuses stays as it was."""
    board = board_of(rule)
    before = board.to_csv()
    try:
        way(board, value)
    except Exception as error:
        assert board.to_csv() == before, way
        return type(error), str(error)
    cell = board["b", "1"].cell
    return cell.state, board["b", "1"].text, cell.denominator, cell.counts, board.rounded_count


class Every(unittest.TestCase):
    """Each value by each way: the first is a cell by itself."""

    def same_by_each_way(self, rule, values):
        for value in values:
            expected = outcome(by_cell, rule, value)
            for way in WAYS:
                with self.subTest(way=way.__name__, value=value):
                    self.assertEqual(outcome(way, rule, value), expected)

    def test_number_that_is_taken(self):
        values = [0, -3, 17.24, 0.1, 1e-06, -0.5, 2.0**40, 9200000000000, -9200000000000.0]
        values += ["17.24", "-.5", Decimal("1E+3"), Decimal("1.500000000"), Fraction(1, 8)]
        values += [8600000000.3, 1099511627776.015625, 9199999999999.999]
        values += [0.1 + 0.2, 1 / 3, -1e-07, Decimal("1.2345678"), Fraction(1, 2**15), 5e-324]
        values += [
            Decimal("-9199999999999.123456789012345"),
            "1.4e-06",
            "1,5E+01".replace(",", "."),
        ]
        values += [Decimal("1.2345678901234565"), "\u22120.1234567", Decimal("1e-999999")]
        values += [numpy.float32(1 / 3), numpy.float64(1 / 3)] if numpy else []
        for value in values:
            self.assertEqual(outcome(by_cell, "", value)[0], chiso.State.SCORED, value)
        self.same_by_each_way("", values)

    def test_sign_of_nothing(self):
        values = [None, float("nan"), Decimal("NaN"), ""]
        values += [numpy.float64("nan"), numpy.float32("nan"), numpy.ma.masked] if numpy else []
        values += [pandas.NA, pandas.NaT] if pandas else []
        for value in values:
            self.assertEqual(outcome(by_cell, "", value)[0], chiso.State.MISSING, repr(value))
        self.same_by_each_way("", values)
        self.same_by_each_way("", [chiso.NOT_APPLICABLE, "-", "NA"])

    def test_number_that_is_refused(self):
        values = [
            Fraction(1, 3),
            Fraction(1, 2**16),
            10**13,
            -(10**5000),
            Fraction(10**20, 3),
        ]
        values += [Decimal("9200000000000.0000001"), Decimal("-9200000000000.0000001"), "10/3"]
        values += [1e300, Decimal("1e999999"), float("inf"), Decimal("-Infinity"), Decimal("sNaN")]
        values += [
            True,
            False,
            object,
            {},
            b"5",
            1j,
            "1,5",
            "abc",
            "1\0",
            "\ud800",
            [1, 2],
            (1, 2, 3),
        ]
        for value in values:
            self.assertTrue(issubclass(outcome(by_cell, "", value)[0], Exception), value)
        self.same_by_each_way("", values)

    def test_rate(self):
        values = [
            "97.8%",
            "978/1000",
            (978, 1000),
            Fraction(2, 3),
            (Decimal("97.8"), 100),
            ("1", 3),
            Fraction(10**13, 3),
            (Decimal("0.1234567"), 1),
            Decimal("0.123456789"),
            "12.3456789%",
        ]
        values += [0.5, 1, (1,), (1, 0), (float("nan"), 2), "100", True]
        for rule in ("rate", "rate percent", "rate share from 50%", "atleast 1/3:5"):
            self.same_by_each_way(rule, values)
        for rule in ("per 10/3", "range 0..10/3", "atleast 5:10/3", "zscore 5 10/3"):
            self.assertEqual(outcome(by_cell, rule, Fraction(1, 3))[0], chiso.NumberError)
            self.same_by_each_way(rule, [Fraction(1, 3), Fraction(1, 2), Fraction(3), "1/3"])

    def test_mark_of_text(self):
        for text, held in (
            ("1,5E+01", "15"),
            ("\u22121,25", "-1.25"),
            ("0,12345678", "0.12345678"),
        ):
            for value in (text, [text], [text, 0.25]) if pandas else ():
                values = value if isinstance(value, list) else [value]
                units = ["a", "b"][: len(values)]
                wide = pandas.DataFrame({"unit": units, "1": object_list(values)})
                rows = {"unit": units, "criterion": ["1"] * len(values), "value": wide["1"]}
                for frame in (wide, pandas.DataFrame(rows)):
                    board = chiso.Board.from_pandas(board_of().tree, frame, decimal=",")
                    self.assertEqual(board["a", "1"].text, held)

    def test_answer_of_yes_or_no(self):
        self.same_by_each_way("yesno", [True, False, "yes", "không", 1, 0, 2, 0.5, "perhaps"])

    def test_count_of_answers(self):
        values = [[12, 30, 5], (1, 2, 3), "12|30|5", [1, 2], [1, -1, 0], [1, 0.5, 0], [True, 0, 0]]
        self.same_by_each_way("survey 100 50 0", [*values, [0, 0, 0], None])
        for way in WAYS:
            self.assertEqual(outcome(way, "survey 100 50 0", 5)[0], chiso.CellError)


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
        for text, number in (("1.4e-05", 14), ("1E+03", 1_000_000_000), ("\u22123", -3_000_000)):
            self.assertEqual(to_millionths(text), number, text)
        for text in ("", "-", ".", "1e", "1,5", "1_000", " 1", "٣", "NaN", "--1", "1.4e-06e"):
            with self.assertRaises(chiso.NumberError, msg=text):
                to_millionths(text)

    def test_that_is_published_has_its_digits_and_loses_none(self):
        for value, digits, text in (
            (87_800_000, 2, "87.80"),
            (-500_000, 1, "-0.5"),
            (19_000_000, 0, "19"),
            (17_245_000, 2, "17.245"),
            (0, 6, "0.000000"),
        ):
            self.assertEqual(str(published(value, digits)), text)
        self.assertIsNone(published(chiso.ABSENT, 2))

    def test_is_not_rounded_by_the_context_of_the_program(self):
        with localcontext() as context:
            context.prec = 3
            board = small_board()
            self.assertEqual(str(board["skhcn"].achieved), "43.976")
            board["skhcn", "1"] = Decimal("17.123456")
            self.assertEqual(str(board["skhcn", "1"].cell.value), "17.123456")

    def test_of_an_option_is_taken_as_in_a_cell(self):
        tree = chiso.Tree()
        self.assertEqual(tree.add("1", max=17.24).max, Decimal("17.24"))
        self.assertEqual(chiso.Bands({"A": 89.99}).find(89.99), "A")
        self.assertEqual(chiso.Map([("a", "b", 0.4)])[0].share, Decimal("0.4"))
        unit = small_board()["sxd"]
        for action, what in (
            (lambda: chiso.Map([("a", "b", 1 / 3)]), "the share is the float 0.33"),
            (lambda: chiso.Map([("a", "b", "0.1234567")]), "the share is '0.1234567'"),
            (lambda: chiso.Map([("a", "b", Fraction(1, 3))]), "the share is 1/3"),
            (lambda: chiso.rank_numbers([1, 1 / 3]), "number 1 is the float 0.33"),
            (lambda: unit.target(percent=Decimal("66.6666667")), "percent is 66.6666667"),
            (lambda: unit.target(rise=1, former="1.2345678"), "former is '1.2345678'"),
        ):
            with self.assertRaisesRegex(chiso.NumberError, f"^{what}.* more than 6 decimal places"):
                action()
        with self.assertRaisesRegex(TypeError, "^the max of 2 is True, and a bool is not a number"):
            tree.add("2", max=True)

    def test_of_a_tree_or_of_bands_is_a_fraction_too(self):
        third = Fraction(10, 3)
        tree = chiso.Tree()
        tree.add("1", max=third, min=-third, weight=third)
        tree.add("2", max=10, rule=f"per {third}")
        tree.add("3", max=10, rule=f"atleast {third}:1")
        tree.add("4", max=1 / 3)
        tree.add("5", max=Fraction(1, 8))
        tree.add("6", max="1.4e-06")
        rows = [line.split(",") for line in tree.check().to_csv().splitlines()[2:]]
        self.assertEqual(rows[0][3:6], ["10/3", "-10/3", "10/3"])
        self.assertEqual([row[8] for row in rows[1:3]], ["per 10/3", "atleast 10/3:1"])
        self.assertEqual([row[3] for row in rows[3:]], ["0.333333333333333", "0.125", "0.0000014"])
        self.assertEqual(tree.rounded_count, 1)
        self.assertEqual(tree["1"].max, Decimal("3.333333"))
        for bands in (
            chiso.Bands({"A": Fraction(200, 3)}),
            chiso.Bands.from_csv("band,from\nA,200/3\n"),
        ):
            again = [bands, pickle.loads(pickle.dumps(bands)), copy.copy(bands)]
            for one in again:
                self.assertEqual(one[0].from_, Decimal("66.666667"))
                for percent in (Fraction(200, 3), "66.666666666666667", Decimal(67)):
                    self.assertEqual(one.find(percent), "A", percent)
                for percent in (Fraction(199999999999, 3 * 10**9), "66.66666"):
                    self.assertIsNone(one.find(percent), percent)
                self.assertEqual(one.find_points(Fraction(2, 3), 1), "A")
                self.assertEqual(one.find_points(2, 3), "A")
                self.assertIsNone(one.find_points(2, 0))
        with self.assertRaisesRegex(chiso.RangeError, "more digits than can be compared"):
            bands.find(Fraction(10**30 + 1, 10**29))

    def test_of_statistics_is_a_double(self):
        for value in (1, 0.1 + 0.2, Decimal("1.23456789"), Fraction(1, 3), "17.24"):
            self.assertEqual(to_double(value, "x"), float(value))
        self.assertTrue(all(to_double(nothing, "x") != 0 for nothing in (None, float("nan"))))
        for value, kind in (
            (True, TypeError),
            ("x", chiso.NumberError),
            (10**400, chiso.RangeError),
        ):
            with self.assertRaisesRegex(kind, "^the weight of a is "):
                chiso.Weights({"a": value})
        with self.assertRaisesRegex(chiso.NumberError, "^number 1 of b is 'x'"):
            chiso.Statistics({"a": [1, 2], "b": [1, "x"]})

    def test_that_is_a_float_is_the_shortest_decimal_that_gives_it(self):
        state = 12345
        for _ in range(3000):
            state = (state * 6364136223846793005 + 1442695040888963407) % 2**64
            for number in (state % 10**9, state % 10**15, state % (9 * 10**18)):
                value = float(Decimal(number).scaleb(-6))
                self.assertEqual(to_millionths(value), int(Decimal(repr(value)).scaleb(6)))

    def test_that_must_be_exact_is_a_multiple_of_a_64th(self):
        self.assertEqual(to_millionths(0.015625, floats="exact"), 15_625)
        with self.assertRaisesRegex(
            chiso.NumberError,
            r"which is 17\.2399999999999984368\d* exactly; write '17\.24' or Decimal\('17\.24'\)",
        ):
            to_millionths(17.24, floats="exact")


def by_plain_way(values, floats):
    """What the numbers are one by one; how the first that is wrong is refused."""
    found = []
    for i, value in enumerate(values):
        try:
            found.append(cell_number(value, f"number {i}", floats))
        except Exception as error:
            return type(error), str(error)
    return found


def by_quick_way(values, floats):
    """The same of an array."""
    try:
        column = decimal_column(values, "the column", "number {}".format, floats=floats)
    except Exception as error:
        return type(error), str(error)
    return column.owner.tolist()


@unittest.skipUnless(numpy, "needs numpy")
class AnArray(unittest.TestCase):
    def same(self, values, floats=("shortest", "exact")):
        for how in floats:
            self.assertEqual(by_quick_way(values, how), by_plain_way(values, how), (values, how))

    def test_of_floats_is_what_its_numbers_are(self):
        random = numpy.random.default_rng(20211)
        for _ in range(60):
            whole = random.integers(-(10**9), 10**9, 64)
            self.same(whole / 64.0)
            self.same(numpy.where(whole % 7 == 0, numpy.nan, whole / 1000.0))
            self.same(random.integers(-(9 * 10**18), 9 * 10**18, 64) / 1e6)
            self.same(random.random(8))
        for value in (
            0.1 + 0.2,
            1e300,
            numpy.inf,
            -numpy.inf,
            9.3e12,
            2.0**33 + 0.3,
            1e-07,
            -0.0,
        ):
            self.same(numpy.array([1.5, value, numpy.nan, 2.5]))

    def test_of_short_floats_is_their_own_shortest_decimals(self):
        random = numpy.random.default_rng(7)
        for kind in (numpy.float32, numpy.float16):
            self.same((random.integers(-2000, 2000, 64) / 100).astype(kind), ["shortest"])
            self.same((random.integers(-2000, 2000, 64) / 64).astype(kind))
        self.assertEqual(by_quick_way(numpy.float32([17.24]), "shortest"), [17_240_000])

    def test_of_floats_of_any_bits_is_never_another_number(self):
        random = numpy.random.default_rng(11)
        for _ in range(2000):
            bits = struct.pack("<q", int(random.integers(-(2**63), 2**63 - 1)))
            self.same(numpy.array(struct.unpack("<d", bits)))

    def test_of_whole_numbers_is_what_they_are(self):
        for kind in "bBhHiIqQ":
            limits = numpy.iinfo(kind)
            self.same(numpy.array([limits.min, 0, 1, limits.max], dtype=kind))
        for value in (9_200_000_000_000, 9_200_000_000_001, -9_200_000_000_001):
            self.same(numpy.array([1, value], dtype="q"))

    def test_of_anything_else_goes_one_by_one(self):
        self.same(numpy.array([Decimal("0.1"), None, "17.24", 0.1, 3], dtype=object))
        self.same(numpy.array([True, False]))
        self.same(numpy.array(["1", "x"]))
        self.same(numpy.array(["2021-01-01"], dtype="datetime64[D]").astype(object))
        self.assertEqual(by_quick_way(numpy.array([]), "shortest"), [])

    def test_with_a_mask_tells_nothing_of_what_is_under_it(self):
        masked = numpy.ma.array([1.5, 1 / 3, numpy.inf], mask=[False, True, True])
        self.assertEqual(by_quick_way(masked, "shortest"), [1_500_000, chiso.ABSENT, chiso.ABSENT])


if __name__ == "__main__":
    unittest.main()
