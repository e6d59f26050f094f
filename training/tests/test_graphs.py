"""Graphs too large for one file, graphs that reckon in whole numbers, and what they need not work out at every run."""

import tempfile
import unittest
from pathlib import Path
from unittest import mock

import numpy as np
import onnx
import onnxruntime
import torch
from torch import nn

from hemline_training import graphs, restore


class Large(unittest.TestCase):
    def test_weights_go_into_a_file_of_their_own_and_an_unused_input_stays(self):
        torch.manual_seed(1)
        module = graphs.Call(nn.Linear(64, 64), lambda m, x, unused: m(x))
        inputs = {"x": torch.randn(2, 64), "unused": torch.randn(2, 8)}
        with tempfile.TemporaryDirectory() as folder, mock.patch.object(graphs, "LARGE", 0):
            out = Path(folder)
            for _ in range(2):  # written anew, not behind what was there
                self.assertLess(graphs.write(out, "linear", module, inputs, ["y"], False), 1e-6)
                self.assertEqual((out / "linear.onnx.data").stat().st_size, 64 * 64 * 2)
            made = graphs.entry(out, "linear")
            self.assertEqual(made["data"], {"file": "linear.onnx.data", "sha256": graphs.sha256(out / "linear.onnx.data")})
            self.assertEqual({path.name for path in out.iterdir()}, {"linear.onnx", "linear.onnx.data"})


class Heads(nn.Module):
    """Splits its values as attention does, by the shape of what comes."""

    def __init__(self):
        super().__init__()
        self.conv, self.out = nn.Conv2d(8, 64, 3, padding=1), nn.Linear(64, 64)

    def forward(self, x):
        rows = self.conv(x).flatten(2).transpose(1, 2)
        split = rows.view(x.shape[0], rows.shape[1], 4, rows.shape[2] // 4).transpose(1, 2)
        joined = split.reshape(x.shape[0] * 4, -1, split.shape[3]).softmax(1)
        return self.out(joined.view(x.shape[0], 4, -1, split.shape[3]).transpose(1, 2).reshape(rows.shape))


class Written(unittest.TestCase):
    def setUp(self):
        torch.manual_seed(1)
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.out, self.module = Path(folder.name), Heads().eval()

    def run_on(self, x):
        session = onnxruntime.InferenceSession(str(self.out / "heads.onnx"), providers=["CPUExecutionProvider"])
        return session.run(None, {"x": x.numpy()})[0]

    def test_shapes_are_worked_out_once_for_any_number_of_rows(self):
        graphs.write(self.out, "heads", self.module, {"x": torch.randn(2, 8, 6, 6)}, ["y"], False)
        kinds = {node.op_type for node in onnx.load(self.out / "heads.onnx").graph.node}
        self.assertFalse(kinds & {"Shape", "Gather", "Unsqueeze"}, kinds)
        for rows in (1, 3, 5):
            x = torch.randn(rows, 8, 6, 6)
            np.testing.assert_allclose(self.run_on(x), self.module(x).detach(), atol=1e-4)

    def test_whole_numbers_come_close_and_their_weights_can_be_read_back(self):
        seen = [{"x": np.float32(np.random.default_rng(n).standard_normal((4, 8, 6, 6)))} for n in range(3)]
        kernel = self.module.conv.weight.detach().clone().numpy()
        difference = graphs.write(self.out, "heads", self.module, {"x": torch.randn(2, 8, 6, 6)}, ["y"], False, seen)
        self.assertLess(0, difference)
        self.assertLess(difference, graphs.INTEGER_TOLERANCE)
        kinds = {node.op_type for node in onnx.load(self.out / "heads.onnx").graph.node}
        self.assertIn("DequantizeLinear", kinds)
        stored = restore.stored(self.out / "heads.onnx")["conv.weight"]
        self.assertLess(np.abs(stored - kernel).max(), np.abs(kernel).max() / 60)


if __name__ == "__main__":
    unittest.main()
