"""What the decoder's stage holds to the target pixel by pixel, and what it leaves to the eye."""

import tempfile
import unittest
from pathlib import Path

import torch

from hemline_training import autoencoder
from hemline_training.decoder import changed


class Changed(unittest.TestCase):
    def test_is_what_differs_and_a_little_around_it(self):
        reference = torch.zeros(1, 3, 32, 32)
        target = reference.clone()
        target[0, 1, 16, 8] = 0.5
        where = changed(target, reference)
        self.assertEqual(where.shape, (1, 1, 32, 32))
        self.assertEqual(where.sum().item(), 9 * 9)
        self.assertEqual(where[0, 0, 12:21, 4:13].sum().item(), 9 * 9)

    def test_is_not_what_no_eye_could_tell(self):
        reference = torch.zeros(1, 3, 32, 32)
        self.assertEqual(changed(reference + 0.01, reference).sum().item(), 0)


class Latest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.runs = Path(folder.name)

    def ran(self, stage: str, encoder: float, decoder: float):
        (self.runs / stage).mkdir(exist_ok=True)
        average = {"encoder.weight": torch.tensor([encoder]), "mean": torch.zeros(1), "decoder.weight": torch.tensor([decoder])}
        torch.save({"average": average}, self.runs / stage / "checkpoint.pt")

    def test_is_the_autoencoder_until_the_decoder_has_gone_on(self):
        self.ran("autoencoder", 1.0, 2.0)
        self.assertEqual(autoencoder.latest(self.runs)["decoder.weight"], 2.0)
        self.ran("decoder", 1.0, 3.0)
        self.assertEqual(autoencoder.latest(self.runs)["decoder.weight"], 3.0)

    def test_refuses_a_decoder_of_another_encoder(self):
        self.ran("autoencoder", 1.5, 2.0)
        self.ran("decoder", 1.0, 3.0)
        with self.assertRaisesRegex(SystemExit, "remove .*decoder and run it again"):
            autoencoder.latest(self.runs)


if __name__ == "__main__":
    unittest.main()
