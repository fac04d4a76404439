"""Figures at many widths, of many boards: texts do not overlap, figures are those of the JSON,
bytes are the same every time, names do no harm.

check.py DRAW SCOREBOARD DATA
"""

import json
import os
import random
import re
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

from picture import Picture, faults_of

DRAW, SCOREBOARD, DATA = sys.argv[1], sys.argv[2], Path(sys.argv[3])
WIDTHS = (320, 360, 480, 559, 560, 640, 720, 960, 1200)
#: Of made-up boards.
FEW_WIDTHS = (320, 360, 559, 560, 720, 1200)
#: Where the code is watched, which takes twenty times as long, at a phone's width alone, and in one
#: language.
FEW = False
if "few" in sys.argv:
    sys.argv.remove("few")
    WIDTHS = FEW_WIDTHS = (360,)
    FEW = True
PCI = DATA / "pci"
DDCI = DATA / "ddci"
LONG = "Ban Quản lý các khu công nghiệp và khu kinh tế trọng điểm của tỉnh, trực thuộc Ủy ban"
HOSTILE = ["<b>\"x\" & 'y'</b>", "</text><script>alert(1)</script>", "\u202etxt.exe", "=1+1"]
faults, pictures = [], 0
#: Programs that draw at the same time.
PENS = ThreadPoolExecutor(os.cpu_count())


def few(*many):
    """The second of many where the code is watched."""
    return many[1:2] if FEW else many


def draw(figure, **options):
    """The bytes of a figure; options that are lists are given again and again."""
    arguments = []
    for name, value in options.items():
        values = value if isinstance(value, list) else [value]
        arguments += [f"{name}={one}" for one in values]
    done = subprocess.run([DRAW, figure, *arguments], capture_output=True, check=False)
    if done.returncode:
        raise SystemExit(f"{figure} {arguments}: {done.stderr.decode()}")
    return done.stdout


def look(figure, widths=WIDTHS, **options):
    """Looks at a figure at many widths, and gives the picture of 720."""
    global pictures
    looks = [(width, language) for language in ("vi", "en")[FEW:] for width in widths]
    pictures += len(looks)
    drawn = list(
        PENS.map(
            lambda one: draw(figure, width=one[0], lang=one[1], **options),
            [*looks, (720, "vi"), *[(720, "vi")][FEW:]],
        )
    )
    for (width, language), data in zip(looks, drawn):
        for fault in faults_of(data):
            told = " ".join(f"{name}={Path(str(one)).name}" for name, one in options.items())
            faults.append(f"{figure} {width} {language}: {fault} ({told[:200]})")
    expect(FEW or drawn[-1] == drawn[-2], f"{figure}: other bytes")
    return Picture(drawn[-1])


def expect(right, what):
    if not right:
        faults.append(what)


def scoreboard(*arguments):
    done = subprocess.run(
        [SCOREBOARD, *map(str, arguments), "--format", "json"], capture_output=True, check=True
    )
    return json.loads(done.stdout, parse_float=Decimal, parse_int=Decimal)


def printed(number, digits=2):
    """A figure as Vietnamese figures print it."""
    rounded = Decimal(number).quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP)
    return f"{rounded:f}".replace("-", "−").replace(".", ",")


def write(folder, name, rows):
    path = Path(folder) / name
    lines = []
    for row in rows:
        lines.append(",".join('"' + str(cell).replace('"', '""') + '"' for cell in row))
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


