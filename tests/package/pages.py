"""What the pages show is what happens: their files are written, their commands and programs run,
and what these print is compared.

pages.py SOURCE BUILD LIBRARY PAGE...

Everything happens in a copy of the sources, with the programs of the build in PATH. The kind of a
fenced block says what it is; code{.c} and code{.unparsed} of a page of Doxygen are the last two.

    ```csv FILE      a file, for the commands below it
    ```console       commands behind "$ ", each with what it prints; "..." is any lines
    ```sh            commands alone
    ```c [FILE]      a program, the same as FILE, or statements of one
    ```              what the block above it prints
"""

import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path
from shutil import copytree, ignore_patterns, which

#: Kinds of blocks that others test: those of the Python package, and subproject.sh.
ELSEWHERE = {"python", "meson"}

#: Commands that run this test, or that tests/run.sh runs.
NOT_HERE = ("sh tests/run.sh", "sh examples/run.sh")

#: What stands around statements.
PROGRAM = """#include <chiso/chiso.h>
#include <stdio.h>
#include <stdlib.h>

static chiso_error error;

static void must(chiso_status status)
{
    if (status != CHISO_OK) {
        fprintf(stderr, "%s: %s\\n", chiso_status_text(status, 0), error.message);
        exit(EXIT_FAILURE);
    }
}

int main(void)
{
STATEMENTS
    return 0;
}
"""


def blocks_of(page):
    """The kind of each block, what stands behind that, and its text."""
    text = page.read_text(encoding="utf-8")
    if page.suffix == ".md":
        fence = re.compile(r"^```(\w*) ?(.*)\n((?:.*\n)*?)```$", re.M)
        blocks = [match.groups() for match in fence.finditer(text)]
        if "```" in fence.sub("", text) or "\n\n    " in fence.sub("", text):
            raise SystemExit(f"{page}: a block that is not closed, or not fenced")
        return blocks
    code = re.findall(r"@code\{\.(\w+)\}\n(.*?)^ \* @endcode", text, re.M | re.S)
    plain = [(kind, re.sub(r"^ \* ?", "", block, flags=re.M)) for kind, block in code]
    return [("c" if kind == "c" else "", "", block) for kind, block in plain]


def lines_of(text):
    return [line.rstrip() for line in text.rstrip().split("\n")]


def is_same(printed, expected):
    """Whether lines are the same, "..." standing for any number of them."""
    pattern = "".join("(?:.*\n)*" if line == "..." else re.escape(line) + "\n" for line in expected)
    return re.fullmatch(pattern, "\n".join(printed) + "\n") is not None


def python_with(module):
    """A Python that has a module; None for none, which is a mistake where all must be there."""
    for name in ("python3", "/usr/bin/python3"):
        found = which(name)
        asked = [found, "-c", f"import {module}"]
        if found and subprocess.run(asked, capture_output=True, check=False).returncode == 0:
            return Path(found)
    if os.environ.get("CHISO_TESTS") == "all":
        raise SystemExit(f"no python3 has {module}")
    return None


