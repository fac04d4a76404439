"""What the tables of chiso.h say of every call is so, and no header says it again.

said_once.py INCLUDE LIBRARY
"""

import ctypes
import sys
from pathlib import Path

sys.dont_write_bytecode = True
include, library = map(Path, sys.argv[1:])
sys.path.insert(0, str(include))

from reference import General, calls_of, parse  # noqa: E402

#: How ctypes calls a type that is no pointer; else an enumeration.
TYPES = {
    "bool": ctypes.c_bool,
    "char *": ctypes.c_char_p,
    "chiso_decimal": ctypes.c_int64,
    "double": ctypes.c_double,
    "int": ctypes.c_int,
    "int64_t": ctypes.c_int64,
    "size_t": ctypes.c_size_t,
    "uint64_t": ctypes.c_uint64,
}

#: What the table of answers calls them.
ANSWERS = {"0": 0, "false": False, '""': b"", "NULL": None}
ANSWERS |= {
    "#CHISO_ABSENT": -(2**63),
    "#CHISO_NO_NODE": 2**32 - 1,
    "#CHISO_NO_UNIT": 2**32 - 1,
}

general = General()
chiso = ctypes.CDLL(str(library))
faults = []
asked = 0


def type_of(name):
    pointer = ctypes.c_void_p if name.endswith("*") else ctypes.c_uint32
    return TYPES.get(name, pointer)


def check_words(call, items):
    """Whether each command beside a call says more than the tables do."""
    texts = [text.partition(" ")[2] for _, text in items]
    causes = general.statuses(call, texts) if call.answer == "chiso_status" else {}
    kinds = {name: kind for kind, name in call.takes}
    for command, text in items:
        word, _, rest = text.partition(" ")
        if command.startswith("param") and word in kinds:
            said = general.parameter(call, kinds[word], word)
        elif command == "retval":
            said = causes.get(word) if rest else causes.get(word) and ""
        else:
            said, rest = general.answer(call), text
        if said is not None and rest in (said, f"{said}; may be NULL"):
            faults.append(f"{call.name}: chiso.h says so already: @{command} {text}")


def check_answer(call, items):
    """Whether a call that gives its answer back takes NULL and answers as the table says."""
    first = call.takes[0][0] if call.takes else ""
    if call.answer in ("chiso_status", "void", "chiso_status *") or not first.endswith("*"):
        return 0
    if any(command == "return" for command, _ in items):
        return 0
    function = getattr(chiso, call.name)
    function.restype = type_of(call.answer)
    function.argtypes = [type_of(kind) for kind, _ in call.takes]
    answer = function(*(None if kind.endswith("*") else 0 for kind, _ in call.takes))
    expected = general.answer(call).split(" where ")[0]
    if answer != ANSWERS[expected]:
        faults.append(f"{call.name}: answers {answer!r} to NULL, not {expected}")
    return 1


for header in sorted((include / "chiso").glob("*.h")):
    lines = header.read_text(encoding="utf-8").split("\n")
    for one, start, end in calls_of(lines):
        given = parse(lines[start + 1 : end])[1] if start < end else []
        check_words(one, given)
        asked += check_answer(one, given)

print(f"{asked} calls answer NULL as chiso.h says", *faults, sep="\n")
sys.exit(bool(faults) or asked == 0)
