"""The catalogue of messages: both languages of a row insert the same words and mark the same ones
as codes, each row is said, and nothing is said in lib/ that is not in the catalogue or lacks a word
that it inserts.

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
FILLS = ("chiso__fail", "chiso__fail_within", "chiso__audit_say", "chiso__phrase")
#: A place for a word, marked where that is the code of a unit or a criterion.
INSERT = re.compile(r"\{([uc]?)(\d)\}")
#: What a message calls the code that follows.
NAMES = {"unit": "u", "criterion": "c", "criteria": "c", "question": "c"}
NAMED = re.compile(rf'\b({"|".join(NAMES)}) (?:\\")?{INSERT.pattern}')
#: The tones of Vietnamese, and what makes letters of their own.
MARKS = {"\u0300", "\u0301", "\u0303", "\u0309", "\u0323", "\u0302", "\u0306", "\u031b"}
#: Have letters with marks, and say nothing.
TABLES_OF_LETTERS = ("name_marks.c", "alike.c")
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
    if re.search(r"[{}]", INSERT.sub("", text)):
        faults.append(f'"{text}": a brace that is no place for a word')
    return {int(number) for _, number in INSERT.findall(text)}


def marked(text):
    """The words that are marked as codes: the mark and the number of each."""
    return {(mark, int(number)) for mark, number in INSERT.findall(text) if mark}


def unmarked(text):
    """The numbers of words that follow "unit" or the like, where no word has the mark of that."""
    marks = {mark for mark, _ in marked(text)}
    return {int(number) for name, _, number in NAMED.findall(text) if NAMES[name] not in marks}


def check_rows(rows):
    texts = {}
    for name, english, vietnamese in rows:
        if inserted(english) != inserted(vietnamese):
            faults.append(f"{name}: the languages do not insert the same words")
        if marked(english) != marked(vietnamese):
            faults.append(f"{name}: the languages do not mark the same words")
        if len({mark for mark, _ in marked(english)}) < len(marked(english)):
            faults.append(f"{name}: two words have one mark")
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
    """The words of each list that stands in the code."""
    lists = re.finditer(r"\bCHISO__WORDS\(", code)
    return [arguments(code, found.end() - 1) for found in lists]


def function_around(code, at):
    begin = code.rfind("\n}\n", 0, at) + 1
    end = code.find("\n}\n", at)
    return code[begin : end if end >= 0 else len(code)]


def is_number(word):
    return word.startswith("chiso__say_") and not word.startswith("chiso__say_text(")


def check_codes(where, name, english, words):
    """That words are marked as codes where they are, and no number is."""
    for mark, number in marked(english):
        if number < len(words) and is_number(words[number]):
            faults.append(f"{where}: {name} marks word {number}, which is no code")
    for number in unmarked(english):
        if number < len(words) and not is_number(words[number]):
            faults.append(f"{where}: {name} names a code, word {number}, and does not mark it")


def check_call(where, code, call, rows):
    """That the messages which a call names get the words that they insert; their names."""
    *others, words = arguments(code, call.end() - 1)
    names = re.findall(r"\bCHISO__SAY_(\w+)", " ".join(others))
    given = words_given(words) or words_given(function_around(code, call.start()))
    count = 0 if words == "NULL" else max(map(len, given), default=0)
    if any(argument.startswith('"') for argument in others):
        faults.append(f"{where}: says a text that is not in the catalogue")
    for name in names:
        need = needs(rows, name)
        if need > count or (need < count and words.startswith("CHISO__WORDS")):
            faults.append(f"{where}: {name} inserts {need} words, {count} are given")
        if len(given) == 1:
            check_codes(where, name, rows.get(name, ""), given[0])
    return names


def needs(rows, name):
    """How many words a message takes."""
    return max(inserted(rows.get(name, "")), default=-1) + 1


def check_file(file, rows):
    """The messages that a file names, once it is checked how it fills them."""
    text = file.read_text()
    code = without_texts(text)
    filled = set()
    for call in re.finditer(rf"\b({'|'.join(FILLS)})\(", code):
        where = f"{file}:{code.count(chr(10), 0, call.start()) + 1}"
        filled |= set(check_call(where, code, call, rows))
    most = max(map(len, words_given(code)), default=0)
    said = set()
    for found in re.finditer(r"\bCHISO__SAY_(\w+)", code):
        name = found[1]
        said.add(name)
        before = code[code.rfind("\n}\n", 0, found.start()) + 1 : found.start()]
        # A table names messages for a call of its file; what a function is told inserts nothing.
        given = 0 if before.count("(") > before.count(")") else most
        if name not in filled and needs(rows, name) > given:
            faults.append(f"{file}: {name} inserts {needs(rows, name)} words, {given} are given")
    letters = sorted({letter for letter in text if is_vietnamese(letter)})
    if letters and file.name not in TABLES_OF_LETTERS:
        faults.append(f"{file}: Vietnamese outside the catalogue: {' '.join(letters)}")
    return said


def is_vietnamese(letter):
    base, *marks = unicodedata.normalize("NFD", letter)
    return letter in "đĐ" or (base.isalpha() and bool(marks) and set(marks) <= MARKS)


listed = read_rows()
check_rows(listed)
rows = {name: english for name, english, _ in listed}
said = set()
for file in sorted([*lib.rglob("*.c"), *lib.rglob("*.h")]):
    said |= check_file(file, rows)
faults += [f"{name}: nothing says it" for name in rows if name not in said]
print(*faults, sep="\n")
print(f"{len(rows)} messages, {len(faults)} faults")
sys.exit(bool(faults) or not rows)
