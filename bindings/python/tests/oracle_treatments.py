"""What stands before a rule: a denominator, treatments, imputation, word by word on the values of a
leaf, of all units at once.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Dict, List, Sequence

from oracle_numbers import ZERO, fraction, logarithm, short

# The values of units in their order: fractions, and whatever stands for those that there are not.
Values = List[object]


def present(values: Sequence[object]) -> List[Fraction]:
    return sorted(value for value in values if isinstance(value, Fraction))


def mean(values: Sequence[Fraction]) -> Fraction:
    return sum(values, ZERO) / len(values)


def median(values: Sequence[Fraction]) -> Fraction:
    found = sorted(values)
    return (found[(len(found) - 1) // 2] + found[len(found) // 2]) / 2


def far_end(values: Sequence[Fraction]) -> int:
    """The end that values reach out to: |skewness| above 2 and kurtosis above 3.5, as SKEW and KURT
    of spreadsheets have them; 0 for none.
    """
    n = len(values)
    if n < 4 or min(values) == max(values):
        return 0
    middle = mean(values)
    powers = {k: sum(((value - middle) ** k for value in values), ZERO) for k in (2, 3, 4)}
    skewness2 = Fraction(n * n * (n - 1), (n - 2) ** 2) * powers[3] ** 2 / powers[2] ** 3
    kurtosis = Fraction(n * (n + 1) * (n - 1), (n - 2) * (n - 3)) * powers[4] / powers[2] ** 2
    kurtosis -= Fraction(3 * (n - 1) ** 2, (n - 2) * (n - 3))
    if skewness2 <= 4 or kurtosis <= Fraction(7, 2):
        return 0
    return 1 if powers[3] > 0 else -1


def winsorised(values: Values, most: int) -> Values:
    moved = {1: 0, -1: 0}
    while True:
        found = present(values)
        end = far_end(found)
        if not end:
            return values
        last = found[-1] if end > 0 else found[0]
        others = [value for value in found if value != last]
        count = len(found) - len(others)
        if count + moved[-end] > most:
            return values
        moved[end] = count
        following = max(others) if end > 0 else min(others)
        values = [following if value == last else value for value in values]


def quartile(values: Sequence[Fraction], quarters: int) -> Fraction:
    place, rest = divmod((len(values) - 1) * quarters, 4)
    if not rest:
        return values[place]
    return values[place] + (values[place + 1] - values[place]) * Fraction(rest, 4)


def fenced(values: Values, reach: Fraction) -> Values:
    found = present(values)
    if not found:
        return values
    first, third = quartile(found, 1), quartile(found, 3)
    low, high = first - reach * (third - first), third + reach * (third - first)
    return [min(max(v, low), high) if isinstance(v, Fraction) else v for v in values]


def imputed(values: Values, blocks: Sequence[str], missing: object, words: Sequence[str]) -> Values:
    middle = mean if words[0] == "mean" else median
    groups: Dict[str, List[Fraction]] = {}
    for value, block in zip(values, blocks):
        if isinstance(value, Fraction):
            groups.setdefault(block if "block" in words else "", []).append(value)
    found = {block: middle(group) for block, group in groups.items()}
    return [
        found.get(block if "block" in words else "", value) if value is missing else value
        for value, block in zip(values, blocks)
    ]


def treated(
    values: Values,
    before: Sequence[str],
    blocks: Sequence[str],
    beside: Sequence[Dict[str, str]],
    missing: object,
) -> Values:
    """The values behind all that is done to them, and those that were found for missing ones."""
    for step in before:
        words = step.split()
        if words[0] == "over":
            column = step.split(None, 2)[2]
            values = [
                value / fraction(own[column]) if isinstance(value, Fraction) else value
                for value, own in zip(values, beside)
            ]
        elif words[1] == "log":
            values = [short(logarithm(v)) if isinstance(v, Fraction) else v for v in values]
        elif words[1] == "winsor":
            values = winsorised(values, int(words[2]))
        elif words[1] == "iqr":
            values = fenced(values, fraction(words[2]))
        else:
            values = imputed(values, blocks, missing, words[1:])
    return values
