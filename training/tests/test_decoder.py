"""What the decoder's stage holds to the target pixel by pixel, and what it leaves to the eye."""

import unittest

import torch

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


if __name__ == "__main__":
    unittest.main()
