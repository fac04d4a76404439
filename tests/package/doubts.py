"""Doubts are told of where there are some, and nowhere else: none in the files that come with the
library and in 1000 random boards without fault, and in each of these once something is put in.

doubts.py SCOREBOARD DATA
"""

import json
import random
import re
import subprocess
import sys
import tempfile
from pathlib import Path

BOARDS = 1000
RULES = ["", "rate", "rate percent", "yesno", "per 0.5", "range 0..100", "minmax", "atleast 50:5"]
CRITERIA = "code,title,max\n.,T,\n" + "".join(f"{n},c{n},2000\n" for n in range(1, 6))
PROVINCES = (
    "An Giang,Bạc Liêu,Bắc Giang,Bắc Kạn,Bắc Ninh,Bến Tre,Bình Dương,Bình Định,Bình Phước,Cà Mau,"
    "Cao Bằng,Đắk Lắk,Đắk Nông,Đồng Nai,Đồng Tháp,Hà Giang,Hà Nam,Hà Nội,Hà Tĩnh,Hải Dương,"
    "Hậu Giang,Hưng Yên,Kiên Giang,Lai Châu,Lào Cai,Phú Thọ,Phú Yên,Quảng Bình,Quảng Nam,"
    "Quảng Ngãi,Quảng Ninh,Quảng Trị,Thái Bình,Tiền Giang"
).split(",")
ROWS = ["a;x;1,5;2;3,25;40;5", "b;x;2;2,5;9;8;7,5", "c;y;3;1;4;4,75;6", "d;y;8;8;1;2,5;9"]
#: With a row more, five cells of fifty are dashes.
TENTH = [*ROWS, "e;y;7;-;–;-;1", "f;y;9;-;—;2;3", *(f"{unit};y;2;4;9;5;8" for unit in "ghi")]
#: Units of two blocks, and the means of these, one of which has lost its last zero.
FIRST = ["a;;6,75;9,5;9,25;6;1", "b;;7,75;9,75;8,75;10;2", "c;;9,5;5,5;9,75;5;-"]
FIRST_MEAN = "8;8,25;9,25;7;1,5"
SECOND = ["d;;5;6;7;8;3", "e;;6;8;9;9,75;4"]
SECOND_MEAN = "5,5;7;8;8,88;3,5"
#: Rows, and which units of them are the means of blocks.
BLOCKS = [
    (["s;;" + FIRST_MEAN, *FIRST, "h;;" + SECOND_MEAN, *SECOND], "s h"),
    ([*FIRST, "s;;" + FIRST_MEAN, *SECOND, "h;;" + SECOND_MEAN], "s h"),
    ([row.replace(";;", ";x;") for row in [*FIRST, "s;;" + FIRST_MEAN]] + [*SECOND], ""),
    (
        [row.replace(";;", ";x;") for row in [FIRST[0], "s;;" + FIRST_MEAN, *FIRST[1:]]]
        + [row.replace(";;", ";y;") for row in [SECOND[0], "h;;" + SECOND_MEAN, SECOND[1]]],
        "s h",
    ),
    (
        ["s;;" + FIRST_MEAN, *FIRST, "h;;" + SECOND_MEAN, *SECOND, "Tổng;;1;2;3;4;5"],
        "s h Tổng",
    ),
    (
        ["Mean;;1;2;3;4;5", *FIRST, "s;;" + FIRST_MEAN, *SECOND, "h;;" + SECOND_MEAN],
        "Mean s h",
    ),
    # One row is not within a block, one mean is another, or there is one block only.
    (["s;;" + FIRST_MEAN, *FIRST, "h;;" + SECOND_MEAN, *SECOND, "f;;1;2;3;4;5"], ""),
    (["s;;" + FIRST_MEAN, *FIRST, "h;;5,5;7;8;8,86;3,5", *SECOND], ""),
    (["f;;1;2;3;4;5", *FIRST, *SECOND, "h;;" + SECOND_MEAN], ""),
    # All of a block are the same.
    (["s;;5;5;5;5;5", "a;;5;5;5;5;5", "b;;5;5;5;5;5", "c;;4;4;4;4;4", "d;;4;4;4;4;4"], ""),
]
#: What is doubtful, the rows with it, and of the doubt: code, line, column, unit and criterion.
PLANTED = [
    ("nothing", ROWS, None),
    ("thousands", ["a;x;1,234;2;3;4;5"], ("thousands", 2, 5, "a", "1")),
    ("a zero in front", ["a;x;0,234;2;3;4;5"], None),
    ("what shows the mark of another", ["a;x;1,234;0,234;3;4;5"], None),
    ("a padded dash", [*ROWS, "e;y;7; -   ;1;1;1"], ("padded_dash", 6, 8, "e", "2")),
    ("a quoted one", [*ROWS, 'e;y;7;" - ";1;1;1'], ("padded_dash", 6, 7, "e", "2")),
    ("a blank before", [*ROWS, "e;y;7; -;1;1;1"], ("padded_dash", 6, 8, "e", "2")),
    ("an en dash", [*ROWS, "e;y;7; – ;1;1;1"], ("padded_dash", 6, 8, "e", "2")),
    ("an em dash", [*ROWS, "e;y;7;— ;1;1;1"], ("padded_dash", 6, 7, "e", "2")),
    ("a minus", [*ROWS, "e;y;7;1;1;1;\u00a0\u2212"], ("padded_dash", 6, 14, "e", "5")),
    ("no break", [*ROWS, "e;y;7;-\u00a0;1;1;1"], ("padded_dash", 6, 7, "e", "2")),
    ("a narrow one", [*ROWS, "e;y;7;\u202f-;1;1;1"], ("padded_dash", 6, 8, "e", "2")),
    ("a quoted en dash", [*ROWS, 'e;y;7;"\u00a0–";1;1;1'], ("padded_dash", 6, 7, "e", "2")),
    ("a row with blanks", [*ROWS, "e; y; 7; -; 1; 1; 1"], None),
    ("a dash at the end", [*ROWS, "e;y;7;1;1;1;-"], None),
    ("no cells", [*ROWS, "Khối huyện;;;;;;"], ("no_cells", 6, 1, "Khối huyện", "")),
    ("a name", [*ROWS, "TRUNG BÌNH;y;7;1;1;1;1"], ("summary_row", 6, 1, "TRUNG BÌNH", "")),
    ("the max", [*ROWS, "ĐIỂM tối đa;y;7;1;1;1;1"], ("summary_row", 6, 1, "ĐIỂM tối đa", "")),
    ("numbers of columns", ["1;2;3;4;5;6;7", *ROWS], ("summary_row", 2, 1, "1", "")),
    ("numbers behind letters", ["A;B;1;2;3;4;5", *ROWS[1:]], ("summary_row", 2, 1, "A", "")),
    ("other letters", ["A;C;1;2;3;4;5", *ROWS[1:]], None),
    ("other numbers", ["1;2;3;4;5;6;8", *ROWS], None),
    ("numbers below", [*ROWS, "1;2;3;4;5;6;7"], None),
    ("headings", [*ROWS, "ĐƠN VỊ;y;1;2;3;4;5"], ("summary_row", 6, 1, "ĐƠN VỊ", "")),
    (
        "a mean of three",
        [*ROWS[:3], "e;y;2,17;1,83;5,42;17,58;6,17"],
        ("summary_row", 5, 1, "e", ""),
    ),
    ("a mean in all but one", [*ROWS[:3], "e;y;2,17;1,83;5,42;17,58;6,5"], None),
    ("a mean", [*ROWS, "e;y;3,63;3,38;4,31;13,81;6,88"], ("summary_row", 6, 1, "e", "")),
    ("a sum", [*ROWS, "e;y;14,5;13,5;17,25;55,25;27,5"], ("summary_row", 6, 1, "e", "")),
    ("a median", [*ROWS, "e;y;2,5;2,25;3,625;6,375;6,75"], ("summary_row", 6, 1, "e", "")),
    ("the least", [*ROWS, "e;y;1,5;1;1;2,5;5"], ("summary_row", 6, 1, "e", "")),
    ("the greatest", [*ROWS, "e;y;8;8;9;40;9"], ("summary_row", 6, 1, "e", "")),
    ("two with nothing", [*ROWS, "e;y;0;0;0;0;0", "f;y;0;0;0;0;0"], None),
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
    ("many dashes", [*ROWS, "e;y;7;-;–;-;1", "f;y;9;-;—;2;3"], ("many_dashes", 6, 7, "", "")),
    ("a tenth of dashes", [*TENTH, "k;y;4;6;2;3;9"], ("many_dashes", 6, 7, "", "")),
    ("less than a tenth", [*TENTH, "k;y;4;6;2;3;9", "l;y;5;8;3;9;1"], None),
    ("few dashes", [*ROWS, "e;y;7;-;-;-;1", "f;y;9;-;1;2;3"], None),
    ("NA is no dash", [*ROWS, "e;y;7;NA;NA;NA;1", "f;y;9;N/A;NA;2;3"], None),
    ("a capital", [*ROWS, "B;y;7;1;1;1;1"], ("alike_codes", 6, 1, "B", "")),
    ("a letter of Cyrillic", [*ROWS, "\u0430;y;7;1;1;1;1"], ("alike_codes", 6, 1, "\u0430", "")),
    ("an old letter", [*ROWS, "Đa;y;7;1;1;1;1", "Ða;y;8;2;1;1;1"], ("alike_codes", 7, 1, "Ða", "")),
    ("a block's capital", [*ROWS, "e;X;7;1;1;1;1", "f;X;1;1;1;3;2"], ("alike_codes", 6, 1, "", "")),
    ("what is not seen", [*ROWS, "a\u200b;y;7;1;1;1;1"], ("alike_codes", 6, 1, "a\u200b", "")),
    ("a soft hyphen", [*ROWS, "\u00ada;y;7;1;1;1;1"], ("alike_codes", 6, 1, "\u00ada", "")),
    ("a variation", [*ROWS, "a\ufe0f;y;7;1;1;1;1"], ("alike_codes", 6, 1, "a\ufe0f", "")),
    ("a block's unseen", [*ROWS, "e;x\u2060;7;1;1;1;1"], ("alike_codes", 6, 1, "", "")),
    ("a block's letter", [*ROWS, "e;\u0445;7;1;1;1;1"], ("alike_codes", 6, 1, "", "")),
    (
        "equal but for what lies behind six decimals",
        [f"{unit};x;2,{unit_at:08d};{unit_at};3;4;5" for unit_at, unit in enumerate("abcdef", 1)]
        + ["g;x;2,00000009;9;3,5;4,5;5,5"],
        None,
    ),
]


