"""FashionIQ and Fashion200k in training: what is read, what is refused, and a few steps of the stages on both.

`SMOKE` names the runs of `make smoke`, whose autoencoder, CLIP and features the stages begin from.
"""

import os
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

import miniature_fashion
import numpy as np

from hemline_training import config, fashion, triplets

SMOKE = os.environ.get("SMOKE")


class Miniature(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.iq = miniature_fashion.fashion_iq(Path(folder.name) / "iq")
        self.two_hundred = miniature_fashion.fashion_200k(Path(folder.name) / "200k")


class Reading(Miniature):
    def test_fashion_iq_gives_a_caption_to_each_round(self):
        collection = fashion.fashion_iq(self.iq, 0)
        self.assertEqual(len(collection.triplets), 6)
        first = collection.triplets[0]
        self.assertEqual((first.reference, first.target), ("DRESS0", "DRESS1"))
        self.assertEqual(first.instructions, ("is red", "has long sleeves"))
        self.assertEqual(first.whole, "is red and has long sleeves")

    def test_fashion_200k_says_the_word_that_differs(self):
        collection = fashion.fashion_200k(self.two_hundred, 0)
        said = {(t.reference.split("/")[2], t.target.split("/")[2], t.whole, t.instructions) for t in collection.triplets}
        replace = lambda a, b, gone, come: (a, b, f"replace {gone} with {come}", (f"remove {gone}", f"add {come}"))
        possible = {
            replace("0", "1", "black", "white"),
            replace("1", "0", "white", "black"),
            replace("0", "2", "lace", "silk"),
            replace("2", "0", "silk", "lace"),
        }
        self.assertTrue(said)
        self.assertLessEqual(said, possible)  # caption 3 differs from none in one word
        self.assertNotIn("women/dress/3/3_0.jpeg", collection.files)

    def test_edges_are_where_the_picture_changes(self):
        picture = np.zeros((256, 256, 3), np.uint8)
        self.assertFalse(fashion.edge_map(picture).any())
        picture[:, 128:] = 255
        edges = fashion.edge_map(picture)
        self.assertEqual(edges.shape, (64, 64))
        self.assertEqual(set(np.flatnonzero(edges.any(0))) - {31, 32}, set())
        self.assertTrue(edges.any(1).all())


class Refused(Miniature):
    def refuses(self, read, root, *words):
        with self.assertRaises(SystemExit) as refused:
            read(root, 0)
        for word in words:
            self.assertIn(word, str(refused.exception))

    def test_a_missing_file_is_named(self):
        (self.iq / "captions/cap.shirt.train.json").unlink()
        self.refuses(fashion.fashion_iq, self.iq, "cap.shirt.train.json is missing")
        (self.two_hundred / "labels/top_train_detect_all.txt").unlink()
        self.refuses(fashion.fashion_200k, self.two_hundred, "top_train_detect_all.txt is missing")

    def test_what_is_not_in_the_published_form_is_named_with_its_place(self):
        captions = self.iq / "captions/cap.dress.train.json"
        for text, words in (
            ("[{", "not JSON"),
            ("[]", "something in it"),
            ('[{"candidate": "A", "target": "B", "captions": ["one"]}]', "entry 1"),
            ('[{"candidate": "DRESS0", "target": "ELSE", "captions": ["one", "two"]}]', "ELSE is not in"),
        ):
            captions.write_text(text)
            self.refuses(fashion.fashion_iq, self.iq, "cap.dress.train.json", words)
        labels = self.two_hundred / "labels/top_train_detect_all.txt"
        labels.write_text("women/a.jpeg\t1\tred top\nwomen/b.jpeg red top\n")
        self.refuses(fashion.fashion_200k, self.two_hundred, "top_train_detect_all.txt, line 2")


@unittest.skipUnless(SMOKE, "SMOKE is not set: `make smoke` runs the stages on both data sets")
class Training(Miniature):
    def test_the_stages_learn_from_both(self):
        settings = [f"data.fashion_iq={self.iq}", f"data.fashion_200k={self.two_hundred}"]
        said = ""
        for stage, name in (("latents", "latents"), ("base", "base-fashion"), ("edit", "edit-fashion")):
            command = [sys.executable, "-m", "hemline_training", stage, "--name", name, "--config", "training/configs/smoke.yaml"]
            run = subprocess.run([*command, "--runs", SMOKE, *settings], capture_output=True, text=True)
            self.assertEqual(run.returncode, 0, run.stderr)
            said += run.stdout
        self.assertIn("fashion-iq: 7 of 9 pictures, without DRESS2, SHIRT2", said)
        self.assertIn("fashion-iq: 4 of 6 triplets have both their pictures", said)
        lost = (Path(SMOKE) / "latents/fashion-iq-lost.txt").read_text().splitlines()
        self.assertEqual(lost[0], "DRESS2\tmissing")
        self.assertRegex(lost[1], r"^SHIRT2\tcannot identify")
        for name in ("base-fashion", "edit-fashion"):
            rows = (Path(SMOKE) / name / "curve.csv").read_text().splitlines()
            self.assertEqual(len(rows), 4, "a header and three steps")

        settings = config.load("training/configs/smoke.yaml", settings)
        pairs = triplets.pairs(settings, Path(SMOKE), np.random.default_rng(0))
        one, two = pairs.rounds(6)  # three of them the renderer's
        real = slice(3, 6)
        self.assertTrue((one.reference[real] == two.reference[real]).all())
        self.assertTrue((one.vision[real] == two.vision[real]).all())
        self.assertFalse((one.ids[real] == two.ids[real]).all())
        self.assertTrue(two.target[real].isfinite().all())
        for one, has_edges in zip(pairs.sets, (False, True)):
            poses = [one.tensors(at)[3] for at in range(len(one))]
            self.assertEqual(any(pose.any() for pose in poses), has_edges, one)
