"""FashionIQ and Fashion200k in their published layouts: training triplets of reference, target and what is said.

FashionIQ gives two captions a pair, one for each round. For Fashion200k the difference between two captions is what is
said: the word that goes, the word that comes.
"""

import json
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
from PIL import Image

from .data import fit

FASHION_IQ = ("dress", "shirt", "toptee")
FASHION_200K = ("dress", "jacket", "pants", "skirt", "top")
PER_PICTURE = 3  # triplets that begin at one picture of Fashion200k; Chen et al. draw five
EDGES = 64  # side of the edge map that stands in for a pose
NAMED = 5  # lost pictures named on the screen


@dataclass(frozen=True)
class Triplet:
    reference: str
    target: str
    instructions: tuple[str, str]  # T1 and T2
    whole: str  # T


@dataclass
class Collection:
    name: str
    files: dict[str, list[Path]]  # by picture's name; it is the first of them that exists
    triplets: list[Triplet]
    edges: bool  # an edge map of the target takes the pose's place


def collections(config) -> list[Collection]:
    """Those that the config names; a config from before they could be named has none."""
    sets = {"fashion_iq": fashion_iq, "fashion_200k": fashion_200k}
    roots = {name: getattr(config.data, name, None) for name in sets}
    return [sets[name](Path(root), config.seed) for name, root in roots.items() if root]


def fashion_iq(root: Path, seed: int) -> Collection:
    files, triplets = {}, []
    for category in FASHION_IQ:
        captions = root / "captions" / f"cap.{category}.train.json"
        listing = root / "image_splits" / f"split.{category}.train.json"
        listed = set(_entries(listing, lambda asin: asin.replace("-", "").replace("_", "").isalnum() and asin))
        for row, (reference, target, said) in enumerate(_entries(captions, _pair), 1):
            for asin in (reference, target):
                if asin not in listed:
                    raise SystemExit(f"{captions}, entry {row}: {asin} is not in {listing}; take both from one release")
                files[asin] = [root / "images" / f"{asin}.{end}" for end in ("jpg", "png", "jpeg")]
            first, second = (text.strip() for text in said)
            if first and second and reference != target:
                triplets.append(Triplet(reference, target, (first, second), f"{first} and {second}"))
    return Collection("fashion-iq", files, triplets, edges=False)


def _pair(entry) -> tuple[str, str, list[str]]:
    captions = entry["captions"]
    first, second = captions
    return entry["candidate"] + "", entry["target"] + "", [first + "", second + ""]


def _entries(path: Path, read) -> list:
    """A JSON list, each entry as `read` gives it; what is wrong is refused by file and place."""
    try:
        rows = json.loads(path.read_text())
    except FileNotFoundError:
        raise SystemExit(f"{path} is missing; FashionIQ's folder has captions/, image_splits/ and images/") from None
    except ValueError as error:
        raise SystemExit(f"{path} is not JSON ({error}); fetch it again") from None
    if not isinstance(rows, list) or not rows:
        raise SystemExit(f"{path} must be a list with something in it; fetch it again")
    entries = []
    for place, row in enumerate(rows, 1):
        try:
            entry = read(row)
        except (AttributeError, KeyError, TypeError, ValueError):
            entry = None
        if not entry:
            raise SystemExit(f"{path}, entry {place} is not in the published form: {json.dumps(row)[:80]}")
        entries.append(entry)
    return entries


def fashion_200k(root: Path, seed: int) -> Collection:
    captions = {}
    for category in FASHION_200K:
        captions |= _labels(root / "labels" / f"{category}_train_detect_all.txt")
    pictures = defaultdict(list)
    for name, caption in captions.items():
        pictures[caption].append(name)
    frames = _frames(pictures)
    chance, triplets = np.random.default_rng(seed), []
    for name, caption in captions.items():
        around = [(gone, frames[frame]) for frame, gone in _framed(caption) if len(frames[frame]) > 1]
        for _ in range(PER_PICTURE if around else 0):
            gone, group = around[chance.integers(len(around))]
            come = [word for word in group if word != gone][chance.integers(len(group) - 1)]
            target = pictures[group[come]][chance.integers(len(pictures[group[come]]))]
            said = (f"remove {gone}", f"add {come}")
            triplets.append(Triplet(name, target, said, f"replace {gone} with {come}"))
    triplets = list(dict.fromkeys(triplets))
    used = {name for triplet in triplets for name in (triplet.reference, triplet.target)}
    return Collection("fashion-200k", {name: [root / name] for name in captions if name in used}, triplets, edges=True)


