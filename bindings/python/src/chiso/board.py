"""Boards: what many units achieved on one criteria tree, in one period and stage."""

from __future__ import annotations

import ctypes
from decimal import Decimal
from typing import Any, Dict, Iterator, List, Optional, Sequence, Tuple, Union

from . import _blocks, _columns
from ._arrays import points_column
from ._blocks import BlockSummary
from ._cells import put
from ._enums import Key, Measure, Predecessor, RankedNodes, Ties
from ._frames import add_frame, board_frame
from ._handle import UINT32_MAX, Object, expect, integer, make, new_handle
from ._library import lib
from ._structs import structs
from ._table import SHOWN, as_html, plain
from ._text import Path, content, encode, optional, path_of, save, written
from .audit import Audit
from .bands import Bands
from .compare import Comparison
from .errors import ask, call
from .maps import Map
from .ranking import Ranking, RankOptions
from .report import Report
from .score import Score, Unit
from .statistics import Statistics
from .tree import Node, NodeLike, Tree
from .what_if import WhatIf

UnitLike = Union[str, "Unit"]


class Board(Object):
    """What units achieved on a tree. Cells go in by ``board[unit, criterion] = value``, by column, or from files; then :meth:`score`.

    ``board["skhcn"]`` is a :class:`Unit`, ``board["skhcn", "1.2"]`` a :class:`Score`: one criterion of that unit; ``for unit in board`` goes through
    the units in the order of adding, and ``len(board)`` counts them.

    A cell takes text as a spreadsheet would hold it ("17.24", "97.8%", "978/1000", "yes", "12|30|5|1"), an int, a Decimal, a float that is exactly a
    decimal of 6 places, a tuple (numerator, denominator) for a rate, a list of counts for a survey, None for missing, and
    :data:`NOT_APPLICABLE`.

    A scored board may be read by any number of threads. A change while another thread reads or changes it, or while an array of
    :meth:`points` looks at it, is refused with a StateError, and nothing is done.

    >>> import chiso
    >>> tree = chiso.Tree("PAR index")
    >>> _ = tree.add("1", "Steering", 19), tree.add("2", "On-time files", 5, rule="rate from 80%")
    >>> board = chiso.Board(tree)
    >>> board.add_unit("skhcn", "Sở Khoa học và Công nghệ", "so")
    <Unit skhcn 'Sở Khoa học và Công nghệ' not scored>
    >>> board["skhcn", "1"] = "17.24"
    >>> board["skhcn", "2"] = 978, 1000
    >>> dept = board.score()["skhcn"]
    >>> dept.achieved, dept.percent, f"{dept.rank}/{dept.out_of}"
    (Decimal('22.13'), Decimal('92.21'), '1/1')
    """

    _kind = "board"

    def __init__(self, tree: Tree) -> None:
        self.tree = expect(tree, Tree, "the tree")
        self._tree = tree._alias()
        handle = new_handle("board")
        call(lib.chiso_board_new, tree._c, None, handle)
        super().__init__(handle)
        self._digits = tree.digits
        self._rankings: Dict[int, Any] = {}
        self._fresh = True

    @classmethod
    def read_csv(cls, tree: Tree, path: Path) -> "Board":
        """A board from a points file, in the wide or the long layout. Not scored yet."""
        board = cls(tree)
        board.add_csv_file(path)
        return board

    @classmethod
    def from_csv(cls, tree: Tree, text: Union[str, bytes]) -> "Board":
        """A board from the text of a points file.

        >>> import chiso
        >>> tree = chiso.Tree.from_csv("code,title,max\\n1,A,3\\n")
        >>> len(chiso.Board.from_csv(tree, "unit,1\\na,2\\nb,3\\n"))
        2
        """
        board = cls(tree)
        board.add_csv(text)
        return board

    def add_csv(self, text: Union[str, bytes]) -> "Board":
        """Reads units and cells from the text of a points file; all of it, or nothing."""
        data = content(text, "the text")
        with self._guard.work:
            call(lib.chiso_board_read_csv, self._c, data, len(data))
            self._changed()
        return self

    def add_csv_file(self, path: Path) -> "Board":
        """Reads units and cells from a points file; all of it, or nothing. Raises FileError where it cannot be read."""
        name = path_of(path)
        with self._guard.work:
            call(lib.chiso_board_read_csv_file, self._c, name, path=str(path))
            self._changed()
        return self

    def to_csv(self) -> str:
        """Units and cells as a points file in the wide layout."""
        with self._guard.read:
            return written(lib.chiso_board_write_csv, self._c).decode()

    def write_csv(self, path: Path) -> None:
        """Writes a points file, as a whole or not at all."""
        save(path, self.to_csv().encode())

    # ---- Units

    def reserve(self, units: int) -> "Board":
        """Makes room for so many units at once."""
        count = integer(units, "the number of units", UINT32_MAX)
        with self._guard.work:
            call(lib.chiso_board_reserve, self._c, count)
            self._rankings.clear()
        return self

    def add_unit(self, code: str, name: Optional[str] = None, block: Optional[str] = None, ranked: bool = True) -> Unit:
        """Adds a unit with every cell missing. Raises CodeError for a code that is empty or there already."""
        texts = encode(code, "the unit"), optional(name, "the name"), optional(block, "the block")
        with self._guard.change:
            call(lib.chiso_board_add_unit, self._c, *texts)
            unit = lib.chiso_board_unit_count(self._c) - 1
            if not ranked:
                call(lib.chiso_board_set_ranked, self._c, unit, False)
            self._rankings.clear()
        return Unit(self, unit)

    def set_ranked(self, unit: UnitLike, ranked: bool) -> None:
        """Says whether a unit is ranked; one that is not is scored all the same."""
        number = self._unit(unit)
        with self._guard.change:
            call(lib.chiso_board_set_ranked, self._c, number, bool(ranked))
            self._rankings.clear()

    def blocks(self) -> List[str]:
        """The names of the blocks, in the order in which units brought them; "" for the units without one."""
        with self._guard.look:
            return [lib.chiso_board_block(self._c, i).decode() for i in range(lib.chiso_board_block_count(self._c))]

    def block_count(self) -> int:
        """How many blocks there are."""
        return int(lib.chiso_board_block_count(self._c))

    def units(self) -> List[str]:
        """The codes of all units, in the order of adding."""
        with self._guard.look:
            handle = self._c
            return [lib.chiso_unit_code(handle, i).decode() for i in range(lib.chiso_board_unit_count(handle))]

    def __len__(self) -> int:
        return int(lib.chiso_board_unit_count(self._c))

    def __bool__(self) -> bool:
        return True

    def __iter__(self) -> Iterator[Unit]:
        return (Unit(self, i) for i in range(len(self)))

    def __contains__(self, unit: object) -> bool:
        if isinstance(unit, Unit):
            return unit.board is self
        found = ctypes.c_uint32()
        if not isinstance(unit, str) or "\0" in unit:
            return False
        with self._guard.look:
            return bool(lib.chiso_board_find_unit(self._c, encode(unit, "the unit"), found) == 0)

    def __getitem__(self, key: Any) -> Any:
        if isinstance(key, tuple):
            unit, node = _pair(key)
            return Unit(self, self._unit(unit))[node]
        return Unit(self, self._unit(key))

    # ---- Cells

    def __setitem__(self, key: Tuple[UnitLike, NodeLike], value: Any) -> None:
        unit, node = _pair(key)
        number, leaf = self._unit(unit), self._tree[node]
        with self._guard.change:
            put("board", self._c, lib.chiso_unit_code(self._c, number), number, leaf, value)
            self._changed()

    def __delitem__(self, key: Tuple[UnitLike, NodeLike]) -> None:
        self[key] = None

    def add_units(
        self,
        codes: Sequence[str],
        names: Optional[Sequence[Optional[str]]] = None,
        blocks: Optional[Sequence[Optional[str]]] = None,
        ranked: Optional[Sequence[bool]] = None,
    ) -> "Board":
        """Adds many units at once; all of them, or none. Raises CodeError for one that is there already."""
        _columns.add_units(self, codes, names, blocks, ranked)
        return self

    def set_column(self, leaf: NodeLike, values: Any, *, millionths: bool = False, floats: str = "exact") -> "Board":
        """Sets the cells of a leaf for all units, in the order of adding: a list or an array of numpy, all of it or nothing.

        Values are as a cell takes them, None (NaN in an array of floats) being missing; ``millionths`` says that an int64 array counts millionths, which
        is the fast way; with ``floats="shortest"`` each float is taken as the shortest decimal that stands for it, else it must be exact.
        """
        _columns.set_column(self, leaf, points_column(values, f"the column of {leaf}", millionths, floats))
        return self

    def set_rates(self, leaf: NodeLike, numerators: Any, denominators: Any, *, millionths: bool = False, floats: str = "exact") -> "Board":
        """Sets the cells of a leaf to rates for all units: numerators, missing where None, and denominators above 0."""
        sides = [points_column(values, f"the column of {leaf}", millionths, floats) for values in (numerators, denominators)]
        _columns.set_rates(self, leaf, *sides)
        return self

    def set_columns(self, values: Any, leaves: Optional[Sequence[NodeLike]] = None, *, millionths: bool = False, floats: str = "exact") -> "Board":
        """Sets several columns, all of them or nothing: a matrix units × criteria, by default all leaves in the tree's order.

        An int64 array of ``millionths`` in Fortran order is taken without a copy.
        """
        nodes = _columns.leaves_of(self._tree, leaves)
        _columns.set_columns(self, nodes, _columns.matrix_columns(values, nodes, len(self), millionths, floats))
        return self

    def points(self, node: NodeLike = "", *, copy: bool = False) -> Any:
        """The achieved points of a node as an int64 array of numpy, in millionths, a value a unit in the order of adding. Read-only, and without a copy.

        ``chiso.ABSENT`` (the least int64) stands where there are none, and one more than that where a leaf does not apply. The array keeps the board alive, and
        while it is there the board is not changed: that is a StateError. ``copy=True`` gives an array of your own.
        """
        return _columns.points_view(self, node, copy)

    def achieved(self, node: NodeLike = "") -> List[Optional[Decimal]]:
        """The achieved points of a node for all units, in the order of adding."""
        return _columns.achieved(self, node)

    @classmethod
    def from_pandas(cls, tree: Tree, frame: Any, *, floats: str = "exact") -> "Board":
        """A board from a DataFrame, as :meth:`add_pandas` takes it."""
        return cls(tree).add_pandas(frame, floats=floats)

    def add_pandas(self, frame: Any, *, floats: str = "exact") -> "Board":
        """Puts a DataFrame in, all of it or nothing. Wide: ``unit`` (a column or the index), and a column a leaf; long: unit, criterion, value.

        Both may have ``name``, ``block`` and ``ranked``. Cells are as elsewhere, NaN and NA being missing. Columns of floats must be exact
        decimals of 6 places, or, with ``floats="shortest"``, are taken as the shortest decimals that stand for them.
        Raises ColumnError for a column that is missing or unknown, ImportError where pandas is absent.
        """
        add_frame(self, frame, floats)
        return self

    def to_pandas(self, nodes: Optional[Sequence[NodeLike]] = None, *, numbers: str = "decimal") -> Any:
        """A row a unit, indexed by its code: name, block, ranked, achieved, max, percent, rank, and what it achieved on each node, headed by its code."""
        return board_frame(self, None if nodes is None else self._nodes(nodes), numbers)

    def _become(self, other: "Board") -> None:
        """Takes over what another board over the same tree holds. This one has no units yet."""
        with self._guard.work:
            self._c
            self._handle, other._handle = other._handle, None
            self._changed()

    def _nodes(self, nodes: Optional[Sequence[NodeLike]]) -> List[Node]:
        """The nodes that a caller named; those directly below the root for None."""
        if nodes is None:
            return self._tree.root.children
        if isinstance(nodes, str):
            raise TypeError("nodes is text; expected a list of criteria")
        return [self._tree[node] for node in nodes]

    def _changed(self) -> None:
        self._rankings.clear()
        self._fresh = False

    @property
    def rounded_count(self) -> int:
        """How many cells that were given as text had more than six decimals and were rounded."""
        return int(lib.chiso_board_rounded_count(self._c))

    # ---- Results

    def score(self) -> "Board":
        """Gives every node of every unit its figures, and returns the board. Time: linear in units × nodes.

        Raises EmptyError where there is no unit, RangeError for figures beyond what a decimal holds.
        """
        if not lib.chiso_board_is_scored(self._c):
            with self._guard.work:
                call(lib.chiso_board_score, self._c)
        return self

    @property
    def is_scored(self) -> bool:
        """Whether the board was scored and not changed since."""
        return bool(lib.chiso_board_is_scored(self._c))

    def ranking(
        self,
        node: NodeLike = "",
        *,
        block: Optional[str] = None,
        overall: bool = False,
        ties: Union[Ties, str] = Ties.COMPETITION,
        key: Union[Key, str] = Key.EXACT,
        tie_break: Sequence[NodeLike] = (),
    ) -> Ranking:
        """Ranks the units by a node: within blocks, of one block only, or overall.

        ``ties`` is "competition", "dense", "modified", "average" or "ordinal", the last with the criteria of ``tie_break`` to decide; ``key`` is "exact"
        or "published". Raises StateError where the board is not scored, UnitError where there is no such block.
        """
        return Ranking(self, node, RankOptions(self, ties, key, overall, tie_break), block)

    def report(
        self,
        *,
        bands: Optional[Bands] = None,
        overall: bool = False,
        ties: Union[Ties, str] = Ties.COMPETITION,
        key: Union[Key, str] = Key.EXACT,
        tie_break: Sequence[NodeLike] = (),
    ) -> Report:
        """The ranks of every node and the bands, to be read and written as JSON or CSV."""
        return Report(self, RankOptions(self, ties, key, overall, tie_break), bands)

    def compare(
        self,
        before: "Board",
        *,
        criteria_map: Optional[Map] = None,
        unit_map: Optional[Map] = None,
        bands: Optional[Bands] = None,
        predecessor: Union[Predecessor, str] = Predecessor.SHARES,
        ranked: Union[RankedNodes, str] = RankedNodes.ALL,
        overall: bool = False,
        ties: Union[Ties, str] = Ties.COMPETITION,
        key: Union[Key, str] = Key.EXACT,
        tie_break: Sequence[NodeLike] = (),
    ) -> Comparison:
        """Sets this board, now, against an earlier one. Both are scored; their trees may differ. Codes are matched by being the same, or by maps.

        ``ranked="root"`` ranks the whole index only, which is much quicker for many units.
        """
        options = RankOptions(self, ties, key, overall, tie_break)
        return Comparison(self, expect(before, Board, "before"), options, criteria_map, unit_map, bands, predecessor, ranked)

    def summary(self, node: NodeLike = "", block: Optional[str] = None, digits: Optional[int] = None) -> BlockSummary:
        """What the ranked units of a block, or of the board, have in common: mean, median, quartiles, deviation of their percents."""
        return _blocks.summary(self, node, block, digits)

    def quarters(self, node: NodeLike = "", block: Optional[str] = None) -> Dict[str, int]:
        """Four groups by the quartiles, 1 the best, by the code of the unit; those without a percent are in none."""
        return _blocks.quarters(self, node, block)

    def band_counts(
        self, bands: Bands, node: NodeLike = "", block: Optional[str] = None, key: Union[Key, str] = Key.EXACT
    ) -> Dict[str, int]:
        """How many ranked units are in each band, by its name."""
        return _blocks.band_counts(self, expect(bands, Bands, "bands"), node, block, key)

    def statistics(
        self, nodes: Optional[Sequence[NodeLike]] = None, *, measure: Union[Measure, str] = Measure.PERCENT, block: Optional[str] = None
    ) -> Statistics:
        """Summaries, correlations, reliability and weights of criteria: by default those directly below the root. In doubles."""
        return Statistics.of(self, nodes, measure, block)

    def audit(self) -> Audit:
        """Whether the cells and figures are plausible: what is worth a look."""
        return Audit.board(self)

    def what_if(
        self,
        *,
        overall: bool = False,
        ties: Union[Ties, str] = Ties.COMPETITION,
        key: Union[Key, str] = Key.EXACT,
        tie_break: Sequence[NodeLike] = (),
    ) -> WhatIf:
        """Begins changes on trial over the board, which stays as it is."""
        return WhatIf(self, RankOptions(self, ties, key, overall, tie_break))

    def _unit(self, unit: Any) -> int:
        """The number of a unit that a caller named."""
        if isinstance(unit, Unit):
            if unit.board is not self:
                unit = unit.code
            else:
                self._c
                return unit.id
        found = ctypes.c_uint32()
        code = encode(unit, "the unit")
        with self._guard.look:
            ask(f"unit {unit!r}", lib.chiso_board_find_unit, self._c, code, found)
        return found.value

    def _block(self, block: str) -> int:
        """The number of a block that a caller named."""
        found = ctypes.c_uint32()
        name = encode(block, "the block")
        with self._guard.look:
            ask(f"block {block!r}", lib.chiso_board_find_block, self._c, name, found)
        return found.value

    def _is_readable(self) -> bool:
        return self.is_scored

    def _read_result(self, unit: int, node: int) -> Any:
        with self._guard.look:
            return self._result(unit, node)

    def _read_texts(self, unit: int) -> Tuple[str, str, str]:
        with self._guard.look:
            return self._texts(unit)

    def _result(self, unit: int, node: int) -> Any:
        """The figures of C; inside a look or a read."""
        struct = structs.result()
        ask("the board is not scored, or changed since", lib.chiso_board_result, self._c, unit, node, struct)
        return struct

    def _texts(self, unit: int) -> Tuple[str, str, str]:
        """Code, name and block of a unit; inside a look or a read."""
        handle = self._c
        block = lib.chiso_board_block(handle, lib.chiso_unit_block(handle, unit))
        return lib.chiso_unit_code(handle, unit).decode(), lib.chiso_unit_name(handle, unit).decode(), block.decode()

    def _read_place(self, unit: int, node: int) -> Any:
        """The place of C within blocks by the exact percent; rankings are made once a node, and kept until the board changes."""
        ranking = self._rankings.get(node)
        if ranking is None:
            ranking = new_handle("ranking")
            with self._guard.read:
                call(lib.chiso_ranking_new, self._c, node, None, ranking)
                self._rankings[node] = ranking
        struct = structs.place()
        with self._guard.look:
            ask("the board is not scored, or changed since", lib.chiso_ranking_place, ranking, unit, struct)
        return struct

    # ---- As a whole

    def _rows(self) -> List[List[Any]]:
        scored = self.is_scored
        rows = []
        for unit in list(self)[:SHOWN]:
            figures = [unit.achieved, unit.max, unit.percent, str(unit.place)] if scored else [None, None, None, ""]
            rows.append([unit.code, unit.name, unit.block, *figures])
        return rows

    def __str__(self) -> str:
        if self.closed:
            return "<Board closed>"
        more = f"\n… and {len(self) - SHOWN} more" if len(self) > SHOWN else ""
        return plain(_HEADINGS, self._rows()) + more

    def __repr__(self) -> str:
        if self.closed:
            return "<Board closed>"
        state = "scored" if self.is_scored else "not scored"
        return f"<Board of {len(self)} units on {self._tree.title!r}, {state}>"

    def _repr_html_(self) -> str:
        more = f"… and {len(self) - SHOWN} more" if len(self) > SHOWN else ""
        return as_html(f"{self._tree.title}: {len(self)} units", _HEADINGS, self._rows(), more)

    def __reduce__(self) -> Any:
        return _board_from, (self._tree, self.to_csv() if len(self) else "", self.is_scored)


_HEADINGS = ["unit", "name", "block", "achieved", "max", "percent", "rank"]


def _pair(key: Any) -> Tuple[Any, Any]:
    if not isinstance(key, tuple) or len(key) != 2:
        raise TypeError("a cell is named by its unit and its criterion: board['skhcn', '1.2']")
    return key[0], key[1]


def _board_from(tree: Tree, text: str, scored: bool) -> Board:
    board = Board.from_csv(tree, text) if text else Board(tree)
    return board.score() if scored else board
