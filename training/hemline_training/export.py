"""Stage `export`: the trained stages as a family the product runs: ONNX files, tokenizer, manifest."""

import json
import shutil
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import torch
from torch import nn
from transformers import CLIPModel

from . import autoencoder, calibration, clip, denoiser, edit, encoder, lora, mask, stable_diffusion
from .data import Rendered
from .graphs import Call, entry, write
from .run import finished, steps_taken

EARLIER = "earlier-minutes"  # beside a stage's checkpoint that `restore` wrote: what went into it before


@dataclass
class Parts:
    """What a family is made of."""

    pictures: autoencoder.Autoencoder
    towers: CLIPModel
    reader: encoder.Encoder
    editor: denoiser.Denoiser  # LoRA folded in
    garment: mask.Mask | None = None  # a family may do without

    @classmethod
    def untrained(cls, config, values: dict[str, list[str]], masked: bool) -> "Parts":
        editor = lora.merge(edit.build(config, denoiser.build(config).state_dict()))
        parts = cls(autoencoder.build(config), clip.build(config), encoder.build(config, values), editor)
        parts.garment = mask.build(config) if masked else None
        return parts

    @classmethod
    def trained(cls, config, values: dict[str, list[str]], runs: Path) -> "Parts":
        parts = cls(
            autoencoder.build(config), clip.build(config), encoder.build(config, values), edit.trained(config, runs)
        )
        parts.pictures.load_state_dict(autoencoder.latest(runs))
        parts.towers.load_state_dict(finished(runs / "clip"))
        parts.reader.load_state_dict(finished(runs / "encoder"))
        if (runs / "mask").exists():
            parts.garment = mask.build(config)
            parts.garment.load_state_dict(finished(runs / "mask"))
        return parts

    def graphs(self, config, ids: torch.Tensor) -> dict[str, tuple[Call, dict[str, torch.Tensor], list[str]]]:
        """name -> module, example inputs of two rows, names of its outputs; `ids` int64 [2, tokens]."""
        self.towers.config._attn_implementation = self.editor.text.config._attn_implementation = "eager"
        side, size = config.denoiser.side, 16 * config.denoiser.side
        latent = (2, config.autoencoder.channels, side, side)
        picture = lambda size: torch.rand(2, 3, size, size) * 2 - 1
        masks = (Call(self.garment, lambda m, x: m.probability(x)), {"image": picture(mask.SIDE)}, ["mask"])
        optional = {"mask": masks} if self.garment else {}
        return {
            "encoder": (Call(self.pictures, lambda m, x: m.encode(x)), {"image": picture(size)}, ["latent"]),
            "decoder": (Call(self.pictures, lambda m, z: m.decode(z)), {"latent": torch.randn(latent)}, ["image"]),
            "text": (
                Call(self.editor.text, lambda m, ids: m(input_ids=ids).last_hidden_state),
                {"input_ids": ids},
                ["tokens"],
            ),
            "vision": (
                Call(nn.ModuleList([self.towers.vision_model, self.editor.image_token]), lambda m, x: image_token(*m, x)),
                {"image": picture(config.clip.vision_size)},
                ["token"],
            ),
            "denoiser": (
                Call(self.editor, lambda m, *inputs: m(*inputs)),
                {
                    "sample": torch.randn(latent),
                    "timestep": torch.tensor([900, 3]),
                    "condition": torch.randn(2, config.clip.tokens + 1, config.clip.width),
                    "reference": torch.randn(latent),
                    "pose": torch.rand(2, 3, 64, 64),
                },
                ["prediction"],
            ),
            "reader": (
                Call(self.reader, lambda m, x: m(x)[:3]),
                {"image": picture(config.encoder.size)},
                ["embedding", "logits", "lightness"],
            ),
            **optional,
        }

    def describe(self, config) -> dict:
        """The manifest's sizes."""
        data = Rendered(config.data.train, 1)
        return {
            "image": {"size": data.size},
            "latent": {"channels": config.autoencoder.channels, "size": config.denoiser.side},
            "text": {"tokens": config.clip.tokens, "width": config.clip.width, "tokenizer": "tokenizer.json"},
            "vision": {"size": config.clip.vision_size},
            "pose": {"size": 64},
            "reader": {
                "size": config.encoder.size,
                "embedding": config.encoder.embedding,
                "heads": encoder.heads(data.values),
            },
            "schedule": {
                "trainTimesteps": config.schedule.timesteps,
                "betaSchedule": config.schedule.betas,
                "betaStart": config.schedule.beta_start,
                "betaEnd": config.schedule.beta_end,
                "prediction": "sample",
            },
        }


