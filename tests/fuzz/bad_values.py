"""Writes a call of every public function, each argument of which is drawn by bad_values.c. A type
that is not in the tables below is an error: a new function is called like all others, or the build
says what is missing.

bad_values.py INCLUDE OUTPUT
"""

import re
import sys
from pathlib import Path

# How values of a type are drawn.
VALUES = {
    "bool": "draw_flag",
    "double": "draw_double",
    "char": "draw_mark",
    "int": "draw_digits",
    "int32_t": "draw_digits",
    "int64_t": "draw_count",
    "uint32_t": "draw_index",
    "size_t": "draw_size",
    "chiso_node": "draw_index",
    "chiso_unit": "draw_index",
    "chiso_decimal": "draw_decimal",
    "const char *": "draw_text",
    "const char *const *": "draw_texts",
    "const void *": "draw_text",
    "const bool *": "draw_flags",
    "const double *": "draw_doubles",
    "const uint8_t *": "draw_options",
    "const uint16_t *": "draw_questions",
    "const uint32_t *": "draw_indices",
    "const chiso_node *": "draw_indices",
    "const int64_t *": "draw_decimals",
    "const chiso_decimal *": "draw_decimals",
    "const chiso_allocator *": "draw_allocator",
    "const chiso_sink *": "draw_sink",
    "const chiso_intake_options *": "draw_intake_options",
    "const chiso_intake_source *": "draw_source",
    "chiso_error *": "draw_error",
    # Where a column goes.
    "chiso_state *": "draw_output",
    "chiso_decimal *": "draw_output",
}
# Numbers of elements of an array, and not of something: a size that is drawn is within the arrays.
SIZES = {"option_count", "unit_count", "label_count"}
# The object that a function of its own kind is called with, where it is not that of the world.
OBJECTS = {"chiso_board *": "sheet", "chiso_tree *": "draft"}
NAMED = {"before": "before"}
# What ends an object ends it for the next call too.
ENDS = "_free"
# Functions of sinks are called by the library, with a context that is theirs or NULL.
SINKS = {"chiso_buffer_write", "chiso_buffer_clear", "chiso_file_write"}


def clean(text):
    text = re.sub(r"/\*.*?\*/", " ", text, flags=re.S)
    return re.sub(r"\\\n", " ", text)


def split(declaration):
    """The type and the name of a parameter or a member."""
    kind, name = re.match(r"(.*?)(\w+)$", " ".join(declaration.split())).groups()
    return kind.strip(), name


class Headers:
    def __init__(self, folder):
        text = "\n".join(clean(p.read_text()) for p in sorted(Path(folder, "chiso").glob("*.h")))
        self.enums = set(re.findall(r"typedef enum (\w+)", text))
        self.initialisers = set(re.findall(r"#define (CHISO_\w+_INIT)\b", text))
        self.structs = {
            name: [split(member) for member in body.split(";") if member.strip()]
            for name, body in re.findall(r"typedef struct (\w+) \{([^}]*)\}", text)
            if "(*" not in body and "[" not in body
        }
        self.functions = [
            (" ".join(kind.split()), name, [split(p) for p in parameters.split(",")])
            for kind, name, parameters in re.findall(
                r"CHISO_API\s+(?:CHISO_MUST_CHECK\s+)?([^;{(]*?)\b(chiso_\w+)\s*\(([^;)]*)\)", text
            )
            if parameters.strip() != "void"
        ]
        self.names = {name for _, name, _ in self.functions}

    def initialiser(self, struct):
        name = struct.upper() + "_INIT"
        return name if name in self.initialisers else None


