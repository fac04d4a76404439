"""Figures as they are carried: with all places, compared, banded, and lost points; and what is made
of many of them at once.
"""

import threading
import unittest
from decimal import Decimal, localcontext
from fractions import Fraction

from support import numpy, pandas, small_board

import chiso

TREE = """code,title,max,kind,rule
1,A,10,,rate
2,B,10,,rate
3,C,10/3,,
4,D,5,bonus,per 10/3
"""
POINTS = """unit,block,1,2,3,4
a,x,1/3,2/3,1.234567891234567,
b,x,2/3,1/3,1.234567891234567,0
c,y,1/7,1/7,,1
d,y,-,-,-,-
"""


def board_of(points=POINTS):
    return chiso.Board.from_csv(chiso.Tree.from_csv(TREE), points).score()


class AFigure(unittest.TestCase):
    def test_is_told_with_as_many_places_as_are_asked_for(self):
        board = board_of()
        for places in (0, 1, 6, 15, 18):
            scale = Decimal(1).scaleb(-places)
            with localcontext() as context:
                context.prec = 60
                for unit, code, points in (
                    ("a", "1", Fraction(10, 3)),
                    ("a", "2", Fraction(20, 3)),
                    ("c", "1", Fraction(10, 7)),
                    ("c", "4", Fraction(10, 3)),
                ):
                    expected = (Decimal(points.numerator) / points.denominator).quantize(
                        scale, "ROUND_HALF_UP"
                    )
                    found = board[unit, code].exact(places=places)
                    self.assertEqual(str(found), str(expected), (unit, code, places))
                percent = board["a", "1"].exact("percent", places)
                self.assertEqual(percent, (Decimal(100) / 3).quantize(scale))
        self.assertEqual(str(board["a", "3"].exact()), "1.234567891234567")
        self.assertEqual(str(board["a"].exact()), "11.234567891234567")
        self.assertEqual(str(board["a"].exact(places=6)), str(board["a"].achieved))
        with localcontext() as context:
            context.prec = 3
            self.assertEqual(len(str(board["a", "1"].exact())), 20)

    def test_that_does_not_exist_is_none(self):
        board = board_of()
        for figure in ("achieved", "percent"):
            self.assertIsNone(board["d"].exact(figure))
            self.assertIsNone(board["a", "4"].exact(figure, 3))

    def test_is_refused_by_name(self):
        board = board_of()
        for kind, text, action in (
            (ValueError, "figure is 'max'; expected 'achieved'", lambda: board["a"].exact("max")),
            (
                chiso.RangeError,
                "places is 19; expected 0 to 18",
                lambda: board["a"].exact(places=19),
            ),
            (chiso.RangeError, "places is -1", lambda: board["a"].exact(places=-1)),
            (TypeError, "places is bool", lambda: board["a"].exact(places=True)),
            (chiso.UnitError, "no unit 'z'", lambda: board.compare_units("a", "z")),
            (chiso.NodeError, "no criterion '9'", lambda: board.compare_units("a", "b", "9")),
            (TypeError, "bands is dict", lambda: board["a"].band({"A": 1})),
            (ValueError, "key", lambda: board["a"].band(chiso.Bands({"A": 1}), key="any")),
        ):
            with self.assertRaisesRegex(kind, text):
                action()
        board["a", "1"] = "1/2"
        for action in (
            lambda: board["a"].exact(),
            lambda: board.compare_units("a", "b"),
            lambda: board["a"].band(chiso.Bands({"A": 1})),
            lambda: board["a"].lost,
        ):
            with self.assertRaisesRegex(chiso.StateError, "not scored, or changed since"):
                action()

    def test_orders_units_as_ranks_do(self):
        board = board_of()
        self.assertEqual(board.compare_units("a", "b"), 0)
        self.assertEqual(board.compare_units("a", board["b"], "1"), -1)
        self.assertEqual(board.compare_units("b", "a", "1"), 1)
        self.assertEqual(board.compare_units("c", "d"), 1)
        self.assertEqual(board.compare_units("d", "d"), 0)
        near = board_of("unit,1,2,3\na,1/3,,\nb,0.3333333%,,\nc,33.3333333333334%,,\n")
        self.assertEqual(near["a"].achieved, near["c"].achieved)
        self.assertEqual(
            near.compare_units("a", "c"), 0 if near["a"].rank == near["c"].rank else -1
        )

    def test_has_its_band_by_all_of_its_places(self):
        board = board_of("unit,1\na,2/3\nb,66.6666666%\n")
        self.assertEqual(board["a", "1"].percent, board["b", "1"].percent)
        bands = chiso.Bands({"A": Fraction(200, 3)})
        self.assertEqual([board[unit, "1"].band(bands) for unit in "ab"], ["A", None])
        shown = chiso.Bands({"A": "66.67"})
        self.assertIsNone(board["a", "1"].band(shown))
        self.assertEqual(board["a", "1"].band(shown, key="published"), "A")


