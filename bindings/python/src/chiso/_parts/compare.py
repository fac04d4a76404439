"""Comparison: a scored board, now, set against an earlier one: two years, two stages, two trees."""

from __future__ import annotations

from decimal import Decimal
from itertools import repeat
from typing import TYPE_CHECKING, Any, Dict, List, Optional, Tuple, Union, overload

from .._c.calls import ask_figures, call, check_figures, error_of
from .._c.decimals import decimals_of
from .._c.enums import (
    DECIMAL_PLACES,
    NO_NODE,
    ROOT,
    Difference,
    Language,
    Move,
    Predecessor,
    RankedNodes,
    Status,
    pick,
)
from .._c.guard import Reading
from .._c.handle import Object, expect, new_handle
from .._c.library import lib
from .._c.memory import UINT32_MAX, numpy_for, numpy_records, out, pointer_of, room
from .._c.records import members
from .._c.structs import structs
from .._in.number import truth, whole
from .._in.text import Code
from .._out.figure import Figure
from .._out.frames import Millionths, Ranks, check_numbers, frame_of, pandas_for
from .._out.markup import GREATEST
from .._out.table import Rows, Table
from .._out.words import say
from .bands import Bands, kept
from .change import (
    Agreement,
    BlockChange,
    Bridge,
    Change,
    ChangeCount,
    ChangeFigures,
    ChangeSummary,
    RankBridge,
    figures_of,
)
from .drawing import CHARTS, Brush, Look, Pictured, the_unit, whole_index
from .maps import Map
from .node import NodeLike
from .figures import Figures
from .options import RankOptions

if TYPE_CHECKING:
    from .board import Board
    from .report import Report
    from .score import Unit

_STALE = "a board changed since the comparison was made"


