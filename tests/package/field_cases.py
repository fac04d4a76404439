"""Small tables as people have them, and the figures that must come out of the scoreboard program:
thirds that tie and reach a band, tiny values, coverage, units of which nothing is scored, and whose
rank it is where totals are equal.

field_cases.py SCOREBOARD
"""

import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Dict, List, NamedTuple, Tuple

BANDS = "band,from\nA,90\nB,80\nC,70\n"
THIRDS = "unit,1,2,3\nx,1/3,1/3,1/3\ny,1/1,0/1,0/1\nz,2/3,1/3,0/3\nw,2/3,1/6,1/6\n"
TEN = "".join(f"{place},,10,rate\n" for place in range(1, 11))
OF_TEN = "unit,1,2,3,4,5,6,7,8,9,10\nx,1/3,1/3,1/3" + 7 * ",7/7" + "\ny,0/3,3/3,0/3" + 7 * ",7/7"
NINE = (
    "unit,1,2,3,4,5,6,7,8,9\n"
    "full,9/9,9/9,9/9,9/9,9/9,9/9,9/9,9/9,9/9\n"
    "half,9/9,9/9,9/9,9/9,1/2,0/9,0/9,0/9,0/9\n"
    "spread,1/2,1/2,1/2,1/2,1/2,1/2,1/2,1/2,1/2\n"
    "third,1/3,1/3,1/3,9/9,9/9,9/9,9/9,0/9,0/9\n"
    "five,9/9,9/9,9/9,9/9,9/9,0/9,0/9,0/9,0/9\n"
)
OF_NINE = {
    "full": "100/100 100.00 100.00 1/5",
    "half": "50/100 50.00 100.00 =4/5",
    "spread": "50/100 50.00 100.00 =4/5",
    "third": "55.555556/100 55.56 100.00 =2/5",
    "five": "55.555556/100 55.56 100.00 =2/5",
}
TINY = {
    "a": "0/100 0.00 100.00 3/3",
    "b": "20/100 20.00 100.00 2/3",
    "c": "100/100 100.00 100.00 1/3",
}
GAPS = (
    "unit,name,ranked,1,2\na,A,,5,0\nb,B,,0,0\nnew,New council,,,\nout,Not marked,no,,\nna,,,-,-\n"
)
EQUAL = "unit,1,2\nzed,6,5\nabe,6,5\nmax,5,6\nlow,1,1\n"
ONE = "code,title,max\n.,T,\n1,a,10\n"
PERCENTS = "code,title,max,rule\n.,X,20,\n1,A,10,rate percent from 80%\n2,B,10,range 0..100\n"
SHEET = (
    "PHỤ LỤC;;;;;;;;\n"
    'TT;Cơ quan;"Ban\nhành";;Kiểm tra;;Tổng;Tỷ lệ;Hạng\n'
    ";;Tự chấm;Thẩm định;Tự chấm;Thẩm định;;;\n"
    ";Khối sở;;;;;;;\n"
    "1;Sở A;10;9,5;10; -   ;9,5;47,5%;2\n"
    "2;Sở B;10;9;10;Tốt;19;95,0%;1\n"
    ";Cộng;;18,5;;10;;;\n"
    ";Khối huyện;;;;;;;\n"
    "3;Huyện C;8;7;8;7,25;14,25;71,3%;1\n"
    ";Trung bình;;8,5;;5,75;;;\n"
    "Ghi chú: số liệu;;;;;;;;\n"
)
READ = (
    "what,value\nheader,2-3\nstage,Thẩm định\nignore,TT\ncolumn:Cơ quan,unit\ncolumn:Ban hành,1\n"
    "column:Kiểm tra,2\ncolumn:Tổng,total\ncolumn:Tỷ lệ,percent\ncolumn:Hạng,rank\n"
    "rows:Khối *,block\nrows:Cộng,total\nrows:Trung bình,skip\nend,Ghi chú*\ndash,0\n"
    "cell:Tốt,10\ndecimal,comma\n"
)
TWO = "code,title,max\n.,T,\n1,main,10\n2,second,10\n"
WEIGHTLESS = (
    "code,title,max,weight,combine\n.,Course,100,,mean\na,A,50,40,\nb,B,50,60,\nc,P,10,0,\n"
)


