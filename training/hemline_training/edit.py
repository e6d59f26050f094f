"""Stage `edit`: multi-round regularisation (PAPER: L = lambda L_multi + L_single + L_rec).

With `tune: lora`, the paper's way, the base is frozen but for LoRA in the decoder's cross-attention, and the
pose-condition network is trained; `tune: pose` trains that network alone, `tune: all` everything. With
`multi_round: false` the same stage trains the control, everything but L_multi.
"""

from dataclasses import replace
from pathlib import Path

import numpy as np
import torch
from diffusers import DDPMScheduler

from . import denoiser, lora, noise_form, stable_diffusion, triplets
from .base import Loss, single_round, timesteps
from .critic import Critic
from .pairs import Batch
from .photo_batches import PhotoPairs
from .run import Run, finished, share_gradients, steps_taken

LAMBDA = {
    "falling": lambda progress: 1 - progress,
    "rising": lambda progress: progress,
    "one": lambda progress: 1.0,
    "zero": lambda progress: 0.0,
}


def build(config, base_weights) -> denoiser.Denoiser:
    """The base with the pose network and, with `tune: lora`, LoRA; only these are trainable unless everything is."""
    model = denoiser.build(config)
    model.load_state_dict(base_weights)
    model.add_pose_net()  # copied from the base before LoRA changes its modules' names
    if config.edit.tune == "all":
        return model
    if config.edit.tune == "lora":
        return lora.adapt(model, config.edit.lora_rank)
    model.requires_grad_(False)
    model.pose_net.requires_grad_(True)
    return model


def trained(config, runs: Path) -> denoiser.Denoiser:
    """What `export.edit` names, the base as it stands where nothing, with LoRA folded in."""
    model = build(config, finished(runs / "base"))
    if config.export.edit:
        model.load_state_dict(finished(runs / config.export.edit))
    return lora.merge(model)


def multi_round(model, noise_schedule, rounds, distance: Loss, config, device) -> torch.Tensor:
    """L_multi of `rounds`, a batch each: the last two in a row, each one closed-form step, the gradient running back
    through both. Those before them, none in the paper, only make the look that these two begin with.

    The clean latent is the denoiser's own output, so round one's estimate needs no division by sqrt(abar) and
    no bound on t1. Round two starts from that estimate, also as its reference, and its error against the true
    target is the same as the paper's noise form up to a factor of the timestep. The intermediate's image embedding is
    the true one's: what the model made of round one is a latent, and the picture tower sees pictures.
    """
    edits = tuple(batch.to(device) for batch in rounds)  # each from a true look to the next
    *before, one, two = edits
    begun = first = one.reference
    if before:
        worn = sampled(model, noise_schedule, before, config.export.sampler.steps)
        first = torch.cat([worn, begun[len(worn) :]])
        begun = torch.cat([before[0].reference, begun[len(worn) :]])
    total = noise_schedule.config.num_train_timesteps
    t1, t2 = (timesteps(len(one), total).to(device) for _ in range(2))
    vision = two.vision if config.edit.round_two_image == "intermediate" else one.vision

    sample = noise_schedule.add_noise(first, torch.randn_like(first), t1)
    condition = model.condition(one.ids, one.vision, one.with_text)
    between = model(sample, t1, condition, first, one.pose).float()

    sample = noise_schedule.add_noise(between, torch.randn_like(between), t2)
    condition = model.condition(two.ids, vision, two.with_text)
    end = model(sample, t2, condition, between, two.pose).float()
    # a small edit counts beside a large one as much as it would alone
    return distance(end, replace(two, reference=begun), edits).mean()


@torch.no_grad()
def sampled(model, noise_schedule, rounds, steps: int) -> torch.Tensor:
    """The latents that `rounds` lead to, one after the other, each sampled in `steps` as the product samples; but each
    round sees the image embedding of the true look before it, and the pose, where one is given."""
    scheduler = DDPMScheduler.from_config(noise_schedule.config, timestep_spacing="trailing")
    scheduler.set_timesteps(steps)
    latent = rounds[0].reference
    for batch in rounds:
        condition = model.condition(batch.ids, batch.vision, batch.with_text)
        sample = noise_schedule.add_noise(latent, torch.randn_like(latent), scheduler.timesteps[:1])
        for t in scheduler.timesteps:
            clean = model(sample, t.expand(len(batch)).to(latent.device), condition, latent, batch.pose).float()
            sample = scheduler.step(clean, t, sample).prev_sample
        latent = sample
    return latent


