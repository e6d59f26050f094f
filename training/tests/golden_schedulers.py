"""Golden values for src/editing/schedulers.ts from diffusers' own schedulers.

`python training/tests/golden_schedulers.py > test/fixtures/schedulers.json`
"""

import json

import torch
from diffusers import DDIMScheduler, DDPMScheduler

import diffusers.schedulers.scheduling_ddpm as ddpm_module

SETTINGS = {"num_train_timesteps": 1000, "beta_start": 0.00085, "beta_end": 0.012, "beta_schedule": "scaled_linear"}


def grid(steps):
    scheduler = DDPMScheduler(**SETTINGS, timestep_spacing="trailing")
    scheduler.set_timesteps(steps)
    return scheduler.timesteps.tolist()


def written(**tensors):
    return {name: tensor[0].tolist() for name, tensor in tensors.items()}


def case(name, kind, steps, prediction):
    """One whole chain of steps on eight values, with the noise of every step written down."""
    generator = torch.Generator().manual_seed(steps)
    draw = lambda: torch.randn(1, 8, generator=generator, dtype=torch.float64)
    scheduler = kind(**SETTINGS, prediction_type=prediction, clip_sample=False, timestep_spacing="trailing")
    scheduler.set_timesteps(steps)
    sample, rows = draw(), []
    for t in scheduler.timesteps:
        output, noise = draw(), draw()
        ddpm_module.randn_tensor = lambda *_, **__: noise  # the noise diffusers would draw inside `step`
        after = scheduler.step(output, int(t), sample).prev_sample
        rows.append({"t": int(t), **written(sample=sample, output=output, noise=noise, after=after)})
        sample = after
    return {"scheduler": name, "prediction": prediction, "steps": steps, "rows": rows}


print(
    json.dumps(
        {
            "from": "diffusers",
            "settings": SETTINGS,
            "grids": [grid(steps) for steps in (1, 3, 7, 16, 30, 32, 48, 50, 112)],
            # where the stride is not a whole number, diffusers' DDIM steps to t - floor(stride), beside its own grid
            "cases": [
                case(name, kind, steps, prediction)
                for name, kind, strides in (("ddpm", DDPMScheduler, (4, 16, 20)), ("ddim", DDIMScheduler, (4, 20)))
                for steps in strides
                for prediction in ("sample", "epsilon", "v_prediction")
            ],
        }
    )
)
