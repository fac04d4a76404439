"""Where C gets bytes from, and whom it asks while it reads them."""

from __future__ import annotations

import ctypes
from typing import Any, BinaryIO, Callable, List, Optional, Tuple

from .calls import call
from .library import lib
from .memory import out
from .sink import called_back
from .structs import ASK, GIVE, structs

SIZE_MAX = ctypes.c_size_t(-1).value


def asking(go_on: Optional[Callable[[int, int], Any]], met: List[BaseException]) -> Any:
    """A callback for C that asks a function whether to go on, and keeps what it raises."""

    def asked(_context: Any, read: int, size: int) -> bool:
        try:
            return go_on is None or bool(go_on(read, size))
        except BaseException as error:
            met.append(error)
            return False

    return asked


def callback_of(asked: Any) -> Any:
    """The same as C calls it; it must live as long as C may."""
    return ASK(asked)


def fetched(
    intake: Any, path: bytes, source: BinaryIO, met: List[BaseException]
) -> Tuple[Any, int]:
    """The bytes of an open file, which the intake of C keeps, no more than it takes."""

    def give(_context: Any, start: int, most: int, given: Any) -> bool:
        try:
            data = source.read(most)
            if not isinstance(data, bytes) or len(data) > most:
                what = f"{len(data)} bytes" if isinstance(data, bytes) else type(data).__name__
                raise TypeError(f"the file gave {what}; expected at most {most} bytes")
            ctypes.memmove(start, data, len(data))
            given[0] = len(data)
        except BaseException as error:
            met.append(error)
        return not met

    data, size = out("char*"), out("size")
    asked = structs.intake_source(read=GIVE(give))
    called_back(give, met, lambda: call(lib.chiso_intake_fetch, intake, path, asked, data, size))
    return ctypes.cast(data, ctypes.c_char_p), size.value
