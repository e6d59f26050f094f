"""Draws training pairs from chains: what the denoiser sees as latents, tokens, image embeddings and poses."""

from dataclasses import dataclass, fields
from pathlib import Path

import numpy as np
import torch

from . import clip
from .data import Rendered

# a chain's pictures: 0 reference, 1 first edit, 2 second edit, 3 both, 4 and on the further edits one by one;
# (from, to, texts, which of them)
SINGLE = (
    (0, 1, "phrases", 0),
    (0, 2, "phrases", 1),
    (1, 3, "phrases", 1),
    (2, 3, "phrases", 0),
    (1, 0, "inverse", 0),
    (2, 0, "inverse", 1),
    (3, 2, "inverse", 0),
    (3, 1, "inverse", 1),
)
FURTHER = tuple((edit + 1, edit + 2, "phrases", edit) for edit in range(2, 5))


@dataclass
class Batch:
    reference: torch.Tensor  # float32 [b, c, h, w], zeros for none
    target: torch.Tensor  # float32 [b, c, h, w]
    ids: torch.Tensor  # int64 [b, tokens]
    with_text: torch.Tensor  # bool [b]
    vision: torch.Tensor  # float32 [b, width], zeros for none
    pose: torch.Tensor  # float32 [b, 3, 64, 64] in [0, 1], zeros for none

    def to(self, device) -> "Batch":
        return Batch(*(getattr(self, field.name).to(device) for field in fields(self)))

    def __add__(self, other: "Batch") -> "Batch":
        return Batch(*(torch.cat([getattr(self, f.name), getattr(other, f.name)]) for f in fields(self)))

    def __len__(self):
        return len(self.ids)


