"""The table of functions, the structs, the statuses and the enumerations are those of the C
headers.
"""

import ctypes
import pathlib
import re
import shutil
import subprocess
import tempfile
import unittest

from support import ROOT

import chiso
from chiso._c import calls, enums, functions, library, structs
from chiso._c.library import lib

HEADERS = sorted((ROOT / "include" / "chiso").glob("*.h*"))


def without_comments(path):
    return re.sub(r"/\*.*?\*/", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)


def header_enums():
    """Name of the enum to its members: name, value, word or ""."""
    found = {}
    for path in HEADERS:
        for body, name in re.findall(
            r"typedef enum chiso_\w+ \{(.*?)\} chiso_(\w+);",
            path.read_text(encoding="utf-8"),
            flags=re.DOTALL,
        ):
            members = re.findall(
                r"CHISO_(\w+)\s*=\s*(-?\d+),?\s*/\*\*<(.*?)\*/", body, flags=re.DOTALL
            )
            found[name] = [
                (word, int(value), re.findall(r'"([\w-]+)"\s*$', text.strip()))
                for word, value, text in members
            ]
    return found


def declared(word):
    """A type of a prototype, in the words of the table."""
    name, stars = re.fullmatch(r"(\w+)(\**)", re.sub(r"\bconst\b|\s", "", word)).groups()
    name = re.sub(r"^chiso_", "", name)
    name = {"size_t": "size"}.get(name, re.sub(r"^(u?int\d+)_t$", r"\1", name))
    if name in structs.OPAQUE or name in ("error", "allocator", "sink"):
        stars = stars[1:]
    if (name, stars) == ("char", "*"):
        return "text" if "const" in word else "chars"
    return "bytes" if (name, stars) == ("void", "*") else name + stars


def header_constants():
    """Name of each constant to its value: what is defined, and takes no arguments."""
    defined = {}
    for path in HEADERS:
        text = re.sub(r"\\\n\s*", "", without_comments(path))
        defined.update(re.findall(r"^#define CHISO_(\w+)[ \t]+(\S.*)$", text, flags=re.MULTILINE))
    limits = {"UINT8_MAX": 2**8 - 1, "UINT32_MAX": 2**32 - 1, "INT64_MIN": -(2**63)}

    def value(text):
        text = re.sub(r"U?INT\d+_C\((\d+)\)|\(\w+\)(\d+)", r"\1\2", text)
        text = re.sub(r"CHISO_(\w+)", lambda found: f"({value(defined[found[1]])})", text)
        text = re.sub(r"[A-Z]\w+", lambda found: f"({limits[found[0]]})", text)
        return eval(text, {"__builtins__": {}})

    kept = {name: text for name, text in defined.items() if not is_for_c(name)}
    return {name: value(text) for name, text in kept.items()}


def is_for_c(name):
    """Whether a definition is for C programs only."""
    return name.endswith("_INIT") or name in ("API", "MUST_CHECK", "VERSION", "VERSION_NUMBER")


class TheTable(unittest.TestCase):
    def test_names_every_exported_symbol_and_no_other(self):
        exported = (ROOT / "tests" / "exports.txt").read_text(encoding="utf-8").split()
        self.assertEqual(sorted(functions.FUNCTIONS), sorted(exported))

    def test_declares_each_function_as_its_header_does(self):
        seen = set()
        pattern = r"CHISO_API (?:CHISO_MUST_CHECK )?([\w ]+?\**)\s*\b(chiso_\w+)\(([^)]*)\);"
        for path in HEADERS:
            for result, name, arguments in re.findall(pattern, without_comments(path)):
                types = (
                    []
                    if arguments == "void"
                    else [declared(re.sub(r"\w+$", "", a.strip())) for a in arguments.split(",")]
                )
                with self.subTest(name):
                    function = functions.FUNCTIONS[name]
                    self.assertEqual(
                        (function.result, function.arguments), (declared(result), types)
                    )
                seen.add(name)
        self.assertEqual(seen, set(functions.FUNCTIONS))

    def test_keeps_no_other_thread_waiting_while_a_file_is_read_or_a_board_scored(self):
        for name, function in functions.FUNCTIONS.items():
            if re.search(r"_csv|_json|_score$|_set\w*_column$|_write$|_merge$", name):
                self.assertTrue(function.slow, name)

    def test_never_holds_python_back_in_a_function_that_calls_it(self):
        for function in functions.FUNCTIONS.values():
            self.assertTrue(function.slow or "sink" not in function.arguments, function.name)


class TheConstants(unittest.TestCase):
    def test_are_those_of_the_headers_with_the_same_values(self):
        pinned = {
            name: value
            for name, value in vars(enums).items()
            if name.isupper() and isinstance(value, int)
        }
        self.assertEqual(pinned, header_constants())

    def test_are_read_from_the_headers_as_a_compiler_reads_them(self):
        found = header_constants()
        self.assertEqual(found["NOT_APPLICABLE"], -(2**63) + 1)
        self.assertEqual(found["MISSING"], found["ABSENT"])
        self.assertEqual((found["ROOT"], found["NO_ANSWER"], found["OPTION_LIMIT"]), (0, 255, 64))


