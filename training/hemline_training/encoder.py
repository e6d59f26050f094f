"""Stage `encoder`: one ResNet with two uses, the retrieval embedding and the attribute reader.

The retrieval half follows the uncertainty-regularised composed-retrieval paper (Chen et al., ICLR 2024): an
embedding scaled by 4, cross-entropy over the batch's similarity matrix, target features jittered with their own
Gaussian. A picture's partner is another edit-free view of the same garment (crop, light, mirror), or, where a
data set holds them, another scene.
"""

from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from torch import nn
from transformers import ResNetConfig, ResNetModel

from . import autoencoder
from .data import Rendered, photos, shrink
from .run import Run, finished

ONE = ("category", "colour", "pattern", "sleeve", "neckline", "length", "fit", "silhouette", "material")
NONE = "none"  # the attribute does not apply to the category


def heads(values: dict[str, list[str]]) -> list[dict]:
    """The layout of the logits, as the manifest carries it."""
    layout, offset = [], 0
    for attribute in ONE:
        names = values[attribute] + ([NONE] if attribute in ("sleeve", "neckline", "silhouette") else [])
        layout.append({"attribute": attribute, "kind": "one", "values": names, "offset": offset})
        offset += len(names)
    layout.append({"attribute": "detail", "kind": "many", "values": values["detail"], "offset": offset})
    return layout


