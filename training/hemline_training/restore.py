"""Stage `restore`: an exported family read back into checkpoints, so that training goes on from the committed models
where the run that made them is gone.

The exporter renames what it transposes and folds batch normalisation into the kernels before it; so each graph is
exported once more from known random weights, which says where every stored tensor came from.
"""

import io
import json
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import numpy_helper
from torch import nn

from . import denoiser, export, graphs
from .data import Rendered, shrink
from .run import Run

LOOKED_AT = 256  # pictures, for the statistics of what the reader sees


@torch.no_grad()
def scatter(module: nn.Module):
    """Random values everywhere, so that a tensor is known by them; batch norms that fold into exactly nothing."""
    for parameter in module.parameters():
        parameter.normal_()
    for part in module.modules():
        if isinstance(part, nn.BatchNorm2d):
            part.running_mean.zero_()
            part.running_var.fill_(1 - part.eps)
            part.weight.fill_(1)


def stored(path: Path) -> dict[str, np.ndarray]:
    """The graph's weights in float32 under the names they had before `graphs.shrink`."""
    graph = onnx.load(path).graph
    values = {tensor.name: numpy_helper.to_array(tensor) for tensor in graph.initializer}
    weights = {}
    for name, value in values.items():
        if name.endswith(".half"):
            weights[name.removesuffix(".half")] = value.astype(np.float32)
        elif name.endswith(".int8"):
            name = name.removesuffix(".int8")
            weights[name] = value.astype(np.float32) * values[name + ".scale"]
        elif not name.endswith(".scale"):
            weights[name] = value
    for node in graph.node:
        if node.op_type == "DequantizeLinear" and node.input[0] in values and node.input[0].endswith("_quantized"):
            whole, scale = values[node.input[0]].astype(np.float32), values[node.input[1]]
            axis = next((a.i for a in node.attribute if a.name == "axis"), 1)
            shape = [-1 if i == axis else 1 for i in range(whole.ndim)] if scale.ndim else []
            weights[node.input[0].removesuffix("_quantized")] = whole * scale.reshape(shape)
    for node in graph.node:  # equal tensors are stored once
        if node.op_type == "Identity" and node.input[0] in weights:
            weights[node.output[0]] = weights[node.input[0]]
    return weights


@torch.no_grad()
def read_back(path: Path, module: nn.Module, inputs: dict, outputs: list[str]) -> list[tuple[torch.Tensor, torch.Tensor]]:
    """Pairs of a tensor of `module`, whose values are `scatter`ed, and what the graph at `path` holds for it."""
    file = io.BytesIO()
    graphs.to_onnx(file, module.eval(), inputs, outputs)
    probe = {t.name: numpy_helper.to_array(t) for t in onnx.load_from_string(file.getvalue()).graph.initializer}
    own = {name: value for name, value in module.state_dict().items() if value.dim()}
    found, values = {}, stored(path)
    for name, seen in probe.items():
        if seen.dtype != np.float32 or seen.ndim == 0:
            continue
        home = next((place for place in places(own, name) if same(*place, own, seen)), None)
        if home is None:
            if name not in values or np.allclose(values[name], seen, rtol=1e-2, atol=1e-3):
                continue  # a constant of the graph
            raise SystemExit(f"{path}: nothing in the model is what the graph calls {name}")
        key, turned = home
        found[key] = (values[name].T if turned else values[name]).reshape(own[key].shape)
    return [(own[name], torch.from_numpy(np.ascontiguousarray(value))) for name, value in found.items()]


def places(own: dict[str, torch.Tensor], name: str):
    """Where a stored tensor may belong: (key, whether transposed), its own name alone where it kept it."""
    return [(name, False)] if name in own else [(key, turned) for key in own for turned in (False, True)]


def same(key: str, turned: bool, own: dict[str, torch.Tensor], seen: np.ndarray) -> bool:
    value = own[key].numpy().T if turned else own[key].numpy()
    if value.size != seen.size or value.squeeze().shape != seen.squeeze().shape:  # a norm's scale comes as [c, 1, 1]
        return False
    return np.allclose(value.squeeze(), seen.squeeze(), atol=1e-5)


@torch.no_grad()
def unfold(module: nn.Module, example: torch.Tensor):
    """Gives batch normalisation, folded into the kernels for export, statistics to work with again: what it does to the
    channels' means and variances, as `example` has them, it undoes. In training it would otherwise scale every channel anew."""

    def hold(norm: nn.BatchNorm2d, given):
        mean, variance = given[0].mean((0, 2, 3)), given[0].var((0, 2, 3), correction=0)
        norm.running_mean.copy_(mean), norm.running_var.copy_(variance)
        norm.weight.copy_((variance + norm.eps).sqrt()), norm.bias.add_(mean)

    hooks = [part.register_forward_pre_hook(hold) for part in module.modules() if isinstance(part, nn.BatchNorm2d)]
    module.eval()(example)
    for hook in hooks:
        hook.remove()


def family(config) -> tuple[dict, export.Parts]:
    """The manifest in `export.out`, and its graphs' modules with the weights they hold."""
    folder = Path(config.export.out)
    manifest = json.loads((folder / "manifest.json").read_text())
    parts = export.Parts.untrained(config, Rendered(config.data.train, 1).values, "mask" in manifest["graphs"])
    made = parts.graphs(config, torch.ones(2, config.clip.tokens, dtype=torch.int64))
    for part in filter(None, (parts.pictures, parts.towers, parts.reader, parts.editor, parts.garment)):
        scatter(part)
    # graphs share modules: nothing is written before every one of them has been looked through
    pairs = [pair for name, graph in made.items() for pair in read_back(folder / f"{name}.onnx", *graph)]
    with torch.no_grad():
        for tensor, value in pairs:
            tensor.copy_(value)
    return manifest, parts


def train(config, directory: Path, accelerator):
    """Writes runs/{autoencoder,clip,base,edit,encoder,mask}/checkpoint.pt with nothing spent; what is there
    already is left alone.

    The base gets the denoiser with its LoRA folded in, the edit stage's run the same with its pose network where it
    trains everything; elsewhere it copies the pose network anew.
    The `clip` stage keeps only what the editor holds of it, the image tower, and the tokenizer. `features` is no part
    of a family: it is trained again, in minutes.
    """
    runs = directory.parent
    manifest, parts = family(config)
    data = Rendered(config.data.train, LOOKED_AT)
    unfold(parts.reader, shrink(np.stack([data.picture(chain, 0) for chain in range(len(data))]), config.encoder.size))
    base = denoiser.build(config)
    base.load_state_dict({k: v for k, v in parts.editor.state_dict().items() if not k.startswith("pose_net.")})
    stages = {"autoencoder": parts.pictures, "clip": parts.towers, "base": base, "encoder": parts.reader}
    if config.edit.tune == "all":
        stages["edit"] = parts.editor
    if parts.garment:
        stages["mask"] = parts.garment
    for stage, model in stages.items():
        if (runs / stage / "checkpoint.pt").exists():
            print(f"{stage}: has a checkpoint, left as it is")
            continue
        model = model.to(memory_format=torch.channels_last)
        Run(runs / stage, getattr(config, stage), model, accelerator, config.seed).save()
        spent = manifest["training"]["minutes"]
        minutes = spent[stage] + (spent.get("decoder", 0) if stage == "autoencoder" else 0)  # the same model
        (runs / stage / export.EARLIER).write_text(f"{minutes}\n")
        print(f"{stage}: {minutes} minutes of training read back")
    (runs / "clip" / "tokenizer.json").write_bytes((Path(config.export.out) / "tokenizer.json").read_bytes())
