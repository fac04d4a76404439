"""Results as data frames and arrays; and what is said where numpy and pandas are absent."""

import subprocess
import sys
import textwrap
import unittest
from decimal import Decimal

from support import numpy, pandas, small_board, small_tree

import chiso


@unittest.skipUnless(pandas, "needs pandas")
class AFrame(unittest.TestCase):
    def test_gets_results_with_decimals_or_floats(self):
        board = small_board()
        frame = board.ranking().to_pandas()
        self.assertEqual(frame["percent"].tolist()[0], Decimal("95.60"))
        self.assertEqual(
            list(frame.columns),
            ["rank", "out_of", "tied", "unit", "name", "block", "achieved", "max", "percent"],
        )
        self.assertEqual(board.ranking().to_pandas(numbers="float")["percent"].dtype, "float64")
        for thing in (
            board["sxd"].ledger(),
            board.compare(board),
            board.report(),
            board["sxd"].explain(),
            board.audit(),
            chiso.Bands({"A": 1}),
        ):
            self.assertEqual(len(thing.to_pandas()), len(thing))
            self.assertEqual(len(thing.to_pandas(numbers="float")), len(thing))
        whole = board.to_pandas(numbers="float")
        self.assertEqual(
            (whole.index.name, whole.loc["sxd", "2.1"], whole.loc["sxd", "rank"]), ("unit", 13.5, 2)
        )
        self.assertTrue(numpy.isnan(whole.loc["hue", "2.2"]))
        self.assertEqual(board.to_pandas(["2"]).loc["skhcn", "2"], Decimal("25.736"))
        with self.assertRaisesRegex(ValueError, "numbers is 'text'"):
            board.to_pandas(numbers="text")
        correlation = board.statistics(["1", "2.1"]).correlation().to_pandas()
        self.assertEqual(list(correlation.index), ["1", "2.1"])

    def test_of_a_board_has_what_its_units_have(self):
        board = small_board()
        board["sxd"].ranked = False
        board.score()
        nodes = ["", *[node.code for node in board.tree]]
        for numbers, number in (("decimal", lambda value: value), ("float", as_float)):
            frame = board.to_pandas(nodes, numbers=numbers)
            for unit in board:
                row = frame.loc[unit.code]
                for name in ("name", "block", "ranked"):
                    self.assertEqual(row[name], getattr(unit, name))
                for name in ("achieved", "max", "percent", "rank"):
                    self.same(row[name], number(getattr(unit, name)))
                for node in nodes:
                    self.same(row[node], number(board.achieved(node)[unit.id]))
        self.assertEqual(str(board.to_pandas()["percent"]["skhcn"]), "95.60")
        self.assertEqual(len(chiso.Board(small_tree()).add_units(["a"]).score().to_pandas([])), 1)

    def same(self, found, expected):
        if isinstance(expected, float) and expected != expected:
            self.assertTrue(found != found)
        else:
            self.assertEqual(found, expected)

    def test_of_many_units_has_what_each_of_them_has(self):
        units, places = 20_000, range(0, 20_000, 997)
        tree = chiso.Tree.from_csv("code,title,max\n1,,10\n2,,3\n")
        codes, blocks = [f"u{i}" for i in range(units)], ["đông", "tây", ""] * units
        columns = [[None if i % 7 == 0 else i % 11 / 2 for i in range(units)], [0.25, 3] * units]
        board = chiso.Board(tree).add_units(
            codes,
            [f"Đơn vị {i}" if i % 3 else None for i in range(units)],
            blocks[:units],
            [i % 5 > 0 for i in range(units)],
        )
        board.set_columns(numpy.array([columns[0], columns[1][:units]], dtype=object).T).score()
        frames = board.to_pandas(numbers="float"), board.to_pandas()
        figures = ["percent", "rank", "lowest", "coverage", "achieved", "max", "highest"]
        wide = board.figures(["", "1"], figures, numbers="float")
        self.assertEqual(list(frames[0].index), codes)
        self.assertEqual(board.names(), [unit.name for unit in board])
        for i in places:
            unit = board[codes[i]]
            for frame in frames:
                self.assertEqual(tuple(frame.iloc[i][:3]), (unit.name, unit.block, unit.ranked))
            for name in ("achieved", "max", "percent", "rank"):
                self.same(frames[0][name][i], as_float(getattr(unit, name)))
                self.same(frames[1][name][i], getattr(unit, name))
            for node in ("", "1"):
                for name in figures:
                    self.same(wide[node, name][i], as_float(getattr(unit[node], name)))
        self.assertEqual(
            (board.percents(["1", ""])[places] / 1_000_000).tolist(),
            [[as_float(board[codes[i]][node].percent) for node in ("1", "")] for i in places],
        )

    def test_of_all_criteria_has_what_each_of_them_has(self):
        board = small_board().score()
        nodes = ["2", "", *[node.code for node in board.tree], "2"]
        figures = ["rank", "percent", "achieved", "max", "coverage", "lowest", "highest"]
        percents, ranks = board.percents(nodes), board.ranks(nodes, ties="average", overall=True)
        shown = board.figures(nodes, figures, ties="average", overall=True)
        floats = board.figures(nodes, figures, numbers="float", ties="average", overall=True)
        self.assertEqual(shown.shape, (len(board), (len(nodes) - 2) * len(figures)))
        for i, node in enumerate(nodes):
            places = board.ranking(node, ties="average", overall=True)
            for unit in board:
                rank = places[unit.code].rank if unit.code in places else None
                self.same(ranks[unit.id, i], as_float(rank))
                self.same(shown[node, "rank"][unit.code], rank)
                self.assertEqual(
                    percents[unit.id, i],
                    chiso.ABSENT if unit[node].percent is None else unit[node].percent * 10**6,
                )
                for name in figures[1:]:
                    self.same(shown[node, name][unit.code], getattr(unit[node], name))
                    self.same(floats[node, name][unit.code], as_float(getattr(unit[node], name)))

    def test_has_a_criterion_in_place_of_a_figure_of_its_name(self):
        tree = chiso.Tree.from_csv("code,title,max\nmax,,10\n2,,3\n")
        board = chiso.Board(tree).add_units(["a", "b"]).set_columns([[5, 1], [2, 3]]).score()
        for numbers in ("decimal", "float"):
            frame = board.to_pandas(["max", "2", "2"], numbers=numbers)
            self.assertEqual((frame["max"].tolist(), frame["2"].tolist()), ([5, 2], [1, 3]))
            self.assertEqual(list(frame)[3:], ["achieved", "max", "percent", "rank", "2"])
            frame = board.figures(["max", "max"], ["rank", "percent", "rank"], numbers=numbers)
            self.assertEqual(frame.values.tolist(), [[1, 50], [2, 20]])

    def test_is_refused_where_a_figure_does_not_exist_as_a_decimal(self):
        tree = chiso.Tree.from_csv("code,title,max,kind\n1,A,0.000001,\n2,B,900000000000,bonus\n")
        board = chiso.Board.from_csv(tree, "unit,1,2\na,0,0\nb,0.000001,900000000000\n")
        asks = (
            lambda: board.to_pandas(numbers="float"),
            board.to_pandas,
            lambda: board.percents([""]),
            lambda: board.figures([""], ["max"]),
            lambda: board.ranking().to_pandas(),
        )
        for ask in asks:
            with self.assertRaisesRegex(chiso.StateError, "not scored"):
                ask()
        board.score()
        for ask in asks:
            with self.assertRaisesRegex(chiso.RangeError, "unit b, the whole index: a number is b"):
                ask()
        self.assertEqual(board.percents(["1"])[:, 0].tolist(), [0, 100_000_000])

    def test_of_rows_has_what_the_rows_have(self):
        board, bands = small_board(), chiso.Bands({"A": 90, "B": 80})
        tree = chiso.Tree.from_csv("code,title,max,options\n.,,,missing=unknown\n1,,10,\n")
        gaps = chiso.Board.from_csv(tree, "unit,block,1\na,x,5\nb,x,5\nc,x,\nd,y,1\n").score()
        tables = [board.ranking(), board.ranking("2.2", block="so"), board.report(bands=bands)]
        tables += [gaps.ranking(ties="average"), gaps.report(), board["sxd"].ledger()]
        for table in tables:
            frame, floats = table.to_pandas(), table.to_pandas(numbers="float")
            self.assertEqual(list(frame.columns), list(table._fields))
            for i, row in enumerate(table):
                for name in table._fields:
                    value = getattr(row, name)
                    self.same(frame[name][i], value)
                    is_number = isinstance(value, Decimal)
                    self.same(floats[name][i], float(value) if is_number else floats[name][i])
            kinds = [floats[name].dtype for name in table._fields if name in ("max", "percent")]
            self.assertEqual(set(map(str, kinds)), {"float64"})

    def test_of_a_comparison_has_both_sides(self):
        now, before = small_board(), small_board()
        before["sxd", "1"] = 19
        comparison = now.compare(before.score())
        frame = comparison.to_pandas()
        for i, change in enumerate(comparison):
            for name in ("unit", "name", "points", "max", "percent", "rank"):
                self.assertEqual(frame[name][i], getattr(change, name))
            for side in ("now", "before"):
                figures = getattr(change, side)
                for name in ("achieved", "max", "percent"):
                    self.assertEqual(frame[f"{side}_{name}"][i], getattr(figures, name))
                self.assertEqual(frame[f"{side}_rank"][i], figures.place.rank)

    def test_of_all_criteria_has_ranks_and_percents(self):
        board = small_board()
        frame = board.figures(figures=["percent", "rank", "max", "coverage"], overall=True)
        for unit in board.units():
            for node in board.tree:
                ranking = board.ranking(node, overall=True)
                score, figures = board[unit, node], frame[node.code].loc[unit]
                self.assertEqual(figures["percent"], score.percent)
                self.assertEqual(figures["rank"], ranking[unit].rank)
                self.assertEqual((figures["max"], figures["coverage"]), (score.max, score.coverage))
        floats = board.figures(["2", ""], ["rank"], numbers="float")
        self.assertEqual(floats.loc["sxd"].tolist(), [2.0, 2.0])
        self.assertEqual(list(floats.columns), [("2", "rank"), ("", "rank")])
        for figures in ("percent", ["place"]):
            with self.assertRaisesRegex(ValueError, "figures is .*; expected a list of achieved"):
                board.figures(figures=figures)

    def test_of_a_series_has_every_unit_and_period_that_is_there(self):
        now, before = small_board(), small_board()
        before.add_unit("gone")
        series = chiso.Series({"before": before.score(), "now": now})
        frame = series.to_pandas("2")
        self.assertEqual(list(frame["period"]), ["before"] * 4 + ["now"] * 3)
        self.assertEqual(list(frame["unit"])[:4], before.units())
        for row in frame.itertuples():
            point = series[row.unit, "2"][series.labels.index(row.period)]
            self.assertEqual((row.achieved, row.percent), (point.achieved, point.percent))
            self.assertEqual(
                (row.rank, row.out_of, row.tied), (point.rank, point.out_of, point.tied)
            )
        with self.assertRaises(chiso.EmptyError):
            chiso.Series().to_pandas()
        for unit in before.units():
            before.remove_unit(unit)
        with self.assertRaises(chiso.StateError):
            series.to_pandas()
        alone = chiso.Series({"now": now})
        for unit in now.units():
            now.remove_unit(unit)
        with self.assertRaises(chiso.StateError):
            alone.to_pandas()

    def test_is_refused_once_the_board_changed(self):
        board = small_board()
        tables = board.ranking(), board.report(), board.compare(board)
        board["sxd", "1"] = 1
        makers = [table.to_pandas for table in tables]
        for make in (*makers, board.to_pandas, board.figures, board.percents, board.ranks):
            with self.assertRaises(chiso.StateError):
                make()


