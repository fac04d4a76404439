"""Trees with drops, floors, needs, gates and weights of blocks, and results that are set, by the C
library and by the oracle; and laws that they keep.

The same boards every time; CHISO_ORACLE_STEPS=10000 tries more of them.
"""

from __future__ import annotations

import dataclasses
import os
import unittest
from fractions import Fraction
from typing import Any, Dict, Iterator, List, Optional, Sequence, Tuple

import chiso
import oracle_files
import random_boards
import random_steps
from oracle import Board
from oracle_files import criteria_csv, decimal_of, points_csv
from oracle_numbers import ZERO, number
from oracle_results import Ranking, band, band_of, mark, ranks
from oracle_told import steps
from oracle_tree import Node, Tree, Unit
from random_boards import Chance, Seed

SEARCH = int(os.environ.get("CHISO_ORACLE_STEPS", "100"))
FIGURES = ("achieved", "max", "percent", "coverage", "lowest", "highest", "lost")

Figures = Dict[Tuple[str, str], Dict[str, Any]]
Case = Tuple[Chance, Tree, List[Unit]]


def exact(value: Any) -> Any:
    """Decimals of the package as fractions; the rest as it is."""
    return value if value is None or isinstance(value, (int, str)) else Fraction(value)


def scored(tree: Tree, units: Sequence[Unit]) -> chiso.Board:
    criteria, points = criteria_csv(tree), points_csv(tree, units)
    return chiso.Board.from_csv(chiso.Tree.from_csv(criteria), points).score()


def told(board: chiso.Board) -> Figures:
    """What the library says of every node of every unit."""
    report, found = board.report(), {}
    for unit in board.units():
        for code in ["", *(node.code for node in board.tree)]:
            row = report[unit, code]
            figures = {name: exact(getattr(row, name)) for name in FIGURES}
            place = (exact(row.rank), row.out_of, row.tied)
            done = {name: exact(value) for name, value in board.steps(unit, code)._asdict().items()}
            found[unit, code] = dict(state=row.state.word, place=place, **figures, **done)
    return found


def known(board: Board) -> Figures:
    """What the oracle says of them."""
    found = {}
    for code, node in board.nodes.items():
        places = ranks(board, code, Ranking())
        for unit in board.units:
            result = board.results[unit.code, code]
            figures = {name: getattr(result, name) for name in FIGURES}
            done = steps(board, unit, node)._asdict()
            place = tuple(places[unit.code])
            found[unit.code, code] = dict(state=result.state, place=place, **figures, **done)
    return found


def leaves_of(node: Node) -> List[Node]:
    return [below for below in node.walk() if not below.children]


def copy_of(units: Sequence[Unit]) -> List[Unit]:
    return [
        dataclasses.replace(unit, cells=dict(unit.cells), results=dict(unit.results))
        for unit in units
    ]


