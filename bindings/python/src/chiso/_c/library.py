"""Finds and loads the C library.

Looked at in this order: the file that the environment variable CHISO_LIBRARY names, and then
nothing else; the file that the package carries; whatever the system's loader knows as chiso. The
first that loads, has every function, and is of the package's release is taken.
"""

from __future__ import annotations

import ctypes
import ctypes.util
import os
import pathlib
import re
import sys
from typing import Any, Iterator, List, Tuple

from .functions import Functions
from .structs import structs

_PACKAGE = pathlib.Path(__file__).resolve().parents[1]
_FILES = {"win32": ["chiso.dll", "libchiso.dll"], "darwin": ["libchiso.0.dylib", "libchiso.dylib"]}


def package_version() -> str:
    """The release of the package: that of the Meson project it was built from.

    >>> package_version() == chiso.__version__
    True
    """
    written = _PACKAGE / "_version.txt"
    if written.exists():
        return written.read_text(encoding="utf-8").strip()
    for folder in _PACKAGE.parents:
        found = re.search(r"^\s*version: '([^']+)'", _text_of(folder / "meson.build"), re.MULTILINE)
        if found:
            return found.group(1)
    return "unknown"


def _text_of(path: pathlib.Path) -> str:
    return path.read_text(encoding="utf-8") if path.exists() else ""


def _candidates() -> Iterator[Tuple[str, str]]:
    chosen = os.environ.get("CHISO_LIBRARY")
    if chosen:
        yield chosen, "CHISO_LIBRARY"
        return
    names = _FILES.get(sys.platform, ["libchiso.so.0", "libchiso.so"])
    for name in names:
        yield str(_PACKAGE / name), "in the package"
    found = ctypes.util.find_library("chiso")
    for name in [found] if found else names:
        yield name, "by the system's loader"


def struct_size(functions: Any, name: str) -> int:
    """How many bytes the library says that a struct has."""
    return int(functions.chiso_struct_size(f"chiso_{name}".encode()))


def _load(path: str, version: str) -> Functions:
    """Raises an exception whose text says why this one will not do."""
    if os.path.isabs(path) and not os.path.exists(path):
        raise OSError("there is no such file")
    functions = Functions(path)
    release = functions.chiso_version().decode()
    if release != version:
        raise OSError(f"it is release {release}, and the package is {version}")
    for name in structs.names:
        told, here = struct_size(functions, name), ctypes.sizeof(getattr(structs, name))
        if told != here:
            raise OSError(f"its struct chiso_{name} has {told} bytes instead of {here}")
    return functions


def load() -> Tuple[Functions, str]:
    """The functions of the C library, and the path of the file they are in.

    Raises ImportError, listing each path that was tried and why it would not do.
    """
    version = package_version()
    tried: List[str] = []
    for path, origin in _candidates():
        try:
            return _load(path, version), path
        except (OSError, AttributeError) as error:
            tried.append(f"\n  {path} ({origin}): {error}")
    raise ImportError(
        "chiso's C library could not be loaded. Tried:"
        + "".join(tried)
        + "\nCHISO_LIBRARY=/path/to/libchiso.so says which one to take."
    )


lib, library_path = load()
