"""Boards as they are filled: units and cells, one by one, by column, from files and from data frames."""

from __future__ import annotations

import ctypes
import weakref
from decimal import Decimal
from typing import Any, Dict, Iterator, List, Optional, Sequence, Tuple, Type, TypeVar, Union, overload

from . import _columns
from ._arrays import points_column
from ._cells import put
from ._enums import Status
from ._frames import add_frame, board_frame
from ._handle import UINT32_MAX, Object, expect, integer, make, new_handle, truth
from ._library import lib
from ._text import Path, content, encode, is_text, optional, path_hint, path_of, save, written
from .errors import call, error_of
from .score import Score, Unit
from .tree import Node, NodeLike, Tree

UnitLike = Union[str, "Unit"]

_B = TypeVar("_B", bound="Cells")


class Cells(Object):
    """The units and cells of a board."""

    _kind = "board"

    def __init__(self, tree: Tree) -> None:
        self.tree = expect(tree, Tree, "the tree")
        self._tree = tree._alias()
        handle = new_handle("board")
        call(lib.chiso_board_new, tree._c, None, handle)
        super().__init__(handle)
        self._digits = tree.digits
        self._rankings: Dict[int, Any] = {}
        self._shared: "weakref.WeakValueDictionary[Any, Any]" = weakref.WeakValueDictionary()
        self._fresh = True
        self._trial: Optional[Cells] = None

    @classmethod
    def read_csv(cls: Type[_B], tree: Tree, path: Path) -> _B:
        """A board from a points file, in the wide or the long layout. Not scored yet.

        >>> chiso.Board.read_csv(tree, "no/such/file.csv")
        Traceback (most recent call last):
            ...
        chiso.errors.FileError: there is no file no/such/file.csv
        """
        board = cls(tree)
        board.add_csv_file(path)
        return board

    @classmethod
    def from_csv(cls: Type[_B], tree: Tree, text: Union[str, bytes]) -> _B:
        """A board from the text of a points file.

        >>> import chiso
        >>> tree = chiso.Tree.from_csv("code,title,max\\n1,A,3\\n")
        >>> len(chiso.Board.from_csv(tree, "unit,1\\na,2\\nb,3\\n"))
        2
        """
        board = cls(tree)
        board.add_csv(text)
        return board

    def add_csv(self: _B, text: Union[str, bytes]) -> _B:
        """Reads units and cells from the text of a points file; all of it, or nothing.

        >>> len(board.add_csv("unit,1\\nhue,9\\n"))
        3
        """
        data = content(text, "the text")
        with self._guard.work:
            call(lib.chiso_board_read_csv, self._c, data, len(data), hint=path_hint(text))
            self._changed()
        return self

    def add_csv_file(self: _B, path: Path) -> _B:
        """Reads units and cells from a points file; all of it, or nothing. Raises FileError where it cannot be read.

        >>> board.add_csv_file("no/such/file.csv")
        Traceback (most recent call last):
            ...
        chiso.errors.FileError: there is no file no/such/file.csv
        """
        name = path_of(path)
        with self._guard.work:
            call(lib.chiso_board_read_csv_file, self._c, name, path=str(path))
            self._changed()
        return self

    def to_csv(self) -> str:
        """Units and cells as a points file in the wide layout.

        >>> board.to_csv().splitlines()[0]
        'unit,name,block,ranked,1,2'
        """
        with self._guard.read:
            return written(lib.chiso_board_write_csv, self._c).decode()

    def write_csv(self, path: Path) -> None:
        """Writes a points file, as a whole or not at all.

        >>> board.write_csv("/no/such/folder/points.csv")
        Traceback (most recent call last):
            ...
        chiso.errors.FileError: /no/such/folder/points.csv cannot be written: No such file or directory
        """
        save(path, self.to_csv().encode())

    # ---- Units

    def reserve(self: _B, units: int) -> _B:
        """Makes room for so many units at once.

        >>> chiso.Board(tree).reserve(63)
        <Board of 0 units on '', not scored>
        """
        count = integer(units, "the number of units", UINT32_MAX)
        with self._guard.work:
            call(lib.chiso_board_reserve, self._c, count)
            self._forget()
        return self

    def add_unit(self, code: str, name: Optional[str] = None, block: Optional[str] = None, ranked: bool = True) -> Unit:
        """Adds a unit with every cell missing. Raises CodeError for a code that is empty or there already.

        >>> board.add_unit("hue", "Huế", block="huyen").block
        'huyen'
        """
        texts = encode(code, "the unit"), optional(name, "the name"), optional(block, "the block")
        is_ranked = truth(ranked, "ranked")
        unit = ctypes.c_uint32()
        with self._guard.change:
            call(lib.chiso_board_add_unit, self._c, *texts, unit)
            if not is_ranked:
                call(lib.chiso_board_set_ranked, self._c, unit, False)
            self._forget()
        return Unit(self, unit.value)

    def set_ranked(self, unit: UnitLike, ranked: bool) -> None:
        """Says whether a unit is ranked; one that is not is scored all the same.

        >>> board.set_ranked("sxd", False)
        >>> len(board.score().ranking())
        1
        """
        number, is_ranked = self._unit(unit), truth(ranked, "ranked")
        with self._guard.change:
            call(lib.chiso_board_set_ranked, self._c, number, is_ranked)
            self._forget()

    def blocks(self) -> List[str]:
        """The names of the blocks, in the order in which units brought them; "" for the units without one.

        >>> board.blocks()
        ['so']
        """
        with self._guard.look:
            return [lib.chiso_board_block(self._c, i).decode() for i in range(lib.chiso_board_block_count(self._c))]

    def block_count(self) -> int:
        """How many blocks there are.

        >>> board.block_count()
        1
        """
        return int(lib.chiso_board_block_count(self._c))

    def units(self) -> List[str]:
        """The codes of all units, in the order of adding.

        >>> board.units()
        ['skhcn', 'sxd']
        """
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
        if not isinstance(unit, str) or not is_text(unit):
            return False
        with self._guard.look:
            return bool(lib.chiso_board_find_unit(self._c, unit.encode(), found) == 0)

    @overload
    def __getitem__(self, key: UnitLike) -> Unit: ...

    @overload
    def __getitem__(self, key: Tuple[UnitLike, NodeLike]) -> Score: ...

    def __getitem__(self, key: Any) -> Score:
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
        self: _B,
        codes: Sequence[str],
        names: Optional[Sequence[Optional[str]]] = None,
        blocks: Optional[Sequence[Optional[str]]] = None,
        ranked: Optional[Sequence[bool]] = None,
    ) -> _B:
        """Adds many units at once; all of them, or none. Raises CodeError for one that is there already.

        >>> len(board.add_units(["a", "b"], names=["A", "B"]))
        4
        """
        _columns.add_units(self, codes, names, blocks, ranked)
        return self

    def set_column(self: _B, leaf: NodeLike, values: Any, *, millionths: bool = False, floats: str = "exact") -> _B:
        """Sets the cells of a leaf for all units, in the order of adding: a list or an array of numpy, all of it or nothing.

        Values are as a cell takes them, None (NaN in an array of floats, and what is masked) being missing; ``millionths`` says that an int64 array counts
        millionths, which is the fast way; with ``floats="shortest"`` each float is taken as the shortest decimal that stands for it, else it must be exact.

        >>> board.set_column("1", [17, "15.5"]).score().achieved("1")
        [Decimal('17'), Decimal('15.5')]
        """
        _columns.set_column(self, leaf, points_column(values, f"the column of {leaf}", millionths, floats))
        return self

    def set_rates(self: _B, leaf: NodeLike, numerators: Any, denominators: Any, *, millionths: bool = False, floats: str = "exact") -> _B:
        """Sets the cells of a leaf to rates for all units: numerators, missing where None, and denominators above 0.

        >>> served = chiso.Tree.from_csv("code,title,max,rule\\n1,On time,10,rate\\n")
        >>> chiso.Board(served).add_units(["a", "b"]).set_rates("1", [978, 2], [1000, 3]).score().achieved("1")
        [Decimal('9.78'), Decimal('6.666667')]
        """
        sides = [points_column(values, f"the column of {leaf}", millionths, floats) for values in (numerators, denominators)]
        _columns.set_rates(self, leaf, *sides)
        return self

    def set_columns(self: _B, values: Any, leaves: Optional[Sequence[NodeLike]] = None, *, millionths: bool = False, floats: str = "exact") -> _B:
        """Sets several columns, all of them or nothing: a matrix units × criteria, by default all leaves in the tree's order.

        An int64 array of ``millionths`` in Fortran order is taken without a copy. Where the board holds cells already, the columns are tried first, which
        costs another look at them; :meth:`set_column`, one by one, does without.

        >>> board.set_columns([[17, 20], [None, 21]]).score().achieved("2")
        [Decimal('20'), Decimal('21')]
        """
        nodes = _columns.leaves_of(self._tree, leaves)
        _columns.set_columns(self, nodes, _columns.matrix_columns(values, nodes, len(self), millionths, floats))
        return self

    def points(self, node: NodeLike = "", *, copy: bool = False) -> Any:
        """The achieved points of a node as an int64 array of numpy, in millionths, a value a unit in the order of adding. Read-only, and without a copy.

        ``chiso.ABSENT`` (the least int64) stands where there are none, and one more than that where a leaf does not apply. The array keeps the board alive, and
        while it is there the board is not changed: that is a StateError. ``copy=True`` gives an array of your own. The points of a leaf that depend on the
        other units are made as they are read, and are a copy always.

        >>> board.points("1").tolist()
        [17240000, 15000000]
        """
        return _columns.points_view(self, node, copy)

    def achieved(self, node: NodeLike = "") -> List[Optional[Decimal]]:
        """The achieved points of a node for all units, in the order of adding.

        >>> board.achieved("1")
        [Decimal('17.24'), Decimal('15')]
        """
        return _columns.achieved(self, node)

    @classmethod
    def from_pandas(cls: Type[_B], tree: Tree, frame: Any, *, floats: str = "exact") -> _B:
        """A board from a DataFrame, as :meth:`add_pandas` takes it.

        >>> import pandas
        >>> frame = pandas.DataFrame({"unit": ["a", "b"], "1": [17, 15]})
        >>> len(chiso.Board.from_pandas(tree, frame))
        2
        """
        return cls(tree).add_pandas(frame, floats=floats)

    def add_pandas(self: _B, frame: Any, *, floats: str = "exact") -> _B:
        """Puts a DataFrame in, all of it or nothing. Wide: ``unit`` (a column or the index), and a column a leaf; long: unit, criterion, value.

        Both may have ``name``, ``block`` and ``ranked``. Cells are as elsewhere, NaN and NA being missing. Columns of floats must be exact
        decimals of 6 places, or, with ``floats="shortest"``, are taken as the shortest decimals that stand for them.
        Raises ColumnError for a column that is missing or unknown, ImportError where pandas is absent.

        >>> import pandas
        >>> long = pandas.DataFrame({"unit": ["sxd"], "criterion": ["1"], "value": ["15.5"]})
        >>> board.add_pandas(long)["sxd", "1"].cell.value
        Decimal('15.5')
        """
        add_frame(self, frame, floats)
        return self

    def to_pandas(self, nodes: Optional[Sequence[NodeLike]] = None, *, numbers: str = "decimal") -> Any:
        """A row a unit, indexed by its code: name, block, ranked, achieved, max, percent, rank, and what it achieved on each node, headed by its code.

        >>> board.to_pandas(numbers="float").loc["sxd", "1"]
        15.0
        """
        return board_frame(self, None if nodes is None else self._nodes(nodes), numbers)

    def _alias(self: _B) -> _B:
        """The same board of C, for what is made from it: closing one does not close the other."""
        alias = make(type(self), self._c)
        alias._guard, alias.tree, alias._tree = self._guard, self.tree, self._tree
        alias._digits, alias._rankings, alias._shared = self._digits, self._rankings, self._shared
        alias._fresh, alias._trial = False, None
        return alias

    def _become(self, other: "Cells") -> None:
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
        self._forget()
        self._fresh = False

    def _forget(self) -> None:
        """What was ranked before the board changed is ranked no more."""
        self._rankings.clear()
        self._shared.clear()

    def _named(self, unit: int, node: int) -> str:
        """What messages call a node of a unit; inside a look or a read."""
        code = lib.chiso_node_code(self._tree._c, node).decode()
        return f"{f'criterion {code}' if code else 'the whole index'} of unit {lib.chiso_unit_code(self._c, unit).decode()}"

    @property
    def rounded_count(self) -> int:
        """How many cells that were given as text had more than six decimals and were rounded."""
        return int(lib.chiso_board_rounded_count(self._c))

    def _unit(self, unit: Any) -> int:
        """The number of a unit that a caller named."""
        if isinstance(unit, Unit):
            if unit.board is self or unit.board._handle is self._c:
                self._c
                return unit.id
            unit = unit.code
        found = ctypes.c_uint32()
        code = encode(unit, "the unit")
        with self._guard.look:
            if lib.chiso_board_find_unit(self._c, code, found):
                raise error_of(Status.E_UNIT, f"there is no unit {unit!r}")
        return found.value

    def _block(self, block: str) -> int:
        """The number of a block that a caller named."""
        found = ctypes.c_uint32()
        name = encode(block, "the block")
        with self._guard.look:
            if lib.chiso_board_find_block(self._c, name, found):
                raise error_of(Status.E_UNIT, f"there is no block {block!r}")
        return found.value

    def _read_texts(self, unit: int) -> Tuple[str, str, str]:
        with self._guard.look:
            return self._texts(unit)

    def _texts(self, unit: int) -> Tuple[str, str, str]:
        """Code, name and block of a unit; inside a look or a read."""
        handle = self._c
        block = lib.chiso_board_block(handle, lib.chiso_unit_block(handle, unit))
        return lib.chiso_unit_code(handle, unit).decode(), lib.chiso_unit_name(handle, unit).decode(), block.decode()


def _pair(key: Any) -> Tuple[Any, Any]:
    if not isinstance(key, tuple) or len(key) != 2:
        raise TypeError("a cell is named by its unit and its criterion: board['skhcn', '1.2']")
    return key[0], key[1]