class Place:
    """Where a page is tried out: a copy of the sources, and a home."""

    def __init__(self, folder, source, build, library):
        self.build = build
        self.library = library
        self.source = folder / "source"
        ignored = ignore_patterns(".git", "build*", "__pycache__")
        copytree(source, self.source, symlinks=True, ignore=ignored)
        path = f"{build / 'examples'}:{os.environ['PATH']}"
        self.python = python_with("openpyxl")
        if self.python is not None:
            (folder / "bin").mkdir()
            command = folder / "bin" / "python3"
            command.write_text(f'#!/bin/sh\nexec "{self.python}" "$@"\n', encoding="utf-8")
            command.chmod(0o755)
            path = f"{folder / 'bin'}:{path}"
        self.environment = {**os.environ, "HOME": str(folder), "PATH": path}
        # The Python package as it stands there, with the library of the build.
        self.environment["PYTHONPATH"] = str(self.source / "bindings/python/src")
        self.environment["CHISO_LIBRARY"] = str(library)
        self.environment.pop("DESTDIR", None)
        # What a page builds is tried out, not timed: compiling is most of what it takes. The option
        # stands behind those of the build.
        self.environment["CFLAGS"] = "-O0"

    def run(self, command):
        """What a command prints. An audit that finds something is no failure."""
        done = subprocess.run(
            ["sh", "-e", "-c", command],
            cwd=self.source,
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode != 0 and not (command.startswith("audit ") and done.returncode == 1):
            raise SystemExit(f"{command}\nfails: {done.stdout}{done.stderr}")
        return lines_of(done.stdout)

    def run_program(self, text, name):
        """What a program in C prints, or one of which the text is a part."""
        if name and text != (self.source / name).read_text(encoding="utf-8"):
            raise SystemExit(f"{name} is another program than the page shows")
        if "int main(" not in text:
            text = PROGRAM.replace("STATEMENTS", text)
        (self.source / "program.c").write_text(text, encoding="utf-8")
        return self.run(
            f"{os.environ['CC']} -std=c11 -Wall -Wextra -Wpedantic -Werror -I include"
            f" -I '{self.build}/include' program.c '{self.library}'"
            f" -Wl,-rpath,'{self.library.parent}' -lm -o program && ./program"
        )

    def run_commands(self, block):
        """Runs the commands of a block, each against what stands below it."""
        for part in re.split(r"^\$ ", block, flags=re.M)[1:]:
            command = re.match(r"(?:.*\\\n)*.*\n", part)[0]
            expected = lines_of(part[len(command) :])
            if ".xlsx" in command and self.python is None:
                print(f"skipped, since openpyxl is absent: {command}", end="")
                continue
            printed = self.run(command)
            if not is_same(printed, expected):
                raise SystemExit(f"$ {command}prints something else:\n" + "\n".join(printed))

    def check_steps(self, block):
        """Whether the steps that are named are steps of tests/run.sh."""
        script = (self.source / "tests/run.sh").read_text(encoding="utf-8")
        for step in re.findall(r"^sh \S+ ([\w ]+)", block, re.M):
            for name in step.split():
                if f"\nstep {name} " not in script:
                    raise SystemExit(f"tests/run.sh has no step {name}")


def try_page(page, place):
    """Tries out all of a page, and answers how many blocks that were."""
    printed = None
    files = {}
    tried = 0
    for kind, name, block in blocks_of(page):
        for file in [file for file in files if file in block]:
            files[file] = True
        if kind == "csv":
            (place.source / name).write_text(block, encoding="utf-8")
            files[name] = False
        elif kind == "console":
            place.run_commands(block)
        elif kind == "c":
            printed = place.run_program(block, name)
        elif kind == "sh" and all(line.startswith(NOT_HERE) for line in lines_of(block)):
            place.check_steps(block)
        elif kind == "sh":
            printed = place.run(block)
        elif kind == "" and printed is not None:
            expected = lines_of(block)
            if not is_same(printed[-len(expected) :], expected):
                raise SystemExit(
                    f"{page}: what is printed is not\n{block}but " + "\n".join(printed)
                )
        elif kind == "" or kind in ELSEWHERE:
            printed = None
            continue
        else:
            raise SystemExit(f"{page}: what is a block of {kind}?")
        tried += 1
    if not all(files.values()):
        raise SystemExit(f"{page}: no command reads {files}")
    return tried


def main():
    source, build, library, *pages = map(Path, sys.argv[1:])
    for page in pages:
        with tempfile.TemporaryDirectory() as folder:
            tried = try_page(page, Place(Path(folder), source, build, library))
        if tried == 0:
            raise SystemExit(f"{page}: nothing in it was tried")
        print(f"{page}: {tried} blocks do what they say")


main()
