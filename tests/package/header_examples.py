"""Each header begins with an example that compiles and prints what stands below it.

header_examples.py LIBRARY INCLUDE...

An example is a program, or what `main` does in the program of chiso.h.
"""

import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

library = Path(sys.argv[1]).resolve()
folders = [Path(folder) for folder in sys.argv[2:]]
headers = [path for folder in folders for path in sorted((folder / "chiso").glob("*.h"))]
faults = []


def examples_of(header):
    """The examples of a header's first comment, each with what it prints."""
    comment = header.read_text(encoding="utf-8").partition("*/")[0]
    text = re.sub(r"^ \* ?", "", comment, flags=re.M)
    return re.findall(
        r"^@code\{\.c\}\n(.*?)^@endcode\n@code\{\.unparsed\}\n(.*?)^@endcode\n", text, re.M | re.S
    )


def whole(code, program):
    """An example as a program."""
    if "int main(" in code:
        return code
    lines = [f"    {line}" if line else "" for line in code.rstrip("\n").split("\n")]
    begin, _, _ = program.partition("int main(void)\n{\n")
    return "\n".join([f"{begin}int main(void)", "{", *lines, "    return 0;", "}", ""])


def printed_by(text, folder):
    """What a program prints, or what a compiler says of it."""
    source = folder / "example.c"
    source.write_text(text, encoding="utf-8")
    compiler = os.environ.get("CC", "cc").split()
    strict = ["-std=c11", "-Wall", "-Wextra", "-pedantic", "-Werror"]
    includes = [f"-I{include}" for include in folders]
    linked = [str(library), f"-Wl,-rpath,{library.parent}", "-lm"]
    command = [*compiler, *strict, *includes, str(source), *linked, "-o", str(folder / "example")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode == 0:
        done = subprocess.run([folder / "example"], capture_output=True, text=True, check=False)
    return done.stdout + done.stderr + (f"exit {done.returncode}\n" if done.returncode else "")


def check(header, program, folder):
    examples = examples_of(header)
    if not examples:
        faults.append(f"{header.name}: no example in its first comment")
    for code, expected in examples:
        printed = printed_by(whole(code, program), folder)
        if printed != expected:
            faults.append(f"{header.name}: prints\n{printed}and not\n{expected}")


front = next(header for header in headers if header.name == "chiso.h")
with tempfile.TemporaryDirectory() as work:
    for one in headers:
        check(one, examples_of(front)[0][0], Path(work))
print(f"{len(headers)} headers", *faults, sep="\n")
sys.exit(bool(faults))
