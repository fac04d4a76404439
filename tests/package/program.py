"""The program of the Python package does what the scoreboard does: the same JSON and CSV to the
byte, the same exit status, and the table where there is nothing to compare.

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
    ["pci/criteria.csv", "ddci/points-2021.csv"],
    ["no/criteria.csv", "no/points.csv"],
    [PCI[0]],
    [*PCI, "--ties", "none"],
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
#: What only the scoreboard says of two years, below and within the table.
COMPARED = "--previous"


def theirs(arguments):
    done = subprocess.run([SCOREBOARD, *arguments], cwd=DATA, capture_output=True, check=False)
    return done.stdout, done.returncode


def ours(arguments):
    out = io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(io.StringIO()):
        try:
            status = main(arguments)
        except SystemExit as end:
            status = end.code
    out.flush()
    return out.buffer.getvalue(), status


def made_in(folder):
    """The runs of what is made."""
    for name, text in MADE.items():
        Path(folder, name).write_text(text, encoding="utf-8")
    criteria, points, mapping = (str(Path(folder, name)) for name in MADE)
    yield [criteria, points, "--read", mapping]
    yield [criteria, points]
    yield [
        criteria,
        points,
        "--read",
        mapping,
        "--previous",
        points,
        "--previous-criteria",
        criteria,
    ]


def check():
    tried = 0
    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(DATA):
        for run in [*RUNS, *made_in(folder)]:
            for more in ([], ["--format", "json"], ["--format", "csv"]):
                if not more and COMPARED in run:
                    continue
                for language in ([], ["--lang", "vi"]):
                    arguments = [*run, *more, *language]
                    one, other = ours(arguments), theirs(arguments)
                    if one != other:
                        lines = [text.decode().splitlines() for text, _ in (one, other)]
                        difference = "\n".join(difflib.unified_diff(*lines, lineterm=""))
                        raise SystemExit(f"{arguments}: {one[1]} {other[1]}\n{difference}")
                    tried += 1
    print(f"{tried} runs are the same")


check()
