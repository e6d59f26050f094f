"""The Stable Diffusion family: a 1.x checkpoint under the same contract as the embedded denoiser.

The reference does not enter by channels, which the checkpoint's U-Net has not, but as the paper has it: by the image
token beside the text, and by the noise that sampling starts from.
"""

import json
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from diffusers import ControlNetModel, DDPMScheduler
from torch import nn

from . import lora
from .checkpoint import Checkpoint
from .data import to_tensor
from .graphs import Call
from .run import finished


class Editor(nn.Module):
    """Frozen U-Net with LoRA, pose network, frozen CLIP text. Predicts the noise."""

    def __init__(self, unet, text, control: ControlNetModel | None = None):
        super().__init__()
        self.unet, self.text = unet, text
        self.pose_net = control or ControlNetModel.from_unet(unet)

    def condition(self, ids, vision, with_text):
        """Token ids int64 [b, n], CLIP image embedding [b, w] or [b, m, w], bool [b] -> [text tokens; image tokens]
        [b, n + m, w]. Rows without text have it set to zero (the paper's self-reconstruction)."""
        tokens = self.text(input_ids=ids).last_hidden_state * with_text[:, None, None]
        return torch.cat([tokens, vision.reshape(len(ids), -1, tokens.shape[-1])], 1)

    def forward(self, sample, timestep, condition, reference, pose):
        """sample [b, c, h, w]; timestep int64 [b]; condition [b, n + m, w]; pose [b, 3, p, p] in [0, 1], zeros for
        none -> the noise [b, c, h, w]. `reference` is there for the contract's sake."""
        down, middle = self.pose_net(
            sample, timestep, encoder_hidden_states=condition, controlnet_cond=pose, return_dict=False
        )
        return self.unet(
            sample,
            timestep,
            encoder_hidden_states=condition,
            down_block_additional_residuals=down,
            mid_block_additional_residual=middle,
        ).sample

    def trained(self) -> nn.ModuleDict:
        """What the stage trains, averages and saves; the rest is in the checkpoint that it came from."""
        lora = [p for p in self.unet.parameters() if p.requires_grad]
        return nn.ModuleDict({"pose_net": self.pose_net, "lora": nn.ParameterList(lora)})


class Pictures(nn.Module):
    """The frozen autoencoder: image [b, 3, s, s] in [-1, 1] <-> latent of about unit variance. The posterior's mean
    stands for it, so that encoding is the same every time."""

    def __init__(self, vae):
        super().__init__()
        self.vae, self.scale = vae, vae.config.scaling_factor

    def encode(self, image):
        return self.scale * self.vae.encode(image).latent_dist.mean

    def decode(self, latent):
        return self.vae.decode(latent / self.scale).sample


class Sight(nn.Module):
    """The frozen CLIP vision tower on its own small copy of the picture: image [b, 3, s, s] in [-1, 1] -> image tokens
    [b, m, w], as wide as the text's by CLIP's own projection. `pooled` is CLIP's embedding of the picture, one token;
    `patches` is that and every patch, projected alike."""

    def __init__(self, tower, mean: list[float], deviation: list[float], size: int, tokens: str):
        super().__init__()
        if tokens not in ("pooled", "patches"):
            raise SystemExit(f"checkpoint.image_tokens is '{tokens}'; pooled and patches are known")
        self.tower, self.patches = tower, tokens == "patches"
        # an antialiased resize is one matrix a side; as such it exports, and is the same everywhere
        rows = torch.eye(size)[None, None]
        small = tower.config.image_size
        self.register_buffer("resize", F.interpolate(rows, (small, size), mode="bicubic", antialias=True)[0, 0])
        self.register_buffer("mean", torch.tensor(mean).view(1, 3, 1, 1))
        self.register_buffer("deviation", torch.tensor(deviation).view(1, 3, 1, 1))

    @property
    def count(self) -> int:
        grid = self.tower.config.image_size // self.tower.config.patch_size
        return 1 + grid * grid if self.patches else 1

    def forward(self, image):
        small = (self.resize @ image @ self.resize.T + 1) / 2
        seen = self.tower(pixel_values=(small.clamp(0, 1) - self.mean) / self.deviation)
        if not self.patches:
            return seen.image_embeds[:, None]
        patches = self.tower.vision_model.post_layernorm(seen.last_hidden_state[:, 1:])
        return torch.cat([seen.image_embeds[:, None], self.tower.visual_projection(patches)], 1)


def chosen(config) -> bool:
    """Does this config train Stable Diffusion?"""
    return hasattr(config, "checkpoint")


def inspect(config) -> Checkpoint:
    return Checkpoint.inspect(config.checkpoint.folder, config.checkpoint.vision)


def schedule(checkpoint: Checkpoint) -> DDPMScheduler:
    return DDPMScheduler.from_config(checkpoint.schedule, clip_sample=False)


def sides(config, checkpoint: Checkpoint) -> tuple[int, int]:
    """The latent's side and channels."""
    size, block = config.checkpoint.size, checkpoint.latent_side
    smallest = block * 2 ** (len(checkpoint.unet["block_out_channels"]) - 1)
    if size % smallest:
        raise SystemExit(f"checkpoint.size is {size}; this U-Net halves its latents to the end for multiples of {smallest}")
    return size // block, checkpoint.vae["latent_channels"]


