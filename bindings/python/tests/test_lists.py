"""What is counted, gone through and searched: each public class does it in a way that agrees with
itself, or says with a TypeError that it does not.
"""

import enum
import inspect
import unittest

from support import small_board
from test_lifetime import everything

import chiso

#: What an answer that is no may be asked for.
STRANGE = (None, object(), -1, 0, 1.5, b"sxd", [], (), ("sxd", "1"), "no such thing", "", "\0")


def instances():
    """Objects of each class, made from each other, and by no other name than that of the class."""
    objects = list(everything().values())
    board = small_board()
    other = board.copy()
    other["sxd", "1"] = 19
    comparison, what_if = board.compare(other.score()), board.what_if()
    what_if["sxd", "1"] = 19
    change, target = comparison["sxd"], board["sxd"].target(rank=1)
    statistics = chiso.Statistics({"a": [1, 2, 3, 4], "b": [2, 1, 4, 3]})
    weights = chiso.Weights.ahp(["a", "b"], [[1, 3], [1 / 3, 1]])
    peers = chiso.Board(chiso.Tree.from_csv("code,title,max,rule\n1,A,10,best\n"))
    peers.add_unit("a")
    share = chiso.share_of(7, 20)
    objects += [board.tree.root, board.tree["2"], board["sxd"], board["sxd", "2"]]
    objects += [what_if["sxd"], what_if["sxd", "2"], change, change["2"], board.ranking()[:2]]
    objects += [target, target.result, *target.leaves, target.leaves, what_if, statistics]
    objects += [statistics.correlation(), statistics.summary("a"), weights, weights.consistency]
    objects += [change.now, change.summary, change.bridge(), change.rank_bridge()]
    objects += [comparison.counts(), comparison.agreement(), comparison.block(), board.summary()]
    objects += [share, share - chiso.share_of(8, 20), board["sxd", "1"].cell, board["sxd"].place]
    objects += [board["sxd"].ledger().total, board["sxd"].explain()[0], board.report().rules]
    objects += [chiso.Audit.from_csv("what,achieved,max,percent\nA,1,2,51.00\n")]
    intake = chiso.Intake()
    intake.board(board.tree, "p.csv", "unit,1\na,\nb,1\n")
    objects += [intake]
    intake.read(board, "p.csv", "unit,1\nsxd,1\n")
    objects += intake.edits[:1]
    objects += [chiso.Mapping({"header": 3, "rows:Mean": "skip"})]
    series = chiso.Series({"2019": other, "2021": board})
    objects += [series["sxd"], series.difference("sxd", "", "2019", "2021"), series.node()]
    objects += [peers.set_column("1", [5]).score()["a", "1"].peers]
    peers.set_ratings("a", "1", {"An": 5, "Ba": 6})
    objects += [peers.raters("a", "1"), *peers.ratings("a", "1")]
    dropping = chiso.Tree().set_root(combine="mean drop lowest 1")
    objects += [*dropping.root.drops, board["sxd", "1"].steps]
    drawn = board.robustness("20,pairs:yes,matters:yes")
    objects += [drawn, drawn[0], drawn.leave_out()[0], drawn.matters()[0]]
    objects += [drawn.pair(*board.units()[:2])]
    objects += [chiso.combine_rankings([board.ranking("1"), board.ranking("2")]), board.figure()]
    objects += [board.page()]
    for one in list(objects):
        if isinstance(one, chiso.Table) and len(one):
            objects.append(one[0])
    return objects


def classes():
    """The public classes of which programs hold objects."""
    for name in dir(chiso):
        thing = getattr(chiso, name)
        if inspect.isclass(thing) and not issubclass(thing, (Exception, enum.Enum)):
            yield name, thing


