"""Shares: what counts of answers say, with what they leave open."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, NamedTuple

from .._c.calls import ask
from .._c.library import lib
from .._c.memory import out
from .._c.records import members
from .._c.structs import structs
from .._in.number import Number, to_millionths, whole

_COUNT = 2**63 - 1


class ShareGap(NamedTuple):
    """How far two shares are apart, in percentage points, with its 95 % interval; ``holds_zero``:
    the answers do not show that they differ.

    >>> (share_of(9, 10) - share_of(1, 10)).holds_zero
    False
    """

    points: Decimal
    low: float
    high: float
    holds_zero: bool


class Share(NamedTuple):
    """How many of some answers are of a kind: the exact percent, and in percent its standard error
    and 95 % interval (Wilson). ``left_out`` are those who do not know, and are no answers. Weighted
    answers count by their weights, and are as good as ``effective`` ones without.

    ``a - b`` is a :class:`ShareGap`.

    >>> gap = share_of(60, 100) - share_of(50, 100)
    >>> gap.points, round(gap.low, 2), round(gap.high, 2), gap.holds_zero
    (Decimal('10'), -3.73, 23.21, True)
    """

    answers: int
    chosen: int
    percent: Decimal
    standard_error: float
    low: float
    high: float
    left_out: int
    weight: Decimal
    chosen_weight: Decimal
    effective: float

    def __sub__(self, other: "Share") -> ShareGap:
        if not isinstance(other, Share):
            return NotImplemented
        sides = [share._struct() for share in (self, other)]
        gap = structs.share_gap()
        ask("these two cannot be compared", lib.chiso_share_difference, *sides, gap)
        return ShareGap(*members("share_gap", gap, ShareGap._fields))

    def _struct(self) -> Any:
        weights = [to_millionths(one, "a weight") for one in (self.weight, self.chosen_weight)]
        struct = structs.share(answers=self.answers, chosen=self.chosen, effective=self.effective)
        struct.weight, struct.chosen_weight = weights
        return struct


def share_from(struct: Any) -> Share:
    """The share that a struct of C tells."""
    return Share(*members("share", struct, Share._fields))


def share_of(chosen: int, answers: int) -> Share:
    """The share of plain counts.

    >>> share_of(3, 4).percent
    Decimal('75')
    """
    struct = structs.share()
    counts = whole(chosen, "chosen", _COUNT), whole(answers, "answers", _COUNT)
    ask(f"{chosen} of {answers} answers", lib.chiso_share_of, *counts, struct)
    return share_from(struct)


def sample_size(population: int, margin: Number) -> int:
    """How many of a population to ask, so that shares are known to a margin, a fraction of 1: N /
    (1 + N e²), rounded up (Yamane).

    >>> sample_size(2000, "0.05")
    334
    """
    size = out("int64")
    count, width = whole(population, "population", _COUNT), to_millionths(margin, "margin")
    what = f"a population of {population} and a margin of {margin}"
    ask(what, lib.chiso_sample_size, count, width, size)
    return int(size.value)
