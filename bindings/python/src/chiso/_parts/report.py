"""Reports: a scored board with the ranks of every node and the bands, to be read and written."""

from __future__ import annotations

import contextlib
from itertools import repeat
from typing import TYPE_CHECKING, Any, Dict, List, Optional, Sequence, Tuple, Union, overload

from .._c.calls import ask, call, check_figures
from .._c.enums import (
    DECIMAL_PLACES,
    ROOT,
    CsvStyle,
    Key,
    Language,
    RowOrder,
    Scope,
    State,
    Ties,
    pick,
)
from .._c.guard import Reading
from .._c.handle import Object, expect, intake_if_any, new_handle
from .._c.library import lib
from .._c.memory import numpy_for, numpy_records, pointer_of, room
from .._c.sink import written
from .._c.structs import structs
from .._in.text import Code, Path
from .._out.figure import Figure
from .._out.page import Page
from .._out.file import save
from .._out.frames import Millionths, Ranks, check_numbers, frame_of, objects_for, pandas_for
from .._out.table import Table
from .bands import Bands, band_name, kept
from .compare import Comparison
from .drawing import CHARTS, Brush, Look, Pictured, the_unit, whole_index
from .explain import Explanation
from .figures import Figures
from .ledger import Ledger
from .node import Node, NodeLike
from .options import RankOptions, RankRules, rules_of
from .pages import PAGES, Paged, Press, Subject, check_subject
from .robustness import Robustness
from .standing import Standing, standing_of
from .target import Target
from .what_if import WhatIf

if TYPE_CHECKING:
    from .board import Board
    from .intake import Intake
    from .score import Unit

_POINTS = ("achieved", "max")
_PERCENTS = ("percent", "coverage", "lowest", "highest")


def _parts(
    ledger: Any, target: Any, what_if: Any, explanation: Any
) -> Tuple[Optional[Object], ...]:
    """The parts of a detail, each of its class or None."""
    given: Tuple[Any, ...] = (
        ("ledger", ledger, Ledger),
        ("target", target, Target),
        ("what_if", what_if, WhatIf),
        ("explanation", explanation, Explanation),
    )
    return tuple(None if part is None else expect(part, kind, what) for what, part, kind in given)


def _options_of(
    board: "Board", comparison: Any, ties: Any, key: Any, overall: Optional[bool], tie_break: Any
) -> RankOptions:
    """How a report ranks: as it is told, what it is not told as its comparison does."""
    rule: Tuple[Any, ...] = (Ties.COMPETITION, Key.EXACT, Scope.BLOCKS, ())
    if comparison is not None:
        rule = expect(comparison, Comparison, "comparison")._options.rule
    if tie_break is None:
        tie_break = [Node(board._tree, number) for number in rule[3]]
    return RankOptions(
        board,
        Ties(rule[0]) if ties is None else ties,
        Key(rule[1]) if key is None else key,
        rule[2] == Scope.OVERALL if overall is None else overall,
        tie_break,
    )


