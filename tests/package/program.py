"""The program of the Python package does what the scoreboard does: the same text, JSON and CSV to
the byte, the same exit status, and the same notes.

program.py SOURCE SCOREBOARD
"""

import contextlib
import difflib
import io
import subprocess
import sys
import tempfile
from pathlib import Path

SOURCE, SCOREBOARD = (Path(argument).resolve() for argument in sys.argv[1:])
DATA = SOURCE / "examples" / "data"
sys.dont_write_bytecode = True
sys.path.insert(0, str(SOURCE / "bindings" / "python" / "src"))

from chiso._run.command import main  # noqa: E402

PCI = ["pci/criteria.csv", "pci/points-2021.csv"]
DEPARTMENT = ["par/department-criteria.csv", "par/department-appraisal.csv"]
PROVINCE = ["par/quangbinh-criteria.csv", "par/quangbinh-2023.csv"]
OFFICER = ["officer/criteria.csv", "officer/results-2025-tab.txt", "--read", "officer/read.csv"]
NEXT = ["officer/criteria.csv", "officer/results-2026-semicolon.csv", "--read", "officer/read.csv"]
_TWO = [PCI[0], "--period", "2019=pci/points-2019.csv", "--period", "2021=pci/points-2021.csv"]
_STAGES = [*DEPARTMENT, "--stage", "self=par/department-self.csv"]
_THREE = [*_STAGES, "--stage", "middle=par/department-appraisal.csv", "--label", "final"]
#: Several periods, and stages; and how they are asked for wrongly.
PERIODS = [
    _TWO,
    [*PCI, *_TWO[1:3]],
    [
        *PCI,
        *_TWO[1:3],
        "--label",
        "2021",
        "--overall",
        "--ties",
        "average",
        "--rank-by",
        "published",
    ],
    [*_TWO, "--unit", "haiphong"],
    [*_TWO, "--unit", "nghean", "--criterion", "labor"],
    [*_TWO, "--criterion", "labor", "--order", "rank", "--tie-break", "bias"],
    [*_TWO, "--order", "file", "--width", "40", "--digits", "0"],
    [*_TWO, "--period-criteria", "2019=pci/criteria-vi.csv", "--width", "0"],
    [*PROVINCE, "--period", "x=par/quangbinh-2023.csv", "--width", "72"],
    [
        *OFFICER,
        "--period",
        "x=officer/results-2025-comma.csv",
        "--period-read",
        "x=officer/read.csv",
    ],
    _STAGES,
    _THREE,
    [*_STAGES, "--unit", "snv"],
    [*_STAGES, "--missing", "unknown", "--width", "60"],
    [*_THREE, "--unit", "snv", "--digits", "0", "--width", "50"],
    [*_THREE, "--unit", "snv", "--criterion", "1.2"],
    [*_TWO, "--unit", "haipong"],
    [*_TWO, "--unit", "x"],
    [*_TWO, "--criterion", "labour"],
    [*_TWO, "--period", "2020=no.csv"],
    [*PCI, "--period", "x=ddci/points-2021.csv"],
    [*PCI, "--period", "x=ddci/points-2021.csv", "--period-criteria", "x=ddci/criteria.csv"],
    [
        *PCI,
        *("--period", "x=ddci/points-2021.csv", "--period-criteria", "x=ddci/criteria.csv"),
        *("--tie-break", "labor"),
    ],
    _TWO[:3],
    [*_TWO, "--label", "2021"],
    [*_TWO, "--period", "2019=x.csv"],
    [*_TWO, "--period", "2020"],
    [*_TWO, "--period", "=x.csv"],
    [*_TWO, "--stage", "a=b.csv"],
    [*_TWO, "--bands", "x.csv"],
    [*_TWO, "--period-read", "2018=x.csv"],
    [*_TWO, "--period-criteria", "2021=x.csv"],
    [*PCI, "--criterion", "labor"],
]
#: How sure ranks are, and what cannot be drawn.
ROBUST = [
    [*PCI, "--robustness", "200"],
    [*PCI, "--robustness", "1,quantiles:50", "--previous", "pci/points-2019.csv"],
    [*PROVINCE, "--bands", "par/bands.csv", "--robustness", "50,levels:1,first:3,pairs:yes"],
    [*DEPARTMENT, "--robustness", "50,quantiles:2.5+97.5", "--ties", "average", "--overall"],
    [*DEPARTMENT, "--robustness", "50,node:3"],
    [*PCI, "--robustness", "9,node:x"],
    [*PCI, "--robustness", "9,combine:labor=mean"],
    [*PCI, "--robustness", "9,answers:yes"],
    [*PCI, "--robustness", "9,x:1"],
    [*_TWO, "--robustness", "9"],
]
RUNS = [
    PCI,
    [*PCI, "--previous", "pci/points-2019.csv"],
    [*PCI, "--overall", "--ties", "dense", "--tie-break", "labor,bias", "--rank-by", "published"],
    [*PROVINCE, "--bands", "par/bands.csv", "--digits", "0"],
    [*PROVINCE, "--overall", "--bands", "par/bands.csv", "--ties", "ordinal"],
    DEPARTMENT,
    [*DEPARTMENT, "--missing", "unknown"],
    [*DEPARTMENT, "--previous", "par/department-self.csv", "--missing", "skip"],
    ["dti/criteria.csv", "dti/points-2022.csv", "--ties", "average"],
    ["moodle/criteria.csv", "moodle/points.csv"],
    OFFICER,
    [*OFFICER, "--strict"],
    [*NEXT, "--previous", "officer/results-2025-comma.csv"],
    OFFICER[:2],
    [OFFICER[0], OFFICER[1], "--suggest", "-"],
    ["no/criteria.csv", OFFICER[1], "--suggest", "-"],
    [OFFICER[0], "no/points.csv", "--suggest", "-"],
    ["pci/criteria.csv", "ddci/points-2021.csv"],
    ["no/criteria.csv", "no/points.csv"],
    [PCI[0]],
    [*PCI, "--ties", "none"],
    [*PCI, "--order", "rank"],
    [*PROVINCE, "--order", "file", "--overall", "--width", "44"],
    [*PCI, "--previous", "pci/points-2019.csv", "--width", "60"],
    [*DEPARTMENT, "--width", "0"],
    [*PCI, "--width", "20"],
    *PERIODS,
    *ROBUST,
]
#: Sheets that are read by mappings in other ways: criteria as an outline, and in rows.
MADE = {
    "criteria.csv": "code,title,max\nI,Steering,\n1.,Plans,4\n2.,Inspections,6\nII,Trust,\n"
    "1.,Counter,10\n",
    "points.csv": "No.,Criterion,Max,Science,Finance\nI,Steering,10,,\n1.,Plans,4,4,3\n"
    "2.,Inspections,6,5,4.5\nII,Trust,10,,\n1.,Counter,10,9,8\n",
    "read.csv": "what,value\noutline,yes\nlayout,down\ncolumn:No.,criterion\nignore,Criterion\n"
    "column:Max,max\n",
}

