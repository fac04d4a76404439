"""The C library as it is: every public function by its name in C, with argument and result types declared, and every struct.

For what the rest of the package has no shape of its own for. What the functions do, and what they need, is documented in the C headers; nothing stands
between them and the caller: a wrong pointer is a crash.

>>> from chiso import c
>>> c.lib.chiso_status_name(13)
b'CHISO_E_MAX'
>>> sum_ = c.int64()
>>> c.ask("the sum", c.lib.chiso_decimal_add, 1_500_000, 2_000_000, sum_)
>>> sum_.value
3500000
>>> tree = c.handle("tree")
>>> c.call(c.lib.chiso_tree_new, b"index", None, tree)
>>> c.lib.chiso_tree_title(tree)
b'index'
>>> c.structs.place(rank=1, out_of=2).out_of
2
"""

from __future__ import annotations

from ctypes import c_double as double
from ctypes import c_int64 as int64
from ctypes import c_uint32 as uint32

from ._functions import FUNCTIONS as functions
from ._handle import new_handle as handle
from ._library import lib
from ._structs import structs
from .errors import ask, call

__all__ = ["ask", "call", "double", "functions", "handle", "int64", "lib", "structs", "uint32"]
