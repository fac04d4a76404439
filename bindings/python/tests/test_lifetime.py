"""Objects may be dropped and closed in any order, also while Python ends; a closed one is refused;
threads cannot break a board.
"""

import gc
import itertools
import os
import pickle
import subprocess
import sys
import tempfile
import textwrap
import threading
import unittest

from support import POINTS, small_board, small_tree

import chiso


def everything():
    """One of each kind of object, each made from those before it."""
    tree = small_tree()
    board = chiso.Board.from_csv(tree, POINTS).score()
    bands = chiso.Bands({"A": 90})
    return {
        "tree": tree,
        "board": board,
        "bands": bands,
        "map": chiso.Map([("a", "b")]),
        "ranking": board.ranking(),
        "report": board.report(bands=bands),
        "comparison": board.compare(board, bands=bands),
        "changes": board.compare(board, bands=bands).report(),
        "series": chiso.Series({"2021": board}),
        "ledger": board["sxd"].ledger(),
        "target": board["sxd"].target(rank=1, bands=bands),
        "what_if": board.what_if(),
        "explanation": board["sxd"].explain(),
        "audit": board.audit(),
        "tally": chiso.Tally(["a"], {"q": 4}),
    }


USES = {
    "tree": lambda o: len(o),
    "board": lambda o: o["sxd"].percent,
    "bands": lambda o: o.find(95),
    "map": lambda o: o[0],
    "ranking": lambda o: o[0],
    "report": lambda o: o.to_json(),
    "comparison": lambda o: o["sxd"].points,
    "changes": lambda o: o.to_json(),
    "series": lambda o: o["sxd"][0],
    "ledger": lambda o: o[0],
    "target": lambda o: o.leaves,
    "what_if": lambda o: o["sxd"].rank,
    "explanation": lambda o: o.text(),
    "audit": lambda o: len(o),
    "tally": lambda o: o.to_bytes(),
}


