"""Laws that the figures of random boards keep, whatever their trees and rules, with the oracle as
judge: it says where a figure lies at the bound of nearness, and so either answer is right.

The same boards every time; CHISO_ORACLE_LAWS=10000 tries more of them.
"""

from __future__ import annotations

import dataclasses
import os
import unittest
from decimal import Decimal
from fractions import Fraction
from typing import Any, Callable, Dict, List, Sequence, Tuple

import chiso
import random_boards
from oracle import Board
from oracle_compare import Comparison
from oracle_files import criteria_csv, points_csv, text_of
from oracle_numbers import nearest, number
from oracle_results import Ranking, band, ranks, summary
from oracle_rules import RELATIVE, takes_rates
from oracle_tree import Node, Tree, Unit
from random_boards import Chance, Seed

SEARCH = int(os.environ.get("CHISO_ORACLE_LAWS", "100"))
FIGURES = ("achieved", "max", "percent", "coverage", "lowest", "highest", "lost")

Figures = Dict[Tuple[str, str], Tuple[Any, ...]]


def scored(tree: Tree, units: Sequence[Unit]) -> chiso.Board:
    criteria, points = criteria_csv(tree), points_csv(tree, units)
    return chiso.Board.from_csv(chiso.Tree.from_csv(criteria), points).score()


def figures_of(board: chiso.Board, **options: Any) -> Figures:
    """State, figures and place of every node of every unit."""
    report = board.report(**options)
    found = {}
    for unit in board.units():
        for code in ["", *(node.code for node in board.tree)]:
            row = report[unit, code]
            place = (row.rank, row.out_of, row.tied)
            found[unit, code] = (row.state.word, *(getattr(row, name) for name in FIGURES), place)
    return found


def with_leaves(node: Node, change: Callable[[Node], Node]) -> Node:
    """The tree with each of its nodes changed."""
    children = [with_leaves(child, change) for child in node.children]
    return dataclasses.replace(change(node), children=children)


def leaves_of(tree: Tree) -> List[Node]:
    return [node for node in tree.root.walk() if not node.children]


def shuffled(chance: Chance, items: Sequence[Any]) -> List[Any]:
    left, found = list(items), []
    while left:
        found.append(left.pop(chance.whole(0, len(left) - 1)))
    return found


# ---- The same table three times as large


def larger_rule(rule: str) -> str:
    """The rule with three times the points; what it compares with stays."""
    words = rule.split()
    if words[0] in ("atleast", "atmost"):
        steps = [step.split(":") for step in words[1:]]
        return " ".join([words[0]] + [f"{at}:{larger(points)}" for at, points in steps])
    if words[0] == "per":
        return f"per {larger(words[1])}"
    if words[0] == "zscore":
        return " ".join([words[0], larger(words[1]), larger(words[2]), *words[3:]])
    return rule


def larger(text: str) -> str:
    return text_of(3 * Fraction(text))


def larger_node(node: Node) -> Node:
    """A weight that is stated stands beside others that are maxima."""
    most, weight = (None if one is None else 3 * one for one in (node.max, node.weight))
    rule = larger_rule(node.rule)
    return dataclasses.replace(node, max=most, min=3 * node.min, weight=weight, rule=rule)


def larger_unit(tree: Tree, unit: Unit) -> Unit:
    cells = dict(unit.cells)
    for leaf in leaves_of(tree):
        if leaf.rule == "points" and cells[leaf.code] not in ("", "-"):
            cells[leaf.code] = text_of(3 * number(cells[leaf.code]))
    return dataclasses.replace(unit, cells=cells)


# ---- The same cell in other words


def rewritten(chance: Chance, leaf: Node, text: str) -> str:
    """A cell of the same value: exactly, or of a ratio without a threshold to 15 decimals."""
    words = leaf.rule.split()
    if text in ("", "-") or words[0] == "per":
        return text
    times = chance.whole(2, 5)
    if words[0] == "yesno":
        return {"yes": "có", "có": "1", "1": "yes", "no": "không", "không": "0", "0": "no"}[text]
    if words[0] == "survey":
        return "|".join(text_of(times * Fraction(count)) for count in text.split("|"))
    if "/" not in text:
        value = number(text.rstrip("%"))
        return random_boards.written(chance, value) + "%" * text.endswith("%")
    above, below = map(int, text.split("/"))
    has_threshold = words[0] != "rate" or "from" in words
    if has_threshold or chance.once_in(2):
        return f"{times * above}/{times * below}"
    return text_of(nearest(Fraction(100 * above, below), 15)) + "%"


