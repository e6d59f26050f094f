"""Draws training pairs of real photos from what the stage `photo_pairs` wrote."""

import json
from pathlib import Path

import numpy as np
import torch

from . import clip
from .pairs import Batch

SHARES = {"colour": 0.5, "brightness": 0.17, "pattern": 0.33}  # of the pairs with one edit, nearly the renderer's


class PhotoPairs:
    """The photos' counterpart of Pairs: the same batches, their pose always zeros."""

    def __init__(self, config, runs: Path):
        folder = runs / "photo-pairs"
        if not (folder / "texts.json").exists():
            raise SystemExit(f"stage 'photo_pairs' has not been run: {folder / 'texts.json'} is missing; run it first")
        self.latents = np.load(folder / "latents.npy", mmap_mode="r")
        self.visions = np.load(folder / "visions.npy", mmap_mode="r")
        texts = json.loads((folder / "texts.json").read_text())
        self.words, self.photos = texts["words"], texts["photos"]
        self.tokenizer = clip.tokenizer(config, folder)
        self.single = [by_attribute(photo["pairs"]) for photo in self.photos]
        self.double = [next(pair for pair in photo["pairs"] if len(pair[2]) == 2) for photo in self.photos]

    def __len__(self):
        return len(self.photos)

    def draw(self, count: int, chance: np.random.Generator) -> Batch:
        """One sub-edit each, half of them from the untouched photo."""
        rows, sentences = [], []
        for photo in chance.integers(0, len(self), count):
            groups = self.single[photo]
            shares = np.array([SHARES[name] for name in groups])
            pairs = groups[list(groups)[chance.choice(len(groups), p=shares / shares.sum())]]
            untouched = [pair for pair in pairs if pair[0] == 0]
            pairs = untouched if chance.random() < 0.5 else pairs
            source, target, (edit,) = pairs[chance.integers(len(pairs))]
            rows.append((photo, source, target))
            sentences.append(self.wording(edit, chance))
        return self.batch(rows, sentences)

    def rounds(self, count: int, chance: np.random.Generator) -> list[Batch]:
        """A colour and a pattern in random order: from the photo to the intermediate look, from that to both."""
        first, second, one, two = [], [], [], []
        for photo in chance.integers(0, len(self), count):
            _, both, (colour, pattern) = self.double[photo]
            order = (colour, pattern) if chance.random() < 0.5 else (pattern, colour)
            middle = next(to for source, to, edits in self.photos[photo]["pairs"] if source == 0 and edits == [order[0]])
            first.append((photo, 0, middle))
            second.append((photo, middle, both))
            one.append(self.wording(order[0], chance))
            two.append(self.wording(order[1], chance))
        return [self.batch(first, one), self.batch(second, two)]

    def wording(self, edit: str, chance: np.random.Generator) -> str:
        """The first wording is the canonical one, as in Pairs."""
        texts = self.words[edit]
        return texts[0] if chance.random() < 0.5 else texts[chance.integers(len(texts))]

    def batch(self, rows, sentences: list[str]) -> Batch:
        """`rows` of (photo, from, to)"""
        photos, sources, targets = np.array(rows).T
        take = lambda array, which: torch.from_numpy(array[photos, which].astype(np.float32))
        return Batch(
            take(self.latents, sources),
            take(self.latents, targets),
            clip.encode(self.tokenizer, sentences),
            torch.ones(len(rows), dtype=torch.bool),
            take(self.visions, sources),
            torch.zeros(len(rows), 3, 64, 64),
        )


def by_attribute(pairs) -> dict[str, list]:
    groups = {}
    for pair in pairs:
        if len(pair[2]) == 1:
            groups.setdefault(pair[2][0].split()[0], []).append(pair)
    return groups