OUTLINE = "what,value\noutline,yes\n"
PARTS = "column:Sở,unit\ncolumn:Cửa,1\ncolumn:Giờ,2\nignore,Ngày\n"
ANSWERS = (
    "what,value\nlayout,answers\nanswer:Hài lòng,1\nanswer:Bình thường,2\n"
    "answer:Không hài lòng,3\nanswer:Không biết,-\n" + PARTS
)
ANSWERED = (
    "Ngày;Sở;Cửa;Giờ\n2/1;A;Hài lòng;Hài lòng\n2/1;B;Bình thường;Không hài lòng\n"
    "3/1;A;Không hài lòng;\n3/1;A;hài lòng;Không biết\n"
)


class Case(NamedTuple):
    """What it is about, a criteria and a points file, and what must come out: of each unit points,
    percent, coverage and rank, where = is shared and - is none.
    """

    what: str
    criteria: str
    points: str
    results: Dict[str, str]
    arguments: List[str] = []
    # Members of the first block, or of the unit's target.
    block: Dict[str, object] = {}
    target: Dict[str, object] = {}
    bands: Dict[str, object] = {}
    # The leaves that a ledger has.
    ledger: List[str] = []
    # A note holds all of these words.
    note: List[str] = []
    # The mapping that the points are read by.
    read: str = ""
    # Other files, by their names.
    files: Dict[str, str] = {}
    # In the comparison, how many units are in both periods.
    both: int = 0
    # The parents of criteria.
    parents: Dict[str, str] = {}
    # It is refused: each line of what is said begins so and holds these words.
    refused: List[Tuple[str, ...]] = []


def unscored(policy, figures):
    """A unit of which nothing is scored is without a rank, under every policy."""
    rest = {"out": figures, "na": "-/- - - -"}
    return Case(
        f"an unscored unit under {policy}",
        "code,title,max\n.,T,\n1,a,10\n2,b,10\n",
        GAPS,
        {"a": "5/20 25.00 100.00 1/2", "b": "0/20 0.00 100.00 2/2", "new": figures, **rest},
        ["--missing", policy, "--bands", "bands.csv"],
        block={"units": 2, "mean": "12.50", "median": "12.50", "max": "25.00"},
        bands={"new": None},
        note=["new"],
    )


