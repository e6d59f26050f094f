"""The training loop every stage shares: progress bar, curves, checkpoints that survive a kill."""

import csv
import itertools
import os
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import torch
from accelerate import Accelerator
from torch import nn
from torch.optim.swa_utils import AveragedModel
from tqdm import tqdm

from .ahead import ahead
from .optimiser import Optimiser


class Run:
    """Trains `model` until `settings.steps` optimiser steps or `settings.minutes` of training are spent.

    `loss(step, progress)` returns (loss tensor, {name: float}); `progress` in [0, 1] is the spent share of
    the budget, so that a schedule follows whichever bound comes first. The learning rate warms up over
    `settings.warmup` steps and then falls along a cosine. After a kill the same command goes on from the
    last checkpoint: weights, averages, optimiser, step and time spent. Whatever a step draws, from torch or from
    `chance`, follows from (seed, step, process), so a run that was killed draws what it would have drawn; one that
    ends by steps is the same run to the last bit, one that ends by minutes depends on the machine's pace anyway.

    `draw(step)`, where there is one, makes a step's batches, from `chance` alone and on the CPU; `loss` then takes them as
    its third argument. `workers` processes make them ahead.

    `beside`: what learns by itself meanwhile and is to be as it was after a kill; it has `state_dict`, `load_state_dict`.

    Under `torchrun` every process trains on batches of its own and the gradients are averaged once a step: on a
    machine that does other work too, two processes of one thread wait for each other far less than two threads.
    """

    def __init__(self, directory: Path, settings, model: nn.Module, accelerator: Accelerator, seed: int, beside=()):
        directory.mkdir(parents=True, exist_ok=True)
        self.directory, self.settings, self.accelerator, self.seed = directory, settings, accelerator, seed
        self.chance = np.random.default_rng()
        self.model, self.beside = model.to(accelerator.device), beside
        self.optimiser = Optimiser(settings.optimiser, self.model, settings.lr, settings.weight_decay)
        # buffers (batch norm's statistics) are copied, not averaged: they are averages already
        self.average = AveragedModel(self.model, multi_avg_fn=warm_average(settings.ema), use_buffers=False)
        self.step, self.spent = 0, 0.0
        self.sums, self.counted = {}, 0  # of the curve's next row
        if self.path.exists():
            self._restore()
        self._draw_anew(self.step)
        self.alone = accelerator.num_processes == 1
        if not self.alone:
            for tensor in self.model.state_dict().values():
                torch.distributed.broadcast(tensor, 0)

    @property
    def path(self) -> Path:
        return self.directory / "checkpoint.pt"

    @property
    def progress(self) -> float:
        by_time = self.spent / (60 * self.settings.minutes) if self.settings.minutes else 0.0
        return min(1.0, max(self.step / self.settings.steps, by_time))

    def fit(self, loss: Callable[..., tuple[torch.Tensor, dict[str, float]]], draw=None, workers: int = 0) -> nn.Module:
        """Runs to the end of the budget; returns the averaged model in eval mode."""
        curve, saved = self._open_curve(), time.monotonic()

        def drawn(step):
            self._draw_anew(step)
            return (draw(step),)

        batches = ahead(drawn, itertools.count(self.step), workers) if draw else itertools.repeat(())
        bar = tqdm(
            total=self.settings.steps,
            initial=self.step,
            desc=self.directory.name,
            mininterval=10,
            disable=not self.accelerator.is_main_process,
        )
        last = time.monotonic()
        while self.progress < 1.0:
            made = next(batches)
            self._draw_anew(self.step)
            with self.accelerator.autocast():
                value, parts = loss(self.step, self.progress, *made)
            self.optimiser.zero_grad()
            value.backward()
            share_gradients(self.optimiser.parameters)
            norm = nn.utils.clip_grad_norm_(self.optimiser.parameters, 1.0)
            if torch.isfinite(norm):  # one bad batch must not end a run of hours
                self.optimiser.step(self._rate())
                self.average.update_parameters(self.model)
            self.step += 1
            now = time.monotonic()
            self.spent, last = self.spent + now - last, now
            if not self.alone:
                self.spent = self._agreed(self.spent)
            bar.update()
            self.counted += 1
            for name, part in {"loss": value.item(), **parts}.items():
                self.sums[name] = self.sums.get(name, 0.0) + part
            if self.step % self.settings.log_every == 0 and self.accelerator.is_main_process:
                row = {name: total / self.counted for name, total in self.sums.items()}
                curve(self.step, self.spent, self._rate(), row)
                bar.set_postfix({name: f"{number:.4f}" for name, number in row.items()})
                self.sums, self.counted = {}, 0
            if now - saved > self.settings.save_every_s:
                self.save()
                saved = now
        bar.close()
        self._draw_anew(self.step)
        self.save()
        self._plot()
        return self.average.module.eval()

    def _draw_anew(self, step: int):
        """Seeds a step's random choices."""
        source = np.random.SeedSequence((self.seed, step, self.accelerator.process_index))
        self.chance.bit_generator.state = np.random.PCG64(source).state
        torch.manual_seed(int(self.chance.integers(2**62)))

    def _agreed(self, seconds: float) -> float:
        """The first process's clock, so that all of them end at the same step."""
        clock = torch.tensor(seconds, dtype=torch.float64)
        torch.distributed.broadcast(clock, 0)
        return clock.item()

    def _rate(self) -> float:
        warm = min(1.0, (self.step + 1) / max(1, self.settings.warmup))
        cosine = 0.5 * (1 + torch.cos(torch.tensor(torch.pi * self.progress)).item())
        return self.settings.lr * warm * (0.02 + 0.98 * cosine)

    def save(self):
        if not self.accelerator.is_main_process:
            return
        state = {
            "model": self.model.state_dict(),
            "average": self.average.state_dict(),
            "optimiser": self.optimiser.state_dict(),
            "step": self.step,
            "spent": self.spent,
            "sums": self.sums,
            "counted": self.counted,
            "beside": [one.state_dict() for one in self.beside],
        }
        part = self.path.with_suffix(".part")
        torch.save(state, part)
        os.replace(part, self.path)

    def _restore(self):
        state = torch.load(self.path, map_location="cpu", weights_only=True)
        self.model.load_state_dict(state["model"])
        self.average.load_state_dict(state["average"])
        self.step, self.spent = state["step"], state["spent"]
        if self.step:  # what `restore` wrote has learnt nothing yet, and may have been written for another optimiser
            self.optimiser.load_state_dict(state["optimiser"])
        self.sums, self.counted = state.get("sums", {}), state.get("counted", 0)
        for one, saved in zip(self.beside, state.get("beside", [])):
            one.load_state_dict(saved)

    def _open_curve(self):
        path = self.directory / "curve.csv"
        if path.exists() and self.accelerator.is_main_process:
            # what a killed run wrote after its last checkpoint is written once more; a line without a comma is torn
            header, *rows = path.read_text().splitlines() or [""]
            kept = [row for row in rows if "," in row and int(row.split(",")[0]) <= self.step]
            path.write_text("".join(f"{line}\n" for line in ([header, *kept] if kept else [])))

        def write(step, spent, rate, row):
            new = not path.exists() or path.stat().st_size == 0
            with path.open("a", newline="") as file:
                writer = csv.writer(file)
                if new:
                    writer.writerow(["step", "seconds", "lr", *row])
                writer.writerow([step, f"{spent:.0f}", f"{rate:.3g}", *(f"{v:.5f}" for v in row.values())])

        return write

    def _plot(self):
        path = self.directory / "curve.csv"
        if not (path.exists() and self.accelerator.is_main_process):
            return
        import matplotlib

        matplotlib.use("Agg")
        from matplotlib import pyplot

        with path.open() as file:
            rows = list(csv.DictReader(file))
        names = [name for name in rows[0] if name not in ("step", "seconds", "lr")]
        figure, axes = pyplot.subplots(1, len(names), figsize=(4 * len(names), 3), squeeze=False)
        for axis, name in zip(axes[0], names):
            axis.plot([int(row["step"]) for row in rows], [float(row[name]) for row in rows])
            axis.set_title(name)
            axis.set_xlabel("step")
        figure.tight_layout()
        figure.savefig(self.directory / "curve.png")
        pyplot.close(figure)


