"""What the documents program says of five reports: documents.py PROGRAM DIRECTORY runs it on their
figures, on changed ones, and on files that are not there.
"""

import re
import shutil
import subprocess
import sys
import tempfile
import unicodedata
from pathlib import Path

WIDTH = 120


def run(program, *arguments):
    done = subprocess.run([program, *arguments], capture_output=True, text=True, check=False)
    return done.returncode, done.stdout, done.stderr


def expect(condition, what, *shown):
    if not condition:
        raise SystemExit("\n".join([what, *map(str, shown)]))


def shown_width(line):
    return sum(not unicodedata.combining(character) for character in line)


def expect_width(text):
    wide = [line for line in text.split("\n") if shown_width(line) > WIDTH]
    expect(not wide, f"lines are wider than {WIDTH}", *wide)


def rows(text):
    """The cells of each statement: lines of one row are joined; the columns begin where the
    headings do.
    """
    lines = text.split("\n")
    heading = lines[2]
    starts = [match.start() for match in re.finditer(r"(?:^|(?<=  ))\S", heading)]
    found = []
    for line in lines[
        4 : next(i for i, line in enumerate(lines) if i > 4 and line.startswith("---"))
    ]:
        cells = [line[start:end].strip() for start, end in zip(starts, [*starts[1:], None])]
        # A row begins with a verdict; what stands in the first column goes on below it by itself.
        if cells[4] and not cells[4].startswith("("):
            found.append(cells[1:])
        elif found and any(cells[1:]):
            found[-1] = [f"{before} {more}".strip() for before, more in zip(found[-1], cells[1:])]
    return found


def cell_of(table, statement):
    found = [row for row in table if row[0] == statement]
    expect(len(found) == 1, f"{len(found)} rows of {statement}", *table)
    return found[0][1:]


def five_reports(program, folder):
    code, text, error = run(program, folder)
    expect(code == 0 and error == "", "it failed", error)
    expect_width(text)
    expect(
        "\n38 statements: 14 agree (5 of them on constructed boards), 1 differs, "
        "23 cannot be checked from what is given\n" in text,
        "other counts",
        text,
    )
    expect(
        text.endswith(
            "\n  Science department 2020, Procedures: percent of points: "
            "23.56 of 29 is 81.24 %, not 90.62 %: a max of 26 fits\n"
        ),
        "another misprint",
        text,
    )
    table = rows(text)
    verdicts = [row[3] for row in table]
    counts = [
        verdicts.count(verdict)
        for verdict in ("agrees", "agrees (constructed)", "DIFFERS", "cannot be checked")
    ]
    expect(counts == [9, 5, 1, 23], "the rows are counted otherwise", counts, *table)
    for statement, printed, computed, verdict in [
        (
            "PAR index: mean of the departments and its change",
            "86.89, before 88.54, -1.65",
            "-1.65 on the year before",
            "agrees",
        ),
        (
            "SIPAS of all units and its change",
            "95.40 %, before 94.44, +0.96",
            "+0.96 on the year before",
            "agrees",
        ),
        (
            "ICT: mean of the departments and its change",
            "139, +11",
            "128 the year before, which is not given",
            "cannot be checked",
        ),
        (
            "A department's ranks, 2016 to 2020",
            "13/19 12/19 14/19 8/19 6/19",
            "13/19 12/19 14/19 8/19 6/19: places +1, -2, +6, +2",
            "agrees (constructed)",
        ),
        (
            "PAR INDEX: rank, more points and fewer places",
            "83.64, +2.32, rank 39 of 63, -11 places",
            "81.32, rank 28 the year before, which is not given",
            "cannot be checked",
        ),
        (
            "PAR INDEX: fields that rose in score, in rank",
            "3 in both, 2 score only, 1 rank only of 8",
            "3 in both, 2 score only, 1 rank only, 2 neither, counted from constructed boards",
            "agrees (constructed)",
        ),
        (
            "PAPI among the first each year",
            "the first 20",
            "a goal rank:20; no figure is given",
            "cannot be checked",
        ),
        (
            "Satisfaction above a percent, by that SIPAS",
            "90 %; 99.40 %",
            "met by 9.40 percent points",
            "agrees",
        ),
        ("Procedures: percent of points", "23.56 of 29, 90.62 %", "81.24 %; lost: 5.44", "DIFFERS"),
        (
            "Procedures: the largest fall, 2019 to 2020",
            "25.27 → 23.56",
            "-1.71, the largest fall of the 2 criteria that are given",
            "agrees",
        ),
    ]:
        expect(
            cell_of(table, statement) == [printed, computed, verdict],
            statement,
            cell_of(table, statement),
        )