CASES = [
    Case(
        "thirds tie",
        "code,title,max,rule\n.,T,,\n1,a,1,rate\n2,b,1,rate\n3,c,1,rate\n",
        THIRDS,
        {unit: "1/3 33.33 100.00 =1/4" for unit in "xyzw"},
    ),
    Case(
        "thirds reach a band",
        "code,title,max,rule\n.,PAR,,\n" + TEN,
        OF_TEN,
        {unit: "80/100 80.00 100.00 =1/2" for unit in "xy"},
        ["--bands", "bands.csv", "--unit", "x", "--target", "band:B"],
        bands={"x": "B"},
        target={"outcome": "met", "least": "80"},
    ),
    Case(
        "percentiles tie",
        "code,title,max,rule\n.,T,,\n1,x,100,percentile\n2,y,100,percentile down\n",
        "unit,1,2\na,1,1\nb,1,1\nc,2,2\nd,2,2\ne,5,5\nf,100,100\n",
        {unit: "133.333333/200 66.67 100.00 =1/6" for unit in "abcd"}
        | {unit: "116.666667/200 58.33 100.00 =5/6" for unit in "ef"},
    ),
    Case(
        "nine parts of a hundred",
        "code,title,max,rule\n.,Task,100,\n"
        + "".join(f"{place},s{place},100/9,rate\n" for place in range(1, 10)),
        NINE,
        OF_NINE,
    ),
    Case(
        "nine parts of a mean",
        "code,title,max,weight,combine,rule\n.,Task,100,,mean,\n"
        + "".join(f"{place},s{place},1,1,,rate\n" for place in range(1, 10)),
        NINE,
        OF_NINE,
    ),
    Case(
        "nine parts of a scaled sum",
        "code,title,max,combine,rule\n.,Task,100,sum scaled,\n"
        + "".join(f"{place},s{place},1,,rate\n" for place in range(1, 10)),
        NINE,
        OF_NINE,
    ),
    Case(
        "tiny values",
        "code,title,max,rule\n.,T,,\n1,rate per head,100,minmax\n",
        "unit,1\na,0.0000014\nb,0.0000016\nc,0.0000024\n",
        TINY,
    ),
    Case(
        "tiny values as a spreadsheet writes them",
        "code,title,max,rule\n.,T,,\n1,rate per head,100,minmax\n",
        "unit,1\na,1.4e-06\nb,1.6e-06\nc,2.4E-06\n",
        TINY,
    ),
    Case(
        "tiny bounds",
        "code,title,max,rule\n.,T,,\n1,a,100,range 0.0000010..0.0000014\n"
        "2,b,10,atleast 0.0000004:10\n3,c,10.00000049,\n",
        "unit,1,2,3\nx,0.000001,0,1\ny,0.000002,0.000001,2\n",
        {"x": "1/120 0.83 100.00 2/2", "y": "112/120 93.33 100.00 1/2"},
    ),
    Case(
        "a weight of 0 is in no coverage",
        WEIGHTLESS,
        "unit,a,b,c\ns1,45,30,10\ns2,45,30,0\ns3,45,30,\n",
        {unit: "72/100 72.00 100.00 =1/3" for unit in ("s1", "s2", "s3")},
        ["--unit", "s3"],
        ledger=["a", "b"],
    ),
    Case(
        "neither is a max of 0",
        "code,title,max,weight,rule,combine\n.,Bench,100,,,mean\n1,r1,1,1,yesno,\n"
        "2,r2,1,1,yesno,\n3,informative,1,0,yesno,\n4,zero max,0,,yesno,\n",
        "unit,1,2,3,4\nh1,yes,no,no,no\nh2,yes,no,yes,yes\nh3,yes,no,,\n",
        {unit: "50/100 50.00 100.00 =1/3" for unit in ("h1", "h2", "h3")},
        ["--unit", "h3"],
        ledger=["1", "2"],
    ),
    unscored("zero", "0/20 0.00 0.00 -"),
    unscored("skip", "-/- - 0.00 -"),
    unscored("unknown", "-/- - 0.00 -"),
    Case(
        "the mean of the others",
        "code,title,max\n.,T,\n1,a,10\n",
        "unit,block,1\na,so,9\nb,so,8\nc,so,7\nnew,so,\n",
        {"a": "9/10 90.00 100.00 1/3", "new": "0/10 0.00 0.00 -"},
        block={"units": 3, "mean": "80.00", "median": "80.00", "min": "70.00"},
        note=["new"],
    ),
    Case(
        "the lowest of three is dropped",
        "code,title,max,combine\n.,Quiz,100,mean drop lowest 1\n1,q1,10,\n2,q2,10,\n3,q3,10,\n",
        "unit,1,2,3\ns,10,4,8\n",
        {"s": "90/100 90.00 100.00 1/1"},
    ),
    Case(
        "judges without the high and the low",
        "code,title,max,combine\n.,Judges,10,mean drop highest 1 drop lowest 1\n"
        + "".join(f"{place},judge {place},10,\n" for place in range(1, 6)),
        "unit,1,2,3,4,5\nA,9,8,8,7,2\nB,8,8,8,7,7\n",
        {
            "A": "7.666667/10 76.67 100.00 =1/2",
            "B": "7.666667/10 76.67 100.00 =1/2",
        },
    ),
    Case(
        "a floor of the whole",
        "code,title,max,min,combine\n.,Quiz,,0,sum\n1,q1,2,-1,\n2,q2,2,-1,\n",
        "unit,1,2\na,-1,-1\n",
        {"a": "0/4 0.00 100.00 1/1"},
    ),
    Case(
        "a floor of a section",
        "code,title,max,min,combine\n.,Quiz,,,sum\ns,Section,,0,sum\ns.1,q1,2,-1,\n"
        "s.2,q2,2,-1,\nt,Other,5,,\n",
        "unit,s.1,s.2,t\na,-1,-1,4\n",
        {"a": "4/9 44.44 100.00 1/1"},
    ),
    Case(
        "half of the items are needed",
        "code,title,max,combine,needs,options\n.,Scale,100,mean,50%,missing=skip\n1,a,4,,,\n"
        "2,b,4,,,\n3,c,4,,,\n",
        "unit,1,2,3\nx,4,,\ny,4,2,\n",
        {"x": "-/- - 33.33 -", "y": "75/100 75.00 66.67 1/1"},
    ),
    Case(
        "who began is not first",
        "code,title,max,needs,options\n.,T,,50%,missing=skip\n"
        + "".join(f"{place},q{place},1,,\n" for place in range(1, 11)),
        "unit,1,2,3,4,5,6,7,8,9,10\nfull,1,1,1,1,1,1,1,1,1,0\npartial,1,,,,,,,,,\n",
        {"full": "9/10 90.00 100.00 1/1", "partial": "-/- - 10.00 -"},
    ),
    Case(
        "a result that is set",
        "code,title,max\n.,T,\n1,a,\n1.1,x,10\n1.2,y,10\n",
        "unit,1.1,1.2,1,note\na,5,6,,\nb,5,6,17,appeal\n",
        {"a": "11/20 55.00 100.00 2/2", "b": "17/20 85.00 100.00 1/2"},
    ),
    Case(
        "weights of a block",
        "code,title,max,weight,weight@rural,combine\n.,T,100,,,mean\n1,a,10,70,20,\n"
        "2,b,10,30,80,\n",
        "unit,block,1,2\na,city,10,0\nb,rural,10,0\n",
        {"a": "70/100 70.00 100.00 1/1", "b": "20/100 20.00 100.00 1/1"},
    ),
    Case(
        "a chain leaves equals",
        TWO,
        EQUAL,
        {
            "zed": "11/20 55.00 100.00 =1/4",
            "abe": "11/20 55.00 100.00 =1/4",
            "max": "11/20 55.00 100.00 3/4",
            "low": "2/20 10.00 100.00 4/4",
        },
        ["--tie-break", "1,2"],
    ),
    Case(
        "the order of the file decides, and a note says for whom",
        TWO,
        EQUAL,
        {
            "zed": "11/20 55.00 100.00 1/4",
            "abe": "11/20 55.00 100.00 2/4",
            "max": "11/20 55.00 100.00 3/4",
        },
        ["--tie-break", "1,2", "--ties", "ordinal"],
        note=["zed", "abe"],
    ),
    Case(
        "the least is first",
        "code,title,max,options\n.,Sailing,,order=lowest\n1,race 1,20,\n2,race 2,20,\n",
        "unit,1,2\na,1,2\nb,3,1\nc,-,-\nd,5,6\n",
        {
            "a": "3/40 7.50 100.00 1/3",
            "b": "4/40 10.00 100.00 2/3",
            "c": "-/- - - -",
            "d": "11/40 27.50 100.00 3/3",
        },
    ),
    Case(
        "100 is printed where it is reached",
        "code,title,max,options\n.,T,,digits=0 full=reached\n1,a,200,\n2,b,1,\n",
        "unit,1,2\nfull,200,1\nalmost,200,0\n",
        {"full": "201/201 100 100 1/2", "almost": "200/201 99 100 2/2"},
        # The mean is 99.75.
        block={"mean": "99", "max": "100"},
    ),
    Case(
        "and with two digits",
        "code,title,max,options\n.,T,,full=reached\n1,a,100000,\n2,b,1,\n",
        "unit,1,2\nfull,100000,1\nalmost,100000,0\n",
        {
            "full": "100001/100001 100.00 100.00 1/2",
            "almost": "100000/100001 99.99 100.00 2/2",
        },
    ),
    Case(
        "letters are the same, composed or not",
        "code,title,max\n.,PCI,\n1,A,10\n",
        "unit,1\nQuảng Ninh,7\nBắc Giang,6\nHuế,5\n",
        {"Huế": "5/10 50.00 100.00 3/3"},
        ["--previous", "before.csv"],
        files={
            "before.csv": "unit,1\nQua\u0309ng Ninh,6\nB\u0103\u0301c Giang,7\nHu\u00ea\u0301,4\n"
        },
        both=3,
    ),
    Case(
        "a blank that is quoted",
        ONE,
        '"unit","name","1"\n"alice ","Alice","5"\n"bob","Bob","6"\n',
        {"alice": "5/10 50.00 100.00 2/2"},
        ["--previous", "before.csv"],
        files={"before.csv": '"unit","name","1"\n"alice","Alice","4"\n"bob","Bob","6"\n'},
        both=2,
    ),
    Case(
        "lines that end in CR",
        TWO,
        "unit,1,2\ra,5,6\rb,3,2\r",
        {"a": "11/20 55.00 100.00 1/2", "b": "5/20 25.00 100.00 2/2"},
    ),
    Case(
        "words for yes and no",
        "code,title,max,rule\n.,T,,\n1,a,10,yesno\n2,b,10,\n",
        "unit,1,2\na,TRUE,6\nb,x,6\nc,✓,6\nd,Đạt,6\ne,FALSE,6\nf,không đạt,6\n",
        {unit: "16/20 80.00 100.00 =1/6" for unit in "abcd"}
        | {unit: "6/20 30.00 100.00 =5/6" for unit in "ef"},
    ),
    Case(
        "dashes of each length are not applicable",
        TWO,
        "unit,1,2\na,n/a,6\nb,NA,5\nc,\u2013,1\nd,-,2\ne,\u2014,3\nf,N/A,4\n",
        {"a": "6/10 60.00 100.00 1/6", "c": "1/10 10.00 100.00 6/6", "e": "3/10 30.00 100.00 4/6"},
    ),
    Case(
        "weights in percent",
        "code,title,max,weight,combine\n.,T,100,,mean\n1,a,10,25.5%,\n2,b,10,74.5 %,\n",
        "unit,1,2\na,5,6\n",
        {"a": "57.45/100 57.45 100.00 1/1"},
    ),
    Case(
        "bounds of bands in percent",
        ONE,
        "unit,1\na,9\nb,8.9\n",
        {"a": "9/10 90.00 100.00 1/2"},
        ["--bands", "percent.csv"],
        bands={"a": "A", "b": "B"},
        files={"percent.csv": "band,from\nA,90%\nB,80%\n"},
    ),
    Case(
        "columns of bare numbers in percent",
        PERCENTS,
        "unit;1;2\nA;97,8;97,8\nB;85;85\n",
        {"A": "19.56/20 97.80 100.00 1/2", "B": "17/20 85.00 100.00 2/2"},
    ),
    Case(
        "columns that are formatted as percent",
        PERCENTS,
        "unit;1;2\nA;97,8%;97,8%\nB;85%;85\n",
        {"A": "19.56/20 97.80 100.00 1/2", "B": "17/20 85.00 100.00 2/2"},
    ),
    Case(
        "numbers in percent under rules that look at the other units",
        "code,title,max,rule\n.,T,,\n1,a,10,minmax\n2,b,10,best\n3,c,10,percentile\n",
        "unit,1,2,3\nx,20%,50%,5%\ny,10%,25%,1%\n",
        {"x": "30/30 100.00 100.00 1/2", "y": "10/30 33.33 100.00 2/2"},
    ),
    Case(
        "error values of a spreadsheet",
        TWO,
        "unit,1,2\na,#N/A,6\nb,#DIV/0!,5\n",
        {},
        refused=[
            ("points.csv:2:3: ", '"#N/A"', "error value of a spreadsheet"),
            ("points.csv:3:3: ", '"#DIV/0!"', "error value of a spreadsheet"),
        ],
    ),
    Case(
        "all mistakes of a file at once",
        TWO,
        "unit,1,3,4\na,x,1,1\nb,11,2,2\na,1,1,1\n",
        {},
        refused=[
            ("points.csv:1:8: ", '"3"'),
            ("points.csv:1:10: ", '"4"'),
            ("points.csv:2:3: ", '"x"'),
            ("points.csv:3:3: ", "11"),
            ("points.csv:4:1: ", "unit a "),
        ],
    ),
    Case(
        "twenty mistakes, and no more",
        ONE,
        "unit,1\n" + "".join(f"u{row},x\n" for row in range(30)),
        {},
        refused=[(f"points.csv:{row + 2}:", f"u{row},") for row in range(20)]
        + [("points.csv: ", "there may be more")],
    ),
    Case(
        "titles above the headings",
        TWO,
        "Bảng điểm năm 2024;;\n;;\nTT;Đơn vị;1;2\n1;a;5;6\n",
        {},
        refused=[("points.csv:1:1: ", "row 3 has", "header,3")],
    ),
    Case(
        "codes with a comma",
        "code,title,max\n.,T,\n1.1,a,10\n1.2,b,10\n",
        "unit;1,1;1,2\na;5,5;6\n",
        {"a": "11.5/20 57.50 100.00 1/1"},
    ),
    Case(
        "a code that the spreadsheet turned into another",
        "code,title,max\n.,T,\n1.1,a,10\n1.2,b,10\n1.10,c,10\n",
        "unit,1.1,1.2,1.1\na,1,2,3\n",
        {},
        refused=[("points.csv:1:14: ", '"1.1"', "1.10")],
    ),
    Case(
        "a footnote below the table",
        TWO,
        "unit;1;2\na;9;6\n;Nguồn: sở;\n",
        {},
        refused=[("points.csv:3:1: ", "rows:", "end")],
    ),
    Case(
        "a number that may be thousands",
        "code;title;max\n.;T;\n1;a;2000\n2;b;10\n",
        "unit;1;2\na;1.234;6\nb;1.500;3\n",
        {"a": "7.234/2010 0.36 100.00 1/2"},
        note=["points.csv:2:3: ", "unit a, criterion 1", '"1.234"', "thousands"],
    ),
    Case(
        "a dash that may be 0",
        TWO,
        "unit;1;2\nA;9,00; -   \nB;8,50;5,00\nC;8,00;4,00\n",
        {"A": "9/10 90.00 100.00 1/3"},
        note=["points.csv:2:9: ", "unit A, criterion 2", "show 0"],
    ),
    Case(
        "a rate above 100 %",
        "code,title,max,rule\n.,T,,\n1,a,10,rate\n2,b,10,\n",
        "unit,1,2\nx,978/100,5\ny,978%,5\nz,97.8%,5\n",
        {"x": "15/20 75.00 100.00 =1/3"},
        note=["points.csv:3:3: ", '"978%"', "above 100 %"],
    ),
    Case(
        "a row of means",
        TWO,
        "unit,1,2\na,5,6\nb,9,8\nTrung bình,7,7\n",
        {"Trung bình": "14/20 70.00 100.00 2/3"},
        note=["points.csv:4:1: ", "unit Trung bình", "mean"],
    ),
    Case(
        "a row without cells",
        TWO,
        "unit;1;2\nKhối sở;;\nA;9,00;6\nB;8,50;5\nTrung bình;8,75;5,5\n",
        {"A": "15/20 75.00 100.00 1/3"},
        note=["points.csv:2:1: ", "unit Khối sở", "no cell"],
    ),
    Case(
        "a dash that is 0, as the mapping says",
        TWO,
        "unit;1;2\nA;9,00; -   \nB;8,50;5,00\nC;8,00;4,00\n",
        {"A": "9/20 45.00 100.00 3/3", "B": "13.5/20 67.50 100.00 1/3"},
        arguments=["--strict"],
        read="what,value\ndash,0\n",
    ),
    Case(
        "rows that are no units, as the mapping says",
        TWO,
        "unit;1;2\nKhối sở;;\nA;9,00;6\nB;8,50;5\nTrung bình;8,75;5,5\n",
        {"A": "15/20 75.00 100.00 1/2", "B": "13.5/20 67.50 100.00 2/2"},
        arguments=["--strict"],
        read="what,value\nrows:Khối *,block\nrows:Trung bình,skip\n",
    ),
    Case(
        "the sheet of an office, with all that it prints",
        TWO,
        SHEET,
        {
            "Sở A": "9.5/20 47.50 100.00 2/2",
            "Sở B": "19/20 95.00 100.00 1/2",
            "Huyện C": "14.25/20 71.25 100.00 1/1",
        },
        arguments=["--strict"],
        read=READ,
        block={"block": "Khối sở", "units": 2},
    ),
    Case(
        "a printed total that is not what comes out",
        TWO,
        SHEET.replace(";19;", ";18;"),
        {"Sở B": "19/20 95.00 100.00 1/2"},
        read=READ,
        note=["points.csv:7:20: ", "unit Sở B", '"18"', "19"],
    ),
    Case(
        "a printed rank, where doubts are mistakes",
        TWO,
        SHEET.replace("95,0%;1", "95,0%;2"),
        {},
        arguments=["--strict"],
        read=READ,
        refused=[("points.csv:7:29: ", "unit Sở B", "the rank", '"2"', "1")],
    ),
    Case(
        "two sheets read by one mapping",
        TWO,
        SHEET,
        {"Sở A": "9.5/20 47.50 100.00 2/2"},
        arguments=["--previous", "before.csv", "--strict"],
        read=READ,
        files={"before.csv": SHEET.replace("9,5;10; -", "9,5;10;0")},
        both=3,
    ),
    Case(
        "two sheets, each read by its mapping",
        TWO,
        SHEET,
        {"Sở A": "9.5/20 47.50 100.00 2/2"},
        arguments=["--previous", "before.csv", "--previous-read", "plain.csv", "--strict"],
        read=READ,
        files={
            "plain.csv": "what,value\ncolumn:Ai,unit\n",
            "before.csv": "Ai,1,2\nSở A,1,2\nSở B,2,3\n",
        },
    ),
    Case(
        "mistakes of a mapping",
        TWO,
        SHEET,
        {},
        read="what,value\nheading,3\nrows:A,drop\n",
        refused=[
            ("read.csv:2:1: ", "heading", '"header"'),
            ("read.csv:3:8: ", "drop", "skip, block, total"),
        ],
    ),
    Case(
        "columns and rows that the mapping does not speak of",
        TWO,
        "TT;unit;1;2\n1;A;9;1\nGhi chú;;;\n",
        {},
        read="what,value\nheader,1\n",
        refused=[
            ("points.csv:1:1: ", '"TT"', "ignore,TT"),
            ("points.csv:3:9: ", "rows:", "end"),
        ],
    ),
    Case(
        "an outline of Roman numbers",
        "code,title,max\nI,A,10\n1.1,B,4\n1.2,C,6\n",
        "unit;1.1;1.2\nA;3;4\n",
        {"A": "7/10 70.00 100.00 1/1"},
        read=OUTLINE,
        parents={"I": "", "I.1.1": "I", "I.1.2": "I"},
    ),
    Case(
        "an outline with points behind its numbers",
        "code,title,max\nI,A,10\nI.1.,B,4\nI.2.,C,6\n",
        "unit;I.1.;I.2.\nA;3;4\n",
        {"A": "7/10 70.00 100.00 1/1"},
        read=OUTLINE,
        parents={"I": "", "I.1": "I", "I.2": "I"},
    ),
    Case(
        "an outline with notes between its rows, whose rows are those of the sheet",
        "code,title,max\n1,A,10\n,phần chú thích,\n1.1,B,4\n1.2,C,6\nTổng,,10\n",
        "TT;Tên;Điểm tối đa;A\n1;A;10;\n;phần chú thích;;\n1.1;B;4;3\n1.2;C;6;4\nTổng;;10;7\n",
        {"A": "7/10 70.00 100.00 1/1"},
        arguments=["--strict"],
        read=OUTLINE + "layout,down\nrows:Tổng,total\ncolumn:TT,criterion\nignore,Tên\n"
        "column:Điểm tối đa,max\n",
        parents={"1": "", "1.1": "1", "1.2": "1"},
    ),
    Case(
        "a number of an outline that another one ends with",
        "code,title,max\nI,A,20\nI.1.,B,10\nI.11.,C,10\n",
        "unit;1;11\nA;3;4\n",
        {"A": "7/20 35.00 100.00 1/1"},
        read=OUTLINE,
    ),
    Case(
        "a max of thirds, printed with two decimals",
        "code,title,max\n.,T,\n1,A,100/3\n2,B,10\n",
        "criterion;m;A\n1;33,33;5\n2;10;6\n",
        {"A": "11/43.333333 25.38 100.00 1/1"},
        arguments=["--strict"],
        read="what,value\nlayout,down\ncolumn:m,max\n",
    ),
    Case(
        "two periods, each with its outline",
        "code,title,max\nI,A,10\n1,B,4\n2,C,6\nII,D,10\n1,E,10\n",
        "unit,I.1,I.2,II.1\nA,3,4,5\n",
        {"A": "12/20 60.00 100.00 1/1"},
        arguments=[
            *("--previous", "before.csv", "--previous-criteria", "old.csv"),
            *("--previous-read", "before-read.csv"),
        ],
        read=OUTLINE,
        files={
            "old.csv": "code,title,max\nI,A,10\n1,B,4\n2,C,6\nCộng,,10\nII,D,10\n1,E,10\n",
            "before.csv": "unit,I.1,I.2,II.1\nA,3,4,6\n",
            "before-read.csv": OUTLINE + "rows:Cộng,skip\n",
        },
        both=1,
    ),
    Case(
        "an outline that was not asked for",
        "code,title,max\nI,A,10\n1,B,4\n2,C,6\nII,D,10\n1,E,10\n",
        "unit,1\nA,3\n",
        {},
        refused=[("criteria.csv:6:1: ", "line 3", "outline,yes")],
    ),
    Case(
        "a sheet of answers",
        "code,title,max,rule\n.,S,,\n1,a,100,survey 100 50 0\n2,b,100,survey 100 50 0\n",
        ANSWERED,
        {"A": "166.666667/200 83.33 100.00 1/2", "B": "50/200 25.00 100.00 2/2"},
        read=ANSWERS + "answer:hài lòng,1\n",
    ),
    Case(
        "who does not know",
        "code,title,max,rule\n.,S,,\n1,a,100,survey 0 50 100 -\n",
        "unit,1\nx,2|3|5|10\ny,0|0|0|4\nz,2|3|5|0\n",
        {
            "x": "65/100 65.00 100.00 =1/2",
            "y": "0/100 0.00 0.00 -",
            "z": "65/100 65.00 100.00 =1/2",
        },
        note=("unit y, criterion 1", "0|0|0|4", "left out"),
    ),
    Case(
        "a sheet of answers with who does not know",
        "code,title,max,rule\n.,S,,\n1,a,100,survey 100 50 0\n2,b,100,survey 100 50 0 -\n",
        ANSWERED,
        {"A": "166.666667/200 83.33 100.00 1/2", "B": "50/200 25.00 100.00 2/2"},
        read=ANSWERS + "answer:hài lòng,1\n",
    ),
    Case(
        "answers that nobody speaks of",
        "code,title,max,rule\n.,S,,\n1,a,100,survey 100 50 0\n2,b,100,survey 100 0\n",
        ANSWERED,
        {},
        read=ANSWERS,
        refused=[
            ("points.csv:3:19: ", '"Không hài lòng"', "option 3", "there are 2"),
            ("points.csv:5:7: ", "criterion 1", '"hài lòng"', "answer:hài lòng"),
        ],
    ),
]


