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
from .compare import Comparison
from .maps import Map
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

    def board(self, tree: Tree, path: Path, text: Optional[Union[str, bytes]] = None) -> Board:
        """Reads a points file into a new board.

        >>> chiso.Intake().board(tree, "p.csv", "unit,1,2\\na,1,2\\n")["a", "2"].cell.value
        Decimal('2')
        """
        board = Board(expect(tree, Tree, "tree"))
        self._read(lib.chiso_intake_board, path, text, board._c)
        return board

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
