"""A tokenizer in CLIP's format, small, and what it makes of some sentences, for src/inference/tokenizer.ts.

`PYTHONPATH=training python training/tests/golden_tokenizer.py test/fixtures`
"""

import json
import sys
import tempfile
from pathlib import Path

from tiny_checkpoint import make

from hemline_training.checkpoint import Checkpoint

TOKENS = 30
SENTENCES = [
    "make it navy, no collar",
    "MAKE  IT\tstriped\n and longer",
    "isn't it too short? it's 2 sizes off, they're frayed",
    "crème brûlée 颜色 👗 naïve",
    "a <|endoftext|> b",
    "longer " * 40,
    "",
]

if __name__ == "__main__":
    out = Path(sys.argv[1])
    with tempfile.TemporaryDirectory() as folder:
        words = Checkpoint.inspect(make(Path(folder))).tokenizer(TOKENS)
    (out / "clip-tokenizer.json").write_text(words.to_str() + "\n")
    ids = [{"text": text, "ids": words.encode(text).ids} for text in SENTENCES]
    (out / "clip-tokenizer-ids.json").write_text(json.dumps({"tokens": TOKENS, "sentences": ids}, ensure_ascii=False) + "\n")
