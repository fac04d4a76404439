"""Makes the sheets of this folder: a workbook as an office makes it, and what spreadsheet programs
save of it as text. Run by hand, with openpyxl; the same files come out each time.

python3 make.py
"""

import io
import re
import zipfile
from datetime import datetime
from fractions import Fraction
from pathlib import Path

import openpyxl
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

HERE = Path(__file__).resolve().parent

COUNT = '_(* #,##0.0_);_(* (#,##0.0);_(* "-"??_);_(@_)'
POINTS, RATE, WHOLE_RATE, PERCENT = "0.00", "0.0%", "0%", "0.00%"

#: The criteria: the upper heading, the lower one, the format of its cells.
COLUMNS = [
    ("Chỉ đạo điều hành", "Kế hoạch", COUNT),
    ("Chỉ đạo điều hành", "Báo cáo", POINTS),
    ("Thủ tục hành chính", "Hồ sơ đúng hạn", RATE),
    ("Thủ tục hành chính", "Dịch vụ công trực tuyến", WHOLE_RATE),
    ("Sáng kiến", "", COUNT),
]
PRINTED = [("Tổng điểm", POINTS), ("Tỷ lệ", PERCENT), ("Xếp hạng", "0"), ("Ghi chú", "General")]

BLOCKS_2025 = {
    "Khối sở, ban, ngành": {
        "Sở Nội vụ": ["2", "2.75", "97.8%", "77%", "1.5"],
        "Sở Tài chính": ["1.5", "3", "99.1%", "84%", "0"],
        "Sở Y tế": ["2", "2.5", "91.2%", "52%", "1"],
        "Thanh tra tỉnh": ["2", "2.25", "95.5%", "Không áp dụng", "0"],
    },
    "Khối UBND cấp huyện": {
        "Huyện Bắc": ["1", "2.5", "88.4%", "64%", "0.5"],
        "Huyện Nam": ["0", "2.75", "93.7%", "72%", "Chậm"],
        "Thị xã Đông": ["2", "3", "96.6%", "90%", "2"],
    },
}
BLOCKS_2026 = {
    "Khối sở, ban, ngành": {
        "Sở Nội vụ": ["2", "3", "98.4%", "82%", "1"],
        "Sở Tài chính": ["2", "2.75", "98.7%", "86%", "0.5"],
        "Sở Y tế": ["1.5", "2.75", "94.5%", "66%", "1.5"],
        "Thanh tra tỉnh": ["2", "2.5", "96%", "Không áp dụng", "0"],
    },
    "Khối UBND cấp huyện": {
        "Huyện Bắc": ["1.5", "2.5", "91.9%", "70%", "Chậm"],
        "Huyện Nam": ["1", "3", "94.2%", "78%", "0.5"],
        "Thị xã Đông": ["2", "2.75", "97.1%", "88%", "1.5"],
    },
}
NOTES = {"Thanh tra tỉnh": "không có thủ tục trực tuyến"}


def number(text):
    """A cell as an exact number; None for a word, and 0 for the one that means it."""
    if text == "Chậm":
        return Fraction(0)
    if text == "Không áp dụng":
        return None
    return Fraction(text[:-1]) / 100 if text.endswith("%") else Fraction(text)


class Cell:
    """What a cell holds, the formula that it comes from, and how it is shown."""

    def __init__(self, value=None, shown="General", formula=None):
        self.value, self.shown, self.formula = value, shown, formula

    def text(self, mark):
        """What a spreadsheet program saves of it as text."""
        if self.value is None or isinstance(self.value, str):
            return self.value or ""
        if self.shown == COUNT and self.value == 0:
            return " -   "
        is_rate = self.shown.endswith("%")
        places = len(
            re.split(r"\.", {COUNT: "0.0"}.get(self.shown, self.shown).rstrip("%") + ".")[1]
        )
        scaled = self.value * (100 if is_rate else 1) * 10**places
        # Half up, as spreadsheet programs do.
        digits = str(int(scaled + Fraction(1, 2))).rjust(places + 1, "0")
        whole, part = (digits[:-places], digits[-places:]) if places else (digits, "")
        text = whole + (mark + part if part else "") + ("%" if is_rate else "")
        return f" {text} " if self.shown == COUNT else text


