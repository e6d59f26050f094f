"""Stage `clip`: a small CLIP, text and picture towers in one space, from the renderer's captions.

Also the tokenizer, learned from the sentences the editor will read. With `frozen_vision` only the text tower and the
projections are learnt, against the picture tower of an earlier run (LiT, Zhai et al. 2022).
"""

from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from tokenizers import Tokenizer, models, normalizers, pre_tokenizers, processors, trainers
from transformers import CLIPConfig, CLIPModel

from .data import Rendered, shrink
from .run import Run, finished

PAD, BEGIN, END, UNKNOWN = "[PAD]", "[BOS]", "[EOS]", "[UNK]"
END_ID = 2  # their place in this list


def build(config) -> CLIPModel:
    s = config.clip
    shared = {"hidden_size": s.width, "intermediate_size": s.inner, "num_attention_heads": s.heads}
    return CLIPModel(
        CLIPConfig(
            text_config=shared
            | {
                "vocab_size": s.vocabulary,
                "num_hidden_layers": s.text_layers,
                "max_position_embeddings": s.tokens,
                "pad_token_id": 0,
                "bos_token_id": 1,
                "eos_token_id": 2,
            },
            vision_config=shared
            | {"num_hidden_layers": s.vision_layers, "image_size": s.vision_size, "patch_size": s.patch},
            projection_dim=s.width,
            attn_implementation="sdpa",
        )
    )


def learn_tokenizer(sentences, vocabulary: int, tokens: int) -> Tokenizer:
    """Byte-pair encoding, lower-cased, cut or padded to `tokens`, in CLIP's [begin, words, end] frame."""
    tokenizer = Tokenizer(models.BPE(unk_token=UNKNOWN, end_of_word_suffix="</w>"))
    tokenizer.normalizer = normalizers.Sequence([normalizers.NFKC(), normalizers.Lowercase()])
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence([pre_tokenizers.Whitespace(), pre_tokenizers.Punctuation()])
    # the whole of printable ASCII, so that a word the renderer never says is still spelt out
    alphabet = [chr(code) for code in range(33, 127)]
    tokenizer.train_from_iterator(
        sentences,
        trainers.BpeTrainer(
            vocab_size=vocabulary,
            special_tokens=[PAD, BEGIN, END, UNKNOWN],
            initial_alphabet=alphabet,
            end_of_word_suffix="</w>",
            show_progress=False,
        ),
    )
    tokenizer.post_processor = processors.TemplateProcessing(
        single=f"{BEGIN} $A {END}", special_tokens=[(BEGIN, 1), (END, 2)]
    )
    tokenizer.enable_truncation(tokens)
    tokenizer.enable_padding(length=tokens, pad_id=0, pad_token=PAD)
    return tokenizer


def tokenizer(config, directory: Path) -> Tokenizer:
    return Tokenizer.from_file(str(directory.parent / "clip" / "tokenizer.json"))


def encode(tokenizer: Tokenizer, sentences: list[str]) -> torch.Tensor:
    """-> int64 [n, tokens]"""
    return torch.tensor([encoding.ids for encoding in tokenizer.encode_batch(sentences)])


def sentences(data: Rendered):
    for index in range(len(data)):
        text = data.text(index)
        for group in (*text["captions"], *text["phrases"], *text["inverse"], text["compound"]):
            yield from group


def text_embedding(towers: CLIPModel, ids: torch.Tensor) -> torch.Tensor:
    """Token ids int64 [b, n] -> [b, width] of length 1: the state at the end token. The model's own pooling takes
    the token of the highest id for the end, which holds for OpenAI's vocabulary and not for ours."""
    states = towers.text_model(input_ids=ids).last_hidden_state
    return F.normalize(towers.text_projection((states * (ids == END_ID)[..., None]).sum(1)), dim=-1)


def picture_embedding(towers: CLIPModel, image: torch.Tensor) -> torch.Tensor:
    """Image [b, 3, s, s] -> [b, width] of length 1."""
    return F.normalize(towers.visual_projection(towers.vision_model(pixel_values=image).pooler_output), dim=-1)


def train(config, directory: Path, accelerator):
    """Contrastive loss over the batch (Radford et al. 2021), both ways."""
    s = config.clip
    data = Rendered(config.data.train, config.data.limit)
    directory.mkdir(parents=True, exist_ok=True)
    path = directory.parent / "clip" / "tokenizer.json"
    if not path.exists():
        learn_tokenizer(sentences(data), s.vocabulary, s.tokens).save(str(path))
    words = tokenizer(config, directory)
    model = build(config)
    if s.frozen_vision:
        tower = {k: v for k, v in finished(directory.parent / s.frozen_vision).items() if k.startswith("vision_model.")}
        model.load_state_dict(tower, strict=False)
        model.vision_model.requires_grad_(False)
    run = Run(directory, s, model, accelerator, config.seed)
    chance = run.chance
    labels = torch.arange(s.batch, device=accelerator.device)

    def loss(step, progress):
        chains, which = chance.integers(0, len(data), s.batch), chance.integers(0, 4, s.batch)
        image = shrink(np.stack([data.picture(c, w) for c, w in zip(chains, which)]), s.vision_size)
        captions = [data.text(c)["captions"][w] for c, w in zip(chains, which)]
        ids = encode(words, [group[chance.integers(len(group))] for group in captions])
        text = text_embedding(model, ids.to(accelerator.device))
        picture = picture_embedding(model, image.to(accelerator.device).contiguous())
        logits = model.logit_scale.exp() * picture @ text.T
        right = (logits.argmax(1) == labels).float().mean().item()
        return (F.cross_entropy(logits, labels) + F.cross_entropy(logits.T, labels)) / 2, {"top1": right}

    run.fit(loss)