class Call:
    """The lines of a function that makes one call."""

    def __init__(self, headers):
        self.headers = headers
        self.lines = []
        self.made = []
        self.count = 0

    def fresh(self, prefix):
        self.count += 1
        return f"{prefix}{self.count}"

    def object(self, kind, name):
        member = NAMED.get(name) or OBJECTS.get(kind) or re.search(r"chiso_(\w+)", kind).group(1)
        world = self.fresh("world")
        self.lines.append(f"const struct world *const {world} = draw_world(draw);")
        return f"({world} == NULL ? NULL : {world}->{member})"

    def objects(self, kind, name):
        """An array of objects, or NULL."""
        array = self.fresh("array")
        self.lines.append(f"{kind}{array}[32];")
        self.lines.append("for (size_t i = 0; i < 32; i++) {")
        self.lines.append(f"{array}[i] = {self.object(kind, name)}; }}")
        return f"(draw_pointer(draw) ? {array} : NULL)"

    def struct(self, struct):
        """A variable with an initialiser's values, or drawn ones, any of which may be bad."""
        variable = self.fresh("struct")
        init = self.headers.initialiser(struct)
        self.lines.append(f"{struct} {variable} = {init or '{0}'};")
        for kind, name in self.headers.structs[struct]:
            member = f"{variable}.{name}"
            if name == "size":
                self.lines.append(f"{member} = draw_struct_size(draw, sizeof({variable}));")
                continue
            value = self.value(kind, name)
            # What may be left out is given at times only.
            if init and "*" in kind:
                value = f"draw_pointer(draw) ? {member} : {value}"
            self.lines.append(f"{member} = {value};")
        return variable

    def value(self, kind, name):
        """An expression; what it needs is drawn in lines before it."""
        if name in SIZES:
            return "(uint32_t)draw_size(draw)"
        if name.endswith("_step") and kind == "int64_t":
            # From one element of an array to another: so few that none is outside.
            return "(int64_t)(draw_size(draw) % 8)"
        if kind in self.headers.enums:
            return f"({kind})draw_enum(draw)"
        if kind in VALUES:
            return f"{VALUES[kind]}(draw)"
        if name.startswith("out_"):
            return self.output(kind)
        base = re.sub(r"^const |[ *]", "", kind)
        if base in self.headers.structs:
            if "*" not in kind:
                return self.struct(base)
            return self.pointer(base)
        several = re.match(r"(const chiso_\w+ \*)const \*$", kind)
        if several:
            return self.objects(several.group(1), name)
        if base + ENDS in self.headers.names:
            return self.object(kind, name)
        sys.exit(f"bad_values.py: nothing is drawn for '{kind} {name}'")

    def pointer(self, struct):
        """A struct, or an array of one, or NULL."""
        array = self.fresh("array")
        variable = self.struct(struct)
        self.lines.append(f"{struct} {array}[32];")
        self.lines.append(f"for (size_t i = 0; i < 32; i++) {{ {array}[i] = {variable}; }}")
        return f"(draw_pointer(draw) ? {array} : NULL)"

    def output(self, kind):
        base = re.match(r"(\w+) \*\*$", kind)
        if base is None or base.group(1) + ENDS not in self.headers.names:
            return "draw_output(draw)"
        self.made.append((self.fresh("made"), base.group(1)))
        self.lines.append(
            f"{base.group(1)} **const {self.made[-1][0]} = (void *)draw_object(draw);"
        )
        return self.made[-1][0]

    def text(self, kind, name, parameters):
        arguments = []
        for number, (parameter, parameter_name) in enumerate(parameters):
            value = self.value(parameter, parameter_name)
            if "draw_" in value:
                # Arguments are worked out in no order: each stands on a line of its own.
                self.lines.append(f"{parameter} a{number} = {value};")
                value = f"a{number}"
            arguments.append(value)
        call = f"{name}({', '.join(arguments)})"
        if kind == "chiso_status":
            self.lines.append(f"const chiso_status status = {call};")
            self.lines.append(f'check_status("{name}", status);')
        else:
            self.lines.append(f"(void){call};")
        for made, base in self.made:
            self.lines.append(f"if (status == CHISO_OK) {{ {base}{ENDS}(*{made}); }}")
        body = "\n    ".join(self.lines)
        return f"static void call_{name}(struct draw *draw)\n{{\n    {body}\n}}\n"


def main(include, output):
    headers = Headers(include)
    functions = [f for f in headers.functions if not f[1].endswith(ENDS) and f[1] not in SINKS]
    texts = ['/* Written by bad_values.py. */\n#include "bad_values.h"\n']
    texts += [Call(headers).text(*function) for function in functions]
    rows = "\n".join(f'    {{"{name}", call_{name}}},' for _, name, _ in functions)
    texts.append(f"const struct call calls[] = {{\n{rows}\n}};")
    texts.append("const size_t call_count = sizeof(calls) / sizeof(calls[0]);\n")
    Path(output).write_text("\n".join(texts))


main(*sys.argv[1:])
