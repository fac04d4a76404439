"""Mappings: how a real sheet is to be read as a points file without touching it."""

from __future__ import annotations

from typing import Any, Iterable, Iterator, List, Mapping as AnyMapping, NamedTuple, Optional
from typing import TYPE_CHECKING, Sequence, Tuple, Union

from .._c.calls import ask, call
from .._c.guard import Reading
from .._c.handle import Object, expect, expect_tree, make, new_handle
from .._c.library import lib
from .._c.sink import written
from .._c.structs import structs
from .._in.made import of_file, of_text
from .._in.text import Path, content, encode, path_of
from .._in.workbook import ALL_ROWS, SheetName, is_workbook, placed, read_sheet
from .._out.file import save
from .._out.frames import pandas_for
from .._out.table import Table

if TYPE_CHECKING:
    from .tree import Tree

#: What a row says: a text, a number such as a row or a place, or several texts, a row each.
Value = Union[str, int, Sequence[str]]


class MappingRow(NamedTuple):
    """What is said, and its value.

    >>> chiso.Mapping({"header": 3})[0]
    MappingRow(what='header', value='3')
    """

    what: str
    value: str


def _rows(given: Any) -> Iterator[Tuple[Any, Any]]:
    """The rows of what a mapping is made of; a list of values is a row each."""
    for what, value in given.items() if isinstance(given, AnyMapping) else given:
        if isinstance(value, (list, tuple)):
            for one in value:
                yield what, one
        else:
            yield what, value


