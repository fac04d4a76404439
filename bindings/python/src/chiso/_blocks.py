"""What the units of a block have in common: parts of a board."""

from __future__ import annotations

import ctypes
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Dict, NamedTuple, Optional, Union

from ._enums import Key, pick
from ._handle import UINT32_MAX, Reading, integer
from ._library import lib
from ._records import members
from ._structs import structs
from .bands import Bands
from .errors import call
from .tree import NodeLike

if TYPE_CHECKING:
    from .board import Board


class BlockSummary(NamedTuple):
    """The percents of the ranked units of a block that have one, each figure rounded once. None where there is no such unit.

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


def number_of_block(board: "Board", block: Optional[str]) -> int:
    """The number of a block, or that of all units for None."""
    return UINT32_MAX if block is None else board._block(block)


def summary(board: "Board", node: NodeLike, block: Optional[str], digits: Optional[int]) -> BlockSummary:
    """What :meth:`Board.summary` gives."""
    places = board._digits if digits is None else integer(digits, "digits", 6)
    struct = structs.block_summary()
    where = board._tree[node].id, number_of_block(board, block)
    with board._guard.read:
        call(lib.chiso_block_summarise, board._c, *where, places, struct)
    return BlockSummary(*members("block_summary", struct, BlockSummary._fields, places, BlockSummary._fields[1:]))


def quarters(board: "Board", node: NodeLike, block: Optional[str]) -> Dict[str, int]:
    """What :meth:`Board.quarters` gives."""
    where = board._tree[node].id, number_of_block(board, block)
    with board._guard.read:
        count = len(board)
        groups = (ctypes.c_uint8 * max(count, 1))()
        call(lib.chiso_block_quarters, board._c, *where, count, groups)
    return {unit: group for unit, group in zip(board.units(), groups[:count]) if group}


def band_counts(board: "Board", bands: Bands, node: NodeLike, block: Optional[str], key: Union[Key, str]) -> Dict[str, int]:
    """What :meth:`Board.band_counts` gives."""
    where: Any = board._tree[node].id, number_of_block(board, block)
    counts = (ctypes.c_uint32 * max(len(bands), 1))()
    how = pick(Key, key, "key")
    with Reading(board, bands):
        call(lib.chiso_block_count_bands, board._c, *where, bands._c, how, counts)
    return {band.band: count for band, count in zip(bands, counts)}
