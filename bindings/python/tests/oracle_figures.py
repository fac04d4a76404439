"""What the second implementation says of a node of a unit."""

from __future__ import annotations

from fractions import Fraction
from typing import Any, Callable, NamedTuple, Optional, TypeVar

from oracle_tree import Node, Unit

SCORED, MISSING, NOT_APPLICABLE = "scored", "missing", "not_applicable"


class Points(NamedTuple):
    """What a node of a unit achieved, and of how many."""

    achieved: Fraction
    max: Fraction

    @property
    def ratio(self) -> Optional[Fraction]:
        return self.achieved / self.max if self.max else None


class Stages(NamedTuple):
    """The points of a node on their way through its steps."""

    combined: Fraction
    lifted: Fraction  # to its floor
    limited: Fraction  # by a gate
    max: Fraction
    by: Optional[Node] = None  # whose gate it is


class Result(NamedTuple):
    """What is shown of a node of a unit, and the carried figures behind it."""

    state: str
    achieved: Optional[Fraction] = None
    max: Optional[Fraction] = None
    percent: Optional[Fraction] = None
    coverage: Optional[Fraction] = None
    lowest: Optional[Fraction] = None
    highest: Optional[Fraction] = None
    lost: Optional[Fraction] = None
    points: Optional[Points] = None
    ratio: Optional[Fraction] = None


Answer = TypeVar("Answer")


def kept(question: Callable[..., Answer]) -> Callable[..., Answer]:
    """Answers each question of a board once."""

    def ask(board: Any, unit: Unit, node: Node, *rest: str) -> Answer:
        key = (question.__name__, unit.code, node.code, *rest)
        if key not in board.answers:
            board.answers[key] = question(board, unit, node, *rest)
        return board.answers[key]

    return ask
