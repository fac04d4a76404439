"""The table of letters that look like Latin ones is that of the Unicode data that ICU has: of Greek
and Cyrillic all that is confusable with one letter of A to Z, and what is confusable with Đ.

look_alikes.py ROOT [--print]
"""

import ctypes
import ctypes.util
import re
import string
import sys
import unicodedata
from pathlib import Path

#: Greek and Cyrillic with its first supplement; the Latin letters in which Vietnamese is typed.
RANGES = ((0xD0, 0xD1), (0x189, 0x18A), (0x370, 0x530))


def skeletons():
    """The function of ICU that gives a text what stands for all that look like it, or None."""
    name = ctypes.util.find_library("icui18n")
    version = re.search(r"\d+$", name) if name else None
    if not version:
        return None
    library = ctypes.CDLL(name)
    library_open = library[f"uspoof_open_{version.group()}"]
    skeleton = library[f"uspoof_getSkeletonUTF8_{version.group()}"]
    library_open.restype = ctypes.c_void_p
    skeleton.argtypes = [
        ctypes.c_void_p,
        ctypes.c_uint32,
        *(ctypes.c_char_p, ctypes.c_int32) * 2,
        ctypes.c_void_p,
    ]
    status = ctypes.c_int(0)
    checker = library_open(ctypes.byref(status))

    def of(text):
        out = ctypes.create_string_buffer(64)
        given = text.encode()
        size = skeleton(checker, 0, given, len(given), out, len(out), ctypes.byref(status))
        if status.value > 0:
            raise OSError(f"ICU: {status.value}")
        return out.raw[:size].decode()

    return of


def pairs(of):
    """Each letter and the one that it looks like, capitals to capitals where both sizes fit."""
    meant = {}
    for letter in string.ascii_uppercase + string.ascii_lowercase + "Đ":
        meant.setdefault((of(letter), letter.isupper()), letter)
    for start, end in RANGES:
        for letter in map(chr, range(start, end)):
            if unicodedata.category(letter) not in ("Lu", "Ll"):
                continue
            for capital in (letter.isupper(), not letter.isupper()):
                if (of(letter), capital) in meant:
                    yield letter + meant[of(letter), capital]
                    break


def main():
    of = skeletons()
    if of is None:
        print("no ICU here")
        return 77
    wanted = "".join(pairs(of))
    if "--print" in sys.argv:
        print(wanted)
        return 0
    source = Path(sys.argv[1], "lib", "text", "alike.c").read_text(encoding="utf-8")
    table = re.search(r"look_alikes\[\] =((?:\s*\"[^\"]*\")+);", source).group(1)
    found = "".join(re.findall(r'"([^"]*)"', table))
    print("" if found == wanted else f"it has\n{found}\nand should have\n{wanted}")
    return 0 if found == wanted else 1


if __name__ == "__main__":
    sys.exit(main())
