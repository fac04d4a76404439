"""Pages that the program writes: the numbers in them are those of the JSON, the markup is whole,
nothing is fetched or run, and the bytes are the same every time and in any order of the units.

pages.py DRAW SCOREBOARD DATA
"""

import csv
import json
import random
import re
import shutil
import subprocess
import sys
import tempfile
from decimal import ROUND_HALF_UP, Decimal
from html.parser import HTMLParser
from pathlib import Path

from markup import html_faults
from picture import faults_of

DRAW, SCOREBOARD, DATA = sys.argv[1], sys.argv[2], Path(sys.argv[3])
PCI = [DATA / "pci" / "criteria-vi.csv", DATA / "pci" / "points-2021.csv"]
PCI_BEFORE = ["--previous", DATA / "pci" / "points-2019.csv"]
DDCI = [DATA / "ddci" / "criteria.csv", DATA / "ddci" / "points-2021.csv"]
DDCI_BANDS = ["--bands", DATA / "ddci" / "bands.csv"]
PAR = [DATA / "par" / "department-criteria.csv", DATA / "par" / "department-appraisal.csv"]
PAR_BEFORE = ["--previous", DATA / "par" / "department-self.csv"]
VOID = {"meta", "br", "img", "source"}
faults, pages = [], 0


def expect(right, what):
    if not right:
        faults.append(what)


def run(*arguments):
    done = subprocess.run([SCOREBOARD, *map(str, arguments)], capture_output=True, check=False)
    if done.returncode:
        raise SystemExit(f"{arguments}: {done.stderr.decode()}")
    return done.stdout


def told(*arguments):
    return json.loads(run(*arguments, "--format", "json"), parse_float=Decimal, parse_int=Decimal)


def printed(number, digits=2):
    """A figure as a Vietnamese page prints it."""
    if number is None:
        return "–"
    rounded = Decimal(number).quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP)
    return f"{rounded:f}".replace("-", "−").replace(".", ",")


def signed(number, digits=2):
    text = printed(number, digits)
    return "+" + text if number is not None and Decimal(number) > 0 else text


#: What a cell says that it holds.
KINDS = ("data-figure", "data-code", "data-unit", "data-rank-of", "data-stage", "data-gain")


class Page(HTMLParser):
    """The rows of the tables of a page, and what is wrong with its elements."""

    def __init__(self, text, what):
        super().__init__(convert_charrefs=True)
        self.what, self.open, self.rows, self.cell, self.table = what, [], [], None, 0
        self.ids, self.headings, self.languages = [], [], []
        self.feed(text)
        self.close()
        expect(not self.open, f"{what}: {self.open} are not closed")
        expect(len(self.ids) == len(set(self.ids)), f"{what}: an id is there twice")
        expect(self.headings[:1] == [1] and self.headings.count(1) == 1, f"{what}: headings")

    def handle_starttag(self, tag, attrs):
        own = dict(attrs)
        if "id" in own:
            self.ids.append(own["id"])
        if re.fullmatch("h[1-6]", tag):
            self.headings.append(int(tag[1]))
        for name in own:
            expect(not name.startswith("on"), f"{self.what}: attribute {name}")
        expect(tag not in ("script", "link", "iframe", "object"), f"{self.what}: element {tag}")
        if tag not in VOID:
            self.open.append(tag)
        if tag == "html":
            self.languages.append(own.get("lang"))
        if tag == "table":
            self.table += 1
        if tag == "th":
            expect("scope" in own, f"{self.what}: a head without a scope")
        if tag == "tr":
            self.rows.append((self.table, own, []))
        if tag in ("td", "th"):
            self.cell = [own, ""]
            self.rows[-1][2].append(self.cell)

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag):
        expect(self.open[-1:] == [tag], f"{self.what}: </{tag}> closes {self.open[-1:]}")
        if self.open:
            self.open.pop()
        if tag in ("td", "th"):
            self.cell = None

    def handle_data(self, data):
        if self.cell is not None:
            self.cell[1] += data

    def figures(self, table, name):
        """By the row's unit or criterion: the texts of the cells with a figure of a table."""
        found = {}
        for number, row, cells in self.rows:
            key = row.get(name)
            if number == table and key is not None:
                for own, text in cells:
                    for kind in KINDS:
                        if kind in own:
                            found[key, kind[5:], own[kind]] = text
        return found