#: A min, a rule, what stands in all cells of a column, and what is said of that.
EQUAL = [
    ("", "", "4", ["equal_column"]),
    ("", "", "10", []),
    ("", "", "0", []),
    ("-5", "", "-5", []),
    ("-5", "", "-4", ["equal_column"]),
    ("", "minmax", "4", []),
    ("", "range 0..9", "4", ["equal_column"]),
]
#: A rule, the cells of a column of a comma file, and those that may be of thousands.
THOUSANDS = [
    ("", "4.000 950 1.100", ["1.100"]),
    ("", "2.000 950 1.100", ["2.000", "1.100"]),
    ("", "-4.000 -5 1.100", ["1.100"]),
    ("range 0..5000", "4.000 950 1.100", ["4.000", "1.100"]),
    ("range 5000..0", "4.215 3.250 1.100", ["4.215", "3.250", "1.100"]),
    ("range -4000..0", "-3.500 -950 1.100", ["-3.500"]),
    ("range 0..5", "4.215 3.250 1.100", []),
    ("range 0..5000", "4.215 3.25 1.100", []),
    ("atleast 3000:5 1000:2", "4.000 950 1.100", ["4.000", "1.100"]),
    ("atmost 1000:5 3000:2", "4.000 950 31.000", ["4.000"]),
    ("atmost 1000:5 3000:2", "2.000 950 1.100", ["2.000", "1.100"]),
    ("atleast 3:5 1:2", "4.000 2.500 1.100", []),
    ("zscore 5 2", "4.000 950 1.100", ["4.000", "1.100"]),
    ("minmax", "4.000 950 -1.100", ["4.000", "-1.100"]),
    ("minmax down", "4.000 20 1.100", []),
    ("best", "950 4.000 1.100", ["4.000", "1.100"]),
    ("percentile", "4.215 3.250 1.100", []),
    ("percentile", "950 4.215 1.100 0.5", []),
    ("rate", "1.000/1.234 12.345/100 -1.000/1.234", ["1.000/1.234"]),
    ("rate", "1/1.234 1.234/5 1.234/5678 5/6", ["1/1.234", "1.234/5678"]),
    ("rate", "1.000/1.234 12.5/100", []),
    ("rate", "0.500/2 1.000/1.234", []),
    ("survey 100 50", "1.234|5 20|999 7|2.000", ["1.234|5", "7|2.000"]),
    ("survey 100 50", "1.234|5 20.5|999", []),
]
#: The same in a file with semicolons, where no reach is asked for.
THOUSANDS_ELSEWHERE = [
    ("", "1.100 950 1234", ["1.100"]),
    ("rate", "1.000/1.234 12.345/100 9/10", ["1.000/1.234", "12.345/100"]),
    ("rate", "1.000/1.234 12.5/100", []),
    ("rate percent", "97.812 5", ["97.812"]),
    ("survey 100 50", "1.234|5 20|999", ["1.234|5"]),
]


