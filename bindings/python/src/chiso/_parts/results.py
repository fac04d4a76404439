"""Results of inner criteria that are set by hand, branches that do not apply, and what was done to
figures.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Optional, TypeVar

from .._c.calls import ask, call
from .._c.decimals import from_millionths
from .._c.library import lib
from .._c.memory import out
from .._in.number import Number, optional_number
from .._in.text import optional
from .cells import Cells, UnitLike
from .node import NodeLike
from .steps import Steps, steps_of

_B = TypeVar("_B", bound="Results")


class Results(Cells):
    """A board as results are set on it."""

    def set_result(
        self: _B,
        unit: UnitLike,
        node: NodeLike,
        points: Optional[Number],
        note: Optional[str] = None,
    ) -> _B:
        """Sets the result of an inner criterion, "" being the whole index, to points that somebody
        said, with the reason; None takes it back. It replaces what is computed, and is scored
        whole. Its max is that of what applies below it, missing or not; points above that are
        refused by :meth:`score`.

        Raises NodeError for a leaf, CellError for points outside its floor and its max, EmptyError
        where there is no note.

        >>> board.set_result("sxd", "", 40, "Decision 12").score()["sxd"].achieved
        Decimal('40')
        >>> board.set_result("sxd", "", None).score()["sxd"].achieved
        Decimal('39')
        """
        place = self._tree[node]
        given = optional_number(points, f"the result of {place.code or '.'}")
        reason = optional(note, "the note")
        with self._guard.change:
            call(lib.chiso_board_set_result, self._c, self._unit(unit), place.id, given, reason)
            self._changed()
        return self

    def set_not_applicable(self: _B, unit: UnitLike, node: NodeLike) -> _B:
        """Says that an inner criterion does not apply to a unit: none of the leaves below it does.
        A result that was set on it or below is taken back. Raises NodeError for a leaf.

        >>> board.set_not_applicable("sxd", "").score()["sxd"].state
        <State.NOT_APPLICABLE: 2>
        """
        place = self._tree[node].id
        with self._guard.change:
            call(lib.chiso_board_set_not_applicable, self._c, self._unit(unit), place)
            self._changed()
        return self

    def result_set(self, unit: UnitLike, node: NodeLike) -> Optional[Decimal]:
        """The points that were set of an inner criterion, whether the board is scored or not; None
        where none were.

        >>> board.set_result("sxd", "", "39.5", "Decision 12").result_set("sxd", "")
        Decimal('39.5')
        """
        place, points = self._tree[node], out("decimal")
        with self._guard.look:
            where = self._c, self._unit(unit), place.id
            ask(f"criterion {place.code or '.'}", lib.chiso_board_result_set, *where, points)
        return from_millionths(points.value)

    def steps(self, unit: UnitLike, node: NodeLike = "") -> Steps:
        """What was done to the figures of a node of a unit: whether it is dropped, fails its need,
        was set, lifted to its floor or limited by a gate, and from what. Raises StateError where
        the board is not scored.

        >>> _ = board.set_result("sxd", "", 40, "Decision 12").score()
        >>> steps = board.steps("sxd")
        >>> steps.is_set, steps.computed, steps.computed_percent
        (True, Decimal('39'), Decimal('86.67'))
        """
        place = self._tree[node].id
        with self._guard.read:
            return steps_of(self._tree, self._c, self._unit(unit), place)