class Made:
    """A board that is made up: so many units, of so many criteria."""

    def __init__(self, folder, seed, units, criteria, kind="plain"):
        self.kind = kind
        rng = random.Random(seed)
        digits = "digits=2"
        rows = [["code", "title", "max", "rule", "options"], [".", "Chỉ số", "", "", digits]]
        for i in range(criteria):
            title = LONG if kind == "long" else f"Tiêu chí số {i + 1} về cải cách"
            rule = "range 0..10 unlimited" if kind == "wild" else ""
            rows.append([str(i + 1), title, "10", rule, ""])
        self.criteria = write(folder, f"c{seed}.csv", rows)
        self.codes = [f"u{i}" for i in range(units)]
        heads = ["unit", "name", "block", *[str(i + 1) for i in range(criteria)]]
        rows, before = [heads], [heads]
        for i, code in enumerate(self.codes):
            name = LONG if kind == "long" else HOSTILE[i % 4] if kind == "hostile" else f"Huyện {i}"
            block = f"Khối {i % 3}" if kind in ("blocks", "long") else ""
            rows.append([code, name, block, *[self.cell(rng, kind) for _ in range(criteria)]])
            before.append([code, name, block, *[self.cell(rng, kind) for _ in range(criteria)]])
        self.points = write(folder, f"p{seed}.csv", rows)
        self.previous = write(folder, f"q{seed}.csv", before)
        self.bands = write(
            folder,
            f"b{seed}.csv",
            [["band", "from"], ["Rất tốt", 80], ["Tốt", 65], ["Khá", 50], ["Yếu", 0]],
        )

    def files(self):
        return {"criteria": self.criteria, "points": self.points, "previous": self.previous}

    @staticmethod
    def cell(rng, kind):
        if kind == "wild":
            return rng.choice([-5, 0, 10, 23.456, "", 7])
        if kind == "close":
            return f"{rng.uniform(7, 8):.2f}"
        if kind == "ties":
            return rng.choice([5, 6])
        if kind == "gaps":
            return rng.choice([5, 6.5, "", "-", 10])
        return f"{rng.uniform(0, 10):.2f}"


KINDS = ("plain", "close", "ties", "gaps", "blocks", "long", "hostile", "wild")


def boards(folder, criteria=4):
    seed = 0
    for kind in KINDS:
        for units in few(1, 3, 2, 21, 63) if kind in ("close", "long", "plain") else (5,):
            seed += 1
            yield Made(folder, seed * 100 + criteria, units, criteria, kind)


def check_bar_lengths(picture, what):
    """Bars begin at 0 and are as long as their values say, to a tenth of a pixel."""
    bars = [
        (float(own["width"]), float(own["data-value"].replace(",", ".")))
        for tag, own in picture.marks
        if tag == "rect"
    ]
    longest = max(bars, key=lambda bar: bar[1], default=(0, 0))
    for width, value in bars:
        if longest[1] > 0 and value >= 0:
            expect(abs(width - longest[0] * value / longest[1]) <= 0.2, f"{what}: bar of {value}")


def check_ranking(folder):
    for criteria, points, extra in (
        (PCI / "criteria-vi.csv", PCI / "points-2021.csv", {"previous": PCI / "points-2019.csv"}),
        (DDCI / "criteria.csv", DDCI / "points-2021.csv", {"bands": DDCI / "bands.csv"}),
    ):
        picture = look("ranking", criteria=criteria, points=points, period="2021", **extra)
        told = {
            (row["unit"], str(row["rank"]), printed(row["percent"]))
            for row in scoreboard(criteria, points)["results"]
            if row["ranked"]
        }
        expect(set(picture.data_of("unit", "rank", "value")) == told, f"ranking {points}: figures")
        check_bar_lengths(picture, f"ranking {points}")
    for made in boards(folder):
        some = {"criteria": made.criteria, "points": made.points, "unit": made.codes[:2]}
        look("ranking", FEW_WIDTHS, **some)
        look("ranking", FEW_WIDTHS, bands=made.bands, previous=made.previous, **some)
        look(
            "ranking", FEW_WIDTHS, bands=made.bands, overall=1, title=LONG * 3, source=LONG, **some
        )


def gated(folder):
    """A board with bonuses, of which gates limit the bands of two units."""
    heads = ["code", "title", "max", "min", "kind", "gate"]
    rows = [
        [1, "Kế hoạch", 30, "", "", "below 24: parent at most band Khá"],
        [2, "Thể chế", 70, "", "", ""],
        [3, "Thưởng", 5, "", "bonus", ""],
        [4, "Phạt", 0, -5, "bonus", "below -1: parent at most band Yếu"],
    ]
    points = [["unit", "name", 1, 2, 3, 4]]
    points += [["a", LONG, 20, 65, 3, 0], ["b", "B", 28, 66, 0, -2], ["c", "C", 25, 60, 1, 0]]
    return {
        "criteria": write(folder, "gc.csv", [heads, *rows]),
        "points": write(folder, "gp.csv", points),
        "bands": write(folder, "gb.csv", [["band", "from"], ["Tốt", 80], ["Khá", 50], ["Yếu", 0]]),
    }


