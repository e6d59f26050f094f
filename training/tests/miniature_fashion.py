"""FashionIQ and Fashion200k as published, a few pictures large."""

import json
from pathlib import Path

from PIL import Image, ImageDraw

from hemline_training import fashion


def picture(path: Path, number: int):
    path.parent.mkdir(parents=True, exist_ok=True)
    image = Image.new("RGB", (60, 90), (40 * number % 256, 90, 200))
    ImageDraw.Draw(image).rectangle((15, 20 + number, 45, 70), fill=(20, 30 * number % 256, 20))
    image.save(path)


def fashion_iq(root: Path) -> Path:
    """Three pictures a category; the third one's file is missing in `dress`, unreadable in `shirt`."""
    for name in ("captions", "image_splits"):
        (root / name).mkdir(parents=True)
    for category in fashion.FASHION_IQ:
        asins = [f"{category.upper()}{i}" for i in range(3)]
        pairs = [(0, 1, "is red", "has long sleeves"), (1, 2, "is longer", "is blue")]
        entries = [{"candidate": asins[a], "target": asins[b], "captions": [one, two]} for a, b, one, two in pairs]
        (root / "captions" / f"cap.{category}.train.json").write_text(json.dumps(entries))
        (root / "image_splits" / f"split.{category}.train.json").write_text(json.dumps(asins))
        for number, asin in enumerate(asins):
            picture(root / "images" / f"{asin}.{'png' if number else 'jpg'}", number)
    (root / "images" / "DRESS2.png").unlink()
    (root / "images" / "SHIRT2.png").write_text("not a picture")
    return root


def fashion_200k(root: Path) -> Path:
    """Four pictures a category, whose captions differ in the first word or in the second."""
    (root / "labels").mkdir(parents=True)
    for category in fashion.FASHION_200K:
        named = f"{category} for {category}"  # two words, so that captions of two categories never differ in one
        captions = [f"black lace {named}", f"white lace {named}", f"black silk {named}", f"odd one of {named}"]
        lines = []
        for number, caption in enumerate(captions):
            name = f"women/{category}/{number}/{number}_0.jpeg"
            picture(root / name, number)
            lines.append(f"{name}\t-0.{number}\t{caption}\n")
        (root / "labels" / f"{category}_train_detect_all.txt").write_text("".join(lines))
    return root
