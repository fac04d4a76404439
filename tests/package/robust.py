"""What the scoreboard program says of how sure ranks are: robust.py SCOREBOARD runs it on small
files, whose ranks can be told by hand, and looks for what it must say.
"""

import csv
import json
import subprocess
import sys
import tempfile
from pathlib import Path

FILES = {
    "criteria.csv": "code,title,max\n.,Index,\n1,Steering,\n1.1,Plans,10\n1.2,Checks,10\n"
    "2,Staff,80\n",
    # a leads by far; b and c are one behind the other by what each draw turns around.
    "points.csv": "unit,name,ranked,1.1,1.2,2\na,Alpha,yes,10,10,80\nb,Beta,yes,5,5,40\n"
    "c,Gamma,yes,5,4,41\nd,Delta,no,1,1,1\n",
    "bands.csv": "band,from\nA,80\nB,0\n",
    "one.csv": "code,title,max\n1,Steering,10\n",
    "one-points.csv": "unit,1\na,5\nb,6\n",
    "means.csv": "code,title,max,combine,options\n.,Index,,mean,\n1,A,10,,\n2,B,10,,\n",
}
BOARD = ["criteria.csv", "points.csv"]
NONE = "100,weights:0%"

#: What it is about, the arguments, the exit status, and texts that must be in what it prints, all
#: blanks being one.
CASES = [
    (
        "nothing varies",
        [*BOARD, "--robustness", NONE],
        0,
        [
            "Rank Unit Points Percent Rank 5–95 % Code",
            "1/3 Alpha 100.00 100.00 % 1 a",
            "=2/3 Beta 50.00 50.00 % 2 b",
            "- Delta 3.00 3.00 % - d not ranked",
            "Over 100 draws 3 of 3 ranks would not move by more than one place; mean shift: 0.00.",
        ],
    ),
    (
        "two that change places",
        [*BOARD, "--robustness", "1000,weights:25%"],
        0,
        ["=2/3 Beta 50.00 50.00 % 2–3 b", "=2/3 Gamma 50.00 50.00 % 2–3 c", "3 of 3 ranks"],
    ),
    (
        "in Vietnamese, by the quantiles that were asked for",
        [*BOARD, "--robustness", "1000,quantiles:2.5+97.5", "--lang", "vi"],
        0,
        [
            "Hạng 2,5–97,5 %",
            "Qua 1000 lần rút 3 trên 3 thứ hạng không dịch chuyển quá một bậc; dịch chuyển trung "
            "bình: 0,",
        ],
    ),
    ("one quantile", [*BOARD, "--robustness", NONE + ",quantiles:50"], 0, ["Rank 50 %"]),
    ("one draw", [*BOARD, "--robustness", "1"], 0, ["Over 1 draw 3 of 3"]),
    (
        "halves",
        [*BOARD, "--robustness", NONE, "--ties", "average", "--lang", "vi"],
        0,
        ["=2,5/3 Beta 50,00 50,00 % 2,5 b"],
    ),
    (
        "draws by a criterion, in a sentence and not in the table of the whole index",
        [*BOARD, "--robustness", NONE + ",node:1", "--width", "0"],
        0,
        ["Percent Code", "By criterion 1, over 100 draws 3 of 3 ranks would not move"],
    ),
    (
        "draws by a criterion, as a table",
        [*BOARD, "--robustness", "9,node:1", "--format", "csv"],
        1,
        ["the table ranks by the whole index, but the draws rank by 1; leave node:1 out"],
    ),
    (
        "a unit",
        [*BOARD, "--robustness", NONE + ",first:1,pairs:yes", "--unit", "b"],
        0,
        [
            "Rank over 100 draws: 2 (5–95 %), median 2, mean 2.00, among the first 1: 0.00 %",
            "Rank Draws Share ---- ----- -------- 2 100 100.00 %",
            "Alpha 1 0.00 % 0.00 %",
            "Gamma 2 0.00 % 100.00 %",
        ],
    ),
    (
        "a unit without a rank",
        [*BOARD, "--robustness", NONE + ",pairs:yes", "--unit", "d"],
        0,
        ["Delta (d)"],
    ),
    (
        "a unit in Vietnamese",
        [*BOARD, "--robustness", NONE + ",pairs:yes", "--unit", "a", "--lang", "vi"],
        0,
        ["Hạng qua 100 lần rút: 1 (5–95 %), trung vị 1, trung bình 1,00", "Đứng trên", "Gamma"],
    ),
    (
        "a unit with a question has no shares",
        [*BOARD, "--robustness", NONE, "--unit", "b", "--what-if", "2=50"],
        0,
        ["would be"],
    ),
    ("no number", [*BOARD, "--robustness"], 2, ["--robustness: needs a value behind it: DRAWS"]),
    ("no draws", [*BOARD, "--robustness", "0"], 2, ['--robustness: "0" is no number of draws']),
    ("too many", [*BOARD, "--robustness", "1000000000"], 2, ["from 1 to 999999999"]),
    (
        "a word that there is not",
        [*BOARD, "--robustness", "10,weight:5%"],
        2,
        ['no "weight"; known are weights, dirichlet,', "pairs, matters Try 'scoreboard --help'"],
    ),
    (
        "a word that there is not, in Vietnamese",
        [*BOARD, "--robustness", "10,x:5", "--lang", "vi"],
        2,
        ['không có từ "x" cho các lần rút', "pairs, matters"],
    ),
    ("a word twice", [*BOARD, "--robustness", "9,seed:1,seed:2"], 2, ['"seed" stands twice']),
    ("an empty part", [*BOARD, "--robustness", "9,,seed:1"], 2, ["a part between commas is empty"]),
    (
        "a share above all",
        [*BOARD, "--robustness", "9,weights:101%"],
        2,
        ['"weights:101%" is not understood; write it as weights:25%'],
    ),
    ("blanks", [*BOARD, "--robustness", "9, seed:1"], 2, ['no " seed"']),
    (
        "two ways to draw weights",
        [*BOARD, "--robustness", "9,weights:5%,dirichlet:9"],
        2,
        ["weights and dirichlet both draw weights"],
    ),
    (
        "with periods",
        [
            "criteria.csv",
            *("--period", "x=points.csv", "--period", "y=points.csv"),
            *("--robustness", "9"),
        ],
        2,
        ["--robustness: does not go together with --period"],
    ),
    ("a figure without draws", [*BOARD, "--format", "svg:certainty"], 2, ["--robustness DRAWS"]),
    (
        "a criterion that there is not",
        [*BOARD, "--robustness", "9,node:3"],
        1,
        ["criteria.csv: --robustness: there is no criterion '3'; there are 1, 2"],
    ),
    (
        "levels that there are not, in Vietnamese",
        [*BOARD, "--robustness", "9,weights:5%,levels:1+7", "--lang", "vi"],
        1,
        ["criteria.csv: --robustness: không có tiêu chí '7'; có các tiêu chí 1, 2"],
    ),
    (
        "nothing to combine",
        [*BOARD, "--robustness", "9,combine:2=mean+geometric"],
        1,
        ["criteria.csv: criterion 2 combines nothing"],
    ),
    (
        "no two to weigh",
        ["one.csv", "one-points.csv", "--robustness", "9"],
        1,
        ["one.csv: there are no two criteria that are weighed against each other"],
    ),
    (
        "no answers",
        [*BOARD, "--robustness", "9,answers:yes"],
        1,
        ["criteria.csv: no criterion has a survey rule"],
    ),
    (
        "no relative rules",
        [*BOARD, "--robustness", "9,rule:minmax+percentile"],
        1,
        ["criteria.csv: no criterion has a rule that looks at the other units"],
    ),
]


