"""A department's year on a page: where it stands, what the appraisal changed, where its points
went, and what it would take to rise.

    python3 examples/python/department_report.py [UNIT] [--rank N] [--lang en|vi] [--html FILE]

The figures are the shipped illustration: what four departments scored themselves, and what the
appraisal gave. With --html the same goes into a file that can be published as it is, with figures.
"""

import argparse
import pathlib
import sys
from decimal import ROUND_HALF_UP, Decimal

import chiso

DATA = pathlib.Path(__file__).resolve().parent.parent / "data" / "par"

WORDS = {
    "en": {
        "standing": "Standing",
        "now": "{name}: {achieved} of {max} points, {percent} %, rank {rank}/{out_of}, band {band}",
        "covered": "{coverage} % of the points are appraised; "
        "the rest leaves between {lowest} and {highest} %",
        "change": "From its own score to the appraisal",
        "total": "{points} points, {percent} percentage points, {rank}",
        "places": "{rank} places",
        "same": "the same rank",
        "ledger": "Where points were lost",
        "of": "{lost} of {max}",
        "best": "best {best}, by {unit}",
        "target": "What it takes to be number {rank}",
        "met": "It is there. It may lose {margin} points before it falls.",
        "safe": "It is there, and is so whatever it loses.",
        "missed": "{needed} points more, by these criteria, one after the other:",
        "out of reach": "Not even its own full points would do.",
        "step": "then {percent} %, rank {rank}",
        "gain": "adds {gain}",
        "none": "none",
        "own": "own score",
        "appraisal": "appraisal",
    },
    "vi": {
        "standing": "Vị trí",
        "now": "{name}: {achieved} trên {max} điểm, {percent} %, hạng {rank}/{out_of}, "
        "xếp loại {band}",
        "covered": "Đã thẩm định {coverage} % số điểm; "
        "phần còn lại cho kết quả từ {lowest} đến {highest} %",
        "change": "Từ tự chấm đến thẩm định",
        "total": "{points} điểm, {percent} điểm phần trăm, {rank}",
        "places": "{rank} bậc",
        "same": "giữ hạng",
        "ledger": "Điểm mất ở đâu",
        "of": "{lost} trên {max}",
        "best": "cao nhất {best}, của {unit}",
        "target": "Cần gì để đứng thứ {rank}",
        "met": "Đã đạt. Có thể mất {margin} điểm trước khi tụt hạng.",
        "safe": "Đã đạt, và không mất được dù giảm điểm.",
        "missed": "Thêm {needed} điểm, lần lượt ở các tiêu chí:",
        "out of reach": "Đạt điểm tối đa cũng không đủ.",
        "step": "thì được {percent} %, hạng {rank}",
        "gain": "thêm {gain}",
        "none": "không",
        "own": "tự chấm",
        "appraisal": "thẩm định",
    },
}


class Page:
    """Lines of text in one language, with its decimal mark."""

    def __init__(self, language):
        self.words = WORDS[language]
        self.mark = "," if language == "vi" else "."

    def number(self, value, signed=False):
        """A Decimal with two places; nothing else is rounded before it is printed."""
        if not isinstance(value, Decimal):
            return self.words["none"] if value is None else str(value)
        rounded = value.quantize(Decimal("0.01"), ROUND_HALF_UP)
        return f"{rounded:{'+' if signed and rounded else ''}f}".replace(".", self.mark)

    def say(self, word, **values):
        return self.words[word].format(
            **{name: self.number(value) for name, value in values.items()}
        )

    def heading(self, word, **values):
        title = self.say(word, **values)
        print(f"\n{title}\n{'─' * len(title)}")

    def line(self, code, title, *rest):
        print(f"  {code:<6} {title:<46} " + "  ".join(rest).rstrip())


