"""A reader read back from its folded kernels can be trained on."""

import unittest

import torch
from torch import nn

from hemline_training.graphs import fold
from hemline_training.restore import unfold


class Unfold(unittest.TestCase):
    def test_gives_the_same_in_use_and_nearly_the_same_in_training(self):
        torch.manual_seed(3)
        model = nn.Sequential(nn.Conv2d(3, 8, 3), nn.BatchNorm2d(8), nn.ReLU(), nn.Conv2d(8, 4, 3), nn.BatchNorm2d(4))
        pictures = 2 * torch.randn(64, 3, 12, 12) + 1
        with torch.no_grad():
            for _ in range(50):
                model.train()(pictures)  # statistics
            for norm in (model[1], model[4]):
                norm.weight.uniform_(0.5, 3), norm.bias.normal_()
            for conv, norm in ((model[0], model[1]), (model[3], model[4])):
                fold(conv, norm)
            folded = model.eval()(pictures)
            rescaled = model.train()(pictures)
            unfold(model, pictures)
            self.assertLess((model.eval()(pictures) - folded).abs().max().item(), 1e-4)
            self.assertLess((model.train()(pictures) - folded).abs().max().item(), 1e-2)
        self.assertGreater((rescaled - folded).abs().max().item(), 1)  # what training began with without it
