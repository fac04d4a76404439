"""How sure a rank is: a board drawn many times with other weights, combines, rules or answers."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any, Dict, NamedTuple, Optional, Sequence, Tuple, Union

from .._c.calls import ask, call, error_of
from .._c.decimals import from_millionths
from .._c.enums import ABSENT, DECIMAL_ONE, Language, Status
from .._c.guard import Reading
from .._c.handle import Object, expect, new_handle
from .._c.library import lib
from .._c.memory import array_of, out, pointer_of, pointer_to, room
from .._c.records import Rank, members
from .._c.sink import written
from .._c.structs import structs
from .._in.number import Number, to_millionths, whole
from .._in.text import content, encode
from .._out.table import Rows, Table
from .bands import Bands, kept
from .node import Node
from .options import RankOptions

if TYPE_CHECKING:
    from .board import Board
    from .score import Unit

    UnitLike = Union[str, Unit]

_RANKS = ("rank", "median", "least", "greatest", "low", "high")


def _rank_of(value: int) -> Rank:
    """A rank as a whole number, as the half that it is, or None."""
    if value != ABSENT and value % DECIMAL_ONE == 0:
        return value // DECIMAL_ONE
    return from_millionths(value)


class RobustUnit(NamedTuple):
    """What the draws say of a unit: its rank on the board, and median, mean, least and greatest
    over the draws; ``low`` and ``high`` are the first and last quantile that were asked for.
    ``shift`` is how far the rank moves on average, and ``steady`` says that its 5 % and 95 %
    quantiles lie within one place of it. It has a rank in ``draws`` of them and none in
    ``unranked``, and is among the first K (``first:K``) in ``first``. Without a rank on the board
    there is nothing else.

    >>> board.robustness("100")["sxd"].median
    2
    """

    rank: Rank
    unit: str
    name: str
    block: str
    median: Rank
    mean: Optional[Decimal]
    least: Rank
    greatest: Rank
    low: Rank
    high: Rank
    shift: Optional[Decimal]
    steady: bool
    draws: int
    unranked: int
    first: int


class LeftOut(NamedTuple):
    """What becomes of the ranks without a criterion: how far they move on average, and the rank of
    each unit, in the order of the board.

    >>> board.robustness("1").leave_out()["2"].ranks
    (1, 2)
    """

    code: str
    title: str
    shift: Optional[Decimal]
    ranks: Tuple[Rank, ...]


class Matter(NamedTuple):
    """What a criterion whose weight varies has to do with the ranks: its weight in percent of the
    whole index, the square of its correlation with the node and the correlation ratio, and the
    first-order and total effects of its weight on how the ranks move, with their standard errors.

    >>> [row.code for row in board.robustness("50,weights:90%,matters:yes").matters()]
    ['1', '2']
    """

    code: str
    title: str
    weight: Optional[Decimal]
    correlation: Optional[Decimal]
    ratio: Optional[Decimal]
    first: Optional[Decimal]
    first_error: Optional[Decimal]
    total: Optional[Decimal]
    total_error: Optional[Decimal]


class PairDraws(NamedTuple):
    """In how many draws one unit was above another, and in how many they were equal.

    >>> board.robustness("100,pairs:yes").pair("skhcn", "sxd")
    PairDraws(above=100, equal=0)
    """

    above: int
    equal: int


class Robustness(Object, Table[RobustUnit]):
    """The ranks of the units over many draws, in the order of the board. Made by
    :meth:`Board.robustness`.

    ``robustness[0]`` is its first row and ``robustness["skhcn"]`` that of a unit. Draws that were
    made apart, of the same board under the same text, are put together by :meth:`merge` and ``+=``,
    to the same bytes in any order. Once the board changed, what is asked is a StateError.

    >>> print(board.robustness("1000,weights:90%"))
    1000 draws, 2 of 2 ranks steady
    rank  unit   name   median   mean  least  greatest  low  high  shift  steady
       1  skhcn  skhcn       1  1.063      1         2    1     2  0.063  yes
       2  sxd    sxd         2  1.937      1         2    1     2  0.063  yes
    """

    _kind = "robustness"
    _fields = RobustUnit._fields
    _key = "unit"

    def __init__(
        self,
        board: "Board",
        draws: str,
        options: RankOptions,
        bands: Optional[Bands] = None,
        weights: Optional[Sequence[Sequence[Number]]] = None,
        unit: Any = None,
        data: Optional[bytes] = None,
    ) -> None:
        self.board, self._board = board, board._alias()
        self._bands = kept(None if bands is None else expect(bands, Bands, "bands"))
        struct = structs.sized("robustness_options", unit=2**32 - 1)
        struct.ranks = pointer_of(options.struct)
        struct.bands = None if self._bands is None else self._bands._c
        if weights is not None:
            array = _weights_of(weights, lib.chiso_tree_node_count(board._tree._c))
            struct.weights, struct.weight_sets = pointer_to(array, "decimal"), len(weights)
        if unit is not None:
            struct.unit = board._unit(unit)
        text, handle = encode(draws, "the draws"), new_handle("robustness")
        with board._guard.read:
            if data is None:
                call(lib.chiso_robustness_new, board._c, text, struct, handle)
            else:
                read = content(data, "the data")
                call(lib.chiso_robustness_read, board._c, text, struct, read, len(read), handle)
        super().__init__(handle)
        self._hidden = ("draws", "unranked") if self._summary.first else _COUNTS
        if board.block_count() <= 1:
            self._hidden = (*self._hidden, "block")

    # ---- All units

    @property
    def _summary(self) -> Any:
        struct = structs.robust_summary()
        with Reading(self, self._board):
            ask("the robustness", lib.chiso_robustness_summary, self._c, struct)
        return struct

    @property
    def draws(self) -> int:
        """How many draws there are.

        >>> board.robustness("100").draws
        100
        """
        return int(self._summary.draws)

    @property
    def steady(self) -> int:
        """How many ranks are steady.

        >>> board.robustness("100").steady
        2
        """
        return int(self._summary.steady)

    @property
    def shift(self) -> Optional[Decimal]:
        """How far the ranks move on average: the mean of those of the units.

        >>> board.robustness("100").shift
        Decimal('0')
        """
        return from_millionths(self._summary.shift)

    @property
    def node(self) -> Node:
        """What is ranked by.

        >>> board.robustness("100").node.code
        ''
        """
        return Node(self._board._tree, self._summary.node)

    # ---- One unit

    def quantile(self, unit: "UnitLike", share: Number) -> Rank:
        """The least rank at or below which at least a share of the draws lies; None where the unit
        has no rank in any draw.

        >>> board.robustness("100").quantile("sxd", "0.05")
        2
        """
        number, rank = to_millionths(share, "the share"), out("decimal")
        with Reading(self, self._board):
            code = self._board._unit(unit)
            ask(f"unit {unit}", lib.chiso_robustness_quantile, self._c, code, number, rank)
        return _rank_of(rank.value)

    def shares(self, unit: "UnitLike") -> Dict[Rank, int]:
        """In how many draws a unit had each rank that it had, the best first.

        >>> board.robustness("100").shares("sxd")
        {2: 100}
        """
        found: Dict[Rank, int] = {}
        struct = structs.rank_share()
        with Reading(self, self._board):
            code = self._board._unit(unit)
            for i in range(lib.chiso_robustness_share_count(self._c, code)):
                ask(f"unit {unit}", lib.chiso_robustness_share_at, self._c, code, i, struct)
                found[_rank_of(struct.rank)] = struct.draws
        return found

    def bands(self, unit: "UnitLike") -> Dict[str, int]:
        """In how many draws a unit was in each band.

        >>> bands = chiso.Bands({"A": 90, "B": 0})
        >>> board.robustness("100", bands=bands).bands("skhcn")
        {'A': 100, 'B': 0}
        """
        found: Dict[str, int] = {}
        count = out("uint64")
        with Reading(self, self._board):
            code = self._board._unit(unit)
            for i, band in enumerate(self._bands or ()):
                ask(f"unit {unit}", lib.chiso_robustness_band, self._c, code, i, count)
                found[band.band] = count.value
        return found

    def pair(self, above: "UnitLike", below: "UnitLike") -> PairDraws:
        """In how many draws one unit was above another, and in how many they were equal; with
        ``pairs:yes``, else StateError.

        >>> board.robustness("100,pairs:yes").pair("sxd", "skhcn").above
        0
        """
        counts = out("uint64"), out("uint64")
        with Reading(self, self._board):
            codes = self._board._unit(above), self._board._unit(below)
            what = f"the pair of {above} and {below}"
            ask(what, lib.chiso_robustness_pair, self._c, *codes, *counts)
        return PairDraws(counts[0].value, counts[1].value)

    # ---- Criteria

    def leave_out(self) -> Table[LeftOut]:
        """The ranks without each criterion in turn, on the board as it stands.

        >>> board.robustness("1").leave_out()["2"].shift
        Decimal('0')
        """
        tree, units = self._board._tree, len(self._board)
        count = lib.chiso_tree_node_count(tree._c)
        ranks, shifts = room("decimal", count * units), room("decimal", count)
        with Reading(self, self._board):
            call(lib.chiso_robustness_leave_out, self._c, count * units, ranks, shifts)
        rows = []
        for number in range(1, count):
            node, own = Node(tree, number), ranks[number * units : (number + 1) * units]
            shift = from_millionths(shifts[number])
            rows.append(LeftOut(node.code, node.title, shift, tuple(map(_rank_of, own))))
        return Rows(LeftOut._fields, rows, hidden=("ranks",), key="code")

    def matters(self) -> Table[Matter]:
        """What each criterion whose weight varies has to do with the ranks; with ``matters:yes``,
        else none.

        >>> len(board.robustness("10").matters())
        0
        """
        rows = []
        struct = structs.matter()
        with Reading(self, self._board):
            for i in range(lib.chiso_robustness_matter_count(self._c)):
                call(lib.chiso_robustness_matter_at, self._c, i, struct)
                node = Node(self._board._tree, struct.node)
                own = members("matter", struct, Matter._fields[2:5])
                effect = members("effect", struct.effect, Matter._fields[5:])
                rows.append(Matter(node.code, node.title, *own, *effect))
        return Rows(Matter._fields, rows, key="code")

    # ---- Parts

    def to_bytes(self) -> bytes:
        """What was counted as bytes, for ``board.robustness(..., data=...)``: the same for the same
        draws on every platform, however they were split and merged.

        >>> again = board.robustness("1", data=board.robustness("100").to_bytes())
        >>> again.draws
        100
        """
        with self._guard.read:
            return written(lib.chiso_robustness_write, self._c)

    def merge(self, other: "Robustness") -> "Robustness":
        """Adds the draws of another of the same board, which stays as it is. Raises CodeError where
        some draws are in both, ShapeError for one of another board, text or seed.

        >>> part = board.robustness("50,from:50")
        >>> part.merge(board.robustness("50")).to_bytes() == board.robustness("100").to_bytes()
        True
        """
        if expect(other, Robustness, "the other") is self:
            raise error_of(Status.E_DUPLICATE, "a robustness cannot be merged with itself")
        with other._guard.read, self._guard.work:
            call(lib.chiso_robustness_merge, self._c, other._c)
        return self

    def __iadd__(self, other: "Robustness") -> "Robustness":
        if not isinstance(other, Robustness):
            return NotImplemented
        return self.merge(other)

    # ---- As a table

    def _caption(self, language: Language = Language.ENGLISH) -> str:
        told = self._summary
        if language == Language.VIETNAMESE:
            return f"{told.draws} lần rút, {told.steady} trên {told.unit_count} hạng ổn định"
        return f"{told.draws} draws, {told.steady} of {told.unit_count} ranks steady"

    def __len__(self) -> int:
        self._c
        return len(self._board)

    def _row(self, index: int) -> RobustUnit:
        struct = structs.robust_unit()
        with Reading(self, self._board):
            ask("the robustness", lib.chiso_robustness_unit, self._c, index, struct)
            texts = self._board._texts(index)
        told: Dict[str, Any] = {name: _rank_of(getattr(struct, name)) for name in _RANKS}
        names = ("mean", "shift", "steady", "draws", "unranked", "first")
        told.update(zip(names, members("robust_unit", struct, names)))
        told.update(zip(("unit", "name", "block"), texts))
        return RobustUnit(**told)

    def __getitem__(self, index: Any) -> Any:
        if isinstance(index, slice) or hasattr(index, "__index__"):
            return super().__getitem__(index)
        return self._row(self._board._unit(index))

    def __contains__(self, value: object) -> bool:
        self._c
        return super().__contains__(getattr(value, "code", value))


_COUNTS = ("draws", "unranked", "first")


def _weights_of(sets: Sequence[Sequence[Number]], count: int) -> Any:
    """Sets of weights as one array."""
    numbers = []
    for i, one in enumerate(sets):
        if len(one) != count:
            why = f"set {i} has {len(one)} weights; expected {count}, one for each node of the tree"
            raise error_of(Status.E_SHAPE, why)
        numbers += [to_millionths(weight, f"a weight of set {i}") for weight in one]
    return array_of("decimal", numbers)