def text(value):
    return "-" if value is None else value


def line(row):
    """A unit of the JSON as the table above writes it."""
    rank = f"{'=' if int(row['tied'] or 0) > 1 else ''}{row['rank']}/{row['out_of']}"
    achieved = f"{text(row['achieved'])}/{text(row['max'])}"
    rest = [text(row["percent"]), text(row["coverage"]), "-" if row["rank"] is None else rank]
    return " ".join([achieved, *rest])


def differences(case, document, notes):
    """What is not as it must be."""
    units = {row["unit"]: row for row in document["results"]}
    told = [unit for unit in case.results if unit in units]
    found = [(unit, line(units[unit]), case.results[unit]) for unit in told]
    found += [(f"band of {unit}", units[unit]["band"], band) for unit, band in case.bands.items()]
    if case.block:
        block = document["blocks"][0]
        found += [(name, block[name], str(value)) for name, value in case.block.items()]
    unit = document["results"][0]
    found += [(name, unit["target"][name], value) for name, value in case.target.items()]
    if case.ledger:
        leaves = sorted(entry["leaf"] for entry in unit["ledger"]["entries"])
        found.append(("the ledger", leaves, case.ledger))
    if case.both:
        both = sum("change" in row for row in units.values())
        found.append(("units of both periods", both, case.both))
    if case.parents:
        parents = {node["code"]: node["parent"] for node in document["nodes"]}
        found.append(("the parents", parents, case.parents))
    if case.note:
        has_note = any(all(word in note for word in case.note) for note in notes)
        found.append((f"a note on {', '.join(case.note)}", has_note, True))
    return [f"{what} is {got}, not {wanted}" for what, got, wanted in found if got != wanted]