class TheEnums(unittest.TestCase):
    def test_are_those_of_the_headers_with_the_same_values(self):
        found = header_enums()
        self.assertEqual(set(found) - {"words"}, set(enums.ENUMS))
        for name, members in ((name, found[name]) for name in enums.ENUMS):
            kind = enums.ENUMS[name]
            with self.subTest(name):
                self.assertEqual(
                    [value for _, value, _ in members], [member.value for member in kind]
                )
                for (word, _, _), member in zip(members, kind):
                    self.assertTrue(word.endswith(member.name), (word, member))

    def test_have_the_words_of_the_headers(self):
        for name, members in header_enums().items():
            if name not in ("status", "csv_style", "words"):
                words = [word for _, _, (word,) in members]
                self.assertEqual(words, [member.word for member in enums.ENUMS[name]])

    def test_have_the_words_of_the_library(self):
        lists = {name[len("WORDS_") :].lower(): value for name, value, _ in header_enums()["words"]}
        self.assertEqual(set(enums.ENUMS) - set(lists), {"status", "csv_style"})
        for name, value in lists.items():
            for member in enums.ENUMS[name]:
                self.assertEqual(lib.chiso_word(value, member).decode(), member.word)

    def test_every_status_has_its_exception_and_its_name_in_c(self):
        self.assertEqual(len(chiso.Status), len(header_enums()["status"]))
        for status in chiso.Status:
            self.assertEqual(lib.chiso_status_name(status).decode(), "CHISO_" + status.name)
            if status:
                self.assertTrue(issubclass(calls.CLASSES[status], chiso.ChisoError))

    def test_are_found_by_their_words_and_name_what_was_expected(self):
        self.assertIs(enums.pick(chiso.Ties, "dense", "ties"), chiso.Ties.DENSE)
        with self.assertRaisesRegex(
            ValueError, "ties is 'none'; expected one of: competition, dense"
        ):
            enums.pick(chiso.Ties, "none", "ties")
        with self.assertRaisesRegex(TypeError, "ties is int; expected Ties"):
            enums.pick(chiso.Ties, 1, "ties")


class TheStructs(unittest.TestCase):
    def test_have_the_sizes_that_the_library_tells(self):
        for name in structs.structs.names:
            struct = getattr(structs.structs, name)
            self.assertEqual(library.struct_size(lib, name), ctypes.sizeof(struct), name)

    def test_are_all_that_the_headers_lay_open(self):
        laid = set()
        for path in HEADERS:
            laid |= set(
                re.findall(
                    r"typedef struct chiso_\w+ \{.*?\} chiso_(\w+);",
                    without_comments(path),
                    flags=re.DOTALL,
                )
            )
        self.assertEqual(laid - {"sink", "allocator"}, set(structs.structs.names))

    @unittest.skipUnless(shutil.which("cc"), "needs a C compiler")
    def test_have_every_member_where_the_compiler_puts_it(self):
        places, names = [], []
        for name in structs.structs.names:
            struct = getattr(structs.structs, name)
            places.append(f"sizeof(chiso_{name})")
            names.append((name, "", ctypes.sizeof(struct)))
            for member, _ in struct._fields_:
                field = getattr(struct, member)
                places += [
                    f"offsetof(chiso_{name}, {member})",
                    f"sizeof(((chiso_{name} *)0)->{member})",
                ]
                names += [(name, member, field.offset), (name, member, field.size)]
        with tempfile.TemporaryDirectory() as folder:
            source = pathlib.Path(folder) / "layout.c"
            (pathlib.Path(folder) / "chiso").mkdir()
            version = (
                (ROOT / "include/chiso/version.h.in")
                .read_text(encoding="utf-8")
                .replace("@number@", "0")
            )
            (pathlib.Path(folder) / "chiso" / "version.h").write_text(version, encoding="utf-8")
            prints = "".join(f'printf("%zu\\n", {place});' for place in places)
            source.write_text(
                "#include <chiso/chiso.h>\n#include <stdio.h>\n"
                f"int main(void) {{ {prints} return 0; }}",
                encoding="utf-8",
            )
            program = str(source.with_suffix(""))
            subprocess.run(
                ["cc", f"-I{ROOT}/include", f"-I{folder}", "-o", program, str(source)], check=True
            )
            told = subprocess.run(
                [program], check=True, stdout=subprocess.PIPE, text=True
            ).stdout.split()
        self.assertEqual([(a, b, int(number)) for (a, b, _), number in zip(names, told)], names)


if __name__ == "__main__":
    unittest.main()
