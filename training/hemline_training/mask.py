"""Stage `mask`: which pixels are the garment, so that an edit leaves the rest of a photo alone.

Learnt from the renderer, where two pictures of a chain that differ in colour differ on the garment and nowhere else,
and from the photos that `photo_pairs` could cut out. A person who wears the garment is background.
"""

import json
from pathlib import Path

import cv2
import numpy as np
import torch
import torch.nn.functional as F
from PIL import Image
from torch import nn
from tqdm import tqdm

from . import repaint, segment
from .autoencoder import residuals
from .data import Rendered, fit, photo_paths, to_tensor
from .run import Run

SIDE = 128  # pixels of the pictures it sees and of the masks it gives


class Mask(nn.Module):
    """Image [b, 3, SIDE, SIDE] in [-1, 1] -> garment probability [b, 1, SIDE, SIDE], before the sigmoid in training."""

    def __init__(self, widths: list[int]):
        super().__init__()
        fine, middle, coarse = widths  # at a quarter, an eighth and a sixteenth of the side
        self.inward = nn.Sequential(nn.PixelUnshuffle(4), nn.Conv2d(48, fine, 3, padding=1), residuals(fine, 1))
        self.down = nn.Sequential(nn.Conv2d(fine, middle, 2, stride=2), residuals(middle, 1))
        self.bottom = nn.Sequential(
            nn.Conv2d(middle, coarse, 2, stride=2), residuals(coarse, 2), nn.Conv2d(coarse, 4 * middle, 1), nn.PixelShuffle(2)
        )
        self.up = nn.Sequential(residuals(middle, 1), nn.Conv2d(middle, 4 * fine, 1), nn.PixelShuffle(2))
        self.outward = nn.Sequential(residuals(fine, 1), nn.SiLU(), nn.Conv2d(fine, 16, 3, padding=1), nn.PixelShuffle(4))

    def forward(self, image):
        fine = self.inward(image)
        middle = self.down(fine)
        return self.outward(fine + self.up(middle + self.bottom(middle)))

    def probability(self, image):
        return self.forward(image).sigmoid()


def build(config) -> Mask:
    return Mask(config.mask.widths)


def rendered(config, limit: int) -> tuple[np.ndarray, np.ndarray]:
    """uint8 [n, SIDE, SIDE, 3] and bool [n, SIDE, SIDE] from chains whose one edit is a colour"""
    data = Rendered(config.data.train, config.data.limit)
    rows = []
    for chain in range(len(data)):
        text = data.text(chain)
        for edit, others in zip(text["edits"], (((0, 1), (2, 3)), ((0, 2), (1, 3)))):
            if edit["attribute"] == "colour":  # of a colour block one half has the same colour in both
                rows += [(chain, *pair) for pair in others if text["garments"][pair[0]]["pattern"] != "colour-block"]
    rows = [rows[i] for i in np.random.default_rng(config.seed).permutation(len(rows))[:limit]]
    pictures, masks = np.empty((len(rows), SIDE, SIDE, 3), np.uint8), np.empty((len(rows), SIDE, SIDE), bool)
    for i, (chain, a, b) in enumerate(tqdm(rows, desc="renders", mininterval=10)):
        before, after = (cv2.resize(data.picture(chain, k), (SIDE, SIDE), interpolation=cv2.INTER_AREA) for k in (a, b))
        pictures[i], masks[i] = (before, after)[i % 2], recoloured(before, after)
    return pictures, masks


def recoloured(before: np.ndarray, after: np.ndarray) -> np.ndarray:
    """Where two renders of one garment in two colours differ, with the marks and trims that are the same in both."""
    changed = (np.abs(before.astype(int) - after).sum(-1) > 9).astype(np.uint8)
    closed = cv2.morphologyEx(changed, cv2.MORPH_CLOSE, cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (7, 7)))
    count, labels, stats, _ = cv2.connectedComponentsWithStats(1 - closed, connectivity=4)
    small = 1 + np.flatnonzero(stats[1:, cv2.CC_STAT_AREA] < 0.004 * closed.size)
    return (closed | np.isin(labels, small)).astype(bool)