class Report(Object, Pictured, Paged, Table[Standing]):
    """A report: a row a unit, in the order of adding. Made by :meth:`Board.report`.

    ``report["skhcn"]`` and ``report["skhcn", "1.2"]`` are a :class:`Standing`. Any number of
    threads may read it. Once the board changed, everything is a StateError.

    >>> report = board.report(bands=chiso.Bands({"A": 90, "B": 80}))
    >>> [(row.unit, row.rank, row.band) for row in report]
    [('skhcn', 1, 'A'), ('sxd', 2, 'B')]
    """

    _kind = "report"
    _pictures = ("ranking", "heat", "profile", "lost")
    _fields = Standing._fields
    _bars = {"percent": 100}
    _hidden: Tuple[str, ...] = ("node", "state", "coverage", "lowest", "highest", "lost", "tied")

    def __init__(
        self,
        board: "Board",
        bands: Optional[Bands],
        comparison: Optional[Comparison] = None,
        ties: Union[Ties, str, None] = None,
        key: Union[Key, str, None] = None,
        overall: Optional[bool] = None,
        tie_break: Optional[Sequence[NodeLike]] = None,
        intake: Optional["Intake"] = None,
        language: Union[Language, str] = Language.ENGLISH,
        order: Union[RowOrder, str] = RowOrder.FILE,
        robustness: Optional[Robustness] = None,
    ) -> None:
        self.board = board
        self.comparison = comparison
        self._board = board._alias()
        self._before: Optional["Board"] = None
        options = _options_of(board, comparison, ties, key, overall, tie_break)
        struct = structs.sized("report_options", point_places=DECIMAL_PLACES)
        struct.ranking = pointer_of(options.struct)
        struct.language = pick(Language, language, "language")
        struct.order = pick(RowOrder, order, "order")
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
        self._intake: Any = None
        self._reader = intake
        if intake is not None:
            # C keeps no intake alive; the reference does.
            self._intake = struct.intake = intake_if_any(intake)._c
        self._drawn: Any = None
        self.robustness = robustness
        if robustness is not None:
            # As with an intake.
            drawn = expect(robustness, Robustness, "robustness")
            self._drawn = struct.robustness = drawn._c
        handle = new_handle("report")
        with Reading(board, self._before, shown, robustness):
            call(lib.chiso_report_new, board._c, struct, handle)
        super().__init__(handle, board._guard)
        empty = () if board.blocks() != [""] else ("block",)
        self._hidden = (*Report._hidden, *empty, *(() if shown is not None else ("band",)))

    def _read(self) -> Reading:
        return Reading(self._board, self._before, self.robustness)

    def _standing(self, unit: int, node: int) -> Standing:
        struct = structs.standing()
        handle, board = self._c, self._board
        way: Any = self._guard.look if self._before is None else self._read()
        with way:
            status = lib.chiso_report_standing(handle, unit, node, struct)
            check_figures(status, self._stale(), lambda: board._named(unit, node))
            texts = board._texts(unit)
            code = lib.chiso_node_code(board._tree._c, node).decode()
        return standing_of(struct, texts, code, board._digits, self._bands)

    def _stale(self) -> str:
        earlier = "the report is of an earlier state of the board"
        if self._before is None:
            return earlier
        return f"{earlier}, or of the earlier board it is compared with"

    def _row(self, index: int) -> Standing:
        return self._standing(index, ROOT)

    def __len__(self) -> int:
        self._c
        return len(self._board)

    @overload
    def __getitem__(self, key: int) -> Standing:
        ...

    @overload
    def __getitem__(self, key: slice) -> Table[Standing]:
        ...

    @overload
    def __getitem__(
        self, key: Union[str, "Unit", Tuple[Union[Code, "Unit"], NodeLike]]
    ) -> Standing:
        ...

    def __getitem__(self, key: Any) -> Any:
        if isinstance(key, (int, slice)):
            return super().__getitem__(key)
        unit, node = key if isinstance(key, tuple) else (key, "")
        return self._standing(self._board._unit(unit), self._board._tree[node].id)

    def __contains__(self, value: object) -> bool:
        self._c
        if isinstance(value, (str, Figures)):
            return value in self._board
        return super().__contains__(value)

    @property
    def rules(self) -> RankRules:
        """How it ranks, as what else ranks takes it: a target, a what-if or a comparison that is
        shown beside it is made by the same rules.

        >>> report = board.report(ties="dense", overall=True)
        >>> with board.what_if(**report.rules) as w:
        ...     len(report.detail_json("sxd", what_if=w)) > 0
        True
        """
        struct = structs.sized("rank_options")
        ask("the rules of the report", lib.chiso_report_rules, self._c, struct)
        return rules_of(struct, self._board._tree)

    def _draw(self, kind: str, units: List[str], code: str, look: Look) -> Figure:
        whole_index(kind, code)
        of: Tuple[Any, ...] = (self._c,)
        if kind in ("profile", "lost"):
            of = (self._c, self._board._unit(the_unit(kind, units)))
        with self._read():
            return Brush(look, units).draw(CHARTS[kind], *of)

    def _make_page(self, subject: Subject, press: Press) -> Page:
        check_subject(subject)
        handle, board = self._c, self._board
        with self._read(), Reading(*press.read):
            if subject.node is not None:
                node = board._tree[subject.node].id
                return press.make(lib.chiso_page_criterion, handle, node)
            units = [board._unit(code) for code in subject.units]
            return press.make(PAGES[len(units)], handle, *units)

    def to_json(self, unit: Any = None) -> str:
        """The report as JSON, format "chiso.scoreboard/1", of all units or of one. Numbers are
        exact decimals.

        >>> board.report().to_json("sxd")[:33]
        '{ "format": "chiso.scoreboard/1",'
        """
        if unit is None:
            return self._placed(self._written(lib.chiso_report_write_json))
        number, function = self._board._unit(unit), lib.chiso_report_write_unit_json
        return self._placed(self._written(function, number, None))

    def _placed(self, json: str) -> str:
        return json if self._reader is None else self._reader._placed(json)

    def _written(self, function: Any, *arguments: Any) -> str:
        with self._read():
            return written(function, self._c, *arguments).decode()

    def to_csv(self, unit: Any = None, style: Union[CsvStyle, str] = CsvStyle.POINT) -> str:
        """The report as CSV: a row a unit, or the nodes of one unit. ``style`` "comma" is what a
        Vietnamese spreadsheet program opens; headings are in the language of the report. No number
        has exactly three decimals, which other programs would take for thousands.

        >>> print(board.report().to_csv().splitlines()[1])
        skhcn,skhcn,so,yes,scored,40.8,45,90.67,100.00,90.67,90.67,1,2,1,,17.24,23.56
        """
        how = pick(CsvStyle, style, "style")
        if unit is None:
            return self._written(lib.chiso_report_write_csv, how)
        return self._written(lib.chiso_report_write_unit_csv, self._board._unit(unit), how)

    def detail_json(
        self,
        unit: Any,
        *,
        ledger: Optional[Ledger] = None,
        target: Optional[Target] = None,
        what_if: Optional[WhatIf] = None,
        explanation: Optional[Explanation] = None,
    ) -> str:
        """The document of :meth:`to_json` of one unit, and in its result whatever of these is
        given. Each is of the report's board, and all but the what-if of this unit: anything else is
        a ShapeError. A report of a comparison also tells what the changes of the unit's percent and
        rank are made of.

        >>> import json
        >>> sxd = board["sxd"]
        >>> parts = {"ledger": sxd.ledger(), "target": sxd.target(rank=1)}
        >>> detail = board.report().detail_json("sxd", **parts)
        >>> json.loads(detail)["results"][0]["target"]["plan"]
        [{'leaf': '1', 'from': 15, 'to': 16.8, 'gain': 1.8, 'effort': None}]
        """
        number, parts = self._board._unit(unit), _parts(ledger, target, what_if, explanation)
        names = ("ledger", "target", "what_if", "explanation")
        given = {name: part._c for name, part in zip(names, parts) if part is not None}
        struct = structs.sized("detail", **given)
        alone: Any = contextlib.nullcontext() if what_if is None else what_if._guard.change
        with alone, self._read():
            struct.comparison = lib.chiso_report_comparison(self._c)
            function = lib.chiso_report_write_unit_json
            return self._placed(written(function, self._c, number, struct).decode())

    def write_json(self, path: Path, unit: Any = None) -> None:
        """Writes :meth:`to_json` to a file, as a whole or not at all.

        >>> board.report().write_json("/no/folder/report.json")
        Traceback (most recent call last):
            ...
        chiso.errors.FileError: /no/folder/report.json cannot be written: No such file or directory
        """
        save(path, self.to_json(unit).encode())

    def write_csv(
        self, path: Path, unit: Any = None, style: Union[CsvStyle, str] = CsvStyle.POINT
    ) -> None:
        """Writes :meth:`to_csv` to a file, as a whole or not at all.

        >>> board.report().write_csv("/no/folder/report.csv")
        Traceback (most recent call last):
            ...
        chiso.errors.FileError: /no/folder/report.csv cannot be written: No such file or directory
        """
        save(path, self.to_csv(unit, style).encode())

    def to_pandas(self, numbers: str = "decimal") -> Any:
        """All rows as a DataFrame, written from columns; ``numbers`` as in :meth:`Table.to_pandas`.

        >>> board.report().to_pandas(numbers="float")["lost"].tolist()
        [4.2, 6.0]
        """
        pandas_for("to_pandas()")
        check_numbers(numbers)
        numpy, board = numpy_for("to_pandas()"), self._board
        standings = numpy_records(numpy, self._all_standings(), len(self))
        result, places = standings["result"], standings["place"]
        columns: Dict[str, Any] = dict(zip(("unit", "name"), board._text_columns(numpy)))
        columns.update(block=board._blocks_and_ranked(numpy)[0], node="")
        columns["state"] = objects_for(result["state"], State)
        figures = {name: Millionths(result[name]) for name in _POINTS}
        figures.update((name, Millionths(result[name], board._digits)) for name in _PERCENTS)
        figures["lost"] = Millionths(standings["lost"])
        ranks = {"rank": Ranks(places), "out_of": places["out_of"], "tied": places["tied"]}
        bands = objects_for(standings["band"], lambda number: band_name(self._bands, number))
        return frame_of({**columns, **figures, **ranks, "band": bands}, numbers)

    def _all_standings(self) -> Any:
        handle, board = self._c, self._board
        with self._read():
            count = len(board)
            standings = room("standing", count)
            function = lib.chiso_report_standing
            calls = map(function, repeat(handle), range(count), repeat(ROOT), standings)
            failed = any(calls)
        if failed:
            for unit in range(count):
                self._standing(unit, ROOT)
        return standings
