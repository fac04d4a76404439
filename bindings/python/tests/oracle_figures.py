"""What the second implementation says of a node of a unit."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any, Callable, Dict, NamedTuple, Optional, Tuple, TypeVar

from oracle_tree import Node, Unit

if TYPE_CHECKING:
    from oracle import Board

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


class Results(Dict[Tuple[str, str], Result]):
    """The results of a board by the codes of unit and node, worked out where they are asked for."""

    def __init__(self, board: Board) -> None:
        super().__init__()
        self._board = board
        self.units = {unit.code: unit for unit in board.units}

    def __missing__(self, key: Tuple[str, str]) -> Result:
        self[key] = self._board.result(self.units[key[0]], self._board.nodes[key[1]])
        return self[key]


Answer = TypeVar("Answer")


def kept(question: Callable[..., Answer]) -> Callable[..., Answer]:
    """Answers each question of a board once."""

    def ask(board: Any, unit: Unit, node: Node, *rest: str) -> Answer:
        key = (question.__name__, unit.code, node.code, *rest)
        if key not in board.answers:
            board.answers[key] = question(board, unit, node, *rest)
        return board.answers[key]

    return ask
