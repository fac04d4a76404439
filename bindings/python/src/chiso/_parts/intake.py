"""Reading files and saying all that is wrong or doubtful in them."""

from __future__ import annotations

from typing import Any, List, NamedTuple, Optional, Tuple, Union

from .._c.calls import ask, call
from .._c.enums import Doubt, RemarkKind, Status
from .._c.guard import Reading
from .._c.handle import Object, expect, make, new_handle
from .._c.library import lib
from .._c.structs import structs
from .._in.text import Path, content, path_of
from .._out.table import Table
from .bands import Bands
from .board import Board
from .mapping import Mapping, MappingLike, mapping_of
from .maps import Map
from .report import Report
from .tree import Tree


class Remark(NamedTuple):
    """Something that is wrong or doubtful in a file; ``line`` and ``column`` are from 1, and 0 for
    the file as a whole.

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


class Intake(Object, Table[Remark]):
    """Reads files as :meth:`Tree.read_csv`, :meth:`Board.read_csv` and their like do, on to their
    ends, and is the table of its remarks: mistakes, for which a file is refused, up to ``limit`` of
    them (0 for all), and doubts: what was read but can be read in two ways, or is probably not
    meant. What is raised is the first mistake.

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
    _hidden: Tuple[str, ...] = ("status", "doubt", "unit", "criterion", "message_vi")

    def __init__(self, limit: int = 20) -> None:
        handle = new_handle("intake")
        call(lib.chiso_intake_new, limit, None, handle)
        super().__init__(handle)

    def tree(self, path: Path, text: Optional[Union[str, bytes]] = None) -> Tree:
        """Reads a criteria file, or the text that is given as one of that name.

        >>> chiso.Intake().tree("c.csv", "code,title,max\\n1,Steering,19\\n")["1"].max
        Decimal('19')
        """
        handle = new_handle("tree")
        self._read(lib.chiso_intake_tree, path, text, None, handle)
        return make(Tree, handle)

    def board(
        self,
        tree: Tree,
        path: Path,
        text: Optional[Union[str, bytes]] = None,
        mapping: MappingLike = None,
    ) -> Board:
        """Reads a points file, or a sheet as a mapping says, into a new board. Figures that the
        sheet prints are kept until :meth:`check_printed`.

        >>> chiso.Intake().board(tree, "p.csv", "unit,1,2\\na,1,2\\n")["a", "2"].cell.value
        Decimal('2')
        """
        board = Board(expect(tree, Tree, "tree"))
        how = mapping_of(mapping)
        rest = (None if how is None else how._c, board._c)
        with Reading(how):
            self._read(lib.chiso_intake_sheet, path, text, *rest)
        return board

    def mapping(self, path: Path, text: Optional[Union[str, bytes]] = None) -> Mapping:
        """Reads a mapping.

        >>> len(chiso.Intake().mapping("read.csv", "what,value\\ndash,0\\n"))
        1
        """
        handle = new_handle("mapping")
        self._read(lib.chiso_intake_mapping, path, text, None, handle)
        return make(Mapping, handle)

    def check_printed(self, report: Report, path: Path) -> "Intake":
        """Compares the figures that a sheet prints, read under this name, with those of a report of
        its board, rounded to the digits that are printed; each that does not agree is a doubt.

        >>> intake, how = chiso.Intake(), {"column:Sum": "total"}
        >>> board = intake.board(tree, "p.csv", "unit,1,2,Sum\\na,1,2,3\\nb,2,2,5\\n", how)
        >>> print(intake.check_printed(board.score().report(), "p.csv").doubts[-1].message)
        unit b: the total is printed as "5", and comes out as 4
        """
        expect(report, Report, "report")
        with report._read(), self._guard.work:
            call(lib.chiso_report_check_printed, report._c, self._c, path_of(path))
        return self

    def bands(self, path: Path, text: Optional[Union[str, bytes]] = None) -> Bands:
        """Reads a bands file.

        >>> len(chiso.Intake().bands("b.csv", "band,from\\nA,90%\\nB,80\\n"))
        2
        """
        handle = new_handle("bands")
        self._read(lib.chiso_intake_bands, path, text, None, handle)
        return make(Bands, handle)

    def map(self, path: Path, text: Optional[Union[str, bytes]] = None) -> Map:
        """Reads a map.

        >>> len(chiso.Intake().map("m.csv", "old,new\\n3,4\\n"))
        1
        """
        handle = new_handle("map")
        self._read(lib.chiso_intake_map, path, text, None, handle)
        return make(Map, handle)

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

    def _read(
        self, function: Any, path: Path, text: Optional[Union[str, bytes]], *rest: Any
    ) -> None:
        data = None if text is None else content(text, "the text")
        with self._guard.work:
            call(
                function,
                self._c,
                path_of(path),
                data,
                0 if data is None else len(data),
                *rest,
                path=str(path),
            )

    def __len__(self) -> int:
        return int(lib.chiso_intake_count(self._c))

    def _row(self, index: int) -> Remark:
        struct = structs.remark()
        ask("the remark", lib.chiso_intake_at, self._c, index, struct)
        return Remark(
            struct.file.decode(),
            struct.line,
            struct.column,
            RemarkKind(struct.kind),
            Status(struct.status),
            Doubt(struct.doubt),
            struct.unit.decode(),
            struct.criterion.decode(),
            struct.message.decode(),
            struct.message_vi.decode(),
        )
