"""Maps: which codes of an earlier board became which of a later one, for criteria or for units."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, Iterable, NamedTuple, Optional, Sequence, Union

from ._handle import Object, make, new_handle
from ._library import lib
from ._number import Number, from_millionths, to_millionths
from ._records import members
from ._structs import structs
from ._table import Table
from ._text import Path, content, optional, path_of
from .errors import ask, call


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
        handle = new_handle("map")
        call(lib.chiso_map_read_csv_file, path_of(path), None, handle, path=str(path))
        return make(cls, handle)

    @classmethod
    def from_csv(cls, text: Union[str, bytes]) -> "Map":
        """Reads the text of a map.

        >>> chiso.Map.from_csv("old,new\\n3,4\\n")[0]
        MapRow(old='3', new='4', share=Decimal('1'))
        """
        data = content(text, "the text")
        handle = new_handle("map")
        call(lib.chiso_map_read_csv, data, len(data), None, handle)
        return make(cls, handle)

    def add(self, old: Optional[str], new: Optional[str], share: Number = 1) -> "Map":
        """Adds a row; None stands for no predecessor, or for nothing that came of it.

        >>> len(chiso.Map().add("3", "4").add("a", "x", "0.4"))
        2
        """
        number = from_millionths(to_millionths(share, "the share")) or Decimal(0)
        texts = optional(old, "the old code"), optional(new, "the new code"), format(number, "f").encode()
        with self._guard.change:
            call(lib.chiso_map_add, self._c, *texts)
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
