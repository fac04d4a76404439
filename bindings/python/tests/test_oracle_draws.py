"""Boards drawn by the C library and by the oracle: every rank of every draw is the same."""

import os
import unittest
from fractions import Fraction

import chiso
import oracle
import oracle_draws
import oracle_files
import oracle_results
import random_boards
import random_steps

BOARDS = int(os.environ.get("CHISO_ORACLE_EXAMPLES", "0")) or 100
DRAWS = 10


def case_of(seed):
    """A random tree and board, also with gates, needs, drops and results that are set."""
    chance = random_boards.Seed(f"draws {seed}")
    tree = random_boards.tree(chance)
    units = random_boards.units(chance, tree)
    if chance.once_in(2):
        random_steps.add(chance, tree, units)
    if chance.once_in(3):
        random_steps.add_weights(chance, tree, units)
    if chance.once_in(4):
        random_steps.set_results(chance, tree, units)
    how = oracle_results.Ranking(
        ties=chance.pick(["competition", "dense", "modified", "average"]),
        key=chance.pick(["exact", "exact", "published"]),
        overall=chance.once_in(2),
    )
    return chance, tree, units, how


class Draws(unittest.TestCase):
    def board_of(self, tree, units):
        criteria, points = oracle_files.criteria_csv(tree), oracle_files.points_csv(tree, units)
        try:
            return chiso.Board.from_csv(chiso.Tree.from_csv(criteria), points).score()
        except chiso.RangeError:
            return None

    def ranks_of(self, board, text, how):
        try:
            drawn = board.robustness(text, **how._asdict())
        except (chiso.RangeError, chiso.NodeError, chiso.ChisoError) as error:
            return error
        return {row.unit: row.least for row in drawn if row.rank is not None}

    def check(self, base, drawn, theirs, how, text):
        """Whether a draw could be compared; where a figure lies at the bound of nearness the
        contract leaves open what it is.
        """
        ours = oracle_draws.in_draw(base, drawn, how)
        if drawn.judge.is_open or base.judge.is_open:
            return False
        told = {code: None if rank is None else Fraction(rank) for code, rank in theirs.items()}
        files = oracle_files.criteria_csv(base.tree), oracle_files.points_csv(base.tree, base.units)
        self.assertEqual(told, ours, "\n".join([text, str(how), *files]))
        return True

    def test_numbers_are_those_of_the_paper(self):
        words = oracle_draws.philox([0] * 4, [0] * 2)
        self.assertEqual(words, [0x6627E8D5, 0xE169C58D, 0xBC57AC4C, 0x9B00DBD8])

    def test_of_weights_have_the_ranks_of_the_oracle(self):
        compared = moved = 0
        for seed in range(BOARDS):
            chance, tree, units, how = case_of(seed)
            board, base = self.board_of(tree, units), oracle.Board(tree, units)
            varied = oracle_draws.inputs(tree)
            if board is None:
                continue
            percent = chance.pick(["1%", "25%", "60%", "99.5%"])
            share = int(Fraction(percent[:-1]) * 10_000)
            standing = self.ranks_of(board, "1,weights:0%", how)
            for draw in range(DRAWS):
                text = f"1,from:{draw + 2**32 * (seed % 2)},weights:{percent},seed:{2**40 + seed}"
                theirs = self.ranks_of(board, text, how)
                if isinstance(theirs, Exception):
                    self.assertEqual((varied, type(theirs)), ([], chiso.NodeError), str(theirs))
                    break
                drawn = draw + 2**32 * (seed % 2)
                factors = {
                    node.code: oracle_draws.factor(2**40 + seed, drawn, node.code, share)
                    for node in varied
                }
                other = oracle_draws.DrawnBoard(tree, units, factors)
                compared += self.check(base, other, theirs, how, text)
                moved += theirs != standing
        self.assertGreater(compared, BOARDS * DRAWS // 2)
        self.assertGreater(moved, BOARDS // 5)

    def test_of_a_scaled_sum_scale_its_bonuses(self):
        tree = chiso.Tree.from_csv(
            "code,title,max,combine,kind\n.,,100,sum scaled,\n1,,5,,\n2,,5,,\n3,,1,,bonus\n"
        )
        board = chiso.Board.from_csv(tree, "unit,1,2,3\na,2,2,1\nb,2.4,2.4,\n").score()
        self.assertEqual([row.least for row in board.robustness("1,weights:0%")], [1, 2])
        self.assertEqual([row.greatest for row in board.robustness("20,weights:9%")], [1, 2])

    def test_of_combines_have_the_ranks_of_the_oracle(self):
        compared = 0
        for seed in range(BOARDS):
            _, tree, units, how = case_of(seed)
            board, base = self.board_of(tree, units), oracle.Board(tree, units)
            inner = [
                node
                for node in tree.root.walk()
                if node.children
                and not (node.scaled or node.capped or node.drops)
                and not any(child.bonus for child in node.children)
            ]
            if board is None or not inner:
                continue
            node = inner[seed % len(inner)]
            ways = ["mean", "geometric", "harmonic", "max", node.combine]
            for draw in range(4):
                text = f"1,from:{draw},combine:{node.code or '.'}={'+'.join(ways)}"
                theirs = self.ranks_of(board, text, how)
                if isinstance(theirs, Exception):
                    break
                own = ways[oracle_draws.way(1, draw, oracle_draws.COMBINE, node.code, len(ways))]
                other = oracle.Board(oracle_draws.combined_otherwise(tree, node.code, own), units)
                compared += self.check(base, other, theirs, how, text)
        self.assertGreater(compared, BOARDS)

    def test_without_a_criterion_have_the_ranks_of_the_tree_without_it(self):
        compared = 0
        for seed in range(BOARDS // 2):
            _, tree, units, how = case_of(seed)
            board = self.board_of(tree, units)
            found = None if board is None else self.left_out(board, how)
            for row in found or ():
                try:
                    other = board.derive(board.tree.derive(without=row.code)).score()
                except chiso.ChisoError:
                    continue
                places = other.ranking(**how._asdict())
                standing = board.ranking(**how._asdict())
                expected = [places[unit].rank for unit in board.units()]
                if not set(places.units()) <= set(standing.units()):
                    continue  # who has a rank without it only is not among them
                files = board.tree.to_csv(), board.to_csv()
                self.assertEqual(list(row.ranks), expected, "\n".join([row.code, *files]))
                compared += 1
        self.assertGreater(compared, BOARDS // 2)

    def left_out(self, board, how):
        try:
            return board.robustness("1,weights:0%", **how._asdict()).leave_out()
        except chiso.ChisoError:
            return None


if __name__ == "__main__":
    unittest.main()
