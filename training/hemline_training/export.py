"""Stage `export`: the trained stages as a family the product runs: ONNX files, tokenizer, manifest.

Weights are stored in half precision or in 8 bits and turned back when a graph is loaded; every graph is run once in ONNX
Runtime and held against PyTorch.
"""

import hashlib
import json
import shutil
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import torch
from onnx import TensorProto, helper, numpy_helper
from torch import nn
from transformers import CLIPModel

from . import autoencoder, clip, denoiser, edit, encoder, mask
from .data import Rendered
from .run import finished, steps_taken

TOLERANCE = 1e-3
EARLIER = "earlier-minutes"  # beside a stage's checkpoint that `restore` wrote: what went into it before
SMALL = 4096  # values; smaller tensors are not worth 8 bits


class Call(nn.Module):
    """A module whose forward is the given function of its own module."""

    def __init__(self, module: nn.Module, function):
        super().__init__()
        self.module, self.function = module, function

    def forward(self, *inputs):
        return self.function(self.module, *inputs)


@torch.no_grad()
def fold(convolution: nn.Conv2d, normalization: nn.BatchNorm2d):
    """Batch normalisation's scale moved into the kernel, where the exporter moves it: rounded before that, the
    product would be rounded a second time in the file."""
    norm = normalization
    scale = norm.weight / (norm.running_var + norm.eps).sqrt()
    convolution.weight.mul_(scale[:, None, None, None])
    norm.bias.sub_(norm.running_mean * scale)
    norm.weight.fill_(1), norm.running_mean.zero_(), norm.running_var.fill_(1 - norm.eps)


def rounded(module: nn.Module, eight_bit: bool) -> nn.Module:
    """The module with its weights as the file will hold them: matrices and kernels in 8 bits with a scale a row
    where asked, everything else in half precision."""
    for part in module.modules():
        if hasattr(part, "convolution") and isinstance(getattr(part, "normalization", None), nn.BatchNorm2d):
            fold(part.convolution, part.normalization)
    for tensor in (*module.parameters(), *module.buffers()):
        if not tensor.is_floating_point():
            continue
        if eight_bit and tensor.dim() >= 2 and tensor.numel() >= SMALL:
            scale = tensor.detach().abs().flatten(1).amax(1).clamp(min=1e-8).reshape(-1, *[1] * (tensor.dim() - 1)) / 127
            tensor.data = (tensor / scale).round() * scale
        else:
            tensor.data = tensor.half().float()
    return module


def shrink(path: Path, eight_bit: bool):
    """Stores the initialisers as `rounded` left them, followed by the nodes that turn them back into float32; the
    runtime folds those when it loads the graph."""
    model = onnx.load(path)
    graph, nodes = model.graph, []
    for tensor in list(graph.initializer):
        values, name = numpy_helper.to_array(tensor), tensor.name
        if values.dtype != np.float32 or values.size < 16:
            continue
        stored = scaled_integers(values) if eight_bit and values.ndim >= 2 and values.size >= SMALL else None
        graph.initializer.remove(tensor)
        if stored is None:
            graph.initializer.append(numpy_helper.from_array(values.astype(np.float16), name + ".half"))
            nodes.append(helper.make_node("Cast", [name + ".half"], [name], to=TensorProto.FLOAT))
            continue
        integers, scale = stored
        graph.initializer.append(numpy_helper.from_array(integers, name + ".int8"))
        graph.initializer.append(numpy_helper.from_array(scale, name + ".scale"))
        nodes.append(helper.make_node("Cast", [name + ".int8"], [name + ".float"], to=TensorProto.FLOAT))
        nodes.append(helper.make_node("Mul", [name + ".float", name + ".scale"], [name]))
    nodes += list(graph.node)
    del graph.node[:]
    graph.node.extend(nodes)
    onnx.save(model, path)


def scaled_integers(values: np.ndarray) -> tuple[np.ndarray, np.ndarray] | None:
    """int8 and scale along the axis that was rounded (the exporter transposes some matrices); None for neither."""
    for axis in (0, 1):
        others = tuple(i for i in range(values.ndim) if i != axis)
        scale = np.maximum(np.abs(values).max(others, keepdims=True), 1e-8) / np.float32(127)
        integers = np.rint(values / scale)
        if np.abs(integers * scale - values).max() <= 1e-5 * np.abs(values).max():
            return integers.astype(np.int8), scale.astype(np.float32)
    return None


def to_onnx(file, module: nn.Module, inputs: dict, outputs: list[str]):
    """Exports with a dynamic first dimension to a path or an open file."""
    torch.onnx.export(
        module,
        tuple(inputs.values()),
        file,
        input_names=list(inputs),
        output_names=outputs,
        dynamic_axes={key: {0: "batch"} for key in [*inputs, *outputs]},
        opset_version=17,
        dynamo=False,
    )


