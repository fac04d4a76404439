"""What changed since the earlier period, below the tables."""

from __future__ import annotations

import math
from typing import List, Optional

from .._out.plain import shown
from .._parts.compare import Comparison
from ..errors import EmptyError, NodeError
from .view import View, listed

#: How many names a sentence lists, and how many movers there are to be named.
_MOST, _MOVERS = 12, 3

#: What only one of two periods has.
_DIFFERENCES = (
    ("units_new", "Units that were not there: ", "Đơn vị kỳ trước không có: "),
    ("units_gone", "Units that are no longer there: ", "Đơn vị kỳ này không còn: "),
    ("nodes_new", "Criteria that are new: ", "Tiêu chí mới: "),
    ("nodes_gone", "Criteria that were dropped: ", "Tiêu chí đã bỏ: "),
    (
        "max",
        "Criteria with another max than before: ",
        "Tiêu chí có điểm tối đa khác trước: ",
    ),
)


def mean_change(view: View, block: Optional[str]) -> str:
    """How the mean of a block changed, behind that mean; "" where there is nothing to compare."""
    if view.comparison is None:
        return ""
    change = view.comparison.block(block)
    if change.mean is None:
        return ""
    text = view.change(change.mean)
    if change.both != change.units or change.both != change.units_before:
        both = view.count(change.both, "unit of both", "units of both", "đơn vị có ở cả hai kỳ")
        text += view.say(" over the ", ", tính trên ") + both
    return f" ({text})"


def _differences(view: View, comparison: Comparison) -> List[str]:
    lines = []
    for which, english, vietnamese in _DIFFERENCES:
        codes = comparison.difference(which)
        named = [shown(code) or view.say("the total", "tổng") for code in codes]
        if which.startswith("units"):
            board = comparison.before if which == "units_gone" else view.board
            named = list(view.names(board, codes))
        more = view.say("and {} more", "và {} mục khác")
        lines += [view.say(english, vietnamese) + listed(named, _MOST, more)] if named else []
    return lines


def _set(view: View, comparison: Comparison) -> List[str]:
    """Names the units of which results were set by hand in one of the periods, and these."""
    named = []
    more = view.say("and {} more", "và {} mục khác")
    for unit in view.board:
        sides = []
        for before, side in (
            (False, view.say("now", "kỳ này")),
            (True, view.say("before", "kỳ trước")),
        ):
            codes = comparison.set_nodes(unit, before)
            names = [shown(code) or view.say("the total", "tổng") for code in codes]
            sides += [f"{side} {listed(names, _MOST, more)}"] if names else []
        named += [f"{shown(unit.name)} ({'; '.join(sides)})"] if sides else []
    label = view.say("Results set by hand: ", "Kết quả được ấn định: ")
    return [label + listed(named, _MOST, more)] if named else []


def _merged(view: View, comparison: Comparison) -> List[str]:
    """Names the units that are made of several."""
    made = []
    for unit in view.board:
        old = comparison.units_before(unit)
        if len(old) > 1:
            made.append(f"{shown(unit.name)} ({', '.join(view.names(comparison.before, old))})")
    english = "Units that were several, compared with their mean: "
    vietnamese = "Đơn vị sáp nhập, so với trung bình các đơn vị cũ: "
    return [view.say(english, vietnamese) + "; ".join(made)] if made else []


def _movers(view: View, comparison: Comparison, fallers: bool) -> List[str]:
    """Names those that climbed most, or fell most."""
    found = [
        f"{shown(change.name)} {view.move(change.rank)}"
        for change in comparison.movers(_MOVERS, fallers=fallers)
        if change.rank and (change.rank < 0) == fallers
    ]
    label = view.say("Climbed most: ", "Tăng hạng nhiều nhất: ")
    if fallers:
        label = view.say("Fell most: ", "Giảm hạng nhiều nhất: ")
    return [label + "; ".join(found)] if found else []


def _coefficient(view: View, value: float) -> str:
    """A coefficient is no figure to be published: two places tell enough."""
    hundredths = int(value * 100 + (-0.5 if value < 0 else 0.5))
    whole, rest = divmod(abs(hundredths), 100)
    return f"{'-' if hundredths < 0 else ''}{whole}{view.say('.', ',')}{rest:02}"


def _agreement(view: View, comparison: Comparison) -> List[str]:
    """How much the rankings agree. Ranks in several blocks are not one ranking."""
    blocks = max(view.board.block_count(), comparison.before.block_count())
    if not view.options.overall and blocks > 1:
        return []
    try:
        found = comparison.agreement()
    except (EmptyError, NodeError):
        return []
    text = view.count(
        found.units,
        "unit has a rank in both",
        "units have a rank in both",
        "đơn vị có hạng ở cả hai kỳ",
    )
    if not math.isnan(found.rank_change):
        text += view.say("; ranks moved by ", "; thứ hạng thay đổi trung bình ")
        text += _coefficient(view, found.rank_change) + view.say(" places on average", " bậc")
    if not math.isnan(found.spearman):
        text += view.say("; agreement of the rankings: Spearman ", "; mức tương đồng: Spearman ")
        text += f"{_coefficient(view, found.spearman)}, Kendall {_coefficient(view, found.kendall)}"
    return [text]


def compared(view: View) -> List[str]:
    """With what was compared, whom only one side has, and who moved."""
    comparison = view.comparison
    if comparison is None:
        return []
    units = view.count(len(comparison.before), "unit", "units", "đơn vị")
    lines = ["", f"{view.say('Compared with ', 'So với ')}{shown(view.options.previous)}: {units}"]
    lines += _merged(view, comparison) + _differences(view, comparison)
    lines += _set(view, comparison)
    if any(map(comparison.difference, ("units_new", "units_gone"))):
        # Ranks and means of other units are compared with what they are.
        english = "Ranks and means are those among the units of each period."
        lines += [view.say(english, "Thứ hạng và trung bình là giữa các đơn vị của từng kỳ.")]
    lines += _movers(view, comparison, False) + _movers(view, comparison, True)
    return lines + _agreement(view, comparison)