class Comparison(Object, Pictured, Table[Change]):
    """What changed between two boards: a row a unit of now, by the whole index. Made by
    :meth:`Board.compare`.

    ``comparison["skhcn"]`` and ``comparison["skhcn", "1.2"]`` are a :class:`Change`. Up is
    positive, of ranks too. What one side does not have is None. Once a board changed, everything is
    a StateError.

    >>> import chiso
    >>> tree = chiso.Tree.from_csv("code,title,max\\n1,A,10\\n2,B,10\\n")
    >>> before = chiso.Board.from_csv(tree, "unit,1,2\\na,5,5\\nb,6,6\\n").score()
    >>> now = chiso.Board.from_csv(tree, "unit,1,2\\na,9,5\\nb,6,5\\n").score()
    >>> comparison = now.compare(before)
    >>> print(comparison)
    Changes, up is positive
    unit  name  points  percent  rank
    a     a          4    20.00     1
    b     b         -1    -5.00    -1
    >>> [(change.code, change.points) for change in comparison["a"].nodes]
    [('1', Decimal('4')), ('2', Decimal('0'))]
    """

    _kind = "comparison"
    _pictures = ("periods", "bridge")
    _fields = ("unit", "name", "points", "max", "percent", "rank", "now", "before")
    _hidden = ("max", "now", "before")
    _key = "unit"
    _bars = {"percent": GREATEST}
    _has_signs = True

    def __init__(
        self,
        now: "Board",
        before: "Board",
        options: RankOptions,
        criteria: Optional[Map],
        units: Optional[Map],
        bands: Optional[Bands],
        predecessor: Union[Predecessor, str],
        ranked: Union[RankedNodes, str],
    ) -> None:
        self.now = now
        self.before = before
        self._now, self._before = now._alias(), before._alias()
        self.bands = None if bands is None else expect(bands, Bands, "bands")
        self._bands = kept(bands)
        struct = structs.sized("comparison_options", point_places=DECIMAL_PLACES)
        struct.criteria = None if criteria is None else expect(criteria, Map, "criteria_map")._c
        struct.units = None if units is None else expect(units, Map, "unit_map")._c
        struct.ranking = pointer_of(options.struct)
        struct.bands = None if bands is None else bands._c
        struct.predecessor = pick(Predecessor, predecessor, "predecessor")
        struct.ranked = pick(RankedNodes, ranked, "ranked")
        self._options: RankOptions = options
        ranks_all = struct.ranked == RankedNodes.ALL
        self._ranks = self._share(options, criteria) if ranks_all else (None, None)
        struct.rankings, struct.rankings_before = self._ranks
        if now.is_scored and not before.is_scored:
            why = "the board of before is not scored, or changed since: call score()"
            raise error_of(Status.E_STATE, why)
        handle = new_handle("comparison")
        with Reading(now, before, criteria, units, bands):
            call(lib.chiso_comparison_new, now._c, before._c, struct, handle)
        super().__init__(handle, now._guard)

    def _share(self, options: RankOptions, criteria: Optional[Map]) -> Tuple[Any, Any]:
        """The rankings of both sides, which other comparisons with these boards find again while
        this one is there.
        """
        # The criteria that break ties are those of now, and by other numbers before.
        is_same_tree = self._now._tree._c == self._before._tree._c
        alike = not options.nodes or (criteria is None and is_same_tree)
        return self._now._ranked(options), self._before._ranked(options) if alike else None

    def _caption(self, language: Language = Language.ENGLISH) -> str:
        index = str(lib.chiso_tree_title(self._now._tree._c).decode())
        told = say(language, "changes, up is positive", "thay đổi, tăng là số dương")
        return f"{index}: {told}" if index else told.capitalize()

    def report(self, bands: Optional[Bands] = None) -> "Report":
        """The report of the board of now, whose JSON and CSV tell what changed; with the bands of
        the comparison unless others are given.

        >>> board.compare(before).report().to_json("sxd").count('"change"')
        4
        """
        return self._now.report(bands=bands, comparison=self)

    def _read(self) -> Reading:
        return Reading(self._now, self._before)

    def _change(self, unit: int, node: int) -> ChangeFigures:
        struct = structs.change()
        handle = self._c
        with self._read():
            status = lib.chiso_comparison_change(handle, unit, node, struct)
            check_figures(status, _STALE, lambda: self._now._named(unit, node))
            digits = self._now._digits, self._before._digits
        now = figures_of(struct.now, digits[0], self._bands)
        before = figures_of(struct.before, digits[1], self._bands)
        wanted = ("achieved", "max", "percent", "rank")
        figures = members("change", struct, wanted, max(digits), ("percent",))
        return ChangeFigures._make((*figures, now, before))

    def _texts(self, unit: int) -> Tuple[str, str, str]:
        """Code, name and block of a unit of now, as long as it has that number for sure."""
        handle = self._c
        with self._read():
            self._check(handle)
            return self._now._texts(unit)

    def _check(self, handle: Any) -> None:
        """Raises StateError once a board changed; while both are being read."""
        ids, count = out("uint32*"), out("uint32")
        function = lib.chiso_comparison_difference
        ask_figures(_STALE, str, function, handle, Difference.UNITS_NEW, ids, count)

    @property
    def _current(self) -> Any:
        """The handle, as long as no board changed: names are looked up on the boards as they were
        compared.
        """
        handle = self._c
        with self._read():
            self._check(handle)
        return handle

    def _row(self, index: int) -> Change:
        return Change(self, index, ROOT)

    def __len__(self) -> int:
        self._current
        return len(self._now)

    def __bool__(self) -> bool:
        return True

    @overload
    def __getitem__(self, key: int) -> Change:
        ...

    @overload
    def __getitem__(self, key: slice) -> Table[Change]:
        ...

    @overload
    def __getitem__(self, key: Union[str, "Unit", Tuple[Union[Code, "Unit"], NodeLike]]) -> Change:
        ...

    def __getitem__(self, key: Any) -> Any:
        if isinstance(key, (int, slice)) or hasattr(key, "__index__"):
            return super().__getitem__(key)
        unit, node = key if isinstance(key, tuple) else (key, "")
        self._current
        return Change(self, self._now._unit(unit), self._now._tree[node].id)

    def __contains__(self, value: object) -> bool:
        self._current
        if isinstance(value, (str, Figures)):
            return value in self._now
        if isinstance(value, Change):
            return value.comparison is self and value.node.id == ROOT
        return super().__contains__(value)

    def points(self, node: NodeLike = "") -> List[Optional[Decimal]]:
        """The change of points of a node for all units of now, in the order of adding.

        >>> board.compare(before).points("1")
        [Decimal('1.24'), Decimal('-1')]
        """
        return self._column(lib.chiso_comparison_points, node, structs.change_count())

    def ranks(self, node: NodeLike = "") -> List[Optional[Decimal]]:
        """The change of rank on a node for all units of now, in the order of adding.

        >>> board.compare(before).ranks()
        [Decimal('1'), Decimal('-1')]
        """
        return self._column(lib.chiso_comparison_ranks, node)

    def _column(self, function: Any, node: NodeLike, *more: Any) -> List[Optional[Decimal]]:
        handle, place = self._c, self._now._tree[node]
        what = f"criterion {place.code or '.'}"
        with self._read():
            count = len(self._now)
            numbers = room("decimal", count)
            ask_figures(_STALE, lambda: what, function, handle, place.id, count, numbers, *more)
        return decimals_of(numbers[:count])

    def counts(self, node: NodeLike = "") -> ChangeCount:
        """How many units rose, fell and stayed on a node, and of how many there is no difference.

        >>> board.compare(before).counts("1").rose
        1
        """
        struct = structs.change_count()
        self._column(lib.chiso_comparison_points, node, struct)
        return ChangeCount(*members("change_count", struct, ChangeCount._fields))

    def block(self, block: Optional[str] = None, node: NodeLike = "") -> BlockChange:
        """How the mean of a block changed; None for all units.

        >>> board.compare(before).block("so").now
        Decimal('88.67')
        """
        struct = structs.block_change()
        handle, place, number = self._current, self._now._tree[node].id, self._now._block(block)
        with self._read():
            call(lib.chiso_comparison_block, handle, place, number, struct)
        return BlockChange(*members("block_change", struct, BlockChange._fields))

    def movers(
        self,
        limit: int = 5,
        *,
        by: Union[Move, str] = Move.RANK,
        fallers: bool = False,
        block: Optional[str] = None,
        node: NodeLike = "",
    ) -> Rows[Change]:
        """The largest climbers, or fallers, by the change of "rank", "points" or "percent".

        >>> [change.unit for change in board.compare(before).movers(1)]
        ['skhcn']
        """
        most = min(whole(limit, "limit", UINT32_MAX), max(len(self), 1))
        units, count = room("unit", most), out("uint32")
        where = self._now._tree[node].id, self._now._block(block)
        how = pick(Move, by, "by"), truth(fallers, "fallers")
        handle = self._c
        with self._read():
            call(lib.chiso_comparison_movers, handle, *where, *how, most, units, count)
        changes = [Change(self, unit, where[0]) for unit in units[: count.value]]
        rows = Rows(self._fields, changes, "", self._hidden, self._key, self._bars)
        rows._has_signs = True
        return rows

    def agreement(self, block: Optional[str] = None, node: NodeLike = "") -> Agreement:
        """How much the rankings of both sides agree: Spearman's rho, Kendall's tau-b, and the mean
        change of rank. NaN for what does not exist.

        >>> board.compare(before).agreement().kendall
        -1.0
        """
        struct = structs.agreement()
        handle, place, number = self._current, self._now._tree[node].id, self._now._block(block)
        with self._read():
            call(lib.chiso_comparison_agreement, handle, place, number, struct)
        return Agreement(*members("agreement", struct, Agreement._fields))

    def difference(self, which: Union[Difference, str]) -> List[str]:
        """The codes of what the boards do not have in common: "units_new", "units_gone",
        "nodes_new", "nodes_gone", and "max" for changed maxima.

        >>> board.compare(before).difference("units_new")
        []
        """
        kind = pick(Difference, which, "which")
        side = self._before if kind in (Difference.UNITS_GONE, Difference.NODES_GONE) else self._now
        are_units = kind in (Difference.UNITS_NEW, Difference.UNITS_GONE)
        return self._codes(side, are_units, lib.chiso_comparison_difference, kind, "uint32*")

    def _codes(self, side: "Board", are_units: bool, function: Any, of: int, ids: str) -> List[str]:
        """The codes of the units, or nodes, of a side that a function of C tells of something."""
        numbers, count = out(ids), out("uint32")
        code_of = lib.chiso_unit_code if are_units else lib.chiso_node_code
        handle, place = self._c, side._c if are_units else side._tree._c
        with self._read():
            ask_figures(_STALE, str, function, handle, of, numbers, count)
            return [code_of(place, number).decode() for number in numbers[: count.value]]

    def units_before(self, unit: Any) -> List[str]:
        """The codes of a unit's predecessors.

        >>> board.compare(before).units_before("sxd")
        ['sxd']
        """
        self._current
        function, number = lib.chiso_comparison_units_before, self._now._unit(unit)
        return self._codes(self._before, True, function, number, "unit*")

    def nodes_before(self, node: NodeLike) -> List[str]:
        """The codes of a criterion's predecessors.

        >>> board.compare(before).nodes_before("1")
        ['1']
        """
        function, number = lib.chiso_comparison_nodes_before, self._now._tree[node].id
        return self._codes(self._before, False, function, number, "node*")

    def set_nodes(self, unit: Any, before: bool = False) -> List[str]:
        """The codes of a unit's criteria whose result was set by hand, "" for the whole index: now,
        or, with ``before``, of its predecessors.

        >>> board.compare(before).set_nodes("sxd")
        []
        """
        earlier, number = truth(before, "before"), self._now._unit(unit)
        tree = (self._before if earlier else self._now)._tree
        most = lib.chiso_tree_node_count(tree._c)
        nodes, count = room("node", most), out("uint32")
        handle, function = self._c, lib.chiso_comparison_set_nodes
        with self._read():
            ask_figures(_STALE, str, function, handle, number, earlier, most, nodes, count)
            code_of = lib.chiso_node_code
            return [code_of(tree._c, node).decode() for node in nodes[: count.value]]

    def _summary(self, unit: int, node: int) -> ChangeSummary:
        struct = structs.change_summary()
        handle, tree = self._c, self._now._tree._c
        with self._read():
            status = lib.chiso_comparison_summarise(handle, unit, node, struct)
            check_figures(status, _STALE, lambda: self._now._named(unit, node))
            digits = max(self._now._digits, self._before._digits)
        nodes = (struct.gain, struct.loss)
        codes = [None if n == NO_NODE else lib.chiso_node_code(tree, n).decode() for n in nodes]
        counts = members("change_summary", struct, ChangeSummary._fields[:9], digits, ("percent",))
        points = members("change_summary", struct, ("gained", "lost"))
        return ChangeSummary._make((*counts, *codes, *points))

    def _bridge(self, unit: int, node: int) -> Bridge:
        struct = structs.bridge()
        handle = self._c
        with self._read():
            call(lib.chiso_comparison_bridge, handle, unit, node, struct)
        return Bridge(*members("bridge", struct, Bridge._fields))

    def _rank_bridge(self, unit: int, node: int) -> RankBridge:
        struct = structs.rank_bridge()
        handle = self._c
        with self._read():
            call(lib.chiso_comparison_rank_bridge, handle, unit, node, struct)
        return RankBridge(*members("rank_bridge", struct, RankBridge._fields))

    def _draw(self, kind: str, units: List[str], code: str, look: Look) -> Figure:
        whole_index(kind, code)
        handle, unit = self._current, self._now._unit(the_unit(kind, units))
        with self._read():
            return Brush(look, units).draw(CHARTS[kind], handle, unit)

    def to_pandas(self, numbers: str = "decimal") -> Any:
        """All rows as a DataFrame, written from columns: unit, name, the changes, and in place of
        ``now`` and ``before`` their figures: now_achieved, now_max, now_percent, now_rank, ….

        >>> frame = board.compare(before).to_pandas(numbers="float")
        >>> frame[["points", "before_rank"]].values.tolist()
        [[2.8, 2.0], [-1.0, 1.0]]
        """
        pandas_for("to_pandas()")
        check_numbers(numbers)
        numpy = numpy_for("to_pandas()")
        found = numpy_records(numpy, self._all_changes(), len(self))
        digits = {"now": self._now._digits, "before": self._before._digits}
        columns: Dict[str, Any] = dict(zip(("unit", "name"), self._now._text_columns(numpy)))
        columns["points"] = Millionths(found["achieved"])
        columns["max"] = Millionths(found["max"])
        columns["percent"] = Millionths(found["percent"], max(digits.values()))
        columns["rank"] = Millionths(found["rank"])
        for side, places in digits.items():
            figures = found[side]
            columns[f"{side}_achieved"] = Millionths(figures["achieved"])
            columns[f"{side}_max"] = Millionths(figures["max"])
            columns[f"{side}_percent"] = Millionths(figures["percent"], places)
            columns[f"{side}_rank"] = Ranks(figures["place"])
        return frame_of(columns, numbers)

    def _all_changes(self) -> Any:
        handle = self._c
        with self._read():
            count = len(self._now)
            changes = room("change", count)
            function = lib.chiso_comparison_change
            calls = map(function, repeat(handle), range(count), repeat(ROOT), changes)
            failed = any(calls)
        if failed:
            for unit in range(count):
                self._change(unit, ROOT)
        return changes
