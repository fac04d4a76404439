"""The rooms of lib/: every file is in one, and none needs a room below its own, what only another
room needs, or a file that needs it in turn; no name of lib/ looks like a public one; and quick code
has a test of its name that holds it against the plain way.

rooms.py ROOT
"""

import re
import sys
from pathlib import Path

lib = Path(sys.argv[1]) / "lib"
rooms = re.findall(r"^\| `([a-z_]+)(?:/|\.c)` \|", (lib / "README.md").read_text(), re.M)
place = {room: i for i, room in enumerate(rooms)}
faults = []


def room_of(file):
    return file.relative_to(lib).parts[0].removesuffix(".c")


def is_inside(header):
    return Path(header).stem.endswith("inside")


def code_of(file):
    return re.sub(r'/\*.*?\*/|"(?:\\.|[^"\\])*"', "", file.read_text(), flags=re.S)


def check_place(file):
    if room_of(file) not in place:
        faults.append(f"{file}: is in no room of lib/README.md")
    elif file.suffix == ".c" and not file.read_text().startswith("/* "):
        faults.append(f"{file}: does not begin with a line that says what it is")


def check_includes(file):
    for header in re.findall(r'^#include "(.*)"', file.read_text(), re.M):
        room = header.split("/")[0]
        if not (lib / header).is_file():
            faults.append(f"{file}: {header} is not written from lib/ on")
        elif place.get(room, 0) > place.get(room_of(file), 0):
            faults.append(f"{file}: includes {header}, of a room below its own")
        elif is_inside(header) and room != room_of(file):
            faults.append(f"{file}: includes {header}, which only its own room needs")


def definitions(sources):
    """Where each function that is not static is defined."""
    where = {}
    for file, code in sources.items():
        for name in re.findall(r"^(?!static)[a-z][^\n;=(]*?\b(chiso_\w+)\(", code, re.M):
            where[name] = file
    return where


def needs_of(sources):
    """The files whose functions each file names."""
    where = definitions(sources)
    return {
        file: {where[name] for name in re.findall(r"\bchiso_\w+", code) if name in where} - {file}
        for file, code in sources.items()
    }


def find_circle(needs):
    """A circle of files, or None: those that need only such as are done are done."""
    rest = dict(needs)
    while done := [file for file, needed in rest.items() if not needed & rest.keys()]:
        for file in done:
            del rest[file]
    if not rest:
        return None
    path = [next(iter(rest))]
    while path[-1] not in path[:-1]:
        path.append(next(iter(sorted(rest[path[-1]] & rest.keys()))))
    return path[path.index(path[-1]) :]


def check_names():
    """No hidden name is a public one with another underscore: two names that look alike are one."""
    texts = [header.read_text() for header in (lib.parent / "include/chiso").glob("*.h")]
    public = {name for text in texts for name in re.findall(r"\bchiso_\w+|\bCHISO_\w+", text)}
    for file in files:
        for name in sorted(set(re.findall(r"\b(?:chiso|CHISO)__\w+", file.read_text()))):
            if name.replace("__", "_", 1) in public:
                faults.append(f"{file}: {name} looks like {name.replace('__', '_', 1)}")


def check_quick(file):
    """Quick code has a test of its name."""
    name = file.with_suffix(".c").name
    if file.stem.endswith("_quick") and not [*(lib.parent / "tests").rglob(name)]:
        faults.append(f"{file}: no {name} in tests/ says that it does what the plain way does")


files = sorted([*lib.rglob("*.c"), *lib.rglob("*.h")])
for file in files:
    check_place(file)
    check_includes(file)
    check_quick(file)
for room in rooms:
    if not (lib / room).is_dir() and not (lib / f"{room}.c").is_file():
        faults.append(f"{lib}/README.md: there is no room {room}")
sources = {file: code_of(file) for file in files if file.suffix == ".c"}
needs = needs_of(sources)
for file, needed in needs.items():
    for other in needed:
        if place.get(room_of(other), 0) > place.get(room_of(file), 0):
            faults.append(f"{file}: calls {other}, of a room below its own")
check_names()
if circle := find_circle(needs):
    faults.append("files that need each other: " + " -> ".join(str(file) for file in circle))
print(*faults, sep="\n")
print(f"{len(files)} files in {len(rooms)} rooms, {len(faults)} faults")
sys.exit(bool(faults))
