"""What a callback of Python meets while C writes is raised again as it is."""

import collections
import contextlib
import functools
import gc
import io
import operator
import signal
import sys
import threading
import unittest
import weakref
from unittest import mock

from support import small_board

import chiso
from chiso import c
from chiso._c import sink


class Odd(Exception):
    """Nothing that C or ctypes knows."""


def raising(error):
    """A function that takes bytes and raises."""

    def take(_data):
        raise error

    return take


class AWriter(unittest.TestCase):
    def setUp(self):
        self.board = small_board()

    def refuse(self, error):
        heard = io.StringIO()
        with contextlib.redirect_stderr(heard), self.assertRaises(type(error)) as caught:
            c.write_to(raising(error), c.lib.chiso_board_write_csv, self.board._c)
        self.assertIs(caught.exception, error)
        self.assertEqual(heard.getvalue(), "")
        self.assertIs(sys.unraisablehook, sys.__unraisablehook__)

    def test_that_fails_raises_what_it_met(self):
        for error in (
            Odd("x"),
            KeyboardInterrupt(),
            SystemExit(3),
            MemoryError(),
            OSError(28, "full"),
        ):
            self.refuse(error)
        self.board["sxd", "1"] = 1
        self.assertEqual(self.board._guard.readers, 0)

    def test_that_fails_in_another_thread_raises_it_there(self):
        met = []

        def work():
            try:
                c.write_to(raising(Odd()), c.lib.chiso_board_write_csv, self.board._c)
            except BaseException as error:
                met.append(type(error))

        thread = threading.Thread(target=work)
        thread.start()
        thread.join()
        self.assertEqual(met, [Odd])

    def test_that_fails_late_has_given_what_came_before(self):
        board = chiso.Board(self.board.tree).add_units([f"u{i}" for i in range(5000)])
        parts = []

        def take(data):
            parts.append(data)
            if len(parts) == 2:
                raise Odd

        with self.assertRaises(Odd):
            c.write_to(take, c.lib.chiso_board_write_csv, board._c)
        self.assertEqual(b"".join(parts), board.to_csv().encode()[: sum(map(len, parts))])

    def test_that_c_ends_says_what_c_does(self):
        with self.assertRaises(chiso.StateError):
            c.written(c.lib.chiso_tree_write_csv, chiso.Tree()._c)
        with self.assertRaises(chiso.FileError):
            c.write_to(print, lambda _to, _error: int(chiso.Status.E_SINK))
        with self.assertRaisesRegex(MemoryError, "^memory for what is written could not be had$"):
            c.written(lambda _to, _error: int(chiso.Status.E_SINK))

    def test_keeps_nothing_of_what_it_met(self):
        error = Odd()
        gone = weakref.ref(error)
        self.refuse(error)
        gc.disable()
        try:
            del error
            self.assertIsNone(gone())
        finally:
            gc.enable()


def interrupted(handler):
    """A function that stands for a writer of C: a signal comes while it works, and is noticed as
    soon as it calls back, before the first line of the callback.
    """

    def write(to, _error):
        steps = [
            functools.partial(signal.raise_signal, signal.SIGINT),
            functools.partial(to.write, None, None, 0),
        ]
        # Nothing but C stands between one step and the next.
        collections.deque(map(operator.methodcaller("__call__"), steps), maxlen=0)
        return int(chiso.Status.E_SINK)

    before = signal.signal(signal.SIGINT, handler)
    heard = io.StringIO()
    try:
        with contextlib.redirect_stderr(heard):
            sink.write_to(lambda _data: None, write)
    finally:
        signal.signal(signal.SIGINT, before)
        assert not heard.getvalue(), heard.getvalue()


class AnInterrupt(unittest.TestCase):
    def test_at_the_entry_of_a_callback_is_raised_as_it_is(self):
        with self.assertRaises(KeyboardInterrupt):
            interrupted(signal.default_int_handler)
        with self.assertRaises(Odd):
            interrupted(lambda *_: raising(Odd())(None))
        self.assertIs(sys.unraisablehook, sys.__unraisablehook__)

    def test_leaves_what_others_cannot_raise_to_them(self):
        told = []

        class Late:
            def __del__(self):
                raise Odd

        def take(_data):
            Late()

        with mock.patch.object(sys, "unraisablehook", told.append):
            c.write_to(take, c.lib.chiso_board_write_csv, small_board()._c)
        self.assertEqual([type(one.exc_value) for one in told], [Odd])

    @unittest.skipUnless(hasattr(signal, "setitimer"), "needs a timer")
    def test_while_c_works_ends_it_and_nothing_is_printed(self):
        board = chiso.Board(small_board().tree).add_units([f"u{i}" for i in range(20_000)]).score()
        report = board.report()
        before = signal.signal(signal.SIGALRM, lambda *_: raising(Odd())(None))
        heard = io.StringIO()
        try:
            with contextlib.redirect_stderr(heard), self.assertRaises(Odd):
                signal.setitimer(signal.ITIMER_REAL, 0.005)
                while True:
                    report.to_json()
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
            signal.signal(signal.SIGALRM, before)
        self.assertEqual(heard.getvalue(), "")
        self.assertEqual(len(report), 20_000)
        board["u0", "1"] = 1


if __name__ == "__main__":
    unittest.main()
