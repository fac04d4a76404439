"""What the scoreboard program says of two periods and of one unit: closer.py SCOREBOARD runs it on
small files and looks for what it must say.
"""

import json
import subprocess
import sys
import tempfile
from decimal import Decimal
from pathlib import Path

FILES = {
    "criteria.csv": "code,title,max\n.,Index,\n1,Steering,20\n2,Procedures,30\n3,Staff,50\n",
    "old-criteria.csv": "code,title,max\n.,Index,\n1,Steering,20\n2,Procedures,40\nx,Paper,40\n",
    "now.csv": "unit,name,1,2,3\na,Alpha,18,20,40\nb,Beta,16,28,45\nc,Gamma,10,24,20\n",
    "before.csv": "unit,name,1,2,3\na,Alpha,15,22,40\nb,Beta,16,20,40\nd,Delta,20,30,50\n",
    "old.csv": "unit,name,1,2,x\na,Alpha,15,20,30\nb,Beta,16,40,20\n",
    "sheet.csv": (
        "Results;;;;\nOffice;1;2;3;Total\nHealth;9,5; - ;50;61\nSport;1;2;3;6\nMean;5;1;26;\n"
    ),
    "read.csv": (
        "what,value\nheader,2\ncolumn:Office,unit\ncolumn:Total,total\nrows:Mean,skip\ndash,0\n"
    ),
    "decision.csv": (
        "code,title,max\nI,Steering,\n1.,Plans,4\n2.,Checks,6\nII,Rules,\n1.,Kept,9\n"
    ),
    "rows.csv": "No.,Max,a,b\nI,,5,6\n1.,4,2,3\n2.,6,3,3\nII,,,\n1.,9,8,9\n",
    "roman.csv": "code,title,max\nI,Steering,10\n1.1,Plans,4\n1.2,Checks,6\n",
    "roman-points.csv": "unit,Plans,Checks\na,1,2\n",
    "strangers.csv": "unit,1,2,3\nx,1,2,3\n",
    "bands.csv": "band,from\nA,80\nB,60\n",
    "map.csv": "old,new\nx,3\n",
    "wrong-map.csv": "old,new\ny,3\n",
    "units.csv": "old,new,share\na,c,0.5\na,a,0.4\n",
    "merged.csv": "old,new\na,c\nb,c\n",
    "blank.csv": "unit,1,2,3\na,15,,40\n",
    "almost.csv": "unit,1,2,3\na,19,30,50\n",
    "unscored.csv": "unit,1,2,3\na,15,22,40\nb,,,\n",
    "steady.csv": "unit,name,1,2,3\na,Alpha,15,22,40\nb,Beta,16,20,40\n",
    "thirds.csv": "code,title,max,kind,rule\n.,Index,100,,\n"
    "1,Steering,50,,rate\n2,Procedures,50,,rate\n",
    "thirds-now.csv": "unit,1,2\na,1000505/2000000,1/10\nb,1/2,1/2\n",
    "thirds-before.csv": "unit,1,2\na,1000290/2000000,1/10\nb,1/3,1/2\n",
    "empty.csv": "",
    # A gate that looks at the cell, where the points are rounded up to the max.
    "gate.csv": "code,title,max,round,gate\n1,Steering,10,0,below 9.8: parent at most 40%\n"
    "2,Staff,10,,\n",
    "gate-points.csv": "unit,1,2\na,9.6,9\nb,9.9,5\n",
    # What is just below a half of the second place, and with six places is that half.
    "one.csv": "code,title,max\n.,Index,\n1,Steering,20\n",
    "one-now.csv": "unit,1\na,12.3449999996\nb,4.1049999996\n",
    "next.csv": "unit,1\na,10.000000001\nb,10\n",
    "tiny.csv": "unit,1\na,19.9999\nb,3\n",
    "halves.csv": "code,title,max\n.,Index,\n1,Steering,20\n2,Staff,20\n",
    "halves-now.csv": "unit,1,2\na,12.3449999996,12.3450000004\nb,4.1049999996,20\n",
    "halves-before.csv": "unit,1,2\na,10,14.69\nb,1,20\n",
}

