"""Stage `latents`: every picture encoded once, with the CLIP image embedding, so that the denoiser's stages
never touch a pixel."""

from pathlib import Path

import numpy as np
import torch
from tqdm import tqdm

from . import autoencoder, clip, fashion
from .data import Rendered, photos, shrink, to_tensor
from .run import finished


def train(config, directory: Path, accelerator):
    """Writes rendered.npy float16 [chains, 4, c, s, s], rendered-visions.npy float16 [chains, 4, width] and the same
    for the photos; goes on where a killed run stopped. importance.npy float32 [c, 1, 1], mean 1: a channel's share
    of the autoencoder's own latent variance. Scaled to unit variance the faint channels, which hold fine detail,
    would count in a loss as much as those that hold the garment."""
    directory.mkdir(parents=True, exist_ok=True)
    data = Rendered(config.data.train, config.data.limit)
    real, _ = photos(config.data.photos, data.size, config.data.photo_limit)
    encoder = autoencoder.build(config)
    encoder.load_state_dict(finished(directory.parent / "autoencoder"))
    variance = encoder.deviation[0].square()
    np.save(directory / "importance.npy", (variance / variance.mean()).numpy())
    towers = clip.build(config)
    towers.load_state_dict(finished(directory.parent / "clip"))
    encoder.eval().to(accelerator.device, memory_format=torch.channels_last)
    towers.eval().to(accelerator.device)
    side = data.size // 16

    @torch.no_grad()
    def encode(pictures):
        image = to_tensor(pictures, accelerator.device)
        with accelerator.autocast():
            vision = towers.vision_model(pixel_values=shrink(pictures, config.clip.vision_size)).pooler_output
            latent = encoder.encode(image)
        return latent.float().cpu().numpy(), vision.float().cpu().numpy()

    def fill(name, count, per_row, read):
        latents = _open(directory / f"{name}.npy", (count, per_row, config.autoencoder.channels, side, side))
        visions = _open(directory / f"{name}-visions.npy", (count, per_row, config.clip.width))
        mark = directory / f"{name}.done"
        start = int(mark.read_text()) if mark.exists() else 0
        rows = max(1, 32 // per_row)
        for row in tqdm(range(start, count, rows), desc=name, mininterval=10):
            end = min(count, row + rows)
            latent, vision = encode(np.concatenate([read(i) for i in range(row, end)]))
            latents[row:end] = latent.reshape(latents[row:end].shape)
            visions[row:end] = vision.reshape(visions[row:end].shape)
            if row // rows % 50 == 0 or end == count:
                latents.flush(), visions.flush()
                mark.write_text(str(end))

    fill("rendered", len(data), 4, lambda i: np.stack([data.picture(i, k) for k in range(4)]))
    fill("photos", len(real), 1, lambda i: real[i : i + 1])
    fashion.encode(config, directory, data.size, fill)


def _open(path: Path, shape):
    if path.exists():
        array = np.lib.format.open_memmap(path, "r+")
        if array.shape == shape:
            return array
    return np.lib.format.open_memmap(path, "w+", np.float16, shape)
