"""Files, written as a whole or not at all."""

from __future__ import annotations

import os
import shutil

from .._c.calls import error_of
from .._c.enums import Status
from .._in.text import Path, path_of


def save(path: Path, data: bytes) -> None:
    """Writes a file as a whole, or leaves the one that is there as it was, with its permissions.
    Raises FileError.

    A link stays one, what it leads to is written; and so is a device or a pipe, which is not
    replaced by a file.
    """
    path_of(path)
    name = os.fsdecode(path)
    target = os.path.realpath(name)
    try:
        if os.path.exists(target) and not os.path.isfile(target):
            with open(target, "wb") as file:
                file.write(data)
        else:
            _replace(target, data)
    except OSError as error:
        why = f"{name} cannot be written: {error.strerror}"
        raise error_of(Status.E_FILE, why, path=name) from error


def _replace(target: str, data: bytes) -> None:
    temporary = f"{target}.{os.getpid()}.part"
    try:
        with open(temporary, "wb") as file:
            file.write(data)
        if os.path.exists(target):
            shutil.copymode(target, temporary)
        os.replace(temporary, target)
    except BaseException:
        _remove(temporary)
        raise


def _remove(name: str) -> None:
    if os.path.exists(name):
        os.unlink(name)