NOW = ["criteria.csv", "now.csv"]
YEARS = [*NOW, "--previous", "before.csv"]

#: What it is about, the arguments, the exit status, and texts that must be in what it prints, all
#: blanks being one.
CASES = [
    (
        "a change of percent and rank",
        YEARS,
        0,
        ["2/3 Alpha 78.00 78.00 % up 1.00 same", "1/3 Beta 89.00 89.00 % up 13.00 up 2"],
    ),
    (
        "the band that other cells would make",
        ["gate.csv", "gate-points.csv", "--bands", "bands.csv", "--unit", "a", "--what-if", "1=10"],
        0,
        ["Band: - → A."],
    ),
    (
        "the band that other cells leave as it is, in Vietnamese",
        [*NOW, "--bands", "bands.csv", "--unit", "a", "--what-if", "1=17", "--lang", "vi"],
        0,
        ["Xếp loại: B, giữ nguyên."],
    ),
    (
        "no band without bands",
        [*NOW, "--unit", "a", "--what-if", "1=17"],
        0,
        ["would be"],
    ),
    (
        "a number in a cell that keeps a target away, and not its points",
        ["gate.csv", "gate-points.csv", "--unit", "a", "--target", "percent:90"],
        0,
        [
            "out of reach by more points alone: with every criterion that counts given all its "
            "points it would have 8 points",
            "the total is limited by 1, which has all its points: the number in its cell would "
            "have to be another.",
        ],
    ),
    (
        "the same in Vietnamese",
        [*["gate.csv", "gate-points.csv", "--unit", "a", "--target", "percent:90"], "--lang", "vi"],
        0,
        ["chỉ thêm điểm thì không thể đạt", "dù đã đủ điểm: giá trị trong ô phải khác."],
    ),
    (
        "the same on a page",
        ["gate.csv", "gate-points.csv", *"--unit a --target percent:90 --format html".split()],
        0,
        [
            "Out of reach by more points alone: 90 %.",
            "the total is limited by the number in the cell of Steering",
        ],
    ),
    (
        "the same as JSON",
        ["gate.csv", "gate-points.csv", *"--unit a --target percent:90 --format json".split()],
        0,
        ['"limited_by": "1", "by_cell": true'],
    ),
    (
        "who is new and who is gone",
        YEARS,
        0,
        ["3/3 Gamma 54.00 54.00 % new", "not there: Gamma", "no longer there: Delta"],
    ),
    (
        "the change of the mean",
        YEARS,
        0,
        ["3 units: mean 73.67 (up 7.00 over the 2 units of both)"],
    ),
    (
        "Vietnamese",
        [*YEARS, "--lang", "vi"],
        0,
        [
            "78,00 % tăng 1,00 giữ hạng",
            "tăng 13,00 tăng 2 bậc",
            "trung bình 73,67 (tăng 7,00, tính trên 2 đơn vị có ở cả hai kỳ)",
        ],
    ),
    (
        "a unit that was there",
        [*YEARS, "--unit", "a"],
        0,
        [
            "Before: 77.00 %, rank 2/3. The percent is up 1.00, the rank the same.",
            "Of 3 main criteria, 1 rose in score and rank",
            "Largest gain: 1 +3.00. Largest loss: 2 -2.00.",
        ],
    ),
    ("a unit that was not", [*YEARS, "--unit", "c"], 0, ["It was not there before."]),
    (
        "the ledger",
        [*NOW, "--unit", "a"],
        0,
        [
            "2 Procedures 20.00 30 10.00 28.00 Beta 24.00 24.00 8.00",
            "The total lost 22.00 points: its criteria lost 22.00.",
        ],
    ),
    (
        "other criteria",
        [*NOW, "--previous", "old.csv", "--previous-criteria", "old-criteria.csv", "--unit", "a"],
        0,
        [
            "other max",
            "performance +16.06, other maxima and weights +1.61, new criteria +2.00, "
            "dropped criteria -6.67, not applicable 0.00.",
            "Like for like, on 1 criterion that stayed the same: +15.00 percentage points.",
            "Staff 40.00 50 80.00 % 2/3 10.00 new",
        ],
    ),
    (
        "a map",
        [
            *NOW,
            "--previous",
            "old.csv",
            "--previous-criteria",
            "old-criteria.csv",
            "--criteria-map",
            "map.csv",
        ],
        0,
        ["another max than before: 2, 3"],
    ),
    (
        "a merged unit",
        [*YEARS, "--unit-map", "merged.csv"],
        0,
        [
            "3/3 Gamma 54.00 54.00 % down 22.50 -",
            "Units that were several, compared with their mean: Gamma (Alpha, Beta) "
            "Units that were not there",
        ],
    ),
    (
        "a merged unit in Vietnamese",
        [*YEARS, "--unit-map", "merged.csv", "--lang", "vi"],
        0,
        ["so với trung bình các đơn vị cũ: Gamma (Alpha, Beta)"],
    ),
    (
        "a merged unit, whose ranks cannot be compared",
        [*YEARS, "--unit-map", "merged.csv", "--unit", "c"],
        0,
        [
            "The figures of before are the mean of several units: Alpha, Beta.",
            "Of 3 main criteria, 1 rose in score, 2 did not; their ranks cannot be compared. "
            "Largest gain: 2 +3.00. Largest loss: 3 -20.00.",
        ],
    ),
    (
        "the same in Vietnamese",
        [*YEARS, "--unit-map", "merged.csv", "--unit", "c", "--lang", "vi"],
        0,
        [
            "Số liệu kỳ trước là trung bình của các đơn vị: Alpha, Beta.",
            "Trong 3 tiêu chí chính, 1 tăng điểm, 2 không tăng; không so sánh được thứ hạng.",
        ],
    ),
    # 25.012625 after 25.00725: 25.01 and 25.01 are printed, and the change of 0.005375 is 0.01. So
    # it is of the whole, 30.01 and 30.01.
    (
        "a change is not made of what is printed",
        ["thirds.csv", "thirds-now.csv", "--previous", "thirds-before.csv", "--unit", "a"],
        0,
        [
            "in neither. Largest gain: 1 +0.01. Code Criterion",
            "The percent is up 0.01, the rank the same",
            "Steering 25.01 50 50.03 % 1/2 24.99 up 0.01 same",
            "Total 30.01 100 30.01 % 2/2 69.99 up 0.01 same",
        ],
    ),
    (
        "points of the table are rounded once",
        ["one.csv", "one-now.csv"],
        0,
        ["1/2 a 12.34 61.72 % 2/2 b 4.10 20.52 %"],
    ),
    (
        "points of a unit are rounded once",
        ["halves.csv", "halves-now.csv", "--previous", "halves-before.csv", "--unit", "a"],
        0,
        [
            "Largest gain: 1 +2.34. Largest loss: 2 -2.34.",
            "1 Steering 12.34 20 61.72 % 1/2 7.66 up 2.34 same",
            "2 Staff 12.35 20 61.73 % 2/2 7.65 down 2.34 same",
            "1 Steering 12.34 20 7.66 12.34 a 8.22 8.22 0.00",
            "2 Staff 12.35 20 7.65 20.00 b 16.17 16.17 7.65",
        ],
    ),
    (
        "points beside whole percents are rounded once",
        ["halves.csv", "halves-now.csv", "--unit", "a", "--digits", "0"],
        0,
        ["1 Steering 12.34 20 62 % 1/2 7.66", "2 Staff 12.35 20 62 % 2/2 7.65"],
    ),
    (
        "a figure of one criterion",
        ["one.csv", "one-now.csv", "--unit", "a"],
        0,
        ["61.72 %: 12.34 of 20 points", "Total 12.34 20 61.72 % 1/2 7.66"],
    ),
    (
        "points of a what-if are rounded once",
        ["halves.csv", "halves-now.csv", "--unit", "a", "--what-if", "2=4.1049999996"],
        0,
        ["Total 24.69 16.45", "2 Staff 12.35 4.10"],
    ),
    (
        "the same in Vietnamese",
        ["one.csv", "one-now.csv", "--unit", "a", "--what-if", "1=4,1049999996", "--lang", "vi"],
        0,
        ["Tổng 12,34 4,10"],
    ),
    (
        "units that differ by less than six places show",
        ["one.csv", "next.csv"],
        0,
        ["1/2 a 10.00 50.00 % 2/2 b 10.00 50.00 %", "same percent differ behind it"],
    ),
    (
        "a cost that is not seen in print",
        ["one.csv", "tiny.csv", "--unit", "a"],
        0,
        ["1 Steering 20.00 20 0.00 20.00 a", "The total lost 0.00 points: its criteria lost 0.00."],
    ),
    (
        "a unit without figures before",
        [*NOW, "--previous", "blank.csv", "--missing", "unknown", "--unit", "a"],
        0,
        ["78.00 of 100 points It had no percent before. Of"],
    ),
    (
        "one point that was lost",
        ["criteria.csv", "almost.csv", "--unit", "a"],
        0,
        ["The total lost 1.00 point: its criteria lost 1.00."],
    ),
    (
        "points that were lost in Vietnamese",
        [*NOW, "--unit", "a", "--lang", "vi"],
        0,
        ["Tổng còn thiếu 22,00 điểm: các tiêu chí mất 22,00."],
    ),
    (
        "a part of a change of rank that is none",
        ["criteria.csv", "steady.csv", "--previous", "before.csv", "--unit", "a"],
        0,
        ["Of the change of the rank: its own figure none, those of the others up 1."],
    ),
    (
        "a target that is missed",
        [*NOW, "--unit", "a", "--target", "rank:1"],
        0,
        ["missed by 11 points; it takes 89 points", "2 Procedures 20 30 10", "3 Staff 40 41 1"],
    ),
    (
        "a target that is met",
        [*NOW, "--bands", "bands.csv", "--unit", "b", "--target", "band:A"],
        0,
        ["met, with 9 points to spare", "keeps its band as long as it loses no more than 9 points"],
    ),
    (
        "a rise",
        [*YEARS, "--unit", "a", "--target", "rise:3"],
        0,
        ["missed by 2 points; it takes 80 points"],
    ),
    (
        "a comma in Vietnamese",
        [*NOW, "--unit", "a", "--target", "percent:80,5", "--lang", "vi"],
        0,
        ["Mục tiêu percent:80,5: còn thiếu 2,5 điểm"],
    ),
    (
        "a what-if",
        [*NOW, "--unit", "a", "--what-if", "2=30", "--what-if", "3=42"],
        0,
        ["Total 78.00 90.00 78.00 % 90.00 % 2/3 1/3", "Others that would move: Beta 1/3 → 2/3."],
    ),
    (
        "a what-if with a comma",
        [*NOW, "--unit", "a", "--what-if", "1=19,5", "--lang", "vi"],
        0,
        ["Tổng 78,00 79,50"],
    ),
    (
        "an explanation",
        [*NOW, "--unit", "a", "--explain", "."],
        0,
        ["78 of 100 points (78.00 %) = 18 (1) + 20 (2) + 40 (3)"],
    ),
    (
        "an explanation of a unit of which nothing is scored",
        ["criteria.csv", "unscored.csv", "--unit", "b", "--explain", "."],
        0,
        [
            "No percent, as nothing is scored: 0.00 of 100 points",
            "Index, b: 0 of 100 points, and no percent, as nothing is scored = 0 (1, not scored)",
        ],
    ),
    (
        "the same in Vietnamese",
        ["criteria.csv", "unscored.csv", "--unit", "b", "--explain", ".", "--lang", "vi"],
        0,
        [
            "Không có tỷ lệ vì chưa chấm tiêu chí nào: đạt 0,00/100 điểm",
            "Index, b: 0 trên 100 điểm, không có tỷ lệ vì chưa chấm tiêu chí nào = 0 (1, ",
        ],
    ),
    (
        "the same as JSON",
        ["criteria.csv", "unscored.csv", "--unit", "b", "--explain", ".", "--format", "json"],
        0,
        ['], "scored": false }'],
    ),
    (
        "no common unit",
        [*NOW, "--previous", "strangers.csv"],
        1,
        ["strangers.csv: the boards have no unit in common"],
    ),
    (
        "an empty earlier period",
        [*NOW, "--previous", "empty.csv"],
        1,
        ["empty.csv: the file is empty"],
    ),
    ("no earlier file", [*NOW, "--previous", "none.csv"], 1, ["none.csv"]),
    (
        "a map that names a stranger",
        [*YEARS, "--criteria-map", "wrong-map.csv"],
        1,
        ["wrong-map.csv: the map names y"],
    ),
    (
        "shares that do not add up",
        [*YEARS, "--unit-map", "units.csv"],
        1,
        ["units.csv: the map's shares of a add up to 0.9"],
    ),
    (
        "a target out of reach",
        [*NOW, "--unit", "a", "--target", "percent:101"],
        0,
        ["out of reach", "fall short by 1 point."],
    ),
    ("a goal that is none", [*NOW, "--unit", "a", "--target", "first"], 1, ["--target:"]),
    (
        "above a stranger",
        [*NOW, "--unit", "a", "--target", "above:z"],
        1,
        ["--target: target above: there is no unit z"],
    ),
    (
        "a rise without an earlier period",
        [*NOW, "--unit", "a", "--target", "rise:1"],
        1,
        ["--target:"],
    ),
    (
        "a cell out of range",
        [*NOW, "--unit", "a", "--what-if", "1=20.5"],
        1,
        ["--what-if:", "20.5", "20"],
    ),
    (
        "a cell of a stranger",
        [*NOW, "--unit", "a", "--what-if", "7=1"],
        1,
        ["--what-if: there is no criterion '7'"],
    ),
    ("a cell without a value", [*NOW, "--unit", "a", "--what-if", "7"], 2, ["--what-if 7"]),
    (
        "an explanation of a stranger",
        [*NOW, "--unit", "a", "--explain", "7"],
        1,
        ["--explain: there is no criterion '7'"],
    ),
    (
        "a target without a unit",
        [*NOW, "--target", "rank:1"],
        2,
        ["--target: works only with --unit CODE"],
    ),
    (
        "a map without an earlier period",
        [*NOW, "--unit-map", "merged.csv"],
        2,
        ["--unit-map: works only with --previous POINTS"],
    ),
    (
        "a mapping of an earlier period that there is not",
        [*NOW, "--previous-read", "read.csv"],
        2,
        ["--previous-read: works only with --previous POINTS"],
    ),
    (
        "a mapping to start from, of a sheet",
        ["criteria.csv", "sheet.csv", "--suggest", "-"],
        0,
        ["what,value header,2 column:Office,unit column:Total,total rows:Mean,skip dash,0"],
    ),
    (
        "a mapping to start from, of criteria that are numbered as an outline",
        ["decision.csv", "rows.csv", "--suggest", "-"],
        0,
        [
            "what,value header,1 layout,down outline,yes column:No.,criterion column:Max,max",
            "rows:I,total",
        ],
    ),
    (
        "a mapping to start from, of columns whose criteria are numbered as an outline",
        ["roman.csv", "roman-points.csv", "--suggest", "-"],
        0,
        ["what,value header,1 column:Plans,I.1.1 column:Checks,I.1.2 outline,yes"],
    ),
    (
        "a mapping to start from, into a file that is there",
        ["criteria.csv", "sheet.csv", "--suggest", "read.csv"],
        1,
        ["read.csv: this file is there already; it is left as it is"],
    ),
    (
        "a mapping to start from, where the criteria are read by another",
        ["criteria.csv", "sheet.csv", "--suggest", "-", "--read", "read.csv", "--lang", "vi"],
        0,
        ["column:Total,total", "rows:Mean,skip", "decimal,comma"],
    ),
    (
        "a mapping to start from, where nothing is to be seen",
        ["criteria.csv", "map.csv", "--suggest", "new.csv"],
        1,
        ["map.csv: none of the first 20 rows has two headings that are known"],
    ),
    (
        "a mapping that is not there",
        ["criteria.csv", "sheet.csv", "--read", "nowhere.csv"],
        1,
        ["scoreboard: there is no file nowhere.csv"],
    ),
    (
        "a sheet by its mapping, in Vietnamese",
        ["criteria.csv", "sheet.csv", "--read", "read.csv", "--lang", "vi"],
        0,
        ['lưu ý: đơn vị Health: tổng điểm in là "61", tính ra là 60', "1/2 Health 59,50"],
    ),
    (
        "a target as CSV",
        [*NOW, "--unit", "a", "--target", "rank:1", "--format", "csv"],
        2,
        ["--target: works with --format text or json"],
    ),
]

