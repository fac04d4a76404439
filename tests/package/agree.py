"""Text, JSON and CSV of the scoreboard program say the same: each figure is one number with one
number of digits, and each word means one thing, wherever it stands.

agree.py SCOREBOARD
"""

import csv
import io
import json
import re
import subprocess
import sys
import tempfile
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

FILES = {
    "coarse.csv": "code,title,max,options\n.,Index,,digits=2\n1,A,60,\n2,B,40,\n",
    "fine.csv": "code,title,max,options\n.,Index,,digits=3\n1,A,60,\n2,B,40,\n",
    "now.csv": "unit,name,block,1,2\n"
    "a,Alpha,x,40,20\nb,Beta,x,40,30.005\nc,Gamma,y,30,30\nd,Delta,y,20,20.014\n",
    "before.csv": "unit,name,block,1,2\n"
    "a,Alpha,x,40,19.995\nb,Beta,x,50.001,20\nc,Gamma,y,20,30\ne,Epsilon,y,0,0\n",
    "bands.csv": "band,from\nA,60\nB,0\n",
    "weighted.csv": "code,title,max,combine,weight\n.,Index,100,mean,\n"
    "1,A,10,,1\n2,B,10,,3\n3,C,10,,3\n",
    "weighted-points.csv": "unit,1,2,3\na,6.82,7.17,7.49\nb,8,8,8\n",
    "bonus.csv": "code,title,max,kind\n1,A,60,\n2,B,40,\n3,C,5,bonus\n",
    "bonus-points.csv": "unit,1,2,3\na,40.003,20.003,1.003\nb,50,30,\n",
    "branch.csv": "code,title,max,kind\n1,A,60,\n2,B,5,bonus\n2.1,C,3,\n2.2,D,2,\n3,E,40,\n",
    "branch-points.csv": "unit,1,2.1,2.2,3\na,40,1,2,20\nb,50,,1,\n",
    "ranked.csv": "unit,name,ranked,1,2\na,Alpha,yes,40,20\nb,Beta,yes,40,30\nc,Gamma,yes,30,30\n",
}

faults = []


def expect(what, holds, *shown):
    if not holds:
        faults.append(" ".join([what + ":", *(str(one) for one in shown)]))


class Runs:
    """The three outputs of one command."""

    def __init__(self, program, folder, *arguments):
        def run(form):
            command = [program, *arguments, "--format", form]
            done = subprocess.run(
                command,
                cwd=folder,
                env={"COLUMNS": "200"},
                capture_output=True,
                text=True,
                check=True,
            )
            return done.stdout

        self.what = " ".join(arguments)
        self.text = " ".join(run("text").split())
        self.json = json.loads(run("json"), parse_float=str, parse_int=str)
        table = "" if "--what-if" in arguments else run("csv")
        # Behind three decimals stands a 0, which other spreadsheets need.
        table = re.sub(r"(?<![\d.])(-?\d+\.\d{3})0(?=[,\n])", r"\1", table)
        self.csv = list(csv.DictReader(io.StringIO(table)))


def words_of(change):
    """A change as the text says it."""
    if Decimal(change) == 0:
        return "same"
    return ("up " if Decimal(change) > 0 else "down ") + change.lstrip("-")


def total_of(file, unit):
    """The points of a unit in a file, of 100."""
    rows = csv.DictReader(io.StringIO(FILES[file]))
    return next(Decimal(row["1"]) + Decimal(row["2"]) for row in rows if row["unit"] == unit)


def check_digits(runs, now_digits, before_digits):
    """One rounding, of what stands in the files, and as many digits for a change as the finer side
    has."""
    for result, row in zip(runs.json["results"], runs.csv):
        change = result["change"]
        expect(runs.what, row["percent"] == result["percent"], row, result["percent"])
        if change is None:
            expect(runs.what, row["percent_change"] == "", row)
            continue
        before = change["previous"]["percent"]
        most = max(now_digits, before_digits)
        expect(runs.what, len(result["percent"].split(".")[1]) == now_digits, result["percent"])
        expect(runs.what, len(before.split(".")[1]) == before_digits, before)
        expect(runs.what, len(change["percent"].split(".")[1]) == most, change["percent"])
        exact = total_of("now.csv", result["unit"]) - total_of("before.csv", result["unit"])
        rounded = exact.quantize(Decimal(1).scaleb(-most), ROUND_HALF_UP)
        expect(runs.what, Decimal(change["percent"]) == rounded, change["percent"], exact)
        expect(runs.what, row["percent_change"] == change["percent"], row, change["percent"])
        expect(runs.what, row["previous_percent"] == before, row, before)
        shown = f"{result['percent']} % {words_of(change['percent'])}"
        expect(runs.what, shown in runs.text, shown, "is not in", runs.text)


def check_unit_digits(runs):
    change = runs.json["results"][0]["change"]
    before = change["previous"]["percent"]
    expect(runs.what, f"Before: {before} %" in runs.text, before, runs.text)
    said = words_of(change["percent"])
    said = f"The percent is {'the ' if said == 'same' else ''}{said}"
    expect(runs.what, said in runs.text, said, runs.text)


