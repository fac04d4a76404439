"""Rankings: the order of units by the percent of a node, over all units or within their blocks."""

from __future__ import annotations

import ctypes
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Iterator, List, NamedTuple, Optional, Sequence, Tuple, Union, overload

from ._arrays import as_numpy, numpy_for, points_column
from ._enums import Key, Scope, Status, Ties, pick
from ._handle import UINT32_MAX, Object, array_of, new_handle
from ._library import lib
from ._number import ABSENT, from_millionths, published, to_millionths
from ._records import Place, Rank, place_of, places_of
from ._structs import structs
from ._table import Table
from .errors import ask, ask_figures, call, error_of
from .tree import NodeLike

if TYPE_CHECKING:
    from .board import Board
    from .score import Unit

_STALE = "the ranking is of an earlier state of the board"


class RankedUnit(NamedTuple):
    """A row of a ranking: points are exact, the percent is as published.

    >>> board.ranking()[0].percent
    Decimal('90.67')
    """

    rank: Rank
    out_of: int
    tied: int
    unit: str
    name: str
    block: str
    achieved: Optional[Decimal]
    max: Optional[Decimal]
    percent: Optional[Decimal]


class RankOptions:
    """How to rank, as C takes it. Keeps alive what the struct points to."""

    def __init__(
        self, board: "Board", ties: Union[Ties, str], key: Union[Key, str], overall: bool, tie_break: Sequence[NodeLike] = ()
    ) -> None:
        if isinstance(tie_break, str):
            raise TypeError("tie_break is text; expected a list of criteria")
        nodes = tuple(board._tree._id(node) for node in tie_break)
        self.nodes = array_of(ctypes.c_uint32, nodes)
        self.struct = structs.rank_options(size=ctypes.sizeof(structs.rank_options))
        self.struct.ties = pick(Ties, ties, "ties")
        self.struct.key = pick(Key, key, "key")
        self.struct.scope = Scope.OVERALL if overall else Scope.BLOCKS
        self.struct.tie_break = ctypes.cast(self.nodes, ctypes.POINTER(ctypes.c_uint32)) if nodes else None
        self.struct.tie_break_count = len(nodes)
        self.rule = (self.struct.ties, self.struct.key, self.struct.scope, nodes)


class Ranking(Object, Table[RankedUnit]):
    """The units that have a rank, best first; within blocks it is block after block. Made by :meth:`Board.ranking`.

    ``ranking[0]`` is its first row and ``ranking["skhcn"]`` the :class:`Place` of a unit, which is in no row if it has no rank. It tells of the
    board as it was: once the board changed, everything is a StateError.

    >>> print(board.ranking("2"))
    2 Procedures
    rank  unit   name   achieved  max  percent
       1  sxd    sxd          24   26    92.31
       2  skhcn  skhcn     23.56   26    90.62
    >>> board.ranking("2")["skhcn"].rank
    2
    """

    _kind = "ranking"
    _fields = RankedUnit._fields

    def __init__(self, board: "Board", node: NodeLike, options: RankOptions, block: Optional[str]) -> None:
        self.board = board
        self._board = board._alias()
        self.node = board._tree[node]
        self.block = block
        self._ties = Ties(options.struct.ties)
        handle = new_handle("ranking")
        with board._guard.read:
            call(lib.chiso_ranking_new, board._c, self.node.id, options.struct, handle)
            Object.__init__(self, handle, board._guard)
            self._units, self._count = self._order(block)
        single = block is not None or options.struct.scope == Scope.OVERALL or board.block_count() <= 1
        self._hidden = ("out_of", "tied", "block") if single else ("out_of", "tied")

    def _order(self, block: Optional[str]) -> Tuple[Any, int]:
        if block is not None and not isinstance(block, str):
            raise TypeError(f"block is {type(block).__name__}; expected the name of a block")
        units, count = ctypes.POINTER(ctypes.c_uint32)(), ctypes.c_uint32()
        number = UINT32_MAX if block is None else self._board._block(block)
        ask(f"block {block!r}, of a ranking overall", lib.chiso_ranking_order, self._c, number, units, count)
        return units, count.value

    def _caption(self) -> str:
        return ": ".join(part for part in (str(self.node), self.block) if part)

    def __len__(self) -> int:
        self._c
        return self._count

    def _row(self, index: int) -> RankedUnit:
        handle, board = self._c, self._board
        unit = self._units[index]
        with self._guard.look:
            place = self._place(handle, unit)
            result = board._result(unit, self.node.id)
            texts = board._texts(unit)
        digits = board._digits
        return RankedUnit(
            *place, *texts, from_millionths(result.achieved), from_millionths(result.max), published(result.percent, digits)
        )

    def _place(self, handle: Any, unit: int) -> Place:
        struct = structs.place()
        ask_figures(_STALE, lambda: self._board._named(unit, self.node.id), lib.chiso_ranking_place, handle, unit, struct)
        return place_of(struct)

    @overload
    def __getitem__(self, index: int) -> RankedUnit: ...

    @overload
    def __getitem__(self, index: slice) -> Table[RankedUnit]: ...

    @overload
    def __getitem__(self, index: Union[str, "Unit"]) -> Place: ...

    def __getitem__(self, index: Any) -> Any:
        if isinstance(index, (int, slice)) or hasattr(index, "__index__"):
            return super().__getitem__(index)
        handle, unit = self._c, self._board._unit(index)
        with self._guard.look:
            return self._place(handle, unit)

    def places(self) -> List[Place]:
        """The place of every unit of the board, in the order of adding; those without a rank included. For very many, :meth:`place_array` is the quick way.

        >>> [place.rank for place in board.ranking("2").places()]
        [2, 1]
        """
        return places_of(self._all_places())

    def place_array(self) -> Any:
        """The same as an array of numpy, with a record a unit: ``rank`` (0 for none), ``half`` (half a place more, under average ties), ``out_of``, ``tied``.

        >>> board.ranking("2").place_array()["rank"].tolist()
        [2, 1]
        """
        return _records(numpy_for("Ranking.place_array()"), self._all_places())

    def _all_places(self) -> Any:
        handle = self._c
        with self._guard.read:
            places = (structs.place * len(self._board))()
            ask_figures(_STALE, lambda: "the ranking", lib.chiso_ranking_places, handle, len(places), places)
        return places

    def units(self) -> List[str]:
        """The codes of the units in the order of their ranks.

        >>> board.ranking().units()
        ['skhcn', 'sxd']
        """
        handle = self._c
        with self._guard.look:
            self._place(handle, self._units[0]) if self._count else None
            return [lib.chiso_unit_code(self._board._c, self._units[i]).decode() for i in range(self._count)]

    def __iter__(self) -> Iterator[RankedUnit]:
        return (self._row(i) for i in range(len(self)))

    def __repr__(self) -> str:
        return "<Ranking closed>" if self.closed else f"<Ranking of {self._count} units by {self.node.code or 'the whole index'}>"