def check_gates(folder):
    """What a gate limits has a mark and is named; bonuses are no columns."""
    files = gated(folder)
    for some in ({}, {"previous": files["points"], "unit": "a"}):
        picture = look("ranking", **files, **some)
        texts = [text.text for text in picture.texts]
        expect(texts.count("*") == 2, f"limited bands: {texts.count('*')} marks")
        words = picture.root.findtext("{http://www.w3.org/2000/svg}desc")
        expect(f"B (Tốt → Yếu), {LONG} (Tốt → Khá)" in words, f"limited bands: {words}")
        marks = [text for text in picture.texts if text.text == "*"]
        values = {(text.top, text.text) for text in picture.texts}
        found = {text for mark in marks for top, text in values if top == mark.top}
        expect({"88,00", "92,00"} <= found, f"limited bands beside {found}")
    codes = {code for (code,) in look("heat", **files).data_of("code")}
    expect(codes == {"1", "2"}, f"heat of bonuses: {codes}")


def check_heat(folder):
    for criteria, points in (
        (PCI / "criteria-vi.csv", PCI / "points-2021.csv"),
        (DDCI / "criteria.csv", DDCI / "points-2021.csv"),
    ):
        picture = look("heat", criteria=criteria, points=points, period="2021")
        told = {
            (row["unit"], node["code"], printed(node["percent"], 1))
            for row in scoreboard(criteria, points, "--digits", 1)["results"]
            for node in row["nodes"]
            if row["ranked"] and node["percent"] is not None and "." not in node["code"]
        }
        expect(set(picture.data_of("unit", "code", "value")) == told, f"heat {points}: figures")
    for count in few(1, 8, 30):
        for made in boards(folder, count):
            some = {"criteria": made.criteria, "points": made.points, "unit": made.codes[-1]}
            look("heat", FEW_WIDTHS, **some)


def series_of(folder, seed, labels, units, missing):
    """Files of so many periods, some units not there in some of them."""
    rng = random.Random(seed)
    criteria = write(folder, f"sc{seed}.csv", [["code", "title", "max"], ["1", "Chỉ số", 100]])
    periods = []
    for label in labels:
        rows = [["unit", "name", "1"]]
        for i in range(units):
            if rng.random() >= missing or (label == labels[-1] and i == 0):
                name = LONG if i % 7 == 3 else f"Thành phố số {i}"
                rows.append([f"u{i}", name, f"{rng.uniform(40, 90):.2f}"])
        periods.append(f"{label}:{write(folder, f's{seed}-{label}.csv', rows)}")
    return {"criteria": criteria, "series": periods}


def made_series(folder):
    years = [str(year) for year in range(2012, 2022)]
    quarters = [f"Quý {i}" for i in range(1, 9)]
    for seed, (labels, units, missing) in enumerate(
        few(
            (years[:1], 3, 0),
            (quarters, 5, 0.2),
            (years[:2], 21, 0),
            (years, 21, 0.3),
            (years[:2] + years[4:], 63, 0),
            (quarters[:3], 1, 0),
        )
    ):
        yield series_of(folder, seed, labels, units, missing), units


def check_series_figures(picture, options, what):
    """Marks stand for what the program says of each period."""
    for period in options["series"]:
        label, points = period.split(":", 1)
        told = {
            (row["unit"], printed(row["percent"]), str(row["rank"]))
            for row in scoreboard(options["criteria"], points)["results"]
        }
        found = {
            (unit, value, rank)
            for unit, at, value, rank in picture.data_of("unit", "period", "value", "rank")
            if at == label
        }
        expect(found <= told, f"{what} {label}: {found - told}")


