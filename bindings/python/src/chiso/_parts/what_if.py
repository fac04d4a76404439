"""What if: cells changed on trial over a scored board, which stays as it is, and what that makes of
figures, ranks and bands.
"""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING, Any, Iterator, List, NoReturn, Optional, Tuple, Union

from .._c.calls import ask_figures, call, error_of
from .._c.enums import Status
from .._c.guard import Reading
from .._c.handle import Object, expect, new_handle
from .._c.library import lib
from .._c.structs import structs
from .._in.number import to_millionths, whole
from .._in.text import Code
from .._out.table import closed_text
from .bands import Bands
from .cell import Cell, cell_of, check_leaf, put
from .figures import Figures
from .node import Node, NodeLike
from .options import RankOptions
from .standing import Standing, standing_of
from .tree import Tree

if TYPE_CHECKING:
    from .board import Board
    from .score import Unit

_STALE = "the board changed since the what-if was made"


class Trial(Figures):
    """One node of one unit as the changes on trial make it: what ``w["skhcn", "1.2"]`` gives.

    >>> with board.what_if() as w:
    ...     w["sxd", "1"] = 19
    ...     w["sxd", "1"].percent, w["sxd"].rank
    (Decimal('100.00'), 1)
    """

    __slots__ = ()

    def __init__(self, source: "WhatIf", unit: int, node: Node) -> None:
        super().__init__(source, unit, node)

    @property
    def cell(self) -> Cell:
        """What its cell holds as it stands; of a leaf. After :meth:`WhatIf.set_points` there are
        the points only. It tells no counts.

        >>> with board.what_if() as w:
        ...     w["sxd", "1"] = "18.5"
        ...     w["sxd", "1"].cell.value, w["sxd", "2"].cell.value
        (Decimal('18.5'), Decimal('24'))
        """
        struct = structs.cell()
        self._source._read_cell(self.id, self.node, struct)
        return cell_of(struct)

    def __iter__(self) -> Iterator["Trial"]:
        return iter([self[node] for node in self.node.below()])

    def __getitem__(self, node: NodeLike) -> "Trial":
        return Trial(self._source, self.id, self._source.tree[node])

    def __setitem__(self, node: NodeLike, value: Any) -> None:
        self._source._set(self.id, self._source.tree[node], value)


class _Nested:
    """A trial within the trial, as a context: an exception takes its changes back, and so does
    :meth:`WhatIf.trial` with ``keep=False``.
    """

    def __init__(self, what_if: "WhatIf", keep: bool) -> None:
        self._what_if = what_if
        self._keep = keep

    def __enter__(self) -> "WhatIf":
        self._what_if.begin()
        return self._what_if

    def __exit__(self, kind: Any, *_: object) -> None:
        if self._what_if.closed:
            return
        if self._keep and kind is None:
            self._what_if.commit()
        else:
            self._what_if.rollback()


