"""The catalogue of messages: both languages of a row insert the same words, each row is said, and
nothing is said in lib/ that is not in the catalogue or lacks a word that it inserts.

catalogue.py ROOT
"""

import re
import sys
import unicodedata
from pathlib import Path

lib = Path(sys.argv[1]) / "lib"
catalogue = lib / "text" / "catalogue.def"
TEXT = r'((?:\s*"(?:\\.|[^"\\])*")+)'
ROW = re.compile(rf"^SAY\((\w+),{TEXT},{TEXT}\)$", re.M)
#: What fills a message with words; the words come last.
FILLS = ("chiso__fail", "chiso__fail_within", "chiso__audit_say")
#: The tones of Vietnamese, and what makes letters of their own.
MARKS = {"\u0300", "\u0301", "\u0303", "\u0309", "\u0323", "\u0302", "\u0306", "\u031b"}
faults = []


def joined(literals):
    return "".join(re.findall(r'"((?:\\.|[^"\\])*)"', literals))


def read_rows():
    text = catalogue.read_text()
    rest = re.sub(r"/\*.*?\*/", "", ROW.sub("", text), flags=re.S).strip()
    if rest:
        faults.append(f"{catalogue}: not a row: {rest[:60]}")
    rows = ROW.findall(text)
    return [(name, joined(english), joined(vietnamese)) for name, english, vietnamese in rows]


def inserted(text):
    """The numbers of the words that a text inserts."""
    numbers = {int(number) for number in re.findall(r"\{(\d)\}", text)}
    if re.search(r"[{}]", re.sub(r"\{\d\}", "", text)):
        faults.append(f'"{text}": a brace that is no place for a word')
    return numbers


def check_rows(rows):
    texts = {}
    for name, english, vietnamese in rows:
        if inserted(english) != inserted(vietnamese):
            faults.append(f"{name}: the languages do not insert the same words")
        if bool(english) != bool(vietnamese):
            faults.append(f"{name}: one language says nothing")
        if (english, vietnamese) in texts:
            faults.append(f"{name}: says the same as {texts[english, vietnamese]}")
        texts[english, vietnamese] = name


def without_texts(code):
    """The code with blanks for its comments and within its texts."""
    return re.sub(
        r'/\*.*?\*/|"(?:\\.|[^"\\\n])*"',
        lambda found: found[0][0] + re.sub(r"[^\n]", " ", found[0][1:-1]) + found[0][-1],
        code,
        flags=re.S,
    )


def arguments(code, at):
    """The arguments behind the parenthesis at a place."""
    depth, begin, found = 0, at + 1, []
    for i in range(at, len(code)):
        depth += (code[i] in "([{") - (code[i] in ")]}")
        if depth == 0 or (depth == 1 and code[i] == ","):
            found.append(code[begin:i].strip())
            begin = i + 1
        if depth == 0:
            return found
    return found


def words_given(code):
    """How many words each list holds that stands in the code."""
    lists = re.finditer(r"\bCHISO__WORDS\(", code)
    return [len(arguments(code, found.end() - 1)) for found in lists]


def function_around(code, at):
    begin = code.rfind("\n}\n", 0, at) + 1
    end = code.find("\n}\n", at)
    return code[begin : end if end >= 0 else len(code)]


def check_call(where, code, call, needs):
    """That the messages which a call names get the words that they insert; their names."""
    *others, words = arguments(code, call.end() - 1)
    names = re.findall(r"\bCHISO__SAY_(\w+)", " ".join(others))
    given = words_given(words) or words_given(function_around(code, call.start()))
    count = 0 if words == "NULL" else max(given, default=0)
    if any(argument.startswith('"') for argument in others):
        faults.append(f"{where}: says a text that is not in the catalogue")
    for name in names:
        need = needs.get(name, 0)
        if need > count or (need < count and words.startswith("CHISO__WORDS")):
            faults.append(f"{where}: {name} inserts {need} words, {count} are given")
    return names


def check_file(file, needs):
    """The messages that a file names, once it is checked how it fills them."""
    text = file.read_text()
    code = without_texts(text)
    filled = set()
    for call in re.finditer(rf"\b({'|'.join(FILLS)})\(", code):
        where = f"{file}:{code.count(chr(10), 0, call.start()) + 1}"
        filled |= set(check_call(where, code, call, needs))
    most = max(words_given(code), default=0)
    said = set()
    for found in re.finditer(r"\bCHISO__SAY_(\w+)", code):
        name = found[1]
        said.add(name)
        before = code[code.rfind("\n}\n", 0, found.start()) + 1 : found.start()]
        # A table names messages for a call of its file; what a function is told inserts nothing.
        given = 0 if before.count("(") > before.count(")") else most
        if name not in filled and needs.get(name, 0) > given:
            faults.append(f"{file}: {name} inserts {needs[name]} words, {given} are given")
    if letters := sorted({letter for letter in text if is_vietnamese(letter)}):
        faults.append(f"{file}: Vietnamese outside the catalogue: {' '.join(letters)}")
    return said


def is_vietnamese(letter):
    base, *marks = unicodedata.normalize("NFD", letter)
    return letter in "đĐ" or (base.isalpha() and bool(marks) and set(marks) <= MARKS)


rows = read_rows()
check_rows(rows)
needs = {name: max(inserted(english), default=-1) + 1 for name, english, _ in rows}
said = set()
for file in sorted([*lib.rglob("*.c"), *lib.rglob("*.h")]):
    said |= check_file(file, needs)
faults += [f"{name}: nothing says it" for name in needs if name not in said]
print(*faults, sep="\n")
print(f"{len(rows)} messages, {len(faults)} faults")
sys.exit(bool(faults) or not rows)