def check_blocks(runs, overall):
    """The means that are printed are those of the entries, over all units where these are ranked
    together; and a change says over whom."""
    entries = [b for b in runs.json["blocks"] if (b["block"] is None) == overall]
    expect(runs.what, entries and (runs.json["blocks"][0]["block"] is None) == overall, entries)
    for entry in entries:
        said = f"{entry['units']} units: mean {entry['mean']} ({words_of(entry['change'])}"
        if entry["both"] != entry["units"] or entry["both"] != "2":
            many = "unit" if entry["both"] == "1" else "units"
            said += f" over the {entry['both']} {many} of both"
        expect(runs.what, said + ")" in runs.text, said, "is not in", runs.text)


def check_agreement(runs):
    agreement = runs.json["comparison"]["agreement"]
    said = "agreement of the rankings" in runs.text
    expect(runs.what, said == (agreement is not None), agreement, runs.text)
    if agreement is not None:
        said = f"{agreement['units']} units have a rank in both"
        expect(runs.what, said in runs.text, said, runs.text)


def shown(figure):
    return str(Decimal(figure).quantize(Decimal("0.01"), ROUND_HALF_UP))


def check_lost(runs):
    """What the total lost is one number in the table and below it, and is what its parts make."""
    total = runs.json["results"][0]["ledger"]
    lost, leaves = shown(total["lost"]), shown(total["leaves"])
    row = runs.text.split(" Total ")[1].split(" Where the points went")[0].split()
    expect(runs.what, row[5] == lost, row, lost)
    owns = all(entry["to_max"] == entry["lost"] for entry in total["entries"])
    verb = "lost" if owns else "cost it"
    said = f"The total lost {lost} points: its criteria {verb} {leaves}"
    expect(runs.what, (" Cost " in runs.text) != owns, "Cost in", runs.text)
    expect(runs.what, said in runs.text, said, "is not in", runs.text)
    costs = sum(Decimal(entry["to_max"]) for entry in total["entries"])
    expect(runs.what, costs == Decimal(total["leaves"]), costs, total["leaves"])
    sentence = runs.text.split("The total lost ")[1].rstrip(".")
    gave = sentence.split("bonuses and penalties gave ")
    rest = sentence.split("make a difference of ")
    parts = Decimal(leaves)
    parts -= Decimal(gave[1].split(",")[0]) if len(gave) > 1 else 0
    parts += Decimal(rest[1]) if len(rest) > 1 else 0
    expect(runs.what, parts == Decimal(lost), "parts", parts, "of", lost, "in", sentence)


def check_lost_of_nodes(runs):
    """A bonus loses nothing, nor does what is below it: no number in the table, none in the CSV,
    null in the JSON; every other node has the same number in all three."""
    nodes = runs.json["results"][0]["nodes"]
    expect(runs.what, [node["lost"] for node in nodes] == ["20", None, None, None, "20"], nodes)
    rows = [row["lost"] for row in runs.csv]
    expect(runs.what, rows == ["37", "20", "", "", "", "20"], rows)
    for said in (
        "1 A 40.00 60 66.67 % 2/2 20.00 ",
        "2 B 3.00 5 60.00 % 1/2 bonus",
        "2.1 C 1.00 3 33.33 % 1/1 2.2 D 2.00 2 100.00 % 1/2 3 E 20.00 40 50.00 % 1/2 20.00 ",
    ):
        expect(runs.what, said in runs.text, said, "is not in", runs.text)


def check_moved(runs):
    moved = [entry["unit"] for entry in runs.json["results"][0]["what_if"]["moved"]]
    names = {"a": "Alpha", "b": "Beta", "c": "Gamma"}
    said = runs.text.split("Others that would move: ")
    for unit, name in names.items():
        listed = len(said) > 1 and f"{name} " in said[1]
        expect(runs.what, (unit in moved) == listed, unit, moved, runs.text)


def main():
    program = Path(sys.argv[1]).resolve()
    with tempfile.TemporaryDirectory() as folder:
        for file, text in FILES.items():
            Path(folder, file).write_text(text, encoding="utf-8")
        for now, before in (("coarse", "fine"), ("fine", "coarse"), ("fine", "fine")):
            digits = [3 if tree == "fine" else 2 for tree in (now, before)]
            years = [f"{now}.csv", "now.csv", "--previous", "before.csv"]
            years += ["--previous-criteria", f"{before}.csv"]
            for scope in ([], ["--overall"]):
                runs = Runs(program, folder, *years, *scope)
                check_digits(runs, *digits)
                check_blocks(runs, bool(scope))
                check_agreement(runs)
            for unit in "abc":
                check_unit_digits(Runs(program, folder, *years, "--unit", unit))
        for tree in ("weighted", "bonus"):
            check_lost(Runs(program, folder, f"{tree}.csv", f"{tree}-points.csv", "--unit", "a"))
        branch = "branch.csv", "branch-points.csv", "--unit", "a"
        check_lost_of_nodes(Runs(program, folder, *branch))
        for cell in ("2=30", "2=40", "2=", "2=20.5"):
            runs = Runs(
                program, folder, "coarse.csv", "ranked.csv", "--unit", "a", "--what-if", cell
            )
            check_moved(runs)
    print(*faults, sep="\n")
    print(f"{len(faults)} figures do not agree")
    sys.exit(bool(faults))


main()
