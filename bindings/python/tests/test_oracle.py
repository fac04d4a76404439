"""Every figure of random boards, by the C library and by the oracle: equal, digit for digit.

The examples are the same every time. CHISO_ORACLE_EXAMPLES=5000 looks further, and elsewhere each
time.
"""

from __future__ import annotations

import contextlib
import os
import unittest
from fractions import Fraction
from typing import Any, Callable, Dict, Iterator, List

try:
    from hypothesis import HealthCheck, Phase, assume, given, reject, settings
    from hypothesis import strategies as st
except ImportError as missing:
    raise unittest.SkipTest(f"{missing}; the oracle's tests need python3-hypothesis") from missing

import chiso
import oracle
import oracle_compare
import oracle_files
import oracle_results
import random_boards
from oracle_tree import Node, Tree, Unit

SEARCH = int(os.environ.get("CHISO_ORACLE_EXAMPLES", "0"))
PROFILE = settings(
    derandomize=not SEARCH,
    print_blob=True,
    deadline=None,
    database=None,
    # Making a case smaller takes minutes: only where one looks for cases.
    phases=[Phase.generate, Phase.shrink] if SEARCH else [Phase.generate],
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
FIGURES = ("achieved", "max", "percent", "coverage", "lowest", "highest", "lost")


def examples(count: int) -> Callable[[Any], Any]:
    return settings(PROFILE, max_examples=SEARCH or count)


def exact(value: Any) -> Any:
    """Decimals of the package as fractions; the rest as it is."""
    if isinstance(value, (tuple, list)):
        return tuple(exact(part) for part in value)
    return value if value is None or isinstance(value, (str, int)) else Fraction(value)


def shown(value: Any) -> str:
    if isinstance(value, tuple):
        return "(" + ", ".join(shown(part) for part in value) + ")"
    return (
        f"{value} ({float(value):.9g})"
        if isinstance(value, Fraction) and value.denominator > 1
        else str(value)
    )


@contextlib.contextmanager
def no_range_error() -> Iterator[None]:
    """What is beyond all numbers is refused, and nothing to compare."""
    try:
        yield
    except chiso.RangeError:
        reject()


class Drawn(random_boards.Chance):
    """Choices that hypothesis makes, and makes smaller."""

    def __init__(self, data: st.DataObject) -> None:
        self._draw = data.draw

    def whole(self, low: int, high: int) -> int:
        return int(self._draw(st.integers(low, high)))


class Case:
    """The same board twice, and where they differ."""

    def __init__(self, tree: Tree, units: List[Unit]) -> None:
        self.oracle = oracle.Board(tree, units)
        self.criteria = oracle_files.criteria_csv(tree)
        self.points = oracle_files.points_csv(tree, units)
        with no_range_error():
            tree_read = chiso.Tree.from_csv(self.criteria)
            self.board = chiso.Board.from_csv(tree_read, self.points).score()
        self.found: List[str] = []

    def chain(self) -> List[str]:
        """What may break ties: criteria that are no bonus, nor below one."""
        return [code for code in self.oracle.nodes if code and code not in self.oracle.bonuses]

    def check(self, what: str, theirs: Any, ours: Any) -> None:
        theirs, ours = exact(theirs), exact(ours)
        if theirs != ours:
            self.found.append(f"{what}: the library says {shown(theirs)}, the oracle {shown(ours)}")


class OracleTest(unittest.TestCase):
    def verdict(self, *cases: Case) -> None:
        # Where a figure lies at the bound of nearness the contract leaves open what it is.
        assume(not any(case.oracle.judge.is_open for case in cases))
        found = [line for case in cases for line in case.found]
        files = "\n".join(part for case in cases for part in (case.criteria, case.points))
        if found:
            self.fail("\n".join(["", *found[:12], "", files]))

    def drawn(self, chance: random_boards.Chance) -> Case:
        tree = random_boards.tree(chance)
        return Case(tree, random_boards.units(chance, tree))

    @examples(200)
    @given(st.data())
    def test_files_say_what_the_oracle_knows(self, data: st.DataObject) -> None:
        chance = Drawn(data)
        tree = random_boards.tree(chance)
        units = random_boards.units(chance, tree)
        files = oracle_files.criteria_csv(tree), oracle_files.points_csv(tree, units)
        self.assertEqual(oracle_files.read(*files), (tree, units))

    @examples(200)
    @given(st.data())
    def test_figures_ranks_and_bands(self, data: st.DataObject) -> None:
        chance = Drawn(data)
        case = self.drawn(chance)
        judge, tree = case.oracle.judge, case.oracle.tree
        options = random_boards.ranking(chance, case.chain())
        bands = random_boards.bands(chance)
        how = oracle_results.Ranking(**options)
        report = case.board.report(bands=bands_of(bands), **options)
        for code, node in case.oracle.nodes.items():
            most = tree.points(judge, node.declared, node.declared)
            case.check(f"the max of {code or '.'}", case.board.tree[code].max, most)
            places = oracle_results.ranks(case.oracle, code, how)
            for unit in case.oracle.units:
                theirs, ours = report[unit.code, code], case.oracle.results[unit.code, code]
                what = f"{unit.code} {code or '.'}"
                case.check(f"{what} state", theirs.state.word, ours.state)
                for name in FIGURES:
                    case.check(f"{what} {name}", getattr(theirs, name), getattr(ours, name))
                place = (theirs.rank, theirs.out_of, theirs.tied)
                case.check(f"{what} rank {options}", place, tuple(places[unit.code]))
                band = oracle_results.band(case.oracle, bands, unit, code, how.key)
                case.check(f"{what} band {bands}", theirs.band, band)
        order = ",".join(case.board.ranking(**options).units())
        ours_order = ",".join(oracle_results.order(case.oracle, "", how))
        case.check(f"order {options}", order, ours_order)
        self.verdict(case)

    @examples(100)
    @given(st.data())
    def test_blocks(self, data: st.DataObject) -> None:
        chance = Drawn(data)
        case = self.drawn(chance)
        bands, digits = random_boards.bands(chance), chance.pick([None, 0, 2, 6])
        places = case.oracle.tree.digits if digits is None else digits
        for code in case.oracle.nodes:
            for block in [None, *case.oracle.blocks()]:
                what = f"block {block} of {code or '.'}"
                figures = oracle_results.summary(case.oracle, code, block, places)
                case.check(
                    f"{what}, {places} digits",
                    tuple(case.board.summary(code, block, digits)),
                    tuple(figures),
                )
                quarters = case.board.quarters(code, block)
                for unit in case.oracle.units:
                    ours = (
                        oracle_results.quarter(case.oracle, code, unit, block)
                        if block in (None, unit.block)
                        else 0
                    )
                    case.check(
                        f"quarter of {unit.code} in {what}", quarters.get(unit.code, 0), ours
                    )
                for key in ("exact", "published"):
                    theirs = case.board.band_counts(bands_of(bands), code, block, key)
                    wanted = oracle_results.band_counts(case.oracle, code, block, bands, key)
                    case.check(
                        f"{key} bands {bands} of {what}",
                        sorted(theirs.items()),
                        sorted(wanted.items()),
                    )
        self.verdict(case)

    @examples(100)
    @given(st.data())
    def test_comparison(self, data: st.DataObject) -> None:
        chance = Drawn(data)
        now, before = (Case(*side) for side in random_boards.pair(chance))
        both = [code for code in now.chain() if code in before.chain()]
        options = random_boards.ranking(chance, both)
        bands = random_boards.bands(chance)
        theirs = now.board.compare(before.board, bands=bands_of(bands), **options)
        ours = oracle_compare.Comparison(
            now.oracle, before.oracle, oracle_results.Ranking(**options)
        )
        with no_range_error():
            self.check_changes(now, theirs, ours, bands, options)
        for which, codes in ours.differences().items():
            now.check(which, ",".join(theirs.difference(which)), ",".join(codes))
        assume(not ours.is_open)
        self.verdict(now, before)

    def check_changes(
        self,
        now: Case,
        theirs: chiso.Comparison,
        ours: oracle_compare.Comparison,
        bands: Dict[str, Fraction],
        options: Dict[str, Any],
    ) -> None:
        for code in now.oracle.nodes:
            for unit in now.oracle.units:
                what = f"{unit.code} {code or '.'} {options}"
                change, counts = theirs[unit.code, code], theirs[unit.code, code].summary
                now.check(
                    f"change of {what}",
                    (change.points, change.max, change.percent, change.rank),
                    tuple(ours.change(unit, code)),
                )
                now.check(
                    f"now of {what}", tuple(change.now), tuple(ours.figures(unit, code, bands))
                )
                now.check(
                    f"before of {what}",
                    tuple(change.before),
                    tuple(ours.figures_before(unit, code, bands)),
                )
                now.check(
                    f"counts of {what}",
                    tuple(getattr(counts, name) for name in oracle_compare.Counts._fields),
                    tuple(ours.counts(unit, code)),
                )
            now.check(
                f"counts of units at {code or '.'}",
                tuple(theirs.counts(code)),
                ours.unit_counts(code),
            )
            for block in [None, *now.oracle.blocks()]:
                of_block = tuple(theirs.block(block, code))
                expected = ours.block_change(code, block)
                now.check(f"block {block} of {code or '.'}", of_block, expected)

    def test_bonus_that_is_partly_missing(self) -> None:
        """Under unknown such a bonus is scored all the same, and where nothing else applies so is
        what is above.
        """
        bonus = Node(
            "2",
            bonus=True,
            children=[Node("2.1", Fraction(1)), Node("2.2", Fraction(1))],
        )
        tree = Tree(Node("", children=[Node("1", Fraction(1)), bonus]), missing="unknown")
        case = Case(tree, [Unit("a", cells={"1": "-", "2.1": "1", "2.2": ""})])
        case.check("state", case.board["a"].state.word, case.oracle.results["a", ""].state)
        self.verdict(case)


def bands_of(bands: Dict[str, Fraction]) -> chiso.Bands:
    return chiso.Bands({name: oracle_files.text_of(lower) for name, lower in bands.items()})


if __name__ == "__main__":
    unittest.main()