def check_years(folder):
    for options, units in made_series(folder):
        some = [f"u{i}" for i in range(min(units, 5))]
        picture = look("years", FEW_WIDTHS, unit=some, **options)
        check_series_figures(picture, options, "years")
        periods = {label.split(":")[0] for label in options["series"]}
        lines = [own["d"] for tag, own in picture.shapes if tag == "path" and "data" not in own]
        gaps = sum(line.count("M") - 1 for line in lines[1:])
        expect(gaps >= 0 and periods >= {p for (p,) in picture.data_of("period")}, "years: gaps")
        look("years", FEW_WIDTHS, unit=[f"u{i}" for i in range(units)], **options)
        look("years", FEW_WIDTHS, node="1", **options)


def check_lone_year(folder):
    """A point behind years without figures: they leave the labels of the axis alone, and the value
    stands beside the point where its name takes the room at the end."""
    criteria = write(folder, "yc.csv", [["code", "title", "max"], [1, "Chỉ số", 100]])
    none = write(folder, "y0.csv", [["unit", "name", "ranked", "1"], ["a", LONG, "no", "-"]])
    points = write(folder, "y1.csv", [["unit", "name", "ranked", "1"], ["a", LONG, "no", 87.8]])
    some = {"criteria": criteria, "series": [f"2015:{none}", f"2020:{points}"], "unit": "a"}
    look("years", **some)
    for width in WIDTHS:
        shown = Picture(draw("years", width=width, lang="vi", **some))
        fields = [own for tag, own in shown.shapes if tag == "rect" and "cf-tint" in own["class"]]
        expect(len(fields) == 1, f"years {width}: {len(fields)} fields")
        axis = [text for text in shown.texts if re.fullmatch("[0-9,]+", text.text)]
        left = [text for text in axis if text.left < 20]
        right = max(text.right for text in left)
        expect(right <= float(fields[0]["x"]), f"years {width}: a field over the axis")
        expect("87,80" in [text.text for text in axis], f"years {width}: no value")
        words = shown.root.findtext("{http://www.w3.org/2000/svg}desc")
        expect(words == f"{LONG}, 2020: 87,80.", f"years {width}: {words}")


def check_bump(folder):
    for options, units in made_series(folder):
        picture = look("bump", FEW_WIDTHS, unit=["u0", f"u{units - 1}"][: min(units, 2)], **options)
        check_series_figures(picture, options, "bump")
        look("bump", FEW_WIDTHS, **options)


def check_periods(folder):
    criteria, points, before = PCI / "criteria-vi.csv", PCI / "points-2021.csv", "points-2019.csv"
    some = {"criteria": criteria, "points": points, "previous": PCI / before, "unit": "haiphong"}
    picture = look("periods", period="2021", before="2019", **some)
    for label, file in (("2021", points), ("2019", PCI / before)):
        told = {
            (node["code"], printed(node["percent"]))
            for row in scoreboard(criteria, file)["results"]
            for node in row["nodes"]
            if row["unit"] == "haiphong"
        }
        found = {
            (code, value)
            for code, period, value in picture.data_of("code", "period", "value")
            if period == label
        }
        expect(found == told, f"periods {label}: {found ^ told}")
    look(
        "periods",
        criteria=DATA / "par" / "department-criteria.csv",
        points=DATA / "par" / "department-appraisal.csv",
        previous=DATA / "par" / "department-self.csv",
        unit="snv",
    )
    for count in few(1, 8):
        for made in boards(folder, count):
            if made.kind != "gaps":
                look("periods", FEW_WIDTHS, unit=made.codes[0], **made.files())


def check_profile(folder):
    criteria, points = PCI / "criteria-vi.csv", PCI / "points-2021.csv"
    for unit in ("haiphong", "quangninh"):
        picture = look("profile", criteria=criteria, points=points, unit=unit)
        told = {
            (node["code"], printed(node["percent"]), str(node["rank"]))
            for row in scoreboard(criteria, points)["results"]
            for node in row["nodes"]
            if row["unit"] == unit
        }
        expect(set(picture.data_of("code", "value", "rank")) == told, f"profile {unit}: figures")
    for count in few(1, 8):
        for made in boards(folder, count):
            if made.kind != "gaps":
                some = {"criteria": made.criteria, "points": made.points}
                look("profile", FEW_WIDTHS, unit=made.codes[0], **some)


