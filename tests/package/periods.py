"""The scoreboard over several periods, stages side by side, tables in Vietnamese and by rank, and
text that fits: periods.py SCOREBOARD DATA
"""

import csv
import io
import json
import os
import pty
import re
import subprocess
import sys
import tempfile
import unicodedata
from pathlib import Path

SCOREBOARD, DATA = (Path(argument).resolve() for argument in sys.argv[1:])
PCI = ["pci/criteria.csv", "pci/points-2021.csv"]
BOTH = [PCI[0], "--period", "2019=pci/points-2019.csv", "--period", "2021=pci/points-2021.csv"]
DEPARTMENT = ["par/department-criteria.csv", "par/department-appraisal.csv"]
STAGES = [*DEPARTMENT, "--stage", "self=par/department-self.csv", "--label", "final"]


def run(*arguments):
    command = [SCOREBOARD, *arguments]
    done = subprocess.run(command, cwd=DATA, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout, done.stderr


def said(*arguments):
    code, out, err = run(*arguments)
    expect(code == 0 and not err, arguments, code, err)
    return out


def expect(holds, *shown):
    if not holds:
        raise SystemExit("\n".join(map(str, shown)))


def rows_of(text, separator=","):
    return list(csv.reader(io.StringIO(text.lstrip("\ufeff")), delimiter=separator))


def width(line):
    return sum(not unicodedata.combining(character) for character in line)


def check_periods():
    text = said(*BOTH)
    lines = {line.split("  ")[1].strip(): line for line in text.split("\n") if "/21  " in line}
    expect("68.75 (10/21)" in lines["Hải Phòng"] and "70.61 (2/21)" in lines["Hải Phòng"], text)
    # A province that one page does not have has a gap there, and no 0.
    gone = next(line for line in text.split("\n") if "Nghệ An" in line)
    expect(gone.split()[:1] == ["-"] and gone.split()[-2] == "-" and " 0" not in gone, gone)
    order = [row["unit"] for row in json.loads(said(*PCI, "--format", "json"))["results"]]
    document = json.loads(said(*BOTH, "--format", "json"))
    expect(
        [row["unit"] for row in document["units"]][: len(order)] == order, "the order of the file"
    )
    points = {row["unit"]: row["nodes"][0]["points"] for row in document["units"]}
    expect(points["nghean"][1] is None and points["nghean"][0]["rank"] == 17, points["nghean"])
    table = rows_of(said(*BOTH, "--format", "csv", "--criterion", "labor", "--order", "rank"))
    expect(table[1][0] == "hanoi" and len(table) == 26, table[:2])
    labor = said(*BOTH, "--unit", "haiphong")
    expect("82.40 (1/21)" in labor and "71.70 (3/21)" in labor, labor)
    same = said(*PCI, "--label", "2021", *BOTH[1:3])
    expect(same == text, "POINTS and the last period are two ways to say one thing")
    for figure in ("years", "bump"):
        picture = said(*BOTH, "--unit", "haiphong", "--format", f"svg:{figure}")
        expect(picture.startswith("<svg") and "2019" in picture, figure)


def check_stages():
    table = rows_of(said(*STAGES, "--format", "csv", "--unit", "snv"))
    expect(table[0][-3:] == ["self", "final", "difference final"], table[0])
    by_code = {row[3]: row for row in table[1:]}
    expect(by_code["1.2"][-3:] == ["9", "8.7750", "-0.2250"], by_code["1.2"])
    text = said(*STAGES, "--unit", "snv")
    expect("8.78 (-0.23)" in text and "Criteria whose points differ: 4 of 22" in text, text)
    # What was not scored has points only in the place of some.
    expect("not scored (-3.47)" in text, text)
    three = said(*STAGES, "--stage", "middle=par/department-appraisal.csv", "--format", "csv")
    expect(rows_of(three)[0][-1] == "difference", three[:200])


def check_maxima(folder):
    """A max that changed is marked, in every form."""
    old, new = Path(folder, "old.csv"), Path(folder, "new.csv")
    old.write_text("code,title,max\n1,A,10\n2,B,20\n")
    new.write_text("code,title,max\n1,A,10\n2,B,25\n")
    points = Path(folder, "p.csv")
    points.write_text("unit,1,2\na,5,5\nb,6,20\n")
    command = [str(new), str(points), "--period", f"2020={points}"]
    command += ["--period-criteria", f"2020={old}"]
    text = said(*command)
    expect("(2/2)*" in text and "* the points possible" in text, text)
    expect(rows_of(said(*command, "--format", "csv"))[1][-1] == "p", "max_changed")
    document = json.loads(said(*command, "--format", "json"))
    changed = [point["max_changed"] for point in document["units"][0]["nodes"][0]["points"]]
    expect(changed == [False, True], changed)


def check_tables(folder):
    """The CSV in either language and order is read in again and gives the same table."""
    for language in ("en", "vi"):
        path = Path(folder, f"{language}.csv")
        said(*PCI, "--format", "csv", "--lang", language, "--order", "rank", "-o", str(path))
        expect(said(PCI[0], str(path)) == said(*PCI), language)
    heads = rows_of(Path(folder, "vi.csv").read_text(encoding="utf-8"), ";")
    expect(heads[0][:3] == ["Mã đơn vị", "Tên đơn vị", "Khối"], heads[0])
    expect([row[11] for row in heads[1:4]] == ["1", "2", "3"], "the order of ranks")
    three = said(*PCI, "--format", "csv", "--digits", "3")
    for row in rows_of(three)[1:]:
        for cell in row:
            expect(not re.fullmatch(r"-?\d+\.\d{3}", cell), "three decimals", row)
    code, _, err = run(DEPARTMENT[0], str(report_of_rules(folder)))
    expect(code == 1 and "criterion 1.1 takes cells of the rule" in err, err)


def report_of_rules(folder):
    path = Path(folder, "rules.csv")
    said(*DEPARTMENT, "--format", "csv", "-o", str(path))
    return path


def on_terminal(*arguments, columns):
    """What is printed on a terminal of so many columns."""
    master, slave = pty.openpty()
    environment = {**os.environ, "COLUMNS": str(columns)}
    with subprocess.Popen(
        [SCOREBOARD, *arguments], cwd=DATA, stdout=slave, stderr=slave, env=environment
    ) as process:
        os.close(slave)
        parts = []
        while True:
            try:
                part = os.read(master, 4096)
            except OSError:
                break
            if not part:
                break
            parts.append(part)
        expect(process.wait() == 0, arguments)
    os.close(master)
    return b"".join(parts).decode().replace("\r\n", "\n")


def check_widths():
    shown = [*PCI, "--previous", "pci/points-2019.csv"]
    for command in (shown, [*shown, "--unit", "haiphong"], BOTH, STAGES, [*STAGES, "--lang", "vi"]):
        for columns in (60, 80):
            text = said(*command, "--width", str(columns))
            wide = [line for line in text.split("\n") if width(line) > columns]
            expect(not wide, command, columns, *wide)
    text = said(*shown, "--width", "60")
    expect("Left out for want of width:" in text and "--width 0" in text, text)
    whole = said(*shown, "--width", "0")
    expect("Left out" not in whole and any(width(line) > 110 for line in whole.split("\n")), whole)
    expect(on_terminal(*shown, columns=60) == text, "a terminal has a width of its own")
    # A pipe has none, whatever the variable says.
    environment = {**os.environ, "COLUMNS": "60"}
    piped = subprocess.run(
        [SCOREBOARD, *shown], cwd=DATA, capture_output=True, text=True, check=True, env=environment
    )
    expect(piped.stdout == said(*shown), piped.stdout)


def check_set(folder):
    """What was set by hand in one of two periods, or stages, is named with that one."""
    for name, text in {
        "c.csv": "code,title,max\n1,A,\n1.1,a,10\n1.2,b,10\n2,B,10\n",
        "was.csv": "unit,name,1,1.1,1.2,2,note\nan,An,,5,5,5,\nhoa,Hoa,15,5,5,5,appeal\n",
        "is.csv": "unit,name,1,1.1,1.2,2,note\nan,An,18,6,6,5,appeal\nhoa,Hoa,,8,8,5,\n",
    }.items():
        Path(folder, name).write_text(text, encoding="utf-8")
    tree, was, now = (str(Path(folder, name)) for name in ("c.csv", "was.csv", "is.csv"))
    both = [tree, now, "--previous", was]
    for language, named, parts, where in (
        (
            "en",
            "Results set by hand: An (now 1), Hoa (before 1)",
            "set by hand +20.00",
            "before 1.",
        ),
        (
            "vi",
            "Kết quả được ấn định: An (kỳ này 1), Hoa (kỳ trước 1)",
            "ấn định +20,00",
            "kỳ trước 1.",
        ),
    ):
        code, out, err = run(*both, "--lang", language)
        expect(code == 0 and named in out, out, err)
        code, out, err = run(*both, "--lang", language, "--unit", "an", "--width", "0")
        expect(code == 0 and parts in out, out, err)
        code, out, err = run(*both, "--lang", language, "--unit", "hoa")
        expect(code == 0 and where in out, out, err)
    code, out, err = run(tree, now, "--stage", f"self={was}", "--unit", "an")
    expect("18.00 (+8.00)#" in out and "# set by hand" in out, out, err)
    code, out, err = run(tree, was, "--stage", f"self={was}", "--unit", "an")
    expect(code == 0 and "#" not in out, out, err)
    code, out, err = run(*both, "--unit", "an", "--format", "svg:bridge")
    expect(code == 0 and ">Set by hand<" in out, out, err)
    code, out, err = run(*both, "--unit", "an", "--format", "json")
    [row] = json.loads(out)["results"]
    expect(row["change"]["set"] == {"now": ["1"], "before": []}, row["change"])
    expect(row["bridge"]["set"] == 20 and row["bridge"]["maxima"] == 0, row["bridge"])


def check_refusals(folder):
    usage = [
        ([*BOTH, "--period", "2019=x.csv"], "2019"),
        ([*BOTH, "--period", "2020"], "LABEL=POINTS"),
        ([*BOTH, "--period", "=x.csv"], "LABEL=POINTS"),
        ([*BOTH, "--stage", "a=b.csv"], "--period"),
        ([*BOTH, "--bands", "x.csv"], "--bands"),
        ([*BOTH, "--period-read", "2018=x.csv"], "2018"),
        ([*BOTH, "--period-criteria", "2021=x.csv"], "2021"),
        ([*BOTH, "--format", "svg:ranking"], "years"),
        (BOTH[:3], "another period"),
        ([*PCI, "--criterion", "labor"], "--period"),
        ([*PCI, "--format", "svg:years"], "--period"),
        ([*PCI, "--order", "up"], "file, rank"),
        ([*PCI, "--width", "39"], "40"),
        ([*PCI, "--width", "x"], "2000"),
        ([*PCI, "--width", "100", "--format", "csv"], "text"),
        ([*PCI, "--order", "rank", "--format", "svg:heat"], "--order"),
    ]
    for arguments, named in usage:
        code, out, err = run(*arguments)
        expect(code == 2 and not out and named in err, arguments, code, err)
        code, out, other = run(*arguments, "--lang", "vi")
        expect(code == 2 and not out and other != err, arguments, code, other)
    path = Path(folder, "bad.csv")
    path.write_text("unit,entry\nhaiphong,x\n")
    mistakes = [
        (["--period", "2020=no.csv"], "no.csv"),
        (["--period", f"2020={path}"], "bad.csv:2:10: "),
        (["--unit", "haipong"], "haiphong"),
        (["--criterion", "labour"], "labor"),
    ]
    for arguments, named in mistakes:
        code, out, err = run(*BOTH, *arguments)
        expect(code == 1 and not out and named in err, arguments, code, err)
    code, _, err = run(*BOTH, "-o", "pci/points-2019.csv")
    expect(code == 1 and "one of the files that are read" in err, err)


with tempfile.TemporaryDirectory() as made:
    check_periods()
    check_stages()
    check_maxima(made)
    check_tables(made)
    check_widths()
    check_set(made)
    check_refusals(made)
print("periods, stages, tables and widths are as they should be")
