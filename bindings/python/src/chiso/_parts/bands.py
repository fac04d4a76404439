"""Bands: named classes of percents, each from its lower bound, which belongs to it, to the next."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any, List, Mapping, NamedTuple, Optional, Sequence, Tuple, Union

from .._c.calls import call, error_of
from .._c.decimals import from_millionths
from .._c.enums import DECIMAL_MAX, DECIMAL_ONE, NO_BAND, Status
from .._c.handle import Object, make, new_handle
from .._c.library import lib
from .._in.number import Number, number_text, to_fraction
from .._in.text import Path, content, encode, path_of
from .._out.table import Table


class Band(NamedTuple):
    """A band and its lower bound in percent, with six places: a bound of 200/3 is compared as that,
    and shown as 66.666667.

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
    _key = "band"
    # What they were made of: C shows no more than six places of a bound.
    _csv: Optional[bytes] = None
    _added: List[Tuple[bytes, bytes]]

    def __init__(self, bands: Optional[Mapping[str, Number]] = None) -> None:
        handle = new_handle("bands")
        call(lib.chiso_bands_new, None, handle)
        super().__init__(handle)
        self._added = []
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
        name = path_of(path)
        try:
            with open(name, "rb") as file:
                data = file.read()
        except OSError:
            # The C library says what is wrong with it.
            call(lib.chiso_bands_read_csv_file, name, None, new_handle("bands"), path=str(path))
            raise
        return cls._of(data, (), str(path))

    @classmethod
    def from_csv(cls, text: Union[str, bytes]) -> "Bands":
        """Reads the text of a bands file.

        >>> chiso.Bands.from_csv("band,from\\nA,90\\n")[0].band
        'A'
        """
        return cls._of(content(text, "the text"), ())

    @classmethod
    def _of(
        cls, csv: Optional[bytes], added: Sequence[Tuple[bytes, bytes]], path: Optional[str] = None
    ) -> "Bands":
        """Bands of what others were made of."""
        if csv is None:
            bands = cls()
        else:
            handle = new_handle("bands")
            call(lib.chiso_bands_read_csv, csv, len(csv), None, handle, path=path)
            bands = make(cls, handle)
            bands._csv, bands._added = csv, []
        for name, bound in added:
            bands._add(name, bound)
        return bands

    def _add(self, name: bytes, bound: bytes) -> None:
        with self._guard.change:
            call(lib.chiso_bands_add, self._c, name, bound)
            self._added.append((name, bound))

    def add(self, name: str, from_: Number) -> "Bands":
        """Adds a band with its lower bound in percent, which may be a fraction. StateError once a
        report or a comparison uses the bands.

        >>> len(chiso.Bands().add("A", 90).add("B", "72.5").add("C", Fraction(200, 3)))
        3
        """
        self._add(encode(name, "the band"), number_text(from_, f"the lower bound of {name}"))
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
        return _bands_of, (self._csv, tuple(self._added))


def kept(bands: Optional[Bands]) -> Optional[Bands]:
    """The bands as they are now, whatever becomes of those that were given."""
    return None if bands is None else _bands_of(bands._csv, bands._added)


def _bands_of(csv: Optional[bytes], added: Sequence[Tuple[bytes, bytes]]) -> Bands:
    return Bands._of(csv, added)


def band_name(bands: Optional[Bands], band: int) -> Optional[str]:
    """The name of a band by its number in C."""
    return None if bands is None else bands._name(band)