#: Rows of a long file in which each unit has all criteria, and what is left out of it: units, a
#: criterion, and the doubt about that.
LONG = [(unit, str(leaf)) for unit in "abcd" for leaf in range(1, 6)]
UNSAID = [
    ("", "", None),
    ("b", "3", ("not_mentioned", 0, 0, "b", "3")),
    ("bcd", "3", ("not_mentioned", 0, 0, "b", "3")),
    ("abcd", "3", ("no_column", 0, 0, "", "3")),
]
#: The units before and now, and the lines of the map that is offered.
PERIODS = [
    ("a,b", "a,b", []),
    ("a,b,c", "a,b,d", []),
    ("a,sở nội vụ", "a,Sở Nội Vụ", ["sở nội vụ,Sở Nội Vụ"]),
    ("a,Hà Nội,Huế", "a,Hue,HaNoi", ["Huế,Hue", "Hà Nội,HaNoi"]),
    ("a,Quảng Ninh", "a,Quảng Nnh", ["Quảng Ninh,Quảng Nnh"]),
    # Neither is nearer than the other; short codes and numbers are their own.
    ("a,Quảng Ninh", "a,Quảng Nnh,Quảng Nih", []),
    ("a,snv,d01", "a,snn,d02", []),
    ("a,Kiên Giang,Hà Nam", "a,Tiền Giang,Hà Nội", []),
    # People call it the same.
    ("a,snv=Sở Nội vụ", "a,SO01=Sở Nội Vụ", ["snv,SO01"]),
    ("a,dept north=Cục Bắc", "a,dept nerth=Cục Đông", []),
    ('a,"x, y"', 'a,"X, Y"', ['"x, y","X, Y"']),
]


