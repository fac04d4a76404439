"""Doubts are told of where there are some, and nowhere else: none in the files that come with the
library and in 1000 random boards without fault, and in each of these once something is put in.

doubts.py SCOREBOARD DATA
"""

import json
import random
import subprocess
import sys
import tempfile
from pathlib import Path

BOARDS = 1000
RULES = ["", "rate", "rate percent", "yesno", "per 0.5", "range 0..100", "minmax", "atleast 50:5"]
CRITERIA = "code,title,max\n.,T,\n" + "".join(f"{n},c{n},2000\n" for n in range(1, 6))
ROWS = ["a;x;1,5;2;3,25;40;5", "b;x;2;2,5;9;8;7,5", "c;y;3;1;4;4,75;6", "d;y;8;8;1;2,5;9"]
#: What is doubtful, the rows with it, and of the doubt: code, line, column, unit and criterion.
PLANTED = [
    ("nothing", ROWS, None),
    ("thousands", ["a;x;1,234;2;3;4;5", *ROWS[4:]], ("thousands", 2, 5, "a", "1")),
    ("a padded dash", [*ROWS, "e;y;7; -   ;1;1;1"], ("padded_dash", 6, 8, "e", "2")),
    ("a quoted one", [*ROWS, 'e;y;7;" - ";1;1;1'], ("padded_dash", 6, 7, "e", "2")),
    ("no cells", [*ROWS, "Khối huyện;;;;;;"], ("no_cells", 6, 1, "Khối huyện", "")),
    ("a name", [*ROWS, "TRUNG BÌNH;y;7;1;1;1;1"], ("summary_row", 6, 1, "TRUNG BÌNH", "")),
    ("a mean", [*ROWS, "e;y;3,63;3,38;4,31;13,81;6,88"], ("summary_row", 6, 1, "e", "")),
    ("a sum", [*ROWS, "e;y;14,5;13,5;17,25;55,25;27,5"], ("summary_row", 6, 1, "e", "")),
    ("a median", [*ROWS, "e;y;2,5;2,25;3,625;6,375;6,75"], ("summary_row", 6, 1, "e", "")),
    ("the least", [*ROWS, "e;y;1,5;1;1;2,5;5"], ("summary_row", 6, 1, "e", "")),
    ("the greatest", [*ROWS, "e;y;8;8;9;40;9"], ("summary_row", 6, 1, "e", "")),
    ("merged blocks", [*ROWS, "e;;7;1;1;1;1", "f;;6;1;2;3;4"], ("empty_block", 6, 1, "e", "")),
    (
        "rounded away",
        [*ROWS, "e;y;0,0000000000000001;1;1;1;1"],
        ("rounded", 6, 5, "e", "1"),
    ),
    (
        "made equal",
        [*ROWS, "e;y;7,0000000000000001;1;1;1;1", "f;y;7,0000000000000002;1;1;1;1"],
        ("rounded", 7, 5, "f", "1"),
    ),
    (
        "made equal to one that was not rounded",
        [*ROWS, "e;y;7,0000000000000001;1;1;1;1", "f;y;7;1;2;3;4"],
        ("rounded", 6, 5, "e", "1"),
    ),
    (
        "the same number, written otherwise",
        [*ROWS, "e;y;7,1000000000000001;1;1;1;1", "f;y;+07,10000000000000010;1;2;3;4"],
        None,
    ),
    (
        "equal but for what lies behind six decimals",
        [f"{unit};x;2,{unit_at:08d};{unit_at};3;4;5" for unit_at, unit in enumerate("abcdef", 1)]
        + ["g;x;2,00000009;9;3,5;4,5;5,5"],
        None,
    ),
]


def run(program, *arguments):
    return subprocess.run([program, *arguments], capture_output=True, text=True, check=False)


def doubts_of(program, criteria, points):
    """The doubts, or None where the files are refused: they are not of one another."""
    done = run(program, criteria, points, "--format", "json")
    return json.loads(done.stdout).get("doubts", []) if done.returncode == 0 else None


