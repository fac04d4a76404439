"""What the oracle tells of the steps of a node of a unit."""

from __future__ import annotations

import dataclasses
from fractions import Fraction
from typing import Dict, NamedTuple, Optional

from oracle import Board
from oracle_tree import Node, Unit


class Steps(NamedTuple):
    """What is told of the steps of a node of a unit."""

    is_dropped: bool = False
    fails_need: bool = False
    is_set: bool = False
    is_lifted: bool = False
    limited_by: Optional[str] = None
    computed: Optional[Fraction] = None
    computed_percent: Optional[Fraction] = None
    unlifted: Optional[Fraction] = None
    unlimited: Optional[Fraction] = None


def steps(board: Board, unit: Unit, node: Node) -> Steps:
    found = Steps(board.is_dropped(unit, node), board.fails(unit, node))
    if not node.children:
        return found
    if board.is_set(unit, node):
        return found._replace(is_set=True, **computed(board, unit, node))
    if not board.has_figures(unit, node):
        return found
    stages = board.stages(unit, node, board.view(node))
    if board.judge.order(stages.lifted, stages.combined, stages.max) > 0:
        unlifted = board.tree.points(board.judge, stages.combined, stages.max)
        found = found._replace(is_lifted=True, unlifted=unlifted)
    if stages.by is not None:
        unlimited = board.tree.points(board.judge, stages.lifted, stages.max)
        found = found._replace(limited_by=stages.by.code, unlimited=unlimited)
    return found


def computed(board: Board, unit: Unit, node: Node) -> Dict[str, Optional[Fraction]]:
    """What a node would have if its result were not set."""
    results = {code: points for code, points in unit.results.items() if code != node.code}
    bare = dataclasses.replace(unit, results=results)
    units = [bare if one.code == unit.code else one for one in board.units]
    other = Board(board.tree, units)
    other.judge = board.judge
    result = other.results[unit.code, node.code]
    return {"computed": result.achieved, "computed_percent": result.percent}
