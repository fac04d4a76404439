"""Rankings: the order of units by the percent of a node, over all units or within their blocks."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any, Iterator, List, NamedTuple, Optional, Sequence, Tuple, Union
from typing import overload

from .._c.calls import ask, ask_figures, call, error_of
from .._c.decimals import from_millionths, published
from .._c.enums import Language, Scope, Status, Ties, pick
from .._c.handle import Object, new_handle
from .._c.library import lib
from .._c.memory import as_numpy, numpy_for, numpy_records, out, room
from .._c.records import Place, Rank, place_of, places_of
from .._c.structs import structs
from .._in.column import decimal_column
from .._out.frames import Millionths, Ranks, check_numbers, frame_of, pandas_for
from .._out.figure import Figure
from .._out.table import Table
from .drawing import Look, Pictured, whole_index
from .figures import Figures
from .node import NodeLike
from .options import RankOptions, rules_of

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


class Ranking(Object, Pictured, Table[RankedUnit]):
    """The units that have a rank, best first; within blocks it is block after block. Made by
    :meth:`Board.ranking`.

    ``ranking[0]`` is its first row and ``ranking["skhcn"]`` the :class:`Place` of a unit, which is
    in no row if it has no rank. It tells of the board as it was: once the board changed, everything
    is a StateError.

    >>> print(board.ranking("2"))
    2 Procedures
    rank  unit   name   achieved  max  percent
       1  sxd    sxd          24   26    92.31
       2  skhcn  skhcn     23.56   26    90.62
    >>> board.ranking("2")["skhcn"].rank
    2
    """

    _kind = "ranking"
    _pictures = ("ranking", "heat")
    _fields = RankedUnit._fields
    _bars = {"percent": 100}

    def __init__(
        self, board: "Board", node: NodeLike, options: RankOptions, block: Optional[str]
    ) -> None:
        self.board = board
        self._board = board._alias()
        self.node = board._tree[node]
        self.block = block
        self._ties = Ties(options.struct.ties)
        self._options = options
        handle = new_handle("ranking")
        with board._guard.read:
            call(lib.chiso_ranking_new, board._c, self.node.id, options.struct, handle)
            Object.__init__(self, handle, board._guard)
            self._units, self._count = self._order(block)
        is_overall = options.struct.scope == Scope.OVERALL
        self._is_within_blocks = not is_overall and board.block_count() > 1
        single = block is not None or is_overall or board.block_count() <= 1
        self._hidden = ("out_of", "tied", "block") if single else ("out_of", "tied")

    def _order(self, block: Optional[str]) -> Tuple[Any, int]:
        if block is not None and not isinstance(block, str):
            raise TypeError(f"block is {type(block).__name__}; expected the name of a block")
        units, count = out("unit*"), out("uint32")
        what, number = f"block {block!r}, of a ranking overall", self._board._block(block)
        ask(what, lib.chiso_ranking_order, self._c, number, units, count)
        return units, count.value

    def _draw(self, kind: str, units: List[str], code: str, look: Look) -> Figure:
        whole_index(kind, self.node.code or code)
        if self.block is not None:
            why = f"the figure {kind} is of all blocks; found block {self.block!r}"
            raise error_of(Status.E_UNIT, why)
        self._all_places()
        rules = rules_of(self._options.struct, self._board._tree)
        return self._board.report(**rules)._draw(kind, units, "", look)

    def _caption(self, language: Language = Language.ENGLISH) -> str:
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
            *place,
            *texts,
            from_millionths(result.achieved),
            from_millionths(result.max),
            published(result.percent, digits),
        )

    def _place(self, handle: Any, unit: int) -> Place:
        struct = structs.place()

        def what() -> str:
            return self._board._named(unit, self.node.id)

        ask_figures(_STALE, what, lib.chiso_ranking_place, handle, unit, struct)
        return place_of(struct)

    @overload
    def __getitem__(self, index: int) -> RankedUnit:
        ...

    @overload
    def __getitem__(self, index: slice) -> Table[RankedUnit]:
        ...

    @overload
    def __getitem__(self, index: Union[str, "Unit"]) -> Place:
        ...

    def __getitem__(self, index: Any) -> Any:
        if isinstance(index, (int, slice)) or hasattr(index, "__index__"):
            return super().__getitem__(index)
        handle, unit = self._c, self._board._unit(index)
        with self._guard.look:
            return self._place(handle, unit)

    def __contains__(self, value: object) -> bool:
        self._c
        if not isinstance(value, (str, Figures)):
            return super().__contains__(value)
        return value in self._board and self._board._unit(value) in self._units[: len(self)]

    def places(self) -> List[Place]:
        """The place of every unit of the board, in the order of adding; those without a rank
        included. For very many, :meth:`place_array` is the quick way.

        >>> [place.rank for place in board.ranking("2").places()]
        [2, 1]
        """
        return places_of(self._all_places())

    def place_array(self) -> Any:
        """The same as an array of numpy, with a record a unit: ``rank`` (0 for none), ``half``
        (half a place more, under average ties), ``out_of``, ``tied``.

        >>> board.ranking("2").place_array()["rank"].tolist()
        [2, 1]
        """
        return self._records(numpy_for("Ranking.place_array()"))

    def _records(self, numpy: Any) -> Any:
        return numpy_records(numpy, self._all_places(), len(self._board))

    def _all_places(self) -> Any:
        handle = self._c
        with self._guard.read:
            size = len(self._board)
            places = room("place", size)
            function = lib.chiso_ranking_places
            ask_figures(_STALE, lambda: "the ranking", function, handle, size, places)
        return places

    def units(self) -> List[str]:
        """The codes of the units in the order of their ranks.

        >>> board.ranking().units()
        ['skhcn', 'sxd']
        """
        handle = self._c
        with self._guard.look:
            self._place(handle, self._units[0]) if self._count else None
            board, order = self._board._c, self._units[: self._count]
            return [lib.chiso_unit_code(board, unit).decode() for unit in order]

    def __iter__(self) -> Iterator[RankedUnit]:
        return (self._row(i) for i in range(len(self)))

    def to_pandas(self, numbers: str = "decimal") -> Any:
        """All rows as a DataFrame, written from columns; ``numbers`` as in :meth:`Table.to_pandas`.

        >>> board.ranking().to_pandas(numbers="float")["percent"].tolist()
        [90.67, 86.67]
        """
        pandas_for("to_pandas()")
        check_numbers(numbers)
        numpy = numpy_for("to_pandas()")
        order = numpy.array(self._units[: len(self)], dtype=numpy.intp)
        places, board = self._records(numpy)[order], self._board
        results = board._results(numpy, [self.node.id], ("achieved", "max", "percent"))
        texts = (*board._text_columns(numpy), board._blocks_and_ranked(numpy)[0])
        columns = {"rank": Ranks(places), "out_of": places["out_of"], "tied": places["tied"]}
        columns.update((name, one[order]) for name, one in zip(("unit", "name", "block"), texts))
        columns["achieved"] = Millionths(results["achieved"][order, 0])
        columns["max"] = Millionths(results["max"][order, 0])
        columns["percent"] = Millionths(results["percent"][order, 0], board._digits)
        return frame_of(columns, numbers)


def rank_numbers(numbers: Sequence[Any], ties: Union[Ties, str] = Ties.COMPETITION) -> List[Place]:
    """Ranks plain numbers, the greatest first; None gets no place.

    >>> [place.rank for place in rank_numbers(["9.5", 7, 7, None], ties="average")]
    [1, Decimal('2.5'), Decimal('2.5'), None]
    """
    column = decimal_column(numbers, "the numbers", "number {}".format)
    return places_of(_ranked(column, ties))[: column.size]


def rank_array(points: Any, ties: Union[Ties, str] = Ties.COMPETITION) -> Any:
    """Ranks an int64 array of millionths of numpy, such as :meth:`Board.points` gives, the greatest
    first. Time: n log n at worst.

    Gives an array with a record a number: ``rank`` (0 for none), ``half`` (half a place more, under
    average ties), ``out_of`` and ``tied``.

    >>> rank_array(board.points("2"))["rank"].tolist()
    [2, 1]
    """
    numpy = numpy_for("rank_array()")
    if as_numpy(points) is None:
        expected = "expected an int64 array of millionths"
        raise TypeError(f"the points are {type(points).__name__}; {expected}")
    column = decimal_column(points, "the points", "number {}".format, millionths=True)
    return numpy_records(numpy, _ranked(column, ties), column.size)


def _ranked(column: Any, ties: Union[Ties, str]) -> Any:
    places = room("place", column.size)
    how = pick(Ties, ties, "ties")
    what, function = "the numbers cannot be ranked", lib.chiso_rank_decimals
    ask(what, function, column.pointer, column.size, how, None, places)
    return places