#: All of it as JSON: the arguments, the way to a member of the result of the unit, and what stands
#: there.
DOCUMENT = [
    *YEARS,
    "--unit",
    "a",
    "--target",
    "rank:1",
    "--what-if",
    "2=30",
    "--what-if",
    "3=42",
    "--explain",
    ".",
    "--format",
    "json",
]
MEMBERS = [
    (["percent"], Decimal("78.00")),
    (["change", "percent"], Decimal("1.00")),
    (["change", "both"], 1),
    (["change", "previous", "rank"], 2),
    (["ledger", "lost"], 22),
    (["ledger", "leaves"], 22),
    (["ledger", "entries", 0, "leaf"], "2"),
    (["ledger", "entries", 0, "to_best"], 8),
    (["ledger", "entries", 0, "best_unit"], "b"),
    (["ledger", "bonuses"], []),
    (["target", "outcome"], "missed"),
    (["target", "needed"], 11),
    (["target", "plan", 1, "leaf"], "3"),
    (["target", "plan", 1, "to"], 41),
    (["what_if", "changes"], 2),
    (["what_if", "percent"], Decimal("90.00")),
    (["what_if", "rank"], 1),
    (["what_if", "nodes", 0, "code"], "2"),
    (["what_if", "moved", 0, "unit"], "b"),
    (["what_if", "moved", 0, "rank"], 2),
    (["explanation", "steps", 0, "contribution"], 78),
    (["explanation", "steps", 3, "node"], "3"),
    (["explanation", "steps", 3, "parent"], 0),
    (["explanation", "scored"], True),
    (["bridge", "performance"], 1),
    (["rank_bridge", "own"], 0),
]


