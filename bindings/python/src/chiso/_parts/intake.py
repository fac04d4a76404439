"""Reading files and saying all that is wrong or doubtful in them."""

from __future__ import annotations

import os
import re
from json import dumps
from typing import Any, BinaryIO, Callable, Dict, List, NamedTuple, Optional, Tuple, Union, cast

from .._c.calls import ask, call
from .._c.enums import Doubt, EditKind, RemarkKind, Status
from .._c.guard import Reading
from .._c.handle import Object, expect, make, new_handle
from .._c.library import lib
from .._c.memory import UINT32_MAX
from .._c.sink import called_back
from .._c.source import SIZE_MAX, asking, callback_of, fetched
from .._c.structs import structs
from .._in.number import truth, whole
from .._in.text import Path, content, path_of
from .._in.workbook import Sheet, SheetName, criteria_text, is_workbook, placed
from .._out.table import Table
from .bands import Bands
from .board import Board
from .compare import Comparison
from .mapping import Mapping, MappingLike, mapping_of
from .maps import Map
from .report import Report
from .tree import Tree
from .workbook import points_text


class Remark(NamedTuple):
    """Something that is wrong or doubtful in a file; ``line`` and ``column`` are from 1, and 0 for
    the file as a whole. In a workbook they are the numbers of row and column, and ``place`` names
    the cell as a spreadsheet does.

    >>> intake = chiso.Intake()
    >>> rates = intake.tree("c.csv", "code,title,max,rule\\n1,A,5,rate\\n")
    >>> _ = intake.board(rates, "p.csv", "unit,1\\na,50%\\nb,150%\\n")
    >>> intake[0].doubt, intake[0].line, intake[0].unit
    (<Doubt.RATE: 3>, 3, 'b')
    """

    file: str
    line: int
    column: int
    kind: RemarkKind
    status: Status
    doubt: Doubt
    unit: str
    criterion: str
    message: str
    message_vi: str
    place: str = ""


class Edit(NamedTuple):
    """One thing that taking a points file would change: a cell, a ``note`` of that name, or the
    name, block or ``ranked`` of a unit, from what it ``was`` to what it ``becomes``, as text; or a
    unit that comes.

    >>> intake = chiso.Intake()
    >>> board = chiso.Board.from_csv(tree, "unit,1,2\\na,1,2\\n")
    >>> intake.read(board, "p.csv", "unit,1,2\\na,1,3\\nb,4,5\\n")
    >>> [(edit.kind.word, edit.unit, edit.was, edit.becomes) for edit in intake.edits]
    [('cell', 'a', '2', '3'), ('unit', 'b', '', 'b')]
    """

    kind: EditKind
    unit: str
    criterion: str
    was: str
    becomes: str
    note: str = ""


#: The text of a file that is at hand, or what reads it: a file that is open, an upload.
Text = Union[str, bytes, BinaryIO, None]


