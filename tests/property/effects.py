"""Effects of random outputs against the formulas in fractions, of small and of the greatest
numbers.

effects.py PROGRAM CASES SEED
"""

import random
import subprocess
import sys
from fractions import Fraction
from math import isqrt

LIMIT = 9_200_000_000_000_000_000
ABSENT = -(2**63)
DRAWS = [0, 1, 2, 3, 5, 20]


def rounded(value):
    """To six places, half away from zero, in millionths."""
    size = abs(value) * 10**6 + Fraction(1, 2)
    return (1 if value >= 0 else -1) * (size.numerator // size.denominator)


def root(value):
    """The root of a fraction, rounded so: the greatest e with (e - 1/2)^2 <= value."""
    size = value * 10**12
    e = isqrt(size.numerator // size.denominator)
    return e + (Fraction(2 * e + 1, 2) ** 2 <= size)


def error(terms, mean):
    n = len(terms)
    return root(sum((t - mean) ** 2 for t in terms) / (n - 1) / n)


def effect(a, b, mixed):
    n = len(a)
    if len({*a, *b}) < 2:
        return [ABSENT] * 4
    m = Fraction(sum(a) + sum(b), 2 * n)
    v = sum((x - m) ** 2 for x in a + b) / (2 * n)
    figures = []
    for terms in (
        [(y - m) * (z - x) / v for x, y, z in zip(a, b, mixed)],
        [(z - x) ** 2 / (2 * v) for x, z in zip(a, mixed)],
    ):
        mean = sum(terms) / n
        figures += [rounded(mean), error(terms, mean) if n > 1 else ABSENT]
    return figures


def case(draw):
    draws, inputs = draw.choice(DRAWS), draw.randint(0, 3)
    most = draw.choice([0, 1, 3, 1000, 10**9, LIMIT])
    low = draw.choice([-most, 0, most - 5 if most > 5 else 0])
    number = lambda count: [draw.choice([draw.randint(low, most), low, most]) for _ in range(count)]
    a, b = number(draws), number(draws)
    far = [LIMIT] * draws
    mixed = [draw.choice([a, b, number(draws), number(draws), far]) for _ in range(inputs)]
    return a, b, mixed


def main():
    program, count, seed = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    draw = random.Random(seed)
    cases = [case(draw) for _ in range(count)]
    lines = [
        " ".join(map(str, [len(a), len(mixed), *a, *b, *sum(mixed, [])])) for a, b, mixed in cases
    ]
    told = subprocess.run(
        [program], input="\n".join(lines), capture_output=True, text=True, check=True
    ).stdout.splitlines()
    told.reverse()
    seen = {"figures": 0, "absent": 0, "beyond": 0}
    for a, b, mixed in cases:
        expected = [effect(a, b, column) for column in mixed]
        beyond = any(figure > LIMIT or -LIMIT > figure != ABSENT for e in expected for figure in e)
        for figures in expected:
            line = told.pop()
            if beyond:
                assert line == "CHISO_E_RANGE", (a, b, mixed, line)
            else:
                assert line == " ".join(map(str, figures)), (a, b, mixed, line, figures)
            kind = "beyond" if beyond else "absent" if figures[0] == ABSENT else "figures"
            seen[kind] += 1
    assert not told
    assert all(seen.values()), seen
    print(seen)


main()
