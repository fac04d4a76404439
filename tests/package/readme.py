"""The README's examples run as printed: readme.py README PROGRAMS [PROGRAM...] runs each line that starts with "$ " and compares what it prints."""

import re
import shlex
import subprocess
import sys
import tempfile
from pathlib import Path

#: What the README shows as files, by the first line of the block.
FILES = {"code,title,max,kind,rule": "criteria.csv", "unit,name,block,1.1,1.2,2.1,2.2,3": "points.csv", "band,from": "bands.csv"}


def blocks(text):
    return [block.strip("\n") for block in re.findall(r"^```\w*\n(.*?)^```", text, re.MULTILINE | re.DOTALL)]


def command_of(lines):
    """The command, its continued lines joined, and what it should print."""
    command = lines[0][2:]
    rest = lines[1:]
    while command.endswith("\\"):
        command = command[:-1] + rest.pop(0)
    return shlex.split(command), rest


def same(printed, expected):
    """Whether the lines are the same, "..." standing for any number of them."""
    parts = "\n".join(expected).strip().split("\n...")
    text = "\n".join(line.rstrip() for line in printed.strip().split("\n"))
    pattern = ".*".join(re.escape("\n".join(line.rstrip() for line in part.split("\n"))) for part in parts)
    return re.fullmatch(pattern, text, re.DOTALL) is not None


def run(command, programs, folders):
    """Runs a command in the folder that has its files, or answers None for one that is no program of ours."""
    program = next((path for path in programs if path.name == command[0]), None)
    if program is None:
        return None
    files = [word for word in command[1:] if word.endswith(".csv")]
    folder = next(folder for folder in folders if all((folder / file).exists() for file in files))
    done = subprocess.run([program, *command[1:]], cwd=folder, capture_output=True, text=True, check=False)
    # What is looked for and found is no failure of the program.
    if done.returncode != (1 if command[0] == "audit" else 0):
        raise SystemExit(f"{shlex.join(command)} failed: {done.stderr}")
    return done.stdout


def main():
    readme = Path(sys.argv[1])
    programs = [Path(path).resolve() for path in sys.argv[2:]]
    ran = 0
    with tempfile.TemporaryDirectory() as name:
        found = blocks(readme.read_text(encoding="utf-8"))
        for block in found:
            first = block.split("\n", 1)[0]
            if first in FILES:
                Path(name, FILES[first]).write_text(block + "\n", encoding="utf-8")
        for block in found:
            lines = [line for line in block.split("\n") if not line.startswith("$ PATH=")]
            if not lines[0].startswith("$ "):
                continue
            command, expected = command_of(lines)
            printed = run(command, programs, [readme.parent, Path(name)])
            if printed is None:
                raise SystemExit(f"there is no program {command[0]}")
            if not same(printed, expected):
                raise SystemExit(f"{shlex.join(command)} prints something else than the README:\n{printed}")
            ran += 1
    if ran < 5:
        raise SystemExit(f"only {ran} examples were found")
    print(f"{ran} examples run as printed")


main()
