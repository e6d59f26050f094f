"""Stage `features`: a small reader of attributes and lightness over latents, for the denoiser's loss.

Squared error in latents is content with a smudge where a pocket should be: little of the picture differs. What tells a
smudge from a pocket is what a network that names garments sees, so the distance between its features of the
prediction and of the target joins the loss (as LPIPS does for pictures; Berrada et al. 2024 for latents), and so does
the distance between what it reads in the two.
"""

from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from torch import nn

from .data import Rendered
from .encoder import attribute_loss, heads, targets
from .run import Run


class Block(nn.Module):
    """Two convolutions beside a skip; `stride` 2 halves the side."""

    def __init__(self, inner: int, outer: int, stride: int):
        super().__init__()
        self.first = nn.Conv2d(inner, outer, 3, stride, 1)
        self.second = nn.Conv2d(outer, outer, 3, 1, 1)
        self.norms = nn.ModuleList([nn.GroupNorm(8, inner), nn.GroupNorm(8, outer)])
        self.skip = nn.Conv2d(inner, outer, 1, stride)

    def forward(self, x):
        y = self.first(F.silu(self.norms[0](x)))
        return self.skip(x) + self.second(F.silu(self.norms[1](y)))


class Features(nn.Module):
    """Latent [b, c, s, s] -> attribute logits [b, sum], lightness [b] in tens of CIELAB L*, and one feature map a level."""

    def __init__(self, channels: int, widths: list[int], layout: list[dict], tone_weight: float):
        super().__init__()
        self.layout, self.tone_weight = layout, tone_weight
        logits = layout[-1]["offset"] + len(layout[-1]["values"])
        self.conv_in = nn.Conv2d(channels, widths[0], 3, 1, 1)
        sizes = zip([widths[0], *widths], widths)
        self.levels = nn.ModuleList(Block(a, b, 1 if i == 0 else 2) for i, (a, b) in enumerate(sizes))
        self.logits = nn.Linear(2 * widths[-1], logits)
        self.lightness = nn.Linear(2 * widths[-1], 1)

    def maps(self, latent) -> list[torch.Tensor]:
        x, maps = self.conv_in(latent), []
        for level in self.levels:
            x = level(x)
            maps.append(x)
        return maps

    def read(self, last):
        last = F.silu(last)
        pooled = torch.cat([last.mean((2, 3)), last.amax((2, 3))], 1)
        return self.logits(pooled), 5 + 2.5 * self.lightness(pooled)[:, 0]

    def forward(self, latent):
        return self.read(self.maps(latent)[-1])

    def distance(self, prediction, target) -> tuple[torch.Tensor, torch.Tensor]:
        """Two distances, [b] each, with no gradient to the target. Of the features: mean squared difference of the
        maps, each level's features of length 1 in every cell, as in LPIPS, summed over the levels. Of the reading:
        the divergence (Kullback and Leibler 1951) of what is read in the prediction from what is read in the target,
        summed over the attributes, and how far apart the two are in lightness."""
        with torch.no_grad():
            wanted = self.maps(target)
            names, tone = (x.float() for x in self.read(wanted[-1]))
        seen = self.maps(prediction)
        unit = lambda maps: (F.normalize(m.float(), dim=1) for m in maps)
        apart = sum((a - b).pow(2).sum(1).mean((1, 2)) for a, b in zip(unit(seen), unit(wanted)))
        read, light = (x.float() for x in self.read(seen[-1]))
        shifted = F.smooth_l1_loss(light, tone, reduction="none")
        return apart, divergence(read, names, self.layout) + self.tone_weight * shifted


def divergence(seen, wanted, layout) -> torch.Tensor:
    """Sum over the heads of KL(wanted || seen), float [b, logits] each -> [b]"""
    total = 0.0
    for head in layout[:-1]:
        part = slice(head["offset"], head["offset"] + len(head["values"]))
        p, q = wanted[:, part].log_softmax(1), seen[:, part].log_softmax(1)
        total = total + (p.exp() * (p - q)).sum(1)
    p, q = (x[:, layout[-1]["offset"] :] for x in (wanted, seen))
    crossed = F.binary_cross_entropy_with_logits(q, p.sigmoid(), reduction="none")
    own = F.binary_cross_entropy_with_logits(p, p.sigmoid(), reduction="none")
    return total + (crossed - own).sum(1)


def build(config, values) -> Features:
    s = config.features
    return Features(config.autoencoder.channels, s.widths, heads(values), s.tone_weight)


def train(config, directory: Path, accelerator):
    s = config.features
    data = Rendered(config.data.train, config.data.limit)
    layout = heads(data.values)
    run = Run(directory, s, build(config, data.values).to(memory_format=torch.channels_last), accelerator, config.seed)
    latents = np.load(directory.parent / "latents" / "rendered.npy", mmap_mode="r")
    chance = run.chance

    def draw(step):
        chains, which = chance.integers(0, len(data), s.batch), chance.integers(0, 4, s.batch)
        texts = [data.text(c) for c in chains]
        wanted = targets([text["garments"][w] for text, w in zip(texts, which)], layout)
        light = torch.tensor([text["lightness"][w] for text, w in zip(texts, which)]) / 10
        return torch.from_numpy(latents[chains, which].astype(np.float32)), wanted, light

    def loss(step, progress, drawn):
        latent, wanted, light = (x.to(accelerator.device) for x in drawn)
        strength = s.noise * torch.rand(s.batch, 1, 1, 1, device=latent.device)
        logits, lightness = run.model(latent + strength * torch.randn_like(latent))  # predictions are not clean
        value, right = attribute_loss(logits, wanted, layout)
        off = (lightness - light).abs()
        parts = {"reading": right.mean().item(), "worst": right.min().item(), "tone": off.le(0.6).float().mean().item()}
        return value + s.tone_weight * F.smooth_l1_loss(lightness, light), parts

    run.fit(loss, draw, config.workers)