_LONG = "Trung tâm Xúc tiến Đầu tư, Thương mại và Du lịch thành phố trực thuộc trung ương số {}"
#: Two years with other criteria and units that merged: names that wrap, equals, units without a
#: rank, and all that is said of them.
YEARS = {
    "rules.csv": "code,title,max,rule\n.,Index,,\n1,A,10.5,\n2,B,10,best\n3,C,5,minmax block\n"
    "5,E,4,\n",
    "now.csv": "unit,name,block,ranked,1,2,3,5\n"
    + "".join(
        f'u{i},"{_LONG.format(i)}",{"Khối A" if i % 3 else "B"},{"no" if i == 7 else "yes"},'
        f'{"-" if i == 5 else i * 7 % 10 + 0.5},5,{3 if i % 3 else i % 4},\n'
        for i in range(16)
    )
    + f"x,{'long' * 16},,yes,0.1234567890123456,5,2,\ny,{'漢字' * 20},,yes,,,,\n",
    "old-rules.csv": "code,title,max,rule\n.,Index,,\n1,A,12,\n2,B,10,best\n4,D,5,\n",
    "old.csv": "unit,name,block,1,2,4\n"
    + "".join(
        f'v{i},"{_LONG.format(i)}",{"Khối A" if i % 3 else "B"},{i * 3 % 10},{5 + i % 2},3\n'
        for i in range(15)
    ),
    "units.csv": "old,new\n" + "".join(f"v{i},u{i // 2}\n" for i in range(15)),
    "wrong.csv": "old,new\nz,u1\n",
}