def check_xml(text, what):
    """The same page as XML, by another reader, where that is there."""
    if shutil.which("xmllint") is None:
        return
    as_xml = re.sub(r"<(meta|br|img|source)\b([^>]*)>", r"<\1\2/>", text)
    as_xml = as_xml.replace("<!DOCTYPE html>\n", "", 1)
    done = subprocess.run(
        ["xmllint", "--noout", "--nonet", "-"], input=as_xml.encode(), capture_output=True
    )
    expect(done.returncode == 0, f"{what}: xmllint: {done.stderr.decode()[:300]}")


def look(*arguments):
    """Looks at a page in both languages and with both kinds of figures; gives the last."""
    global pages
    for form in ("html:images", "html"):
        for language in ("en", "vi"):
            call = [*arguments, "--format", form, "--lang", language]
            data = run(*call)
            text = data.decode()
            what = " ".join(Path(str(argument)).name for argument in call)
            pages += 1
            expect(data == run(*call), f"{what}: other bytes")
            page = Page(text, what)
            expect(page.languages == [language], f"{what}: language {page.languages}")
            check_xml(text, what)
            for fault in html_faults(text) if language == "vi" else []:
                faults.append(f"{what}: {fault}")
            expect("<script" not in text and "url(" not in text, f"{what}: fetches or runs")
            addresses = set(re.findall(r"https?:[^\"'<\s]*", text))
            expect(addresses <= {"http://www.w3.org/2000/svg"}, f"{what}: {addresses}")
            for svg in re.findall(r"<svg.*?</svg>", text, re.S) if form == "html" else []:
                check_svg(text, svg, what)
    return page


def check_svg(text, svg, what):
    """A figure stands in the page as it is drawn by itself, but for its style."""
    style = re.search(r"<style>\.chiso\{.*?</style>", text, re.S)[0]
    whole = svg.replace("<rect", style + "\n<rect", 1).encode()
    for fault in faults_of(whole):
        faults.append(f"{what}: figure: {fault}")


def check_board(arguments, options, digits=2):
    page = look(*arguments, *options)
    result = told(*arguments, *options)
    found = {}
    for table in range(1, page.table + 1):
        found.update(page.figures(table, "data-unit"))
    main = [node["code"] for node in result["nodes"] if node["parent"] == ""]
    for row in result["results"]:
        unit = row["unit"]
        ranked = row["rank"] is not None
        rank = "–" if not ranked else ("=" if row["tied"] > 1 else "") + f"{row['rank']}"
        expect(found[unit, "figure", "rank"] == rank, f"{unit}: rank")
        expect(found[unit, "figure", "percent"] == printed(row["percent"], digits), f"{unit}: %")
        for node in row["nodes"]:
            if node["code"] in main:
                shown = {"missing": "…", "not_applicable": "–"}.get(
                    node["state"], printed(node["achieved"], digits)
                )
                at = found[unit, "code", node["code"]]
                expect(at == shown, f"{unit}, {node['code']}: {at} is not {shown}")
        change = row.get("change")
        if change is not None:
            at = found[unit, "figure", "change"]
            expect(at == signed(change["percent"], digits), f"{unit}: change {at}")
            places = change["rank"]
            shown = "–" if places is None else "=" if places == 0 else f"{abs(places)}"
            expect(found[unit, "figure", "places"][-len(shown) :] == shown, f"{unit}: places")
    means = [
        text
        for _, row, cells in page.rows
        for own, text in cells
        if not row and own.get("data-figure") == "percent"
    ]
    blocks = [printed(block["mean"], digits) for block in result["blocks"]]
    blocks = blocks[:1] if "--overall" in options else blocks
    expect(means == blocks, f"means {means} are not {blocks}")


def check_unit(arguments, options, unit):
    page = look(*arguments, *options, "--unit", unit)
    result = told(*arguments, *options, "--unit", unit)["results"][0]
    found = {}
    for table in range(page.table, 0, -1):
        found.update(page.figures(table, "data-code"))
    for node in result["nodes"]:
        key = node["code"]
        if (key, "figure", "points") in found:
            shown = {"missing": "…"}.get(node["state"], printed(node["achieved"]))
            expect(found[key, "figure", "points"] == shown, f"{unit} {key}")
            expect(found[key, "figure", "percent"] == printed(node["percent"]), f"{unit} {key} %")
            tied = node["rank"] is not None and node["tied"] > 1
            rank = "–" if node["rank"] is None else f"{'=' * tied}{node['rank']}/{node['out_of']}"
            expect(found[key, "figure", "rank"] == rank, f"{unit} {key}: rank")
    expect(found["", "figure", "points"] == printed(result["achieved"]), f"{unit}: points")
    parts = [
        Decimal(text.replace("−", "-").replace(",", "."))
        for _, row, cells in page.rows
        for own, text in cells
        if own.get("data-figure") == "contribution"
    ]
    expect(parts and sum(parts[:-1]) == parts[-1], f"{unit}: contributions {parts}")


