"""Words and figures as text, for all that is printed, in the language that was asked for."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, Iterable, List, Optional

from .._c.enums import State
from .._out.plain import shown
from .._parts.score import Unit
from .job import Job
from .table import Screen, wrapped


def say(options: Any, english: str, vietnamese: str) -> str:
    """The text in the language that was asked for."""
    return vietnamese if options.lang == "vi" else english


def is_not_scored(unit: Unit) -> bool:
    """Whether nothing of what applies to a unit was scored."""
    return unit.state == State.MISSING and not unit.coverage


def is_partly_scored(unit: Unit) -> bool:
    """Whether some of what applies to a unit was not scored."""
    return unit.coverage is not None and unit.coverage < 100


def listed(names: Iterable[str], most: int, more: str) -> str:
    """Some names, and how many there are beyond these; more is "and {} more"."""
    named = list(names)
    rest = len(named) - most
    return ", ".join(named[:most]) + (" " + more.format(rest) if rest > 0 else "")


class View:
    """What a report is printed with."""

    def __init__(self, job: Job, options: Any) -> None:
        self.board, self.report, self.tree = job.board, job.report, job.tree
        self.comparison, self.options = job.comparison, options
        self.robustness = job.robustness
        self.digits = self.tree.digits
        before = 0 if job.previous is None else job.previous._tree.digits
        self.change_digits = max(self.digits, before)
        self.has_blocks = self.board.blocks() != [""]

    def say(self, english: str, vietnamese: str) -> str:
        """The text in the language that was asked for."""
        return say(self.options, english, vietnamese)

    def number(self, value: Optional[Decimal], digits: Optional[int] = None, unit: str = "") -> str:
        """A figure that was published, with so many digits; None for as many as it has."""
        if value is None:
            return "-"
        text = format(value if digits is None else value.quantize(Decimal(1).scaleb(-digits)), "f")
        return text.replace(".", self.say(".", ",")) + unit

    def count(self, count: int, one: str, many: str, vietnamese: str) -> str:
        """A number of things."""
        return f"{count} " + self.say(one if count == 1 else many, vietnamese)

    def _way(self, value: Decimal, digits: Optional[int]) -> str:
        way = self.say("down ", "giảm ") if value < 0 else self.say("up ", "tăng ")
        return way + self.number(abs(value), digits)

    def change(self, value: Optional[Decimal]) -> str:
        """A change of a percent or a mean."""
        if value is None:
            return "-"
        return self._way(value, self.change_digits) if value else self.say("same", "không đổi")

    def move(self, places: Optional[Decimal]) -> str:
        """A change of a rank."""
        if places is None:
            return "-"
        if not places:
            return self.say("same", "giữ hạng")
        return self._way(places, None) + self.say("", " bậc")

    def fitted(self, lines: Iterable[str]) -> List[str]:
        """Sentences that are as wide as was asked for."""
        return [part for line in lines for part in wrapped(line, self.options.columns)]

    def left_out(self, screen: Screen) -> str:
        """Which columns there was no room for."""
        start = self.say("Left out for want of width: ", "Bỏ bớt cột vì thiếu chỗ: ")
        more = self.say("; all columns: --width ", "; đủ cột: --width ") + str(screen.whole)
        end = self.say(" or --width 0", " hoặc --width 0")
        return start + ", ".join(reversed(screen.left_out)) + more + end

    def names(self, board: Any, codes: Iterable[str]) -> Iterable[str]:
        """The names of units of a board."""
        return (shown(board[code].name) for code in codes)