class Pairs:
    """Draws batches; every random choice comes from `chance`, the run's, so that a seed gives the same run."""

    def __init__(self, config, runs: Path, chance: np.random.Generator):
        self.data = Rendered(config.data.train, config.data.limit)
        self.single = SINGLE + FURTHER[: self.data.shots - 4]
        table = odds(self.data, self.single, vars(config.data.weights))
        self.pair_odds = np.cumsum(table.ravel())
        self.chain_odds = np.cumsum(table[:, :2].sum(1))
        load = lambda name: np.load(runs / "latents" / f"{name}.npy", mmap_mode="r")
        self.latents, self.visions = load("rendered"), load("rendered-visions")
        self.photos, self.photo_visions = load("photos"), load("photos-visions")
        self.importance = torch.from_numpy(np.array(load("importance")))  # float32 [c, 1, 1]
        self.words = clip.tokenizer(config, runs / "latents")
        self.chance = chance
        self.pose_dropout = config.edit.pose_dropout

    def draw(self, cumulative: np.ndarray, count: int) -> np.ndarray:
        return np.searchsorted(cumulative, self.chance.random(count) * cumulative[-1], "right")

    def chains(self, count: int) -> np.ndarray:
        return self.draw(self.chain_odds, count)

    def wording(self, texts: list[str]) -> str:
        """The first wording is the canonical one, which the product uses most: half of the draws."""
        return texts[0] if self.chance.random() < 0.5 else texts[self.chance.integers(len(texts))]

    def batch(self, rows, sentences, with_text=True, reference=True) -> Batch:
        """`rows` of (chain, from, to)."""
        chains, sources, targets = np.array(rows).T
        take = lambda array, which: torch.from_numpy(array[chains, which].astype(np.float32))
        source = take(self.latents, sources)
        vision = take(self.visions, sources)
        pose = np.stack([self.data.pose(chain) for chain in chains]).transpose(0, 3, 1, 2) / np.float32(255)
        pose *= (self.chance.random(len(pose)) >= self.pose_dropout)[:, None, None, None]
        return Batch(
            source if reference else torch.zeros_like(source),
            take(self.latents, targets),
            clip.encode(self.words, sentences),
            torch.full((len(rows),), with_text),
            vision if reference else torch.zeros_like(vision),
            torch.from_numpy(pose.astype(np.float32)),
        )

    def edits(self, count: int, whole_share: float) -> Batch:
        """One sub-edit each, or with `whole_share` both edits of a chain said in one sentence."""
        rows, sentences = [], []
        whole = int((self.chance.random(count) < whole_share).sum())
        for chain in self.chains(whole):
            compound = self.data.text(chain)["compound"]
            rows.append((chain, 0, 3))
            sentences.append(compound[self.chance.integers(len(compound))])
        for pair in self.draw(self.pair_odds, count - whole):
            chain, single = divmod(int(pair), len(self.single))
            source, target, key, which = self.single[single]
            rows.append((chain, source, target))
            sentences.append(self.wording(self.data.text(chain)[key][which]))
        return self.batch(rows, sentences)

    def captions(self, count: int) -> Batch:
        """Text to picture: no reference, no image token."""
        rows = [(chain, which, which) for chain, which in zip(self.chains(count), self.chance.integers(0, 4, count))]
        groups = [self.data.text(chain)["captions"][which] for chain, which, _ in rows]
        return self.batch(rows, [group[self.chance.integers(len(group))] for group in groups], reference=False)

    def rebuilds(self, count: int, photo_share: float) -> Batch:
        """Self-reconstruction: no text, the target is the reference; `photo_share` of them real photos."""
        rows = [(chain, which, which) for chain, which in zip(self.chains(count), self.chance.integers(0, 4, count))]
        batch = self.batch(rows, [""] * count, with_text=False)
        real = int(round(photo_share * count)) if len(self.photos) else 0
        if real:
            chosen = self.chance.integers(0, len(self.photos), real)
            latent = torch.from_numpy(self.photos[chosen, 0].astype(np.float32))
            batch.reference[:real], batch.target[:real] = latent, latent
            batch.vision[:real] = torch.from_numpy(self.photo_visions[chosen, 0].astype(np.float32))
            batch.pose[:real] = 0
        return batch

    def rounds(self, count: int, rounds: int = 2) -> list[Batch]:
        """The edits of a chain one after the other: each round goes from the look before it to the next, the last of
        `rounds` to the target. All share the pose."""
        return self.along(*self.walks(count, rounds))

    def walks(self, count: int, rounds: int) -> tuple[list[list], list[list[str]]]:
        """The rows of each round and what is said in them, the first two edits in random order."""
        rows, texts = [[] for _ in range(rounds)], [[] for _ in range(rounds)]
        for chain in self.chains(count):
            phrases, order = self.data.text(chain)["phrases"], self.chance.integers(2)
            path, edits = [0, 1 + order, *range(3, rounds + 2)], [order, 1 - order, *range(2, rounds)]
            for k in range(rounds):
                rows[k].append((chain, path[k], path[k + 1]))
                texts[k].append(self.wording(phrases[edits[k]]))
        return rows, texts

    def along(self, rows, texts) -> list[Batch]:
        batches = [self.batch(*made) for made in zip(rows, texts)]
        for batch in batches[1:]:
            batch.pose = batches[0].pose
        return batches


def odds(data: Rendered, single: tuple, weights: dict[str, float]) -> np.ndarray:
    """How often each pair is drawn, float64 [chains, len(single)]: the weight named `attribute/value`, or `attribute`,
    of the sub-edit that leads from one picture to the other; 1 where neither is named."""

    def weight(edit: dict) -> float:
        return weights.get(f"{edit['attribute']}/{edit['value']}", weights.get(edit["attribute"], 1.0))

    table = np.empty((len(data), len(single)))
    for row, (_, _, chain) in zip(table, data.chains):
        edits = {"phrases": chain["edits"], "inverse": chain["inverseEdits"]}
        row[:] = [weight(edits[key][which]) for _, _, key, which in single]
    return table
