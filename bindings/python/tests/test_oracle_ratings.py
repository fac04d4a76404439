"""Boards whose cells several raters gave, by the C library and by the oracle: equal, digit for
digit; and what must hold of them, whatever they are.
"""

from __future__ import annotations

import dataclasses
import unittest
from fractions import Fraction
from typing import Dict, List

import chiso
import oracle_files
import oracle_results
import random_boards
import test_oracle
from oracle_tree import Node, Tree, Unit
from test_oracle import Case, Drawn, examples, given, st


def rated(chance: random_boards.Chance) -> Case:
    tree = random_boards.tree(chance)
    units = random_boards.units(chance, tree)
    random_boards.rate(chance, tree, units)
    return Case(tree, units)


def treated(chance: random_boards.Chance) -> Case:
    """A board whose values are joined and then treated, all of them."""
    root = Node("")
    for code in ("1", "2", "3"):
        rule = chance.pick(["minmax", "percentile down", "zscore 50 10", "best", "range 1..60"])
        steps = random_boards.before(chance, rule, False) or ["treat winsor 1", "impute median"]
        raters = chance.pick(["", "median", "trimmed 1"])
        root.children.append(Node(code, Fraction(100), rule=rule, before=steps, raters=raters))
    tree = Tree(root, missing=chance.pick(["zero", "skip", "unknown"]))
    units = random_boards.units(chance, tree, 9)
    random_boards.rate(chance, tree, units)
    return Case(tree, units)


def turned(units: List[Unit], chance: random_boards.Chance) -> List[Unit]:
    """The same units with their raters in another order."""
    found = []
    for unit in units:
        ratings: Dict[str, Dict[str, str]] = {}
        for code, given_ratings in unit.ratings.items():
            pairs = list(given_ratings.items())
            start = chance.whole(0, len(pairs) - 1)
            ratings[code] = dict(reversed(pairs[start:] + pairs[:start]))
        found.append(dataclasses.replace(unit, ratings=ratings))
    return found


class RatingsTest(unittest.TestCase):
    verdict = test_oracle.OracleTest.verdict

    @examples(150)
    @given(st.data())
    def test_figures_and_ranks(self, data: st.DataObject) -> None:
        self.expect_figures(rated(Drawn(data)))

    @examples(150)
    @given(st.data())
    def test_figures_and_ranks_of_what_is_treated(self, data: st.DataObject) -> None:
        self.expect_figures(treated(Drawn(data)))

    def expect_figures(self, case: Case) -> None:
        how = oracle_results.Ranking()
        report = case.board.report()
        for code in case.oracle.nodes:
            places = oracle_results.ranks(case.oracle, code, how)
            for unit in case.oracle.units:
                theirs, ours = report[unit.code, code], case.oracle.results[unit.code, code]
                what = f"{unit.code} {code or '.'}"
                case.check(f"{what} state", theirs.state.word, ours.state)
                for name in test_oracle.FIGURES:
                    case.check(f"{what} {name}", getattr(theirs, name), getattr(ours, name))
                place = (theirs.rank, theirs.out_of, theirs.tied)
                case.check(f"{what} rank", place, tuple(places[unit.code]))
        self.verdict(case)

    @examples(100)
    @given(st.data())
    def test_files_say_what_the_oracle_knows(self, data: st.DataObject) -> None:
        case = rated(Drawn(data))
        tree, units = oracle_files.read(case.criteria, case.points)
        self.assertEqual((tree, units), (case.oracle.tree, case.oracle.units))

    @examples(100)
    @given(st.data())
    def test_written_boards_read_again_as_they_are(self, data: st.DataObject) -> None:
        case = rated(Drawn(data))
        text = case.board.to_csv()
        again = chiso.Board.from_csv(chiso.Tree.from_csv(case.board.tree.to_csv()), text)
        self.assertEqual(again.to_csv(), text)
        self.assertEqual(again.score().report().to_json(), case.board.report().to_json())

    @examples(100)
    @given(st.data())
    def test_the_order_of_raters_changes_nothing(self, data: st.DataObject) -> None:
        chance = Drawn(data)
        case = rated(chance)
        points = oracle_files.points_csv(case.oracle.tree, turned(case.oracle.units, chance))
        other = chiso.Board.from_csv(case.board.tree, points).score()
        for unit in case.oracle.units:
            for code, node in case.oracle.nodes.items():
                if not node.children:
                    key = unit.code, code
                    self.assertEqual(other[key].text, case.board[key].text, (key, points))
        self.assertEqual(other.report().to_json(), case.board.report().to_json())

    @examples(50)
    @given(st.data())
    def test_one_rater_is_plain(self, data: st.DataObject) -> None:
        chance = Drawn(data)
        tree = random_boards.tree(chance)
        plain = Case(tree, random_boards.units(chance, tree))
        board = plain.board.copy()
        self.give_each_to_one(board, tree, plain.oracle.units)
        for unit in plain.oracle.units:
            for code in plain.oracle.nodes:
                self.assertEqual(
                    board[unit.code, code].exact(), plain.board[unit.code, code].exact()
                )

    def give_each_to_one(self, board: chiso.Board, tree: Tree, units: List[Unit]) -> None:
        leaves = [n for n in tree.root.walk() if not n.children and random_boards.joins(n)]
        for unit in units:
            for leaf in leaves:
                text = board[unit.code, leaf.code].text
                board.set_ratings(unit.code, leaf.code, {"An": text, "Ba": "", "Chi": "-"})
                if text == "-":
                    board.set_ratings(unit.code, leaf.code, {"An": text, "Chi": "-"})
        board.score()


if __name__ == "__main__":
    unittest.main()
