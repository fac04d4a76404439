"""What is wrong with a page as HTML: read as the standard says that browsers read it (html5lib),
and what reading does not see. Without html5lib a page is not looked at, unless CHISO_TESTS is
"all".
"""

import os
import sys

# Debian's package, which is Python alone, for whichever Python runs the tests.
sys.path.append("/usr/lib/python3/dist-packages")
try:
    import html5lib
except ImportError:
    if os.environ.get("CHISO_TESTS") == "all":
        raise
    html5lib = None
finally:
    sys.path.pop()

NAMED = ("aria-labelledby", "aria-describedby", "for", "headers")
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


def _check_table(table):
    """All rows of a table have as many columns, since no cell is higher than its row."""
    widths = {
        sum(int(cell.get("colspan", 1)) for cell in row if cell.tag in ("td", "th"))
        for row in table.iter("tr")
    }
    if len(widths) != 1:
        yield f"rows of a table have {sorted(widths)} columns"
    if table.find("caption") is None:
        yield "a table has no caption"
    for head in table.iter("th"):
        if head.get("scope") not in ("col", "row", "colgroup", "rowgroup"):
            yield f"a head of a table is of {head.get('scope')}"


def _check_headings(root):
    """One heading of the page, and none that leaves out a level."""
    levels = [HEADINGS.index(one.tag) + 1 for one in root.iter() if one.tag in HEADINGS]
    if levels[:1] != [1] or levels.count(1) != 1:
        yield f"headings begin with {levels[:3]}"
    if any(now > before + 1 for before, now in zip(levels, levels[1:])):
        yield f"a level of headings is left out: {levels}"


def _check_names(root):
    """Ids are there once, and what names another is named so; links lead somewhere."""
    ids = [one.get("id") for one in root.iter() if one.get("id") is not None]
    if len(ids) != len(set(ids)):
        yield f"an id is there twice: {sorted(one for one in ids if ids.count(one) > 1)[:3]}"
    for one in root.iter():
        for name in NAMED:
            for wanted in one.get(name, "").split():
                if wanted not in ids:
                    yield f"{name} names {wanted}, which is not there"
        if one.tag == "a" and not (one.get("href") and "".join(one.itertext()).strip()):
            yield "a link without an address or a text"
        if one.tag == "img" and not one.get("alt"):
            yield "an image without a text"


def html_faults(text):
    """The faults of a page, in words."""
    if html5lib is None:
        return []
    builder = html5lib.getTreeBuilder("etree")
    parser = html5lib.HTMLParser(builder, namespaceHTMLElements=False)
    root = parser.parse(text)
    faults = [f"{place}: {name} {more or ''}" for place, name, more in parser.errors]
    for table in root.iter("table"):
        faults += _check_table(table)
    return faults + list(_check_headings(root)) + list(_check_names(root))