def run(program, folder, *arguments):
    done = subprocess.run(
        [program, *arguments], cwd=folder, capture_output=True, text=True, check=False
    )
    if done.returncode != 0:
        raise SystemExit(f"{arguments}: {done.stderr}")
    return done.stdout


def documents(program, folder):
    """The members of a document, which add up, are the figures of the table too."""
    draws = ("--robustness", "500,weights:40%,first:2,pairs:yes", "--bands", "bands.csv")
    document = json.loads(run(program, folder, *BOARD, *draws, "--format", "json"))
    drawn = [result["robustness"] for result in document["results"]]
    about = document["robustness"]
    table = list(
        csv.DictReader(run(program, folder, *BOARD, *draws, "--format", "csv").split("\n"))
    )
    wrong = [
        drawn[3] is not None,
        about["draws"] != 500 or about["first"] != 2 or about["out_of"] != 3,
        about["varied"] != [{"source": "weights", "share": 40, "levels": "all", "inputs": 4}],
        [entry["code"] for entry in about["without"]] != ["1", "1.1", "1.2", "2"],
        any(
            len(entry["ranks"]) != 4 or entry["ranks"][3] is not None for entry in about["without"]
        ),
        len(about["pairs"]) != 6,
        table[3]["rank_median"] + table[3]["rank_low"] != "",
        "matters" in about,
    ]
    for own, row in zip(drawn[:3], table):
        shares = {share["rank"]: share["draws"] for share in own["shares"]}
        mean = sum(rank * count for rank, count in shares.items()) / 500
        wrong += [
            sum(shares.values()) + own["unranked"] != 500,
            abs(mean - own["mean"]) > 1e-6,
            own["first"] != sum(count for rank, count in shares.items() if rank <= 2),
            sum(band["draws"] for band in own["bands"]) != 500,
            [str(own[name]) for name in ("median", "low", "high")]
            != [row[f"rank_{name}"] for name in ("median", "low", "high")],
            float(row["rank_mean"]) != own["mean"],
            (own["low"], own["high"]) != (own["quantiles"][0]["rank"], own["quantiles"][2]["rank"]),
        ]
    if any(wrong):
        raise SystemExit(f"documents: {wrong} of\n{json.dumps(document, indent=1)}")
    plain = json.loads(run(program, folder, *BOARD, *draws[2:], "--format", "json"))
    del document["robustness"]
    for result in document["results"]:
        del result["robustness"]
    if document != plain:
        raise SystemExit("with draws something else of the document changes")


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
        documents(program, name)
    if wrong > 0:
        raise SystemExit(f"{wrong} of {len(CASES)} runs do not")
    print(f"{len(CASES)} runs say what they must")


main()
