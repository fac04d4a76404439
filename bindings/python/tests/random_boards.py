"""Random trees, boards, bands and ways to rank, as the oracle's plain structures. Who chooses is a
Chance: hypothesis, which looks for a small case that fails, or a seed, which is quick.
"""

from __future__ import annotations

import dataclasses
import random
from fractions import Fraction
from typing import Any, Callable, Dict, List, Optional, Sequence, Tuple, TypeVar

from oracle_files import decimal_of, is_writable, text_of
from oracle_numbers import PLACES, ZERO, nearest
from oracle_rules import RELATIVE, joins, takes_rates
from oracle_tree import RATIOS, Node, Tree, Unit

Option = TypeVar("Option")

MAXIMA = [
    Fraction(text)
    for text in (
        *("1", "2", "5", "10", "1.5", "0.3", "7.25", "0", "14.333333", "100", "0.000001"),
        *("10/3", "100/9", "2/7", "3.333333333333333"),
    )
]
WEIGHTS = [Fraction(text) for text in ("1", "2", "0.5", "0.3", "0", "3.141593", "1/3", "2/7")]
TARGETS = ["90%", "33.333333%", "100%", "7%", "66.666666666666667%", "6/7", "2/3"]
RULES = ["points"] * 4 + ["rate", "rate", "from", "between", "target", "atleast", "atmost"]
RULES += ["yesno", "per", "range", "log", "survey"] + [*RELATIVE] * 2


class Chance:
    """What a random case is made from."""

    def whole(self, low: int, high: int) -> int:
        raise NotImplementedError

    def pick(self, options: Sequence[Option]) -> Option:
        return options[self.whole(0, len(options) - 1)]

    def once_in(self, times: int) -> bool:
        """Never by the simplest of choices."""
        return self.whole(0, times - 1) == times - 1

    def several(self, make: Callable[[], Option], least: int, most: int) -> List[Option]:
        """Different ones; fewer if they come out alike."""
        found = [make() for _ in range(self.whole(least, most))]
        return [one for place, one in enumerate(found) if one not in found[:place]]


class Seed(Chance):
    def __init__(self, seed: object) -> None:
        self._random = random.Random(str(seed))

    def whole(self, low: int, high: int) -> int:
        return self._random.randint(low, high)


# ---- Numbers


