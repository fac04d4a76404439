"""The answers of a survey as a figure."""

from __future__ import annotations

from typing import Any, Dict, Optional, Sequence, Union

from .._c.calls import error_of
from .._c.enums import Language, Status
from .._c.guard import Reading
from .._c.handle import Object, expect
from .._c.memory import UINT32_MAX
from .._in.number import whole
from .._out.figure import Figure
from .board import Board
from .drawing import CHARTS, Brush, Look, Spoken, codes_of, picked


class Asked(Object):
    """A tally as its answers are drawn."""

    def questions(self) -> Dict[str, int]:
        """The codes of the questions, and how many options each has."""
        raise NotImplementedError

    def _question(self, question: Any) -> int:
        raise NotImplementedError

    def _the_question(self, question: Any) -> int:
        """The number of the question that a caller named, or of the only one."""
        if question is not None:
            return self._question(question)
        codes = list(self.questions())
        if len(codes) != 1:
            there = ", ".join(codes) or "none"
            raise error_of(Status.E_NODE, f"a figure is of one question; there are {there}")
        return 0

    def figure(
        self,
        kind: Optional[str] = None,
        units: Spoken = (),
        *,
        question: Any = None,
        first: int = 0,
        last: Optional[int] = None,
        board: Optional[Board] = None,
        labels: Sequence[str] = (),
        language: Union[Language, str] = Language.ENGLISH,
        mark: Optional[str] = None,
        width: int = 720,
        title: Optional[str] = None,
        caption: Optional[str] = None,
        source: Optional[str] = None,
        rise: Optional[str] = None,
        fall: Optional[str] = None,
        rise_dark: Optional[str] = None,
        fall_dark: Optional[str] = None,
        id: Optional[str] = None,
    ) -> Figure:
        """Draws the figure "shares": the answers to a question by unit, and the share of the
        options ``first`` to ``last``, the best ones, which are the first or the last of it.

        Without a ``question`` it is of the only one. A ``board`` names units and question,
        ``labels`` the options, in their order; the rest is as for :meth:`Board.figure`. Raises
        EmptyError where nobody answered, ShapeError for more than 7 options, RangeError for options
        that the question does not have at an end.

        >>> tally = chiso.Tally(["a", "b"], {"q": 3})
        >>> for unit, counts in {"a": (30, 10, 5), "b": (20, 20, 2)}.items():
        ...     for option, count in enumerate(counts):
        ...         tally.add(unit, "q", option, count)
        >>> tally.figure(labels=["good", "fair", "poor"]).title[:7]
        'q: from'
        """
        name = picked(("shares",), kind)
        look = Look(
            language,
            mark,
            width,
            title,
            caption,
            source,
            None,
            None,
            rise,
            fall,
            rise_dark,
            fall_dark,
            id,
        )
        if isinstance(labels, str):
            raise TypeError("labels is text; expected a list of texts")
        place = self._the_question(question)
        least = whole(first, "first", UINT32_MAX)
        most = least if last is None else whole(last, "last", UINT32_MAX)
        named = None if board is None else expect(board, Board, "the board")._c
        brush = Brush(look, codes_of(units), labels)
        with self._guard.read, Reading(board):
            return brush.draw(CHARTS[name], self._c, place, least, most, named)
