"""Stage `edit`: multi-round regularisation (PAPER: L = lambda L_multi + L_single + L_rec).

With `tune: lora`, the paper's way, the base is frozen but for LoRA in the decoder's cross-attention, and the
pose-condition network is trained; `tune: all` trains everything. With `multi_round: false` the same stage trains the
control, everything but L_multi.
"""

from pathlib import Path

import torch
from peft import LoraConfig, PeftModel, get_peft_model

from . import denoiser
from .base import Loss, single_round, timesteps
from .pairs import Pairs
from .photo_batches import PhotoPairs
from .run import Run, finished

LAMBDA = {
    "falling": lambda progress: 1 - progress,
    "rising": lambda progress: progress,
    "one": lambda progress: 1.0,
    "zero": lambda progress: 0.0,
}


def build(config, base_weights) -> denoiser.Denoiser:
    """The base with the pose network and, unless everything is trained, LoRA; only these are trainable then."""
    model = denoiser.build(config)
    model.load_state_dict(base_weights)
    model.requires_grad_(config.edit.tune == "all")
    model.add_pose_net()  # copied from the base before LoRA changes its modules' names
    if config.edit.tune == "all":
        return model
    lora = LoraConfig(
        r=config.edit.lora_rank,
        lora_alpha=config.edit.lora_rank,
        init_lora_weights="gaussian",
        target_modules=r"up_blocks.*attn2\.(to_q|to_k|to_v|to_out\.0)",
    )
    model.unet = get_peft_model(model.unet, lora)
    model.pose_net.requires_grad_(True)
    return model


def merge(model: denoiser.Denoiser) -> denoiser.Denoiser:
    """Folds LoRA, if there is any, into the weights it adapts, for export."""
    if isinstance(model.unet, PeftModel):
        model.unet = model.unet.merge_and_unload()
    return model


def multi_round(model, noise_schedule, rounds, distance: Loss, config, device) -> torch.Tensor:
    """L_multi of `rounds`, the batches of round one and round two: two rounds in a row, each one closed-form step, the gradient running back through both.

    The clean latent is the denoiser's own output, so round one's estimate needs no division by sqrt(abar) and
    no bound on t1. Round two starts from that estimate, also as its reference, and its error against the true
    target is the same as the paper's noise form up to a factor of the timestep.
    """
    one, two = (batch.to(device) for batch in rounds)
    total = noise_schedule.config.num_train_timesteps
    t1, t2 = (timesteps(len(one), total).to(device) for _ in range(2))
    vision = two.vision if config.edit.round_two_image == "intermediate" else one.vision

    sample = noise_schedule.add_noise(one.reference, torch.randn_like(one.reference), t1)
    condition = model.condition(one.ids, one.vision, one.with_text)
    between = model(sample, t1, condition, one.reference, one.pose).float()

    sample = noise_schedule.add_noise(between, torch.randn_like(between), t2)
    condition = model.condition(two.ids, vision, two.with_text)
    end = model(sample, t2, condition, between, two.pose).float()
    two.reference = one.reference  # everything that differs from where the conversation began counts as changed
    return distance(end, two).mean()


def train(config, directory: Path, accelerator):
    s = config.edit
    model = build(config, finished(directory.parent / "base")).to(memory_format=torch.channels_last)
    noise_schedule = denoiser.schedule(config)
    run = Run(directory, s, model, accelerator, config.seed)
    if s.compile:
        run.model.unet.compile()
        run.model.pose_net.compile()
    pairs = Pairs(config, directory.parent, (config.seed, run.step, accelerator.process_index))
    real = PhotoPairs(config, directory.parent) if s.photo_batch else None
    distance = Loss(config, s, directory.parent, pairs.importance, accelerator.device)

    def draw_rounds():
        rounds = pairs.rounds(s.rounds_batch)
        if not (real and s.photo_rounds_batch):
            return rounds
        return [a + b for a, b in zip(rounds, real.rounds(s.photo_rounds_batch, pairs.chance))]

    def loss(step, progress):
        batch = pairs.edits(s.batch - s.photo_batch, s.whole_share)
        if real:
            batch += real.draw(s.photo_batch, pairs.chance)
        batch += pairs.rebuilds(s.rebuild_batch, s.photo_share)
        rows = single_round(model, noise_schedule, batch.to(accelerator.device), distance)
        single, rebuild = rows[: s.batch].mean(), rows[s.batch :].mean()
        parts = {"single": single.item(), "rebuild": rebuild.item()}
        value = single + rebuild
        weight = LAMBDA[s.weighting](progress)
        if s.multi_round and weight > 0:
            multi = multi_round(model, noise_schedule, draw_rounds(), distance, config, accelerator.device)
            value, parts = value + weight * multi, parts | {"multi": multi.item()}
        return value, parts

    run.fit(loss)
