"""The critic tells blurred latents from sharp ones, and lends its doubt to the denoiser alone."""

import copy
import unittest

import torch

from hemline_training.critic import Critic
from hemline_training.run import share_gradients


def critic() -> Critic:
    torch.manual_seed(5)
    return Critic(channels=3, width=16, lr=0.002, noise=0.1, device="cpu", average=share_gradients)


def sharp_and_blurred(generator: torch.Generator) -> tuple[torch.Tensor, torch.Tensor]:
    sharp = torch.randn(16, 3, 8, 8, generator=generator).sign()
    return sharp, torch.nn.functional.avg_pool2d(sharp, 3, 1, 1)


class CriticTest(unittest.TestCase):
    def taught(self, steps: int) -> tuple[Critic, list[float]]:
        one, generator = critic(), torch.Generator().manual_seed(6)
        losses = []
        for _ in range(steps):
            sharp, blurred = sharp_and_blurred(generator)
            losses.append(one.learn(blurred, sharp, torch.zeros_like(sharp)))
        return one, losses

    def test_learns_to_tell_them_apart(self):
        one, losses = self.taught(60)
        self.assertGreater(losses[0], 1.5)
        self.assertLess(losses[-1], 0.5)
        sharp, blurred = sharp_and_blurred(torch.Generator().manual_seed(7))
        doubts = [one.doubt(x, torch.zeros_like(x)) for x in (blurred, sharp)]
        self.assertEqual(doubts[0].shape, (16,))
        self.assertGreater(doubts[0].min().item(), doubts[1].max().item())

    def test_doubt_pulls_at_the_prediction_alone_and_outlives_a_lesson(self):
        one, _ = self.taught(5)
        sharp, blurred = sharp_and_blurred(torch.Generator().manual_seed(8))
        blurred.requires_grad_(True)
        doubt = one.doubt(blurred, torch.zeros_like(sharp)).mean()
        one.learn(blurred, sharp, torch.zeros_like(sharp))
        one.optimiser.zero_grad()
        doubt.backward()
        self.assertGreater(blurred.grad.abs().max().item(), 0)
        self.assertTrue(all(p.grad is None for p in one.model.parameters()))

    def test_goes_on_from_its_state(self):
        one, _ = self.taught(5)
        other = critic()
        other.load_state_dict(copy.deepcopy(one.state_dict()))
        sharp, blurred = sharp_and_blurred(torch.Generator().manual_seed(9))
        for each in (one, other):
            torch.manual_seed(10)
            each.learn(blurred, sharp, torch.zeros_like(sharp))
        for a, b in zip(one.model.state_dict().values(), other.model.state_dict().values()):
            self.assertTrue(torch.equal(a, b))


if __name__ == "__main__":
    unittest.main()
