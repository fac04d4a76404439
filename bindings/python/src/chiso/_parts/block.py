"""What the units of a block have in common: parts of a board."""

from __future__ import annotations

from decimal import Decimal
from typing import Dict, NamedTuple, Optional, Union

from .._c.calls import call
from .._c.enums import DECIMAL_PLACES, Key, pick
from .._c.guard import Reading
from .._c.library import lib
from .._c.memory import room
from .._c.records import members
from .._c.structs import structs
from .._in.number import whole
from .bands import Bands
from .node import NodeLike
from .units import Units


class BlockSummary(NamedTuple):
    """The percents of the ranked units of a block that have one, each figure rounded once. None
    where there is no such unit.

    >>> board.summary().median
    Decimal('88.67')
    """

    units: int
    mean: Optional[Decimal]
    median: Optional[Decimal]
    min: Optional[Decimal]
    max: Optional[Decimal]
    stdev: Optional[Decimal]
    quartile1: Optional[Decimal]
    quartile3: Optional[Decimal]


def summary(
    board: Units, node: NodeLike, block: Optional[str], digits: Optional[int]
) -> BlockSummary:
    """What :meth:`Board.summary` gives."""
    places = board._digits if digits is None else whole(digits, "digits", DECIMAL_PLACES)
    struct = structs.block_summary()
    where = board._tree[node].id, board._block(block)
    with board._guard.read:
        call(lib.chiso_block_summarise, board._c, *where, places, struct)
    names = BlockSummary._fields
    return BlockSummary(*members("block_summary", struct, names, places, names[1:]))


def quarters(board: Units, node: NodeLike, block: Optional[str]) -> Dict[str, int]:
    """What :meth:`Board.quarters` gives."""
    where = board._tree[node].id, board._block(block)
    with board._guard.read:
        count = len(board)
        groups = room("uint8", count)
        call(lib.chiso_block_quarters, board._c, *where, count, groups)
    return {unit: group for unit, group in zip(board.units(), groups[:count]) if group}


def band_counts(
    board: Units, bands: Bands, node: NodeLike, block: Optional[str], key: Union[Key, str]
) -> Dict[str, int]:
    """What :meth:`Board.band_counts` gives."""
    where = board._tree[node].id, board._block(block)
    counts, how = room("uint32", len(bands)), pick(Key, key, "key")
    with Reading(board, bands):
        call(lib.chiso_block_count_bands, board._c, *where, bands._c, how, counts)
    return {band.band: count for band, count in zip(bands, counts)}
