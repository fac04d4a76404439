"""Reports: a scored board with the ranks of every node and the bands, ready to be read and written."""

from __future__ import annotations

import contextlib
import ctypes
from decimal import Decimal
from typing import TYPE_CHECKING, Any, NamedTuple, Optional, Sequence, Tuple, Union, overload

from ._enums import CsvStyle, Key, Scope, State, Ties, pick
from ._handle import Object, Reading, expect, new_handle
from ._library import lib
from ._records import Rank, members, place_of
from ._structs import structs
from ._table import Table
from ._text import Path, save, written
from .bands import Bands, band_name, kept
from .errors import ask_figures, call
from .ranking import RankOptions
from .tree import Node

if TYPE_CHECKING:
    from .board import Board
    from .compare import Comparison
    from .explain import Explanation
    from .ledger import Ledger
    from .score import Unit
    from .target import Target
    from .tree import NodeLike
    from .what_if import WhatIf

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


def standing_of(struct: Any, texts: Tuple[str, ...], node: str, digits: int, bands: Optional[Bands]) -> Standing:
    """The standing that a struct of C tells."""
    figures = members("result", struct.result, _FIGURES, digits, _PERCENTS)
    lost = members("standing", struct, ("lost",))
    return Standing._make((*texts, node, *figures, *lost, *place_of(struct.place), band_name(bands, struct.band)))


def _parts(ledger: Any, target: Any, what_if: Any, explanation: Any) -> Tuple[Any, ...]:
    """The parts of a detail, each of its class or None."""
    from .explain import Explanation
    from .ledger import Ledger
    from .target import Target
    from .what_if import WhatIf

    kinds: Tuple[Any, ...] = (Ledger, Target, WhatIf, Explanation)
    given = zip((ledger, target, what_if, explanation), kinds, ("ledger", "target", "what_if", "explanation"))
    return tuple(None if part is None else expect(part, kind, what) for part, kind, what in given)


def _options_of(board: "Board", comparison: Any, ties: Any, key: Any, overall: Optional[bool], tie_break: Any) -> RankOptions:
    """How a report ranks: as it is told, what it is not told as its comparison does."""
    from .compare import Comparison

    rule: Tuple[Any, ...] = (Ties.COMPETITION, Key.EXACT, Scope.BLOCKS, ())
    if comparison is not None:
        rule = expect(comparison, Comparison, "comparison")._options.rule
    chain = rule[3] if tie_break is None else tie_break
    return RankOptions(
        board,
        Ties(rule[0]) if ties is None else ties,
        Key(rule[1]) if key is None else key,
        rule[2] == Scope.OVERALL if overall is None else overall,
        [Node(board._tree, one) if isinstance(one, int) else one for one in chain],
    )


