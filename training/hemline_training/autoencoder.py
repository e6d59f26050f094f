"""Stage `autoencoder`: pictures to latents and back, f = 16.

Norm-free residual convolutions trained on crops. The latent is a Gaussian of fixed variance (a variational
autoencoder whose encoder gives only the mean): the noise makes the decoder forgiving of the denoiser's small
errors, the penalty on the mean keeps the scale bounded.
"""

import numpy as np
import torch
import torch.nn.functional as F
from torch import nn

from .data import Rendered, photos, to_tensor
from .run import Run

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


def gradients(image):
    return image[..., :, 1:] - image[..., :, :-1], image[..., 1:, :] - image[..., :-1, :]


def reconstruction_loss(output, target):
    """L1 + MSE + L1 of the image gradients, so that edges stay crisp."""
    edges = sum(F.l1_loss(a, b) for a, b in zip(gradients(output), gradients(target)))
    return F.l1_loss(output, target) + F.mse_loss(output, target) + edges


def train(config, directory, accelerator):
    s = config.autoencoder
    data = Rendered(config.data.train, config.data.limit)
    real, _ = photos(config.data.photos, data.size, config.data.photo_limit)
    model = build(config).to(memory_format=torch.channels_last)
    model.encoder.requires_grad_(not s.freeze_encoder)
    run = Run(directory, s, model, accelerator, config.seed)
    chance = run.chance

    def crop(picture):
        top, left = chance.integers(0, data.size - s.crop + 1, 2)
        picture = picture[top : top + s.crop, left : left + s.crop]
        return picture[:, ::-1] if chance.random() < 0.5 else picture

    def sample():
        if len(real) and chance.random() < s.photo_share:
            return real[chance.integers(len(real))]
        return data.picture(chance.integers(len(data)), chance.integers(4))

    def draw(step):
        return torch.from_numpy(np.stack([crop(sample()) for _ in range(s.batch)]))

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
    if s.freeze_encoder:
        return
    with torch.no_grad():
        whole = to_tensor(np.stack([sample() for _ in range(s.calibration)]), accelerator.device)
        raw = torch.cat([model.encoder(part) for part in whole.split(16)])
    run.model.calibrate(raw)
    model.calibrate(raw)
    run.save()
