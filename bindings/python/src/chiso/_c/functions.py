"""The functions of the C library, as their table says them."""

from __future__ import annotations

import ctypes
from typing import Any, Dict, List, NamedTuple

from .structs import type_of
from .table import TABLE


class Function(NamedTuple):
    """A line of the table."""

    name: str
    result: str
    arguments: List[str]
    slow: bool


def _function(line: str) -> Function:
    head, arguments = line.rstrip(")").split("(")
    words = head.split()
    return Function(
        "chiso_" + words[-1],
        words[-2],
        [word.strip() for word in arguments.split(",") if word.strip()],
        words[0] == "slow",
    )


FUNCTIONS: Dict[str, Function] = {
    function.name: function
    for function in (
        _function(line) for line in TABLE.splitlines() if line and not line.startswith("#")
    )
}


class Functions:
    """The functions of a loaded library, as attributes by their names in C.

    Raises AttributeError, naming it, when the library lacks one.
    """

    def __init__(self, path: str) -> None:
        slow = ctypes.CDLL(path)
        quick = ctypes.PyDLL(path)
        for function in FUNCTIONS.values():
            try:
                call = getattr(slow if function.slow else quick, function.name)
            except AttributeError:
                raise AttributeError(f"it has no function {function.name}") from None
            call.restype = type_of(function.result)
            call.argtypes = [type_of(word) for word in function.arguments]
            setattr(self, function.name, call)

    def __getattr__(self, name: str) -> Any:
        raise AttributeError(f"the C library has no function {name}")