def check_lost(folder):
    criteria, points = PCI / "criteria-vi.csv", PCI / "points-2021.csv"
    for unit in ("haiphong", "quangninh"):
        picture = look("lost", criteria=criteria, points=points, unit=unit)
        told = {
            (entry["leaf"], printed(entry["to_max"]))
            for row in scoreboard(criteria, points, "--unit", unit)["results"]
            for entry in row["ledger"]["entries"]
        }
        found = set(picture.data_of("code", "value"))
        expect(found == told, f"lost {unit}: {found ^ told}")
        check_bar_lengths(picture, f"lost {unit}")
    for count in few(1, 8, 30):
        for made in boards(folder, count):
            if made.kind not in ("gaps", "wild"):
                some = {"criteria": made.criteria, "points": made.points}
                look("lost", FEW_WIDTHS, unit=made.codes[0], **some)


def as_number(text):
    return Decimal(text.replace("−", "-").replace(",", "."))


def check_steps(folder):
    """What is beside leaves has bars and notes: all of it adds up to what the unit lacks."""
    heads = ["code", "title", "max", "min", "combine", "kind", "gate"]
    rows = [
        [".", "Chỉ số", "", "", "", "", ""],
        ["1", "Kế hoạch", "", "", "sum drop highest 1", "", ""],
        *([f"1.{i}", f"Phần {i}", 10, "", "", "", ""] for i in (1, 2, 3)),
        ["2", "Thể chế", 20, 0, "", "", ""],
        ["2.1", "Văn bản", 20, "", "", "", "below 90%: parent at most 60%"],
        ["2.2", "Trừ", 0, -30, "", "bonus", ""],
        ["3", "Hạ tầng", "", "", "", "", ""],
        *([f"3.{i}", f"Mạng {i}", 6, "", "", "", ""] for i in (1, 2)),
        ["4", "Tài chính", 10, 0, "", "", ""],
        ["4.1", "Giải ngân", 10, "", "", "", ""],
        ["4.2", "Vi phạm", 0, -30, "", "bonus", ""],
    ]
    criteria = write(folder, "stc.csv", [heads, *rows])
    units = ["unit", "name", *"1.1 1.2 1.3 2.1 2.2 3 3.1 3.2 4.1 4.2 note:3".split()]
    own = ["u", "U", 8, 5, 2, 16, -1, 9, 4, "", 7, -12, "kháng nghị"]
    best = ["v", LONG, 9, 8, 9, 20, 0, "", 6, 5, 8, 0, ""]
    points = write(folder, "stp.csv", [units, own, best])
    picture = look("lost", criteria=criteria, points=points, unit="u")
    told = scoreboard(criteria, points, "--unit", "u")["results"][0]["ledger"]
    bars = sum(as_number(value) for (value,) in picture.data_of("value"))
    texts = " ".join(text.text for text in picture.texts)
    given = [as_number(text) for text in re.findall(r"(?:cộng lại|thêm) (−?[0-9,]*[0-9])", texts)]
    expect(len(given) == 2, f"lost: notes of {given}")
    expect(bars - sum(given) == told["lost"], f"lost: {bars} less {given} is not {told['lost']}")
    words = picture.root.findtext("{http://www.w3.org/2000/svg}desc")
    for step in ("Kế hoạch: bỏ bớt", "Thể chế: bị khống chế do Văn bản", "Hạ tầng: được ấn định"):
        expect(step in words, f"lost: {words} lacks {step}")
    for width in WIDTHS:
        shown = Picture(draw("lost", width=width, criteria=criteria, points=points, unit="u"))
        for number in ("9.00", "20.00", "8.00"):
            expect(number in [text.text for text in shown.texts], f"lost {width}: no {number}")