def decimal(chance: Chance, low: Fraction, high: Fraction) -> Fraction:
    """Decimals of 0 to 15 places in a range whose ends are likely, as far as they are decimals."""
    places = chance.pick([0, 1, 2, 2, 3, 6, 9, PLACES])
    least, most = -(-low * 10**places // 1), high * 10**places // 1
    if least > most or chance.once_in(10):
        ends = [-(-low * 10**PLACES // 1), high * 10**PLACES // 1]
        return Fraction(chance.pick(ends), 10**PLACES)
    return Fraction(chance.whole(int(least), int(most)), 10**places)


def figure(chance: Chance, low: Fraction, high: Fraction) -> Fraction:
    """Numbers of a criteria file in a range: decimals, and fractions of small parts."""
    below = chance.pick([3, 6, 7, 9])
    least, most = -(-low * below // 1), high * below // 1
    if least <= most and chance.once_in(4):
        return Fraction(chance.whole(int(least), int(most)), below)
    return decimal(chance, low, high)


def written(chance: Chance, value: Fraction) -> str:
    """A decimal as people and spreadsheets write it."""
    text = decimal_of(value)
    assert text is not None
    way = chance.pick(["plain"] * 5 + ["zeros", "exponent", "minus", "plus"])
    if way == "zeros" and "." in text:
        return text + "0" * chance.pick([1, 12, PLACES + 1])
    if way == "exponent":
        power = chance.whole(-7, 5)
        shifted = decimal_of(value / Fraction(10) ** power)
        return text if shifted is None else f"{shifted}{chance.pick('eE')}{power:+03d}"
    if way == "minus":
        return text.replace("-", "\u2212")
    return "+" + text if way == "plus" and value >= 0 else text


# ---- Trees


def threshold(chance: Chance, percent: int) -> str:
    """A percentage, also as a ratio of other numbers."""
    return f"{3 * percent}/300" if chance.once_in(3) else f"{percent}%"


def rate_rule(chance: Chance, kind: str) -> str:
    rate = chance.pick(["rate", "rate", "rate percent", "rate share"])
    if kind == "from":
        return f"{rate} from {threshold(chance, chance.whole(0, 120))}"
    if kind == "between":
        low = chance.whole(0, 99)
        high = chance.whole(low + 1, 100)
        return f"{rate} between {threshold(chance, low)}..{threshold(chance, high)}"
    if kind == "target":
        return f"{rate} target {chance.pick(TARGETS)}"
    return rate


def per_rule(chance: Chance, least: Fraction, most: Fraction) -> str:
    signs = [1] * (most > 0) + [-1] * (least < 0)
    if not signs:
        return "points"
    size = figure(chance, Fraction("0.000001"), Fraction(3))
    return "per " + text_of(size * chance.pick(signs))


def range_rule(chance: Chance, kind: str) -> str:
    bounds = chance.several(lambda: figure(chance, Fraction(1, 2), Fraction(60)), 2, 2)
    if kind == "log" and len(bounds) == 2 and abs(bounds[0] / bounds[1] - 1) < Fraction(1, 900):
        bounds.pop()
    if len(bounds) == 1:
        bounds.append(bounds[0] + 1)
    words = ["log"] * (kind == "log") + ["unlimited"] * chance.once_in(3)
    return " ".join([f"range {text_of(bounds[0])}..{text_of(bounds[1])}"] + words)


def relative_rule(chance: Chance, kind: str, least: Fraction, most: Fraction) -> str:
    words = [kind]
    if kind == "zscore":
        words.append(text_of(figure(chance, least, most)))
        words.append(text_of(figure(chance, Fraction("0.1"), Fraction(20))))
        words += ["population"] * chance.once_in(2)
    return " ".join(words + ["down"] * chance.once_in(2) + ["block"] * chance.once_in(2))


def rule(chance: Chance, least: Fraction, most: Fraction) -> str:
    """The text of a rule that can work with this min and max."""
    kind = chance.pick(RULES)
    if kind in ("rate", "from", "between", "target"):
        return rate_rule(chance, kind)
    if kind in ("atleast", "atmost"):
        form = chance.pick(["{}", "{}%", "{}/120"])
        steps = chance.several(lambda: 10 * chance.whole(0, 12), 1, 3)
        tiers = [f"{form.format(step)}:{text_of(figure(chance, least, most))}" for step in steps]
        return " ".join([kind] + tiers)
    if kind == "per":
        return per_rule(chance, least, most)
    if kind in ("range", "log"):
        return range_rule(chance, kind)
    if kind == "survey":
        weights = [chance.whole(0, 100) for _ in range(chance.whole(2, 4))]
        words = list(map(str, weights if max(weights) > 1 else [100, 50]))
        for _ in range(chance.pick([0, 0, 1, 2])):
            words.insert(chance.whole(0, len(words)), "-")
        return " ".join(["survey", *words])
    return relative_rule(chance, kind, least, most) if kind in RELATIVE else kind


DIVIDED = ["over column P", "over column Q"]
TREATED = [
    ["treat winsor 1"],
    ["treat winsor 3"],
    ["treat iqr 1.5"],
    ["treat iqr 0", "treat iqr 1"],
]
IMPUTED = ["impute mean", "impute median", "impute mean block", "impute median block"]


def before(chance: Chance, of: str, in_bonus: bool) -> List[str]:
    """What is done to the values of a leaf before its rule, of what the rule takes."""
    word = of.split()[0]
    imputes = [] if in_bonus or chance.once_in(2) else [chance.pick(IMPUTED)]
    if word == "points":
        return imputes if chance.once_in(3) else []
    if word not in (*RELATIVE, "range") or not chance.once_in(2):
        return []
    if word in ("minmax", "percentile", "zscore") and chance.once_in(6):
        return ["treat log", *imputes]
    divided = [chance.pick(DIVIDED)] if chance.once_in(3) else []
    treats: List[str] = chance.pick([[], *TREATED])
    return divided + (treats + imputes if chance.once_in(2) else imputes + treats)


def leaf(chance: Chance, code: str, is_bonus: bool, in_bonus: bool) -> Node:
    most = chance.pick(MAXIMA)
    least = chance.pick([ZERO] * 4 + [Fraction(-1), min(most, Fraction("0.25"))])
    digits = chance.pick([None] * 6 + [0, 1, 2, 5])
    text = rule(chance, least, most)
    steps = before(chance, text, in_bonus)
    found = Node(code, most, least, bonus=is_bonus, rule=text, before=steps, round=digits)
    if joins(found) and chance.once_in(3):
        found.raters = chance.pick(["mean", "median", "trimmed 1", "trimmed 2"])
    return found


def inner_max(chance: Chance, node: Node) -> Optional[Fraction]:
    if node.combine == "sum" and not node.scaled:
        # As it is, and as a decimal that is near to it.
        sums = [node.declared, nearest(node.declared, PLACES)]
        return chance.pick([None, *(most for most in sums if is_writable(most))])
    counting = [
        child
        for child in node.children
        if not child.bonus and child.declared and (node.combine == "sum" or child.weight != 0)
    ]
    return chance.pick([None, *MAXIMA]) if counting else ZERO


def node(
    chance: Chance, code: str = "", is_bonus: bool = False, depth: int = 0, below: bool = False
) -> Node:
    """A node and what is below it; it may be below a bonus."""
    in_bonus = is_bonus or below
    if depth == 3 or (depth > 0 and not chance.once_in(3)):
        return leaf(chance, code, is_bonus, in_bonus)
    found = Node(code, combine=chance.pick(["sum"] * 6 + ["mean", *RATIOS]), bonus=is_bonus)
    for place in range(1, chance.whole(1, 4) + 1):
        adds = found.combine == "sum" and place > 1 and chance.once_in(5)
        child = node(chance, f"{code}.{place}" if code else str(place), adds, depth + 1, in_bonus)
        if found.combine != "sum" and chance.once_in(2):
            child.weight = chance.pick(WEIGHTS)
        found.children.append(child)
    found.scaled = found.combine == "sum" and chance.once_in(4)
    found.capped = chance.once_in(5)
    found.round = chance.pick([None] * 6 + [0, 1, 2, 5])
    found.max = inner_max(chance, found)
    return found


def tree(chance: Chance) -> Tree:
    return Tree(
        node(chance),
        chance.pick([2, 2, 0, 1, 3, 6]),
        chance.pick(["half-up", "half-up", "half-even", "down"]),
        chance.pick(["zero", "skip", "unknown"]),
        chance.once_in(2),
        chance.once_in(5),
    )


# ---- Boards


def rate_cell(chance: Chance, words: Sequence[str]) -> str:
    if chance.once_in(2):
        below = chance.whole(1, chance.pick([6, 30]))
        return f"{chance.whole(0, below + 1)}/{below}"
    if "share" in words and chance.once_in(2):
        return written(chance, decimal(chance, Fraction(-1, 20), Fraction(13, 10)))
    text = written(chance, decimal(chance, Fraction(-5), Fraction(130)))
    return text + ("" if "percent" in words and chance.once_in(2) else "%")


def cell(chance: Chance, of: Node) -> str:
    """The text of a value that the rule of a leaf takes."""
    words = of.rule.split()
    if words[0] == "points":
        return written(chance, decimal(chance, of.min, of.declared))
    if takes_rates(of):
        return rate_cell(chance, words)
    if words[0] == "yesno":
        return chance.pick(["yes", "no", "có", "không", "1", "0"])
    if words[0] == "survey":
        nobody = chance.once_in(4) and "-" in words
        counts = [0 if nobody and w != "-" else chance.whole(0, 50) for w in words[1:]]
        counts = counts if any(counts) else [1] + counts[1:]
        shares = chance.pick([1, 1, 4])  # of answers that weigh a quarter each
        return "|".join(text_of(Fraction(count, shares)) for count in counts)
    if words[0] == "per":
        return str(chance.whole(0, 12))
    if of.before:
        # Far enough apart for logarithms and quotients; now and then one that is far out.
        far = 20 if chance.once_in(8) else 1
        return written(chance, Fraction(chance.whole(2, 260) * far, 2))
    is_above_zero = "log" in words or words[0] == "best"
    value = decimal(chance, Fraction(1, 10) if is_above_zero else Fraction(-20), Fraction(130))
    return written(chance, value)


def units(chance: Chance, of: Tree, most: int = 7) -> List[Unit]:
    """Units with a cell for each leaf; few different values a leaf, so that ties are many."""
    found = [
        Unit(f"u{place}", chance.pick(["", "a", "a", "b"]), not chance.once_in(8))
        for place in range(1, chance.whole(1, most) + 1)
    ]
    gaps: List[str] = chance.pick([[], [""], ["", "-"]])
    for one in (node for node in of.root.walk() if not node.children):
        pool = chance.several(lambda: cell(chance, one), 1, 4) + gaps
        for unit in found:
            unit.cells[one.code] = chance.pick(pool)
    for unit in found:
        unit.beside = {name: chance.pick(["1", "2", "3", "7", "0.5"]) for name in of.columns()}
    return found


def rating(chance: Chance, of: Node) -> str:
    """What a rater gives: where logarithms are taken, nothing whose means are too near for them."""
    return str(chance.whole(1, 9)) if "treat log" in of.before else cell(chance, of)


def columns_of(of: Node) -> List[str]:
    return [step for step in of.before if step.startswith("over ")]


def rate(chance: Chance, of: Tree, units: List[Unit]) -> None:
    """Gives some cells to several raters, of whom one may have no name. Quotients of means that no
    decimal holds are rounded twice: whether two of them are equal is left open there.
    """
    names = ["An", "Bình", "Chi", "", "Dũng", "Em", "Giang"]
    for one in (node for node in of.root.walk() if not node.children and joins(node)):
        pool = chance.several(lambda: rating(chance, one), 1, 4) + chance.pick([[], ["", "-"]])
        if columns_of(one):
            one.raters = "median"
        for unit in units:
            raters = names[: chance.whole(0, len(names))]
            if raters:
                del unit.cells[one.code]
                unit.ratings[one.code] = {name: chance.pick(pool) for name in raters}


def bands(chance: Chance) -> Dict[str, Fraction]:
    bounds = [Fraction(50), Fraction(100), Fraction(200, 3), Fraction(25, 3)]

    def bound() -> Fraction:
        if chance.once_in(2):
            return decimal(chance, Fraction(-10), Fraction(110))
        return chance.pick(bounds)

    lower = chance.several(bound, 0, 4)
    return {f"band {place}": one for place, one in enumerate(lower)}


def ranking(chance: Chance, codes: Sequence[str]) -> Dict[str, Any]:
    """How to rank; ties are broken by some of these criteria."""
    chain = chance.several(lambda: chance.pick(codes), 0, 3) if codes and chance.once_in(2) else []
    return {
        "ties": chance.pick(["competition", "dense", "modified", "average", "ordinal"]),
        "key": chance.pick(["exact", "published"]),
        "overall": chance.once_in(2),
        "tie_break": chain,
    }


Table = Tuple[Tree, List[Unit]]


def pair(chance: Chance) -> Tuple[Table, Table]:
    """Two boards: over one tree, over one tree whose options changed, or over two trees that have
    some codes in common.
    """
    now, before = tree(chance), tree(chance)
    way = chance.pick(["same", "options", "tree"])
    if way == "same":
        before = now
    elif way == "options":
        before = dataclasses.replace(before, root=now.root)
    before = dataclasses.replace(before, lowest_first=now.lowest_first)
    return (now, units(chance, now)), (before, units(chance, before))
