"""What a graph works out about shapes at every run, worked out once: an exporter that leaves the number of rows open asks
every tensor for its shape, and a thousand small nodes that compute the same few numbers cost a step a quarter of its time."""

import numpy as np
import onnx
import onnxruntime
from onnx import numpy_helper

LARGEST = 4096  # values; beyond that it is no shape
ROWS = "of any number of rows"


def settle(model: onnx.ModelProto, inputs: dict[str, np.ndarray]) -> onnx.ModelProto:
    """The same graph with constants for whatever follows from shapes alone and is the same for any number of rows, and
    -1 where a reshape takes that number. `inputs` are of two rows or more; float and int arrays by name."""
    graph = model.graph
    derived = follow_from_shapes(graph)
    if not derived:
        return model
    reshapes = [node for node in graph.node if node.op_type == "Reshape" and node.input[1] in derived]
    asked = derived + [node.output[0] for node in reshapes]
    once, again = (values_of(model, asked, {k: np.concatenate([v] * n) for k, v in inputs.items()}) for n in (1, 2))
    constants = {name: once[name] for name in derived if np.array_equal(once[name], again[name])}
    for node in reshapes:
        first, second = (np.array(values[node.output[0]].shape) for values in (once, again))
        if node.input[1] not in constants and (first != second).sum() == 1:
            node.input[1] = name = f"{node.output[0]} {ROWS}"
            constants[name] = np.where(first == second, first, -1)
    kept = [node for node in graph.node if not all(output in constants for output in node.output)]
    needed = {value.name for value in graph.output}
    live = []
    for node in reversed(kept):
        if needed.intersection(node.output):
            needed.update(filter(None, node.input))
            live.append(node)
    del graph.node[:]
    graph.node.extend(reversed(live))
    graph.initializer.extend(numpy_helper.from_array(value, name) for name, value in constants.items() if name in needed)
    for tensor in [t for t in graph.initializer if t.name not in needed]:
        graph.initializer.remove(tensor)
    return model


def follow_from_shapes(graph: onnx.GraphProto) -> list[str]:
    """Names of the tensors that neither an input's values nor weights reach: shapes, constants, and what is computed from
    these alone. Weights keep their names and shapes, by which the stage `restore` knows them."""
    weights = {t.name for t in graph.initializer if t.data_type == onnx.TensorProto.FLOAT and t.dims}
    small = {t.name for t in graph.initializer if t.name not in weights and np.prod(t.dims) <= LARGEST}
    known, names = set(small), []
    for node in graph.node:
        if node.op_type in ("Shape", "Constant") or all(name in known for name in node.input if name):
            known.update(node.output)
            names += node.output
    return names


def values_of(model: onnx.ModelProto, names: list[str], inputs: dict[str, np.ndarray]) -> dict[str, np.ndarray]:
    asked = onnx.ModelProto()
    asked.CopyFrom(model)
    given = {value.name for value in model.graph.output}
    asked.graph.output.extend(onnx.ValueInfoProto(name=name) for name in names if name not in given)
    options = onnxruntime.SessionOptions()
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_DISABLE_ALL
    session = onnxruntime.InferenceSession(asked.SerializeToString(), options, providers=["CPUExecutionProvider"])
    taken = {value.name for value in session.get_inputs()}
    return dict(zip(names, session.run(names, {k: v for k, v in inputs.items() if k in taken})))