class CloseLook(nn.Module):
    """What only a small part of the picture shows, lightness and the details: maps at a quarter of the side, pooled where
    attention puts it. Gives what is to be added to what the mean of the whole says: [b, details + 1]; nothing at first."""

    def __init__(self, widths, width: int, spots: int, details: int):
        super().__init__()
        self.mix = nn.Sequential(
            nn.Conv2d(3 + sum(widths[:3]), width, 1), nn.ReLU(), nn.Conv2d(width, width, 3, padding=1), nn.ReLU()
        )
        self.attention = nn.Conv2d(width, spots, 1)
        self.between = nn.Linear(spots * width + widths[-1], 2 * width)
        self.conv_out = nn.Linear(2 * width, details + 1)
        nn.init.zeros_(self.conv_out.weight)
        nn.init.zeros_(self.conv_out.bias)

    def forward(self, image, maps, mean):
        near, *far = maps
        side = near.shape[2:]
        wide = [F.interpolate(map, side, mode="bilinear", align_corners=False) for map in far]
        mixed = self.mix(torch.cat([F.avg_pool2d(image, image.shape[2] // side[0]), near, *wide], 1))
        attention = self.attention(mixed).flatten(2).softmax(-1)  # [b, spots, places]
        pooled = attention @ mixed.flatten(2).transpose(1, 2)  # [b, spots, width]
        return self.conv_out(F.relu(self.between(torch.cat([pooled.flatten(1), mean], 1))))


class Encoder(nn.Module):
    """Image [b, 3, size, size] in [-1, 1] -> embedding [b, d] of length 1, logits [b, sum], lightness [b] in
    CIELAB L* units, spread [b, d] (the logarithm of the embedding's standard deviation, training only)."""

    def __init__(self, s, logits: int, details: int):
        super().__init__()
        widths, depths, embedding = s.widths, s.depths, s.embedding
        self.details = details
        self.resnet = ResNetModel(
            ResNetConfig(embedding_size=widths[0], hidden_sizes=widths, depths=depths, layer_type="basic")
        )
        self.embedding = nn.Linear(widths[-1], embedding)
        self.spread = nn.Linear(widths[-1], embedding)
        self.logits = nn.Linear(2 * widths[-1], logits)
        self.lightness = nn.Linear(widths[-1], 1)
        self.close = CloseLook(widths, s.close_width, s.close_spots, details)

    def forward(self, image):
        _, *maps, features = self.resnet(image, output_hidden_states=True).hidden_states
        mean, peak = features.mean((2, 3)), features.amax((2, 3))  # the peak finds a small buckle or bow
        embedding = F.normalize(self.embedding(mean), dim=-1)
        logits = self.logits(torch.cat([mean, peak], 1))
        details, lightness = self.close(image, maps, mean).split([self.details, 1], 1)
        logits = torch.cat([logits[:, : -self.details], logits[:, -self.details :] + details], 1)
        lightness = 50 + 25 * (self.lightness(mean) + lightness)[:, 0]
        return embedding, logits, lightness, self.spread(mean)

    def freeze_trunk(self):
        """Leaves only the close look to be trained: embeddings and the other attributes stay what they are."""
        self.requires_grad_(False).eval()
        self.close.requires_grad_(True).train()


def build(config, values) -> Encoder:
    s, layout = config.encoder, heads(values)
    details = len(layout[-1]["values"])
    return Encoder(s, layout[-1]["offset"] + details, details)


def targets(garments: list[dict], layout: list[dict]) -> torch.Tensor:
    """-> int64 [b, heads], details as the last columns 0/1"""
    rows = []
    for garment in garments:
        row = [head["values"].index(garment[head["attribute"]] or NONE) for head in layout[:-1]]
        rows.append(row + [int(name in garment["details"]) for name in layout[-1]["values"]])
    return torch.tensor(rows)


def attribute_loss(logits, wanted, layout):
    """Cross-entropy a head plus the details' binary one; and the share of attributes read right."""
    total, right = 0.0, []
    for column, head in enumerate(layout[:-1]):
        part = logits[:, head["offset"] : head["offset"] + len(head["values"])]
        total = total + F.cross_entropy(part, wanted[:, column])
        right.append((part.argmax(1) == wanted[:, column]).float().mean())
    part, flags = logits[:, layout[-1]["offset"] :], wanted[:, len(layout) - 1 :].float()
    total = total + 4 * F.binary_cross_entropy_with_logits(part, flags)
    right.append(((part > 0) == (flags > 0.5)).float().mean())
    return total, torch.stack(right)


def view(image):
    """A gentle change of crop and light, with colours and proportions left readable: [b, 3, s, s]. Half of the pictures
    stay as they are, as the product shows them: trained on resampled and noisy ones alone, the reader was measured to
    take clean ones for 4 L* too dark."""
    b, device = image.shape[0], image.device
    draw = lambda low, high: torch.empty(b, device=device).uniform_(low, high)
    zoom, dx, dy = draw(0.9, 1.02), draw(-0.04, 0.04), draw(-0.04, 0.04)
    mirror = torch.where(draw(0, 1) < 0.5, -1.0, 1.0)
    zero = torch.zeros_like(zoom)
    affine = torch.stack([torch.stack([zoom * mirror, zero, dx], 1), torch.stack([zero, zoom, dy], 1)], 1)
    grid = F.affine_grid(affine, list(image.shape), align_corners=False)
    moved = F.grid_sample(image, grid, padding_mode="border", align_corners=False)
    noise = 0.02 * torch.randn(moved.shape, device=device)
    changed = (moved * draw(0.97, 1.03)[:, None, None, None] + noise).clamp(-1, 1)
    return torch.where((draw(0, 1) < 0.5)[:, None, None, None], image, changed)


def train(config, directory: Path, accelerator):
    s = config.encoder
    data = Rendered(config.data.train, config.data.limit)
    real, _ = photos(config.data.photos, data.size, config.data.photo_limit)
    layout = heads(data.values)
    model = build(config, data.values).to(memory_format=torch.channels_last)
    if s.freeze_trunk:
        model.freeze_trunk()
    run = Run(directory, s, model, accelerator, config.seed)
    chance = run.chance
    latents = np.load(directory.parent / "latents" / "rendered.npy", mmap_mode="r")
    decoder = autoencoder.build(config)
    decoder.load_state_dict(autoencoder.latest(directory.parent))
    decoder.eval().requires_grad_(False).to(accelerator.device, memory_format=torch.channels_last)

    # some pictures as the autoencoder gives them back: that is what an edited look is made of
    decoded = max(1, int(s.decoded_share * s.batch))

    def draw(step):
        chains, which = chance.integers(0, len(data), s.batch), chance.integers(0, 4, s.batch)
        pictures = np.stack([data.picture(c, w) for c, w in zip(chains, which)])
        wanted = targets([data.text(c)["garments"][w] for c, w in zip(chains, which)], layout)
        lightness = torch.tensor([data.text(c)["lightness"][w] for c, w in zip(chains, which)])
        count = int(s.photo_share * s.batch) if len(real) else 0
        if count:
            pictures = np.concatenate([pictures, real[chance.integers(0, len(real), count)]])
        stored = np.stack([latents[c, w] for c, w in zip(chains[:decoded], which[:decoded])])
        return torch.from_numpy(pictures), torch.from_numpy(stored), wanted, lightness

    def loss(step, progress, drawn):
        pictures, stored, wanted, lightness = drawn
        wanted, lightness = (x.to(accelerator.device) for x in (wanted, lightness))
        image = shrink(pictures, s.size, accelerator.device)
        with torch.no_grad():
            again = decoder.decode(stored.to(accelerator.device).float()).float().clamp(-1, 1)
        image[:decoded] = F.interpolate(again, (s.size, s.size), mode="area")
        first, second = view(image), view(image)
        both = torch.cat([first, second]).contiguous(memory_format=torch.channels_last)
        embedding, logits, light, spread = model(both)
        rendered = len(wanted)
        both_views = torch.cat([torch.arange(rendered), len(image) + torch.arange(rendered)])
        reading, right = attribute_loss(logits[both_views], wanted.repeat(2, 1), layout)
        tone = F.smooth_l1_loss(light[both_views] / 10, lightness.repeat(2) / 10)
        query, target = embedding[: len(image)], embedding[len(image) :]
        contrast = uncertain_contrast(query, target, spread[len(image) :], s.scale, progress)
        return reading + s.tone_weight * tone + s.contrast_weight * contrast, {
            "reading": right.mean().item(),
            "worst": right.min().item(),
            "details": right[-1].item(),
            "tone": (light[both_views] - lightness.repeat(2)).abs().le(6).float().mean().item(),
            "contrast": contrast.item(),
        }

    run.fit(loss, draw, config.workers)


def uncertain_contrast(query, target, spread, scale, progress):
    """Multi-grained uncertainty regularisation: `gamma L_u + (1 - gamma) L_info`, gamma = exp(-progress)."""
    labels = torch.arange(len(query), device=query.device)
    inform = F.cross_entropy(scale**2 * query @ target.T, labels)
    deviation = spread.clamp(-4, 2).exp()
    jittered = F.normalize(target + 0.1 * deviation * torch.randn_like(target), dim=-1)
    augmented = F.cross_entropy(scale**2 * query @ jittered.T, labels)
    uncertain = ((-deviation).exp().mean() * augmented + deviation.mean()) / 2
    gamma = float(np.exp(-progress))
    return gamma * uncertain + (1 - gamma) * inform
