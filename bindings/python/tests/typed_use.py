"""A program as a user writes it, for the type checker: with --strict it must pass as it stands. It
also runs.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Dict, List, Optional

import chiso


def standing(board: chiso.Board, code: str) -> str:
    """A line about a unit."""
    unit: chiso.Unit = board[code]
    score: chiso.Score = board[code, "1"]
    percent: Optional[Decimal] = unit.percent
    return f"{unit.name}: {percent} %, {unit.rank}/{unit.out_of}; {score.achieved} of {score.max}"


def main() -> List[str]:
    tree = chiso.Tree("index")
    node: chiso.Node = tree.add("1", "Steering", Decimal(19))
    board = chiso.Board(tree).add_units(["a", "b"]).set_column(node, ["17.24", 15]).score()
    done: chiso.Steps = board.steps("a", node)
    by: Optional[str] = done.limited_by
    drops: List[chiso.Drop] = [*tree.root.drops]
    floor: Optional[Decimal] = board.result_set("a", "")
    row: chiso.RankedUnit = board.ranking(node, ties="dense")[0]
    place: chiso.Place = board.ranking()["a"]
    lines = [standing(board, unit.code) for unit in board] + [row.unit, str(place)]
    lines += [f"{by} {floor} {len(drops)} {node.needs} {node.gate}"]
    change: chiso.Change = board.compare(board)["a"]
    lines += [f"{one.code} {one.points}" for one in change.nodes]
    exact: Optional[Decimal] = board["a"].exact("percent", places=15)
    order: int = board.compare_units("a", board["b"], node)
    band: Optional[str] = board["a", "1"].band(chiso.Bands({"A": Fraction(200, 3)}), key="exact")
    lines += [str(exact), str(order), str(band)]
    pictures: List[chiso.Figure] = [
        board.figure("ranking", ["a", board["b"]], language="vi", period=2021),
        board["a"].figure(width=360),
        change.figure("bridge", title="What changed"),
        chiso.Series({"2021": board})["a"].figure(),
    ]
    lines += [picture.title for picture in pictures]
    rules: chiso.RankRules = board.report().rules
    with board.what_if(**rules) as w:
        w["b", "1"] = 19
        lines.append(str(w["b"].rank))
        tried: chiso.Board = w.apply(board.copy()).score()
    tried["b"].name, tried["b"].block = "B", "so"
    tried.rename_unit("b", "c")
    tried.remove_unit(tried["a"])
    lines.append(tried["c", "1"].text)
    weights: Dict[str, Decimal] = {"1": Decimal(2)}
    other: chiso.Tree = tree.derive(weights=weights, rule={node: None}, without=[])
    derived: chiso.Board = board.derive(other).score()
    lines.append(str(derived["a"].percent))
    try:
        board["nobody"]
    except chiso.UnitError as error:
        lines.append(f"{error.status.name} {error.line}")
    return lines


if __name__ == "__main__":
    print("\n".join(main()))