class Intake(Object, Table[Remark]):
    """Reads files as :meth:`Tree.read_csv`, :meth:`Board.read_csv` and their like do, on to their
    ends, and is the table of its remarks: mistakes, for which a file is refused, up to ``limit`` of
    them (0 for all), and doubts: what was read but can be read in two ways, or is probably not
    meant. What is raised is the first mistake. A file whose name ends in .xlsx is a workbook, of
    which ``sheet`` says the name or the number, from 1, where there are several; what is said of
    that is said of the file ``PATH!SHEET``.

    A file with more than ``max_bytes``, ``max_units``, ``max_blocks`` or ``max_cells`` (units times
    criteria that are scored directly) is refused with a LimitError; 0 is no limit. With
    ``known_units``, units that the board does not have are mistakes. ``go_on(read, size)`` is asked
    now and then, with how many bytes of how many were read (0 of those that are not known yet):
    what it raises is raised, and False ends the reading with a StoppedError. Instead of its text,
    an open binary file may be given.

    >>> intake = chiso.Intake()
    >>> intake.tree("c.csv", "code,title,max\\n1,Steering,ten\\n1,Procedures,5\\n")
    Traceback (most recent call last):
        ...
    chiso.errors.NumberError: c.csv:2:12: criterion 1, max: "ten" is not a number; expected digits \
with at most one decimal mark, such as 17.24
    >>> [(remark.line, remark.status.name) for remark in intake]
    [(2, 'E_NUMBER'), (3, 'E_DUPLICATE')]
    """

    _kind = "intake"
    _fields = Remark._fields
    _hidden: Tuple[str, ...] = ("status", "doubt", "unit", "criterion", "message_vi", "place")

    def __init__(
        self,
        limit: int = 20,
        *,
        max_bytes: int = 0,
        max_units: int = 0,
        max_blocks: int = 0,
        max_cells: int = 0,
        known_units: bool = False,
        go_on: Optional[Callable[[int, int], Any]] = None,
    ) -> None:
        handle = new_handle("intake")
        call(lib.chiso_intake_new, limit, None, handle)
        super().__init__(handle)
        met: List[BaseException] = []
        asked = asking(go_on, met)
        options = structs.sized(
            "intake_options",
            bytes=whole(max_bytes, "max_bytes", SIZE_MAX),
            units=whole(max_units, "max_units", UINT32_MAX),
            blocks=whole(max_blocks, "max_blocks", UINT32_MAX),
            cells=whole(max_cells, "max_cells", 2**64 - 1),
            known_units=truth(known_units, "known_units"),
        )
        if go_on is not None:
            options.go_on = callback_of(asked)
        # C calls the function as long as the intake lives.
        self._met, self._asked, self._options = met, asked, options
        self._sheets: Dict[str, Sheet] = {}
        call(lib.chiso_intake_set_options, self._c, options)

    def tree(
        self,
        path: Path,
        text: Text = None,
        mapping: MappingLike = None,
        sheet: SheetName = None,
    ) -> Tree:
        """Reads a criteria file, or the text that is given as one of that name; its codes are the
        numbers of an outline where a mapping says ``outline``.

        >>> chiso.Intake().tree("c.csv", "code,title,max\\n1,Steering,19\\n")["1"].max
        Decimal('19')
        """
        handle, how = new_handle("tree"), mapping_of(mapping)
        given = None if how is None else how._c
        with Reading(how):
            self._read_other(lib.chiso_intake_tree_sheet, path, text, sheet, given, None, handle)
        return make(Tree, handle)

    def board(
        self,
        tree: Tree,
        path: Path,
        text: Text = None,
        mapping: MappingLike = None,
        sheet: SheetName = None,
    ) -> Board:
        """Reads a points file, or a sheet as a mapping says, into a new board. Figures that the
        sheet prints are kept until :meth:`check_printed`.

        >>> chiso.Intake().board(tree, "p.csv", "unit,1,2\\na,1,2\\n")["a", "2"].cell.value
        Decimal('2')
        """
        board = Board(expect(tree, Tree, "tree"))
        self._read_points(lib.chiso_intake_sheet, path, text, mapping, sheet, board)
        return board

    def mapping(self, path: Path, text: Text = None, sheet: SheetName = None) -> Mapping:
        """Reads a mapping.

        >>> len(chiso.Intake().mapping("read.csv", "what,value\\ndash,0\\n"))
        1
        """
        handle = new_handle("mapping")
        self._read_other(lib.chiso_intake_mapping, path, text, sheet, None, handle)
        return make(Mapping, handle)

    def check_printed(self, report: Report, path: Path, sheet: SheetName = None) -> "Intake":
        """Compares the figures that a sheet prints, read under this name, with those of a report of
        its board, rounded to the digits that are printed; each that does not agree is a doubt.

        >>> intake, how = chiso.Intake(), {"column:Sum": "total"}
        >>> board = intake.board(tree, "p.csv", "unit,1,2,Sum\\na,1,2,3\\nb,2,2,5\\n", how)
        >>> print(intake.check_printed(board.score().report(), "p.csv").doubts[-1].message)
        unit b: the total is printed as "5", and comes out as 4
        """
        expect(report, Report, "report")
        with report._read(), self._guard.work:
            call(lib.chiso_report_check_printed, report._c, self._c, path_of(_label(path, sheet)))
        return self

    def read(
        self,
        board: Board,
        path: Path,
        text: Text = None,
        mapping: MappingLike = None,
        sheet: SheetName = None,
    ) -> None:
        """Reads a points file, or a sheet as a mapping says, for a board, which stays as it is:
        :attr:`edits` tells what would change, and :meth:`take` puts it into the board.

        >>> board = chiso.Board.from_csv(tree, "unit,1,2\\na,1,2\\n")
        >>> chiso.Intake(known_units=True).read(board, "p.csv", "unit,1\\nb,3\\n")
        Traceback (most recent call last):
            ...
        chiso.errors.UnitError: p.csv:2:1: unit b is not known
        """
        expect(board, Board, "board")
        with board._guard.read:
            self._read_points(lib.chiso_intake_read_sheet, path, text, mapping, sheet, board)

    @property
    def edits(self) -> List[Edit]:
        """What taking what was read would change, in the order of the units in the file.

        >>> chiso.Intake().edits
        []
        """
        struct, edits = structs.edit(), []
        for index in range(lib.chiso_intake_edit_count(self._c)):
            ask("the edit", lib.chiso_intake_edit_at, self._c, index, struct)
            texts = (struct.unit, struct.criterion, struct.was, struct.becomes, struct.note)
            edits.append(Edit(EditKind(struct.kind), *(text.decode() for text in texts)))
        return edits

    def take(self, board: Board) -> Board:
        """Puts what was read into a board, mostly the one that it was read for, once.

        >>> board = chiso.Board.from_csv(tree, "unit,1,2\\na,1,2\\n")
        >>> intake = chiso.Intake()
        >>> intake.read(board, "p.csv", "unit,1,2\\na,1,3\\n")
        >>> intake.take(board)["a", "2"].cell.value
        Decimal('3')
        """
        expect(board, Board, "board")
        with self._guard.work, board._guard.work:
            call(lib.chiso_intake_take, self._c, board._c)
        return board

    def bands(self, path: Path, text: Text = None, sheet: SheetName = None) -> Bands:
        """Reads a bands file.

        >>> len(chiso.Intake().bands("b.csv", "band,from\\nA,90%\\nB,80\\n"))
        2
        """
        handle = new_handle("bands")
        self._read_other(lib.chiso_intake_bands, path, text, sheet, None, handle)
        return make(Bands, handle)

    def map(self, path: Path, text: Text = None, sheet: SheetName = None) -> Map:
        """Reads a map.

        >>> len(chiso.Intake().map("m.csv", "old,new\\n3,4\\n"))
        1
        """
        handle = new_handle("map")
        self._read_other(lib.chiso_intake_map, path, text, sheet, None, handle)
        return make(Map, handle)

    def comparison(
        self, comparison: Comparison, path: Path = "", unit_map: Optional[Map] = None
    ) -> None:
        """Looks for units that only one board of a comparison has, and that are nearly one that
        only the other has; ``unit_map`` is the one that the comparison was made with.

        >>> before = chiso.Board.from_csv(tree, "unit,1,2\\na,1,2\\nHue,3,4\\n").score()
        >>> now = chiso.Board.from_csv(tree, "unit,1,2\\na,1,2\\nHuế,5,4\\n").score()
        >>> intake = chiso.Intake()
        >>> intake.comparison(now.compare(before))
        >>> intake[0].doubt, intake[0].message[-7:]
        (<Doubt.RENAMED_UNIT: 13>, 'Hue,Huế')
        """
        given = None if unit_map is None else expect(unit_map, Map, "unit_map")._c
        with self._guard.work, Reading(expect(comparison, Comparison, "comparison"), unit_map):
            call(
                lib.chiso_intake_comparison,
                self._c,
                path_of(path),
                comparison._c,
                given,
                path=str(path),
            )

    @property
    def mistakes(self) -> List[Remark]:
        """The mistakes.

        >>> chiso.Intake().mistakes
        []
        """
        count = lib.chiso_intake_mistake_count(self._c)
        return [remark for remark in self if remark.kind is RemarkKind.MISTAKE] if count else []

    @property
    def doubts(self) -> List[Remark]:
        """The doubts.

        >>> chiso.Intake().doubts
        []
        """
        return [remark for remark in self if remark.kind is RemarkKind.DOUBT]

    def _read_points(
        self,
        function: Any,
        path: Path,
        text: Text,
        mapping: MappingLike,
        sheet: SheetName,
        board: Board,
    ) -> None:
        how, found = mapping_of(mapping), None
        if _is_sheet(path, sheet):
            found, text, how = points_text(path, sheet, how, *self._workbook(text))
        label = _label(path, sheet)
        with Reading(how):
            self._read(function, label, text, found, None if how is None else how._c, board._c)

    def _read_other(
        self, function: Any, path: Path, text: Text, sheet: SheetName, *rest: Any
    ) -> None:
        found = None
        if _is_sheet(path, sheet):
            found, text = criteria_text(path, sheet, *self._workbook(text))
        self._read(function, _label(path, sheet), text, found, *rest)

    def _workbook(self, text: Text) -> Tuple[Optional[bytes], int]:
        """The bytes of a workbook, where they are at hand, and how many are taken at most."""
        most = int(self._options.bytes)
        if text is not None and hasattr(text, "read"):
            return cast(BinaryIO, text).read(), most
        return None if text is None else content(cast(bytes, text), "the workbook"), most

    def _read(
        self, function: Any, path: Path, text: Text, sheet: Optional[Sheet], *rest: Any
    ) -> None:
        name = os.fsdecode(path_of(path))
        # Its remarks are about what was read last under this name.
        self._sheets.pop(name, None)
        if sheet is not None:
            self._sheets[name] = sheet
            self._hidden = Intake._hidden[:-1]

        def read() -> None:
            data: Any = None
            size = 0
            if text is not None and hasattr(text, "read"):
                data, size = fetched(self._c, path_of(path), cast(BinaryIO, text), self._met)
            elif text is not None:
                data = content(cast(bytes, text), "the text")
                size = len(data)
            call(function, self._c, path_of(path), data, size, *rest, path=str(path))

        with placed(sheet), self._guard.work:
            called_back(self._asked, self._met, read)

    def _placed(self, json: str) -> str:
        """A report with the places of its doubts as sheets have them."""
        for name, sheet in self._sheets.items():
            file = dumps(name, ensure_ascii=False)

            def number(found: "re.Match[str]") -> str:
                return f"{found[1]}{sheet.column(int(found[2]), int(found[3]))}"

            pattern = rf'("file": {re.escape(file)}, "line": (\d+), "column": )(\d+)'
            json = re.sub(pattern, number, json)
        return json

    def _columns(self) -> Dict[Tuple[int, int, str], int]:
        """By line, column and message of remarks about the texts of sheets, the columns there."""
        struct, columns = structs.remark(), {}
        for index in range(len(self) if self._sheets else 0):
            ask("the remark", lib.chiso_intake_at, self._c, index, struct)
            sheet = self._sheets.get(struct.file.decode())
            if sheet is not None:
                place = struct.line, struct.column
                columns[(*place, struct.message.decode())] = sheet.column(*place)
        return columns

    def __len__(self) -> int:
        return int(lib.chiso_intake_count(self._c))

    def _row(self, index: int) -> Remark:
        struct = structs.remark()
        ask("the remark", lib.chiso_intake_at, self._c, index, struct)
        file, column, place = struct.file.decode(), struct.column, ""
        sheet = self._sheets.get(file)
        if sheet is not None:
            column, place = sheet.column(struct.line, column), sheet.place(struct.line, column)
        return Remark(
            file,
            struct.line,
            column,
            RemarkKind(struct.kind),
            Status(struct.status),
            Doubt(struct.doubt),
            struct.unit.decode(),
            struct.criterion.decode(),
            struct.message.decode(),
            struct.message_vi.decode(),
            place,
        )


def _label(path: Path, sheet: SheetName) -> Path:
    """The name under which a sheet is read: several of one workbook are several files."""
    return path if sheet is None else f"{os.fsdecode(path_of(path))}!{sheet}"


def _is_sheet(path: Path, sheet: SheetName) -> bool:
    """Whether a file is a workbook; only of those a sheet is named."""
    if sheet is not None and not is_workbook(path):
        raise TypeError(f"sheet is {sheet!r}, and {path} is no workbook (.xlsx)")
    return is_workbook(path)