def total_of(row):
    """The points of a unit, and what it could have."""
    values = dict(zip("abcde", row))
    points = values["a"] + values["b"] + 10 * values["c"] + values["e"]
    if values["d"] is None:
        return points, Fraction(17)
    return points + 5 * min(Fraction(1), values["d"] / Fraction(80, 100)), Fraction(22)


def rows_of(blocks, year, order):
    """The sheet, row by row, and the areas that are merged."""
    columns = [COLUMNS[i] for i in order]
    width = 2 + len(columns) + len(PRINTED)
    last = get_column_letter(width)
    rows = [
        ["UBND TỈNH MINH HỌA"],
        [f"KẾT QUẢ CHỈ SỐ CẢI CÁCH HÀNH CHÍNH NĂM {year}"],
        ["(Số liệu minh họa, không phải của tỉnh nào)"],
        [],
        ["TT", "Đơn vị"],
        [None, None],
    ]
    merged = ["A1:D1", f"A2:{last}2", f"A3:{last}3", "A5:A6", "B5:B6"]
    for at, (upper, lower, _) in enumerate(columns, 3):
        letter = get_column_letter(at)
        begins = at == 3 or columns[at - 4][0] != upper
        rows[4].append(upper if begins else None)
        rows[5].append(lower or None)
        if not lower:
            merged.append(f"{letter}5:{letter}6")
        elif not begins:
            merged.append(f"{get_column_letter(at - 1)}5:{letter}5")
    for at, (heading, _) in enumerate(PRINTED, 3 + len(columns)):
        rows[4].append(heading)
        merged.append(f"{get_column_letter(at)}5:{get_column_letter(at)}6")
    rows = [[Cell(value) for value in row] for row in rows]
    for numeral, (block, units) in zip(("I", "II"), blocks.items()):
        rows.append([Cell(numeral), Cell(block)])
        merged.append(f"B{len(rows)}:{last}{len(rows)}")
        add_units(rows, units, order)
    rows.append(means_of(rows, len(columns)))
    merged.append(f"A{len(rows)}:B{len(rows)}")
    rows.append([Cell("Ghi chú: dấu - là 0 điểm; nộp chậm tính 0 điểm.")])
    merged.append(f"A{len(rows)}:{last}{len(rows)}")
    return rows, merged


def add_units(rows, units, order):
    """The rows of a block; totals, percents and ranks are formulas."""
    totals = [total_of([number(text) for text in row]) for row in units.values()]
    percents = [points / most for points, most in totals]
    first, letters = len(rows) + 1, {
        index: get_column_letter(3 + at) for at, index in enumerate(order)
    }
    for place, (name, texts) in enumerate(units.items()):
        at = first + place
        points, most = totals[place]
        cells = [Cell(place + 1, "0"), Cell(name)]
        for index in order:
            value = texts[index]
            is_word = value in ("Chậm", "Không áp dụng")
            cells.append(Cell(value if is_word else number(value), COLUMNS[index][2]))
        a, b, c, d, e = (f"{letters[index]}{at}" for index in range(5))
        total, percent = get_column_letter(8), get_column_letter(9)
        cells += [
            Cell(points, POINTS, f"=SUM({a},{b},{e})+10*{c}+IF(ISNUMBER({d}),5*MIN(1,{d}/80%),0)"),
            Cell(percents[place], PERCENT, f'={total}{at}/IF({d}="Không áp dụng",17,22)'),
            Cell(
                1 + sum(other > percents[place] for other in percents),
                "0",
                f"=RANK({percent}{at},{percent}${first}:{percent}${first + len(units) - 1})",
            ),
            Cell(NOTES.get(name)),
        ]
        rows.append(cells)


