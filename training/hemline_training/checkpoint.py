"""A Stable Diffusion 1.x checkpoint in Hugging Face layout, checked part by part before any weight is read.

    model_index.json  unet/  vae/  text_encoder/  tokenizer/  scheduler/  [image_encoder/  feature_extractor/]

The CLIP vision tower, which Stable Diffusion itself does not carry, is `image_encoder/` with `feature_extractor/`
beside it, or a folder of its own (`vision`) that holds a CLIP model and its preprocessor_config.json.
"""

import json
from dataclasses import dataclass
from pathlib import Path

from diffusers import AutoencoderKL, ControlNetModel, UNet2DConditionModel
from tokenizers import Tokenizer
from torch import nn
from transformers import CLIPTextModel, CLIPTokenizer, CLIPVisionModelWithProjection

PIPELINE = "StableDiffusionPipeline"


def settings(path: Path, whose: str) -> dict:
    """A part's JSON file; refuses by name."""
    if not path.exists():
        raise SystemExit(f"{whose}: {path} is missing. Fetch the checkpoint again, whole and in Hugging Face layout.")
    try:
        return json.loads(path.read_text())
    except ValueError as error:
        raise SystemExit(f"{whose}: {path} is not JSON ({error}). Fetch the checkpoint again.") from None


@dataclass
class Checkpoint:
    """What the configuration files say. Refuses, by name and with what to do, what the stages cannot fine-tune."""

    folder: Path
    vision_folder: Path
    unet: dict
    vae: dict
    text: dict
    schedule: dict
    vision_width: int
    mean: list[float]
    deviation: list[float]

    @classmethod
    def inspect(cls, folder: str | Path, vision: str | Path | None = None) -> "Checkpoint":
        folder = Path(folder)
        index = settings(folder / "model_index.json", f"{folder} is no checkpoint in Hugging Face layout")
        kind = index.get("_class_name")
        if kind != PIPELINE:
            raise SystemExit(f"{folder} is a {kind}; only Stable Diffusion 1.x ({PIPELINE}) can be fine-tuned here.")
        unet, vae, text, schedule = (
            settings(folder / part / file, f"{folder} lacks its '{part}' folder")
            for part, file in (
                ("unet", "config.json"),
                ("vae", "config.json"),
                ("text_encoder", "config.json"),
                ("scheduler", "scheduler_config.json"),
            )
        )
        if not any((folder / "tokenizer" / file).exists() for file in ("tokenizer.json", "vocab.json")):
            raise SystemExit(f"{folder} lacks its 'tokenizer' folder (vocab.json and merges.txt). Fetch it again, whole.")
        own = folder / "image_encoder"
        tower = Path(vision) if vision else own
        if not vision and not own.exists():
            raise SystemExit(
                f"{folder} has no image_encoder; Stable Diffusion carries no CLIP vision tower. Name one with "
                "checkpoint.vision: the CLIP its text encoder comes from, for 1.x openai/clip-vit-large-patch14."
            )
        described = settings(tower / "config.json", f"{tower} is no CLIP vision tower")
        pictures = folder / "feature_extractor" if tower == own else tower
        seen = settings(pictures / "preprocessor_config.json", f"{tower} does not say how pictures are prepared")
        made = cls(
            folder, tower, unet, vae, text, schedule,
            described.get("projection_dim", 512), seen["image_mean"], seen["image_std"],
        )  # fmt: skip
        made._fits()
        return made

    def _fits(self):
        width, latents = self.unet.get("cross_attention_dim"), self.vae.get("latent_channels")
        if self.unet.get("_class_name") != "UNet2DConditionModel" or self.unet.get("addition_embed_type"):
            raise SystemExit(f"{self.folder}/unet is not the U-Net of Stable Diffusion 1.x (a Stable Diffusion XL one?).")
        if self.unet.get("in_channels") != latents:
            raise SystemExit(
                f"{self.folder}/unet takes {self.unet.get('in_channels')} channels where its vae gives {latents}: "
                "an inpainting or image-conditioned variant. Take the plain text-to-image checkpoint."
            )
        if self.text.get("hidden_size") != width:
            raise SystemExit(
                f"{self.folder}/unet attends to tokens {width} wide, its text_encoder gives "
                f"{self.text.get('hidden_size')}: these two do not belong together, or it is no Stable Diffusion 1.x."
            )
        if self.vision_width != width:
            raise SystemExit(
                f"{self.vision_folder} projects pictures to {self.vision_width}, the U-Net attends to {width}. "
                "Take the CLIP vision tower of the text encoder's own CLIP."
            )
        if self.schedule.get("prediction_type", "epsilon") != "epsilon":
            raise SystemExit(
                f"{self.folder} predicts {self.schedule['prediction_type']}, as Stable Diffusion 2 does; "
                "only 1.x, which predicts the noise (epsilon), can be fine-tuned here."
            )

    @property
    def latent_side(self) -> int:
        """Pixels of a picture's side that one latent stands for."""
        return 2 ** (len(self.vae["block_out_channels"]) - 1)

    def read(self, kind, path: Path) -> nn.Module:
        """The frozen weights of one part; refuses files that are missing, torn, or of something else."""
        try:
            model, info = kind.from_pretrained(path, local_files_only=True, output_loading_info=True)
        except Exception as error:  # three libraries, each with its own kinds of error
            reason = str(error).strip().splitlines()[0]
            raise SystemExit(f"{path}: the weights cannot be read ({reason}). Fetch the checkpoint again.") from error
        if lacking := sorted(info["missing_keys"]):
            raise SystemExit(f"{path}: {len(lacking)} weights are missing, among them {lacking[0]}. Fetch it again.")
        return model.requires_grad_(False).eval()

    def parts(self) -> tuple[UNet2DConditionModel, AutoencoderKL, CLIPTextModel, CLIPVisionModelWithProjection]:
        return (
            self.read(UNet2DConditionModel, self.folder / "unet"),
            self.read(AutoencoderKL, self.folder / "vae"),
            self.read(CLIPTextModel, self.folder / "text_encoder"),
            self.read(CLIPVisionModelWithProjection, self.vision_folder),
        )

    def control(self, folder: str | Path) -> ControlNetModel:
        """A pose network to begin with, trained elsewhere for the same U-Net."""
        described = settings(Path(folder) / "config.json", f"{folder} is no ControlNet")
        for key in ("block_out_channels", "cross_attention_dim", "in_channels"):
            if described.get(key) != self.unet.get(key):
                raise SystemExit(f"{folder} is a ControlNet for another U-Net: its {key} is {described.get(key)}, not {self.unet.get(key)}.")
        return self.read(ControlNetModel, Path(folder))

    def tokenizer(self, tokens: int) -> Tokenizer:
        """CLIP's byte-pair encoding, cut or padded to `tokens`."""
        try:
            words = CLIPTokenizer.from_pretrained(self.folder / "tokenizer", local_files_only=True)
        except Exception as error:
            raise SystemExit(f"{self.folder}/tokenizer cannot be read ({error}). Fetch the checkpoint again.") from error
        made = Tokenizer.from_str(words.backend_tokenizer.to_str())
        made.enable_truncation(tokens)
        made.enable_padding(length=tokens, pad_id=words.pad_token_id, pad_token=words.pad_token)
        return made
