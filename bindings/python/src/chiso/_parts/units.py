"""The units of a board: which there are, how they are named, and reading their figures."""

from __future__ import annotations

import weakref
from threading import Lock, get_ident
from typing import Any, Dict, List, Mapping, Optional, Sequence, Tuple, Type, TypeVar

from .._c.calls import NOT_SCORED, ask, ask_figures, call, check_figures, error_of
from .._c.enums import ALL_BLOCKS, ROOT, Status
from .._c.guard import Reading
from .._c.handle import Object, expect, handles, make, new_handle
from .._c.library import lib
from .._c.memory import array_of, numpy_pointer, out, room
from .._c.sink import written
from .._c.structs import structs
from .._in.text import code_if_any, encode, encode_code, optional
from .figures import Figures
from .node import Node, NodeLike
from .tree import Tree

_U = TypeVar("_U", bound="Units")

# Beside the rankings of nodes, which are kept by their numbers.
_STANDINGS = -1


class Units(Object):
    """The units of a board, and its figures as C gives them."""

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
        # The numbers of units when they were removed: those behind one are counted one less.
        self._removed: List[int] = []
        # How often cells were set; and a board that columns are tried on.
        self._edits = 0
        self._trial: Optional[Units] = None
        # The thread that makes columns while it sets them.
        self._writer = 0

    def blocks(self) -> List[str]:
        """The names of the blocks, in the order in which units brought them; "" for the units
        without one.

        >>> board.blocks()
        ['so']
        """
        with self._guard.look:
            handle = self._c
            count = lib.chiso_board_block_count(handle)
            return [lib.chiso_board_block(handle, i).decode() for i in range(count)]

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
        return _split(self._all_texts(lib.chiso_board_write_codes))

    def names(self) -> List[str]:
        """The names of all units, in the order of adding; the code where no name was given.

        >>> board.names()
        ['skhcn', 'sxd']
        """
        return _split(self._all_texts(lib.chiso_board_write_names))

    @property
    def is_scored(self) -> bool:
        """Whether the board was scored and not changed since."""
        return bool(lib.chiso_board_is_scored(self._c))

    def __len__(self) -> int:
        return int(lib.chiso_board_unit_count(self._c))

    def __bool__(self) -> bool:
        return True

    def __contains__(self, unit: object) -> bool:
        self._c
        if isinstance(unit, Figures):
            if unit.node.id != ROOT or not unit._is_there():
                return False
            if self._is_source_of(unit):
                return True
            unit = unit._source._read_texts(unit.id)[0]
        code = code_if_any(unit)
        if code is None:
            return False
        with self._guard.look:
            return bool(lib.chiso_board_find_unit(self._c, code, out("uint32")) == 0)

    # ---- For what is made from a board

    def _alias(self: _U) -> _U:
        """The same board of C, for what is made from it: closing one does not close the other."""
        alias = self._over(self._c)
        alias._guard, alias._removed = self._guard, self._removed
        alias._rankings, alias._shared = self._rankings, self._shared
        return alias

    def _copy(self: _U) -> _U:
        """Another board of C that holds the same."""
        handle = new_handle("board")
        with self._guard.read:
            call(lib.chiso_board_copy, self._c, None, handle)
        return self._over(handle)

    def _derived(self: _U, tree: Tree) -> _U:
        """A board of C over another tree, with what this one holds for that."""
        handle = new_handle("board")
        with Reading(self):
            call(lib.chiso_board_derive, self._c, expect(tree, Tree, "the tree")._c, handle)
        board = self._over(handle)
        board.tree, board._tree, board._digits = tree, tree._alias(), tree.digits
        return board

    @classmethod
    def _joined(cls: Type[_U], parts: Sequence[_U]) -> _U:
        """One board of C that holds what several hold."""
        if not parts:
            raise error_of(Status.E_EMPTY, "there is no part to make a board of")
        handle = new_handle("board")
        with Reading(*parts):
            call(lib.chiso_board_join, handles("board", parts), len(parts), None, handle)
        return parts[0]._over(handle)

    def _over(self: _U, handle: Any) -> _U:
        """A board of C over the same tree, which may have units and cells."""
        board = make(type(self), handle)
        board.tree, board._tree, board._digits = self.tree, self._tree, self._digits
        board._rankings, board._shared = {}, weakref.WeakValueDictionary()
        board._removed, board._edits, board._trial, board._writer = [], 1, None, 0
        return board

    def _another(self: _U) -> _U:
        """A board without units over the same tree."""
        return type(self)(self._tree)

    def _become(self, other: "Units") -> None:
        """Takes over what another board over the same tree holds. This one has no units yet."""
        with self._guard.work:
            self._c
            self._handle, other._handle = other._handle, None
            self._changed()

    def _changed(self) -> None:
        self._forget()
        self._edits += 1

    def _forget(self) -> None:
        """What was ranked before the board changed is ranked no more."""
        self._rankings.clear()
        self._shared.clear()

    # ---- What a caller names

    def _set_divisor(self, unit: str, column: str, text: str) -> None:
        with self._guard.change:
            place = self._unit(unit)
            name, number = encode_code(column, "the column"), optional(text, "the number")
            call(lib.chiso_board_set_denominator, self._c, place, name, number)
            self._forget()

    def _unit(self, unit: Any) -> int:
        """The number of a unit that a caller named."""
        if isinstance(unit, Figures) and unit.node.id == ROOT:
            if self._is_source_of(unit):
                self._c
                return unit.id
            unit = unit._source._read_texts(unit.id)[0]
        found = out("uint32")
        code = encode_code(unit, "the unit")
        with self._guard.look:
            if lib.chiso_board_find_unit(self._c, code, found):
                why = f"there is no unit {unit!r}"
                raise error_of(Status.E_UNIT, why, unit=code.decode())
        return int(found.value)

    def _is(self, other: Any) -> bool:
        """Whether it is the same board of C."""
        return other is self or (self._handle is not None and other._handle is self._handle)

    def _is_source_of(self, unit: Figures) -> bool:
        return self._is(unit._source)

    def _block(self, block: Optional[str]) -> int:
        """The number of a block that a caller named, or that of all units for None."""
        if block is None:
            return ALL_BLOCKS
        found = out("uint32")
        name = encode(block, "the block")
        with self._guard.look:
            if lib.chiso_board_find_block(self._c, name, found):
                raise error_of(Status.E_UNIT, f"there is no block {block!r}")
        return int(found.value)

    def _nodes(self, nodes: Optional[Sequence[NodeLike]]) -> List[Node]:
        """The nodes that a caller named; all criteria for None."""
        if nodes is None:
            return list(self._tree)
        if isinstance(nodes, str):
            raise TypeError("nodes is text; expected a list of criteria")
        return [self._tree[node] for node in nodes]

    # ---- What C tells

    def _texts(self, unit: int) -> Tuple[str, str, str]:
        """Code, name and block of a unit; inside a look or a read."""
        handle = self._c
        block = lib.chiso_board_block(handle, lib.chiso_unit_block(handle, unit))
        code, name = lib.chiso_unit_code(handle, unit), lib.chiso_unit_name(handle, unit)
        return code.decode(), name.decode(), block.decode()

    def _read_texts(self, unit: int) -> Tuple[str, str, str]:
        with self._guard.look:
            return self._texts(unit)

    def _code_at(self, place: int) -> str:
        """The code of a unit for a message, also where this thread is changing the board."""
        if self._writer == get_ident():
            return str(lib.chiso_unit_code(self._c, place).decode())
        return self._read_texts(place)[0]

    def _all_texts(self, function: Any) -> bytes:
        """A text of every unit, each ended by NUL."""
        with self._guard.read:
            return written(function, self._c)

    def _codes_and_names(self) -> Tuple[List[str], List[str]]:
        """Codes and names of all units: the same list where no unit has a name of its own."""
        with self._guard.read:
            codes = self._all_texts(lib.chiso_board_write_codes)
            names = self._all_texts(lib.chiso_board_write_names)
        listed = _split(codes)
        return listed, listed if names == codes else _split(names)

    def _text_columns(self, numpy: Any) -> Tuple[Any, Any]:
        """The same as arrays of numpy, whoever takes them making a copy of the second."""
        codes, names = self._codes_and_names()
        column = numpy.array(codes, dtype=object)
        return column, column if names is codes else numpy.array(names, dtype=object)

    def _blocks_and_ranked(self, numpy: Any) -> Tuple[Any, Any]:
        """The name of the block of every unit, and whether it is ranked, as arrays of numpy."""
        with self._guard.read:
            names, count = self.blocks(), len(self)
            blocks, ranked = numpy.empty(count, dtype="uint32"), numpy.empty(count, dtype="bool")
            into = numpy_pointer(blocks, "uint32"), numpy_pointer(ranked, "bool")
            ask("the units", lib.chiso_board_copy_units, self._c, count, *into)
        return numpy.array(names, dtype=object)[blocks], ranked

    def _named(self, unit: int, node: int) -> str:
        """What messages call a node of a unit; inside a look or a read."""
        code = lib.chiso_node_code(self._tree._c, node).decode()
        what = f"criterion {code}" if code else "the whole index"
        return f"{what} of unit {lib.chiso_unit_code(self._c, unit).decode()}"

    def _is_readable(self) -> bool:
        return self.is_scored

    def _result(self, unit: int, node: int) -> Any:
        """The figures of C; inside a look or a read."""
        struct = structs.result()
        status = lib.chiso_board_result(self._c, unit, node, struct)
        check_figures(status, NOT_SCORED, lambda: self._named(unit, node))
        return struct

    def _read_result(self, unit: int, node: int) -> Any:
        with self._guard.look:
            return self._result(unit, node)

    def _copy_results(self, nodes: Sequence[int], matrices: Mapping[str, Any]) -> None:
        """Copies figures of nodes for every unit into matrices of numpy, units × nodes, by their
        names in C. Their items have 8 bytes, whatever these stand for; units lie without gaps, and
        columns as far apart in all of them.
        """
        places = {name: numpy_pointer(matrix, "decimal") for name, matrix in matrices.items()}
        struct = structs.sized("result_columns", **places)
        ids, count, step = array_of("node", nodes), len(self), len(self)
        for matrix in matrices.values():
            # As many units as there is room for: C sees whether there are others meanwhile.
            count, step = matrix.shape[0], _step(matrix)
        with self._guard.read:
            handle = self._c
            if not lib.chiso_board_is_scored(handle):
                raise error_of(Status.E_STATE, NOT_SCORED)
            shape = len(nodes), count, step
            call(lib.chiso_board_copy_matrix, handle, ids, *shape, struct)

    def _results(self, numpy: Any, nodes: Sequence[int], figures: Sequence[str]) -> Dict[str, Any]:
        """The figures of nodes for every unit: an int64 matrix of numpy for each, units × nodes."""
        shape = len(self), len(nodes)
        found = {name: numpy.empty(shape, dtype=numpy.int64, order="F") for name in figures}
        self._copy_results(nodes, found)
        return found

    def _ranking(self, node: int) -> Any:
        """The ranking of C within blocks by the exact percent, made once a node and kept until the
        board changes.
        """
        ranking = self._rankings.get(node)
        if ranking is None:
            ranking = new_handle("ranking")
            with self._guard.read:
                call(lib.chiso_ranking_new, self._c, node, None, ranking)
                self._rankings[node] = ranking
        return ranking

    def _read_place(self, unit: int, node: int) -> Any:
        """The place of C in that ranking."""
        ranking, struct = self._ranking(node), structs.place()
        with self._guard.look:
            status = lib.chiso_ranking_place(ranking, unit, struct)
            check_figures(status, NOT_SCORED, lambda: self._named(unit, node))
        return struct

    def _read_standing(self, unit: int, node: int) -> Any:
        """The figures, the lost points and the place of C: of a what-if that changes nothing, made
        once and kept until the board changes. It is used by one thread at a time.
        """
        with self._guard.read:
            kept = self._rankings.get(_STANDINGS)
            if kept is None:
                handle = new_handle("what_if")
                if not lib.chiso_board_is_scored(self._c):
                    raise error_of(Status.E_STATE, NOT_SCORED)
                call(lib.chiso_what_if_new, self._c, None, handle)
                kept = self._rankings.setdefault(_STANDINGS, (handle, Lock()))
            handle, lock = kept
            struct = structs.standing()
            with lock:
                status = lib.chiso_what_if_standing(handle, unit, node, None, struct)
            check_figures(status, NOT_SCORED, lambda: self._named(unit, node))
        return struct

    def _all_places(self, ranking: Any) -> Any:
        """The places of all units in a ranking of C."""
        with self._guard.read:
            count = lib.chiso_board_unit_count(self._c)
            places = room("place", count)
            status = lib.chiso_ranking_places(ranking, count, places)
            check_figures(status, NOT_SCORED, lambda: "the ranks")
        return places

    def _places_on(self, rankings: Any, nodes: Sequence[int]) -> Any:
        """The places of all units on nodes, node after node, in rankings of C."""
        with self._guard.read:
            count = lib.chiso_board_unit_count(self._c)
            places, ids = room("place", count * len(nodes)), array_of("node", nodes)
            function = lib.chiso_rankings_places
            status = function(rankings, ids, len(nodes), count, count, places)
            check_figures(status, NOT_SCORED, lambda: "the ranks")
        return places

    def _ranked(self, options: Any) -> Any:
        """The rankings of every node in C, shared by all that ask while one of them is there; None
        where the board is not scored.
        """
        shared = self._shared.get(options.rule)
        if shared is None and self.is_scored:
            shared = new_handle("rankings")
            with self._guard.read:
                call(lib.chiso_rankings_new, self._c, options.struct, shared)
                self._shared[options.rule] = shared
        return shared

    def _points(self, node: Node, numbers: Any) -> None:
        """Copies the achieved points of a node for all units into room for them."""
        with self._guard.read:
            what = f"criterion {node.code or '.'}"
            size = len(self)
            function = lib.chiso_board_copy_points
            ask_figures(NOT_SCORED, lambda: what, function, self._c, node.id, size, numbers)


def _step(matrix: Any) -> int:
    """How many items a column of a matrix begins behind the one before it."""
    rows, columns = matrix.shape
    return int(matrix.strides[1] // matrix.itemsize if columns > 1 else rows)


def _split(texts: bytes) -> List[str]:
    """Texts that are each ended by NUL: decoded as one, and then taken apart."""
    found = texts.decode().split("\0")
    found.pop()
    return found