def means_of(rows, count):
    """The row of means, of what is a number."""
    cells = [Cell("Trung bình"), Cell()]
    for at in range(2, 2 + count + 2):
        shown = next(row[at].shown for row in rows[7:] if len(row) > 3)
        values = [row[at].value for row in rows[6:] if len(row) > 3]
        values = [value for value in values if isinstance(value, (int, Fraction))]
        letter = get_column_letter(at + 1)
        mean = sum(values, Fraction(0)) / len(values)
        cells.append(Cell(mean, shown, f"=AVERAGE({letter}7:{letter}{len(rows)})"))
    return cells


def save_workbook(path, rows, merged, year):
    """A workbook whose formulas have their values, with no time in it."""
    book = openpyxl.Workbook()
    book.properties.created = book.properties.modified = datetime(year, 12, 31)
    book.properties.creator = "chiso"
    sheet = book.active
    sheet.title = f"Kết quả {year}"
    values = {}
    for at, row in enumerate(rows, 1):
        for column, cell in enumerate(row, 1):
            if cell.value is None:
                continue
            there = sheet.cell(at, column)
            is_number = isinstance(cell.value, (int, Fraction))
            value = float(cell.value) if is_number else cell.value
            there.value = cell.formula or (
                int(value) if is_number and value == int(value) else value
            )
            there.number_format = cell.shown
            if cell.formula:
                values[there.coordinate] = repr(value)
            if at <= 6:
                there.font = Font(bold=True)
                there.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
    for area in merged:
        sheet.merge_cells(area)
    packed = io.BytesIO()
    book.save(packed)
    with zipfile.ZipFile(packed) as old, zipfile.ZipFile(path, "w") as new:
        for name in sorted(old.namelist()):
            data = old.read(name).decode()
            if name.endswith("sheet1.xml"):
                data = re.sub(
                    r'(<c r="(\w+)"[^>]*><f>[^<]*</f>)(?:<v */>|<v></v>)',
                    lambda cell: f"{cell[1]}<v>{values[cell[2]]}</v>",
                    data,
                )
            if name == "docProps/core.xml":
                data = re.sub(r"\d{4}-\d\d-\d\dT[\d:]+Z", f"{year}-12-31T00:00:00Z", data)
            about = zipfile.ZipInfo(name, (year, 12, 31, 0, 0, 0))
            about.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(about, data)


def text_of(rows, separator, mark):
    """The sheet as text, what is merged standing where it begins."""
    width = max(map(len, rows))
    lines = []
    for row in rows:
        texts = [cell.text(mark) for cell in row] + [""] * (width - len(row))
        quoted = ['"' + text + '"' if separator in text else text for text in texts]
        lines.append(separator.join(quoted) + "\r\n")
    return "".join(lines)


def main():
    rows, merged = rows_of(BLOCKS_2025, 2025, [0, 1, 2, 3, 4])
    save_workbook(HERE / "results-2025.xlsx", rows, merged, 2025)
    for name, separator, mark, encoding in (
        ("results-2025-comma.csv", ",", ".", "utf-8"),
        ("results-2025-semicolon.csv", ";", ",", "utf-8-sig"),
        ("results-2025-tab.txt", "\t", ",", "utf-8"),
        ("results-2025-utf16.txt", "\t", ".", "utf-16-le"),
    ):
        text = text_of(rows, separator, mark)
        start = "\ufeff" if encoding == "utf-16-le" else ""
        (HERE / name).write_bytes((start + text).encode(encoding))
    # The year after, somebody put the reports first.
    rows, merged = rows_of(BLOCKS_2026, 2026, [1, 0, 2, 3, 4])
    save_workbook(HERE / "results-2026.xlsx", rows, merged, 2026)
    (HERE / "results-2026-semicolon.csv").write_bytes(text_of(rows, ";", ",").encode("utf-8-sig"))


if __name__ == "__main__":
    main()
