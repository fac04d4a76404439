"""Leaves that take the rank of a criterion: the oracle's points of them."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Dict, Optional

from oracle_figures import MISSING, NOT_APPLICABLE
from oracle_tree import Node, Unit

if TYPE_CHECKING:
    from oracle import Board


def put_ranks(board: Board) -> None:
    """Puts their points, those first that the ranks of others need."""
    left = [leaf for leaf in board.nodes.values() if leaf.ranked]
    while left:
        codes = {leaf.code for leaf in left}
        ready = [
            leaf
            for leaf in left
            if not codes & {below.code for below in board.nodes[leaf.ranked].walk()}
        ]
        for leaf in ready:
            _put_rank(board, leaf)
        left = [leaf for leaf in left if leaf not in ready]


def _put_rank(board: Board, leaf: Node) -> None:
    in_block = "block" in leaf.rule.split()
    ratios: Dict[str, Dict[str, Fraction]] = {}
    for unit in board.units:
        is_none = board.value(unit, leaf) is NOT_APPLICABLE
        board.points[unit.code, leaf.code] = NOT_APPLICABLE if is_none else MISSING
        ratio = _ratio(board, unit, board.nodes[leaf.ranked])
        if ratio is not None:
            ratios.setdefault(unit.block if in_block else "", {})[unit.code] = ratio
    for group in ratios.values():
        _put_group(board, leaf, group)


def _ratio(board: Board, unit: Unit, node: Node) -> Optional[Fraction]:
    """What a unit is ranked by, where it is ranked and holds a value anywhere."""
    holds = unit.results or any(
        isinstance(board.value(unit, leaf), Fraction)
        for leaf in board.nodes.values()
        if not leaf.children and not leaf.ranked
    )
    if not unit.ranked or not holds or not board.has_figures(unit, node):
        return None
    points = board.figures(unit, node, board.view(node))
    return None if points is None else points.ratio


def _put_group(board: Board, leaf: Node, group: Dict[str, Fraction]) -> None:
    """Points of the units that are ranked with each other; equals share the first's place."""
    order = sorted(group, key=lambda code: group[code], reverse=not board.tree.lowest_first)
    first = 0
    for place, code in enumerate(order):
        if board.judge.order(group[order[first]], group[code]) != 0:
            first = place
        points = leaf.declared * Fraction(len(order) - first, len(order))
        if board.points[code, leaf.code] is not NOT_APPLICABLE:
            board.points[code, leaf.code] = max(leaf.min, points)
