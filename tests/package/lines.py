"""Lines end at 100 columns, files of the library and its programs at 500 lines, and what a page
links to is there.

lines.py ROOT
"""

import re
import sys
import unicodedata
from pathlib import Path

#: What is looked at, from the root; of folders everything below them.
PLACES = ["lib", "include", "examples", "tests", "bindings", "README.md", "CHANGELOG.md"]
PLACES += ["meson.build", "meson_options.txt", ".clang-format", ".clang-tidy", ".editorconfig"]

#: Data as it was found or is tried, and what a tool makes.
DATA = re.compile(
    r"\.(csv|xlsx|ipynb|pyc|so)$|^examples/data/.*\.txt$|^tests/(fuzz/corpus|golden/cases)/"
    r"|(^|/)(build|__pycache__|[^/]*\.egg-info|\.[^/]*)/"
)

root = Path(sys.argv[1])
faults = []


def width(line):
    seen = [c for c in line if not unicodedata.combining(c)]
    return len(seen) + sum(unicodedata.east_asian_width(c) in "FW" for c in seen)


def prose_of(text):
    """The lines of a page, empty where they cannot be broken: rows of tables, a word with a long
    address, and what commands print."""
    printed = False
    continued = False
    for line in text.split("\n"):
        if line.startswith("```"):
            printed = line == "```console"
        elif printed and not continued and not line.startswith("$ "):
            line = ""
        continued = printed and line.endswith("\\")
        yield "" if line.startswith("|") or re.search(r"https?://\S{60}", line) else line


def check_lines(file, name):
    text = file.read_text(encoding="utf-8")
    lines = prose_of(text) if file.suffix == ".md" else text.split("\n")
    for number, line in enumerate(lines, 1):
        if width(line) > 100:
            faults.append(f"{name}:{number}: {width(line)} columns")


def check_length(file, name):
    """A file is one part; the headers are the manual, and may be longer."""
    length = len(file.read_text(encoding="utf-8").splitlines())
    if name.startswith(("lib/", "examples/")) and file.suffix in (".c", ".h") and length > 500:
        faults.append(f"{name}: {length} lines")


def headings_of(page):
    """The names by which a page's headings are linked to."""
    headings = re.findall(r"^#+ (.*)$", page.read_text(encoding="utf-8"), re.M)
    return {re.sub(r"[^\w -]", "", heading).lower().replace(" ", "-") for heading in headings}


def check_links(page, name):
    text = re.sub(r"^```.*?^```$", "", page.read_text(encoding="utf-8"), flags=re.M | re.S)
    links = [link for link in re.findall(r"\]\(([^)\s]*)\)", text) if "://" not in link]
    for link in links:
        path, _, heading = link.partition("#")
        target = page.parent / path if path else page
        if not target.exists():
            faults.append(f"{name}: {link} is not there")
        elif heading and heading not in headings_of(target):
            faults.append(f"{name}: {link}: there is no such heading")
    return len(links)


files = [file for place in PLACES for file in [root / place, *sorted((root / place).rglob("*"))]]
looked = links = 0
for file in files:
    name = file.relative_to(root).as_posix()
    # Python has a formatter of its own.
    if not file.is_file() or DATA.search(name):
        continue
    looked += 1
    check_lines(file, name)
    check_length(file, name)
    if file.suffix == ".md":
        links += check_links(file, name)
print(*faults, f"{looked} files, {links} links", sep="\n")
sys.exit(bool(faults) or looked < 100 or links < 20)
