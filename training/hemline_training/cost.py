"""`python -m hemline_training.cost --config training/configs/stable-diffusion.yaml --batch 1 4 16`: memory and arithmetic
of the edit stage at Stable Diffusion 1.x's real size, and of a round at use, without a card or a checkpoint.

A step of the stage's own losses runs on tensors that have shapes but no values; counted are what autograd keeps for the
way back and what would be computed. What a card needs on top is the allocator's slack and the libraries' workspaces, a
gigabyte or two. With `--set edit.gradient_checkpointing=true` the blocks keep nothing, are computed twice, and what they
keep while they are is not counted.
"""

import argparse
from pathlib import Path

import torch
from diffusers import DDPMScheduler, UNet2DConditionModel
from torch import nn
from torch._subclasses.fake_tensor import FakeTensorMode, unset_fake_temporarily
from torch.utils.flop_counter import FlopCounterMode
from transformers import CLIPTextConfig, CLIPTextModel

from . import config, lora, stable_diffusion
from .noise_form import NoiseForm
from .pairs import Batch

WIDTH, LATENTS, BLOCK = 768, 4, 8  # of Stable Diffusion 1.x: its text tower, its latents, and their pixels a side
GPU = "a card of 312 TFLOP/s in bf16 (A100) at 40 % of it"
RATE = 0.4 * 312e12


def editor(settings) -> stable_diffusion.Editor:
    """Stable Diffusion 1.x as it is in the stage: what is frozen in bf16, LoRA and pose network in fp32. Without values."""
    with torch.device("meta"):
        unet = UNet2DConditionModel(cross_attention_dim=WIDTH)  # the library's defaults are 1.x's
        tower = {"hidden_size": WIDTH, "intermediate_size": 4 * WIDTH, "num_hidden_layers": 12, "num_attention_heads": 12}
        text = CLIPTextModel(CLIPTextConfig(**tower))
        model = lora.adapt(stable_diffusion.Editor(unet.bfloat16(), text.bfloat16()), settings.edit.lora_rank)
        model.pose_net.float()
    return model


def traced(model: nn.Module) -> nn.Module:
    """The same on tensors of the running FakeTensorMode, which say that they lie in a processor's memory."""
    for module in model.modules():
        for name, parameter in module._parameters.items():
            if parameter is None:
                continue
            empty = torch.empty(parameter.shape, dtype=parameter.dtype)
            module._parameters[name] = nn.Parameter(empty, parameter.requires_grad)
        for name, buffer in module._buffers.items():
            if buffer is not None:
                module._buffers[name] = torch.empty(buffer.shape, dtype=buffer.dtype)
    return model


def batch_of(rows: int, settings) -> Batch:
    c, side = settings.checkpoint, settings.checkpoint.size // BLOCK
    latent = (rows, LATENTS, side, side)
    return Batch(
        torch.zeros(latent), torch.zeros(latent), torch.zeros(rows, c.tokens, dtype=torch.int64),
        torch.ones(rows, dtype=torch.bool), torch.zeros(rows, WIDTH), torch.zeros(rows, 3, c.size, c.size),
    )  # fmt: skip


def training(settings, rows: int) -> tuple[float, float]:
    """A step with `rows` in each of the three losses: bytes kept for the way back, and floating-point operations."""
    kept, model = {}, editor(settings)
    abar = DDPMScheduler(beta_schedule="scaled_linear").alphas_cumprod
    with FakeTensorMode(allow_non_fake_inputs=True):
        traced(model)
        with unset_fake_temporarily():  # the schedule has values, and they are asked for
            form = NoiseForm(settings, model, abar)
        weights = {tensor.untyped_storage()._cdata for tensor in [*model.parameters(), *model.buffers()]}

        def keep(tensor):
            storage = tensor.untyped_storage()
            if storage._cdata not in weights:
                kept[storage._cdata] = storage.nbytes()
            return tensor

        flops = FlopCounterMode(display=False)
        with flops, torch.autocast("cpu", torch.bfloat16):
            with torch.autograd.graph.saved_tensors_hooks(keep, lambda tensor: tensor):
                single = form.single(batch_of(2 * rows, settings)).mean()
                multi = form.multi(batch_of(rows, settings), batch_of(rows, settings))
            (single + multi).backward()
    return sum(kept.values()), flops.get_total_flops()


def standing(model: stable_diffusion.Editor) -> int:
    """Bytes that are there all the time: every weight, and of the trained ones gradient, AdamW's two and the average."""
    size = lambda tensors: sum(t.numel() * t.element_size() for t in tensors)
    return size(model.parameters()) + 4 * size(p for p in model.parameters() if p.requires_grad)


def using(settings) -> float:
    """Floating-point operations of one denoising step with guidance, two rows."""
    model = editor(settings)
    with FakeTensorMode(), torch.no_grad(), FlopCounterMode(display=False) as flops:
        model, batch = traced(model), batch_of(2, settings)
        with torch.autocast("cpu", torch.bfloat16):
            condition = model.condition(batch.ids, batch.vision, batch.with_text)
            model(batch.target, torch.tensor([1, 1]), condition, None, batch.pose)
    return flops.get_total_flops()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--config", required=True, type=Path)
    parser.add_argument("--batch", type=int, nargs="+", default=[1, 4, 16], help="rows in each of the three losses")
    parser.add_argument("--set", nargs="*", default=[], metavar="section.key=value", help="settings in place of the file's")
    arguments = parser.parse_args()
    settings = config.load(arguments.config, arguments.set)
    model = editor(settings)
    for name, part in model.named_children():
        print(f"{name}: {sum(p.numel() for p in part.parameters()) / 1e6:.0f} M parameters")
    print(f"trained: {sum(p.numel() for p in model.parameters() if p.requires_grad) / 1e6:.1f} M parameters")
    fixed = standing(model)
    print(f"weights, gradients, AdamW and average: {fixed / 2**30:.1f} GiB")
    print("| rows in each loss | GiB kept for the way back | GiB in all | TFLOP a step | seconds a step | days for the configured steps |")
    print("|---|--:|--:|--:|--:|--:|")
    for rows in arguments.batch:
        kept, flops = training(settings, rows)
        seconds = flops / RATE
        days = seconds * settings.edit.steps / 86_400
        sizes = f"{kept / 2**30:.1f} | {(kept + fixed) / 2**30:.1f}"
        print(f"| {rows} | {sizes} | {flops / 1e12:.0f} | {seconds:.2f} | {days:.1f} |", flush=True)
    step, steps = using(settings), settings.export.sampler.steps
    print(f"a round at use: {step / 1e12:.2f} TFLOP a step with guidance, {steps} steps: {steps * step / RATE:.1f} s")
    print(f"seconds and days are for {GPU}")


if __name__ == "__main__":
    main()
