"""`python -m hemline_training.step_time --config FILE`: the shipped denoiser run by diffusers and PyTorch, for a
benchmark that times it beside the product's own runtime.

Reads one JSON line {"rows": b, "steps": n, "timestep": t, "sample": [...], ...} after another and answers each with
{"ms": of one step, "prediction": [...]}. Everything is as diffusers runs it on a processor: float32, its default
attention, no gradients.
"""

import argparse
import json
import sys
import time
from pathlib import Path

import torch

from . import config, restore


@torch.inference_mode()
def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--config", required=True, type=Path)
    parser.add_argument("--threads", required=True, type=int)
    parser.add_argument("--compile", action="store_true", help="torch.compile instead of eager")
    parser.add_argument("--channels-last", action="store_true", help="weights laid out so; diffusers leaves them as they are")
    parser.add_argument("overrides", nargs="*", metavar="section.key=value")
    arguments = parser.parse_intermixed_args()
    torch.set_num_threads(arguments.threads)
    settings = config.load(arguments.config, arguments.overrides)
    editor = restore.family(settings)[1].editor.eval()
    if arguments.channels_last:
        editor = editor.to(memory_format=torch.channels_last)
    for part in (editor.unet, editor.pose_net):
        part.set_default_attn_processor()
        if arguments.compile:
            part.compile()
    print(json.dumps({"ready": torch.__version__}), flush=True)
    for line in sys.stdin:
        asked = json.loads(line)
        inputs = {name: torch.tensor(asked[name]).view(shape) for name, shape in asked["shapes"].items()}
        timestep = torch.tensor(asked["timesteps"])

        def step():
            return editor(inputs["sample"], timestep, inputs["condition"], inputs["reference"], inputs["pose"])

        began = time.perf_counter()
        for _ in range(asked["steps"]):
            prediction = step()
        spent = 1000 * (time.perf_counter() - began) / asked["steps"]
        print(json.dumps({"ms": spent, "prediction": prediction.flatten().tolist()}), flush=True)


if __name__ == "__main__":
    main()