def document(program, folder):
    done = subprocess.run(
        [program, *DOCUMENT], cwd=folder, capture_output=True, text=True, check=True
    )
    whole = json.loads(done.stdout, parse_float=Decimal)
    if whole["comparison"]["units_new"] != ["c"] or whole["comparison"]["units_gone"] != ["d"]:
        raise SystemExit(f"the units that only one side has: {whole['comparison']}")
    if whole["comparison"]["agreement"] != {
        "units": 2,
        "spearman": -1,
        "kendall": -1,
        "rank_change": 1,
    }:
        raise SystemExit(f"how much the rankings agree: {whole['comparison']['agreement']}")
    for path, expected in MEMBERS:
        found = whole["results"][0]
        for step in path:
            found = found[step]
        if found != expected or str(found) != str(expected):
            raise SystemExit(f"JSON, {path}: {found}, expected {expected}")


#: One blank line stands between the parts, whichever of them have a last sentence, and none at the
#: end.
PARTS = [
    ("a target that is missed", ["--target", "rank:1"], "Target "),
    ("a target that is met", ["--target", "rank:3"], "Target "),
    ("a what-if that moves nobody", ["--what-if", "1=19"], "If the cells "),
    ("a what-if that moves another", ["--what-if", "2=30", "--what-if", "3=42"], "If the cells "),
    ("an explanation", ["--explain", "1"], "1 Steering, Alpha"),
]


