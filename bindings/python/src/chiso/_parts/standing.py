"""Where a node of a unit stands: its figures, rank and band."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, NamedTuple, Optional, Tuple

from .._c.enums import State
from .._c.records import Rank, members, place_of
from .bands import Bands, band_name

_FIGURES = ("state", "achieved", "max", "percent", "coverage", "lowest", "highest")
_PERCENTS = ("percent", "coverage", "lowest", "highest")


class Standing(NamedTuple):
    """Where a node of a unit stands: its figures, rank and band. What does not exist is None.

    >>> board.report()["sxd", "1"].lost
    Decimal('4')
    """

    unit: str
    name: str
    block: str
    node: str
    state: State
    achieved: Optional[Decimal]
    max: Optional[Decimal]
    percent: Optional[Decimal]
    coverage: Optional[Decimal]
    lowest: Optional[Decimal]
    highest: Optional[Decimal]
    lost: Optional[Decimal]
    rank: Rank
    out_of: int
    tied: int
    band: Optional[str]


def standing_of(
    struct: Any, texts: Tuple[str, ...], node: str, digits: int, bands: Optional[Bands]
) -> Standing:
    """The standing that a struct of C tells."""
    figures = members("result", struct.result, _FIGURES, digits, _PERCENTS)
    lost = members("standing", struct, ("lost",))
    return Standing._make(
        (*texts, node, *figures, *lost, *place_of(struct.place), band_name(bands, struct.band))
    )
