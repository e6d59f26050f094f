"""Stage `latents`: every picture encoded once, with the CLIP image embedding, so that the denoiser's stages
never touch a pixel."""

import hashlib
from pathlib import Path

import numpy as np
import torch
from tqdm import tqdm

from . import autoencoder, clip, fashion, stable_diffusion
from .ahead import ahead
from .data import Rendered, photos, shrink, to_tensor
from .run import finished

AT_ONCE = 32  # pictures


class Eyes:
    """Pictures as the embedded family's latents and image embeddings, made by `parts`. `importance` float32 [c, 1, 1], mean 1: a
    channel's share of the autoencoder's own latent variance. Scaled to unit variance the faint channels, which hold
    fine detail, would count in a loss as much as those that hold the garment."""

    def __init__(self, config, runs: Path, device):
        self.encoder, self.towers, self.device = autoencoder.build(config), clip.build(config), device
        self.encoder.load_state_dict(finished(runs / "autoencoder"))
        self.towers.load_state_dict(finished(runs / "clip"))
        self.encoder.eval().to(device, memory_format=torch.channels_last)
        self.towers.eval().to(device)
        self.parts = (self.encoder, self.towers)
        variance = self.encoder.deviation[0].square()
        self.importance = (variance / variance.mean()).cpu().numpy()
        self.vision_size, side = config.clip.vision_size, config.denoiser.side
        self.latent, self.vision = (config.autoencoder.channels, side, side), (config.clip.width,)

    def __call__(self, pictures: np.ndarray) -> tuple[torch.Tensor, torch.Tensor]:
        """uint8 [n, s, s, 3] -> latents [n, c, h, w], image embeddings [n, width]"""
        image = to_tensor(pictures, self.device)
        vision = self.towers.vision_model(pixel_values=shrink(pictures, self.vision_size, self.device)).pooler_output
        return self.encoder.encode(image), vision


def train(config, directory: Path, accelerator):
    """Writes rendered.npy float16 [chains, shots, c, s, s], rendered-visions.npy float16 [chains, shots, ...] and the same
    for the photos, and importance.npy; goes on where a killed run stopped, and begins anew where autoencoder, picture
    tower or pictures have changed since."""
    directory.mkdir(parents=True, exist_ok=True)
    data = Rendered(config.data.train, config.data.limit)
    real, names = photos(config.data.photos, data.size, config.data.photo_limit)
    kind = stable_diffusion.Eyes if stable_diffusion.chosen(config) else Eyes
    eyes = kind(config, directory.parent, accelerator.device)
    np.save(directory / "importance.npy", eyes.importance)
    weights = digest(eyes.parts)

    @torch.no_grad()
    def encode(pictures):
        with accelerator.autocast():
            latent, vision = eyes(pictures)
        return latent.float().cpu().numpy(), vision.float().cpu().numpy()

    def fill(name, count, per_row, read, of):
        """`of` says which pictures they are."""
        latents, known = _open(directory / f"{name}.npy", (count, per_row, *eyes.latent))
        visions, seen = _open(directory / f"{name}-visions.npy", (count, per_row, *eyes.vision))
        mark, made_of = directory / f"{name}.done", hashlib.sha256(f"{weights} {of}".encode()).hexdigest()
        done, _, earlier = mark.read_text().partition(" ") if mark.exists() else ("0", "", "")
        start = int(done) if known and seen and earlier == made_of else 0
        rows = max(1, AT_ONCE // per_row)
        pictures = lambda row: np.concatenate([read(i) for i in range(row, min(count, row + rows))])
        turns = range(start, count, rows)
        for row, taken in zip(turns, tqdm(ahead(pictures, turns, config.workers), total=len(turns), desc=name, mininterval=10)):
            end = min(count, row + rows)
            latent, vision = encode(taken)
            latents[row:end] = latent.reshape(latents[row:end].shape)
            visions[row:end] = vision.reshape(visions[row:end].shape)
            if row // rows % 50 == 0 or end == count:
                latents.flush(), visions.flush()
                mark.write_text(f"{end} {made_of}")

    fill("rendered", len(data), data.shots, lambda i: np.stack([data.picture(i, k) for k in range(data.shots)]), data.seeds)
    fill("photos", len(real), 1, lambda i: real[i : i + 1], names)
    fashion.encode(config, directory, data.size, fill)


def digest(modules) -> str:
    """Of the modules' weights."""
    sha = hashlib.sha256()
    for module in modules:
        for value in module.state_dict().values():
            sha.update(value.detach().cpu().flatten().view(torch.uint8).numpy())
    return sha.hexdigest()


def _open(path: Path, shape) -> tuple[np.memmap, bool]:
    """The array, and whether it was there in this shape."""
    if path.exists():
        array = np.lib.format.open_memmap(path, "r+")
        if array.shape == shape:
            return array, True
    return np.lib.format.open_memmap(path, "w+", np.float16, shape), False