def gaps(program, folder):
    for first, arguments, begin in PARTS:
        for second, more, next_begin in PARTS:
            if begin == next_begin:
                continue
            done = subprocess.run(
                [program, *NOW, "--unit", "a", *arguments, *more],
                cwd=folder,
                capture_output=True,
                text=True,
                check=True,
            )
            if "\n\n\n" in done.stdout or done.stdout.endswith("\n\n"):
                raise SystemExit(f"{first} and {second}: a blank line too many in\n{done.stdout}")
            for start in (begin, next_begin):
                if f"\n\n{start}" not in done.stdout:
                    raise SystemExit(
                        f"{first} and {second}: no blank line before {start} in\n{done.stdout}"
                    )


def long_names(program, folder):
    """Tables wrap the names in them, of criteria and of units, and say what a block is once."""
    title = "tỷ lệ hồ sơ được giải quyết đúng hạn và trước hạn"
    units = "".join(
        f"t{unit};Ủy ban nhân dân tỉnh số {unit} thuộc vùng phía Nam;khối tỉnh;{unit};{2 * unit}\n"
        for unit in range(1, 5)
    )
    Path(folder, "long.csv").write_text(
        f"code,title,max\n1,Một {title},10/3\n2,Hai {title},10\n", encoding="utf-8"
    )
    Path(folder, "units.txt").write_text(
        "unit;name;block;1;2\n" + units.replace(";4;8", ";3;8"), encoding="utf-8"
    )
    for language in ("en", "vi"):
        for more in ([], ["--unit", "t2"], ["--unit", "t2", "--target", "rank:1"]):
            done = subprocess.run(
                [program, "long.csv", "units.txt", "--lang", language, *more],
                cwd=folder,
                capture_output=True,
                text=True,
                check=True,
            )
            tables = done.stdout.split("\n\n", 1)[1]
            wide = [line for line in tables.splitlines() if len(line) > 100]
            if wide or "hối khối" in done.stdout or "lock khối" in done.stdout:
                raise SystemExit(f"long names: {wide} in\n{done.stdout}")


def main():
    program = Path(sys.argv[1]).resolve()
    with tempfile.TemporaryDirectory() as name:
        for file, text in FILES.items():
            Path(name, file).write_text(text, encoding="utf-8")
        wrong = 0
        for what, arguments, status, texts in CASES:
            done = subprocess.run(
                [program, *arguments], cwd=name, capture_output=True, text=True, check=False
            )
            printed = " ".join((done.stdout + done.stderr).split())
            lost = [text for text in texts if text not in printed]
            if done.returncode != status or lost:
                print(
                    f"{what}: status {done.returncode}, expected {status}; not found: {lost}; "
                    f"in\n{done.stdout}{done.stderr}"
                )
                wrong += 1
        document(program, name)
        gaps(program, name)
        long_names(program, name)
    if wrong > 0:
        raise SystemExit(f"{wrong} of {len(CASES)} runs do not")
    print(f"{len(CASES)} runs say what they must")


main()