def in_vietnamese(program, folder):
    code, text, error = run(program, folder, "--lang", "vi")
    expect(code == 0 and error == "", "it failed in Vietnamese", error)
    expect_width(text)
    expect(
        "\n38 nội dung: 14 khớp (5 trên bảng điểm dựng thử), 1 khác, "
        "23 không thể kiểm tra từ số liệu đã cho\n" in text,
        "other counts",
        text,
    )
    expect(
        "23,56 trên 29 là 81,24 %, không phải 90,62 %: điểm tối đa 26 thì khớp\n" in text,
        "another misprint",
        text,
    )
    expect(not re.search(r"\d\.\d\d\b", text.replace("rise:0.01", "")), "a decimal point", text)


def with_changed_figures(program, folder):
    """Each figure that is changed turns the row that it stands in, and only that one."""
    for old, new, counts, cause in [
        (
            "science.4,max,29",
            "science.4,max,26",
            "15 agree (5 of them on constructed boards), 0 differ, 23",
            "",
        ),
        (
            "quangninh.2,change,-1.65",
            "quangninh.2,change,-1.56",
            "13 agree (5 of them on constructed boards), 2 differ, 23",
            "-1.65, not -1.56",
        ),
        (
            "quangninh.1,total,51",
            "quangninh.1,total,50",
            "13 agree (5 of them on constructed boards), 2 differ, 23",
            "51",
        ),
        (
            "quangtri.4,rank_only,1",
            "quangtri.4,rank_only,2",
            "13 agree (4 of them on constructed boards), 2 differ, 23",
            "1 rank only",
        ),
        (
            "hungyen.9,percent,99.40",
            "hungyen.9,percent,89.40",
            "13 agree (5 of them on constructed boards), 2 differ, 23",
            "missed by 0.60",
        ),
        (
            "science.10,achieved,23.56",
            "science.10,achieved,25.56",
            "13 agree (5 of them on constructed boards), 2 differ, 23",
            "or none did",
        ),
        (
            "quangninh.6,rank,2",
            "quangninh.6,rank,21",
            "14 agree (5 of them on constructed boards), 2 differ, 22",
            "no such rank",
        ),
    ]:
        with tempfile.TemporaryDirectory() as name:
            copy = Path(shutil.copytree(folder, Path(name, "documents")))
            text = (copy / "printed.csv").read_text(encoding="utf-8")
            expect(f"\n{old}\n" in text, f"{old} is not there")
            (copy / "printed.csv").write_text(
                text.replace(f"\n{old}\n", f"\n{new}\n"), encoding="utf-8"
            )
            code, text, error = run(program, copy)
            expect(code == 0 and error == "", f"{new} failed", error)
            summary = text[text.rindex("38 statements: ") :]
            expect(
                summary.startswith(f"38 statements: {counts} cannot be checked"),
                f"{new} counts otherwise",
                summary,
            )
            expect(cause in summary, f"{new} has another cause", summary)


