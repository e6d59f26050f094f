"""Pictures and sentences on disk: the renderer's chains and real photos."""

import json
import zlib
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from PIL import Image, ImageOps


class Rendered:
    """The data sets that `hemline render --dataset` wrote, joined end to end.

    A chain is four pictures of one scene: reference, first edit applied, second, both; and one more for every further
    edit of it, each made from the picture before. All have the same number of them.
    """

    def __init__(self, folders: list[str], limit: int | None = None):
        self.pictures, self.poses, self.chains, self.seeds = [], [], [], []
        for folder in map(Path, folders):
            header = json.loads((folder / "dataset.json").read_text())
            with (folder / header["chains"]).open() as lines:
                chains = [json.loads(line) for line in lines]
            shape, pose_shape = header["pictures"]["shape"], header["poses"]["shape"]
            self.pictures.append(np.memmap(folder / header["pictures"]["file"], np.uint8, "r", shape=tuple(shape)))
            self.poses.append(np.memmap(folder / header["poses"]["file"], np.uint8, "r", shape=tuple(pose_shape)))
            if self.chains and shape[1] != self.shots:
                raise SystemExit(f"{folder}: {shape[1]} pictures a chain, and {self.shots} in the data set before it; render both with the same --rounds")
            self.seeds.append((header["seed"], header["count"]))
            self.shots, self.size, self.values = shape[1], shape[2], header["values"]
            self.chains += [(len(self.pictures) - 1, row, chain) for row, chain in enumerate(chains)]
        self.chains = self.chains[:limit]

    def __len__(self):
        return len(self.chains)

    def picture(self, chain: int, which: int) -> np.ndarray:
        """uint8 [size, size, 3]"""
        folder, row, _ = self.chains[chain]
        return self.pictures[folder][row, which]

    def pose(self, chain: int) -> np.ndarray:
        """uint8 [64, 64, 3]"""
        folder, row, _ = self.chains[chain]
        return self.poses[folder][row]

    def text(self, chain: int) -> dict:
        return self.chains[chain][2]


def held_out(path: Path) -> bool:
    """One photo in ten is for tuning, whichever photos there are beside it."""
    return zlib.crc32(f"{path.parent.name}/{path.name}".encode()) % 10 == 0


def photo_paths(folder: str, held: bool = False) -> list[Path]:
    """Those of the folder's class folders that are trained on, or those that are held out."""
    return [path for path in sorted(Path(folder).glob("*/*.jpg")) if held_out(path) == held]


def photos(folder: str | None, size: int, limit: int | None = None) -> tuple[np.ndarray, list[str]]:
    """The real photos that are trained on, fitted into a square on the colour of their own border: uint8 [n, size, size, 3] and
    each one's name below the folder. The product fits an uploaded photo the same way."""
    paths = photo_paths(folder)[:limit] if folder else []
    pictures = np.empty((len(paths), size, size, 3), np.uint8)
    for row, path in zip(pictures, paths):
        row[:] = fit(Image.open(path), size)
    return pictures, [f"{path.parent.name}/{path.name}" for path in paths]


def fit(image: Image.Image, size: int) -> np.ndarray:
    image = ImageOps.exif_transpose(image).convert("RGB")
    image.thumbnail((size, size), Image.Resampling.LANCZOS)
    pixels = np.asarray(image)
    top, left = (size - pixels.shape[0]) // 2, (size - pixels.shape[1]) // 2
    bottom, right = size - pixels.shape[0] - top, size - pixels.shape[1] - left
    return np.pad(pixels, ((top, bottom), (left, right), (0, 0)), mode="edge")


def to_tensor(pictures: np.ndarray | torch.Tensor, device="cpu") -> torch.Tensor:
    """uint8 [n, h, w, 3] -> float32 [n, 3, h, w] in [-1, 1]"""
    tensor = torch.from_numpy(np.ascontiguousarray(pictures)).to(device).permute(0, 3, 1, 2)
    return tensor.float().div_(127.5).sub_(1).contiguous(memory_format=torch.channels_last)


def shrink(pictures: np.ndarray | torch.Tensor, size: int, device="cpu") -> torch.Tensor:
    """uint8 [n, h, w, 3] -> float32 [n, 3, size, size] in [-1, 1], each output pixel the mean of its area."""
    return F.interpolate(to_tensor(pictures, device), (size, size), mode="area").contiguous()
