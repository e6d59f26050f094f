"""Graphs too large for one file."""

import tempfile
import unittest
from pathlib import Path
from unittest import mock

import torch
from torch import nn

from hemline_training import graphs


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


if __name__ == "__main__":
    unittest.main()
