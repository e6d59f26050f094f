"""Stage `autoencoder`: pictures to latents and back, f = 16.

Norm-free residual convolutions trained on crops. The latent is a Gaussian of fixed variance (a variational
autoencoder whose encoder gives only the mean): the noise makes the decoder forgiving of the denoiser's small
errors, the penalty on the mean keeps the scale bounded.
"""

from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from torch import nn

from .data import Rendered, photos, to_tensor
from .run import Run, finished

LATENT_NOISE = 0.1


class Residual(nn.Module):
    def __init__(self, width: int):
        super().__init__()
        self.first = nn.Conv2d(width, width, 3, padding=1)
        self.second = nn.Conv2d(width, width, 3, padding=1)
        nn.init.zeros_(self.second.weight)
        nn.init.zeros_(self.second.bias)

    def forward(self, x):
        return x + self.second(F.silu(self.first(F.silu(x))))


def residuals(width: int, count: int) -> nn.Sequential:
    return nn.Sequential(*[Residual(width) for _ in range(count)])


class Autoencoder(nn.Module):
    """Image [b, 3, s, s] in [-1, 1] <-> latent [b, c, s/16, s/16] of unit variance (after `calibrate`)."""

    def __init__(self, channels: int, widths: list[int], encoder_depths: list[int], decoder_depths: list[int]):
        super().__init__()
        fine, middle, coarse = widths
        self.encoder = nn.Sequential(
            nn.PixelUnshuffle(8),  # [b, 192, s/8, s/8]
            nn.Conv2d(192, middle, 3, padding=1),
            residuals(middle, encoder_depths[0]),
            nn.Conv2d(middle, coarse, 4, stride=2, padding=1),  # [b, coarse, s/16, s/16]
            residuals(coarse, encoder_depths[1]),
            nn.SiLU(),
            nn.Conv2d(coarse, channels, 3, padding=1),
        )
        self.decoder = nn.Sequential(
            nn.Conv2d(channels, coarse, 3, padding=1),
            residuals(coarse, decoder_depths[0]),
            nn.Conv2d(coarse, 4 * middle, 1),
            nn.PixelShuffle(2),  # [b, middle, s/8, s/8]
            residuals(middle, decoder_depths[1]),
            nn.Conv2d(middle, 4 * fine, 1),
            nn.PixelShuffle(2),  # [b, fine, s/4, s/4]
            residuals(fine, decoder_depths[2]),
            nn.SiLU(),
            nn.Conv2d(fine, 48, 3, padding=1),
            nn.PixelShuffle(4),  # [b, 3, s, s]
        )
        with torch.no_grad():  # start well above the latent noise, or the first minutes are lost in it
            self.encoder[-1].weight.mul_(10)
        self.register_buffer("mean", torch.zeros(1, channels, 1, 1))
        self.register_buffer("deviation", torch.ones(1, channels, 1, 1))

    def encode(self, image):
        return (self.encoder(image) - self.mean) / self.deviation

    def decode(self, latent):
        return self.decoder(latent * self.deviation + self.mean)

    def calibrate(self, raw: torch.Tensor):
        """Sets the scale so that latents have zero mean and unit variance a channel."""
        self.mean.copy_(raw.mean((0, 2, 3), keepdim=True))
        self.deviation.copy_(raw.std((0, 2, 3), keepdim=True))


def build(config) -> Autoencoder:
    s = config.autoencoder
    return Autoencoder(s.channels, s.widths, s.encoder_depths, s.decoder_depths)


def latest(runs: Path) -> dict[str, torch.Tensor]:
    """The weights that ship: those of the stage `decoder` where it has run. Its encoder is the stage `autoencoder`'s,
    with which every stored latent was made; refuses where that one has gone on since."""
    own = finished(runs / "autoencoder")
    if not (runs / "decoder" / "checkpoint.pt").exists():
        return own
    later = finished(runs / "decoder")
    if any(not name.startswith("decoder.") and not later[name].equal(value) for name, value in own.items()):
        raise SystemExit(f"stage 'autoencoder' has gone on since 'decoder' ran: remove {runs / 'decoder'} and run it again")
    return later


def gradients(image):
    return image[..., :, 1:] - image[..., :, :-1], image[..., 1:, :] - image[..., :-1, :]


def reconstruction_loss(output, target):
    """L1 + MSE + L1 of the image gradients, so that edges stay crisp."""
    edges = sum(F.l1_loss(a, b) for a, b in zip(gradients(output), gradients(target)))
    return F.l1_loss(output, target) + F.mse_loss(output, target) + edges


class Crops:
    """Draws crops of renders and, `photo_share` of them, of photos; every random choice comes from `chance`."""

    def __init__(self, config, chance: np.random.Generator):
        s = config.autoencoder
        self.data = Rendered(config.data.train, config.data.limit)
        self.real, _ = photos(config.data.photos, self.data.size, config.data.photo_limit)
        self.crop, self.photo_share, self.chance = s.crop, s.photo_share, chance

    def draw(self, count: int) -> torch.Tensor:
        """uint8 [count, crop, crop, 3], half of them mirrored"""
        return self.stack([self.mirrored(self.cut(self.picture(), *self.corner())) for _ in range(count)])

    def picture(self) -> np.ndarray:
        if len(self.real) and self.chance.random() < self.photo_share:
            return self.real[self.chance.integers(len(self.real))]
        return self.data.picture(self.chance.integers(len(self.data)), self.chance.integers(4))

    def corner(self) -> np.ndarray:
        return self.chance.integers(0, self.data.size - self.crop + 1, 2)

    def cut(self, picture, top, left):
        return picture[top : top + self.crop, left : left + self.crop]

    def mirrored(self, picture):
        return picture[:, ::-1] if self.chance.random() < 0.5 else picture

    @staticmethod
    def stack(pictures) -> torch.Tensor:
        return torch.from_numpy(np.stack(pictures))


def train(config, directory, accelerator):
    s = config.autoencoder
    model = build(config).to(memory_format=torch.channels_last)
    run = Run(directory, s, model, accelerator, config.seed)
    crops = Crops(config, run.chance)

    def draw(step):
        return crops.draw(s.batch)

    def loss(step, progress, pictures):
        image = to_tensor(pictures, accelerator.device)
        raw = model.encoder(image)
        output = model.decoder(raw + LATENT_NOISE * torch.randn_like(raw)).float()
        fidelity = reconstruction_loss(output, image)
        mse = F.mse_loss(output, image).detach()
        return fidelity + s.latent_penalty * raw.float().pow(2).mean(), {
            "psnr": (10 * torch.log10(4 / mse)).item(),
            "scale": raw.detach().float().std().item(),
        }

    model = run.fit(loss, draw, config.workers)
    with torch.no_grad():
        whole = to_tensor(np.stack([crops.picture() for _ in range(s.calibration)]), accelerator.device)
        raw = torch.cat([model.encoder(part) for part in whole.split(16)])
    run.model.calibrate(raw)
    model.calibrate(raw)
    run.save()