class Laws(unittest.TestCase):
    def boards(self, name: str, share: int) -> Any:
        """So many hundredths of all boards, each with what chooses further."""
        for seed in range(SEARCH * share // 100):
            chance = Seed(f"{name} {seed}")
            tree = random_boards.tree(chance)
            yield chance, tree, random_boards.units(chance, tree, 5)

    def same(
        self, found: Any, expected: Any, board: Board, units: Sequence[Unit], what: str = ""
    ) -> None:
        """Equal, unless the oracle says that it is open what a figure of the board is."""
        if found == expected or self.is_open(board):
            return
        if isinstance(expected, dict):
            different = [key for key in expected if found.get(key) != expected[key]]
            lines = [f"{key}: {found.get(key)}, not {expected[key]}" for key in different[:6]]
        else:
            lines = [f"{found}, not {expected}"]
        files = [criteria_csv(board.tree), points_csv(board.tree, units)]
        self.fail("\n".join([what, *lines, *files]))

    def is_open(self, board: Board) -> bool:
        for code in board.nodes:
            for how in (Ranking(), Ranking(overall=True)):
                ranks(board, code, how)
            for block in [None, *board.blocks()]:
                summary(board, code, block, 6)
        return board.judge.is_open

    # ---- Against the oracle

    def test_figures_ranks_and_bands_are_the_true_ones(self) -> None:
        for chance, tree, units in self.boards("figures", 50):
            ours = Board(tree, units)
            codes = [code for code in ours.nodes if code and code not in ours.bonuses]
            options, bands = random_boards.ranking(chance, codes), random_boards.bands(chance)
            how = Ranking(**options)
            named = chiso.Bands({name: text_of(lower) for name, lower in bands.items()})
            report = scored(tree, units).report(bands=named, **options)
            found, expected = {}, {}
            for code in ours.nodes:
                places = ranks(ours, code, how)
                for unit in units:
                    row, result = report[unit.code, code], ours.results[unit.code, code]
                    key = (unit.code, code)
                    shown = [getattr(row, name) for name in FIGURES]
                    place = (row.rank, row.out_of, row.tied)
                    found[key] = [row.state.word, *map(exact, shown), *map(exact, place), row.band]
                    figures = [getattr(result, name) for name in FIGURES]
                    known = band(ours, bands, unit, code, how.key)
                    expected[key] = [result.state, *figures, *places[unit.code], known]
            self.same(found, expected, ours, units, f"{options} {bands}")

    # ---- The order of a table

    def test_another_order_of_columns_gives_the_same_bytes(self) -> None:
        for chance, tree, units in self.boards("columns", 5):
            board = scored(tree, units)
            lines = [line.split(",") for line in points_csv(tree, units).splitlines()]
            order = shuffled(chance, range(len(lines[0])))
            points = "\n".join(",".join(line[at] for at in order) for line in lines)
            other = chiso.Board.from_csv(chiso.Tree.from_csv(criteria_csv(tree)), points).score()
            self.assertEqual(other.report().to_json(), board.report().to_json())

    def test_another_order_of_units_gives_the_same_figures(self) -> None:
        for chance, tree, units in self.boards("units", 5):
            expected = figures_of(scored(tree, units))
            found = figures_of(scored(tree, shuffled(chance, units)))
            self.same(found, expected, Board(tree, units), units)

    def test_another_order_of_criteria_gives_the_same_figures(self) -> None:
        for chance, tree, units in self.boards("criteria", 5):
            expected = figures_of(scored(tree, units))
            head, *rows = criteria_csv(tree).splitlines()
            criteria = "\n".join([head, *shuffled(chance, rows)])
            other = chiso.Board.from_csv(chiso.Tree.from_csv(criteria), points_csv(tree, units))
            self.same(figures_of(other.score()), expected, Board(tree, units), units)

    # ---- Other words for the same

    def test_three_times_the_maxima_change_no_rank(self) -> None:
        for _, tree, units in self.boards("scaled", 10):
            # Rounding in the calculation is to digits, which are not three times as large.
            plain = with_leaves(tree.root, lambda node: dataclasses.replace(node, round=None))
            tree = dataclasses.replace(tree, root=plain)
            large = dataclasses.replace(tree, root=with_leaves(plain, larger_node))
            expected = figures_of(scored(tree, units))
            found = figures_of(scored(large, [larger_unit(tree, unit) for unit in units]))
            ratios = [1 + FIGURES.index(name) for name in FIGURES[2:6]]
            self.same(
                {key: [row[at] for at in [0, *ratios, -1]] for key, row in found.items()},
                {key: [row[at] for at in [0, *ratios, -1]] for key, row in expected.items()},
                Board(tree, units),
                units,
            )

    def test_a_unit_and_its_copy_in_other_words_tie(self) -> None:
        for chance, tree, units in self.boards("copies", 10):
            bands = random_boards.bands(chance)
            named = chiso.Bands({name: text_of(lower) for name, lower in bands.items()})
            copies = []
            for unit in units:
                cells = {
                    leaf.code: rewritten(chance, leaf, unit.cells[leaf.code])
                    for leaf in leaves_of(tree)
                }
                copies.append(dataclasses.replace(unit, code=f"{unit.code}-copy", cells=cells))
            report = scored(tree, units + copies).report(bands=named)
            for code in ["", *(node.code for node in tree.root.walk() if node.code)]:
                rows = [
                    [
                        (row.state.word, [getattr(row, name) for name in FIGURES], row.rank)
                        + (row.tied, row.band)
                        for row in (report[unit.code, code] for unit in side)
                    ]
                    for side in (units, copies)
                ]
                self.same(rows[1], rows[0], Board(tree, units + copies), units + copies, code)

    def test_two_thirds_in_four_ways(self) -> None:
        for combine in ("sum", "sum scaled", "mean", "geometric", "harmonic", "min", "median"):
            criteria = f"code,title,max,combine,rule\n.,,6,{combine},\n1,,3,,rate\n2,,3,,rate\n"
            rates = ["2/3", "4/6", "66.666666666666667%", "66.666666%"]
            points = "unit,1,2\n" + "\n".join(f"u{at},{one},{one}" for at, one in enumerate(rates))
            board = chiso.Board.from_csv(chiso.Tree.from_csv(criteria), points).score()
            report = board.report(bands=chiso.Bands({"reached": "200/3"}))
            found = [(report[unit].rank, report[unit].band) for unit in board.units()]
            self.assertEqual(found, [(1, "reached")] * 3 + [(4, None)], combine)

    # ---- Trials, targets, comparisons

    def test_what_if_is_scoring_again(self) -> None:
        for chance, tree, units in self.boards("what-if", 7):
            board, changed = scored(tree, units), [
                dataclasses.replace(unit, cells=dict(unit.cells)) for unit in units
            ]
            with board.what_if() as trial:
                for _ in range(chance.whole(1, 4)):
                    unit, leaf = chance.pick(changed), chance.pick(leaves_of(tree))
                    text = chance.pick(["", "-", random_boards.cell(chance, leaf)])
                    trial[unit.code, leaf.code] = unit.cells[leaf.code] = text
                found = {
                    (unit.code, code): (node.state.word,)
                    + tuple(getattr(node, name) for name in FIGURES)
                    + ((node.rank, node.out_of, node.tied),)
                    for unit in changed
                    for code in ["", *(node.code for node in board.tree)]
                    for node in [trial[unit.code, code]]
                }
            expected = figures_of(scored(tree, changed))
            self.same(found, expected, Board(tree, changed), changed)

    def test_a_target_is_met_exactly_where_it_is_reached(self) -> None:
        for chance, tree, units in self.boards("targets", 5):
            board, ours = scored(tree, units), Board(tree, units)
            places = ranks(ours, "")
            known = [unit for unit in units if ours.has_score(unit) and ours.ratio(unit, "")]
            for unit in known:
                ratio = ours.ratio(unit, "")
                assert ratio is not None
                percent = nearest(100 * ratio, 6) + chance.pick([-1, 0, 0, 1]) * Fraction(
                    1, 10**6
                )
                goal = board[unit.code].target(percent=Decimal(text_of(percent)))
                self.same(
                    goal.met, ours.judge.reaches(ratio, percent / 100), ours, units, f"{percent}"
                )
                self.expect_plan(board, unit.code, goal, ours, units)
                bound = text_of(100 * ratio)
                if max(map(int, bound.lstrip("-").replace(".", "").split("/"))) < 10**12:
                    bands = chiso.Bands({"reached": bound})
                    met = board[unit.code].target("band:reached", bands=bands).met
                    self.same(met, True, ours, units, f"band from {bound}")
                if unit.ranked:
                    rank = chance.whole(1, len(units))
                    place = places[unit.code].rank
                    met = board[unit.code].target(rank=rank).met
                    self.same(met, place is not None and place <= rank, ours, units, f"{rank}")

    def expect_plan(
        self, board: chiso.Board, unit: str, goal: Any, ours: Board, units: Sequence[Unit]
    ) -> None:
        """What a plan says reaches the goal, where points can be set without the other units."""
        relative = {leaf.code for leaf in leaves_of(ours.tree) if leaf.rule.split()[0] in RELATIVE}
        if goal.result.outcome.word != "missed" or relative & {step.code for step in goal.leaves}:
            return
        with board.what_if() as trial:
            for step in goal.leaves:
                trial.set_points(unit, step.code, step.to)
            reached = trial.standing(unit, bands=chiso.Bands({"reached": goal.goal[8:]})).band
        self.same(reached, "reached", ours, units, f"the plan of {goal.goal} for {unit}")

    def test_bridges_mirror_and_add_up(self) -> None:
        for seed in range(SEARCH * 3 // 100):
            chance = Seed(f"bridges {seed}")
            sides = [*random_boards.pair(chance)]
            options = dict(rounding=sides[0][0].rounding, missing=sides[0][0].missing)
            sides[1] = (dataclasses.replace(sides[1][0], **options), sides[1][1])
            boards, ours = [scored(*side) for side in sides], [Board(*side) for side in sides]
            there, back = boards[0].compare(boards[1]), boards[1].compare(boards[0])
            judged = Comparison(ours[0], ours[1])
            both = [unit.code for unit in sides[0][1] if unit.code in ours[1].results.units]
            for unit in both:
                for code in [code for code in ours[0].nodes if code in ours[1].nodes]:
                    found = [bridge_of(side[unit, code]) for side in (there, back)]
                    self.expect_mirror(found, judged, sides, f"{unit} {code}")
                    now, before = (board.results[unit, code].ratio for board in ours)
                    if found[0] is not None and now is not None and before is not None:
                        change = 100 * (now - before)
                        near = judged.judge.shown(change, Fraction(100), 6, options["rounding"])
                        self.expect(found[0].change, near, judged, sides, f"{unit} {code}")

    def expect_mirror(self, found: Sequence[Any], judged: Comparison, sides: Any, at: str) -> None:
        there, back = found
        if there is None or back is None:
            self.expect(there, back, judged, sides, at)
            return
        parts = there.performance + there.maxima + there.added + there.dropped
        self.expect(there.change, parts + there.not_applicable, judged, sides, at)
        for name, other in (
            ("change", "change"),
            ("performance", "performance"),
            ("maxima", "maxima"),
            ("added", "dropped"),
            ("dropped", "added"),
            ("not_applicable", "not_applicable"),
        ):
            one, mirrored = getattr(there, name), -getattr(back, other)
            self.expect(one, mirrored, judged, sides, f"{at} {name}")

    def expect(self, found: Any, expected: Any, judged: Comparison, sides: Any, at: str) -> None:
        if found != expected and not judged.is_open:
            files = [text for side in sides for text in (criteria_csv(side[0]), points_csv(*side))]
            self.fail("\n".join([f"{at}: {found}, not {expected}", *files]))


def bridge_of(change: Any) -> Any:
    try:
        return change.bridge()
    except chiso.EmptyError:
        return None


def exact(value: Any) -> Any:
    return value if value is None or isinstance(value, (int, str)) else Fraction(value)


if __name__ == "__main__":
    unittest.main()