def share_gradients(parameters: list[nn.Parameter]):
    """Makes the gradients the mean over all processes; one process has nothing to do."""
    if not torch.distributed.is_initialized():
        return
    gradients = [p.grad for p in parameters if p.grad is not None]
    flat = torch.cat([gradient.flatten() for gradient in gradients])
    torch.distributed.all_reduce(flat)
    flat /= torch.distributed.get_world_size()
    for gradient, part in zip(gradients, flat.split([gradient.numel() for gradient in gradients])):
        gradient.copy_(part.view(gradient.shape))


def warm_average(decay: float):
    """Exponential moving average of the weights whose memory grows with the run, min(decay, (1 + n) / (10 + n)),
    so that a short run's average does not lag behind in the weights it began with."""

    @torch.no_grad()
    def update(averages, values, count):
        n = int(count)
        torch._foreach_lerp_(averages, values, 1 - min(decay, (1 + n) / (10 + n)))

    return update


def finished(directory: Path) -> dict[str, torch.Tensor]:
    """The averaged weights of a stage that has run, by name; refuses by name when it has not."""
    path = directory / "checkpoint.pt"
    if not path.exists():
        raise SystemExit(f"stage '{directory.name}' has not been trained: {path} is missing; run it first")
    state = torch.load(path, map_location="cpu", weights_only=True)["average"]
    return {name.removeprefix("module."): value for name, value in state.items() if name != "n_averaged"}


def steps_taken(directory: Path) -> int:
    """How many optimiser steps a stage that has run took."""
    finished(directory)
    return torch.load(directory / "checkpoint.pt", map_location="cpu", weights_only=True)["step"]