def photographed(config, runs: Path) -> tuple[np.ndarray, np.ndarray]:
    """uint8 [n, SIDE, SIDE, 3] and bool [n, SIDE, SIDE]: the photos that were cut out, and each once more with a print"""
    names = [row["photo"] for row in json.loads((runs / "photo-pairs" / "texts.json").read_text())["photos"]]
    soft = np.load(runs / "photo-pairs" / "masks.npy", mmap_mode="r")
    chance = np.random.default_rng(config.seed)
    pictures, masks = [], []
    for name, mask in zip(tqdm(names, desc="photos", mininterval=10), soft):
        picture = fit(Image.open(Path(config.data.photos) / name), SIDE)
        mask = cv2.resize(mask, (SIDE, SIDE), interpolation=cv2.INTER_AREA).astype(np.float32) / 255
        print_ = repaint.PATTERNS[chance.integers(len(repaint.PATTERNS))]
        pictures += [picture, repaint.Cloth(picture, mask).patterned(print_, chance)]
        masks += [mask > 0.6] * 2
    return np.stack(pictures), np.stack(masks)


def tinted(image: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
    """Half of the pictures with garment and ground each in colours of their own: the outline stays, and neither can be
    known by its colour."""

    def other(image):
        mix = torch.eye(3) + 0.35 * torch.randn(len(image), 3, 3)
        mix = mix / mix.sum(2, keepdim=True).clamp(min=0.3)  # grey stays grey before the shift
        shift = 0.35 * torch.randn(len(image), 3, 1, 1)
        return torch.einsum("bij,bjhw->bihw", mix, image) * (0.5 + torch.rand(len(image), 1, 1, 1)) + shift

    garment = torch.where(torch.rand(len(image), 1, 1, 1) < 0.5, other(image), image)
    ground = torch.where(torch.rand(len(image), 1, 1, 1) < 0.3, other(image), image)
    return (mask * garment + (1 - mask) * ground).clamp(-1, 1)


def overlap(probability: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
    """Intersection over union at one half, [b]"""
    seen, true = probability > 0.5, mask > 0.5
    return (seen & true).sum((1, 2, 3)) / (seen | true).sum((1, 2, 3)).clamp(min=1)


def train(config, directory: Path, accelerator):
    s = config.mask
    cv2.setNumThreads(1)
    sets = [rendered(config, s.renders)]
    if config.data.photos is not None:
        sets.append(photographed(config, directory.parent))
    run = Run(directory, s, build(config).to(memory_format=torch.channels_last), accelerator, config.seed)
    chance = run.chance

    def batch(count, pictures, masks):
        rows = chance.integers(0, len(pictures), count)
        turned = slice(None, None, -1) if chance.random() < 0.5 else slice(None)
        mask = torch.from_numpy(np.ascontiguousarray(masks[rows][..., turned])).float()[:, None]
        return to_tensor(pictures[rows][:, :, turned]), mask

    def loss(step, progress):
        real = int(s.photo_share * s.batch) if len(sets) > 1 else 0
        parts = [batch(count, *pair) for count, pair in zip((s.batch - real, real), sets) if count]
        image, mask = (torch.cat(tensors) for tensors in zip(*parts))
        image = soften(tinted(image, mask)).to(accelerator.device)
        mask = mask.to(accelerator.device)
        logits = run.model(image).float()
        dice = 1 - (2 * (logits.sigmoid() * mask).sum((1, 2, 3)) + 1) / (logits.sigmoid() + mask).sum((1, 2, 3)).add(1)
        value = F.binary_cross_entropy_with_logits(logits, mask) + 0.5 * dice.mean()
        right = overlap(logits.detach().sigmoid(), mask)
        return value, {"renders": right[: s.batch - real].mean().item(), "photos": right[s.batch - real :].mean().item() if real else 0.0}

    model = run.fit(loss)
    if config.data.photos is not None:
        report(config, model)


def soften(image: torch.Tensor) -> torch.Tensor:
    """Some of them a little blurred, as the autoencoder gives pictures back."""
    blurred = F.avg_pool2d(F.pad(image, (1, 1, 1, 1), mode="replicate"), 3, 1)
    return torch.lerp(image, blurred, torch.rand(len(image), 1, 1, 1) * (torch.rand(len(image), 1, 1, 1) < 0.5))


@torch.no_grad()
def report(config, model: Mask):
    """How the masks agree with GrabCut's on the photos that nothing was trained on."""
    overlaps = []
    for path in photo_paths(config.data.photos, held=True):
        picture = fit(Image.open(path), 2 * SIDE)
        cut = segment.garment(picture)
        if cut is None:
            continue
        small = cv2.resize(picture, (SIDE, SIDE), interpolation=cv2.INTER_AREA)
        truth = torch.from_numpy(cv2.resize(cut, (SIDE, SIDE), interpolation=cv2.INTER_AREA) > 0.6)[None, None]
        overlaps.append(overlap(model.probability(to_tensor(small[None])), truth).item())
    worse = np.mean(np.array(overlaps) < 0.8)
    print(f"{len(overlaps)} held-out photos: intersection over union {np.mean(overlaps):.3f}, below 0.8 in {worse:.0%}")
