"""A random Stable Diffusion 1.x checkpoint in Hugging Face layout, small enough to train in seconds.

`python training/tests/tiny_checkpoint.py FOLDER`
"""

import json
import sys
from pathlib import Path

import torch
from diffusers import AutoencoderKL, DDPMScheduler, UNet2DConditionModel
from tokenizers import pre_tokenizers
from transformers import CLIPTextConfig, CLIPTextModel, CLIPVisionConfig, CLIPVisionModelWithProjection

WORDS = "make it navy no collar longer shorter sleeves red striped dress with a and".split()
BEGIN, END = "<|startoftext|>", "<|endoftext|>"
WIDTH = 32


def vocabulary() -> tuple[dict[str, int], list[str]]:
    """CLIP's kind of vocabulary: every byte, every byte at a word's end, and the merges that spell WORDS."""
    alphabet = sorted(pre_tokenizers.ByteLevel.alphabet())
    pieces, merges = [*alphabet, *(letter + "</w>" for letter in alphabet)], []
    for word in WORDS:
        *letters, last = word
        symbols, left = [*letters, last + "</w>"], ""
        for symbol in symbols:
            if left and f"{left} {symbol}" not in merges:
                merges.append(f"{left} {symbol}")
                pieces.append(left + symbol)
            left += symbol
    return {piece: i for i, piece in enumerate(dict.fromkeys([*pieces, BEGIN, END]))}, merges


def make(folder: Path, cross_attention: int = WIDTH, in_channels: int = 4) -> Path:
    """The last two make it wrong where a test wants that."""
    torch.manual_seed(20261125)
    vocab, merges = vocabulary()
    tower = {"hidden_size": WIDTH, "intermediate_size": 2 * WIDTH, "num_hidden_layers": 2, "num_attention_heads": 2}
    special = {"bos_token_id": vocab[BEGIN], "eos_token_id": vocab[END], "pad_token_id": vocab[END]}
    parts = {
        "unet": UNet2DConditionModel(
            sample_size=16,
            in_channels=in_channels,
            block_out_channels=(8, 16, 16, 16),
            layers_per_block=1,
            norm_num_groups=4,
            attention_head_dim=2,
            cross_attention_dim=cross_attention,
        ),
        "vae": AutoencoderKL(
            block_out_channels=(4, 4, 8, 8),
            down_block_types=("DownEncoderBlock2D",) * 4,
            up_block_types=("UpDecoderBlock2D",) * 4,
            norm_num_groups=4,
            latent_channels=4,
            sample_size=128,
            scaling_factor=0.18215,
        ),
        "text_encoder": CLIPTextModel(
            CLIPTextConfig(vocab_size=len(vocab), max_position_embeddings=77, projection_dim=WIDTH, **tower, **special)
        ),
        # the tower itself is wider than what it projects to, as ViT-L/14 is
        "image_encoder": CLIPVisionModelWithProjection(
            CLIPVisionConfig(**tower | {"hidden_size": 48}, image_size=28, patch_size=14, projection_dim=WIDTH)
        ),
        "scheduler": DDPMScheduler(
            num_train_timesteps=1000, beta_start=0.00085, beta_end=0.012, beta_schedule="scaled_linear", clip_sample=False
        ),
    }
    for name, part in parts.items():
        part.save_pretrained(folder / name)
    write(folder / "tokenizer" / "vocab.json", vocab)
    (folder / "tokenizer" / "merges.txt").write_text("\n".join(["#version: 0.2", *merges]) + "\n")
    write(
        folder / "tokenizer" / "tokenizer_config.json",
        {"tokenizer_class": "CLIPTokenizer", "model_max_length": 77, "bos_token": BEGIN, "eos_token": END, "pad_token": END},
    )
    write(
        folder / "feature_extractor" / "preprocessor_config.json",
        {"image_mean": [0.48145466, 0.4578275, 0.40821073], "image_std": [0.26862954, 0.26130258, 0.27577711]},
    )
    write(
        folder / "model_index.json",
        {"_class_name": "StableDiffusionPipeline"}
        | {name: ["diffusers" if name in ("unet", "vae", "scheduler") else "transformers", type(part).__name__] for name, part in parts.items()},
    )
    return folder


def write(path: Path, content: dict):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(content, indent=2) + "\n")


if __name__ == "__main__":
    make(Path(sys.argv[1]))