class Report(Object, Table[Standing]):
    """A report: a row a unit, in the order of adding. Made by :meth:`Board.report`.

    ``report["skhcn"]`` and ``report["skhcn", "1.2"]`` are a :class:`Standing`. Any number of threads may read it. Once the board changed, everything is a
    StateError.

    >>> report = board.report(bands=chiso.Bands({"A": 90, "B": 80}))
    >>> [(row.unit, row.rank, row.band) for row in report]
    [('skhcn', 1, 'A'), ('sxd', 2, 'B')]
    """

    _kind = "report"
    _fields = Standing._fields
    _hidden: Tuple[str, ...] = ("node", "state", "coverage", "lowest", "highest", "lost", "tied")

    def __init__(
        self,
        board: "Board",
        bands: Optional[Bands],
        comparison: Optional["Comparison"] = None,
        ties: Union[Ties, str, None] = None,
        key: Union[Key, str, None] = None,
        overall: Optional[bool] = None,
        tie_break: Optional[Sequence["NodeLike"]] = None,
    ) -> None:
        self.board = board
        self.comparison = comparison
        self._board = board._alias()
        self._before: Optional["Board"] = None
        options = _options_of(board, comparison, ties, key, overall, tie_break)
        struct = structs.report_options(size=ctypes.sizeof(structs.report_options))
        struct.ranking = ctypes.pointer(options.struct)
        if comparison is not None:
            struct.comparison = comparison._c
            self._before = comparison._before
        self.bands = comparison.bands if comparison is not None else None
        self._bands = comparison._bands if comparison is not None else None
        if bands is not None:
            self.bands = expect(bands, Bands, "bands")
            self._bands = kept(bands)
        shown = self._bands if bands is None else bands
        struct.bands = None if shown is None else shown._c
        handle = new_handle("report")
        with Reading(board, self._before, shown):
            call(lib.chiso_report_new, board._c, struct, handle)
        super().__init__(handle, board._guard)
        empty = [name for name, there in (("block", board.blocks() != [""]), ("band", shown is not None)) if not there]
        self._hidden = (*Report._hidden, *empty)

    def _read(self) -> Reading:
        return Reading(self._board, self._before)

    def _standing(self, unit: int, node: int) -> Standing:
        struct = structs.standing()
        handle, board = self._c, self._board
        way: Any = self._guard.look if self._before is None else self._read()
        with way:
            ask_figures(self._stale(), lambda: board._named(unit, node), lib.chiso_report_standing, handle, unit, node, struct)
            texts = board._texts(unit)
            code = lib.chiso_node_code(board._tree._c, node).decode()
        return standing_of(struct, texts, code, board._digits, self._bands)

    def _stale(self) -> str:
        return f"the report is of an earlier state of the board{'' if self._before is None else ', or of the earlier board it is compared with'}"

    def _row(self, index: int) -> Standing:
        return self._standing(index, 0)

    def __len__(self) -> int:
        self._c
        return len(self._board)

    @overload
    def __getitem__(self, key: int) -> Standing: ...

    @overload
    def __getitem__(self, key: slice) -> Table[Standing]: ...

    @overload
    def __getitem__(self, key: Union[str, "Unit", Tuple[Union[str, "Unit"], "NodeLike"]]) -> Standing: ...

    def __getitem__(self, key: Any) -> Any:
        if isinstance(key, (int, slice)):
            return super().__getitem__(key)
        unit, node = key if isinstance(key, tuple) else (key, "")
        return self._standing(self._board._unit(unit), self._board._tree[node].id)

    def to_json(self, unit: Any = None) -> str:
        """The report as JSON, format "chiso.scoreboard/1", of all units or of one. Numbers are exact decimals.

        >>> board.report().to_json("sxd")[:33]
        '{ "format": "chiso.scoreboard/1",'
        """
        with self._read():
            if unit is None:
                return written(lib.chiso_report_write_json, self._c).decode()
            return written(lib.chiso_report_write_unit_json, self._c, self._board._unit(unit), None).decode()

    def to_csv(self, unit: Any = None, style: Union[CsvStyle, str] = CsvStyle.POINT) -> str:
        """The report as CSV: a row a unit, or the nodes of one unit. ``style`` "comma" is what a Vietnamese spreadsheet program opens.

        >>> print(board.report().to_csv().splitlines()[1])
        skhcn,skhcn,so,yes,scored,40.8,45,90.67,100.00,90.67,90.67,1,2,1,,17.24,23.56
        """
        how = pick(CsvStyle, style, "style")
        with self._read():
            if unit is None:
                return written(lib.chiso_report_write_csv, self._c, how).decode()
            return written(lib.chiso_report_write_unit_csv, self._c, self._board._unit(unit), how).decode()

    def detail_json(
        self,
        unit: Any,
        *,
        ledger: Optional["Ledger"] = None,
        target: Optional["Target"] = None,
        what_if: Optional["WhatIf"] = None,
        explanation: Optional["Explanation"] = None,
    ) -> str:
        """The document of :meth:`to_json` of one unit, and in its result whatever of these is given. Each is of the report's board, and all but the what-if of
        this unit: anything else is a ShapeError. A report of a comparison also tells what the changes of the unit's percent and rank are made of.

        >>> import json
        >>> detail = board.report().detail_json("sxd", ledger=board["sxd"].ledger(), target=board["sxd"].target(rank=1))
        >>> json.loads(detail)["results"][0]["target"]["plan"]
        [{'leaf': '1', 'from': 15, 'to': 16.8, 'gain': 1.8, 'effort': None}]
        """
        number, parts = self._board._unit(unit), _parts(ledger, target, what_if, explanation)
        struct = structs.detail(ctypes.sizeof(structs.detail), *(None if part is None else part._c for part in parts))
        alone: Any = contextlib.nullcontext() if what_if is None else what_if._guard.change
        with alone, self._read():
            struct.comparison = lib.chiso_report_comparison(self._c)
            return written(lib.chiso_report_write_unit_json, self._c, number, struct).decode()

    def write_json(self, path: Path, unit: Any = None) -> None:
        """Writes :meth:`to_json` to a file, as a whole or not at all.

        >>> board.report().write_json("/no/such/folder/report.json")
        Traceback (most recent call last):
            ...
        chiso.errors.FileError: /no/such/folder/report.json cannot be written: No such file or directory
        """
        save(path, self.to_json(unit).encode())

    def write_csv(self, path: Path, unit: Any = None, style: Union[CsvStyle, str] = CsvStyle.POINT) -> None:
        """Writes :meth:`to_csv` to a file, as a whole or not at all.

        >>> board.report().write_csv("/no/such/folder/report.csv")
        Traceback (most recent call last):
            ...
        chiso.errors.FileError: /no/such/folder/report.csv cannot be written: No such file or directory
        """
        save(path, self.to_csv(unit, style).encode())
