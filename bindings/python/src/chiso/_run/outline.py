"""Criteria files that are numbered as an outline: I, 1, a."""

from __future__ import annotations

from typing import Optional

from .._c.enums import AuditCode, Status
from .._in.workbook import is_workbook, sheet_in
from .._parts.mapping import MappingLike
from .._parts.tree import Tree
from ..errors import ChisoError


def _read(path: str, mapping: MappingLike) -> Tree:
    book, sheet = sheet_in(path)
    if is_workbook(book):
        return Tree.read_excel(book, sheet, mapping)
    return Tree.read_csv(book, mapping)


def _looks_outlined(path: str) -> bool:
    """Whether codes repeat, or the audit takes them for the numbers of an outline."""
    try:
        tree = _read(path, None)
    except ChisoError as error:
        return error.status == Status.E_DUPLICATE
    return any(finding.code == AuditCode.OUTLINE for finding in tree.audit())


def outline_in(path: str) -> Optional[Tree]:
    """Criteria read as an outline, where they look like one and cannot be read, or not so well, as
    they are; None for any other. What is wrong with the file is said by who reads it as it is.
    """
    try:
        return _read(path, {"outline": "yes"}) if _looks_outlined(path) else None
    except ChisoError:
        return None
