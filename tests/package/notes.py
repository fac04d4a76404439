"""What the scoreboard program says beside its table: notes.py SCOREBOARD runs it on small files and
compares the notes.
"""

import subprocess
import sys
import tempfile
from pathlib import Path

#: What it is about, the criteria, the points, and the notes in English and Vietnamese.
CASES = [
    (
        "units that differ",
        "code,title,max,rule\n1,A,10,minmax\n2,B,10,best block\n",
        "unit,block,1,2\na,x,5,1\nb,x,6,2\nc,y,7,4\nd,y,8,5\n",
        [],
        [],
    ),
    (
        "units that are all equal",
        "code,title,max,rule\n1,A,10,minmax\n2,B,10,best block\n3,C,10,percentile\n",
        "unit,block,1,2,3\na,x,5,5,1\nb,x,5,5,2\nc,y,5,5,\n",
        ["criteria 1, 2 have the same value for all units, and set none of them apart"],
        ["các tiêu chí 1, 2 có giá trị như nhau ở mọi đơn vị nên không phân biệt được đơn vị nào"],
    ),
    (
        "units that are equal in one of the blocks",
        "code,title,max,rule\n1,A,10,minmax block\n2,B,10,minmax\n",
        "unit,block,1,2\na,x,5,5\nb,x,5,5\nc,y,1,1\nd,y,9,9\n",
        ["criterion 1 has the same value for all units of a block, and sets none of these apart"],
        [
            "tiêu chí 1 có giá trị như nhau ở mọi đơn vị của một khối "
            "nên không phân biệt được các đơn vị trong khối đó"
        ],
    ),
    (
        "blocks that are equal inside and differ from each other",
        "code,title,max,rule\n1,A,10,zscore 5 1 block\n",
        "unit,block,1\na,x,5\nb,x,5\nc,y,9\nd,y,9\n",
        ["criterion 1 has the same value for all units of a block, and sets none of these apart"],
        [
            "tiêu chí 1 có giá trị như nhau ở mọi đơn vị của một khối "
            "nên không phân biệt được các đơn vị trong khối đó"
        ],
    ),
    (
        "a criterion that was not scored",
        "code,title,max\n1,A,10\n2,B,10\n",
        "unit,1\na,5\n",
        ["criterion 2 has no cells in the file, and is not scored for any of its units"],
        ["tiêu chí 2 không có ô nào trong tệp nên chưa được chấm cho đơn vị nào"],
    ),
    (
        "a criterion whose column is empty",
        "code,title,max\n1,A,10\n2,B,10\n",
        "unit,1,2\na,5,\n",
        ["criterion 2 was scored for no unit"],
        ["tiêu chí 2 chưa được chấm cho đơn vị nào"],
    ),
    (
        "a criterion that counts for nothing",
        "code,title,max,weight,combine\n.,,10,,mean\n1,A,10,1,\n2,B,10,0,\n",
        "unit,1,2\na,5,\n",
        [],
        [],
    ),
]


def notes(program, folder, language):
    command = [program, folder / "criteria.csv", folder / "points.csv", "--lang", language]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    # Each begins with the file and the word for a note.
    return [line.split(": ", 2)[2] for line in done.stderr.splitlines()]


def main():
    program = Path(sys.argv[1]).resolve()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for what, criteria, points, *expected in CASES:
            (folder / "criteria.csv").write_text(criteria, encoding="utf-8")
            (folder / "points.csv").write_text(points, encoding="utf-8")
            for language, wanted in zip(("en", "vi"), expected):
                found = notes(program, folder, language)
                if found != wanted:
                    raise SystemExit(f"{what}, {language}: {found}, expected {wanted}")
    print(f"{len(CASES)} boards have their notes")


main()