def check_bridge(folder):
    criteria = write(
        folder,
        "bridge.csv",
        [["code", "title", "max"], [1, LONG, 19], [2, "b", 10], [3, "c", 26], [4, "d", 12]],
    )
    before = write(
        folder,
        "bridge0.csv",
        [["code", "title", "max"], [1, "a", 20], [2, "b", 10], [3, "c", 20], [5, "e", 10]],
    )
    rng = random.Random(9)
    for case in range(12):
        row = [f"{rng.uniform(0, 10):.{case % 4}f}" for _ in range(4)]
        row[case % 4] = "-" if case % 3 == 0 else row[case % 4]
        old = [f"{rng.uniform(0, 10):.{case % 4}f}" for _ in range(4)]
        points = write(folder, "bp.csv", [["unit", 1, 2, 3, 4], ["a", *row]])
        previous = write(folder, "bp0.csv", [["unit", 1, 2, 3, 5], ["a", *old]])
        some = {"previous": previous, "previous_criteria": before, "unit": "a"}
        picture = look("bridge", criteria=criteria, points=points, **some)
        told = scoreboard(
            criteria, points, "--previous", previous, "--previous-criteria", before, "--unit", "a"
        )["results"][0]
        parts = {
            code: Decimal(value.replace("−", "-").replace("+", "").replace(",", "."))
            for code, value in picture.data_of("code", "value")
        }
        change = told["change"]["percent"]
        expect(sum(parts.values()) == change, f"bridge {case}: {parts} are not {change}")
        for code, part in parts.items():
            right = told["bridge"][code]
            expect(abs(part - right) < Decimal("0.02"), f"bridge {case} {code}: {part}, {right}")


