"""Judges the work on carried numbers that carried_lines writes, with fractions.

carried.py PROGRAM HOW_MANY SEED
"""

import re
import subprocess
import sys
from fractions import Fraction

ONE = 1 << 52
MAX = 9_200_000_000_000_000_000 * ONE
UNIT = ONE * 10**6  # of one point
NEAR = Fraction(1, 10**12)
HALF_UP, HALF_EVEN, DOWN = range(3)
KINDS = "ok form marks comma mixed large exponent fraction zero".split()


def whole(text):
    millionths, rest = map(int, text.split(":"))
    assert 0 <= rest < ONE
    return millionths * ONE + rest


def carried(number):
    """The text of a whole number of last bits, or a dash beyond the bounds."""
    return f"{number // ONE}:{number % ONE}" if abs(number) <= MAX else "-"


def nearest(numerator, denominator):
    """A quotient, a half away from zero."""
    if denominator == 0:
        return 2 * MAX
    size = (2 * abs(numerator) + abs(denominator)) // (2 * abs(denominator))
    return size if (numerator < 0) == (denominator < 0) else -size


def sign(number):
    return (number > 0) - (number < 0)


def spare(m):
    """As a ratio: how much before 10^-12 nearness ends."""
    return Fraction(min(m // ONE, 1024), m)


def order(difference, m, n):
    near = abs(difference) + (spare(m) + spare(n)) / 2 < NEAR
    return 0 if near else sign(difference)


def rounded(value, near, rounding, spared=0):
    """A number of last digits; what is near a half, or a whole digit from below, is that."""
    near = min(near, Fraction(1, 1000)) - spared
    size = abs(value)
    count = size.numerator // size.denominator
    rest = size - count
    if rounding == DOWN:
        count += 1 - rest < near
    elif rest == Fraction(1, 2) or abs(rest - Fraction(1, 2)) < near:
        count += rounding == HALF_UP or count % 2
    else:
        count += rest > Fraction(1, 2)
    return -count if value < 0 else count


def shown(count, places, trimmed):
    digits = str(abs(count)).rjust(places + 1, "0")
    text = digits[: len(digits) - places] + "." + digits[len(digits) - places :]
    if trimmed:
        text = text.rstrip("0")
    return ("-" if count < 0 else "") + text.rstrip(".")


def check_add(a, b, result):
    return carried(whole(a) + whole(b)) == result


def check_subtract(a, b, result):
    return carried(whole(a) - whole(b)) == result


def check_times(a, n, result):
    return carried(whole(a) * int(n)) == result


def check_portion(a, n, d, result):
    return carried(nearest(whole(a) * int(n), int(d))) == result


def check_scale(a, b, c, result):
    return carried(nearest(whole(a) * whole(b), whole(c))) == result


def check_total(a, *rest):
    at = rest.index("=")
    terms = [(whole(rest[i]), int(rest[i + 1])) for i in range(0, at, 2)]
    part = sum(term * count for term, count in terms)
    all_of = sum(term for term, _ in terms)
    if rest[at + 1] == "large":
        return max(abs(term * count) for term, count in terms) * len(terms) >= 1 << 127
    sums = [carried(all_of), carried(nearest(whole(a) * part, all_of))]
    return [*rest[at + 2 :]] == sums


def check_order(a, m, b, n, by_nearness, exactly, same_max):
    a, m, b, n = map(whole, (a, m, b, n))
    difference = Fraction(a, m) - Fraction(b, n)
    expected = (order(difference, m, n), sign(difference), order(Fraction(a - b, m), m, m))
    return expected == (int(by_nearness), int(exactly), int(same_max))


def check_points(points, m, places, rounding, trimmed, text, decimal):
    places = int(places)
    value = Fraction(whole(points) * 10**places, UNIT)
    most = Fraction(whole(m) * 10**places, UNIT)
    count = rounded(value, NEAR * most, int(rounding), spare(whole(m)) * most)
    expected = "-" if places > 6 else str(count * 10 ** (6 - places))
    return (shown(count, places, int(trimmed)), expected) == (text, decimal)


def check_percent(a, m, places, rounding, full_reached, trimmed, text, decimal):
    places = int(places)
    ratio = Fraction(whole(a), whole(m))
    full = 10 ** (places + 2)
    count = rounded(ratio * full, NEAR * full, int(rounding), spare(whole(m)) * full)
    if int(full_reached) and count == full and order(ratio - 1, whole(m), whole(m)) < 0:
        count -= 1
    if abs(count) > 9_200_000_000_000 * 10**places:
        return (text, decimal) == ("-", "-")
    expected = "-" if places > 6 else str(count * 10 ** (6 - places))
    return (shown(count, places, int(trimmed)), expected) == (text, decimal)


FRACTION = re.compile(r"([-+\u2212]?)(\d+)[ ]*/[ ]*(\d+)")
NUMBER = re.compile(r"([-+\u2212]?)([\d.,]*)(?:[eE]([-+\u2212]?\d+))?")


def read_fraction(text):
    match = FRACTION.fullmatch(text)
    if match is None:
        return "fraction", None
    numerator, denominator = int(match[2]), int(match[3])
    if max(numerator, denominator) > 9_200_000_000_000:
        return "large", None
    if denominator == 0:
        return "zero", None
    numerator = numerator if match[1] in ("", "+") else -numerator
    value = carried(nearest(numerator * UNIT, denominator))
    return "ok", [value, "0", str(numerator), str(denominator)]


def read_number(text, exponents, comma_allowed):
    match = NUMBER.fullmatch(text)
    if match is None or not re.search(r"\d", match[2]) or (match[3] and not exponents):
        return "form", None
    if len(re.findall("[.,]", match[2])) > 1:
        return "marks", None
    if "," in match[2] and not comma_allowed:
        return "comma", None
    exponent = int((match[3] or "0").replace("\u2212", "-"))
    if abs(exponent) > 999:
        return "exponent", None
    value = Fraction(match[2].replace(",", ".") + f"e{exponent}")
    decimals = 0
    while (value * 10**decimals).denominator > 1:
        decimals += 1
    units = rounded(value * 10**15, Fraction(0), HALF_UP)
    if units > 9_200_000_000_000 * 10**15:
        return "large", None
    number = nearest(units * UNIT, 10**15)
    number = number if match[1] in ("", "+") else -number
    return "ok", [carried(number), str(decimals), "0", "0"]


def check_read(text, rest):
    forms, comma_allowed, kind, *found = rest.split()
    if "/" in text and int(forms) & 2:
        expected = read_fraction(text)
    else:
        expected = read_number(text, int(forms) & 1, int(comma_allowed))
    return expected == (KINDS[int(kind)], found or None)


def main(program, count, seed):
    lines = subprocess.Popen([program, count, seed], stdout=subprocess.PIPE, encoding="utf-8")
    counts = {}
    faults = 0
    for line in lines.stdout:
        if line.startswith("read|"):
            name, text, rest = line.split("|")
            right = check_read(text, rest)
        else:
            name, *words = line.split()
            right = globals()["check_" + name](*words)
        counts[name] = counts.get(name, 0) + 1
        if not right:
            faults += 1
            print("wrong:", line, end="")
    print(counts, faults, "faults")
    return lines.wait() != 0 or faults > 0 or len(counts) < 10


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
