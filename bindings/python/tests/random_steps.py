"""Random steps for trees and boards: drops, floors, needs, gates, and results that are set."""

from __future__ import annotations

from fractions import Fraction
from typing import List, Sequence

from oracle import Board
from oracle_files import decimal_of
from oracle_numbers import ZERO
from oracle_rules import cell_value, takes_rates
from oracle_tree import Node, Tree, Unit
from random_boards import Chance, decimal, written

NEEDS = [Fraction(text) for text in ("0", "25", "33.3", "50", "50", "66.666667", "75", "100")]


def droppable(node: Node) -> int:
    """How many children a node could drop."""
    weighs = node.combine != "sum"
    return sum(
        1
        for child in node.children
        if not child.bonus and child.declared and not (weighs and child.weight == 0)
    )


def drops(chance: Chance, node: Node) -> List[str]:
    """What leaves at least one of all."""
    found, left = [], droppable(node)
    for _ in range(chance.pick([0, 1, 1, 1, 2])):
        end = chance.pick(["lowest", "highest"])
        if chance.once_in(2) and left > 1:
            count = chance.whole(1, left - 1)
            found.append(f"drop {end} {count}")
            left -= count
        elif left > 0:
            count = chance.whole(1, left + 1)
            found.append(f"keep {end} {count}")
            left = min(left, count)
    return found


def bound(chance: Chance, node: Node, values: Sequence[Fraction]) -> str:
    """What a gate compares with: a percent, or a cell or points."""
    is_plain = bool(node.children) or not (
        takes_rates(node) or node.rule.split()[0] in ("rate", "yesno", "survey")
    )
    if node.declared and (not is_plain or chance.once_in(2)):
        return chance.pick(["50%", "33.333333333333333%", "0%", "100%", "75%", "66.67%"])
    if not is_plain:
        return ""
    if values and chance.once_in(2):
        return decimal_of(chance.pick(values)) or "1/3"
    return chance.pick(["0", "1/3", "2", "-1", "10/3", "7.25"])


def gate(chance: Chance, node: Node, values: Sequence[Fraction]) -> str:
    found = []
    for _ in range(chance.pick([1, 1, 2])):
        beyond = bound(chance, node, values)
        limit = chance.pick(["79.99%", "50%", "0%", "100%", "33.333333333333333%", "7.5%"])
        way = chance.pick(["below", "above"])
        found += [f"{way} {beyond}: parent at most {limit}"] * bool(beyond)
    return "; ".join(found)


def may_limit(parent: Node, bonuses: Sequence[str]) -> bool:
    return bool(parent.declared) and parent.code not in bonuses


def cells_of(node: Node, units: Sequence[Unit]) -> List[Fraction]:
    """The numbers that cells of a leaf hold."""
    if node.children:
        return []
    texts = [unit.cells.get(node.code, "") for unit in units]
    return [cell_value(node, text) for text in texts if text not in ("", "-")]


def add(chance: Chance, tree: Tree, units: Sequence[Unit]) -> None:
    """Puts steps into a tree."""
    board = Board(tree, units)
    for node in tree.root.walk():
        in_bonus = node.code in board.bonuses
        parent = board.parents.get(node.code)
        if node.children:
            if node.combine in ("sum", "mean") and not in_bonus and chance.once_in(2):
                node.drops = tuple(drops(chance, node))
            if chance.once_in(4):
                most = node.declared
                least = Fraction(-1) if in_bonus or chance.once_in(3) else ZERO
                node.floor = chance.pick([ZERO, decimal(chance, least, most), least])
        if not in_bonus and chance.once_in(4):
            node.needs = chance.pick(NEEDS)
        if parent is not None and may_limit(parent, list(board.bonuses)) and chance.once_in(4):
            node.gate = gate(chance, node, cells_of(node, units))


def add_weights(chance: Chance, tree: Tree, units: Sequence[Unit]) -> None:
    """Gives blocks weights of their own, and leaves criteria out of them. One child of a node that
    weighs keeps a weight.
    """
    blocks = [block for block in dict.fromkeys(unit.block for unit in units) if block]
    own = [Fraction(text) for text in ("1", "2", "1/3", "0.5", "0")]
    for node in tree.root.walk():
        kept = next((child for child in node.children if child.declared), None)
        for block in blocks:
            for child in node.children if kept is not None and chance.once_in(2) else []:
                if child is kept:
                    child.weights[block] = chance.pick(own[:-1])
                elif chance.once_in(2):
                    child.weights[block] = chance.pick([*own, None])
    board = Board(tree, units)
    for leaf in (node for node in tree.root.walk() if not node.children):
        for unit in units:
            if board.is_left_out(unit, leaf):
                unit.cells[leaf.code] = ""


def set_results(chance: Chance, tree: Tree, units: Sequence[Unit]) -> None:
    """Sets results of some inner nodes, those below others first: what these may be depends on
    them.
    """
    inner = [node for node in tree.root.walk() if node.children]
    for unit in units:
        if not chance.once_in(3):
            continue
        for node in reversed(inner):
            if not chance.once_in(4):
                continue
            least = ZERO if node.floor is None else node.floor
            most = Board(tree, [*units]).set_max(unit, node)
            if least <= most:
                unit.results[node.code] = written(chance, decimal(chance, least, most))
