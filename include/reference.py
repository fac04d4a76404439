"""What holds for every call stands once, in the tables of chiso.h; this puts it beside each call.

reference.py FILE: prints a header as the reference shows it, with as many lines. It is Doxygen's
filter of the headers, so that a page says all of a call, and a header what is the call's own.
"""

import re
import sys
from pathlib import Path

TABLES = Path(__file__).parent / "chiso" / "chiso.h"

#: Of these types a call takes every value, or has a status of their own for those it does not take.
NO_NUMBERS = {"chiso_unit", "chiso_node", "chiso_status", "chiso_printed", "bool"}
NO_NUMBER_NAMES = {"unit", "question", "size"}


def tables():
    """The rows of each table of chiso.h, by the first cell of its heading."""
    found = {}
    rows = None
    for line in TABLES.read_text(encoding="utf-8").split("\n"):
        if not line.startswith(" * |"):
            rows = None
            continue
        cells = [cell.strip() for cell in line[4:].strip("|").split("|")]
        if rows is None:
            rows = found[cells[0]] = []
        elif not cells[0].startswith("---"):
            rows.append(cells)
    return found


class Call:
    """A declaration: what the call answers, its name, and the types and names of what it takes."""

    def __init__(self, declaration):
        text = re.sub(r"\b(CHISO_API|CHISO_MUST_CHECK|const)\b", " ", declaration)
        text = re.sub(r"\s+", " ", text)
        answer, self.name, inside = re.search(r"^ *(.*?)(\w+)\((.*)\);", text).groups()
        self.answer = answer.strip()
        pairs = [re.match(r" *(.*?) ?(\w+)$", part) for part in inside.split(",")]
        self.takes = [(pair[1].strip(), pair[2]) for pair in pairs if pair[1]]
        self.names = [name for _, name in self.takes]


class General:
    """What the tables say."""

    def __init__(self):
        found = tables()
        self.kinds = []
        for cell, text in found["parameter"]:
            for kind in re.findall(r"`(.*?)`", cell):
                pattern = re.escape(kind).replace("chiso_x", r"chiso_(?P<x>\w+)", 1)
                pattern = re.sub(r"(?<=\*|_)x$", "(?P=x)", pattern)
                self.kinds.append((pattern.replace("\\*", "[*]").replace("\\ ", " "), text))
        self.kinds.sort(key=lambda kind: "?P<x>" in kind[0])
        self.causes = [(status.lstrip("#"), of, cause) for status, of, cause in found["status"]]
        self.answers = found["answer"]

    def parameter(self, call, kind, name):
        """What a parameter is, or None where only its call can say."""
        if call.name.endswith("_free"):
            return "NULL does nothing"
        if name == "text" and "size" not in call.names:
            return None
        for pattern, text in self.kinds:
            match = re.fullmatch(
                pattern, f"{kind}{name}" if kind.endswith("*") else f"{kind} {name}"
            )
            if match:
                noun = match.groupdict().get("x") or ""
                text = text.replace("the x", f"the {noun.replace('_', '-')}")
                text = text.replace("CHISO_X_", f"#CHISO_{noun.upper()}_")
                return text.replace("_x_", f"_{noun}_")
        return None

    def statuses(self, call, texts):
        """What a call returns by what it takes, as a dict of statuses and causes."""
        numbers = any(
            kind.endswith("_options *")
            or ("*" not in kind and kind not in NO_NUMBERS and name not in NO_NUMBER_NAMES)
            for kind, name in call.takes
        )
        found = {
            "CHISO_OK": "it has done its work",
            "CHISO_E_NULL": "a pointer is NULL that may not be",
        }
        for status, of, cause in self.causes:
            words = re.findall(r'"(.*?)"', of)
            if (
                any(name in call.names for name in re.findall(r"`(\w+)`", of))
                or any(text.startswith(word) for word in words for text in texts)
                or ("numbers" in of and numbers)
            ):
                found[status] = cause
        return found

    def cause(self, status):
        """Why a call returns a status that it names and says nothing of."""
        return next(cause for name, _, cause in self.causes if name == status)

    def answer(self, call):
        """What a call that gives its answer back answers where there is nothing."""
        for cell, text in self.answers:
            is_enumeration = "enumeration" in cell and re.fullmatch(r"chiso_\w+", call.answer)
            if f"`{call.answer}`" in cell or is_enumeration:
                return f"{text} where there is none"
        if call.answer.endswith("*"):
            return f"NULL where there is none; lives as long as @p {call.names[0]}"
        return None


def parse(comment):
    """The lines of a comment before its first command of these, and these as pairs."""
    text = []
    items = []
    for line in comment:
        match = re.match(r" \* @(param(?:\[[\w,]+\])?|retval|return) ?(.*)", line)
        if match:
            items.append([match[1], match[2]])
        elif items:
            items[-1][1] += " " + line[3:]
        else:
            text.append(line)
    return text, items


def complete(call, items, general):
    """All that is to be said of a call, as commands of Doxygen."""
    own = {}
    given = {}
    for command, text in items:
        words, _, rest = ("return", "", text) if command == "return" else text.partition(" ")
        for word in words.split(","):
            own[word] = rest.strip()
            given[word] = f"@{command} {word}"
    for kind, name in call.takes:
        text = own.get(name) or general.parameter(call, kind, name)
        if name == "error" and "NULL" not in text:
            text += "; may be NULL"
        if text:
            out = "[out]" if name.startswith("out_") or name == "error" else ""
            yield f"{given.get(name, f'@param{out} {name}')} {text}"
    if call.answer == "chiso_status":
        texts = [own[name] for name in call.names if name in own]
        causes = general.statuses(call, texts)
        causes.update((word, text) for word, text in own.items() if word.startswith("CHISO_"))
        for status, cause in causes.items():
            yield f"@retval {status} {cause or general.cause(status)}"
        if "path" in call.names:
            own.setdefault("return", f"any other status: as {call.name.removesuffix('_file')}()")
        elif "text" in call.names and "size" in call.names:
            own.setdefault("return", "any other status: what @p error says")
    elif call.answer != "void" and general.answer(call):
        own.setdefault("return", general.answer(call))
    if "return" in own:
        yield f"@return {own['return']}"


def calls_of(lines):
    """The calls of a header, each with where its comment begins and ends."""
    start = None
    for i, line in enumerate(lines):
        if line.startswith("/**"):
            start = i
        if line.endswith("*/") and start is not None:
            if lines[i + 1].startswith("CHISO_API"):
                end = next(j for j in range(i + 1, len(lines)) if lines[j].endswith(";"))
                yield Call(" ".join(lines[i + 1 : end + 1])), start, i
            start = None


def main():
    lines = Path(sys.argv[1]).read_text(encoding="utf-8").split("\n")
    general = General()
    for call, start, end in list(calls_of(lines)):
        text, items = parse(lines[start + 1 : end])
        # A line of several commands has no place where the word behind @p ends.
        said = re.sub(r"@p (\w+)", r"<code>\1</code>", " ".join(complete(call, items, general)))
        if start == end:
            lines[start] = f"{lines[start].removesuffix('*/')}{said} */"
        else:
            blank = [" *"] * (end - start - 1 - len(text))
            lines[start + 1 : end + 1] = [*text, *blank, f" * {said} */"]
    print("\n".join(lines), end="")


if __name__ == "__main__":
    main()