def theirs(arguments):
    done = subprocess.run([SCOREBOARD, *arguments], cwd=DATA, capture_output=True, check=False)
    said = done.stderr.decode().replace("scoreboard: ", "chiso: ")
    return done.stdout, said, done.returncode


def ours(arguments):
    out, said = io.TextIOWrapper(io.BytesIO(), encoding="utf-8"), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(said):
        try:
            status = main(arguments)
        except SystemExit as end:
            status = end.code
    out.flush()
    return out.buffer.getvalue(), said.getvalue(), status


def made_in(folder):
    """The runs of what is made."""
    for name, text in {**MADE, **YEARS}.items():
        Path(folder, name).write_text(text, encoding="utf-8")
    criteria, points, mapping = (str(Path(folder, name)) for name in MADE)
    yield [criteria, points, "--read", mapping]
    yield [criteria, points]
    yield [criteria, points, "--suggest", "-"]
    yield [criteria, points, "--suggest", "-", "--read", mapping]
    yield [criteria, points, "--suggest", "-", "--read", str(Path(folder, "none.csv"))]
    before = ["--previous", points, "--previous-criteria", criteria]
    yield [criteria, points, "--read", mapping, *before]
    rules, now, old_rules, old, units, wrong = (str(Path(folder, name)) for name in YEARS)
    before = ["--previous", old, "--previous-criteria", old_rules]
    for ranked in (
        [],
        ["--overall", "--ties", "ordinal", "--missing", "skip"],
        ["--ties", "ordinal", "--rank-by", "published", "--digits", "0", "--missing", "unknown"],
        ["--ties", "ordinal", "--tie-break", "1,2", "--digits", "4"],
    ):
        yield [rules, now, *ranked]
        yield [rules, now, *ranked, *before, "--unit-map", units]
        yield [rules, now, *ranked, *before, "--unit-map", units, "--width", "72"]
    years = ["--period", f"old={old}", "--period-criteria", f"old={old_rules}"]
    many = [part for i in range(12) for part in ("--period", f"Năm {i}={now}")]
    for more in ([], ["--width", "60"], ["--unit", "u3"], ["--unit", "v3", "--missing", "unknown"]):
        yield [rules, now, *years, *more]
        yield [rules, now, *many, *more]
        yield [rules, now, *["--stage", *years[1:]], *more]
    yield [rules, now, *before, "--unit-map", wrong]
    yield [rules, now, *before, "--criteria-map", wrong]


def check():
    tried = 0
    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(DATA):
        for run in [*RUNS, *made_in(folder)]:
            for more in ([], ["--format", "json"], ["--format", "csv"]):
                for language in ([], ["--lang", "vi"]):
                    arguments = [*run, *more, *language]
                    one, other = ours(arguments), theirs(arguments)
                    # How each is used, it says in its own words.
                    if one[::2] != other[::2] or (one[2] != 2 and one != other):
                        lines = [
                            [*said.splitlines(), *text.decode().splitlines()]
                            for text, said, _ in (one, other)
                        ]
                        difference = "\n".join(difflib.unified_diff(*lines, lineterm=""))
                        raise SystemExit(f"{arguments}: {one[2]} {other[2]}\n{difference}")
                    tried += 1
    print(f"{tried} runs are the same")


check()
