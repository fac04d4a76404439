"""Hypothesis strategies: random trees, boards, pairs of boards, bands and ways to rank, as the
oracle's plain structures, and as files.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any, Dict, List

from hypothesis import strategies as st

from oracle import Node, Tree, Unit

MAXIMA = [
    Fraction(text)
    for text in ("1", "2", "5", "10", "1.5", "0.3", "7.25", "0", "14.333333", "100", "0.000001")
]
WEIGHTS = [Fraction(text) for text in ("1", "2", "0.5", "0.3", "0", "3.141593")]
RULES = ["points"] * 4 + [
    "rate",
    "from",
    "between",
    "target",
    "atleast",
    "atmost",
    "yesno",
    "per",
    "range",
    "log",
    "survey",
]
RELATIVE = ["minmax", "best", "percentile", "zscore"]


def text_of(value: Fraction) -> str:
    """The decimal as files hold it."""
    millionths = value * 10**6
    assert millionths.denominator == 1
    whole, rest = divmod(abs(millionths.numerator), 10**6)
    return ("-" if value < 0 else "") + f"{whole}.{rest:06d}".rstrip("0").rstrip(".")


@st.composite
def decimals(draw: Any, low: Fraction, high: Fraction) -> Fraction:
    """Decimals of 0 to 6 places in a range whose ends are decimals, and which are likely."""
    places = draw(st.sampled_from([0, 1, 2, 2, 3, 6]))
    unit = 10**places
    least, most = -(-low * unit // 1), high * unit // 1
    if least > most or draw(st.integers(0, 9)) == 0:
        return draw(st.sampled_from([low, high]))
    return Fraction(draw(st.integers(int(least), int(most))), unit)


# ---- Trees


@st.composite
def rules(draw: Any, least: Fraction, most: Fraction) -> str:
    """The text of a rule that can work with this min and max."""
    kind = draw(st.sampled_from(RULES + RELATIVE * 2))
    percents = st.integers(0, 120).map(lambda number: f"{number}%")
    rate = draw(st.sampled_from(["rate", "rate", "rate percent", "rate share"]))
    if kind == "rate":
        return rate
    if kind == "from":
        return f"{rate} from {draw(percents)}"
    if kind == "between":
        low, high = sorted(draw(st.lists(st.integers(0, 100), min_size=2, max_size=2, unique=True)))
        return f"{rate} between {low}%..{high}%"
    if kind == "target":
        return f"{rate} target {draw(st.sampled_from(['90%', '33.333333%', '100%', '7%']))}"
    if kind in ("atleast", "atmost"):
        sign = draw(st.sampled_from(["", "%"]))
        steps = draw(st.lists(st.integers(0, 12), min_size=1, max_size=3, unique=True))
        return " ".join(
            [kind] + [f"{step * 10}{sign}:{text_of(draw(decimals(least, most)))}" for step in steps]
        )
    if kind == "per":
        signs = ([1] if most > 0 else []) + ([-1] if least < 0 else [])
        return (
            "per "
            + text_of(
                draw(decimals(Fraction("0.000001"), Fraction(3))) * draw(st.sampled_from(signs))
            )
            if signs
            else "points"
        )
    if kind in ("range", "log"):
        bounds = draw(
            st.lists(decimals(Fraction(1, 2), Fraction(60)), min_size=2, max_size=2, unique=True)
        )
        words = (["log"] if kind == "log" else []) + draw(st.sampled_from([[], [], ["unlimited"]]))
        return " ".join([f"range {text_of(bounds[0])}..{text_of(bounds[1])}"] + words)
    if kind == "survey":
        weights = draw(
            st.lists(st.integers(0, 100), min_size=2, max_size=4).filter(
                lambda weights: max(weights) > 1
            )
        )
        return " ".join(["survey", *map(str, weights)])
    if kind in RELATIVE:
        words = [kind]
        if kind == "zscore":
            words += [
                text_of(draw(decimals(least, most))),
                text_of(draw(decimals(Fraction("0.1"), Fraction(20)))),
            ]
            words += draw(st.sampled_from([[], ["population"]]))
        words += draw(st.sampled_from([[], ["down"]]))
        return " ".join(words + draw(st.sampled_from([[], ["block"]])))
    return kind


@st.composite
def leaves(draw: Any, code: str, bonus: bool) -> Node:
    most = draw(st.sampled_from(MAXIMA))
    least = draw(st.sampled_from([Fraction(0)] * 4 + [Fraction(-1), min(most, Fraction("0.25"))]))
    digits = draw(st.sampled_from([None] * 6 + [0, 1, 2, 5]))
    return Node(code, most, least, bonus=bonus, rule=draw(rules(least, most)), round=digits)


@st.composite
def nodes(draw: Any, code: str = "", bonus: bool = False, depth: int = 0) -> Node:
    """A node and what is below it."""
    if depth == 3 or (depth > 0 and draw(st.integers(0, 2)) > 0):
        return draw(leaves(code, bonus))
    combine = draw(
        st.sampled_from(
            ["sum"] * 6 + ["mean", "mean", "geometric", "harmonic", "min", "max", "median"]
        )
    )
    node = Node(code, combine=combine, bonus=bonus)
    for place in range(1, draw(st.integers(1, 4)) + 1):
        is_bonus = combine == "sum" and place > 1 and draw(st.integers(0, 4)) == 0
        child = draw(nodes(f"{code}.{place}" if code else str(place), is_bonus, depth + 1))
        if combine != "sum" and draw(st.booleans()):
            child.weight = draw(st.sampled_from(WEIGHTS))
        node.children.append(child)
    node.scaled = combine == "sum" and draw(st.integers(0, 3)) == 0
    node.capped = draw(st.integers(0, 4)) == 0
    node.round = draw(st.sampled_from([None] * 6 + [0, 1, 2, 5]))
    if combine == "sum" and not node.scaled:
        node.max = draw(st.sampled_from([None, node.declared]))
        return node
    counting = [
        child
        for child in node.children
        if not child.bonus and child.declared and (combine == "sum" or child.weight != 0)
    ]
    node.max = draw(st.sampled_from([None] + MAXIMA)) if counting else Fraction(0)
    return node


@st.composite
def trees(draw: Any) -> Tree:
    rounding = draw(st.sampled_from(["half-up", "half-up", "half-even", "down"]))
    return Tree(
        draw(nodes()),
        draw(st.sampled_from([2, 2, 0, 1, 3, 6])),
        rounding,
        draw(st.sampled_from(["zero", "skip", "unknown"])),
    )


# ---- Boards


@st.composite
def values(draw: Any, leaf: Node) -> str:
    """The text of a value that the rule of a leaf takes."""
    words = leaf.rule.split()
    if words[0] == "points":
        return text_of(draw(decimals(leaf.min, leaf.declared)))
    if words[0] == "rate" or "%" in leaf.rule:
        if draw(st.booleans()):
            return f"{draw(st.integers(0, 30))}/{draw(st.integers(1, 30))}"
        if "share" in words and draw(st.booleans()):
            return text_of(draw(decimals(Fraction(-1, 20), Fraction(13, 10))))
        return text_of(draw(decimals(Fraction(-5), Fraction(130)))) + (
            "" if "percent" in words and draw(st.booleans()) else "%"
        )
    if words[0] == "yesno":
        return draw(st.sampled_from(["yes", "no", "có", "không", "1", "0"]))
    if words[0] == "survey":
        counts = draw(
            st.lists(st.integers(0, 50), min_size=len(words) - 1, max_size=len(words) - 1)
        )
        return "|".join(str(count) for count in (counts if any(counts) else [1] + counts[1:]))
    if words[0] == "per":
        return str(draw(st.integers(0, 12)))
    above_zero = "log" in words or words[0] == "best"
    value = draw(decimals(Fraction(1, 10) if above_zero else Fraction(-20), Fraction(130)))
    return text_of(value) + draw(
        st.sampled_from(["", "", "", "0" * 7, "0004"]) if value.denominator > 1 else st.just("")
    )


@st.composite
def boards(draw: Any, tree: Tree) -> List[Unit]:
    """Units with a cell for each leaf; few different values a leaf, so that ties are many."""
    codes = [f"u{place}" for place in range(1, draw(st.integers(1, 7)) + 1)]
    units = [
        Unit(code, draw(st.sampled_from(["", "a", "a", "b"])), draw(st.integers(0, 7)) > 0)
        for code in codes
    ]
    gaps = draw(st.sampled_from([[], [""], ["", "-"]]))
    for leaf in (node for node in tree.root.walk() if not node.children):
        pool = draw(st.lists(values(leaf), min_size=1, max_size=4))
        for unit in units:
            unit.cells[leaf.code] = draw(st.sampled_from(pool + gaps))
    return units


@st.composite
def bands(draw: Any) -> Dict[str, Fraction]:
    bounds = st.one_of(
        st.sampled_from([Fraction(50), Fraction(100), Fraction("66.666667")]),
        decimals(Fraction(-10), Fraction(110)),
    )
    lower = draw(st.lists(bounds, max_size=4, unique=True))
    return {f"band {place}": bound for place, bound in enumerate(lower)}


@st.composite
def rankings(draw: Any, codes: List[str]) -> Dict[str, Any]:
    """How to rank; ties are broken by some of these nodes."""
    ties = draw(st.sampled_from(["competition", "dense", "modified", "average", "ordinal"]))
    tie_break = (
        draw(st.lists(st.sampled_from(codes), max_size=3, unique=True))
        if ties == "ordinal" and codes
        else []
    )
    return {
        "ties": ties,
        "key": draw(st.sampled_from(["exact", "published"])),
        "overall": draw(st.booleans()),
        "tie_break": tie_break,
    }


@st.composite
def pairs(draw: Any) -> Any:
    """Two boards: over one tree, over one tree whose options changed, or over two trees that have
    some codes in common.
    """
    tree = draw(trees())
    before = draw(
        st.one_of(
            st.just(tree),
            trees().map(lambda other: Tree(tree.root, other.digits, other.rounding, other.missing)),
            trees(),
        )
    )
    return (tree, draw(boards(tree))), (before, draw(boards(before)))


# ---- Files


def criteria_csv(tree: Tree) -> str:
    lines = ["code,title,max,min,weight,combine,kind,rule,round,options"]
    for node in tree.root.walk():
        numbers = [
            "" if value is None else text_of(value)
            for value in (node.max, node.min or None, node.weight)
        ]
        words = (
            " ".join([node.combine] + ["scaled"] * node.scaled + ["capped"] * node.capped)
            if node.children
            else ""
        )
        rest = [
            "bonus" if node.bonus else "",
            "" if node.children else node.rule,
            "" if node.round is None else str(node.round),
        ]
        options = (
            f"digits={tree.digits} missing={tree.missing} rounding={tree.rounding}"
            if node is tree.root
            else ""
        )
        lines.append(",".join([node.code or ".", "", *numbers, words, *rest, options]))
    return "\n".join(lines) + "\n"


def points_csv(tree: Tree, units: List[Unit]) -> str:
    codes = [node.code for node in tree.root.walk() if not node.children]
    lines = [",".join(["unit", "block", "ranked"] + codes)]
    for unit in units:
        lines.append(
            ",".join(
                [unit.code, unit.block, "yes" if unit.ranked else "no"]
                + [unit.cells[code] for code in codes]
            )
        )
    return "\n".join(lines) + "\n"
