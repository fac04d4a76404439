"""Rankings made into one, against their definitions pair by pair."""

import random
import unittest
from decimal import Decimal
from fractions import Fraction

import chiso

TREE = "code,title,max,options\n.,,,missing=unknown\n1,A,100,\n2,B,100,\n3,C,100,\n"


def majority(column, weights, a, b):
    """The sign of how far a stands above b by all rankings that rank both."""
    margin = sum(
        weight * ((numbers[a] > numbers[b]) - (numbers[a] < numbers[b]))
        for numbers, weight in zip(column, weights)
        if numbers[a] is not None and numbers[b] is not None
    )
    return (margin > 0) - (margin < 0)


def plain(rule, column, weights, a):
    """What a unit has by a rule; None where no ranking gives it a place."""
    placed = [(n, w) for n, w in zip(column, weights) if n[a] is not None and w]
    if not placed:
        return None
    if rule == "copeland":
        return Fraction(sum(majority(column, weights, a, b) for b in range(len(column[0]))))
    total = Fraction(0)
    for numbers, weight in placed:
        others = [n for i, n in enumerate(numbers) if i != a and n is not None]
        above = sum(n > numbers[a] for n in others) + Fraction(others.count(numbers[a]), 2)
        total += weight * (1 + above if rule == "mean_rank" else len(others) - above)
    return total / sum(weight for _, weight in placed) if rule == "mean_rank" else total


class Consensus(unittest.TestCase):
    def polled(self, chance):
        units = chance.randint(1, 12)
        column = [
            [chance.choice([None, *range(1, 8)]) for _ in range(units)]
            for _ in range(chance.randint(1, 5))
        ]
        tree = chiso.Tree.from_csv("code,title,max,options\n.,,,missing=unknown\n1,A,9,\n")
        boards = []
        for numbers in column:
            rows = [f"u{i},{'' if n is None else n}" for i, n in enumerate(numbers)]
            boards.append(chiso.Board.from_csv(tree, "unit,1\n" + "\n".join(rows) + "\n").score())
        return column, boards

    def test_is_what_its_definition_says(self):
        for seed in range(60):
            chance = random.Random(seed)
            column, boards = self.polled(chance)
            weights = [Fraction(chance.randint(0, 6), 4) for _ in column]
            weights[0] += 1
            rankings = [board.ranking() for board in boards]
            for rule in ("mean_rank", "borda", "copeland"):
                found = chiso.combine_rankings(rankings, rule, weights=weights)
                scores = [plain(rule, column, weights, a) for a in range(len(column[0]))]
                sign = -1 if rule == "mean_rank" else 1
                for a, score in enumerate(scores):
                    row = found[f"u{a}"]
                    if score is None:
                        self.assertEqual((row.rank, row.score), (None, None))
                        continue
                    self.assertLessEqual(abs(Fraction(row.score) - score), Fraction(1, 2 * 10**6))
                    better = sum(s is not None and sign * s > sign * score for s in scores)
                    self.assertEqual(row.rank, better + 1, (seed, rule, a))
                    self.assertEqual(row.tied, scores.count(score))

    def test_criteria_of_a_board_and_boards_of_years(self):
        tree = chiso.Tree.from_csv(TREE)
        board = chiso.Board.from_csv(tree, "unit,1,2,3\na,9,1,1\nb,8,8,2\nc,7,9,3\n").score()
        found = chiso.combine_rankings([board.ranking(code) for code in "123"], "borda")
        board.close()
        self.assertEqual([(row.unit, row.score) for row in found], [("c", 4), ("b", 3), ("a", 2)])
        self.assertEqual(found["c"].rankings, 3)
        self.assertEqual(found[0].unit, "c")
        self.assertEqual(len(found[1:]), 2)
        self.assertIsInstance(found["c"].score, Decimal)
        with self.assertRaises(chiso.UnitError):
            found["z"]

    def test_what_cannot_be_is_refused(self):
        tree = chiso.Tree.from_csv(TREE)
        board = chiso.Board.from_csv(tree, "unit,block,1,2,3\na,x,1,1,1\nb,y,2,2,2\n").score()
        within, overall = board.ranking("1"), board.ranking("1", overall=True)
        for error, rankings, more in (
            (chiso.EmptyError, [], {}),
            (chiso.ShapeError, [within, overall], {}),
            (chiso.ShapeError, [within], {"weights": [1, 2]}),
            (chiso.RangeError, [within], {"weights": [0]}),
            (chiso.RangeError, [within], {"weights": [-1]}),
            (TypeError, [board], {}),
            (ValueError, [within], {"rule": "condorcet"}),
        ):
            with self.assertRaises(error):
                chiso.combine_rankings(rankings, **more)
        board["a", "1"] = 5
        with self.assertRaises(chiso.StateError):
            chiso.combine_rankings([within])


if __name__ == "__main__":
    unittest.main()