@torch.no_grad()
def write(folder: Path, name: str, module: Call, inputs: dict, outputs: list[str], eight_bit: bool) -> float:
    """Writes `name`.onnx; returns the largest difference from PyTorch."""
    path = folder / f"{name}.onnx"
    module = rounded(module.eval().to(memory_format=torch.contiguous_format), eight_bit)
    to_onnx(str(path), module, inputs, outputs)
    shrink(path, eight_bit)
    wider = {key: torch.cat([value, value.flip(0)]) for key, value in inputs.items()}
    expected = module(*wider.values())
    expected = expected if isinstance(expected, tuple) else (expected,)
    session = onnxruntime.InferenceSession(str(path), providers=["CPUExecutionProvider"])
    actual = session.run(outputs, {key: value.numpy() for key, value in wider.items()})
    difference = max(
        float(np.abs(a - e.numpy()).max() / max(1.0, e.abs().max().item())) for a, e in zip(actual, expected)
    )
    if not difference < TOLERANCE:
        raise SystemExit(f"{name}.onnx differs from PyTorch by {difference:.2g}, more than {TOLERANCE}")
    return difference


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
        editor = edit.merge(edit.build(config, denoiser.build(config).state_dict()))
        parts = cls(autoencoder.build(config), clip.build(config), encoder.build(config, values), editor)
        parts.garment = mask.build(config) if masked else None
        return parts

    @classmethod
    def trained(cls, config, values: dict[str, list[str]], runs: Path) -> "Parts":
        editor = edit.build(config, finished(runs / "base"))
        if config.export.edit:
            editor.load_state_dict(finished(runs / config.export.edit))
        parts = cls(autoencoder.build(config), clip.build(config), encoder.build(config, values), edit.merge(editor))
        parts.pictures.load_state_dict(finished(runs / "autoencoder"))
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


def train(config, directory: Path, accelerator):
    runs, out = directory.parent, Path(config.export.out)
    out.mkdir(parents=True, exist_ok=True)
    data = Rendered(config.data.train, 1)
    torch.manual_seed(config.seed)
    ids = clip.encode(clip.tokenizer(config, runs / "export"), ["make it navy", "no collar"])
    graphs = Parts.trained(config, data.values, runs).graphs(config, ids)
    chosen = config.export.graphs or list(graphs)
    differences = {name: write(out, name, *graphs[name], name in config.export.eight_bit) for name in chosen}
    for name, difference in differences.items():
        print(f"{name:9} {(out / f'{name}.onnx').stat().st_size / 2**20:6.2f} MiB  differs by {difference:.1e}")
    shutil.copyfile(runs / "clip" / "tokenizer.json", out / "tokenizer.json")
    written = {name: described(out, name) for name in chosen}
    files = borrowed(out, config.export.share) if config.export.share else {}
    manifest = {
        "family": config.export.family,
        "version": date.today().isoformat().replace("-", "."),
        "licence": "MIT",
        "description": config.export.description,
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
        **({"mask": {"size": mask.SIDE}} if "mask" in files | written else {}),
        "schedule": {
            "trainTimesteps": config.schedule.timesteps,
            "betaSchedule": config.schedule.betas,
            "betaStart": config.schedule.beta_start,
            "betaEnd": config.schedule.beta_end,
            "prediction": "sample",
        },
        "sampler": vars(config.export.sampler),
        "graphs": files | written,
        "training": {
            "minutes": spent(runs, config),
            "editSteps": steps_taken(runs / config.export.edit) if config.export.edit else 0,
            "chains": len(Rendered(config.data.train, config.data.limit)),
        },
        "figures": {"differenceFromPyTorch": {name: float(f"{value:.2g}") for name, value in differences.items()}},
    }
    (out / "manifest.json").write_text(json.dumps(manifest, indent=2) + "\n")


def described(out: Path, name: str) -> dict[str, str]:
    """A graph as a manifest names it."""
    return {"file": f"{name}.onnx", "sha256": hashlib.sha256((out / f"{name}.onnx").read_bytes()).hexdigest()}


def borrowed(out: Path, family: str) -> dict[str, dict[str, str]]:
    """The graphs of a sibling family, so that one which differs in its denoiser alone need not hold the others."""
    graphs = json.loads((out.parent / family / "manifest.json").read_text())["graphs"]
    return {name: {"file": f"../{family}/{part['file']}", "sha256": part["sha256"]} for name, part in graphs.items()}


def image_token(tower, projection, image):
    return projection(tower(pixel_values=image).pooler_output)[:, None]


def spent(runs: Path, config) -> dict[str, float]:
    """Minutes of training a stage, those before a `restore` among them."""

    def minutes(directory: Path) -> float:
        now = torch.load(directory / "checkpoint.pt", map_location="cpu", weights_only=True)["spent"] / 60
        earlier = directory / EARLIER
        return round(now + (float(earlier.read_text()) if earlier.exists() else 0), 1)

    stages = ("autoencoder", "clip", "base", config.export.edit, "encoder", "mask")
    return {name: minutes(runs / name) for name in stages if name and (name != "mask" or (runs / name).exists())}