def as_float(value):
    """What a frame of floats has for a figure."""
    return float("nan") if value is None else float(value)


@unittest.skipUnless(numpy, "needs numpy")
class AnArray(unittest.TestCase):
    def test_of_percents_has_those_that_are_published(self):
        board = small_board()
        found = board.percents()
        self.assertEqual((found.dtype, found.shape), ("int64", (3, 5)))
        for unit, row in zip(board, found.tolist()):
            for node, percent in zip(board.tree, row):
                published = unit[node].percent
                expected = chiso.ABSENT if published is None else int(published * 1_000_000)
                self.assertEqual(percent, expected)

    def test_of_ranks_has_those_of_each_ranking(self):
        board = small_board()
        for how in ({}, {"overall": True, "ties": "average"}, {"ties": "ordinal"}):
            found = board.ranks(["", "2.2", "1"], **how)
            for i, node in enumerate(["", "2.2", "1"]):
                ranks = [place.rank for place in board.ranking(node, **how).places()]
                expected = [None if rank is None else float(rank) for rank in ranks]
                got = [None if rank != rank else rank for rank in found[:, i].tolist()]
                self.assertEqual(got, expected)
        with self.assertRaisesRegex(TypeError, "nodes is text"):
            board.ranks("1")


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
            for feature in (
                lambda: board.points(),
                lambda: board.to_pandas(),
                lambda: board.ranking().to_pandas(),
                lambda: chiso.Board.from_pandas(tree, None),
                lambda: board.statistics().to_pandas(),
            ):
                try:
                    feature()
                except ImportError as error:
                    print(error)
        """
        done = subprocess.run(
            [sys.executable, "-W", "error", "-c", textwrap.dedent(program)],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        lines = done.stdout.splitlines()
        self.assertEqual(len(lines), 5)
        self.assertEqual(
            lines[0],
            "Board.points() needs numpy, which is not installed "
            "(Debian: apt-get install python3-numpy)",
        )
        self.assertEqual(
            lines[1],
            "to_pandas() needs pandas, which is not installed "
            "(Debian: apt-get install python3-pandas)",
        )
        self.assertEqual(
            lines[3],
            "a board from a DataFrame needs pandas, which is not installed "
            "(Debian: apt-get install python3-pandas)",
        )


if __name__ == "__main__":
    unittest.main()
