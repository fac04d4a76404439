"""What the oracle makes of its scored boards: ranks, bands, and summaries of blocks."""

from __future__ import annotations

from fractions import Fraction
from typing import Dict, List, NamedTuple, Optional, Sequence

from oracle import Board
from oracle_numbers import HUNDRED, NEAR_DEVIATION, ZERO, root
from oracle_tree import Unit

# ---- Ranks


class Ranking(NamedTuple):
    """How to rank."""

    ties: str = "competition"
    key: str = "exact"
    overall: bool = False
    tie_break: Sequence[str] = ()


class Place(NamedTuple):
    rank: Optional[Fraction]
    out_of: int
    tied: int


NO_PLACE = Place(None, 0, 0)


def mark(board: Board, unit: Unit, code: str, key: str) -> Optional[Fraction]:
    """What units are ranked and banded by; None for a unit that has no score."""
    if not board.has_score(unit):
        return None
    result = board.results[unit.code, code]
    return result.percent if key == "published" else result.ratio


def runs(board: Board, units: Sequence[Unit], code: str, key: str) -> List[List[Unit]]:
    """Units in runs of equals, the best first: each stands in the run whose first it is near to,
    and in a run they keep their order. Those without a percent are the last run.
    """
    marks = [(mark(board, unit, code, key), place) for place, unit in enumerate(units)]
    known = [(value, place) for value, place in marks if value is not None]
    known.sort(key=lambda pair: pair[0], reverse=not board.tree.lowest_first)
    found: List[List[int]] = []
    first = None
    for value, place in known:
        is_new = first is None or (
            value != first if key == "published" else board.judge.order(value, first) != 0
        )
        if is_new:
            found.append([])
            first = value
        found[-1].append(place)
    found.append([place for value, place in marks if value is None])
    return [[units[place] for place in sorted(run)] for run in found if run]


def members(board: Board, block: Optional[str]) -> List[Unit]:
    """The ranked units of a block, or of all (None), that have a score."""
    return [
        unit
        for unit in board.units
        if unit.ranked and block in (None, unit.block) and board.has_score(unit)
    ]


def standing(board: Board, code: str, block: Optional[str], how: Ranking) -> List[List[Unit]]:
    """The units of a block that have a percent, in runs of what the chain leaves equal."""
    units = [unit for unit in members(board, block) if mark(board, unit, code, how.key) is not None]
    found = runs(board, units, code, how.key)
    for by in how.tie_break:
        found = [part for run in found for part in runs(board, run, by, how.key)]
    return found


def scopes(board: Board, how: Ranking) -> List[Optional[str]]:
    """The blocks that are ranked each for itself, or all units as one."""
    return [None] if how.overall else [*board.blocks()]


def ranks(board: Board, code: str, how: Ranking = Ranking()) -> Dict[str, Place]:
    """The place of each unit by the percent of a node."""
    places = {unit.code: NO_PLACE for unit in board.units}
    for block in scopes(board, how):
        found = standing(board, code, block, how)
        if how.ties == "ordinal":
            found = [[unit] for run in found for unit in run]
        out_of = sum(len(run) for run in found)
        above = 0
        for number, run in enumerate(found):
            tied = len(run)
            rank = {
                "dense": Fraction(number + 1),
                "modified": Fraction(above + tied),
                "average": above + Fraction(tied + 1, 2),
            }.get(how.ties, Fraction(above + 1))
            places.update({unit.code: Place(rank, out_of, tied) for unit in run})
            above += tied
    return places


def order(board: Board, code: str, how: Ranking = Ranking()) -> List[str]:
    """The codes of the units that have a rank, the best first; within blocks it is block after
    block.
    """
    found = [run for block in scopes(board, how) for run in standing(board, code, block, how)]
    return [unit.code for run in found for unit in run]


# ---- Bands


def band_of(
    board: Board, bands: Dict[str, Fraction], value: Optional[Fraction], key: str
) -> Optional[str]:
    """The band with the highest lower bound that is reached by what units are ranked by."""
    if value is None:
        return None
    ratio = value / 100 if key == "published" else value
    reached = [name for name, lower in bands.items() if board.judge.reaches(ratio, lower / 100)]
    return max(reached, key=lambda name: bands[name]) if reached else None


def band(
    board: Board, bands: Dict[str, Fraction], unit: Unit, code: str, key: str
) -> Optional[str]:
    """The band of a node by its percent; of the root no better than gates let it be."""
    found = band_of(board, bands, mark(board, unit, code, key), key)
    if found is None or code:
        return found
    return min([found, *board.bands_at_most(unit)], key=lambda name: bands[name])


def band_counts(
    board: Board, code: str, block: Optional[str], bands: Dict[str, Fraction], key: str
) -> Dict[str, int]:
    found = [band(board, bands, unit, code, key) for unit in members(board, block)]
    return {name: found.count(name) for name in bands}


# ---- Blocks


class Summary(NamedTuple):
    units: int
    mean: Optional[Fraction] = None
    median: Optional[Fraction] = None
    min: Optional[Fraction] = None
    max: Optional[Fraction] = None
    stdev: Optional[Fraction] = None
    quartile1: Optional[Fraction] = None
    quartile3: Optional[Fraction] = None


def ratios(board: Board, code: str, block: Optional[str]) -> List[Fraction]:
    """Those of a block, in order."""
    found = [board.ratio(unit, code) for unit in members(board, block)]
    return sorted(ratio for ratio in found if ratio is not None)


def quantile(ordered: Sequence[Fraction], share: Fraction) -> Fraction:
    """Type 7: linear interpolation at (n - 1) × share."""
    place = (len(ordered) - 1) * share
    below = place.numerator // place.denominator
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (ordered[above] - ordered[below]) * (place - below)


def mean_of(values: Sequence[Fraction]) -> Fraction:
    return sum(values, ZERO) / len(values)


def summary(board: Board, code: str, block: Optional[str], digits: int) -> Summary:
    found = ratios(board, code, block)
    if not found:
        return Summary(0)

    def shown(ratio: Fraction) -> Fraction:
        return board.tree.percent(board.judge, ratio, digits)

    mean = mean_of(found)
    quarters = [quantile(found, Fraction(quarter, 4)) for quarter in (1, 2, 3)]
    deviation = 100 * root(mean_of([(ratio - mean) ** 2 for ratio in found]))
    stdev = board.judge.shown(deviation, HUNDRED, digits, board.tree.rounding, NEAR_DEVIATION)
    return Summary(
        len(found),
        shown(mean),
        shown(quarters[1]),
        shown(found[0]),
        shown(found[-1]),
        stdev,
        shown(quarters[0]),
        shown(quarters[2]),
    )


def quarter(board: Board, code: str, unit: Unit, block: Optional[str]) -> int:
    """The group of a unit by the quartiles of its block: 1 is the best, 0 is none."""
    own = board.ratio(unit, code)
    if own is None or unit not in members(board, block):
        return 0
    found = ratios(board, code, block)
    bounds = [quantile(found, Fraction(share, 4)) for share in (1, 2, 3)]
    return 4 - sum(1 for bound in bounds if board.judge.reaches(own, bound))
