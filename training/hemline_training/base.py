"""Stage `base`: the denoiser from nothing, the stand-in for a pretrained one.

Captions to pictures (text-to-image), single edits and rebuilds, all in one run: with so little compute a base
that has never seen a reference would leave the edit stage everything to learn.
"""

from pathlib import Path

import torch

from . import denoiser, features, triplets
from .data import Rendered
from .pairs import Batch
from .run import Run, finished

USUAL = 100.0  # mean over channels, sum over cells of the squared latent difference an edit makes; a pocket's is 36


def timesteps(count: int, total: int) -> torch.Tensor:
    """Half of them in the noisiest fifth, where the edit is decided; further down the noised target itself says
    what it is, and there is little left to learn. int64 [count]"""
    return (total * torch.rand(count) ** 0.35).long().clamp_(max=total - 1)


class Loss:
    """How far a predicted clean latent is from the target's."""

    def __init__(self, config, settings, runs: Path, importance: torch.Tensor, device):
        self.changed = settings.changed_weight
        self.feature_weight, self.reading_weight = settings.feature_weight, settings.reading_weight
        self.importance = importance.to(device)  # [c, 1, 1]
        self.features = features.build(config, Rendered(config.data.train, 1).values)
        self.features.load_state_dict(finished(runs / "features"))
        self.features.eval().requires_grad_(False).to(device, memory_format=torch.channels_last)

    def __call__(self, prediction: torch.Tensor, batch: Batch, rounds: tuple[Batch, ...] = ()) -> torch.Tensor:
        """prediction float [b, c, h, w] -> weighted squared error plus distance of features and of reading, [b].
        `rounds` are the edits that led to the target, where they were several."""
        weights = self.weights(rounds[-1] if rounds else batch)
        for earlier in rounds[:-1]:  # may be fewer rows
            weights[: len(earlier)] = torch.maximum(weights[: len(earlier)], self.weights(earlier))
        squares = (weights * (prediction - batch.target).pow(2)).mean((1, 2, 3))
        features, reading = self.features.distance(prediction, batch.target)
        return squares + self.feature_weight * features + self.reading_weight * reading

    def weights(self, batch: Batch) -> torch.Tensor:
        """1 where the target's latent is the reference's, more where it differs, times each channel's importance:
        [b, c, h, w]. What differs weighs `changed` for an edit of USUAL energy and more for a smaller one: the
        squared error of a whole garment's colour is five times that of a pocket, and without this the small edits
        are the ones that are not learnt."""
        difference = (batch.target - batch.reference).pow(2)
        edited = batch.reference.abs().amax((1, 2, 3), keepdim=True) > 0
        where = (difference.mean(1, keepdim=True) > 0.05) & edited
        energy = (difference * self.importance * where).mean(1, keepdim=True).sum((2, 3), keepdim=True)
        return (1 + (self.changed - 1) * where * (USUAL / energy.clamp(min=1e-6)).clamp(0.5, 6)) * self.importance


def single_round(model, noise_schedule, batch: Batch, distance: Loss) -> torch.Tensor:
    """L_single and, for rows without text whose target is the reference, L_rec: the error of the predicted clean
    latent at one random timestep, [b]."""
    t = timesteps(len(batch), noise_schedule.config.num_train_timesteps).to(batch.target.device)
    sample = noise_schedule.add_noise(batch.target, torch.randn_like(batch.target), t)
    condition = model.condition(batch.ids, batch.vision, batch.with_text)
    return distance(model(sample, t, condition, batch.reference, batch.pose).float(), batch)


def train(config, directory: Path, accelerator):
    s = config.base
    model = denoiser.build(config)
    text = {k.removeprefix("text_model."): v for k, v in finished(directory.parent / "clip").items() if k.startswith("text_model.")}
    model.text.load_state_dict(text)
    model = model.to(memory_format=torch.channels_last)
    noise_schedule = denoiser.schedule(config)
    run = Run(directory, s, model, accelerator, config.seed)
    if s.compile:
        run.model.unet.compile()
    pairs = triplets.pairs(config, directory.parent, run.chance)
    distance = Loss(config, s, directory.parent, pairs.importance, accelerator.device)
    captioned, rebuilt = int(s.caption_share * s.batch), int(s.rebuild_share * s.batch)
    edited = s.batch - captioned - rebuilt

    def draw(step):
        return pairs.edits(edited, 0.1) + pairs.captions(captioned) + pairs.rebuilds(rebuilt, s.photo_share)

    def loss(step, progress, batch):
        rows = single_round(model, noise_schedule, batch.to(accelerator.device), distance)
        edit, caption, rebuild = (part.detach().mean().item() for part in rows.split([edited, captioned, rebuilt]))
        return rows.mean(), {"edit": edit, "caption": caption, "rebuild": rebuild}

    run.fit(loss, draw, config.workers)