class Lifetimes(unittest.TestCase):
    def test_may_end_in_any_order(self):
        names = list(USES)
        for first, second in itertools.permutations(names, 2):
            objects = everything()
            del objects[first], objects[second]
            gc.collect()
            for name, use in USES.items():
                if name in objects:
                    use(objects[name])

    def test_of_what_was_made_go_on_after_the_origin_is_closed(self):
        objects = everything()
        shown = {
            name: str(objects[name])
            for name in USES
            if name not in ("tree", "bands", "board", "series", "what_if")
        }
        objects["tree"].close()
        objects["bands"].close()
        objects["board"].close()
        for name, use in USES.items():
            if name not in ("tree", "bands", "board"):
                use(objects[name])
                objects[name]._repr_html_() if hasattr(objects[name], "_repr_html_") else repr(
                    objects[name]
                )
        for name in shown:
            self.assertEqual(str(objects[name]), shown[name])

    def test_end_by_close_and_twice_is_fine(self):
        for name, use in USES.items():
            thing = everything()[name]
            thing.close()
            thing.close()
            self.assertTrue(thing.closed)
            self.assertEqual(repr(thing), f"<{type(thing).__name__} closed>")
            with self.subTest(name), self.assertRaisesRegex(chiso.ClosedError, "is closed"):
                use(thing)

    def test_end_with_a_block(self):
        with small_board() as board:
            self.assertTrue(board.is_scored)
        with self.assertRaises(ValueError):
            board.is_scored
        with self.assertRaises(chiso.ClosedError):
            with board:
                pass

    def test_of_a_board_leave_nothing_that_waits_for_the_collector(self):
        gc.disable()
        try:
            import weakref

            board = small_board()
            board["sxd"].rank, board.ranking()[0], str(board), board[
                "sxd"
            ].explain(), board.compare(board)[0].points
            gone = weakref.ref(board)
            del board
            self.assertIsNone(gone())
        finally:
            gc.enable()

    @unittest.skipIf("asan" in os.environ.get("LD_PRELOAD", ""), "the sanitizer keeps memory back")
    def test_give_their_memory_back(self):
        import resource

        units = [f"u{i}" for i in range(20_000)]
        board = chiso.Board(small_tree()).add_units(units).score()

        def make():
            other = chiso.Board(small_tree()).add_units(units).score()
            return (
                other.ranking(),
                other.report(),
                other.compare(other),
                other.what_if(),
                chiso.Tally(units, {"q": 4}),
                board.ranking(),
                board.what_if(),
            )

        for _ in range(5):
            make()
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        for _ in range(30):
            make()
        self.assertLess(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before, 60_000)

    @unittest.skipUnless(
        sys.platform == "linux" and "asan" not in os.environ.get("LD_PRELOAD", ""),
        "limits the memory of a process",
    )
    def test_without_memory_raise_and_change_nothing(self):
        program = """
            import resource, sys
            sys.path.insert(0, {path!r})
            import support, chiso
            board = support.small_board()
            before = board.to_csv()
            resource.setrlimit(resource.RLIMIT_AS, (2**30, 2**30))
            units, questions = [str(i) for i in range(60000)], {{str(i): 64 for i in range(600)}}
            for action in (lambda: board.reserve(10**9), lambda: chiso.Tally(units, questions)):
                try:
                    action()
                except chiso.OutOfMemoryError as error:
                    same = board.to_csv() == before
                    print(isinstance(error, MemoryError), same, board["sxd"].rank)
        """
        text = textwrap.dedent(program).format(
            path=str(__import__("pathlib").Path(__file__).parent)
        )
        done = subprocess.run(
            [sys.executable, "-W", "error", "-c", text],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        self.assertEqual((done.stdout, done.stderr), ("True True 2\n" * 2, ""))

    def test_end_while_python_does(self):
        program = """
            import sys
            sys.path.insert(0, {path!r})
            import test_lifetime
            kept = test_lifetime.everything()
            class Late:
                def __init__(self, objects):
                    self.objects = objects
                def __del__(self):
                    for thing in self.objects.values():
                        thing.close()
            late = Late(test_lifetime.everything())
            late.itself = late
            sys.modules["kept_for_the_end"] = late
            print("made")
        """
        text = textwrap.dedent(program).format(
            path=str(__import__("pathlib").Path(__file__).parent)
        )
        for _ in range(3):
            done = subprocess.run(
                [sys.executable, "-W", "error", "-c", text],
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                text=True,
            )
            self.assertEqual((done.returncode, done.stdout, done.stderr), (0, "made\n", ""))


class Threads(unittest.TestCase):
    @unittest.skipUnless(hasattr(os, "mkfifo"), "needs a pipe with a name")
    def test_run_while_a_long_call_waits(self):
        # The call waits for a file that another thread of the same program writes: with the
        # interpreter's lock held it would wait for ever.
        program = """
import os, sys, threading, chiso
def write():
    with open(sys.argv[1], "w") as file:
        file.write("code,title,max\\n1,A,10\\n")
threading.Thread(target=write).start()
print(chiso.Tree.read_csv(sys.argv[1])["1"].max)
"""
        with tempfile.TemporaryDirectory() as folder:
            pipe = os.path.join(folder, "criteria.csv")
            os.mkfifo(pipe)
            done = subprocess.run(
                [sys.executable, "-c", program, pipe], stdout=subprocess.PIPE, text=True, timeout=60
            )
        self.assertEqual((done.returncode, done.stdout), (0, "10\n"))

    def test_read_one_board_at_once(self):
        board = chiso.Board(small_tree()).add_units([f"u{i}" for i in range(200)])
        board.set_columns([[i % 20, i % 15] for i in range(200)], ["1", "2.1"])
        board.score()
        expected = [(unit.percent, unit.rank) for unit in board]
        found, errors = [], []

        def read():
            try:
                for _ in range(5):
                    found.append(
                        [(unit.percent, unit.rank) for unit in board] == expected
                        and len(board.ranking()) == 200
                    )
            except Exception as error:  # noqa: BLE001
                errors.append(error)

        threads = [threading.Thread(target=read) for _ in range(6)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        self.assertEqual((errors, found), ([], [True] * 30))

    def test_cannot_change_a_board_that_another_reads_or_changes(self):
        board = small_board()
        before = board.to_csv()
        with board._guard.read:
            for action in (
                lambda: board.add_unit("x"),
                lambda: board.add_csv("unit,1\nsxd,1\n"),
                lambda: board.set_column("1", [1, 2, 3]),
            ):
                with self.assertRaisesRegex(
                    chiso.StateError, "the board is being read by another thread"
                ):
                    action()
            self.assertEqual(board["sxd"].rank, 2)
        with board._guard.work:
            for action in (
                lambda: board["sxd"].percent,
                lambda: board.ranking(),
                board.to_csv,
                lambda: board.add_unit("x"),
            ):
                with self.assertRaisesRegex(chiso.StateError, "is being changed by another thread"):
                    action()
        self.assertEqual(board.to_csv(), before)

    def test_that_race_on_a_board_get_right_figures_or_an_exception(self):
        board = small_board()
        stop, wrong = threading.Event(), []

        def change():
            while not stop.is_set():
                try:
                    board["sxd", "1"] = 15
                    board.score()
                except chiso.StateError:
                    pass

        def read():
            for _ in range(3000):
                try:
                    if str(board["sxd"].percent) != "85.43":
                        wrong.append("figures")
                    board.ranking()[0]
                except chiso.StateError:
                    pass
                except Exception as error:  # noqa: BLE001
                    wrong.append(error)

        threads = [
            threading.Thread(target=change),
            *[threading.Thread(target=read) for _ in range(3)],
        ]
        for thread in threads:
            thread.start()
        for thread in threads[1:]:
            thread.join()
        stop.set()
        threads[0].join()
        self.assertEqual(wrong, [])

    def test_may_come_back_to_a_board_from_a_number_on_its_way_into_it(self):
        program = """
            import numbers, signal, sys
            sys.path.insert(0, {path!r})
            import support
            board = support.small_board()
            class Five:
                def __float__(self):
                    return 5.0 if board["hue"].rank else 0.0
                def __eq__(self, other):
                    return other == 5.0
            numbers.Real.register(Five)
            signal.alarm(20)
            board["sxd", "1"] = Five()
            print(board["sxd", "1"].cell.value)
        """
        text = textwrap.dedent(program).format(
            path=str(__import__("pathlib").Path(__file__).parent)
        )
        done = subprocess.run(
            [sys.executable, "-W", "error", "-c", text],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        self.assertEqual((done.returncode, done.stdout, done.stderr), (0, "5\n", ""))

    def test_that_set_columns_at_once_do_not_share_what_they_try_them_on(self):
        board = small_board()
        board.set_columns([[1, 2], [3, 4], [5, 6]], ["1", "2.1"])
        before = board.to_csv()
        with board._trial._guard.work, self.assertRaisesRegex(
            chiso.StateError, "is being changed by another thread"
        ):
            board.set_columns([[0, 0], [0, 0], [0, 0]], ["1", "2.1"])
        self.assertEqual(board.to_csv(), before)

    def test_cannot_change_bands_or_maps_that_another_reads(self):
        bands, mapped, tally = (
            chiso.Bands({"A": 1}),
            chiso.Map([("a", "b")]),
            chiso.Tally(["a"], {"q": 2}),
        )
        for thing, action in (
            (bands, lambda: bands.add("B", 2)),
            (mapped, lambda: mapped.add("c", "d")),
            (tally, lambda: tally.add("a", "q", 0)),
        ):
            with thing._guard.read, self.assertRaises(chiso.StateError):
                action()
            action()

    def test_leave_no_trace_of_a_refused_reading(self):
        board = small_board()
        series, comparison = chiso.Series({"now": board}), board.compare(small_board())
        with board._guard.work:
            for action in (
                lambda: series["sxd"],
                lambda: comparison["sxd"].points,
                lambda: board.compare(small_board()),
                lambda: small_board().compare(board),
                board.report,
                lambda: board["sxd"].target(rank=1),
            ):
                with self.assertRaises(chiso.StateError):
                    action()
        board["sxd", "1"] = 1
        self.assertEqual(board._guard.readers, 0)

    def test_may_close_what_another_reads(self):
        for _ in range(50):
            board = small_board()
            ranking = board.ranking()

            def read():
                try:
                    for _ in range(100):
                        ranking[0]
                except chiso.ClosedError:
                    pass

            thread = threading.Thread(target=read)
            thread.start()
            ranking.close()
            board.close()
            thread.join()

    def test_take_turns_in_one_what_if(self):
        board = small_board()
        wrong = []
        with board.what_if() as w:

            def change():
                try:
                    for i in range(100):
                        w["sxd", "1"] = i % 19
                        w["sxd"].rank
                except Exception as error:  # noqa: BLE001
                    wrong.append(error)

            threads = [threading.Thread(target=change) for _ in range(4)]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
            self.assertEqual((wrong, len(w)), ([], 400))


class Pickles(unittest.TestCase):
    def test_carry_what_a_program_sends_to_another(self):
        objects = everything()
        for name in ("tree", "board", "bands", "map", "tally"):
            again = pickle.loads(pickle.dumps(objects[name]))
            self.assertEqual(str(again), str(objects[name]), name)
        for name in ("ranking", "report", "what_if", "explanation"):
            with self.assertRaisesRegex(TypeError, "cannot be pickled or copied; make it again"):
                pickle.dumps(objects[name])
        errors = [
            chiso.FileError("no", chiso.Status.E_FILE, path="x"),
            chiso.CellError("no", chiso.Status.E_CELL, 3, 4, unit="a", criterion="1"),
        ]
        for error in errors:
            again = pickle.loads(pickle.dumps(error))
            self.assertEqual(
                (type(again), str(again), vars(again)), (type(error), str(error), vars(error))
            )


if __name__ == "__main__":
    unittest.main()
