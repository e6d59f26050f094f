"""What the denoiser's loss weighs."""

import unittest

import torch

from hemline_training.base import Loss
from hemline_training.pairs import Batch


class Unread:
    """Features that see no difference."""

    def distance(self, prediction, target):
        return torch.zeros(len(target)), torch.zeros(len(target))


def loss() -> Loss:
    made = Loss.__new__(Loss)
    made.changed, made.feature_weight, made.reading_weight = 4.0, 1.0, 1.0
    made.importance, made.features = torch.ones(2, 1, 1), Unread()
    return made


def edit(reference, target) -> Batch:
    count = len(target)
    ids, vision, pose = torch.zeros(count, 1, dtype=torch.int64), torch.zeros(count, 1), torch.zeros(count, 3, 64, 64)
    return Batch(reference, target, ids, torch.ones(count, dtype=torch.bool), vision, pose)


class Rounds(unittest.TestCase):
    def setUp(self):
        """A pocket in one corner, then a colour everywhere else."""
        self.start = torch.ones(1, 2, 8, 8)
        self.pocket = self.start.clone()
        self.pocket[..., :2, :2] += 3
        self.both = self.pocket.clone()
        self.both[..., 4:, :] += 5
        self.off = torch.zeros_like(self.both)
        self.off[..., :2, :2] = 1  # the pocket alone is drawn wrongly

    def test_a_small_edit_weighs_beside_a_large_one_as_much_as_alone(self):
        whole, first, second = edit(self.start, self.both), edit(self.start, self.pocket), edit(self.pocket, self.both)
        alone = loss()(self.pocket + self.off, first)
        self.assertTrue(torch.equal(loss()(self.both + self.off, whole, (first, second)), alone))
        self.assertLess(loss()(self.both + self.off, whole).item(), alone.item())

    def test_an_earlier_round_may_have_fewer_rows(self):
        double = lambda latent: latent.expand(2, -1, -1, -1)
        whole, second = edit(double(self.start), double(self.both)), edit(double(self.pocket), double(self.both))
        two = loss()(double(self.both + self.off), whole, (edit(self.start, self.pocket), second))
        self.assertGreater(two[0].item(), two[1].item())


if __name__ == "__main__":
    unittest.main()
