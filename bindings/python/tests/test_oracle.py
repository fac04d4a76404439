"""Every figure of random boards, by the C library and by the oracle: equal, digit for digit.

The examples are the same every time. CHISO_ORACLE_EXAMPLES=5000 looks further, and elsewhere each
time.
"""

from __future__ import annotations

import os
import unittest
from fractions import Fraction
from typing import Any, Callable, Dict, List

try:
    from hypothesis import HealthCheck, assume, given, settings
    from hypothesis import strategies as st
except ImportError as missing:
    raise unittest.SkipTest(f"{missing}; the oracle's tests need python3-hypothesis") from missing

import chiso
import oracle
import oracle_results
import strategies

SEARCH = int(os.environ.get("CHISO_ORACLE_EXAMPLES", "0"))
PROFILE = settings(
    derandomize=not SEARCH,
    print_blob=True,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
FIGURES = ("achieved", "max", "percent", "coverage", "lowest", "highest")


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


def is_open(board: oracle.Board) -> bool:
    """Whether the headers leave a figure open: a root or logarithm next to a half."""
    return board.doubtful


class Case:
    """The same board twice, and where they differ."""

    def __init__(self, tree: oracle.Tree, units: List[oracle.Unit]) -> None:
        self.oracle = oracle.Board(tree, units)
        self.criteria, self.points = strategies.criteria_csv(tree), strategies.points_csv(
            tree, units
        )
        self.board = chiso.Board.from_csv(chiso.Tree.from_csv(self.criteria), self.points).score()
        self.found: List[str] = []

    def check(self, what: str, theirs: Any, ours: Any) -> None:
        theirs, ours = exact(theirs), exact(ours)
        if theirs != ours:
            self.found.append(f"{what}: the library says {shown(theirs)}, the oracle {shown(ours)}")


class OracleTest(unittest.TestCase):
    def verdict(self, *cases: Case) -> None:
        found = [line for case in cases for line in case.found]
        files = "\n".join(part for case in cases for part in (case.criteria, case.points))
        if found:
            self.fail("\n".join(["", *found[:12], "", files]))

    def drawn(self, data: st.DataObject) -> Case:
        tree = data.draw(strategies.trees())
        case = Case(tree, data.draw(strategies.boards(tree)))
        assume(not is_open(case.oracle))
        return case

    @examples(1000)
    @given(st.data())
    def test_figures_ranks_and_bands(self, data: st.DataObject) -> None:
        case = self.drawn(data)
        options, bands = data.draw(strategies.rankings(list(case.oracle.nodes))), data.draw(
            strategies.bands()
        )
        report = case.board.report(bands=bands_of(bands), **options)
        for node in case.oracle.nodes.values():
            case.check(
                f"the max of {node.code or '.'}", case.board.tree[node.code].max, node.declared
            )
            for unit, place in oracle_results.ranks(case.oracle, node.code, **options).items():
                theirs, ours = report[unit, node.code], case.oracle.results[unit, node.code]
                what = f"{unit} {node.code or '.'}"
                case.check(f"{what} state", theirs.state.word, ours.state)
                for name in FIGURES:
                    case.check(f"{what} {name}", getattr(theirs, name), getattr(ours, name))
                case.check(
                    f"{what} lost", theirs.lost, oracle_results.difference(ours.max, ours.achieved)
                )
                case.check(
                    f"{what} rank {options}",
                    (theirs.rank, theirs.out_of, theirs.tied),
                    tuple(place),
                )
                percent = ours.percent if options["key"] == "published" else ours.exact
                case.check(
                    f"{what} band {bands}", theirs.band, oracle_results.band_of(bands, percent)
                )
        order = case.board.ranking(**options).units()
        case.check(
            f"order {options}",
            ",".join(order),
            ",".join(oracle_results.order(case.oracle, "", **options)),
        )
        self.verdict(case)

    @examples(400)
    @given(st.data())
    def test_blocks(self, data: st.DataObject) -> None:
        case = self.drawn(data)
        bands, digits = data.draw(strategies.bands()), data.draw(st.sampled_from([None, 0, 2, 6]))
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

    @examples(400)
    @given(st.data())
    def test_comparison(self, data: st.DataObject) -> None:
        now, before = (Case(*side) for side in data.draw(strategies.pairs()))
        assume(not is_open(now.oracle) and not is_open(before.oracle))
        options = data.draw(
            strategies.rankings([code for code in now.oracle.nodes if code in before.oracle.nodes])
        )
        bands = data.draw(strategies.bands())
        theirs = now.board.compare(before.board, bands=bands_of(bands), **options)
        ours = oracle_results.Comparison(now.oracle, before.oracle, **options)
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
                    tuple(getattr(counts, name) for name in oracle_results.Counts._fields),
                    tuple(ours.counts(unit, code)),
                )
            now.check(
                f"counts of units at {code or '.'}",
                tuple(theirs.counts(code)),
                ours.unit_counts(code),
            )
            for block in [None, *now.oracle.blocks()]:
                now.check(
                    f"block {block} of {code or '.'}",
                    tuple(theirs.block(block, code)),
                    ours.block_change(code, block),
                )
        for which, codes in ours.differences().items():
            now.check(which, ",".join(theirs.difference(which)), ",".join(codes))
        self.verdict(now, before)

    def test_bonus_that_is_partly_missing(self) -> None:
        """Under unknown such a bonus is missing, and a missing bonus touches no state: where
        nothing else applies, neither does what is above.
        """
        bonus = oracle.Node(
            "2",
            bonus=True,
            children=[oracle.Node("2.1", Fraction(1)), oracle.Node("2.2", Fraction(1))],
        )
        tree = oracle.Tree(
            oracle.Node("", children=[oracle.Node("1", Fraction(1)), bonus]), missing="unknown"
        )
        case = Case(tree, [oracle.Unit("a", cells={"1": "-", "2.1": "1", "2.2": ""})])
        case.check("state", case.board["a"].state.word, case.oracle.results["a", ""].state)
        self.verdict(case)


def bands_of(bands: Dict[str, Fraction]) -> chiso.Bands:
    return chiso.Bands({name: strategies.text_of(lower) for name, lower in bands.items()})


if __name__ == "__main__":
    unittest.main()