def with_bad_files(program, folder):
    """Nothing is printed but what is wrong, and where."""
    for file, content, message in [
        ("statements.csv", None, ": there is no file "),
        ("statements.csv", "", ": the file is empty; expected a header row with code, title, max"),
        ("figures.csv", None, ": there is no file "),
        ("figures.csv", "code,title,max\nachieved,,1\n", ": there is no figure max"),
        ("printed.csv", None, ": there is no file "),
        (
            "printed.csv",
            "",
            ": the file is empty; expected a header row with unit and the criteria",
        ),
        ("printed.csv", "unit,achieved\nquangninh.1,x\n", ":2:13: "),
        ("printed.csv", "unit,percent\nquangninh.1,100.5\n", ":2:13: "),
        (
            "printed.csv",
            "unit,achieved\nquangninh.1,1\n",
            ": there is no row of statement quangninh.2",
        ),
        ("printed.csv", "unit,achieved\nquangninh.99,1\n", ": there is no statement quangninh.99"),
        ("ranks-backan.1.csv", None, ": there is no file "),
        ("ranks-backan.1.csv", "", ": the file is empty"),
        (
            "ranks-backan.1.csv",
            "unit,rank,out_of\n2016,20,19\n",
            ": there is no rank from 1 to the number of units, which is at most 1000, "
            "in period 2016",
        ),
        (
            "ranks-backan.1.csv",
            "unit,rank,out_of\n2016,1.5,19\n",
            ": there is no rank from 1 to the number of units, which is at most 1000, "
            "in period 2016",
        ),
        ("counted-quangtri.4.csv", None, ": there is no file "),
        ("counted-quangtri.4-now.csv", "unit,1\nquangtri,11\n", ":2:10: "),
        (
            "counted-quangtri.4-before.csv",
            "unit,1\nanother,9\n",
            ": the boards have no unit in common",
        ),
    ]:
        with tempfile.TemporaryDirectory() as name:
            copy = Path(shutil.copytree(folder, Path(name, "documents")))
            (copy / file).unlink()
            if content is not None:
                (copy / file).write_text(content, encoding="utf-8")
            code, text, error = run(program, copy)
            expect(code == 1 and text == "", f"{file} {content!r}: status {code}", text)
            expect(
                error.startswith(f"{copy / file}{message}") and error.count("\n") == 1,
                f"{file} {content!r} is refused otherwise",
                error,
            )


def with_strange_words(program, folder):
    """What a title holds neither speaks to the terminal nor breaks a row, and a word as wide as the
    table is not cut.
    """
    with tempfile.TemporaryDirectory() as name:
        copy = Path(shutil.copytree(folder, Path(name, "documents")))
        text = (copy / "statements.csv").read_text(encoding="utf-8")
        text = text.replace("Procedures: percent of points", '"a\x1b[2Jb ""c""\nd"').replace(
            "Training: points", "ộ" * 130
        )
        (copy / "statements.csv").write_text(text, encoding="utf-8")
        code, text, error = run(program, copy)
        expect(code == 0 and error == "", "strange words are refused", error)
        expect(
            "\x1b" not in text and 'Science department 2020, a [2Jb "c" d: 23.56' in text,
            "strange words are printed as they are",
            text,
        )
        expect("ộ" * 130 in text, "a word is cut", text)


def with_bad_usage(program, folder):
    for arguments in [["--lang"], ["--lang", "fr"], ["--other"], [folder, folder]]:
        code, text, error = run(program, *arguments)
        expect(
            code == 2 and text == "" and error.startswith("usage: documents "),
            f"{arguments} are taken",
            code,
            error,
        )
    code, text, error = run(program, "--help")
    expect(
        code == 0 and text.startswith("usage: documents ") and error == "", "no help", code, error
    )
    if not Path("/dev/full").exists():
        return
    with open("/dev/full", "w", encoding="utf-8") as full:
        done = subprocess.run(
            [program, folder], stdout=full, stderr=subprocess.PIPE, text=True, check=False
        )
    expect(
        done.returncode == 1 and done.stderr == "documents: not all could be printed\n",
        "a full disk goes unnoticed",
        done.stderr,
    )


def main():
    program = Path(sys.argv[1]).resolve()
    folder = Path(sys.argv[2])
    for check in (
        five_reports,
        in_vietnamese,
        with_changed_figures,
        with_bad_files,
        with_strange_words,
        with_bad_usage,
    ):
        check(program, folder)
    print("38 statements are told as they should be")


main()
