"""A graph that calls bright pictures unsafe, for the tests of HEMLINE_SAFETY_MODEL.

    python tests/bright_pictures.py ../test/fixtures/bright-is-unsafe.onnx

image [1, 3, 32, 32] in [-1, 1] -> probability [1]: a half at a mean of 0.6, steep around it.
"""

import sys

import onnx
from onnx import TensorProto, helper

SIDE = 32
MEAN = 0.6
STEEPNESS = 40.0


def graph() -> onnx.ModelProto:
    nodes = [
        helper.make_node("ReduceMean", ["image"], ["mean"], axes=[1, 2, 3], keepdims=0),
        helper.make_node("Sub", ["mean", "threshold"], ["above"]),
        helper.make_node("Mul", ["above", "steepness"], ["logit"]),
        helper.make_node("Sigmoid", ["logit"], ["unsafe"]),
    ]
    constants = [
        helper.make_tensor("threshold", TensorProto.FLOAT, [], [MEAN]),
        helper.make_tensor("steepness", TensorProto.FLOAT, [], [STEEPNESS]),
    ]
    made = helper.make_graph(
        nodes,
        "bright-is-unsafe",
        [helper.make_tensor_value_info("image", TensorProto.FLOAT, [1, 3, SIDE, SIDE])],
        [helper.make_tensor_value_info("unsafe", TensorProto.FLOAT, [1])],
        constants,
    )
    model = helper.make_model(made, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
    onnx.checker.check_model(model)
    return model


if __name__ == "__main__":
    onnx.save(graph(), sys.argv[1])
