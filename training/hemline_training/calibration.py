"""What graphs are given at work, for those that reckon in whole numbers."""

from pathlib import Path

import numpy as np
import torch

from . import denoiser
from .edit import sampled
from .photo_batches import PhotoPairs
from .triplets import pairs

TIMES, ROWS = 4, 16


@torch.no_grad()
def at_work(config, runs: Path, editor) -> dict[str, list[dict[str, np.ndarray]]]:
    """What denoiser and decoder are given as the product samples: single edits of drawn garments and, where there are
    pairs of them, of photos, and a second round on what the first gave; batches of ROWS rows by graph."""
    schedule = denoiser.schedule(config)
    chance = np.random.default_rng(config.seed)
    drawn = pairs(config, runs, chance)
    real = PhotoPairs(config, runs) if (runs / "photo-pairs" / "texts.json").exists() else None
    seen = {"denoiser": [], "decoder": []}

    def watched(sample, timestep, condition, reference, pose):
        given = {"sample": sample, "timestep": timestep, "condition": condition, "reference": reference, "pose": pose}
        seen["denoiser"].append({name: value.numpy() for name, value in given.items()})
        return editor(sample, timestep, condition, reference, pose)

    watched.condition = editor.condition
    for _ in range(TIMES):
        photos = ROWS // 4 if real else 0
        rounds = drawn.rounds(ROWS - photos)
        if real:
            rounds = [a + b for a, b in zip(rounds, real.rounds(photos, chance))]
        for count in (1, 2):
            made = sampled(watched, schedule, rounds[:count], config.export.sampler.steps)
            seen["decoder"].append({"latent": made.numpy()})
    return seen