def cell(chance, rule, mark):
    if rule == "yesno":
        return chance.choice(["yes", "no"])
    if rule.startswith("per"):
        return str(chance.randrange(20))
    number = f"{chance.uniform(0, 100):.2f}".replace(".", mark)
    return number + "%" if rule == "rate" else number


def random_board(chance):
    """The texts of a criteria and a points file without fault."""
    rules = [chance.choice(RULES) for _ in range(chance.randrange(1, 9))]
    mark = chance.choice(".,")
    separator = ";" if mark == "," else chance.choice(",;")
    units = chance.randrange(1, 30)
    rows = [["unit", "block", *(str(leaf) for leaf in range(len(rules)))]]
    for unit in range(units):
        cells = [cell(chance, rule, mark) for rule in rules]
        gap = chance.randrange(len(cells) * 4)
        # A gap in the only cell of a row would make it a row without cells.
        if gap < len(cells) and len(cells) > 1:
            cells[gap] = chance.choice(["", "-"])
        rows.append([f"u{unit}", chance.choice("xyz"), *cells])
    criteria = "".join(f"{leaf},c,100,{rule}\n" for leaf, rule in enumerate(rules))
    return (
        "code,title,max,rule\n" + criteria,
        "\n".join(separator.join(row) for row in rows) + "\n",
    )


def planted_faults(program, folder):
    criteria, points = folder / "c.csv", folder / "p.csv"
    criteria.write_text(CRITERIA)
    for what, rows, planted in PLANTED:
        points.write_text("unit;block;1;2;3;4;5\n" + "\n".join(rows) + "\n", encoding="utf-8")
        found = [
            tuple(doubt[name] for name in ("code", "line", "column", "unit", "criterion"))
            for doubt in doubts_of(program, criteria, points)
        ]
        if found != ([planted] if planted else []):
            yield f"{what}: {found}"
        strict = run(program, criteria, points, "--strict")
        if strict.returncode != (1 if planted else 0) or bool(strict.stdout) == bool(planted):
            yield f"{what}: --strict ends with {strict.returncode}"
        if planted and f"p.csv:{planted[1]}:{planted[2]}: unit" not in strict.stderr:
            yield f"{what}: --strict says {strict.stderr}"


def more_than_three(program, folder):
    """Three of a kind are told, then how many there are besides; the document has all."""
    criteria, points = folder / "c.csv", folder / "p.csv"
    criteria.write_text("code,title,max,rule\n1,A,10,rate\n2,B,10,\n")
    points.write_text("unit,1,2\n" + "".join(f"u{n},{101 + n}%,{n}\n" for n in range(10)))
    for language, words in (("en", "note: 7 more"), ("vi", "lưu ý: 7 trường hợp")):
        told = run(program, criteria, points, "--lang", language).stderr.splitlines()
        if len(told) != 4 or words not in told[3]:
            yield f"of ten doubts it tells {told}"
    if len(doubts_of(program, criteria, points)) != 10:
        yield "not all of ten doubts are in the document"


def main():
    program, data = Path(sys.argv[1]).resolve(), Path(sys.argv[2])
    chance = random.Random(1)
    faults, read = [], 0
    for folder in sorted(path for path in data.iterdir() if path.is_dir()):
        files = sorted(folder.glob("*.csv"))
        for criteria in (file for file in files if "criteria" in file.name):
            for points in files:
                doubts = doubts_of(program, criteria, points)
                read += doubts is not None
                faults += [f"{points}: {doubt['message']}" for doubt in doubts or []]
    with tempfile.TemporaryDirectory() as name:
        criteria, points = Path(name, "c.csv"), Path(name, "p.csv")
        for board in range(BOARDS):
            texts = random_board(chance)
            criteria.write_text(texts[0])
            points.write_text(texts[1])
            doubts = doubts_of(program, criteria, points)
            if doubts != []:
                faults.append(f"board {board}: {doubts}\n{texts[0]}{texts[1]}")
        faults += [*planted_faults(program, Path(name)), *more_than_three(program, Path(name))]
    print(*faults[:20], f"{read} files of the library, {BOARDS} boards", sep="\n")
    return 1 if faults or read < 15 else 0


if __name__ == "__main__":
    sys.exit(main())