def build(config, checkpoint: Checkpoint, unet, text) -> Editor:
    """LoRA in the decoder's cross-attention and the pose network are trainable, everything else is frozen."""
    control = checkpoint.control(config.checkpoint.controlnet) if config.checkpoint.controlnet else None
    return lora.adapt(Editor(unet, text, control), config.edit.lora_rank)


class Eyes:
    """Every training picture as latent and image tokens, for the `latents` stage."""

    def __init__(self, config, runs: Path, device):
        checkpoint = inspect(config)
        side, channels = sides(config, checkpoint)
        _, vae, _, tower = checkpoint.parts()
        self.size, self.device = config.checkpoint.size, device
        self.pictures = Pictures(vae).to(device)
        sight = Sight(tower, checkpoint.mean, checkpoint.deviation, self.size, config.checkpoint.image_tokens)
        self.sight = sight.to(device)
        self.parts = (self.pictures, self.sight)
        self.latent, self.vision = (channels, side, side), (sight.count, checkpoint.unet["cross_attention_dim"])
        self.importance = np.ones((channels, 1, 1), np.float32)
        tokenizer = runs / "clip" / "tokenizer.json"  # where the embedded family's own stage leaves it
        tokenizer.parent.mkdir(parents=True, exist_ok=True)
        checkpoint.tokenizer(config.checkpoint.tokens).save(str(tokenizer))

    def __call__(self, pictures: np.ndarray) -> tuple[torch.Tensor, torch.Tensor]:
        """uint8 [n, h, w, 3] -> latents [n, c, h, w], image tokens [n, m, w]"""
        latents, visions = [], []
        for rows in np.split(pictures, range(4, len(pictures), 4)):
            image = to_tensor(rows, self.device).contiguous()
            if image.shape[-1] != self.size:
                image = F.interpolate(image, (self.size, self.size), mode="bicubic", antialias=True).clamp(-1, 1)
            with torch.autocast(image.device.type, enabled=False):  # the 1.x autoencoder overflows in half precision
                latents.append(self.pictures.encode(image))
                visions.append(self.sight(image))
        return torch.cat(latents), torch.cat(visions)


class Parts:
    """What the exported family is made of. The attribute reader is the sibling family's (`export.share`)."""

    def __init__(self, config, runs: Path):
        self.checkpoint = inspect(config)
        unet, vae, text, tower = self.checkpoint.parts()
        editor = build(config, self.checkpoint, unet, text)
        editor.trained().load_state_dict(finished(runs / config.export.edit))
        self.editor, self.pictures = lora.merge(editor).eval(), Pictures(vae)
        self.sight = Sight(
            tower, self.checkpoint.mean, self.checkpoint.deviation, config.checkpoint.size, config.checkpoint.image_tokens
        ).eval()

    def graphs(self, config, ids: torch.Tensor):
        """name -> module, example inputs of two rows, names of its outputs; `ids` int64 [2, tokens]."""
        for tower in (self.sight.tower, self.editor.text):
            tower.set_attn_implementation("eager")
        side, channels = sides(config, self.checkpoint)
        size, width = config.checkpoint.size, self.checkpoint.unet["cross_attention_dim"]
        latent, image = torch.randn(2, channels, side, side), torch.rand(2, 3, size, size) * 2 - 1
        return {
            "encoder": (Call(self.pictures, lambda m, x: m.encode(x)), {"image": image}, ["latent"]),
            "decoder": (Call(self.pictures, lambda m, z: m.decode(z)), {"latent": latent}, ["image"]),
            "text": (Call(self.editor.text, lambda m, i: m(input_ids=i).last_hidden_state), {"input_ids": ids}, ["tokens"]),
            "vision": (self.sight, {"image": image}, ["token"]),
            "denoiser": (
                Call(self.editor, lambda m, *inputs: m(*inputs)),
                {
                    "sample": latent,
                    "timestep": torch.tensor([900, 3]),
                    "condition": torch.randn(2, config.checkpoint.tokens + self.sight.count, width),
                    "reference": latent.flip(0),
                    "pose": torch.rand(2, 3, size, size),
                },
                ["prediction"],
            ),
        }

    def describe(self, config) -> dict:
        """The manifest's sizes; those of the reader are read from the family that lends it."""
        side, channels = sides(config, self.checkpoint)
        size, s = config.checkpoint.size, schedule(self.checkpoint).config
        lender = Path(config.export.out).parent / config.export.share / "manifest.json"
        return {
            "image": {"size": size},
            "latent": {"channels": channels, "size": side},
            "text": {
                "tokens": config.checkpoint.tokens,
                "width": self.checkpoint.unet["cross_attention_dim"],
                "tokenizer": "tokenizer.json",
            },
            "vision": {"size": size, "tokens": self.sight.count},
            "pose": {"size": size},
            "reader": json.loads(lender.read_text())["reader"],
            "schedule": {
                "trainTimesteps": s.num_train_timesteps,
                "betaSchedule": s.beta_schedule,
                "betaStart": s.beta_start,
                "betaEnd": s.beta_end,
                "prediction": "epsilon",
            },
        }