def run(program, *arguments):
    return subprocess.run([program, *arguments], capture_output=True, text=True, check=False)


def doubts_of(program, criteria, points, *more):
    """The doubts, or None where the files are refused: they are not of one another."""
    done = run(program, criteria, points, "--format", "json", *more)
    return json.loads(done.stdout).get("doubts", []) if done.returncode == 0 else None


def cell(chance, rule, mark):
    if rule == "yesno":
        return chance.choice(["yes", "no"])
    if rule.startswith("per"):
        return str(chance.randrange(20))
    number = f"{chance.uniform(0, 100):.2f}".replace(".", mark)
    return number + "%" if rule == "rate" else number


def random_cells(chance, rules, mark):
    cells = [cell(chance, rule, mark) for rule in rules]
    gap = chance.randrange(len(cells) * 4)
    # A gap in the only cell of a row would make it a row without cells.
    if gap < len(cells) and len(cells) > 1:
        cells[gap] = chance.choice(["", "-"])
    return cells


def random_board(chance):
    """The texts of a criteria and two points files without fault: now, and a period before with
    some other units."""
    rules = [chance.choice(RULES) for _ in range(chance.randrange(1, 9))]
    mark = chance.choice(".,")
    separator = ";" if mark == "," else chance.choice(",;")
    codes = [f"u{unit}" for unit in range(30)] if chance.randrange(2) else PROVINCES
    leaves = [str(leaf) for leaf in range(len(rules))]
    texts = [
        "code,title,max,rule\n" + "".join(f"{leaf},c,100,{rules[int(leaf)]}\n" for leaf in leaves)
    ]
    shared = chance.choice(codes)
    for _ in range(2):
        units = {shared, *chance.sample(codes, chance.randrange(1, 30))}
        rows = [
            [unit, chance.choice("xyz"), *random_cells(chance, rules, mark)]
            for unit in sorted(units)
        ]
        if chance.randrange(3):
            rows.insert(0, ["unit", "block", *leaves])
        else:
            # The long layout, a row a cell.
            rows = [["unit", "block", "criterion", "value"]] + [
                [*row[:2], leaf, value] for row in rows for leaf, value in zip(leaves, row[2:])
            ]
        texts.append("\n".join(separator.join(row) for row in rows) + "\n")
    return texts


