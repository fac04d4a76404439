"""Reads a figure as SVG: where its texts stand, what its marks stand for, and what is wrong with it
whatever it shows.
"""

import re
import unicodedata
import xml.etree.ElementTree as xml

SVG = "{http://www.w3.org/2000/svg}"
#: Thousandths of the size, by letters: the widest of the fonts that the figures name.
TABLE = [
    (325, "ijl '\xa0"),
    (340, ".,·"),
    (350, "I|"),
    (360, ":;"),
    (410, "!"),
    (420, "f()/-"),
    (442, "rt"),
    (535, "sz"),
    (530, '"'),
    (600, "ckvxyJL"),
    (610, "F"),
    (640, "abdeghnopquET0123456789đ"),
    (645, "S"),
    (655, "P"),
    (700, "BCKRVXYZ–"),
    (790, "ADGHNOQU&Đ"),
    (825, "w"),
    (840, "+=<>−×"),
    (690, "ơư"),
    (920, "ƠƯ"),
    (430, "ľ"),
    (1075, "Œ"),
    (1030, "œ"),
]
WIDTHS = {letter: width for width, letters in TABLE for letter in letters}
INKS = ("bg ink mut grid dot lin hi neg negs tint ref h1 h2 h3 h4 h5 t1 t2 t3 t4 t5").split()


def letter_width(letter):
    if letter in WIDTHS:
        return WIDTHS[letter]
    if 0x300 <= ord(letter) <= 0x36F:
        return 0
    parts = unicodedata.normalize("NFD", letter)
    base = parts[0]
    if "\u031b" in parts:
        base = {"o": "ơ", "O": "Ơ", "u": "ư", "U": "Ư"}.get(base, base)
    return WIDTHS.get(base, 1000) if len(parts) > 1 else 1000


def width_of(text, size, bold):
    return sum(map(letter_width, text)) * size * (1.12 if bold else 1) / 1000


class Text:
    """A text and its box, as wide as the table says."""

    def __init__(self, element, attributes):
        self.text = element.text or ""
        self.attributes = attributes
        size = float(attributes["font-size"])
        width = width_of(self.text, size, attributes.get("font-weight") == "700")
        x, y = float(attributes["x"]), float(attributes["y"])
        self.left = x - {"middle": 0.5, "end": 1}.get(attributes.get("text-anchor"), 0) * width
        self.right = self.left + width
        self.top, self.bottom = y - 0.78 * size, y + 0.22 * size

    def meets(self, other, apart=0.0):
        return (
            self.left < other.right + apart
            and other.left < self.right + apart
            and self.top < other.bottom
            and other.top < self.bottom
        )


class Picture:
    def __init__(self, data):
        self.data = data
        self.root = xml.fromstring(data)
        self.texts, self.marks, self.shapes = [], [], []
        self._walk(self.root, {})
        _, _, self.width, self.height = map(float, self.root.get("viewBox").split())

    def _walk(self, element, inherited):
        own = dict(inherited)
        own.update(element.attrib)
        if element.tag == SVG + "text":
            self.texts.append(Text(element, own))
        elif element.tag in (SVG + "rect", SVG + "circle", SVG + "path", SVG + "line"):
            self.shapes.append((element.tag[len(SVG) :], own))
        if "data-value" in element.attrib or "data-unit" in element.attrib:
            self.marks.append((element.tag[len(SVG) :], own))
        passed = own if element.tag == SVG + "g" else {}
        for child in element:
            self._walk(child, passed)

    def data_of(self, *names):
        """The data attributes of the marks that have all of these."""
        found = []
        for _, own in self.marks:
            values = [own.get(f"data-{name}") for name in names]
            if None not in values:
                found.append(tuple(values))
        return found

    def colours(self, dark):
        style = self.root.find(SVG + "style").text
        at = style.index("@media")
        part = style[at : style.index(".cf-bg")] if dark else style[:at]
        return dict(re.findall(r"--chiso-(\w+):(#[0-9a-f]{6})", part))


def luminance(colour):
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(a, b):
    high, low = sorted((luminance(a), luminance(b)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def check_colours(picture):
    grounds = {"ink": "bg tint negs", "mut": "bg tint", "hi": "bg tint", "neg": "bg tint negs"}
    grounds.update({f"t{i}": f"h{i}" for i in range(1, 6)})
    for dark in (False, True):
        colours = picture.colours(dark)
        if list(colours) != INKS:
            yield f"colours {list(colours)}"
        for ink, names in grounds.items():
            for ground in names.split():
                if contrast(colours[ink], colours[ground]) < 4.5:
                    yield f"{ink} on {ground} can hardly be read"
    colours = picture.colours(False)
    for _, own in picture.shapes + [("text", text.attributes) for text in picture.texts]:
        for name in own.get("class", "").split():
            attribute = {"cf": "fill", "cs": "stroke"}.get(name[:2])
            if attribute and own.get(attribute) != colours[name[3:]]:
                yield f"{name} is {own.get(attribute)}"


def faults_of(data):
    """What is wrong with a picture whatever it shows."""
    picture = Picture(data)
    text = data.decode()
    ids = re.findall(r'\bid="([^"]*)"', text)
    if len(ids) != len(set(ids)):
        yield "an id is there twice"
    named = ids[1:3] == [f"{ids[0]}-t", f"{ids[0]}-d"] and ids[0] == picture.root.get("id")
    names = picture.root.get("aria-labelledby").split()
    if not named or names != ids[1:3] or picture.root.get("role") != "img":
        yield "it does not say what names it"
    if "<script" in text or len(re.findall(r"https?:", text)) != 1 or "url(http" in text:
        yield "it fetches or runs something"
    for i, one in enumerate(picture.texts):
        if re.search(r"(?<!\u00a0)%", one.text):
            yield f"a % that may stand alone: {one.text}"
        if not (-0.05 <= one.left and one.right <= picture.width + 0.05):
            yield f"'{one.text}' leaves the picture: {one.left:.1f} to {one.right:.1f}"
        if one.top < 0 or one.bottom > picture.height:
            yield f"'{one.text}' leaves the picture: {one.top:.1f} to {one.bottom:.1f}"
        for other in picture.texts[i + 1 :]:
            if one.meets(other):
                yield f"'{one.text}' and '{other.text}' overlap"
        if float(one.attributes["font-size"]) < 11 - 0.01:
            yield f"'{one.text}' is too small"
    yield from check_colours(picture)
