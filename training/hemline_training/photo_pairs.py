"""Stage `photo_pairs`: pairs from unpaired photos. Each photo whose garment can be told from its background is given
nine edited variants, everything but the garment pixel for pixel as it was, and all of them are encoded."""

import json
from collections import defaultdict
from itertools import permutations
from pathlib import Path

import cv2
import numpy as np
import torch
from PIL import Image
from tqdm import tqdm

from . import autoencoder, clip, repaint, segment
from .ahead import ahead
from .data import Rendered, fit, photo_paths, shrink, to_tensor
from .run import finished

VARIANTS = 9  # four colours; lighter, darker, without its pattern, where it can be; patterns; a colour and a pattern


def variants(cloth: repaint.Cloth, chance: np.random.Generator) -> tuple[list[np.ndarray], list[tuple]]:
    """The variants 1..VARIANTS of a photo and its pairs: (from, to, edits), 0 being the photo itself and an edit
    "attribute change value", two of them on the way to the last variant."""
    own = cloth.colour()
    near = {name for name, colour in repaint.NAMED.items() if np.linalg.norm(colour - cloth.mean) < 18}
    draw = lambda names, count: list(map(str, chance.choice(list(names), count, replace=False)))
    hues = draw((name for name in repaint.COLOURS if name not in near), 4)
    hues.sort(key="multicolour".__eq__)  # never first: a print needs one ground
    pictures = [cloth.coloured(hue, chance) for hue in hues]
    pairs = [(0, to, [f"colour set {hue}"]) for to, hue in enumerate(hues, 1)]
    pairs += [(to, 0, [f"colour set {own}"]) for to in range(1, 5) if own]
    pairs += [(a, b, [f"colour set {hues[b - 1]}"]) for a, b in permutations(range(1, 5), 2)]

    signs = [sign for sign in (1, -1) if 18 < cloth.mean[0] + sign * repaint.STEP < 92]
    for sign in chance.permutation(signs)[: 1 if cloth.busy else 2]:
        pictures.append(cloth.brightened(sign))
        there, back = ("more", "less") if sign > 0 else ("less", "more")
        pairs += [(0, len(pictures), [f"brightness {there} null"]), (len(pictures), 0, [f"brightness {back} null"])]

    plain = 0  # which of them has no pattern
    if cloth.busy:
        pictures.append(cloth.solid())
        plain = len(pictures)
        pairs += [(0, plain, ["pattern set solid"]), (0, plain, ["pattern remove null"])]
    first = len(pictures) + 1
    prints = dict(enumerate(draw(repaint.PATTERNS, VARIANTS - first), first))
    for at, name in prints.items():
        pictures.append(cloth.patterned(name, chance))
        pairs += [(0, at, [f"pattern set {name}"]), (at, plain, [f"pattern remove {name}"])]
        pairs += [(at, plain, ["pattern set solid"])]
    pairs += [(a, b, [f"pattern set {prints[b]}"]) for a, b in permutations(prints, 2)]

    colour, pattern = f"colour set {hues[0]}", f"pattern set {prints[first]}"
    pictures.append(cloth.coloured_and_patterned(hues[0], prints[first], chance))
    pairs += [(0, VARIANTS, [colour, pattern]), (first, VARIANTS, [colour]), (1, VARIANTS, [pattern])]
    pairs += [(VARIANTS, first, [f"colour set {own}"])] if own else []
    pairs += [] if cloth.busy else [(VARIANTS, 1, [f"pattern remove {prints[first]}"])]
    return pictures, pairs


def wordings(data: Rendered) -> dict[str, list[str]]:
    """What the renderer's chains call each of these edits, "attribute change value" -> the canonical phrase first."""
    words = defaultdict(dict)
    for index in range(len(data)):
        text = data.text(index)
        for edits, groups in ((text["edits"], text["phrases"]), (text["inverseEdits"], text["inverse"])):
            for edit, group in zip(edits, groups):
                if edit["attribute"] in ("colour", "brightness", "pattern"):
                    key = f"{edit['attribute']} {edit['change']} {edit['value'] or 'null'}"
                    words[key].update(dict.fromkeys(group))  # in order, each once
    words = {key: list(group) for key, group in words.items()}
    words["pattern remove null"] = ["no pattern", "without the pattern", "make it plain", "lose the print", "plainer"]
    return words


def train(config, directory: Path, accelerator):
    """Writes latents.npy float16 [photos, 1 + VARIANTS, c, s, s], visions.npy float16 [photos, 1 + VARIANTS, width],
    masks.npy uint8 [photos, size, size] (255 garment) and texts.json."""
    s = config.photo_pairs
    cv2.setNumThreads(1)
    if config.data.photos is None:
        raise SystemExit("photo_pairs needs data.photos=FOLDER, a folder of class folders of real garment photos")
    directory.mkdir(parents=True, exist_ok=True)
    data = Rendered(config.data.train, config.data.limit)
    words = wordings(data)
    paths = photo_paths(config.data.photos)
    chance = np.random.default_rng(config.seed)
    paths = [paths[i] for i in chance.permutation(len(paths))[: s.photos]]
    encode = encoders(config, directory.parent, accelerator)

    def edited(at: int):
        picture = fit(Image.open(paths[at]), data.size)
        mask = segment.garment(picture)
        if mask is None:
            return None
        pictures, pairs = variants(repaint.Cloth(picture, mask), np.random.default_rng((config.seed, at)))
        return np.stack([picture, *pictures]), mask, pairs

    latents, visions, masks, texts = [], [], [], []
    made = ahead(edited, range(len(paths)), config.workers)
    for path, one in zip(paths, tqdm(made, total=len(paths), desc="photos", mininterval=10)):
        if one is None:
            continue
        pictures, mask, pairs = one
        latent, vision = encode(pictures)
        latents.append(latent), visions.append(vision), masks.append(np.rint(255 * mask).astype(np.uint8))
        texts.append({"photo": f"{path.parent.name}/{path.name}", "pairs": pairs})
    if not texts:
        raise SystemExit(f"{config.data.photos}: no photo whose garment can be told from its background")
    for name, rows in {"latents": latents, "visions": visions, "masks": masks}.items():
        np.save(directory / f"{name}.npy", np.stack(rows))
    (directory / "texts.json").write_text(json.dumps({"words": words, "photos": texts}))
    print(f"{len(texts)} of {len(paths)} photos have a garment that can be told from its background")


def encoders(config, runs: Path, accelerator):
    """uint8 [n, size, size, 3] -> float16 latents [n, c, s, s] and image embeddings [n, width]"""
    pictures, towers = autoencoder.build(config), clip.build(config)
    pictures.load_state_dict(finished(runs / "autoencoder"))
    towers.load_state_dict(finished(runs / "clip"))
    pictures.eval().to(accelerator.device, memory_format=torch.channels_last)
    towers.eval().to(accelerator.device)

    @torch.no_grad()
    def encode(rows):
        with accelerator.autocast():
            vision = towers.vision_model(pixel_values=shrink(rows, config.clip.vision_size, accelerator.device)).pooler_output
            latent = pictures.encode(to_tensor(rows, accelerator.device))
        return tuple(value.float().cpu().numpy().astype(np.float16) for value in (latent, vision))

    return encode
