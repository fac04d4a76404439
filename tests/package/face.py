"""What the headers say in a form that a program can check, held against the library.

face.py LIBRARY INCLUDE...: writes a program that checks the size of every struct, the word of every
value and every initialiser, and uses every number; compiles it as C and, where there are compilers,
as C++, and runs it.
"""

import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

library = pathlib.Path(sys.argv[1]).resolve()
folders = sys.argv[2:]
headers = [
    path.read_text(encoding="utf-8")
    for folder in folders
    for path in sorted(pathlib.Path(folder, "chiso").glob("*.h"))
]
structs = [name for text in headers for name in re.findall(r"^typedef struct (\w+) \{", text, re.M)]
macros = [name for text in headers for name in re.findall(r"^#define (CHISO_\w+) ", text, re.M)]
#: What is no value: marks of functions, and the text of the version.
MARKS = {"CHISO_API", "CHISO_MUST_CHECK", "CHISO_VERSION"}


def words():
    """Each value of an enumeration whose comment ends with a word, as name, value and word."""
    for text in headers:
        for body, name in re.findall(r"^typedef enum \w+ \{(.*?)^\} (\w+);", text, re.M | re.S):
            members = re.findall(r"(CHISO_\w+)\s*=\s*\d+,?\s*/\*\*<(.*?)\*/", body, re.S)
            found = ((value, re.search(r'"([\w-]+)"\s*$', comment)) for value, comment in members)
            yield from ((name, value, word.group(1)) for value, word in found if word)


def initialisers():
    """Each as a macro, its type, and whether the type begins with its size."""
    for macro in macros:
        if macro.endswith("_INIT"):
            kind = macro[: -len("_INIT")].lower()
            begin = re.compile(rf"struct {kind} \{{\s*(?:/\*\*.*?\*/\s*)?size_t size;", re.S)
            yield macro, kind, any(map(begin.search, headers))


BEGIN = """#include <chiso/chiso.h>
#include <stdio.h>
#include <string.h>

static int checks;
static int faults;

static void check(bool holds, const char *what)
{
    checks++;
    if (!holds) {
        faults++;
        printf("not so: %s\\n", what);
    }
}

#define CHECK(condition) check(condition, #condition)

int main(void)
{
"""

END = """    printf("%d checks, %d faults\\n", checks, faults);
    return faults > 0;
}
"""


def program():
    lines = [f'    CHECK(chiso_struct_size("{name}") == sizeof({name}));\n' for name in structs]
    for name, value, word in words():
        known = name.replace("chiso_", "CHISO_WORDS_").upper()
        lines.append(f'    CHECK(!strcmp(chiso_word({known}, {value}), "{word}"));\n')
    for macro, kind, sized in initialisers():
        holds = (
            f"value.size == sizeof({kind})" if sized else "!memcmp(&value, &again, sizeof value)"
        )
        lines.append(f"    {{\n        {kind} value = {macro};\n        {kind} again;\n\n")
        lines.append(f"        again = {macro};\n        value = again;\n")
        lines.append(f"        CHECK({holds});\n    }}\n")
    for macro in sorted(set(macros) - MARKS):
        if not macro.endswith("_INIT"):
            lines.append(f"    CHECK(({macro}) != 12345);\n")
    return BEGIN + "".join(lines) + END


def compilers():
    """Each way to compile, as a name, a command and the ending of a source."""
    strict = ["-Wall", "-Wextra", "-pedantic", "-Werror"]
    yield "C", [*os.environ.get("CC", "cc").split(), "-std=c11", *strict], ".c"
    others = [os.environ.get("CXX", ""), *filter(shutil.which, ("g++", "clang++"))]
    for command in sorted({other for other in others if other}):
        yield f"C++ by {command}", [*command.split(), "-std=c++17", *strict], ".cpp"


def run(name, command, ending, folder):
    source = pathlib.Path(folder) / f"face{ending}"
    source.write_text(program(), encoding="utf-8")
    binary = source.with_suffix("")
    includes = [f"-I{include}" for include in folders]
    linked = [f"-Wl,-rpath,{library.parent}", str(library), "-lm"]
    subprocess.run([*command, *includes, "-o", binary, source, *linked], check=True)
    done = subprocess.run([binary], stdout=subprocess.PIPE, text=True, check=False)
    print(f"{name}: {done.stdout}", end="")
    return done.returncode


with tempfile.TemporaryDirectory() as work:
    results = [run(*compiler, work) for compiler in compilers()]
print(f"{len(structs)} structs, {len(list(words()))} words, {len(set(macros))} macros")
sys.exit(any(results) or not structs)
