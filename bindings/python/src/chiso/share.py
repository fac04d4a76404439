"""Shares: what counts of answers say, with what they leave open."""

from __future__ import annotations

import ctypes
from decimal import Decimal
from typing import Any, NamedTuple

from ._enums import Status
from ._handle import integer
from ._library import lib
from ._number import Number, to_millionths
from ._records import members
from ._structs import structs
from .errors import error_of

_COUNT = 2**63 - 1


class ShareGap(NamedTuple):
    """How far two shares are apart, in percentage points, with its 95 % interval; ``holds_zero``: the answers do not show that they differ.

    >>> (share_of(9, 10) - share_of(1, 10)).holds_zero
    False
    """

    points: Decimal
    low: float
    high: float
    holds_zero: bool


class Share(NamedTuple):
    """How many of some answers are of a kind: the exact percent, and in percent its standard error and 95 % interval (Wilson).

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

    def __sub__(self, other: "Share") -> ShareGap:
        if not isinstance(other, Share):
            return NotImplemented
        sides = [structs.share(answers=share.answers, chosen=share.chosen) for share in (self, other)]
        gap = structs.share_gap()
        _check(lib.chiso_share_difference(*sides, gap), "these two cannot be compared")
        return ShareGap(*members("share_gap", gap, ShareGap._fields))


def share_from(struct: Any) -> Share:
    """The share that a struct of C tells."""
    return Share(*members("share", struct, Share._fields))


def _check(status: int, what: str) -> None:
    if status:
        raise error_of(Status(status), f"{what}: {lib.chiso_status_text(status).decode()}")


def share_of(chosen: int, answers: int) -> Share:
    """The share of plain counts.

    >>> share_of(3, 4).percent
    Decimal('75')
    """
    struct = structs.share()
    counts = integer(chosen, "chosen", _COUNT), integer(answers, "answers", _COUNT)
    _check(lib.chiso_share_of(*counts, struct), f"{chosen} of {answers} answers")
    return share_from(struct)


def sample_size(population: int, margin: Number) -> int:
    """How many of a population to ask, so that shares are known to a margin, a fraction of 1: N / (1 + N e²), rounded up (Yamane).

    >>> sample_size(2000, "0.05")
    334
    """
    size = ctypes.c_int64()
    count, width = integer(population, "population", _COUNT), to_millionths(margin, "margin")
    _check(lib.chiso_sample_size(count, width, size), f"a population of {population} and a margin of {margin}")
    return size.value