def check_criterion(arguments, options, code):
    page = look(*arguments, *options, "--criterion", code)
    found = {}
    for table in range(1, page.table + 1):
        found.update(page.figures(table, "data-unit"))
    for row in told(*arguments, *options)["results"]:
        node = next(node for node in row["nodes"] if node["code"] == code)
        if node["state"] == "scored":
            at = found[row["unit"], "figure", "points"]
            expect(at == printed(node["achieved"]), f"{code}, {row['unit']}: {at}")


def check_two(arguments, options, unit, other):
    page = look(*arguments, *options, "--unit", unit, "--beside", other)
    found = page.figures(1, "data-code")
    rows = {row["unit"]: row for row in told(*arguments, *options)["results"]}
    for one in (unit, other):
        for node in rows[one]["nodes"]:
            if (node["code"], "unit", one) in found:
                at = found[node["code"], "unit", one]
                expect(at == printed(node["achieved"]), f"{one}, {node['code']}: {at}")
    both = {
        one: {node["code"]: node["achieved"] for node in rows[one]["nodes"]}
        for one in (unit, other)
    }
    for (code, kind, _), at in found.items():
        if kind == "figure" and at.startswith(("+", "−")) and code:
            apart = both[unit][code] - both[other][code]
            expect(at == signed(apart), f"{code}: {at} is not {apart}")


def check_order(folder):
    """Units in another order make the same page, where none are equal."""
    with open(PCI[1], encoding="utf-8") as file:
        lines = [line for line in file.read().splitlines() if not line.startswith("#")]
    first = run(*PCI, *PCI_BEFORE, "--format", "html")
    rng = random.Random(5)
    for _ in range(3):
        rows = lines[1:]
        rng.shuffle(rows)
        points = Path(folder) / "points-2021.csv"
        points.write_text("\n".join([lines[0], *rows]) + "\n", encoding="utf-8")
        expect(
            run(PCI[0], points, *PCI_BEFORE, "--format", "html") == first,
            "another order of units makes another page",
        )


def check_gaps(folder):
    """Who is without figures is told, and stands behind the others."""
    criteria, points = Path(folder) / "c.csv", Path(folder) / "p.csv"
    criteria.write_text("code,title,max,options\n.,Chỉ số,,missing=unknown\n1,Một,10,\n2,Hai,10,\n")
    with points.open("w", encoding="utf-8") as file:
        csv.writer(file).writerows(
            [["unit", "1", "2"], ["z", 1, 2], ["b", "", 5], ["a", "", ""], ["y", "-", 3]]
        )
    page = look(criteria, points)
    order = [row["data-unit"] for _, row, _ in page.rows if "data-unit" in row]
    expect(order == ["y", "z", "a", "b"], f"order {order}")
    cells = page.figures(1, "data-unit")
    expect(cells["y", "code", "1"] == "–" and cells["a", "code", "1"] == "…", "marks of gaps")


