"""`python -m hemline_training STAGE --config configs/embedded-cpu.yaml --runs DIR [section.key=value ...]`"""

import argparse
from importlib import import_module
from pathlib import Path

from accelerate import Accelerator
from accelerate.utils import set_seed

from . import config

STAGES = {
    "autoencoder": "pictures to latents and back",
    "clip": "text and picture towers, and the tokenizer",
    "latents": "every training picture encoded once",
    "photo_pairs": "edits of colour, brightness and pattern made on real photos, encoded",
    "features": "what the denoiser's loss sees in a latent besides its values",
    "base": "the denoiser from captions and single edits, the stand-in for a pretrained one",
    "edit": "the paper's stage: multi-round, single-round and self-reconstruction losses",
    "decoder": "the decoder goes on, on what the editor makes",
    "encoder": "retrieval embedding and attribute reader",
    "mask": "which pixels of a picture are the garment",
    "export": "ONNX files and manifest, compared with PyTorch",
    "judge": "ONNX files that only judge: text and picture towers, and another family's reader",
    "restore": "checkpoints from an exported family, so that its training goes on",
}


def main():
    parser = argparse.ArgumentParser(prog="hemline_training", description=__doc__)
    parser.add_argument("stage", choices=STAGES, help="; ".join(f"{k}: {v}" for k, v in STAGES.items()))
    parser.add_argument("--config", required=True, type=Path)
    parser.add_argument("--runs", default=Path("training/runs"), type=Path, help="where checkpoints and curves go")
    parser.add_argument("--name", help="name of this run, when a stage is run more than once (default: the stage)")
    parser.add_argument("overrides", nargs="*", metavar="section.key=value")
    arguments = parser.parse_intermixed_args()
    settings = config.load(arguments.config, arguments.overrides)
    stage = import_module(f".{arguments.stage}", __package__)
    accelerator = Accelerator(mixed_precision=settings.precision, cpu=settings.device == "cpu")
    set_seed(settings.seed)  # the first weights
    stage.train(settings, arguments.runs / (arguments.name or arguments.stage.replace("_", "-")), accelerator)


if __name__ == "__main__":
    main()
