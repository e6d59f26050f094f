"""A module as an ONNX file: weights stored in half precision or in 8 bits and turned back when the graph is loaded, the
file run once in ONNX Runtime and held against PyTorch."""

import hashlib
import tempfile
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import torch
from onnx import TensorProto, helper, numpy_helper
from torch import nn

from .integers import quantise
from .settle import settle

TOLERANCE = 1e-3
INTEGER_TOLERANCE = 0.05  # root mean square, of what the graph gives; each of its activations is rounded
SMALL = 4096  # values; smaller tensors are not worth 8 bits
LARGE = 2**30  # bytes of weights; an ONNX file, being one protobuf message, can hold less than 2**31


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


def shrink(source: Path, path: Path, inputs: dict, eight_bit: bool):
    """Stores the initialisers as `rounded` left them, followed by the nodes that turn them back into float32; the
    runtime folds those when it loads the graph. Of a large graph they go into a file of their own, `path`.data."""
    model = onnx.load(source)
    graph, nodes = model.graph, []
    taken = {value.name for value in graph.input}
    for name, value in inputs.items():
        if name not in taken:  # the exporter drops what a model does not use; callers feed every family alike
            shape = ["batch", *value.shape[1:]]
            graph.input.append(helper.make_tensor_value_info(name, helper.np_dtype_to_tensor_dtype(value.numpy().dtype), shape))
    for tensor in list(graph.initializer):
        values, name = numpy_helper.to_array(tensor), tensor.name
        if values.dtype != np.float32 or values.size < 16 or name.endswith("_scale"):  # `quantise` needs those as they are
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
    data = Path(f"{path}.data")
    data.unlink(missing_ok=True)  # or it would be appended to
    if sum(len(tensor.raw_data) for tensor in graph.initializer) < LARGE:
        onnx.save(model, path)
    else:
        onnx.save(model, path, save_as_external_data=True, location=data.name, size_threshold=1024)


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
def write(folder: Path, name: str, module: nn.Module, inputs: dict, outputs: list[str], eight_bit: bool, seen=None) -> float:
    """Writes `name`.onnx; returns the largest difference from PyTorch. With `seen`, batches of what the graph is given at
    work (arrays by input), it reckons in whole numbers; then the difference is the root mean square on the last of them."""
    path = folder / f"{name}.onnx"
    module = rounded(module.eval().to(memory_format=torch.contiguous_format), eight_bit and not seen)
    with tempfile.TemporaryDirectory(dir=folder) as passing:  # a large graph comes as a file a tensor
        full = Path(passing) / path.name
        to_onnx(str(full), module, inputs, outputs)
        model = onnx.load(full)
        if sum(len(tensor.raw_data) for tensor in model.graph.initializer) < LARGE:
            onnx.save(settle(model, {key: value.numpy() for key, value in inputs.items()}), full)
        if seen:
            quantise(full, full, seen[:-1])
        shrink(full, path, inputs, eight_bit)
    session = onnxruntime.InferenceSession(str(path), providers=["CPUExecutionProvider"])
    if seen:
        expected = module(*(torch.from_numpy(seen[-1][key]) for key in inputs)).numpy()
        (actual,) = session.run(outputs, seen[-1])
        difference, tolerance = float(np.sqrt(np.square(actual - expected).mean() / np.square(expected).mean())), INTEGER_TOLERANCE
    else:
        wider = {key: torch.cat([value, value.flip(0)]) for key, value in inputs.items()}
        expected = module(*wider.values())
        expected = expected if isinstance(expected, tuple) else (expected,)
        actual = session.run(outputs, {key: value.numpy() for key, value in wider.items()})
        apart = (np.abs(a - e.numpy()).max() / max(1.0, e.abs().max().item()) for a, e in zip(actual, expected))
        difference, tolerance = float(max(apart)), TOLERANCE
    if not difference < tolerance:
        raise SystemExit(f"{name}.onnx differs from PyTorch by {difference:.2g}, more than {tolerance}")
    return difference


def entry(folder: Path, name: str) -> dict:
    """How the manifest names a graph that was written: its files with their hashes."""
    path, data = folder / f"{name}.onnx", folder / f"{name}.onnx.data"
    named = lambda file: {"file": file.name, "sha256": sha256(file)}
    return named(path) | ({"data": named(data)} if data.exists() else {})


def sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