def print_standing(page, unit, bands):
    page.heading("standing")
    band = bands.find_points(unit.achieved, unit.max)
    figures = {
        name: getattr(unit, name)
        for name in ("name", "achieved", "max", "percent", "rank", "out_of")
    }
    print("  " + page.say("now", band=band, **figures))
    if unit.coverage < 100:
        print(
            "  "
            + page.say("covered", coverage=unit.coverage, lowest=unit.lowest, highest=unit.highest)
        )


def print_change(page, change):
    page.heading("change")
    figures = {name: page.number(getattr(change, name), True) for name in ("points", "percent")}
    rank = (
        page.words["places"].format(rank=f"{change.rank:+}") if change.rank else page.words["same"]
    )
    print("  " + page.words["total"].format(rank=rank, **figures))
    for leaf in change.nodes:
        if leaf.node.is_leaf and leaf.points:
            both = f"{page.number(leaf.before.achieved)} → {page.number(leaf.now.achieved)}"
            page.line(leaf.code, leaf.title, page.number(leaf.points, True).rjust(7), both)


def print_ledger(page, unit):
    page.heading("ledger")
    for entry in unit.ledger().head(6):
        if entry.lost:
            best = (
                page.say("best", best=entry.best, unit=entry.best_unit)
                if entry.best is not None
                else ""
            )
            page.line(
                entry.code,
                entry.title,
                page.say("of", lost=entry.lost, max=entry.max).ljust(18),
                best,
            )


def print_plan(page, unit, steps):
    """The steps, and beside each what it makes of the unit: a what-if, which leaves the board as it
    is. Points that depend on others are not tried.
    """
    is_tried = not any(unit[step.code].node.is_relative for step in steps)
    with unit.board.what_if() as trial:
        for step in steps:
            becomes = page.say("gain", gain=step.gain)
            if is_tried:
                trial.set_points(unit, step.code, step.to)
                becomes = page.say("step", percent=trial[unit].percent, rank=trial[unit].rank)
            page.line(
                step.code,
                step.title,
                f"{page.number(step.from_)} → {page.number(step.to)}".ljust(16),
                becomes,
            )


def print_target(page, unit, rank):
    page.heading("target", rank=rank)
    target = unit.target(rank=rank)
    if target.met and target.rank_margin is None:
        print("  " + page.say("safe"))
    elif target.met:
        print("  " + page.say("met", margin=target.rank_margin))
    elif target.outcome != chiso.Outcome.MISSED:
        print("  " + page.say("out of reach"))
    else:
        print("  " + page.say("missed", needed=target.needed))
        print_plan(page, unit, target.leaves)


def save_page(page, unit, own, bands, options):
    """The page of the unit, whose report has the bands, and the own score as what was before."""
    report = unit.board.report(comparison=unit.board.compare(own, bands=bands))
    told = report.page(
        unit,
        language=options.lang,
        period=page.words["appraisal"],
        period_before=page.words["own"],
        target=unit.target(rank=options.rank),
    )
    told.save(options.html)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("unit", nargs="?", default="stc", help="the code of a department")
    parser.add_argument("--rank", type=int, default=1, help="the rank that it wants")
    parser.add_argument("--lang", choices=sorted(WORDS), default="en")
    parser.add_argument("--html", metavar="FILE", help="write a page instead")
    options = parser.parse_args()
    try:
        tree = chiso.Tree.read_csv(DATA / "department-criteria.csv")
        bands = chiso.Bands.read_csv(DATA / "bands.csv")
        appraised = chiso.Board.read_csv(tree, DATA / "department-appraisal.csv").score()
        own = chiso.Board.read_csv(tree, DATA / "department-self.csv").score()
        unit, page = appraised[options.unit], Page(options.lang)
        if options.html:
            save_page(page, unit, own, bands, options)
            return
        print(tree.title)
        print_standing(page, unit, bands)
        print_change(page, appraised.compare(own)[options.unit])
        print_ledger(page, unit)
        print_target(page, unit, options.rank)
    except chiso.ChisoError as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main()
