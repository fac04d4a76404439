"""Objects of C that are made of a file, or of the text of one."""

from __future__ import annotations

from typing import Type, TypeVar, Union

from .._c.calls import call
from .._c.handle import Object, make, new_handle
from .._c.library import lib
from .text import Path, content, path_of

_S = TypeVar("_S", bound=Object)


def of_file(kind: Type[_S], path: Path) -> _S:
    """An object that a CSV file holds as a whole: bands, a map, a mapping."""
    handle = new_handle(kind._kind)
    function = getattr(lib, f"chiso_{kind._kind}_read_csv_file")
    call(function, path_of(path), None, handle, path=str(path))
    return make(kind, handle)


def of_text(kind: Type[_S], text: Union[str, bytes]) -> _S:
    """The same from the text of such a file."""
    data, handle = content(text, "the text"), new_handle(kind._kind)
    call(getattr(lib, f"chiso_{kind._kind}_read_csv"), data, len(data), None, handle)
    return make(kind, handle)
