"""Maps: which codes of an earlier board became which of a later one, for criteria or for units."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, Iterable, NamedTuple, Optional, Sequence, Union

from .._c.calls import ask, call
from .._c.handle import Object, new_handle
from .._c.library import lib
from .._c.records import members
from .._c.structs import structs
from .._in.made import of_file, of_text
from .._in.number import Number, decimal_text
from .._in.text import Code, Path, optional_code
from .._out.table import Table


class MapRow(NamedTuple):
    """What was old is now new; "" for none. The share is above 0 and at most 1.

    >>> chiso.Map([("3", "4")])[0].share
    Decimal('1')
    """

    old: str
    new: str
    share: Decimal


class Map(Object, Table[MapRow]):
    """A map between the codes of two boards. Codes in no row are matched by being the same.

    >>> print(Map([("3", "4"), ("a", "x", "0.4"), ("a", "y", "0.6"), ("b", None)]))
    old  new  share
    3    4        1
    a    x      0.4
    a    y      0.6
    b             1
    """

    _kind = "map"
    _fields = MapRow._fields

    def __init__(self, rows: Iterable[Sequence[Any]] = ()) -> None:
        handle = new_handle("map")
        call(lib.chiso_map_new, None, handle)
        super().__init__(handle)
        for row in rows:
            self.add(*row)

    @classmethod
    def read_csv(cls, path: Path) -> "Map":
        """Reads a map: columns ``old``, ``new`` and optionally ``share``.

        >>> chiso.Map.read_csv("no/such/file.csv")
        Traceback (most recent call last):
            ...
        chiso.errors.FileError: there is no file no/such/file.csv
        """
        return of_file(cls, path)

    @classmethod
    def from_csv(cls, text: Union[str, bytes]) -> "Map":
        """Reads the text of a map.

        >>> chiso.Map.from_csv("old,new\\n3,4\\n")[0]
        MapRow(old='3', new='4', share=Decimal('1'))
        """
        return of_text(cls, text)

    def add(self, old: Optional[Code], new: Optional[Code], share: Number = 1) -> "Map":
        """Adds a row; None stands for no predecessor, or for nothing that came of it.

        >>> len(chiso.Map().add("3", "4").add("a", "x", "0.4"))
        2
        """
        codes = optional_code(old, "the old code"), optional_code(new, "the new code")
        number = decimal_text(share, "the share")
        with self._guard.change:
            call(lib.chiso_map_add, self._c, *codes, number)
        return self

    def _row(self, index: int) -> MapRow:
        struct = structs.map_row()
        with self._guard.look:
            ask(f"row {index}", lib.chiso_map_row_at, self._c, index, struct)
            return MapRow(*members("map_row", struct, ("old_code", "new_code", "share")))

    def __len__(self) -> int:
        return int(lib.chiso_map_count(self._c))

    def __bool__(self) -> bool:
        return True

    def __reduce__(self) -> Any:
        return Map, ([tuple(row) for row in self],)