def planted_faults(program, folder):
    criteria, points = folder / "c.csv", folder / "p.csv"
    criteria.write_text(CRITERIA)
    for what, rows, planted in PLANTED:
        points.write_text("unit;block;1;2;3;4;5\n" + "\n".join(rows) + "\n", encoding="utf-8")
        found = [told(doubt) for doubt in doubts_of(program, criteria, points)]
        if found != ([planted] if planted else []):
            yield f"{what}: {found}"
        strict = run(program, criteria, points, "--strict")
        if strict.returncode != (1 if planted else 0) or bool(strict.stdout) == bool(planted):
            yield f"{what}: --strict ends with {strict.returncode}"
        if planted and f"p.csv:{planted[1]}:{planted[2]}: " not in strict.stderr:
            yield f"{what}: --strict says {strict.stderr}"


def block_means(program, folder):
    """Rows that are the means of blocks, before their units, behind them or anywhere in them."""
    criteria, points = folder / "c.csv", folder / "p.csv"
    criteria.write_text(CRITERIA)
    for rows, means in BLOCKS:
        points.write_text("unit;block;1;2;3;4;5\n" + "\n".join(rows) + "\n", encoding="utf-8")
        found = [
            doubt["unit"]
            for doubt in doubts_of(program, criteria, points)
            if doubt["code"] == "summary_row"
        ]
        if found != means.split():
            yield f"means of blocks in {rows}: {found}"


#: Of two criteria, rows that are the means of three blocks; two blocks may be that by chance.
FEW = [
    ("s;;5.5;30.5", "a;;1;20", "b;;10;41"),
    ("t;;7;15.5", "c;;4;11", "d;;10;20"),
    ("u;;3.5;9", "e;;2;8", "f;;5;10"),
]