class EachClass(unittest.TestCase):
    def each(self, check):
        for one in instances():
            with self.subTest(type(one).__name__, shown=str(one)[:60]):
                check(one)

    def test_is_tried_here(self):
        kinds = {base.__name__ for one in instances() for base in type(one).__mro__}
        # The type checker's name for a dict.
        kinds.add("RankRules")
        for name, _ in classes():
            self.assertIn(name, kinds)

    def test_holds_each_that_it_goes_through_and_as_many_as_it_counts(self):
        def check(one):
            found = self.answer(one, list)
            for each in found or ():
                self.assertIn(each, one)
            if found is not None and hasattr(one, "__len__"):
                self.assertEqual(len(one), len(found))

        self.each(check)

    def answer(self, one, ask):
        """What an object answers; None where it says that its class has no answer."""
        try:
            return ask(one)
        except TypeError as error:
            self.assertIn(type(one).__name__, str(error))
            return None

    def test_goes_backwards_if_at_all_through_the_same(self):
        def check(one):
            found = self.answer(one, lambda one: list(reversed(one)))
            if found is not None:
                self.assertEqual(found, list(one)[::-1])

        self.each(check)

    def test_counts_or_says_that_it_does_not(self):
        self.each(lambda one: self.answer(one, len))

    def test_is_searched_for_anything_or_says_what_for(self):
        words = "`in` looks for a row", "unhashable type"

        def check(one):
            for value in STRANGE:
                try:
                    self.assertIs(type(value in one), bool)
                except TypeError as error:
                    told = any(word in str(error) for word in (type(one).__name__, *words))
                    self.assertTrue(told, error)

        self.each(check)

    def test_says_of_what_it_gives_that_it_is_there_and_of_nothing_else(self):
        board = small_board()
        other = chiso.Board(board.tree).add_units(["sxd", "new"])
        values = ["sxd", "1", "2.1", "a", "new", "no such thing", *board, *other, *board.tree]

        def check(one):
            if isinstance(one, tuple) or not hasattr(one, "__getitem__"):
                return
            for value in values:
                try:
                    is_there = value in one
                except TypeError:
                    # Its rows have no names.
                    with self.assertRaises(TypeError):
                        one[value]
                    continue
                if is_there:
                    one[value]
                elif not isinstance(one, chiso.Ranking):
                    with self.assertRaises((LookupError, TypeError), msg=value):
                        one[value]

        self.each(check)


class AClosedObject(unittest.TestCase):
    def test_says_so_however_it_is_asked(self):
        for name, one in everything().items():
            one.close()
            for use in (len, list, lambda one: "sxd" in one):
                with self.subTest(name), self.assertRaises((chiso.ClosedError, TypeError)):
                    use(one)


class WhatIsNoList(unittest.TestCase):
    def test_says_where_to_go(self):
        series = chiso.Series({"2021": small_board()})
        self.assertEqual((len(series), "sxd" in series, "2021" in series), (1, True, False))
        with self.assertRaisesRegex(TypeError, "go through its labels"):
            iter(series)
        with self.assertRaisesRegex(TypeError, "not reversible"):
            reversed(series)
        with small_board().what_if() as w:
            with self.assertRaisesRegex(TypeError, "go through the units of its board"):
                iter(w)


class Units(unittest.TestCase):
    def test_of_other_boards_are_found_by_their_codes(self):
        now, before = small_board(), small_board()
        before.remove_unit("hue")
        self.assertTrue(all(unit in now for unit in before.score()))
        self.assertEqual([unit.code for unit in now if unit not in before], ["hue"])
        self.assertNotIn(now["hue"], before.ranking())
        self.assertIn(before["sxd"], now.ranking())

    def test_hold_their_scores_and_not_those_of_others(self):
        board = small_board()
        for unit in board:
            self.assertIn(board[unit, "2.1"], unit)
            self.assertEqual([other for other in board if unit["1"] in other], [unit])
        self.assertNotIn(board["sxd", "1"], board)
        self.assertNotIn(board["sxd", "1"], board.ranking())
        change, other = board.compare(board)["sxd"], board.compare(board)["hue"]
        self.assertTrue(change["1"] in change and change["1"] not in other)


if __name__ == "__main__":
    unittest.main()
