"""Draws training pairs from FashionIQ's and Fashion200k's triplets, beside the renderer's chains."""

from pathlib import Path

import numpy as np
import torch

from . import clip, fashion
from .pairs import Batch, Pairs


def pairs(config, runs: Path, *chance) -> Pairs:
    """The renderer's pairs, with `data.fashion_share` of the edits and rounds from the data sets the config names."""
    sets = fashion.collections(config)
    return WithTriplets(sets, config, runs, *chance) if sets else Pairs(config, runs, *chance)


class WithTriplets(Pairs):
    def __init__(self, sets: list[fashion.Collection], config, runs: Path, *chance):
        super().__init__(config, runs, *chance)
        self.share, self.sets = config.data.fashion_share, [Triplets(one, runs / "latents") for one in sets]
        self.sizes = np.cumsum([len(one) for one in self.sets])

    def edits(self, count: int, whole_share: float) -> Batch:
        real = self.real(count)
        rendered = super().edits(count - real, whole_share)
        return rendered + self.triplets(real, lambda triplet: triplet.whole) if real else rendered

    def rounds(self, count: int, rounds: int = 2) -> list[Batch]:
        """A triplet has no intermediate picture: none is needed, for round two's loss is against its target. Where round
        two is to see the intermediate's image embedding it sees the reference's. It joins the last two of more rounds."""
        real = self.real(count)
        *before, one, two = super().rounds(count - real, rounds)
        if not real:
            return [*before, one, two]
        order = iter(self.chance.integers(0, 2, real))
        said = []

        def first(triplet):
            texts = triplet.instructions[:: 1 if next(order) else -1]
            said.append(texts[1])
            return texts[0]

        begun = self.triplets(real, first)
        ended = Batch(begun.reference, begun.target, clip.encode(self.words, said), begun.with_text, begun.vision, begun.pose)
        return [*before, one + begun, two + ended]

    def real(self, count: int) -> int:
        """How many of `count` rows; at least one is the renderer's."""
        return max(0, min(count - 1, round(self.share * count)))

    def triplets(self, count: int, text) -> Batch:
        """`text` of a triplet is what is said, called once a row in their order."""
        rows, sentences = [], []
        for at in self.chance.integers(0, self.sizes[-1], count):
            which = int(np.searchsorted(self.sizes, at, "right"))
            rows.append((which, at - self.sizes[which] + len(self.sets[which])))
            sentences.append(text(self.sets[which].triplets[rows[-1][1]]))
        parts = [self.sets[which].tensors(row) for which, row in rows]
        reference, target, vision, pose = (torch.from_numpy(np.stack(part)) for part in zip(*parts))
        pose = pose * torch.from_numpy(self.chance.random(count) >= self.pose_dropout)[:, None, None, None]
        ids = clip.encode(self.words, sentences)
        return Batch(reference, target, ids, torch.ones(count, dtype=torch.bool), vision, pose)


class Triplets:
    """The triplets of one data set whose pictures the stage `latents` encoded."""

    def __init__(self, collection: fashion.Collection, latents: Path):
        name = collection.name
        if not (latents / f"{name}.done").exists():
            raise SystemExit(f"{name} has not been encoded: run the stage latents with the same data settings first")
        lost = fashion.unreadable(latents, name)
        names = (latents / f"{name}-pictures.txt").read_text().splitlines()
        self.rows = {picture: row for row, picture in enumerate(names) if picture not in lost}
        self.triplets = [t for t in collection.triplets if t.reference in self.rows and t.target in self.rows]
        if not self.triplets:
            raise SystemExit(f"{name}: no triplet has both its pictures; {latents / f'{name}-lost.txt'} lists what is lost")
        if len(self.triplets) < len(collection.triplets):
            print(f"{name}: {len(self.triplets)} of {len(collection.triplets)} triplets have both their pictures")
        load = lambda end: np.load(latents / f"{name}{end}.npy", mmap_mode="r")
        self.latents, self.visions, self.edges = load(""), load("-visions"), load("-edges") if collection.edges else None

    def __len__(self):
        return len(self.triplets)

    def tensors(self, at: int) -> tuple[np.ndarray, ...]:
        """float32 reference and target [c, h, w], vision [width], pose [3, 64, 64]: the target's edges, or zeros"""
        triplet = self.triplets[at]
        source, target = self.rows[triplet.reference], self.rows[triplet.target]
        pose = np.zeros((3, fashion.EDGES, fashion.EDGES), np.float32)
        if self.edges is not None:
            pose[:] = np.unpackbits(self.edges[target], axis=1)
        take = lambda array, row: array[row, 0].astype(np.float32)
        return take(self.latents, source), take(self.latents, target), take(self.visions, source), pose
