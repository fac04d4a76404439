"""Judges how names are compared, which names_lines writes, with Python's tables of Unicode.

names.py PROGRAM HOW_MANY SEED STRIDE: random names, and each STRIDEth letter with each mark
"""

import random
import re
import subprocess
import sys
import unicodedata

MARKS = [chr(code) for code in range(0x300, 0x370) if code not in (0x344, 0x34F)]
VIETNAMESE = "\u0300\u0301\u0303\u0309\u0323\u0302\u0306\u031b"
BLANKS = " \t\u00a0\u2007\u202f"


def is_latin(letter):
    return unicodedata.name(letter, "").startswith("LATIN")


LETTERS = [chr(code) for code in range(0x20, 0x2C80) if is_latin(chr(code))]


def wanted(name):
    """Composed, the blanks at its ends cut and inner runs of blanks one."""
    composed = unicodedata.normalize("NFC", name)
    return re.sub(f"[{BLANKS}]+", " ", composed).strip(" ")


def any_name(chance):
    name = ""
    for _ in range(chance.randrange(12)):
        name += chance.choice("aeiouydAEIOUYDnsz") if chance.random() < 0.5 else ""
        name += chance.choice(LETTERS) if chance.random() < 0.5 else ""
        marks = chance.choice([VIETNAMESE, MARKS])
        # Marks that no letter bears are put into no order.
        if name and name[-1] not in BLANKS:
            name += "".join(chance.choice(marks) for _ in range(chance.randrange(4)))
        name += chance.choice(BLANKS) if chance.random() < 0.3 else ""
    return name


def all_pairs(stride):
    for letter in LETTERS[::stride]:
        yield letter
        yield unicodedata.normalize("NFD", letter)
        yield from (letter + mark for mark in MARKS)


def main():
    program, count, seed = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    chance = random.Random(seed)
    names = [*all_pairs(int(sys.argv[4])), *(any_name(chance) for _ in range(count))]
    done = subprocess.run(
        [program], input="\n".join(names) + "\n", capture_output=True, encoding="utf-8", check=True
    )
    found = done.stdout.split("\n")[:-1]
    assert len(found) == len(names)
    wrong = [(name, got) for name, got in zip(names, found) if got != wanted(name)]
    for name, got in wrong[:20]:
        print(f"{ascii(name)} is {ascii(got)}, not {ascii(wanted(name))}")
    return f"{len(wrong)} of {len(names)} names are wrong" if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