def refusals(case, done):
    """What is not said, or said in vain, of files that are refused."""
    lines = done.stderr.splitlines()
    found = [] if done.returncode == 1 and not done.stdout else [f"it ended with {done.returncode}"]
    for said in case.refused:
        mine = [line for line in lines if line.startswith(said[0])]
        if not any(all(word in line for word in said) for line in mine):
            found.append(f"nothing says {' ... '.join(said)}")
        lines = [line for line in lines if line not in mine]
    return found + [f"it says {line}" for line in lines]


def faults(program, folder, case):
    for name, content in (
        ("criteria.csv", case.criteria),
        ("points.csv", case.points),
        ("bands.csv", BANDS),
        ("read.csv", case.read),
        *case.files.items(),
    ):
        (folder / name).write_text(content, encoding="utf-8", newline="")
    command = [program, "criteria.csv", "points.csv", "--format", "json", *case.arguments]
    command += ["--read", "read.csv"] if case.read else []
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    if case.refused:
        return refusals(case, done)
    if done.returncode != 0:
        return [done.stderr.strip()]
    document = json.loads(done.stdout, parse_float=str, parse_int=str)
    return differences(case, document, done.stderr.splitlines())


def main():
    program = Path(sys.argv[1]).resolve()
    failed = 0
    with tempfile.TemporaryDirectory() as name:
        for case in CASES:
            found = faults(program, Path(name), case)
            failed += bool(found)
            print(f"{case.what}: {'; '.join(found) or 'ok'}")
    return f"{failed} of {len(CASES)} tables are wrong" if failed else 0


if __name__ == "__main__":
    sys.exit(main())
