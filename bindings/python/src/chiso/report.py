"""Reports: a scored board with the ranks of every node and the bands, ready to be read and written."""

from __future__ import annotations

import contextlib
import ctypes
from decimal import Decimal
from typing import TYPE_CHECKING, Any, ContextManager, Dict, NamedTuple, Optional, Tuple, Type, Union, overload

from ._enums import CsvStyle, State, pick
from ._handle import Object, Reading, expect, new_handle
from ._library import lib
from ._records import Rank, members, place_of
from ._structs import structs
from ._table import Table
from ._text import Path, save, written
from .bands import Bands, band_name, kept
from .errors import ask, call
from .ranking import RankOptions

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
    _hidden = ("node", "state", "coverage", "lowest", "highest", "lost", "tied")

    def __init__(self, board: "Board", options: Optional[RankOptions], bands: Optional[Bands], comparison: Optional["Comparison"] = None) -> None:
        self.board = board
        self._board = board._alias()
        self.bands = None if bands is None else expect(bands, Bands, "bands")
        self._bands = kept(bands)
        struct = structs.report_options(size=ctypes.sizeof(structs.report_options))
        if options is not None:
            struct.ranking = ctypes.pointer(options.struct)
        struct.bands = bands._c if bands is not None else None
        struct.comparison = comparison._c if comparison is not None else None
        handle = new_handle("report")
        with Reading(board, bands, comparison):
            call(lib.chiso_report_new, board._c, struct, handle)
        super().__init__(handle, board._guard)

    def _standing(self, unit: int, node: int) -> Standing:
        struct = structs.standing()
        handle, board = self._c, self._board
        with self._guard.look:
            ask("the report is of an earlier state of the board", lib.chiso_report_standing, handle, unit, node, struct)
            texts = board._texts(unit)
            code = lib.chiso_node_code(board._tree._c, node).decode()
        return standing_of(struct, texts, code, board._digits, self._bands)

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
        with self._guard.read:
            if unit is None:
                return written(lib.chiso_report_write_json, self._c).decode()
            return written(lib.chiso_report_write_unit_json, self._c, self._board._unit(unit)).decode()

    def detail_json(
        self,
        unit: Any,
        *,
        ledger: Optional["Ledger"] = None,
        target: Optional["Target"] = None,
        what_if: Optional["WhatIf"] = None,
        explanation: Optional["Explanation"] = None,
        comparison: Optional["Comparison"] = None,
    ) -> str:
        """The document of one unit with all that is known of it: each part that is given, under its name, in the result of the unit.

        Raises ShapeError for a part of another board or unit.

        >>> import json
        >>> text = board.report().detail_json("sxd", ledger=board["sxd"].ledger())
        >>> json.loads(text)["results"][0]["ledger"]["lost"]
        6
        """
        from .compare import Comparison
        from .explain import Explanation
        from .ledger import Ledger
        from .target import Target
        from .what_if import WhatIf

        kinds: Dict[str, Type[Object]] = {
            "ledger": Ledger, "target": Target, "what_if": WhatIf, "explanation": Explanation, "comparison": Comparison
        }
        parts = {"ledger": ledger, "target": target, "what_if": what_if, "explanation": explanation, "comparison": comparison}
        struct = structs.detail(size=ctypes.sizeof(structs.detail))
        for name, part in parts.items():
            setattr(struct, name, expect(part, kinds[name], name)._c if part is not None else None)
        alone: ContextManager[Any] = contextlib.nullcontext()
        if what_if is not None:
            alone = what_if._guard.change
        with self._guard.read, Reading(ledger, target, explanation, comparison), alone:
            return written(lib.chiso_report_write_detail_json, self._c, self._board._unit(unit), struct).decode()

    def to_csv(self, unit: Any = None, style: Union[CsvStyle, str] = CsvStyle.POINT) -> str:
        """The report as CSV: a row a unit, or the nodes of one unit. ``style`` "comma" is what a Vietnamese spreadsheet program opens.

        >>> print(board.report().to_csv().splitlines()[1])
        skhcn,skhcn,so,yes,scored,40.8,45,90.67,100.00,90.67,90.67,1,2,1,,17.24,23.56
        """
        how = pick(CsvStyle, style, "style")
        with self._guard.read:
            if unit is None:
                return written(lib.chiso_report_write_csv, self._c, how).decode()
            return written(lib.chiso_report_write_unit_csv, self._c, self._board._unit(unit), how).decode()

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
