"""Boards as they are filled: units and cells, one by one, by column, from files and data frames."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, Iterable, Iterator, List, Mapping, Optional, Sequence, Tuple, Type, TypeVar
from typing import Union, overload

from .._c.calls import NOT_SCORED, call, check_figures
from .._c.decimals import decimals_of
from .._c.enums import Status
from .._c.guard import Reading
from .._c.library import lib
from .._c.memory import UINT32_MAX, Lent, numpy_for, numpy_pointer, out, room
from .._c.sink import written
from .._in.column import decimal_column, expect_column
from .._in.number import truth, whole
from .._in.text import Path, content, encode_code, optional, optional_code, path_hint, path_of
from .._out.file import save
from . import columns as _columns
from .cell import name_of, put
from .frames_in import FrameReading, add_frame
from .mapping import MappingLike, frame_text, mapping_of
from .node import Node, NodeLike
from .notes import NotedUnits
from .ratings import Rated
from .score import Score, Unit
from .treated import Treated
from .tree import Tree

UnitLike = Union[str, int, "Unit"]

_B = TypeVar("_B", bound="Cells")


class Cells(NotedUnits, Rated, Treated):
    """The units and cells of a board."""

    @classmethod
    def read_csv(cls: Type[_B], tree: Tree, path: Path, mapping: MappingLike = None) -> _B:
        """A board from a points file, in the wide or the long layout, or from a sheet that a
        :class:`Mapping`, or what one is made of, makes readable. Not scored yet.

        >>> chiso.Board.read_csv(tree, "no/such/file.csv")
        Traceback (most recent call last):
            ...
        chiso.errors.FileError: there is no file no/such/file.csv
        """
        board = cls(tree)
        board.add_csv_file(path, mapping)
        return board

    @classmethod
    def from_csv(
        cls: Type[_B], tree: Tree, text: Union[str, bytes], mapping: MappingLike = None
    ) -> _B:
        """A board from the text of a points file, or of a sheet as :meth:`read_csv` takes it.

        >>> import chiso
        >>> tree = chiso.Tree.from_csv("code,title,max\\n1,A,3\\n")
        >>> len(chiso.Board.from_csv(tree, "unit,1\\na,2\\nb,3\\n"))
        2
        """
        board = cls(tree)
        board.add_csv(text, mapping)
        return board

    def add_csv(self: _B, text: Union[str, bytes], mapping: MappingLike = None) -> _B:
        """Reads units and cells from the text of a points file, or of a sheet as a mapping says;
        all of it, or nothing.

        >>> len(board.add_csv("unit,1\\nhue,9\\n"))
        3
        >>> sheet = "Đơn vị,A\\nhue,-\\nTrung bình,9\\n"
        >>> how = {"column:A": "1", "rows:Trung bình": "skip", "dash": 0}
        >>> board.add_csv(sheet, how)["hue", "1"].cell.value
        Decimal('0')
        """
        data, how = content(text, "the text"), mapping_of(mapping)
        handle = None if how is None else how._c
        with Reading(how), self._guard.work:
            call(
                lib.chiso_board_read_sheet,
                self._c,
                data,
                len(data),
                handle,
                hint=path_hint(text),
            )
            self._changed()
        return self

    def add_csv_file(self: _B, path: Path, mapping: MappingLike = None) -> _B:
        """Reads units and cells from a points file, or from a sheet as a mapping says; all of it,
        or nothing. Raises FileError where it cannot be read.

        >>> board.add_csv_file("no/such/file.csv")
        Traceback (most recent call last):
            ...
        chiso.errors.FileError: there is no file no/such/file.csv
        """
        name, how = path_of(path), mapping_of(mapping)
        handle = None if how is None else how._c
        with Reading(how), self._guard.work:
            call(lib.chiso_board_read_sheet_file, self._c, name, handle, path=str(path))
            self._changed()
        return self

    def to_csv(self) -> str:
        """Units and cells as a points file in the wide layout; where cells have ratings in the
        long one, a row a rating.

        >>> board.to_csv().splitlines()[0]
        'unit,name,block,ranked,1,2'
        """
        with self._guard.read:
            return written(lib.chiso_board_write_csv, self._c).decode()

    def write_csv(self, path: Path) -> None:
        """Writes a points file, as a whole or not at all.

        >>> board.write_csv("/no/folder/points.csv")
        Traceback (most recent call last):
            ...
        chiso.errors.FileError: /no/folder/points.csv cannot be written: No such file or directory
        """
        save(path, self.to_csv().encode())

    def copy(self: _B) -> _B:
        """A board with the same units, cells and, if it is scored, figures, over the same tree.
        From then on neither knows of the other. Time: linear in units × nodes.

        >>> other = board.copy()
        >>> other["sxd", "1"] = 19
        >>> other.score()["sxd"].rank, board["sxd"].rank
        (1, 2)
        """
        return self._copy()

    __copy__ = copy

    @classmethod
    def join(cls: Type[_B], parts: Iterable[_B]) -> _B:
        """One board of the units of several over the same tree, part after part; it is not scored
        yet. So the parts of a large file can be read in threads. CodeError where a unit is in two
        of them.

        >>> parts = [chiso.Board.from_csv(tree, f"unit,1\\n{unit},9\\n") for unit in ("a", "b")]
        >>> chiso.Board.join(parts).units()
        ['a', 'b']
        """
        return cls._joined(list(parts))

    # ---- Units

    def reserve(self: _B, units: int) -> _B:
        """Makes room for so many units at once.

        >>> chiso.Board(tree).reserve(63)
        <Board of 0 units on '', not scored>
        """
        count = whole(units, "the number of units", UINT32_MAX)
        with self._guard.work:
            call(lib.chiso_board_reserve, self._c, count)
            self._forget()
        return self

    def add_unit(
        self,
        code: Union[str, int],
        name: Optional[str] = None,
        block: Optional[str] = None,
        ranked: bool = True,
    ) -> Unit:
        """Adds a unit with every cell missing. Raises CodeError for a code that is empty or there
        already.

        >>> board.add_unit("hue", "Huế", block="huyen").block
        'huyen'
        """
        unit_code = encode_code(code, "the unit")
        texts = optional(name, "the name"), optional(block, "the block")
        is_ranked = truth(ranked, "ranked")
        unit = out("unit")
        with self._guard.change:
            call(lib.chiso_board_add_unit, self._c, unit_code, *texts, unit)
            if not is_ranked:
                call(lib.chiso_board_set_ranked, self._c, unit, False)
            self._forget()
        return Unit(self, int(unit.value))

    def add_units(
        self: _B,
        codes: Sequence[Union[str, int]],
        names: Optional[Sequence[Optional[str]]] = None,
        blocks: Optional[Sequence[Optional[str]]] = None,
        ranked: Optional[Sequence[bool]] = None,
    ) -> _B:
        """Adds many units at once; all of them, or none. Raises CodeError for one that is there
        already.

        >>> len(board.add_units(["a", "b"], names=["A", "B"]))
        4
        """
        _columns.add_units(self, codes, names, blocks, ranked)
        return self

    def set_ranked(self, unit: UnitLike, ranked: bool) -> None:
        """Says whether a unit is ranked; one that is not is scored all the same.

        >>> board.set_ranked("sxd", False)
        >>> len(board.score().ranking())
        1
        """
        is_ranked = truth(ranked, "ranked")
        with self._guard.change:
            call(lib.chiso_board_set_ranked, self._c, self._unit(unit), is_ranked)
            self._forget()

    def rename_unit(
        self, unit: UnitLike, code: Union[str, int, None] = None, name: Optional[str] = None
    ) -> None:
        """Gives a unit another code, another name, or both; None is as before, and the name "" the
        code. Its cells stay. Raises CodeError for a code that is empty or there already.

        >>> board.rename_unit("sxd", "sxdtn", "Sở Xây dựng thành phố")
        >>> board["sxdtn"].name
        'Sở Xây dựng thành phố'
        """
        texts = optional_code(code, "the unit"), optional(name, "the name")
        with self._guard.change:
            call(lib.chiso_board_rename_unit, self._c, self._unit(unit), *texts)
            self._forget()

    def move_unit(self, unit: UnitLike, block: Optional[str]) -> None:
        """Moves a unit to another block, or to none. Its cells stay.

        >>> board.move_unit("sxd", "huyen")
        >>> board["sxd"].block, board.blocks()
        ('huyen', ['so', 'huyen'])
        """
        text = optional(block, "the block")
        with self._guard.change:
            call(lib.chiso_board_move_unit, self._c, self._unit(unit), text)
            self._forget()

    def remove_unit(self, unit: UnitLike) -> None:
        """Removes a unit and its cells. What a :class:`Unit` names stays the same; of the one that
        is gone everything is a UnitError.

        >>> sxd = board["sxd"]
        >>> board.remove_unit("skhcn")
        >>> board.units(), sxd.code, board.score()["sxd"].rank
        (['sxd'], 'sxd', 1)
        """
        with self._guard.change:
            number = self._unit(unit)
            call(lib.chiso_board_remove_unit, self._c, number)
            self._removed.append(number)
            self._changed()

    def __iter__(self) -> Iterator[Unit]:
        seen = len(self._removed)
        for number in range(len(self)):
            if len(self._removed) != seen:
                raise RuntimeError("a unit was removed meanwhile; go through list(board)")
            yield Unit(self, number)

    def __reversed__(self) -> Iterator[Unit]:
        return reversed(list(self))

    @overload
    def __getitem__(self, key: UnitLike) -> Unit:
        ...

    @overload
    def __getitem__(self, key: Tuple[UnitLike, NodeLike]) -> Score:
        ...

    def __getitem__(self, key: Any) -> Score:
        if isinstance(key, tuple):
            unit, node = _pair(key)
            return Unit(self, self._unit(unit))[node]
        return Unit(self, self._unit(key))

    # ---- Cells

    def __setitem__(self, key: Tuple[UnitLike, NodeLike], value: Any) -> None:
        unit, node = _pair(key)
        leaf = self._tree[node]
        with self._guard.change:
            number = self._unit(unit)
            put("board", self._c, lib.chiso_unit_code(self._c, number), number, leaf, value)
            self._changed()

    def __delitem__(self, key: Tuple[UnitLike, NodeLike]) -> None:
        self[key] = None

    def set_column(
        self: _B, leaf: NodeLike, values: Any, *, millionths: bool = False, floats: str = "shortest"
    ) -> _B:
        """Sets the cells of a leaf for all units, in the order of adding: a list, an array of numpy
        or a column of pandas; all of it or nothing.

        Values are as a cell takes them. ``millionths`` says that an int64 array counts millionths,
        which is the fast way; ``floats="exact"`` refuses a float that is no decimal exactly.

        >>> board.set_column("1", [17, "15.5"]).score().achieved("1")
        [Decimal('17'), Decimal('15.5')]
        """
        node = self._tree[leaf]
        expect_column(values, f"the column of {node.code}", len(self))
        column = _columns.column_from(
            values, node, self._code_at, millionths=millionths, floats=floats
        )
        _columns.set_column(self, node, column)
        return self

    def set_rates(
        self: _B,
        leaf: NodeLike,
        numerators: Any,
        denominators: Any,
        *,
        millionths: bool = False,
        floats: str = "shortest",
    ) -> _B:
        """Sets the cells of a leaf to rates for all units: numerators, missing where None, and
        denominators above 0.

        >>> served = chiso.Tree.from_csv("code,title,max,rule\\n1,On time,10,rate\\n")
        >>> rates = chiso.Board(served).add_units(["a", "b"]).set_rates("1", [978, 2], [1000, 3])
        >>> rates.score().achieved("1")
        [Decimal('9.78'), Decimal('6.666667')]
        """
        node = self._tree[leaf]
        columns = []
        for side, values in (("numerator", numerators), ("denominator", denominators)):

            def name(place: int, side: str = side) -> str:
                return f"the {side} of {name_of(node, self._code_at(place))}"

            what = f"the {side}s of {node.code}"
            columns.append(decimal_column(values, what, name, millionths=millionths, floats=floats))
        _columns.set_rates(self, node, *columns)
        return self

    def set_columns(
        self: _B,
        values: Any,
        leaves: Optional[Sequence[NodeLike]] = None,
        *,
        millionths: bool = False,
        floats: str = "shortest",
    ) -> _B:
        """Sets several columns, all of them or nothing: a matrix units × criteria, by default all
        leaves in the tree's order.

        An int64 array of ``millionths`` in Fortran order is taken without a copy. Where the board
        holds cells already, the columns are tried first, which costs another look at them;
        :meth:`set_column`, one by one, does without.

        >>> board.set_columns([[17, 20], [None, 21]]).score().achieved("2")
        [Decimal('20'), Decimal('21')]
        """
        nodes = _columns.leaves_of(self._tree, leaves)
        columns = _columns.matrix_from(values, nodes, self, millionths, floats)
        _columns.set_columns(self, nodes, columns)
        return self

    @classmethod
    def from_pandas(
        cls: Type[_B],
        tree: Tree,
        frame: Any,
        *,
        unit: Any = None,
        rename: Optional[Mapping[Any, str]] = None,
        ignore: Iterable[Any] = (),
        decimal: str = ".",
        floats: str = "shortest",
        mapping: MappingLike = None,
    ) -> _B:
        """A board from a DataFrame, as :meth:`add_pandas` takes it.

        >>> import pandas
        >>> frame = pandas.DataFrame({"unit": ["a", "b"], "1": [17, 15.25]})
        >>> len(chiso.Board.from_pandas(tree, frame))
        2
        """
        return cls(tree).add_pandas(
            frame,
            unit=unit,
            rename=rename,
            ignore=ignore,
            decimal=decimal,
            floats=floats,
            mapping=mapping,
        )

    def add_pandas(
        self: _B,
        frame: Any,
        *,
        unit: Any = None,
        rename: Optional[Mapping[Any, str]] = None,
        ignore: Iterable[Any] = (),
        decimal: str = ".",
        floats: str = "shortest",
        mapping: MappingLike = None,
    ) -> _B:
        """Puts a DataFrame in, all of it or nothing. Wide: ``unit`` (a column or the index), and a
        column a leaf; long: unit, criterion, value. Both may have ``name``, ``block``, ``ranked``.

        ``unit`` says where the codes are: the name of a column or of the index, or the codes
        themselves, such as ``frame.index``. ``rename`` says what columns, or the criteria of a long
        frame, are in chiso; ``ignore`` leaves some out. ``decimal`` is the mark of numbers that are
        text. Cells are as elsewhere, NaN and NA being missing; ``floats="exact"`` refuses a float
        that is no decimal exactly. With a ``mapping``, which says what ``unit``, ``rename`` and
        ``ignore`` else do, the frame is read as a sheet. Raises ColumnError for a column that is
        missing or unknown, ImportError where pandas is absent.

        >>> import pandas
        >>> long = pandas.DataFrame({"unit": ["sxd"], "criterion": ["1"], "value": ["15.5"]})
        >>> board.add_pandas(long)["sxd", "1"].cell.value
        Decimal('15.5')
        >>> wide = pandas.DataFrame({"Mã": ["sxd"], "Điểm": ["12,75"], "Hạng": [2]})
        >>> named = {"Mã": "unit", "Điểm": "1"}
        >>> board.add_pandas(wide, rename=named, ignore=["Hạng"], decimal=",").score().achieved("1")
        [Decimal('17.24'), Decimal('12.75')]
        """
        reading = FrameReading(unit, rename, ignore, decimal, floats)
        if mapping is not None:
            return self.add_csv(frame_text(frame, reading), mapping)
        add_frame(self, frame, reading)
        return self

    @property
    def rounded_count(self) -> int:
        """How many cells had more than 15 decimals and were rounded."""
        return int(lib.chiso_board_rounded_count(self._c))

    # ---- Points

    def points(self, node: NodeLike = "", *, copy: bool = False) -> Any:
        """The achieved points of a node as an int64 array of numpy, in millionths, a value a unit
        in the order of adding. Read-only, and without a copy.

        ``chiso.ABSENT`` (the least int64) stands where there are none, and one more than that where
        a leaf does not apply. The array keeps the board alive, and while it is there the board is
        not changed: that is a StateError. ``copy=True`` gives an array of your own. Points that are
        no whole millionths, as those of rates and means, are rounded once, and are a copy always;
        so are those of a leaf that depend on the other units.

        >>> board.points("1").tolist()
        [17240000, 15000000]
        """
        numpy = numpy_for("Board.points()")
        place = self._tree[node]
        lent = None if copy else self._lent(place)
        if lent is not None:
            return numpy.asarray(lent)
        numbers = numpy.empty(len(self), dtype=numpy.int64)
        self._points(place, numpy_pointer(numbers, "int64"))
        numbers.flags.writeable = copy
        return numbers

    def _lent(self, node: Node) -> Optional[Lent]:
        """The points of a node as they lie in memory; None where they do not."""
        what, start = f"criterion {node.code or '.'}", out("int64*")
        with self._guard.look:
            handle = self._c
            status = lib.chiso_board_points(handle, node.id, start)
            if status == Status.E_NODE:
                return None
            check_figures(status, NOT_SCORED, lambda: what)
            lent = Lent(handle, start, lib.chiso_board_unit_count(handle))
            self._guard.lent.add(lent)
        return lent

    def achieved(self, node: NodeLike = "") -> List[Optional[Decimal]]:
        """The achieved points of a node for all units, in the order of adding.

        >>> board.achieved("1")
        [Decimal('17.24'), Decimal('15')]
        """
        place: Node = self._tree[node]
        numbers = room("int64", len(self))
        self._points(place, numbers)
        return decimals_of(numbers[: len(self)])


def _pair(key: Any) -> Tuple[Any, Any]:
    if not isinstance(key, tuple) or len(key) != 2:
        raise TypeError("a cell is named by its unit and its criterion: board['skhcn', '1.2']")
    return key[0], key[1]