def means_of_few_columns(program, folder):
    criteria, points = folder / "c.csv", folder / "p.csv"
    criteria.write_text("code,title,max\n1,A,2000\n2,B,2000\n")
    for blocks, means in ((3, ["s", "t", "u"]), (2, [])):
        rows = [row for block in FEW[:blocks] for row in block]
        points.write_text("unit;block;1;2\n" + "\n".join(rows) + "\n")
        found = [
            doubt["unit"]
            for doubt in doubts_of(program, criteria, points)
            if doubt["code"] == "summary_row"
        ]
        if found != means:
            yield f"means of {blocks} blocks of two criteria: {found}"


def turned(program, folder):
    """A criterion whose code a spreadsheet may have turned into that of another."""
    criteria, points = folder / "c.csv", folder / "p.csv"
    criteria.write_text("code,title,max\n1.1,A,10\n1.9,B,10\n1.10,C,10\n1.20,D,10\n")
    points.write_text("unit;1,9;1,1\nx;1;2\ny;3;4\n")
    found = [
        (doubt["criterion"], doubt["message"]) for doubt in doubts_of(program, criteria, points)
    ]
    told = [(code, "turns its code into 1.1" in message) for code, message in found]
    if told != [("1.10", True), ("1.20", False)]:
        yield f"a code that was turned: {found}"


def told(doubt):
    return tuple(doubt[name] for name in ("code", "line", "column", "unit", "criterion"))


def left_out(program, folder):
    """What a long file says nothing of."""
    criteria, points = folder / "c.csv", folder / "p.csv"
    criteria.write_text(CRITERIA)
    for units, leaf, doubt in UNSAID:
        rows = [
            f"{unit},{own},{place}"
            for place, (unit, own) in enumerate(LONG)
            if unit not in units or own != leaf
        ]
        points.write_text("unit,criterion,value\n" + "\n".join(rows) + "\n")
        found = [told(doubt) for doubt in doubts_of(program, criteria, points)]
        if found != ([doubt] if doubt else []):
            yield f"without {leaf} of {units}: {found}"


def thousands(program, folder):
    """Numbers with a point, in a comma file where a thousand times more would be in reach."""
    criteria, points = folder / "c.csv", folder / "p.csv"
    cases = [(",", *case) for case in THOUSANDS] + [(";", *case) for case in THOUSANDS_ELSEWHERE]
    for mark, rule, cells, expected in cases:
        criteria.write_text(f"code,title,max,min,rule\n1,A,2000,-10,{rule}\n")
        rows = [f"u{place}{mark}{cell}\n" for place, cell in enumerate(cells.split())]
        points.write_text(f"unit{mark}1\n" + "".join(rows))
        found = [doubt for doubt in doubts_of(program, criteria, points) if doubt["code"] != "rate"]
        texts = [cells.split()[doubt["line"] - 2] for doubt in found]
        if texts != expected or any(doubt["code"] != "thousands" for doubt in found):
            yield f"{rule} of {cells}: {found}"


def equal_columns(program, folder):
    """One value of all units, which is told unless it is all or nothing, or of no meaning alone."""
    criteria, points = folder / "c.csv", folder / "p.csv"
    for least, rule, cell, expected in EQUAL:
        criteria.write_text(f"code,title,max,min,rule\n1,A,10,{least},{rule}\n2,B,10,,\n")
        rows = [f"u{place},{cell},{place}.5\n" for place in range(8)]
        points.write_text("unit,1,2\n" + "".join(rows))
        found = [doubt["code"] for doubt in doubts_of(program, criteria, points)]
        if found != expected:
            yield f"{rule} of {cell}: {found}"


def alike_criteria(program, folder):
    criteria, points = folder / "c.csv", folder / "p.csv"
    criteria.write_text("code,title,max\n1.a,A,10\n1.b,B,10\n1.A,C,10\n")
    points.write_text("unit,1.a,1.b,1.A\nx,1,2,3\n")
    found = [told(doubt) for doubt in doubts_of(program, criteria, points)]
    if found != [("alike_codes", 4, 1, "", "1.A")]:
        yield f"alike criteria: {found}"