class WhatIf(Object):
    """Changes on trial. Made by :meth:`Board.what_if`, and best used as a context, which ends it.

    ``w["skhcn", "1.2"] = "8.00"`` sets a cell as on a board, and ``w["skhcn"].rank`` reads what
    that makes of any unit. It is used by one thread at a time: others wait. Once the board changed,
    everything is a StateError.

    >>> import chiso
    >>> tree = chiso.Tree.from_csv("code,title,max\\n1,A,10\\n2,B,10\\n")
    >>> board = chiso.Board.from_csv(tree, "unit,1,2\\na,5,5\\nb,6,6\\n").score()
    >>> with board.what_if() as w:
    ...     w["a", "1"] = 10
    ...     w["a"].percent, w["a"].rank, w["b"].rank
    (Decimal('75.00'), 1, 2)
    >>> board["a"].rank
    2
    """

    _kind = "what_if"

    def __init__(self, board: "Board", options: RankOptions) -> None:
        self.board = board
        self._board = board._alias()
        self._digits = board._digits
        handle = new_handle("what_if")
        with board._guard.read:
            call(lib.chiso_what_if_new, board._c, options.struct, handle)
        super().__init__(handle)

    @property
    def tree(self) -> Tree:
        """The tree of the board."""
        return self._board._tree

    @property
    def _removed(self) -> List[int]:
        return self._board._removed

    def _call(self, function: Any, *arguments: Any) -> None:
        handle = self._c
        with self._guard.change, self._board._guard.read:
            call(function, handle, *arguments)

    def _ask(self, function: Any, unit: int, node: int, *arguments: Any) -> None:
        """Reads figures; inside a change of the what-if and a read of the board."""
        ask_figures(
            _STALE,
            lambda: self._board._named(unit, node),
            function,
            self._c,
            unit,
            node,
            *arguments,
        )

    def _set(self, unit: int, leaf: Node, value: Any) -> None:
        handle = self._c
        with self._guard.change, self._board._guard.read:
            put("what_if", handle, lib.chiso_unit_code(self._board._c, unit), unit, leaf, value)

    def __getitem__(self, key: Union[Code, "Unit", Tuple[Union[Code, "Unit"], NodeLike]]) -> Trial:
        self._c
        unit, node = key if isinstance(key, tuple) else (key, "")
        return Trial(self, self._board._unit(unit), self.tree[node])

    def __contains__(self, unit: object) -> bool:
        self._c
        return unit in self._board

    def __iter__(self) -> NoReturn:
        raise TypeError(
            "a WhatIf counts changes and finds units; go through the units of its board"
        )

    __reversed__: None = None

    def __setitem__(self, key: Tuple[Any, NodeLike], value: Any) -> None:
        if not isinstance(key, tuple) or len(key) != 2:
            raise TypeError("a cell is named by its unit and its criterion: w['skhcn', '1.2']")
        self._c
        self._set(self._board._unit(key[0]), self.tree[key[1]], value)

    def set_points(self, unit: Any, node: NodeLike, points: Any) -> None:
        """Gives a leaf points, whatever its rule would take to make them.

        >>> with board.what_if() as w:
        ...     w.set_points("sxd", "1", "18.5")
        ...     w["sxd"].achieved
        Decimal('42.5')
        """
        leaf = self.tree[node]
        number = to_millionths(points, f"the points of {leaf.code}")
        self._call(lib.chiso_what_if_set_points, self._board._unit(unit), leaf.id, number)

    def undo(self, changes: int = 1) -> None:
        """Takes the last changes back. Raises EmptyError where there is none, RangeError where
        there are fewer.

        >>> with board.what_if() as w:
        ...     w["sxd", "1"] = 19
        ...     w.undo()
        ...     w["sxd"].achieved
        Decimal('39')
        """
        count = whole(changes, "the number of changes", 2**62, 1)
        if count == 1:
            self._call(lib.chiso_what_if_undo)
        else:
            left = len(self) - count
            if left < 0:
                raise error_of(
                    Status.E_RANGE,
                    f"the number of changes to undo is {count}; there are {len(self)}",
                )
            self.undo_to(left)

    def undo_to(self, count: int) -> None:
        """Takes changes back until so many are left; ``len(w)`` is a mark to come back to.

        >>> with board.what_if() as w:
        ...     w["sxd", "1"] = 19
        ...     w["sxd", "2"] = 26
        ...     w.undo_to(1)
        ...     w["sxd"].achieved
        Decimal('43')
        """
        self._call(
            lib.chiso_what_if_undo_to,
            whole(count, "the number of changes that are left", 2**62),
        )

    def reset(self) -> None:
        """Takes all changes back.

        >>> with board.what_if() as w:
        ...     w["sxd", "1"] = 19
        ...     w.reset()
        ...     len(w)
        0
        """
        self._call(lib.chiso_what_if_reset)

    def begin(self) -> None:
        """Begins a trial within the trial, to any depth.

        >>> with board.what_if() as w:
        ...     w.begin()
        ...     w.depth
        1
        """
        self._call(lib.chiso_what_if_begin)

    def commit(self) -> None:
        """Ends the innermost trial and keeps its changes.

        >>> with board.what_if() as w:
        ...     w.begin()
        ...     w["sxd", "1"] = 19
        ...     w.commit()
        ...     w["sxd"].achieved, w.depth
        (Decimal('43'), 0)
        """
        self._call(lib.chiso_what_if_commit)

    def rollback(self) -> None:
        """Ends the innermost trial and takes its changes back.

        >>> with board.what_if() as w:
        ...     w.begin()
        ...     w["sxd", "1"] = 19
        ...     w.rollback()
        ...     w["sxd"].achieved, w.depth
        (Decimal('39'), 0)
        """
        self._call(lib.chiso_what_if_rollback)

    def trial(self, keep: bool = False) -> _Nested:
        """A trial within the trial as a ``with`` block; its changes are taken back at the end, or
        kept if so asked and nothing went wrong.

        >>> with board.what_if() as w:
        ...     with w.trial():
        ...         w["sxd", "1"] = 19
        ...     w["sxd"].achieved
        Decimal('39')
        """
        return _Nested(self, keep)

    def apply(self, board: Optional["Board"] = None) -> "Board":
        """Keeps what was tried: gives cells of a board, all or none of them, what the changes left
        in them, and returns the board, which is then to be scored again.

        By default it is the board of the what-if, which is over with that; another one is over the
        same tree, such as :meth:`Board.copy`, and its units are found by their codes. Raises
        CellError after :meth:`set_points` where no cell is known that gives those points,
        UnitError or ShapeError for a board that does not fit.

        >>> with board.what_if() as w:
        ...     w["sxd", "1"] = 19
        ...     better = w.apply(board.copy()).score()
        >>> better["sxd"].rank, board["sxd"].rank
        (1, 2)
        """
        target = self.board if board is None else expect(board, type(self.board), "the board")
        own: Any = self._board._guard.read
        handle = self._c
        with self._guard.change, target._guard.work:
            with contextlib.nullcontext() if self._board._is(target) else own:
                call(lib.chiso_what_if_apply, handle, target._c)
                target._changed()
        return target

    @property
    def depth(self) -> int:
        """How many trials are begun and not ended."""
        return int(lib.chiso_what_if_depth(self._c))

    @property
    def is_light(self) -> bool:
        """Whether reading costs no more than a search: rules that look at the other units make all
        figures due again.
        """
        return bool(lib.chiso_what_if_is_light(self._c))

    def score(self) -> "WhatIf":
        """Works out the figures where they are due. Reading does it by itself; this says why it
        cannot be done.

        >>> with board.what_if() as w:
        ...     w.score().is_light
        True
        """
        self._call(lib.chiso_what_if_score)
        return self

    def __len__(self) -> int:
        return int(lib.chiso_what_if_change_count(self._c))

    def __bool__(self) -> bool:
        return True

    def changes_of(self, unit: Any) -> int:
        """How many of the changes are of a unit.

        >>> with board.what_if() as w:
        ...     w["sxd", "1"] = 19
        ...     w.changes_of("sxd")
        1
        """
        number = self._board._unit(unit)
        handle = self._c
        with self._guard.look:
            return int(lib.chiso_what_if_unit_change_count(handle, number))

    def standing(self, unit: Any, node: NodeLike = "", bands: Optional[Bands] = None) -> Standing:
        """Figures, rank and band at once, as a report has them.

        >>> with board.what_if() as w:
        ...     w["sxd", "1"] = 19
        ...     w.standing("sxd", bands=chiso.Bands({"A": 90})).band
        'A'
        """
        number, place = self._board._unit(unit), self.tree[node]
        if bands is not None:
            expect(bands, Bands, "bands")
        struct = self._read_standing(number, place.id, bands)
        texts = self._board._read_texts(number)
        return standing_of(struct, texts, place.code, self._digits, bands)

    def _read_standing(self, unit: int, node: int, bands: Optional[Bands] = None) -> Any:
        struct = structs.standing()
        named = None if bands is None else bands._c
        with self._guard.change, Reading(self._board, bands):
            self._ask(lib.chiso_what_if_standing, unit, node, named, struct)
        return struct

    def _read_result(self, unit: int, node: int) -> Any:
        struct = structs.result()
        with self._guard.change, self._board._guard.read:
            self._ask(lib.chiso_what_if_result, unit, node, struct)
        return struct

    def _read_cell(self, unit: int, node: Node, struct: Any) -> None:
        check_leaf(node)
        with self._guard.change, self._board._guard.read:
            self._ask(lib.chiso_what_if_cell, unit, node.id, struct)

    def _read_place(self, unit: int, node: int) -> Any:
        struct = structs.place()
        with self._guard.change, self._board._guard.read:
            self._ask(lib.chiso_what_if_place, unit, node, struct)
        return struct

    def _read_texts(self, unit: int) -> Tuple[str, str, str]:
        return self._board._read_texts(unit)

    def _is_readable(self) -> bool:
        return self._board._is_readable()

    def __repr__(self) -> str:
        return closed_text(self) or f"<WhatIf of {len(self)} changes>"