def check_periods():
    """With a series the ranks and the percents over the periods are shown, and all links."""
    files = {"criteria": PCI[0], "points": PCI[1], "previous": PCI_BEFORE[1], "unit": "haiphong"}
    periods = ["--period", f"2019={PCI_BEFORE[1]}", "--label", "2021"]
    look(*PCI, *periods, "--unit", "haiphong")
    text = run(*PCI, *PCI_BEFORE, *periods, "--format", "html").decode()
    expect(text.count("<figure") == 3 and "2021: " in text, "a board of two periods")
    series = [f"series={year}:{DATA / 'pci' / f'points-{year}.csv'}" for year in (2019, 2021)]
    texts = ["period=2021", "before=2019", "source=VCCI", "lang=vi"]
    for name, figures in (("board-page", 4), ("unit-page", 5)):
        call = [DRAW, name, *[f"{key}={value}" for key, value in files.items()], *series, *texts]
        call.append("draws=200")
        done = subprocess.run(call, capture_output=True, check=True)
        text = done.stdout.decode()
        page = Page(text, name)
        check_xml(text, name)
        expect(text.count("<figure") == figures, f"{name}: {text.count('<figure')} figures")
        for svg in re.findall(r"<svg.*?</svg>", text, re.S):
            check_svg(text, svg, name)
        ranks = re.findall(r'data-figure="ranks">([^<]*)<', text)
        told = {one.replace("\xa0", " ") for one in re.findall(r">(\d+(?:–\d+)?)</text>", text)}
        expect((len(ranks) > 20) == (name == "board-page"), f"{name}: {len(ranks)} intervals")
        expect(set(ranks) <= told, f"{name}: {set(ranks) - told} not in the figure")
        for word in ('href="data.csv"', 'href="data.json"', "VCCI", "2019"):
            expect(word in text, f"{name}: no {word}")
        expect(("board.html" in text) == (name == "unit-page"), f"{name}: link to the board")
        expect('class="me"' in text or name == "unit-page", f"{name}: nobody stands out")
        expect(page.languages == ["vi"], f"{name}: {page.languages}")


def check_stages(points):
    """The page of a unit and that of the board tell what the JSON tells of stages."""
    stages = ["--stage", f"self={points[0]}", "--stage", f"middle={points[1]}", "--label", "last"]
    document = json.loads(run(*PAR, *stages, "--format", "json"), parse_float=Decimal)
    labels = document["stages"]
    board = look(*PAR, *stages, "--unit-page", "unit/{unit}.html")
    whole = board.figures(2, "data-unit")
    for unit in document["units"]:
        code = unit["unit"]
        one = look(*PAR, *stages, "--unit", code)
        found = {}
        for table in range(1, one.table + 1):
            found.update(one.figures(table, "data-code"))
        for node in unit["nodes"]:
            rows = [(found, node["code"])] + ([] if node["code"] else [(whole, code)])
            for cells, key in rows:
                for label, achieved, state in zip(labels, node["achieved"], node["states"]):
                    shown = "…" if state == "missing" else printed(achieved)
                    at = cells[key, "stage", label].rstrip("*")
                    expect(at == shown, f"{code} {node['code']} {label}: {at} is not {shown}")
                for label, gain in zip(labels[1:], node["differences"]):
                    at = cells[key, "gain", label]
                    shown = "" if not gain or not round(gain, 2) else signed(gain)
                    expect(at == shown, f"{code} {node['code']} {label}: {at} is not {shown}")
                at = cells[key, "figure", "difference"]
                expect(at == signed(node["difference"]), f"{code} {node['code']}: {at}")
        differ = sum(len(set(node["achieved"])) > 1 for node in unit["nodes"] if node["leaf"])
        at = whole[code, "figure", "differing"]
        expect(at == f"{differ}", f"{code}: {at} criteria differ, not {differ}")
    text = run(*PAR, *stages, "--unit-page", "unit/{unit}.html", "--format", "html").decode()
    links = re.findall(r'<a href="unit/([^"]*)\.html">', text)
    expect(sorted(set(links)) == sorted(unit["unit"] for unit in document["units"]), f"{links}")
    expect(len(links) == 2 * len(set(links)), f"{links}: names in both tables are links")


with tempfile.TemporaryDirectory() as work:
    check_board(PCI, PCI_BEFORE)
    check_board(PCI, ["--overall"])
    check_board(DDCI, DDCI_BANDS)
    check_board(DDCI, [*DDCI_BANDS, "--overall", "--rank-by", "published"])
    check_board(PAR, PAR_BEFORE)
    check_unit(PCI, PCI_BEFORE, "haiphong")
    check_unit(PAR, PAR_BEFORE, "snv")
    check_unit(DDCI, DDCI_BANDS, told(*DDCI)["results"][0]["unit"])
    check_criterion(PCI, PCI_BEFORE, told(*PCI)["nodes"][1]["code"])
    check_criterion(PAR, [], told(*PAR)["nodes"][0]["code"])
    check_two(PCI, PCI_BEFORE, "haiphong", "quangninh")
    check_order(work)
    check_gaps(work)
    check_periods()
    check_stages([PAR_BEFORE[1], PAR[1]])
print(*faults[:60], sep="\n")
print(f"{pages} pages, {len(faults)} faults")
sys.exit(bool(faults) or pages == 0)
