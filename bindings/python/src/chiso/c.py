"""The C library as it is: every public function by its name in C, with argument and result types
declared, and every struct.

For what the rest of the package has no shape of its own for. What the functions do, and what they
need, is documented in the C headers; nothing stands between them and the caller: a wrong pointer is
a crash.

>>> from chiso import c
>>> c.lib.chiso_status_name(13)
b'CHISO_E_MAX'
>>> sum_ = c.out("decimal")
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

from ._c.calls import ask, call
from ._c.functions import FUNCTIONS as functions
from ._c.handle import new_handle as handle
from ._c.library import lib
from ._c.memory import array_of, out, room
from ._c.sink import write_to, written
from ._c.structs import structs

__all__ = [
    "array_of",
    "ask",
    "call",
    "functions",
    "handle",
    "lib",
    "out",
    "room",
    "structs",
    "write_to",
    "written",
]