class LostPoints(unittest.TestCase):
    def test_are_carried_and_rounded_once(self):
        board = board_of("unit,1,2,3\na,1/3,,1.1111115\n")
        self.assertEqual(board["a", "1"].lost, Decimal("6.666667"))
        # 3.333333… - 1.1111115 is 2.2222218…, and the figures that are shown differ by 2.222221.
        shown = board["a", "3"].max - board["a", "3"].achieved
        self.assertEqual(board["a", "3"].lost, Decimal("2.222222"))
        self.assertNotEqual(shown, board["a", "3"].lost)

    def test_are_those_of_a_report_and_of_a_what_if(self):
        for board in (board_of(), small_board()):
            report = board.report()
            with board.what_if() as trial:
                for unit in board:
                    for score in (unit, *unit.nodes):
                        expected = report[unit, score.node].lost
                        self.assertEqual(score.lost, expected)
                        self.assertEqual(trial[unit, score.node].lost, expected)

    def test_are_none_of_a_bonus_and_follow_the_board(self):
        board = board_of()
        self.assertIsNone(board["c", "4"].lost)
        self.assertEqual(board["a", "2"].lost, Decimal("3.333333"))
        board["a", "2"] = "1/2"
        self.assertEqual(board.score()["a", "2"].lost, Decimal(5))
        with board.what_if() as trial:
            trial["a", "2"] = "1/3"
            self.assertEqual(trial["a", "2"].lost, Decimal("6.666667"))
        board.remove_unit("a")
        self.assertEqual(board.score()["b", "2"].lost, Decimal("6.666667"))

    def test_are_read_by_many_threads(self):
        board, found = board_of(), []

        def read():
            for _ in range(50):
                found.append([unit.lost for unit in board])

        threads = [threading.Thread(target=read) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        self.assertEqual(found, [[unit.lost for unit in board]] * 200)


@unittest.skipUnless(numpy and pandas, "needs numpy and pandas")
class ManyFigures(unittest.TestCase):
    def test_of_points_with_a_rest_are_a_copy_that_is_rounded_once(self):
        board = board_of()
        for node in ("", "1", "3", "4"):
            points = board.points(node)
            self.assertFalse(points.flags.writeable)
            for unit, number in zip(board, points.tolist()):
                if number > chiso.ABSENT + 1:
                    self.assertEqual(Decimal(number) / 10**6, unit[node].achieved)
        board.points("1")
        board["a", "1"] = "1/2"
        frame = board.score().to_pandas(["1", "3"])
        self.assertEqual(frame.loc["a", ["1", "3"]].tolist(), [Decimal(5), Decimal("1.234568")])
        self.assertEqual(board.to_pandas(numbers="float").loc["b", "1"], 6.666667)

    def test_of_a_series_are_those_of_its_points(self):
        old = chiso.Tree.from_csv("code,title,max,rule\n1,A,9,rate\n2,B,6,\n")
        first = chiso.Board.from_csv(
            old, "unit,block,1,2\nz,x,2/3,1\nb,x,1/3,3\na,y,1/3,3\n"
        ).score()
        boards = {"first": first, "second": board_of()}
        for rules in ({}, {"overall": True, "ties": "average"}, {"key": "published"}):
            series = chiso.Series()
            for label, board in boards.items():
                series.add(label, board, **rules)
            for node in ("", "1", "3"):
                frame = series.to_pandas(node)
                self.assertEqual(
                    frame[["period", "unit"]].values.tolist(),
                    [["first", u] for u in "zba"] + [["second", u] for u in "bacd"],
                )
                for row in frame.itertuples():
                    point = series[row.unit, node][series.labels.index(row.period)]
                    for name in ("achieved", "max", "percent", "rank", "out_of", "tied"):
                        self.assertEqual(getattr(row, name), getattr(point, name), (row, name))
        with self.assertRaisesRegex(chiso.NodeError, "9"):
            series.to_pandas("9")
        boards["second"]["a", "1"] = "1/2"
        boards["second"].score()
        with self.assertRaisesRegex(chiso.StateError, "second"):
            series.to_pandas()


class ARise(unittest.TestCase):
    """2.8 of 3.3 is published as 84.85 %."""

    def setUp(self):
        tree = chiso.Tree.from_csv("code,title,max\n1,,3.3\n")
        self.before, self.now = (
            chiso.Board.from_csv(tree, f"unit,1\na,{points}\n").score()
            for points in ("2.8", "2.833")
        )

    def test_is_counted_from_the_carried_percent_of_a_comparison(self):
        changes = self.now.compare(self.before)
        self.assertTrue(self.now["a"].target(rise=1, comparison=changes).met)
        self.assertTrue(self.now["a"].target("rise:1", comparison=changes).met)
        self.assertTrue(self.now["a", "1"].target("rise:1", comparison=changes).met)
        self.assertFalse(self.now["a"].target(rise="1.000001", comparison=changes).met)
        self.assertFalse(self.now["a"].target(rise=1, former="84.85").met)

    def test_needs_a_comparison_of_its_board(self):
        changes = self.now.compare(self.before)
        with self.assertRaises(chiso.ShapeError):
            self.before["a"].target(rise=1, comparison=changes)
        self.now["a", "1"] = 3
        self.now.score()
        with self.assertRaises(chiso.StateError):
            self.now["a"].target(rise=1, comparison=changes)


if __name__ == "__main__":
    unittest.main()
