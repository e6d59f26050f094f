"""The paper's losses for a denoiser that predicts the noise, as Stable Diffusion's does."""

from pathlib import Path

import torch
import torch.nn.functional as F

from . import stable_diffusion
from .pairs import Batch


class NoiseForm:
    """L_single, L_rec and L_multi over `model`; `trained` is what a run optimises.

    Round one's closed form divides by sqrt(abar): an error of the predicted noise comes out sqrt(1/abar - 1) times as
    large in the latent, 15 times at the schedule's end. So t1 is drawn only where that gain is at most
    `edit.largest_gain` (4: up to t = 744 of Stable Diffusion's 1000). Round two's noise, seen from the target, holds
    the latents' difference over the same ratio turned round, so t2 is drawn where its inverse is at most as much
    (4: from t = 60). Both then are uniform over what is left; nothing is clipped and no gradient scaled.
    """

    critic = None  # it would have to see the clean latent

    def __init__(self, config, model: stable_diffusion.Editor, abar: torch.Tensor):
        s = config.edit
        if s.gradient_checkpointing:
            model.unet.enable_gradient_checkpointing()
            model.pose_net.enable_gradient_checkpointing()
            model.unet.train()  # or checkpointing is off; there is no dropout in it
        self.model, self.trained = model, model.trained()
        self.abar, self.device = abar, abar.device  # float32 [1000]
        self.round_two_image, self.size = s.round_two_image, config.checkpoint.size
        self.first, self.second = bounds(self.abar, s.largest_gain)

    @classmethod
    def from_checkpoint(cls, config, runs: Path, accelerator) -> "NoiseForm":
        checkpoint = stable_diffusion.inspect(config)
        unet, _, text, _ = checkpoint.parts()
        half = {"bf16": torch.bfloat16, "fp16": torch.float16}.get(accelerator.mixed_precision)
        if half:  # what is frozen needs no more; LoRA and pose_net stay fp32
            unet, text = unet.to(half), text.to(half)
        model = stable_diffusion.build(config, checkpoint, unet, text).to(accelerator.device)
        model.pose_net.float()
        return cls(config, model, stable_diffusion.schedule(checkpoint).alphas_cumprod.to(accelerator.device))

    def predict(self, sample, t, condition, pose) -> torch.Tensor:
        if pose.shape[-1] != self.size:  # the renderer's are small
            pose = F.interpolate(pose, (self.size, self.size), mode="bilinear")
        return self.model(sample, t, condition, None, pose).float()

    def noised(self, latent, t) -> tuple[torch.Tensor, torch.Tensor]:
        """x_t and the noise in it."""
        noise, abar = torch.randn_like(latent), at(self.abar, t)
        return abar.sqrt() * latent + (1 - abar).sqrt() * noise, noise

    def single(self, batch: Batch) -> torch.Tensor:
        """L_single and, for rows without text whose target is the reference, L_rec: [b]"""
        t = torch.randint(len(self.abar), (len(batch),), device=self.device)
        sample, noise = self.noised(batch.target, t)
        condition = self.model.condition(batch.ids, batch.vision, batch.with_text)
        return (noise - self.predict(sample, t, condition, batch.pose)).pow(2).mean((1, 2, 3))

    def multi(self, one: Batch, two: Batch) -> torch.Tensor:
        """L_multi. The gradient runs back through round one's estimate."""
        vision = two.vision if self.round_two_image == "intermediate" else one.vision
        t1 = torch.randint(0, self.first, (len(one),), device=self.device)
        t2 = torch.randint(self.second, len(self.abar), (len(one),), device=self.device)

        sample, _ = self.noised(one.reference, t1)
        noise = self.predict(sample, t1, self.model.condition(one.ids, one.vision, one.with_text), one.pose)
        abar = at(self.abar, t1)
        between = (sample - (1 - abar).sqrt() * noise) / abar.sqrt()

        sample, _ = self.noised(between, t2)
        noise = self.predict(sample, t2, self.model.condition(two.ids, vision, two.with_text), two.pose)
        abar = at(self.abar, t2)
        wanted = (sample - abar.sqrt() * two.target) / (1 - abar).sqrt()  # what would have led here from the target
        return (wanted - noise).pow(2).mean()


def at(abar: torch.Tensor, t: torch.Tensor) -> torch.Tensor:
    return abar[t][:, None, None, None]


def bounds(abar: torch.Tensor, gain: float) -> tuple[int, int]:
    """t1 is drawn from [0, first), t2 from [second, T)."""
    ratio = ((1 - abar) / abar).sqrt()  # rises with t
    return int((ratio <= gain).sum()), int((1 / ratio > gain).sum())