class Mapping(Object, Table[MappingRow]):
    """How a sheet is to be read, row by row: which row has the headings, what each column holds,
    which rows are no units. ``Mapping({...})``, or pairs where something is said several times;
    what can be said stands in the header mapping.h.

    >>> mapping = Mapping({"header": "2", "column:Office": "unit", "ignore": ["No.", "Remark"]})
    >>> print(mapping.set("dash", 0))
    what           value
    header         2
    column:Office  unit
    ignore         No.
    ignore         Remark
    dash           0
    >>> sheet = "Results;;;\\nNo.;Office;1;Remark\\n1;Health;9,5;\\n2;Culture; - ;late\\n"
    >>> tree = chiso.Tree.from_csv("code,title,max\\n1,A,10\\n")
    >>> board = chiso.Board.from_csv(tree, sheet, mapping)
    >>> board["Culture", "1"].cell.value
    Decimal('0')
    """

    _kind = "mapping"
    _fields = MappingRow._fields

    def __init__(
        self, rows: Union[AnyMapping[str, Value], Iterable[Tuple[str, Value]]] = ()
    ) -> None:
        handle = new_handle("mapping")
        call(lib.chiso_mapping_new, None, handle)
        super().__init__(handle)
        for what, value in _rows(rows):
            self.set(what, value)

    @classmethod
    def read_csv(cls, path: Path) -> "Mapping":
        """Reads a mapping: columns ``what`` and ``value``.

        >>> chiso.Mapping.read_csv("no/such/file.csv")
        Traceback (most recent call last):
            ...
        chiso.errors.FileError: there is no file no/such/file.csv
        """
        return of_file(cls, path)

    @classmethod
    def from_csv(cls, text: Union[str, bytes]) -> "Mapping":
        """Reads the text of a mapping.

        >>> chiso.Mapping.from_csv("what,value\\nrows:Mean,skip\\n")[0].value
        'skip'
        """
        return of_text(cls, text)

    @classmethod
    def suggest(cls, tree: "Tree", path: Path, sheet: SheetName = None) -> "Mapping":
        """A mapping to start from: what the rows and columns of a sheet seem to be. Go through it.
        The file is CSV, or a workbook.

        >>> chiso.Mapping.suggest(tree, "no/such/file.csv")
        Traceback (most recent call last):
            ...
        chiso.errors.FileError: there is no file no/such/file.csv
        """
        if is_workbook(path):
            found = read_sheet(path, sheet)
            with placed(found):
                return cls.suggest_csv(tree, found.text(header=ALL_ROWS))
        handle, criteria = new_handle("mapping"), expect_tree(tree)
        with Reading(criteria):
            call(
                lib.chiso_mapping_suggest_file,
                criteria._c,
                path_of(path),
                None,
                handle,
                path=str(path),
            )
        return make(cls, handle)

    @classmethod
    def suggest_csv(cls, tree: "Tree", text: Union[str, bytes]) -> "Mapping":
        """The same for the text of a sheet.

        >>> sheet = "Results;\\nOffice;1\\nHealth;9,5\\nMean;9,5\\n"
        >>> [row.what for row in chiso.Mapping.suggest_csv(tree, sheet)]
        ['header', 'column:Office', 'rows:Mean', 'decimal']
        """
        data = content(text, "the text")
        handle, criteria = new_handle("mapping"), expect_tree(tree)
        with Reading(criteria):
            call(lib.chiso_mapping_suggest, criteria._c, data, len(data), None, handle)
        return make(cls, handle)

    def set(self, what: str, value: Union[str, int]) -> "Mapping":
        """Adds a row. Raises InputError for what a mapping does not say, or says already.

        >>> chiso.Mapping().set("heading", 3)
        Traceback (most recent call last):
            ...
        chiso.errors.InputError: a mapping says nothing of "heading"; did you mean "header"?
        """
        if isinstance(value, bool) or not isinstance(value, (str, int)):
            raise TypeError(f"{what} is {type(value).__name__}; expected a text or a whole number")
        texts = encode(what, "what is said"), encode(str(value), f"the value of {what}")
        with self._guard.change:
            call(lib.chiso_mapping_set, self._c, *texts)
        return self

    def to_csv(self) -> str:
        """The mapping as a file.

        >>> chiso.Mapping({"end": "Note*"}).to_csv()
        'what,value\\nend,Note*\\n'
        """
        return written(lib.chiso_mapping_write_csv, self._c).decode()

    def write_csv(self, path: Path) -> None:
        """Writes the mapping as a file, as a whole or not at all.

        >>> chiso.Mapping({"dash": 0}).write_csv("/no/folder/read.csv")
        Traceback (most recent call last):
            ...
        chiso.errors.FileError: /no/folder/read.csv cannot be written: No such file or directory
        """
        save(path, self.to_csv().encode())

    def _row(self, index: int) -> MappingRow:
        struct = structs.mapping_row()
        with self._guard.look:
            ask(f"row {index}", lib.chiso_mapping_row_at, self._c, index, struct)
            return MappingRow(struct.what.decode(), struct.value.decode())

    def __len__(self) -> int:
        return int(lib.chiso_mapping_count(self._c))

    def __bool__(self) -> bool:
        return True

    def __reduce__(self) -> Any:
        rows: List[Tuple[str, str]] = [tuple(row) for row in self]  # type: ignore[misc]
        return Mapping, (rows,)


#: A mapping, what one is made of, or None for none.
MappingLike = Union[Mapping, AnyMapping[str, Value], Iterable[Tuple[str, Value]], None]


def mapping_of(given: MappingLike) -> Optional[Mapping]:
    """The mapping that a caller gave, or made of what was given."""
    if given is None or isinstance(given, Mapping):
        return given
    if isinstance(given, (str, bytes)):
        return expect(given, Mapping, "mapping")
    return Mapping(given)


def frame_text(frame: Any, reading: Any) -> str:
    """A DataFrame as the sheet that it was read from; headings that are the numbers of columns are
    none, as pandas counts them where it was told that there is no header.
    """
    pandas_for("Board.from_pandas()")
    if reading.unit is not None or reading.rename or reading.ignore:
        raise TypeError("mapping stands beside unit, rename or ignore; expected one or the other")
    has_names = list(frame.columns) != list(range(len(frame.columns)))
    separator = ";" if reading.decimal == "," else ","
    text: str = frame.to_csv(index=False, header=has_names, sep=separator, decimal=reading.decimal)
    return text