def table_of(units):
    rows = [unit.partition("=") for unit in re.findall(r'"[^"]*"|[^,]+', units)]
    return "unit,name,1,2,3,4,5\n" + "".join(
        f"{code},{name},{place},2,3,4,5\n" for place, (code, _, name) in enumerate(rows)
    )


def renamed_units(program, folder):
    """Units that are nearly one of the other period: the line that a map needs is offered, and
    with that map there is no doubt."""
    criteria, points, before = folder / "c.csv", folder / "p.csv", folder / "before.csv"
    criteria.write_text(CRITERIA)
    for units_before, units, lines in PERIODS:
        points.write_text(table_of(units), encoding="utf-8")
        before.write_text(table_of(units_before), encoding="utf-8")
        doubts = doubts_of(program, criteria, points, "--previous", before)
        found = [doubt["message"].partition("with the line ")[2] for doubt in doubts]
        if sorted(found) != sorted(lines) or any(d["code"] != "renamed_unit" for d in doubts):
            yield f"{units_before} and {units}: {found}"
        given = folder / "map.csv"
        given.write_text("\n".join(["old,new", *lines]) + "\n", encoding="utf-8")
        options = ["--previous", before, "--unit-map", given, "--strict"]
        if lines and run(program, criteria, points, *options).returncode != 0:
            yield f"{units}: the map that was offered is not taken"


def more_than_three(program, folder):
    """Three of a kind are told, then how many there are besides; the document has all."""
    criteria, points = folder / "c.csv", folder / "p.csv"
    criteria.write_text("code,title,max,rule\n1,A,10,rate\n2,B,10,\n")
    points.write_text("unit,1,2\n" + "".join(f"u{n},{101 + n}%,{n}\n" for n in range(10)))
    for language, words in (("en", "note: 7 more"), ("vi", "lưu ý: 7 trường hợp")):
        lines = run(program, criteria, points, "--lang", language).stderr.splitlines()
        if len(lines) != 4 or words not in lines[3]:
            yield f"of ten doubts it tells {lines}"
    if len(doubts_of(program, criteria, points)) != 10:
        yield "not all of ten doubts are in the document"


def main():
    program, data = Path(sys.argv[1]).resolve(), Path(sys.argv[2])
    chance = random.Random(1)
    faults, read = [], 0
    for folder in sorted(path for path in data.iterdir() if path.is_dir()):
        files = sorted(folder.glob("*.csv"))
        for criteria in (file for file in files if "criteria" in file.name):
            readable = [file for file in files if doubts_of(program, criteria, file) is not None]
            read += len(readable)
            # The first has no other period.
            for before, points in zip([None, *readable], readable):
                more = [] if before is None else ["--previous", before]
                doubts = doubts_of(program, criteria, points, *more)
                faults += [f"{points}: {doubt['message']}" for doubt in doubts or []]
    with tempfile.TemporaryDirectory() as name:
        files = [Path(name, file) for file in ("c.csv", "p.csv", "before.csv")]
        for board in range(BOARDS):
            texts = random_board(chance)
            for file, text in zip(files, texts):
                file.write_text(text, encoding="utf-8")
            doubts = doubts_of(program, *files[:2], "--previous", files[2])
            if doubts != []:
                faults.append("\n".join([f"board {board}: {doubts}", *texts]))
        for look in (
            planted_faults,
            block_means,
            means_of_few_columns,
            turned,
            left_out,
            thousands,
            equal_columns,
            alike_criteria,
            renamed_units,
            more_than_three,
        ):
            faults += look(program, Path(name))
    print(*faults[:20], f"{read} files of the library, {BOARDS} boards", sep="\n")
    return 1 if faults or read < 15 else 0


if __name__ == "__main__":
    sys.exit(main())