def rank_numbers(numbers: Sequence[Any], ties: Union[Ties, str] = Ties.COMPETITION) -> List[Place]:
    """Ranks plain numbers, the greatest first; None gets no place.

    >>> [place.rank for place in rank_numbers(["9.5", 7, 7, None], ties="average")]
    [1, Decimal('2.5'), Decimal('2.5'), None]
    """
    scores = (ctypes.c_int64 * max(len(numbers), 1))()
    for i, number in enumerate(numbers):
        scores[i] = ABSENT if number is None else to_millionths(number, f"number {i}")
    places = (structs.place * max(len(numbers), 1))()
    how = pick(Ties, ties, "ties")
    status = lib.chiso_rank_decimals(scores, len(numbers), how, None, places)
    if status:
        raise error_of(Status(status), "the numbers cannot be ranked")
    return places_of(places)[: len(numbers)]


def rank_array(points: Any, ties: Union[Ties, str] = Ties.COMPETITION) -> Any:
    """Ranks an int64 array of millionths of numpy, such as :meth:`Board.points` gives, the greatest first. Time: n log n at worst.

    Gives an array with a record a number: ``rank`` (0 for none), ``half`` (half a place more, under average ties), ``out_of`` and ``tied``.

    >>> rank_array(board.points("2"))["rank"].tolist()
    [2, 1]
    """
    numpy = numpy_for("rank_array()")
    if as_numpy(points) is None:
        raise TypeError(f"the points are {type(points).__name__}; expected an int64 array of millionths")
    column = points_column(points, "the points", millionths=True)
    places = (structs.place * max(column.size, 1))()
    status = lib.chiso_rank_decimals(column.pointer, column.size, pick(Ties, ties, "ties"), None, places)
    if status:
        raise error_of(Status(status), "the points cannot be ranked")
    return _records(numpy, places)[: column.size]


def _records(numpy: Any, places: Any) -> Any:
    """An array of chiso_place as one of numpy, without a copy."""
    names = ["rank", "half", "out_of", "tied"]
    offsets = [getattr(structs.place, name).offset for name in names]
    record = {"names": names, "formats": ["u4", "?", "u4", "u4"], "offsets": offsets, "itemsize": ctypes.sizeof(structs.place)}
    return numpy.frombuffer(places, dtype=numpy.dtype(record))
