"""Stage `judge`: models that only judge, as a small family that `hemline evaluate --judge` takes: a text and a picture tower
in one space for the CLIP score, and the attribute reader of another family than the one to be judged."""

import json
import shutil
from datetime import date
from pathlib import Path

import torch

from . import clip
from .graphs import Call, entry, write
from .run import finished


def towers(config, runs: Path) -> dict[str, tuple[Call, dict[str, torch.Tensor], list[str]]]:
    """name -> module, example inputs of two rows, names of its outputs"""
    model = clip.build(config)
    model.load_state_dict(finished(runs / config.judge.clip))
    model.config._attn_implementation = "eager"
    for part in (model.text_model, model.vision_model):
        part.config._attn_implementation = "eager"
    ids = clip.encode(clip.tokenizer(config, runs / "judge"), ["a red dress", "black jeans"])
    side = config.clip.vision_size
    image = torch.rand(2, 3, side, side) * 2 - 1
    return {
        "clip-image": (Call(model, clip.picture_embedding), {"image": image}, ["embedding"]),
        "clip-text": (Call(model, clip.text_embedding), {"input_ids": ids}, ["embedding"]),
    }


def train(config, directory: Path, accelerator):
    s, runs = config.judge, directory.parent
    out = Path(s.out)
    out.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(config.seed)
    manifest = {
        "family": "judge",
        "version": date.today().isoformat().replace("-", "."),
        "licence": "MIT",
        "description": "Models that judge edited looks; of the editors they share the picture tower at most.",
    }
    graphs = []
    if s.clip:
        for name, (module, inputs, outputs) in towers(config, runs).items():
            difference = write(out, name, module, inputs, outputs, eight_bit=True)
            print(f"{name:10} {(out / f'{name}.onnx').stat().st_size / 2**20:6.2f} MiB  differs by {difference:.1e}")
            graphs.append(name)
        shutil.copyfile(runs / "clip" / "tokenizer.json", out / "tokenizer.json")
        manifest["clip"] = {
            "size": config.clip.vision_size,
            "tokens": config.clip.tokens,
            "width": config.clip.width,
            "tokenizer": "tokenizer.json",
        }
    if s.reader:
        family = Path(s.reader)
        described_by = json.loads((family / "manifest.json").read_text())
        shutil.copyfile(family / described_by["graphs"]["reader"]["file"], out / "reader.onnx")
        manifest["reader"] = described_by["reader"]
        graphs.append("reader")
    manifest["graphs"] = {name: entry(out, name) for name in graphs}
    (out / "manifest.json").write_text(json.dumps(manifest, indent=2) + "\n")