class Passing:
    """`distance` and, times `weight`, how little the prediction passes for a target with the critic, who learns from it
    first."""

    def __init__(self, distance: Loss, critic: Critic, weight: float):
        self.distance, self.critic, self.weight = distance, critic, weight

    def __call__(self, prediction: torch.Tensor, batch: Batch, rounds: tuple[Batch, ...] = ()) -> torch.Tensor:
        self.critic.learn(prediction, batch.target, batch.reference)
        return self.distance(prediction, batch, rounds) + self.weight * self.critic.doubt(prediction, batch.reference)


class CleanForm:
    """The losses over the embedded denoiser, which predicts the clean latent."""

    def __init__(self, config, runs: Path, accelerator):
        self.config, self.device = config, accelerator.device
        self.trained = self.model = build(config, finished(runs / "base")).to(memory_format=torch.channels_last)
        self.schedule = denoiser.schedule(config)
        importance = torch.from_numpy(np.load(runs / "latents" / "importance.npy"))
        self.distance = Loss(config, config.edit, runs, importance, self.device)
        self.critic = None
        if config.edit.critic_weight:
            s = config.edit
            sizes = (config.autoencoder.channels, s.critic_width)
            self.critic = Critic(*sizes, s.critic_lr, s.critic_noise, self.device, share_gradients)
            self.distance = Passing(self.distance, self.critic, s.critic_weight)

    def single(self, batch: Batch) -> torch.Tensor:
        return single_round(self.model, self.schedule, batch, self.distance)

    def multi(self, *rounds: Batch) -> torch.Tensor:
        return multi_round(self.model, self.schedule, rounds, self.distance, self.config, self.device)


def train(config, directory: Path, accelerator):
    s = config.edit
    if s.steps_of:
        s.steps, s.minutes = steps_taken(directory.parent / s.steps_of), None
    form_of = noise_form.NoiseForm.from_checkpoint if stable_diffusion.chosen(config) else CleanForm
    form = form_of(config, directory.parent, accelerator)
    beside = [form.critic] if form.critic else []
    run = Run(directory, s, form.trained, accelerator, config.seed, beside)
    if s.compile:
        form.model.unet.compile()
        form.model.pose_net.compile()
    pairs = triplets.pairs(config, directory.parent, run.chance)
    if s.rounds_before > pairs.data.shots - 4:
        raise SystemExit(f"edit.rounds_before is {s.rounds_before}: render the data set with --rounds {s.rounds_before + 2}, or set it to 0")
    photo_batch = s.photo_batch if config.data.photos else 0
    real = PhotoPairs(config, directory.parent) if photo_batch else None

    def draw(step):
        single = pairs.edits(s.batch - photo_batch, s.whole_share)
        if real:
            single += real.draw(photo_batch, pairs.chance)
        single += pairs.rebuilds(s.rebuild_batch, s.photo_share)
        if not s.multi_round:
            return single, []
        # by the step, not by chance: processes that wait for each other do the same number
        *before, one, two = pairs.rounds(s.rounds_batch, 2 + step % (1 + s.rounds_before))
        if real and s.photo_rounds_batch:
            one, two = (a + b for a, b in zip((one, two), real.rounds(s.photo_rounds_batch, pairs.chance)))
        return single, [*before, one, two]

    def loss(step, progress, drawn):
        batch, rounds = drawn
        rows = form.single(batch.to(accelerator.device))
        single, rebuild = rows[: s.batch].mean(), rows[s.batch :].mean()
        parts = {"single": single.item(), "rebuild": rebuild.item()}
        value = single + rebuild
        weight = LAMBDA[s.weighting](progress)
        if rounds and weight > 0:
            multi = form.multi(*(batch.to(accelerator.device) for batch in rounds))
            value, parts = value + weight * multi, parts | {"multi": multi.item()}
        return value, parts

    run.fit(loss, draw, config.workers)