def train(config, directory: Path, accelerator):
    runs, out = directory.parent, Path(config.export.out)
    out.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(config.seed)
    ids = clip.encode(clip.tokenizer(config, runs / "export"), ["make it navy", "no collar"])
    if stable_diffusion.chosen(config):
        parts = stable_diffusion.Parts(config, runs)
    else:
        parts = Parts.trained(config, Rendered(config.data.train, 1).values, runs)
    lent = borrowed(out, config.export.share) if config.export.share else {}
    graphs = parts.graphs(config, ids)
    chosen = config.export.graphs or list(graphs)
    seen = calibration.at_work(config, runs, parts.editor) if config.export.integer else {}
    differences = {
        name: write(out, name, *graphs[name], name in config.export.eight_bit, seen[name] if name in config.export.integer else None)
        for name in chosen
    }
    for name, difference in differences.items():
        size = sum(path.stat().st_size for path in out.glob(f"{name}.onnx*"))
        print(f"{name:9} {size / 2**20:6.2f} MiB  differs by {difference:.1e}")
    shutil.copyfile(runs / "clip" / "tokenizer.json", out / "tokenizer.json")
    files = lent | {name: entry(out, name) for name in chosen}
    manifest = {
        "family": config.export.family,
        "version": config.export.version or date.today().isoformat().replace("-", "."),
        "licence": config.export.licence,
        "description": config.export.description,
        **parts.describe(config),
        **({"mask": {"size": mask.SIDE}} if "mask" in files else {}),
        "sampler": vars(config.export.sampler),
        "graphs": files,
        "training": {
            "minutes": spent(runs, config),
            "editSteps": steps_taken(runs / config.export.edit) if config.export.edit else 0,
            "chains": len(Rendered(config.data.train, config.data.limit)),
        },
        "figures": {"differenceFromPyTorch": {name: float(f"{value:.2g}") for name, value in differences.items()}},
    }
    (out / "manifest.json").write_text(json.dumps(manifest, indent=2) + "\n")


def borrowed(out: Path, family: str) -> dict[str, dict[str, str]]:
    """The graphs of a sibling family, so that one which differs in its denoiser alone need not hold the others."""
    path = out.parent / family / "manifest.json"
    if not path.exists():
        raise SystemExit(f"export.share is '{family}', but {path} is missing: export that family first")
    graphs = json.loads(path.read_text())["graphs"]
    at = lambda part: part | {"file": f"../{family}/{part['file']}"}
    return {name: at(part) | ({"data": at(part["data"])} if "data" in part else {}) for name, part in graphs.items()}


def image_token(tower, projection, image):
    return projection(tower(pixel_values=image).pooler_output)[:, None]


def spent(runs: Path, config) -> dict[str, float]:
    """Minutes of training a stage, those before a `restore` among them."""

    def minutes(directory: Path) -> float:
        now = torch.load(directory / "checkpoint.pt", map_location="cpu", weights_only=True)["spent"] / 60
        earlier = directory / EARLIER
        return round(now + (float(earlier.read_text()) if earlier.exists() else 0), 1)

    stages = ("autoencoder", "clip", "base", config.export.edit, "decoder", "encoder", "mask")
    trained = [name for name in stages if name and (runs / name / "checkpoint.pt").exists()]
    return {name: minutes(runs / name) for name in trained}
