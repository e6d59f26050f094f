"""A run that is killed goes on as if it had not been."""

import csv
import os
import signal
import subprocess
import sys
import tempfile
import time
import unittest
from pathlib import Path
from types import SimpleNamespace

import torch
from accelerate import Accelerator
from torch import nn

from hemline_training.run import Run, finished

STEPS, KILLED_AFTER = 8, 4


def train(directory: Path, pause: float, workers: int = 0):
    """A small model that draws from both sources of chance; `pause` seconds a step leave time for the kill."""
    settings = SimpleNamespace(
        optimiser="muon", lr=0.01, weight_decay=0.01, warmup=2, ema=0.9, steps=STEPS, minutes=None, log_every=2, save_every_s=0
    )
    torch.manual_seed(7)
    model = nn.Sequential(nn.Linear(4, 8), nn.SiLU(), nn.Dropout(0.2), nn.Linear(8, 1))
    run = Run(directory, settings, model, Accelerator(cpu=True), 7)

    def draw(step):
        return torch.from_numpy(run.chance.normal(size=(16, 4))).float()

    def loss(step, progress, x):
        time.sleep(pause)
        value = (run.model(x + 0.1 * torch.randn_like(x)) - x.sum(1, keepdim=True)).pow(2).mean()
        return value, {"progress": progress}

    run.fit(loss, draw, workers)


def curve(directory: Path) -> list[dict[str, str]]:
    with (directory / "curve.csv").open() as rows:
        return [{name: value for name, value in row.items() if name != "seconds"} for row in csv.DictReader(rows)]


class Resume(unittest.TestCase):
    def test_killed_between_two_rows_of_the_curve(self):
        with tempfile.TemporaryDirectory() as folder:
            straight, killed = Path(folder) / "straight", Path(folder) / "killed"
            train(straight, 0)
            child = subprocess.Popen([sys.executable, __file__, str(killed)], env=os.environ, stderr=subprocess.DEVNULL)
            while self.steps(killed) < KILLED_AFTER + 1:  # an odd step: half a row of the curve is in the checkpoint
                self.assertIsNone(child.poll(), "the run ended before it could be killed")
                time.sleep(0.01)
            child.send_signal(signal.SIGKILL)
            child.wait()
            reached = self.steps(killed)
            self.assertLess(reached, STEPS)
            train(killed, 0)
            self.assertEqual(curve(killed), curve(straight))
            for name, weights in finished(straight).items():
                self.assertTrue(torch.equal(weights, finished(killed)[name]), name)

    def test_batches_made_ahead_are_the_same_batches(self):
        with tempfile.TemporaryDirectory() as folder:
            alone, helped = Path(folder) / "alone", Path(folder) / "helped"
            train(alone, 0)
            train(helped, 0, workers=2)
            self.assertEqual(curve(helped), curve(alone))
            for name, weights in finished(alone).items():
                self.assertTrue(torch.equal(weights, finished(helped)[name]), name)

    def test_what_was_logged_after_the_last_checkpoint_is_not_logged_twice(self):
        with tempfile.TemporaryDirectory() as folder:
            straight, torn = Path(folder) / "straight", Path(folder) / "torn"
            train(straight, 0)
            train(torn, 0)
            state = torch.load(torn / "checkpoint.pt", weights_only=True)
            with (torn / "curve.csv").open("a") as rows:
                rows.write(f"{STEPS + 2},9,0.01,0.5,1.0\n1")  # the second line was cut off by the kill
            train(torn, 0)
            self.assertEqual(state["step"], STEPS)
            self.assertEqual(curve(torn), curve(straight))

    @staticmethod
    def steps(directory: Path) -> int:
        path = directory / "checkpoint.pt"
        return torch.load(path, weights_only=True)["step"] if path.exists() else 0


if __name__ == "__main__":
    train(Path(sys.argv[1]), 0.3)