class TheSteps(unittest.TestCase):
    def boards(self, name: str, share: int, most: int = 5) -> Iterator[Case]:
        """So many hundredths of all boards, each with what chooses further."""
        for seed in range(max(1, SEARCH * share // 100)):
            chance = Seed(f"steps {name} {seed}")
            tree = random_boards.tree(chance)
            units = random_boards.units(chance, tree, most)
            if chance.once_in(3):
                random_steps.add_weights(chance, tree, units)
            random_steps.add(chance, tree, units)
            if chance.once_in(2):
                random_steps.set_results(chance, tree, units)
            yield chance, tree, units

    def same(
        self,
        found: Figures,
        expected: Figures,
        tree: Tree,
        units: Sequence[Unit],
        but: Sequence[str] = (),
    ) -> None:
        """Equal, apart from some figures, unless the oracle says that it is open what they are."""
        lines = [
            f"{unit} {code or '.'}: {name} is {figures.get(name)}, not {value}"
            for (unit, code), wanted in expected.items()
            for figures in [found.get((unit, code), {})]
            for name, value in wanted.items()
            if name not in but and figures.get(name) != value
        ]
        if lines:
            board = Board(tree, units)
            known(board)
            if not board.judge.is_open:
                files = [criteria_csv(tree), points_csv(tree, units)]
                self.fail("\n".join(["", *lines[:10], *files]))

    # ---- Against the oracle

    def test_figures_and_steps_are_the_true_ones(self) -> None:
        for _, tree, units in self.boards("figures", 300):
            self.same(told(scored(tree, units)), known(Board(tree, units)), tree, units)

    def test_bands_are_limited_by_gates(self) -> None:
        bands = {"A": Fraction(80), "B": Fraction(65), "C": Fraction(40), "D": ZERO}
        limited = 0
        for chance, tree, units in self.boards("bands", 100):
            for node in tree.root.children:
                beyond = random_steps.bound(chance, node, random_steps.cells_of(node, units))
                if beyond and tree.root.declared and chance.once_in(2):
                    way = chance.pick(["below", "above"])
                    own = f"{way} {beyond}: parent at most band {chance.pick(list(bands))}"
                    node.gate = "; ".join(filter(None, [node.gate, own]))
            key = chance.pick(["exact", "published"])
            report = scored(tree, units).report(
                bands=chiso.Bands({name: str(bound) for name, bound in bands.items()}), key=key
            )
            board = Board(tree, units)
            for unit in units:
                for code in board.nodes:
                    wanted = band(board, bands, unit, code, key)
                    if report[unit.code, code].band != wanted and not board.judge.is_open:
                        files = criteria_csv(tree) + points_csv(tree, units)
                        told_of = report[unit.code, code].band
                        self.fail(f"{unit.code} {code or '.'}: {told_of}, not {wanted}\n{files}")
                free = band_of(board, bands, mark(board, unit, "", key), key)
                limited += free != band(board, bands, unit, "", key)
        self.assertGreater(limited, SEARCH // 10)

    def test_ranks_make_points(self) -> None:
        ranked = 0
        for seed in range(SEARCH):
            chance = Seed(f"steps ranks {seed}")
            tree = random_boards.tree(chance)
            units = random_boards.units(chance, tree)
            self.add_ranks(chance, tree, units)
            board = Board(tree, units)
            self.same(told(scored(tree, units)), known(board), tree, units)
            ranked += any(
                isinstance(board.points[unit.code, node.code], Fraction)
                for unit in units
                for node in tree.root.children
                if node.ranked
            )
        self.assertGreater(ranked, SEARCH // 4)

    def add_ranks(self, chance: Chance, tree: Tree, units: Sequence[Unit]) -> None:
        """Leaves below the root that take the rank of what is beside them, or of one another."""
        bonuses = Board(tree, []).bonuses
        codes = [node.code for node in tree.root.walk() if node.code and node.code not in bonuses]
        for place in range(chance.whole(1, 3) if codes else 0):
            most = Fraction(chance.whole(1, 20))
            leaf = Node(f"r{place}", most, chance.pick([ZERO, ZERO, Fraction(1), Fraction(-2)]))
            leaf.min = min(leaf.min, most)
            leaf.rule = f"rank {chance.pick(codes)}" + chance.pick(["", " block"])
            tree.root.children.append(leaf)
            codes.append(leaf.code)
            for unit in units:
                unit.cells[leaf.code] = "-" if chance.once_in(8) else ""
        if tree.root.combine == "sum" and not tree.root.scaled:
            tree.root.max = None

    def test_files_say_what_the_oracle_knows(self) -> None:
        for _, tree, units in self.boards("files", 50):
            files = criteria_csv(tree), points_csv(tree, units)
            self.assertEqual(oracle_files.read(*files), (tree, units))

    def test_what_is_set_by_call_is_what_a_file_sets(self) -> None:
        for _, tree, units in self.boards("calls", 20):
            bare = [dataclasses.replace(unit, results={}) for unit in units]
            board = scored(tree, bare)
            for unit in units:
                for code, points in unit.results.items():
                    board.set_result(unit.code, code, points, "as decided")
                    given = Fraction(board.result_set(unit.code, code) or 0)
                    self.assertLessEqual(abs(given - number(points)), Fraction(1, 10**6))
            self.same(told(board.score()), told(scored(tree, units)), tree, units)

    def test_what_if_is_scoring_again(self) -> None:
        for chance, tree, units in self.boards("what-if", 20):
            changed = copy_of(units)
            with scored(tree, units).what_if() as trial:
                for _ in range(chance.whole(1, 4)):
                    unit, leaf = chance.pick(changed), chance.pick(leaves_of(tree.root))
                    if Board(tree, units).is_left_out(unit, leaf):
                        continue
                    text = chance.pick(["", random_boards.cell(chance, leaf)])
                    trial[unit.code, leaf.code] = unit.cells[leaf.code] = text
                found = {}
                for unit in changed:
                    for node in tree.root.walk():
                        row = trial[unit.code, node.code]
                        figures = {name: exact(getattr(row, name)) for name in FIGURES}
                        place = (exact(row.rank), row.out_of, row.tied)
                        found[unit.code, node.code] = dict(
                            state=row.state.word, place=place, **figures
                        )
            if all(fit(tree, changed)):
                expected = {
                    key: {name: figures[name] for name in found[key]}
                    for key, figures in told(scored(tree, changed)).items()
                }
                self.same(found, expected, tree, changed)

    # ---- Laws

    def test_a_branch_that_does_not_apply_is_each_of_its_leaves(self) -> None:
        for chance, tree, units in self.boards("branches", 20):
            unit = chance.pick(copy_of(units))
            node = chance.pick([node for node in tree.root.walk() if node.children])
            unit.results.clear()
            unit.cells.update((leaf.code, "-") for leaf in leaves_of(node))
            others = [unit if one.code == unit.code else one for one in units]
            board = scored(tree, [dataclasses.replace(one, results={}) for one in units])
            for one in others:
                for code, points in one.results.items():
                    board.set_result(one.code, code, points, "as decided")
            for one in node.walk():
                if one.children and (one.floor is None or one.floor <= 0):
                    board.set_result(unit.code, one.code, 0, "taken back with the branch")
            board.set_not_applicable(unit.code, node.code)
            self.same(told(board.score()), told(scored(tree, others)), tree, others)

    def test_a_gate_that_is_met_changes_nothing(self) -> None:
        for _, tree, units in self.boards("gates", 20):
            for node in tree.root.walk():
                node.gate = ""
            plain = told(scored(tree, units))
            board = Board(tree, units)
            for code, node in board.nodes.items():
                parent = board.parents.get(code)
                if parent is not None and parent.declared and parent.code not in board.bonuses:
                    if node.declared:
                        node.gate = "below -900000000%: parent at most 0%"
                        node.gate += "; above 900000000%: parent at most 0%"
            self.same(told(scored(tree, units)), plain, tree, units)

    def test_keeping_as_many_as_there_are_is_plain(self) -> None:
        for chance, tree, units in self.boards("keep", 20):
            for node in tree.root.walk():
                node.drops = ()
            units = [dataclasses.replace(unit, results={}) for unit in units]
            plain = told(scored(tree, units))
            bonuses = Board(tree, units).bonuses
            for node in tree.root.walk():
                count = len(node.children)
                if count and node.combine in ("sum", "mean") and node.code not in bonuses:
                    if random_steps.droppable(node):
                        end = chance.pick(["lowest", "highest"])
                        node.drops = (f"keep {end} {chance.whole(count, count + 1)}",)
            self.same(told(scored(tree, units)), plain, tree, units)

    def test_dropping_the_lowest_raises_a_percent_or_leaves_it(self) -> None:
        """Whatever the maxima and weights; but not beside points without a max, as those of a bonus
        are, nor a floor or a rounding.
        """
        for chance, tree, units in self.boards("drops", 40):
            if tree.missing == "unknown":
                continue
            units = [dataclasses.replace(unit, results={}) for unit in units]
            node, count = self.node_to_drop_from(chance, tree)
            if node is None:
                continue
            if any(below.bonus or not below.declared for below in node.walk()):
                continue
            node.round, node.floor, node.drops = None, None, ()
            for child in node.children:
                child.gate = ""
            node.max = None if node.combine == "sum" else node.max
            self.settle_maxima(tree)
            before = Board(tree, units)
            plain = [before.ratio(unit, node.code) for unit in units]
            left = count - (lowest := chance.whole(1, count - 1))
            node.drops = (chance.pick([f"drop lowest {lowest}", f"keep highest {left}"]),)
            found = told(scored(tree, units))
            for unit, ratio in zip(units, plain):
                percent = found[unit.code, node.code]["percent"]
                if ratio is not None and percent is not None:
                    least = tree.percent(before.judge, ratio)
                    self.assertGreaterEqual(percent, least, criteria_csv(tree))

    def node_to_drop_from(self, chance: Chance, tree: Tree) -> Tuple[Optional[Node], int]:
        bonuses = Board(tree, []).bonuses
        found = [
            (node, random_steps.droppable(node))
            for node in tree.root.walk()
            if node.combine in ("sum", "mean") and node.code not in bonuses
        ]
        found = [(node, count) for node, count in found if count > 1]
        return chance.pick(found) if found else (None, 0)

    def settle_maxima(self, tree: Tree) -> None:
        """Sums have the max of what is below them."""
        for node in tree.root.walk():
            if node.combine == "sum" and not node.scaled and node.children:
                node.max = None
            if node.floor is not None:
                node.floor = min(node.floor, ZERO)

    def test_order_changes_nothing_but_which_of_equals_is_dropped(self) -> None:
        for chance, tree, units in self.boards("order", 40):
            node, count = self.node_to_drop_from(chance, tree)
            if node is None or node.drops == ():
                continue
            if any(child.children or child.bonus or child.gate for child in node.children):
                continue
            for child in node.children:
                child.max, child.min, child.weight, child.weights = Fraction(10), ZERO, None, {}
                child.rule, child.round = "points", None
            node.max = None if node.combine == "sum" else node.max
            self.settle_maxima(tree)
            units = [dataclasses.replace(unit, results={}) for unit in units]
            for unit in units:
                for child in node.children:
                    cell = chance.pick(["0", "4", "4", "7.5", "10", "", "-"])
                    unit.cells[child.code] = "" if child.weights else cell
            first = told(scored(tree, units))
            node.children.reverse()
            second = told(scored(tree, units))
            for unit in units:
                keys = [(unit.code, child.code) for child in node.children]
                for key, figures in first.items():
                    if key not in keys and key[0] == unit.code:
                        self.same({key: second[key]}, {key: figures}, tree, units)
                gone = [
                    sorted(str(side[key]["percent"]) for key in keys if side[key]["is_dropped"])
                    for side in (first, second)
                ]
                self.assertEqual(gone[0], gone[1], criteria_csv(tree) + points_csv(tree, units))

    def test_a_result_that_is_the_computed_one_changes_its_trace_only(self) -> None:
        told_of = 0
        for _, tree, units in self.boards("equal", 60):
            board = Board(tree, units)
            pair = next(self.settable(board), None)
            if pair is None:
                continue
            unit, node, points = pair
            plain = told(scored(tree, units))
            changed = copy_of(units)
            own = next(one for one in changed if one.code == unit.code)
            own.results[node.code] = points
            found = told(scored(tree, changed))
            figures = found[unit.code, node.code]
            self.assertTrue(figures["is_set"])
            self.assertEqual(figures["computed"], plain[unit.code, node.code]["achieved"])
            trace = ["is_set", "is_lifted", "limited_by", "unlifted", "unlimited"]
            trace += ["computed", "computed_percent", "is_dropped", "lost"]
            self.same(found, plain, tree, units, trace)
            told_of += 1
        self.assertGreater(told_of, SEARCH // 20)

    def settable(self, board: Board) -> Iterator[Tuple[Unit, Node, str]]:
        """Results that are decimals, of nodes that are scored as a whole."""
        for unit in board.units:
            for node in board.nodes.values():
                points = board.results[unit.code, node.code].points
                if not node.children or board.is_set(unit, node) or points is None:
                    continue
                text = decimal_of(points.achieved)
                least = ZERO if node.floor is None else node.floor
                whole = board.results[unit.code, node.code].coverage in (100, None)
                fits = least <= points.achieved <= points.max == board.set_max(unit, node)
                gaps = any(
                    unit.cells[leaf.code] == "" and not board.is_left_out(unit, leaf)
                    for leaf in leaves_of(node)
                )
                if text is not None and whole and fits and not gaps:
                    yield unit, node, text


def fit(tree: Tree, units: Sequence[Unit]) -> Iterator[bool]:
    """Whether results that are set are still no more than what applies below them."""
    board = Board(tree, units)
    for unit in units:
        for code, points in unit.results.items():
            yield number(points) <= board.set_max(unit, board.nodes[code])


if __name__ == "__main__":
    unittest.main()
