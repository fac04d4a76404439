"""Every figure of random boards, by the C library and by the oracle: equal, digit for digit.

CHISO_ORACLE_EXAMPLES=2000 looks further than the tests do every day, and elsewhere each time.
"""

from __future__ import annotations

import ctypes
import os
import sys
import unittest
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any, Callable, Dict, List, Optional, Sequence

sys.path.insert(0, str(Path(__file__).resolve().parent))

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import chiso
import oracle
import strategies
from chiso._handle import new_handle
from chiso._library import lib
from chiso._structs import structs
from chiso.errors import ask, call
from chiso.ranking import RankOptions

SEARCH = int(os.environ.get("CHISO_ORACLE_EXAMPLES", "0"))
settings.register_profile(
    "chiso",
    derandomize=not SEARCH,
    print_blob=True,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much],
)


def examples(count: int) -> Callable[[Any], Any]:
    return settings(settings.get_profile("chiso"), max_examples=SEARCH or count)


def fraction(value: Optional[Any]) -> Optional[Fraction]:
    return None if value is None else Fraction(value)


def held(value: int) -> Optional[Fraction]:
    """A figure as C holds it."""
    return None if value <= lib.chiso_not_applicable() else Fraction(value, 10**6)


class Case:
    """The same board twice; and where they differ."""

    def __init__(self, tree: oracle.Tree, units: List[oracle.Unit]) -> None:
        self.criteria, self.points = strategies.criteria_csv(tree), strategies.points_csv(tree, units)
        self.tree = chiso.Tree.from_csv(self.criteria)
        self.board = chiso.Board.from_csv(self.tree, self.points).score()
        self.oracle = oracle.Board(tree, units)
        self.ids = {node.code: node.id for node in [self.tree.root, *self.tree]}
        self.names = {node: code for code, node in self.ids.items()}
        self.found: List[str] = []

    def check(self, what: str, theirs: Any, ours: Any) -> None:
        if theirs != ours:
            self.found.append(f"{what}: the library says {shown(theirs)}, the oracle {shown(ours)}")

    def block(self, name: Optional[str]) -> int:
        return 0xFFFFFFFF if name is None else self.board._block(name)

    def blocks(self) -> List[Optional[str]]:
        return [None, *self.oracle.blocks()]


def shown(value: Any) -> str:
    if isinstance(value, tuple):
        return "(" + ", ".join(shown(part) for part in value) + ")"
    return f"{value} ({float(value):.9g})" if isinstance(value, Fraction) and value.denominator > 1 else str(value)


def place_of(struct: Any) -> oracle.Place:
    return oracle.Place(Fraction(2 * struct.rank + struct.half, 2) if struct.rank else None, struct.out_of, struct.tied)


