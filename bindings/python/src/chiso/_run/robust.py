"""How sure the ranks are: the column of the table, and the sentence below it."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, Dict, List

from .._c.decimals import from_millionths
from .._c.enums import Status
from .._c.library import lib
from .._c.memory import out
from .._out.plain import shown
from .._parts.robustness import Robustness
from .._parts.score import Unit
from ..errors import ChisoError
from .job import Job
from .view import View


def is_stranger(job: Job, error: ChisoError) -> bool:
    """Whether draws name a criterion that there is not."""
    is_one = job.is_drawing and error.status == Status.E_NODE and bool(error.criterion)
    return is_one and error.criterion not in job.tree


def _rank(view: View, rank: Any) -> str:
    return view.number(None if rank is None else Decimal(str(rank)))


def _reach(view: View, robustness: Robustness) -> str:
    """The percents of the first and the last quantile."""
    last = robustness._summary.quantile_count - 1
    texts = []
    for index in dict.fromkeys((0, last)):
        share = from_millionths(100 * lib.chiso_robustness_quantile_at(robustness._c, index))
        texts.append(view.number(share))
    return "–".join(texts) + " %"


def robust_cell(view: View, unit: Unit) -> Dict[str, str]:
    """The ranks between which a unit is; none where draws rank by a criterion."""
    robustness = view.robustness
    if robustness is None or robustness.node.code:
        return {}
    own = robustness[unit.code]
    text = _rank(view, own.low)
    if own.low != own.high:
        text += "–" + _rank(view, own.high)
    return {view.say("Rank ", "Hạng ") + _reach(view, robustness): text}


def robust_lines(view: View) -> List[str]:
    """How far ranks move."""
    robustness = view.robustness
    if robustness is None:
        return []
    told = robustness._summary
    if told.unit_count == 0:
        return []
    start = view.say("Over ", "Qua ")
    if robustness.node.code:
        start = view.say("By criterion ", "Theo tiêu chí ") + shown(robustness.node.code)
        start += view.say(", over ", ", qua ")
    start += view.count(told.draws, "draw", "draws", "lần rút")
    shift, rounding = out("decimal"), lib.chiso_tree_rounding(view.tree._c)
    text = "-"
    if lib.chiso_decimal_round(told.shift, 2, rounding, shift) == Status.OK:
        text = view.number(from_millionths(shift.value), 2)
    moved = view.say(
        "ranks would not move by more than one place; mean shift: ",
        "thứ hạng không dịch chuyển quá một bậc; dịch chuyển trung bình: ",
    )
    of = view.say("of", "trên")
    return ["", f"{start} {told.steady} {of} {told.unit_count} {moved}{text}."]
