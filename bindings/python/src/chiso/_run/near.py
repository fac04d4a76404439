"""The units that a mistyped code may mean, and what is said of codes that are not there."""

from __future__ import annotations

from typing import List

from .._out.plain import shown
from .._parts.score import Unit
from .job import Job
from .tell import tell
from .view import say

#: How many units are named, and how many bytes of a text are looked at.
_MOST, _REACH = 5, 48


def _bytes_apart(one: bytes, other: bytes) -> int:
    """How many bytes must change to make one text of the other, looking at the first of each:
    Levenshtein's distance.
    """
    one, other = one[:_REACH].lower(), other[:_REACH].lower()
    row = list(range(len(other) + 1))
    for at, letter in enumerate(one, 1):
        corner, row[0] = row[0], at
        for i, letter_of_other in enumerate(other, 1):
            changed = corner + (letter != letter_of_other)
            corner, row[i] = row[i], min(changed, row[i] + 1, row[i - 1] + 1)
    return row[-1]


def _unlikeness(unit: Unit, text: str) -> int:
    """0 for a text that is part of the name or code, more for less like."""
    data = text.encode()
    if len(data) > 1 and (text in unit.code or text in unit.name):
        return 0
    apart = min(_bytes_apart(data, own.encode()) for own in (unit.code, unit.name))
    return apart if apart <= 1 + len(data) // 4 else _REACH


def tell_unknown_unit(job: Job, option: str, code: str) -> None:
    """That there is no such unit, and which are like it, the likest first."""
    options, units = job.options, list(job.board)
    like = sorted((_unlikeness(unit, code), i) for i, unit in enumerate(units))
    near: List[Unit] = [units[i] for apart, i in like[:_MOST] if apart < _REACH]
    start = say(options, "there is no unit", "không có đơn vị")
    how = say(options, "there are ", "có các đơn vị ")
    end = ", ..." if len(units) > _MOST else ""
    if near:
        how, end = say(options, "did you mean ", "có phải là "), "?"
    names = [
        shown(unit.code) + (f" ({shown(unit.name)})" if unit.name != unit.code else "")
        for unit in near or units[:_MOST]
    ]
    tell(f"{options.points}: {option}: {start} '{shown(code)}'; {how}{', '.join(names)}{end}")


def tell_unknown_criterion(job: Job, option: str, code: str) -> None:
    """That there is no such criterion, and which main ones there are."""
    options = job.options
    main = [shown(node.code) for node in job.tree.root.children]
    start = say(options, "there is no criterion", "không có tiêu chí")
    how = say(options, "there are ", "có các tiêu chí ")
    end = ", ..." if len(main) > 2 * _MOST else ""
    names = ", ".join(main[: 2 * _MOST])
    tell(f"{options.criteria}: {option}: {start} '{shown(code)}'; {how}{names}{end}")