def check_shares(folder):
    sipas = DATA / "sipas"
    files = {
        "criteria": sipas / "criteria.csv",
        "points": sipas / "points.csv",
        "answers": sipas / "answers.csv",
    }
    labels = ["Rất không hài lòng", "Không hài lòng", "Bình thường", "Hài lòng", "Rất hài lòng"]
    picture = look("shares", question="3.2", first=3, last=4, label=labels, **files)
    told = {
        ("skhcn", "0"), ("skhcn", "1"), ("skhcn", "6"), ("skhcn", "4"),
        ("stc", "1"), ("stc", "6"), ("stc", "2"),
    }  # fmt: skip
    found = {
        (unit, value)
        for unit, code, value in picture.data_of("unit", "code", "value")
        if code == "3.2" and unit in ("skhcn", "stc")
    }
    expect(found <= told and ("skhcn", "6") in found, f"shares: {found}")
    expect(("skhcn", "best", "90,9") in picture.data_of("unit", "code", "value"), "shares: best")
    look("shares", question="5.2", first=0, last=0, **files)
    for seed, options in enumerate((2, 3, 4, 5, 6, 7)):
        rng = random.Random(seed)
        weights = " ".join(str(100 - i * (100 // (options - 1))) for i in range(options))
        criteria = write(
            folder,
            f"w{seed}.csv",
            [["code", "title", "max", "rule"], [1, LONG, 10, f"survey {weights}"]],
        )
        rows = [["unit", "question", "answer", "count"]]
        for i in range(1 + seed * 5):
            for option in range(options):
                rows.append([f"don-vi-{i}", 1, option + 1, rng.choice([0, 1, 3, 50, 10**9])])
        answers = write(folder, f"a{seed}.csv", rows)
        some = {"criteria": criteria, "answers": answers, "question": "1"}
        look("shares", FEW_WIDTHS, first=0, last=rng.randrange(options), **some)
        look("shares", FEW_WIDTHS, first=options - 1, last=options - 1, label=labels, **some)


def mark_of(picture, unit):
    """Where the dot of a unit stands, and its line and its thick line."""
    own = next(own for tag, own in picture.marks if own["data-unit"] == unit)
    x, y = float(own["cx"]), float(own["cy"])
    lines = [
        (float(one["stroke-width"]), float(one["x1"]), float(one["x2"]))
        for tag, one in picture.shapes
        if tag == "line" and float(one["y1"]) == float(one["y2"]) == y
    ]
    return own, x, lines


def number(text):
    return float(text.replace(",", "."))


def check_places(picture, what):
    """Dots and lines stand where the ranks say: all on one axis."""
    told = [mark_of(picture, unit) for (unit,) in picture.data_of("unit")]
    ranks = [(number(own["data-rank"]), x) for own, x, _ in told]
    (first, left), (last, right) = min(ranks), max(ranks)
    scale = (right - left) / (last - first) if last > first else 0
    for own, x, lines in told:
        expect(abs(left + (number(own["data-rank"]) - first) * scale - x) < 0.2, f"{what}: dot")
        if "data-low" in own:
            ends = [left + (number(own[f"data-{end}"]) - first) * scale for end in ("low", "high")]
            thin = [line[1:] for line in lines if line[0] == 2.0]
            right_ends = thin and all(abs(a - b) < 0.3 for a, b in zip(thin[0], ends))
            expect(len(thin) == 1 and (scale == 0 or right_ends), f"{what}: line {thin} {ends}")
            for thick in lines:
                expect(thin[0][0] <= thick[1] <= thick[2] <= thin[0][1], f"{what}: {lines}")
        text = own.get("data-low", "–")
        text += "" if own.get("data-high") == own.get("data-low") else "–" + own["data-high"]
        expect(text in [one.text for one in picture.texts], f"{what}: no {text}")


def check_certainty(folder):
    for criteria, points, units in (
        (PCI / "criteria-vi.csv", PCI / "points-2021.csv", ["haiphong"]),
        (DDCI / "criteria.csv", DDCI / "points-2021.csv", []),
    ):
        some = {"criteria": criteria, "points": points, "unit": units, "period": "2021"}
        picture = look("certainty", draws="400,weights:25%", **some)
        told = {
            (row["unit"], str(row["rank"]))
            for row in scoreboard(criteria, points)["results"]
            if row["ranked"]
        }
        expect(set(picture.data_of("unit", "rank")) == told, f"certainty {points}: figures")
        check_places(picture, f"certainty {points}")
        words = picture.root.findtext("{http://www.w3.org/2000/svg}desc")
        steady = sum(
            number(low) >= number(rank) - 1 and number(high) <= number(rank) + 1
            for rank, low, high in picture.data_of("rank", "low", "high")
        )
        expect(f"{steady}/{len(told)} thứ hạng không đổi" in words, f"certainty: {words}")
        expect(words.startswith("400 lần rút: mỗi trọng số trong"), f"certainty: {words}")
        # Where nothing varies, all stand where they are.
        still = look("certainty", FEW_WIDTHS, draws="7,weights:0%", **some)
        expect(
            all(len({*one}) == 1 for one in still.data_of("rank", "low", "median", "high")),
            f"certainty {points}: moved",
        )
    for made in boards(folder):
        some = {"criteria": made.criteria, "points": made.points, "unit": made.codes[:2]}
        for draws in ("50", "50,quantiles:50", "20,without:yes,quantiles:30+60"):
            picture = look("certainty", FEW_WIDTHS, draws=draws, **some)
            check_places(picture, f"certainty {made.kind} {draws}")
        rounding = "" if made.kind == "wild" else ",rounding:1"
        draws = f"20,dirichlet:50{rounding},combine:.=mean+geometric"
        look("certainty", FEW_WIDTHS, draws=draws, **some)
        look("certainty", FEW_WIDTHS, draws="20", overall=1, title=LONG * 3, source=LONG, **some)


CHECKS = [
    check_ranking,
    check_gates,
    check_heat,
    check_years,
    check_lone_year,
    check_bump,
    check_periods,
    check_profile,
    check_lost,
    check_steps,
    check_bridge,
    check_shares,
    check_certainty,
]

only = sys.argv[4:]
with tempfile.TemporaryDirectory() as work:
    for check in CHECKS:
        if not only or check.__name__[6:] in only:
            check(work)
print(*faults[:60], sep="\n")
print(f"{pictures} pictures, {len(faults)} faults")
sys.exit(bool(faults) or pictures == 0)