def _labels(path: Path) -> dict[str, str]:
    """path -> caption, from lines of path, score and caption between tabs"""
    if not path.exists():
        raise SystemExit(f"{path} is missing; Fashion200k's folder has labels/, test_queries.txt and women/")
    captions = {}
    for place, line in enumerate(path.read_text().splitlines(), 1):
        if not line.strip():
            continue
        fields = [field.strip() for field in line.split("\t")]
        if len(fields) != 3 or not fields[2] or not fields[0].startswith("women/") or ".." in fields[0].split("/"):
            raise SystemExit(f"{path}, line {place} is not path, score and caption between tabs: {line[:80]}")
        captions[fields[0]] = " ".join(fields[2].split())
    if not captions:
        raise SystemExit(f"{path} has no labels; fetch it again")
    return captions


def _framed(caption: str) -> list[tuple[tuple, str]]:
    """Each word of a caption with the words around it."""
    words = caption.split()
    return [((tuple(words[:at]), tuple(words[at + 1 :])), word) for at, word in enumerate(words)]


def _frames(captions) -> dict[tuple, dict[str, str]]:
    """The words around one -> that word -> the whole caption: captions of one frame differ in one word."""
    frames = defaultdict(dict)
    for caption in captions:
        for frame, word in _framed(caption):
            frames[frame][word] = caption
    return frames


def edge_map(picture: np.ndarray) -> np.ndarray:
    """uint8 [s, s, 3] -> bool [EDGES, EDGES]: coarse Canny edges, of the picture at that size"""
    grey = cv2.resize(cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY), (EDGES, EDGES), interpolation=cv2.INTER_AREA)
    return cv2.Canny(grey, 60, 160) > 0


def encode(config, directory: Path, size: int, fill):
    """For the stage `latents`: NAME.npy and NAME-visions.npy as `fill` writes them, NAME-pictures.txt with the name of
    each row, NAME-edges.npy uint8 [rows, EDGES, EDGES / 8] (packed) and NAME-lost.txt."""
    for collection in collections(config):
        at = lambda end: directory / f"{collection.name}{end}"
        found = {name: next((f for f in files if f.is_file()), None) for name, files in sorted(collection.files.items())}
        names = [name for name, file in found.items() if file]
        lost = {name: "missing" for name, file in found.items() if not file}
        if not names:
            first = collection.files[next(iter(lost))][0] if lost else "none at all"
            raise SystemExit(f"{collection.name}: not one of {len(lost)} pictures is there; the first should be {first}")
        listing = "".join(f"{name}\n" for name in names)
        if not at("-pictures.txt").exists() or at("-pictures.txt").read_text() != listing:
            at(".done").unlink(missing_ok=True)
            at("-unreadable.txt").unlink(missing_ok=True)
            at("-pictures.txt").write_text(listing)
            np.lib.format.open_memmap(at("-edges.npy"), "w+", np.uint8, (len(names), EDGES, EDGES // 8))
        edges = np.lib.format.open_memmap(at("-edges.npy"), "r+")

        def read(row):
            try:
                picture = fit(Image.open(found[names[row]]), size)
            except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
                with at("-unreadable.txt").open("a") as file:
                    file.write(f"{names[row]}\t{' '.join(str(error).split())}\n")
                picture = np.zeros((size, size, 3), np.uint8)
            edges[row] = np.packbits(edge_map(picture), axis=1)
            return picture[None]

        fill(collection.name, len(names), 1, read, names)
        edges.flush()
        lost |= unreadable(directory, collection.name)
        at("-lost.txt").write_text("".join(f"{name}\t{reason}\n" for name, reason in lost.items()))
        few = ", ".join(list(lost)[:NAMED])
        more = f"; all of them in {at('-lost.txt')}" if len(lost) > NAMED else ""
        print(f"{collection.name}: {len(found) - len(lost)} of {len(found)} pictures" + (f", without {few}{more}" if lost else ""))


def unreadable(directory: Path, name: str) -> dict[str, str]:
    """picture's name -> why it could not be read when it was encoded"""
    path = directory / f"{name}-unreadable.txt"
    return dict(line.split("\t", 1) for line in path.read_text().splitlines()) if path.exists() else {}
