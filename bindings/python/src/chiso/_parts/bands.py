"""Bands: named classes of percents, each from its lower bound, which belongs to it, to the next."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any, Mapping, NamedTuple, Optional, Union

from .._c.calls import call, error_of
from .._c.decimals import from_millionths
from .._c.enums import DECIMAL_MAX, DECIMAL_ONE, NO_BAND, Status
from .._c.handle import Object, new_handle
from .._c.library import lib
from .._c.sink import written
from .._in.made import of_file, of_text
from .._in.number import Number, number_text, to_fraction
from .._in.text import Path, encode
from .._out.file import save
from .._out.table import Table


class Band(NamedTuple):
    """A band and its lower bound in percent.

    >>> chiso.Bands({"A": 90})[0]
    Band(band='A', from_=Decimal('90'))
    """

    band: str
    from_: Decimal


class Bands(Object, Table[Band]):
    """Bands, the highest first.

    >>> bands = Bands({"A": 90, "B": "72.5"})
    >>> bands.find("89.99"), bands.find(90), bands.find(10), "A" in bands
    ('B', 'A', None, True)
    >>> print(bands)
    band  from
    A       90
    B     72.5
    """

    _kind = "bands"
    _fields = Band._fields
    _percents = ("from",)
    _key = "band"

    def __init__(self, bands: Optional[Mapping[str, Number]] = None) -> None:
        handle = new_handle("bands")
        call(lib.chiso_bands_new, None, handle)
        super().__init__(handle)
        for name, bound in (bands or {}).items():
            self.add(name, bound)

    @classmethod
    def read_csv(cls, path: Path) -> "Bands":
        """Reads a bands file: columns ``band`` and ``from``.

        >>> chiso.Bands.read_csv("no/such/file.csv")
        Traceback (most recent call last):
            ...
        chiso.errors.FileError: there is no file no/such/file.csv
        """
        return of_file(cls, path)

    @classmethod
    def from_csv(cls, text: Union[str, bytes]) -> "Bands":
        """Reads the text of a bands file.

        >>> chiso.Bands.from_csv("band,from\\nA,90\\n")[0].band
        'A'
        """
        return of_text(cls, text)

    def to_csv(self) -> str:
        """The bands as the text of a bands file, each bound as it was given.

        >>> chiso.Bands({"A": "250/3"}).to_csv()
        'band,from\\nA,250/3\\n'
        """
        return written(lib.chiso_bands_write_csv, self._c).decode()

    def write_csv(self, path: Path) -> None:
        """Writes the bands as a bands file, as a whole or not at all.

        >>> chiso.Bands({"A": 90}).write_csv("/no/folder/bands.csv")
        Traceback (most recent call last):
            ...
        chiso.errors.FileError: /no/folder/bands.csv cannot be written: No such file or directory
        """
        save(path, self.to_csv().encode())

    def add(self, name: str, from_: Number) -> "Bands":
        """Adds a band with its lower bound in percent, which may be a fraction. StateError once a
        report or a comparison uses the bands.

        >>> len(chiso.Bands().add("A", 90).add("B", "72.5").add("C", Fraction(200, 3)))
        3
        """
        text, bound = encode(name, "the band"), number_text(from_, f"the lower bound of {name}")
        with self._guard.change:
            call(lib.chiso_bands_add, self._c, text, bound)
        return self

    def find(self, percent: Number) -> Optional[str]:
        """The band of a percent as it stands; None below the lowest.

        >>> chiso.Bands({"A": 90}).find("90")
        'A'
        """
        return self._find(to_fraction(percent, "the percent"), Fraction(100))

    def find_points(self, achieved: Number, max: Number) -> Optional[str]:
        """The band of the exact percent achieved / max × 100; None below the lowest, and where max
        is not above 0. Of a unit of a board: :meth:`Score.band`.

        >>> chiso.Bands({"A": 90}).find_points("89.999", 100) is None
        True
        """
        return self._find(to_fraction(achieved, "achieved"), to_fraction(max, "max"))

    def _find(self, achieved: Fraction, max: Fraction) -> Optional[str]:
        """By the ratio: C takes millionths, and a common factor of both changes nothing."""
        scale = Fraction(DECIMAL_ONE)
        for number in (achieved, max):
            scale *= (number * scale).denominator
        numbers = [int(number * scale) for number in (achieved, max)]
        if any(abs(number) > DECIMAL_MAX for number in numbers):
            why = f"{achieved} of {max} has more digits than can be compared exactly"
            raise error_of(Status.E_RANGE, f"{why}; round it first")
        return self._name(lib.chiso_bands_find(self._c, *numbers))

    def _name(self, band: int) -> Optional[str]:
        return None if band == NO_BAND else str(lib.chiso_bands_name(self._c, band).decode())

    def _row(self, index: int) -> Band:
        handle = self._c
        return Band(
            lib.chiso_bands_name(handle, index).decode(),
            from_millionths(lib.chiso_bands_from(handle, index)) or Decimal(0),
        )

    def __len__(self) -> int:
        return int(lib.chiso_bands_count(self._c))

    def __bool__(self) -> bool:
        return True

    def __reduce__(self) -> Any:
        return _again, (self.to_csv() if len(self) else None,)


def kept(bands: Optional[Bands]) -> Optional[Bands]:
    """The bands as they are now, whatever becomes of those that were given."""
    return None if bands is None else _again(bands.to_csv() if len(bands) else None)


def _again(text: Optional[str]) -> Bands:
    """Bands from their text; a file without any is refused, and so has none."""
    return Bands() if text is None else Bands.from_csv(text)


def band_name(bands: Optional[Bands], band: int) -> Optional[str]:
    """The name of a band by its number in C."""
    return None if bands is None else bands._name(band)
