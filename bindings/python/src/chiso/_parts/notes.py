"""Notes: what people write beside the figures of criteria, units and cells."""

from __future__ import annotations

from typing import Any, Dict, Optional

from .._c.calls import call
from .._c.library import lib
from .._in.text import encode, optional
from .node import NodeLike, notes_at
from .units import Units


class NotedUnits(Units):
    """The units of a board, and the notes beside them and their criteria."""

    def set_note(
        self, unit: Any, node: NodeLike, text: Optional[str], name: Optional[str] = None
    ) -> None:
        """Sets a note of a unit: at a criterion, or for "" of the unit as a whole. A name tells it
        apart from other notes there; a text that is None or blank takes it away. The figures stay.

        >>> board.set_note("sxd", "1", "decision 12", "evidence")
        >>> board.set_note("sxd", "", "moved house")
        >>> board.note("sxd", "1", "evidence"), board.note("sxd")
        ('decision 12', 'moved house')
        """
        texts = optional(name, "the name of the note"), optional(text, "the note")
        with self._guard.change:
            call(lib.chiso_board_set_note, self._c, self._unit(unit), self._tree._id(node), *texts)

    def note(self, unit: Any, node: NodeLike = "", name: str = "") -> str:
        """A note of a unit at a criterion, or as a whole; "" where there is none.

        >>> board.note("sxd", "1")
        ''
        """
        place = self._unit(unit), self._tree._id(node), encode(name, "the name of the note")
        with self._guard.look:
            return str(lib.chiso_board_note(self._c, *place).decode())

    def notes(self, unit: Any, node: NodeLike = "") -> Dict[str, str]:
        """All notes of a unit at a criterion, or as a whole, by name.

        >>> board.set_note("sxd", "1", "late")
        >>> board.set_note("sxd", "1", "decision 12", "evidence")
        >>> board.notes("sxd", "1")
        {'': 'late', 'evidence': 'decision 12'}
        """
        place = self._unit(unit), self._tree._id(node)
        with self._guard.look:
            return notes_at(lib.chiso_board_note_count, lib.chiso_board_note_at, self._c, *place)