class OracleTest(unittest.TestCase):
    def verdict(self, *cases: Case) -> None:
        found = [line for case in cases for line in case.found]
        files = "\n".join(part for case in cases for part in (case.criteria, case.points))
        self.assertFalse(found, "\n".join(["", *found[:12], "", files]))

    @examples(500)
    @given(st.data())
    def test_figures(self, data: st.DataObject) -> None:
        tree = data.draw(strategies.trees())
        case = Case(tree, data.draw(strategies.boards(tree)))
        for node in case.oracle.nodes.values():
            case.check(f"the max of {node.code or '.'}", fraction(case.tree[node.code].max), node.declared)
        for (unit, code), ours in case.oracle.results.items():
            score = case.board[unit][code]
            theirs = [fraction(value) for value in (score.achieved, score.max, score.percent, score.coverage, score.lowest, score.highest)]
            names = ("achieved", "max", "percent", "coverage", "lowest", "highest")
            case.check(f"{unit} {code or '.'} state", score.state.word, ours.state)
            for name, figure in zip(names, theirs):
                case.check(f"{unit} {code or '.'} {name}", figure, getattr(ours, name))
        self.verdict(case)

    @examples(200)
    @given(st.data())
    def test_ranks(self, data: st.DataObject) -> None:
        tree = data.draw(strategies.trees())
        case = Case(tree, data.draw(strategies.boards(tree)))
        options = data.draw(strategies.rankings(list(case.oracle.nodes)))
        for code in case.oracle.nodes:
            ranking = case.board.ranking(code, **options)
            for unit, place in oracle.ranks(case.oracle, code, **options).items():
                theirs = ranking[unit]
                case.check(f"rank of {unit} {code or '.'} {options}", (fraction(theirs.rank), theirs.out_of, theirs.tied), tuple(place))
        self.verdict(case)

    @examples(200)
    @given(st.data())
    def test_blocks(self, data: st.DataObject) -> None:
        tree = data.draw(strategies.trees())
        case = Case(tree, data.draw(strategies.boards(tree)))
        bands = data.draw(strategies.bands())
        with_bands = Bands(bands)
        digits = data.draw(st.sampled_from([-1, 0, 2, 6]))
        for code, node in case.ids.items():
            for block in case.blocks():
                what = f"block {block} of {code or '.'}, {digits} digits"
                struct = structs.block_summary()
                call(lib.chiso_block_summarise, case.board._c, node, case.block(block), digits, struct)
                theirs = [held(getattr(struct, name)) for name in oracle.Summary._fields[1:]]
                case.check(what, (struct.units, *theirs), tuple(oracle.summary(case.oracle, code, block, tree.digits if digits < 0 else digits)))
                quarters = (ctypes.c_uint8 * len(case.board))()
                call(lib.chiso_block_quarters, case.board._c, node, case.block(block), len(case.board), quarters)
                units = [unit for unit in case.oracle.units if block in (None, unit.block)]
                ours = [oracle.quarter(case.oracle, code, unit, block) if unit in units else 0 for unit in case.oracle.units]
                case.check(f"quarters of {what}", list(quarters), ours)
                for key in ("exact", "published"):
                    counts = (ctypes.c_uint32 * max(1, len(bands)))()
                    call(lib.chiso_block_count_bands, case.board._c, node, case.block(block), with_bands.handle, chiso.Key[key.upper()], counts)
                    wanted = oracle.band_counts(case.oracle, code, block, bands, key)
                    case.check(f"{key} bands of {what}", list(counts[: len(bands)]), [wanted[name] for name in with_bands.names])
        with_bands.close()
        self.verdict(case)

    @examples(200)
    @given(st.data())
    def test_comparison(self, data: st.DataObject) -> None:
        now, before = (Case(*side) for side in data.draw(strategies.pairs()))
        options = data.draw(strategies.rankings([code for code in now.oracle.nodes if code in before.oracle.nodes]))
        bands = data.draw(strategies.bands())
        comparison = oracle.Comparison(now.oracle, before.oracle, **options)
        theirs = Compared(now, before, options, bands)
        for number, unit in enumerate(now.oracle.units):
            for code, node in now.ids.items():
                what = f"{unit.code} {code or '.'} {options}"
                change = theirs.change(number, node)
                now.check(f"change of {what}", tuple(held(getattr(change, name)) for name in oracle.Change._fields), tuple(comparison.change(unit, code)))
                now.check(f"place now of {what}", place_of(change.now.place), comparison.places[code][unit.code])
                result = now.oracle.results[unit.code, code]
                band = oracle.band_of(bands, result.percent if options["key"] == "published" else result.exact)
                now.check(f"band of {what}", theirs.bands.name(change.now.band), band)
                if comparison.has_before(unit, code):
                    now.check(f"place before of {what}", place_of(change.before.place), comparison.places_before[code][unit.code])
                now.check(f"counts of {what}", theirs.counts(number, node), comparison.counts(unit, code))
        for code, node in now.ids.items():
            for block in now.blocks():
                struct = structs.block_change()
                call(lib.chiso_comparison_block, theirs.handle, node, now.block(block), struct)
                summaries = comparison.block_change(code, block)
                wanted = (summaries[0].units, summaries[1].units, summaries[0].mean, summaries[1].mean, summaries[2])
                figures = (struct.units, struct.units_before, held(struct.now), held(struct.before), held(struct.mean))
                now.check(f"block {block} of {code or '.'}", figures, wanted)
        theirs.close()
        self.verdict(now, before)


class Bands:
    def __init__(self, bands: Dict[str, Fraction]) -> None:
        self.handle = new_handle("bands")
        call(lib.chiso_bands_new, None, self.handle)
        for name, lower in bands.items():
            call(lib.chiso_bands_add, self.handle, name.encode(), strategies.text_of(lower).encode())
        self.names = [lib.chiso_bands_name(self.handle, place).decode() for place in range(len(bands))]

    def name(self, band: int) -> Optional[str]:
        return None if band == 0xFFFFFFFF else self.names[band]

    def close(self) -> None:
        lib.chiso_bands_free(self.handle)


class Compared:
    """The C library's comparison."""

    def __init__(self, now: Case, before: Case, ranking: Dict[str, Any], bands: Dict[str, Fraction]) -> None:
        self.names = now.names
        self.bands = Bands(bands)
        self.ranking = RankOptions(now.board, ranking["ties"], ranking["key"], ranking["overall"], ranking["tie_break"])
        options = structs.comparison_options(size=ctypes.sizeof(structs.comparison_options))
        options.ranking = ctypes.pointer(self.ranking.struct)
        options.bands = self.bands.handle
        self.handle = new_handle("comparison")
        call(lib.chiso_comparison_new, now.board._c, before.board._c, options, self.handle)

    def change(self, unit: int, node: int) -> Any:
        struct = structs.change()
        ask("a change", lib.chiso_comparison_change, self.handle, unit, node, struct)
        return struct

    def counts(self, unit: int, node: int) -> oracle.Counts:
        struct = structs.change_summary()
        ask("counts", lib.chiso_comparison_summarise, self.handle, unit, node, struct)
        numbers = [getattr(struct, name) for name in oracle.Counts._fields[:6]]
        return oracle.Counts(*numbers, self.names.get(struct.gain), held(struct.gained), self.names.get(struct.loss), held(struct.lost))

    def close(self) -> None:
        lib.chiso_comparison_free(self.handle)
        self.bands.close()


if __name__ == "__main__":
    unittest.main()
