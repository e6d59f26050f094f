"""The Stable Diffusion stages on a tiny random checkpoint: what is refused, what is drawn, what a kill costs."""

import json
import os
import signal
import subprocess
import sys
import tempfile
import time
import unittest
from pathlib import Path
from types import SimpleNamespace

import torch
from tiny_checkpoint import WIDTH, make

from hemline_training import noise_form, stable_diffusion
from hemline_training.checkpoint import Checkpoint
from hemline_training.pairs import Batch
from hemline_training.run import finished

ROOT = Path(__file__).resolve().parents[2]
SMOKE = ROOT / "training" / "runs" / "smoke"


class Checkpoints(unittest.TestCase):
    def setUp(self):
        self.folder = Path(self.enterContext(tempfile.TemporaryDirectory()))

    def refused(self, words: str, change=lambda folder: None, **wrong):
        folder = make(self.folder / "checkpoint", **wrong)
        change(folder)
        with self.assertRaisesRegex(SystemExit, words):
            Checkpoint.inspect(folder).parts()

    @staticmethod
    def edited(file: str, **values):
        def change(folder: Path):
            path = folder / file
            path.write_text(json.dumps(json.loads(path.read_text()) | values))

        return change

    def test_a_folder_that_is_no_checkpoint(self):
        with self.assertRaisesRegex(SystemExit, "no checkpoint in Hugging Face layout"):
            Checkpoint.inspect(self.folder)

    def test_stable_diffusion_xl(self):
        self.refused("is a StableDiffusionXLPipeline", self.edited("model_index.json", _class_name="StableDiffusionXLPipeline"))

    def test_a_unet_of_xl_under_another_name(self):
        self.refused("not the U-Net of Stable Diffusion 1.x", self.edited("unet/config.json", addition_embed_type="text_time"))

    def test_stable_diffusion_2(self):
        self.refused("predicts v_prediction", self.edited("scheduler/scheduler_config.json", prediction_type="v_prediction"))

    def test_an_inpainting_variant(self):
        self.refused("takes 9 channels where its vae gives 4", in_channels=9)

    def test_cross_attention_of_another_width(self):
        self.refused(f"tokens 48 wide, its text_encoder gives {WIDTH}", cross_attention=48)

    def test_a_vision_tower_of_another_clip(self):
        self.refused("projects pictures to 1280", self.edited("image_encoder/config.json", projection_dim=1280))

    def test_a_missing_folder(self):
        for part in ("vae", "text_encoder", "scheduler"):
            with self.subTest(part):
                self.refused(f"lacks its '{part}' folder", lambda folder: (folder / part).rename(folder.parent / part))

    def test_no_vision_tower(self):
        self.refused("Name one with checkpoint.vision", lambda folder: (folder / "image_encoder").rename(folder / "other"))

    def test_weights_that_are_torn_or_gone(self):
        weights = "unet/diffusion_pytorch_model.safetensors"
        self.refused("unet: the weights cannot be read", lambda folder: os.truncate(folder / weights, 1000))
        self.refused("unet: the weights cannot be read", lambda folder: (folder / weights).unlink())


def tiny_config(folder: Path) -> SimpleNamespace:
    return SimpleNamespace(
        checkpoint=SimpleNamespace(
            folder=folder, vision=None, controlnet=None, size=128, tokens=30, image_tokens="pooled"
        ),
        edit=SimpleNamespace(lora_rank=2, largest_gain=4.0, gradient_checkpointing=False, round_two_image="reference"),
    )


class Losses(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        folder = make(Path(cls.enterClassContext(tempfile.TemporaryDirectory())))
        cpu = SimpleNamespace(mixed_precision="no", device=torch.device("cpu"))
        cls.form = noise_form.NoiseForm.from_checkpoint(tiny_config(folder), folder, cpu)

    def batch(self, seed: int) -> Batch:
        torch.manual_seed(seed)
        return Batch(
            reference=torch.randn(2, 4, 16, 16),
            target=torch.randn(2, 4, 16, 16),
            ids=torch.randint(0, 500, (2, 30)),
            with_text=torch.ones(2, dtype=torch.bool),
            vision=torch.randn(2, 1, WIDTH),
            pose=torch.zeros(2, 3, 64, 64),
        )

    def test_timesteps_stay_where_errors_grow_at_most_by_the_gain(self):
        abar, (first, second) = self.form.abar, noise_form.bounds(self.form.abar, 4.0)
        self.assertLessEqual(((1 - abar[first - 1]) / abar[first - 1]).sqrt(), 4)
        self.assertGreater(((1 - abar[first]) / abar[first]).sqrt(), 4)
        self.assertLessEqual((abar[second] / (1 - abar[second])).sqrt(), 4)
        self.assertGreater((abar[second - 1] / (1 - abar[second - 1])).sqrt(), 4)

    def test_a_denoiser_that_knew_the_noise_would_have_no_loss(self):
        one, two = self.batch(1), self.batch(2)
        two.target = one.reference  # as if neither sub-edit changed anything
        seen = []

        def oracle(sample, t, condition, pose):
            abar = noise_form.at(self.form.abar, t)
            seen.append(sample)
            return (sample - abar.sqrt() * one.reference) / (1 - abar).sqrt()

        trained, self.form.predict = self.form.predict, oracle
        self.addCleanup(setattr, self.form, "predict", trained)
        self.assertLess(self.form.multi(one, two).item(), 1e-6)
        self.assertEqual(len(seen), 2)
        one.target = one.reference
        self.assertLess(self.form.single(one).max().item(), 1e-6)

    def test_the_gradient_of_round_two_reaches_round_one(self):
        one, two = self.batch(1), self.batch(2)
        first, predict = [], self.form.predict

        def watched(*inputs):
            noise = predict(*inputs)
            if not first:
                noise.retain_grad()
                first.append(noise)
            return noise

        self.form.predict = watched
        self.addCleanup(setattr, self.form, "predict", predict)
        self.form.multi(one, two).backward()
        self.assertGreater(first[0].grad.abs().max().item(), 0)

    def test_only_lora_and_the_pose_network_are_trained(self):
        trained = {name for name, p in self.form.model.named_parameters() if p.requires_grad}
        self.assertTrue(all(name.startswith("pose_net.") or ("lora" in name and "up_blocks" in name and "attn2" in name) for name in trained))
        count = sum(p.numel() for p in self.form.model.parameters() if p.requires_grad)
        self.assertEqual(sum(p.numel() for p in self.form.trained.parameters()), count)

    def test_text_set_to_zero_leaves_the_image_token(self):
        batch = self.batch(3)
        condition = self.form.model.condition(batch.ids, batch.vision, torch.tensor([True, False]))
        self.assertEqual(tuple(condition.shape), (2, 31, WIDTH))
        self.assertEqual(condition[1, :30].abs().max(), 0)
        self.assertTrue(torch.equal(condition[:, 30:], batch.vision))


class Sight(unittest.TestCase):
    def test_a_picture_is_resized_as_clip_resizes_it(self):
        folder = make(Path(self.enterContext(tempfile.TemporaryDirectory())))
        checkpoint = Checkpoint.inspect(folder)
        tower = checkpoint.parts()[3]
        image = torch.rand(1, 3, 128, 128) * 2 - 1
        small = torch.nn.functional.interpolate((image + 1) / 2, (28, 28), mode="bicubic", antialias=True).clamp(0, 1)
        mean, deviation = (torch.tensor(v).view(1, 3, 1, 1) for v in (checkpoint.mean, checkpoint.deviation))
        wanted = tower(pixel_values=(small - mean) / deviation).image_embeds
        for tokens, count in (("pooled", 1), ("patches", 5)):
            sight = stable_diffusion.Sight(tower, checkpoint.mean, checkpoint.deviation, 128, tokens)
            self.assertEqual(sight.count, count)
            seen = sight(image)
            self.assertEqual(tuple(seen.shape), (1, count, WIDTH))
            torch.testing.assert_close(seen[:, 0], wanted, atol=1e-5, rtol=1e-4)


@unittest.skipUnless((SMOKE / "stable-diffusion-runs" / "latents").exists(), "make smoke has not written its latents")
class Killed(unittest.TestCase):
    """The stage itself, with its batches."""

    def start(self, name: str) -> subprocess.Popen:
        config = ROOT / "training" / "configs" / "smoke-stable-diffusion.yaml"
        command = [sys.executable, "-m", "hemline_training", "edit", "--config", str(config), "--name", name]
        command += ["--runs", str(SMOKE / "stable-diffusion-runs"), "edit.steps=6"]
        environment = os.environ | {"PYTHONPATH": str(ROOT / "training")}
        return subprocess.Popen(command, cwd=ROOT, env=environment, stderr=subprocess.DEVNULL)

    def test_a_killed_edit_stage_ends_with_the_same_curve_and_weights(self):
        runs = SMOKE / "stable-diffusion-runs"
        for name in ("straight", "killed"):
            for file in (runs / name).glob("*"):
                file.unlink()
        self.assertEqual(self.start("straight").wait(), 0)
        child, curve = self.start("killed"), runs / "killed" / "curve.csv"
        while not curve.exists() or len(curve.read_text().splitlines()) < 4:
            self.assertIsNone(child.poll(), "the run ended before it could be killed")
            time.sleep(0.01)
        child.send_signal(signal.SIGKILL)
        child.wait()
        self.assertEqual(self.start("killed").wait(), 0)
        rows = lambda name: [line.split(",")[:1] + line.split(",")[2:] for line in (runs / name / "curve.csv").read_text().splitlines()]
        self.assertEqual(rows("killed"), rows("straight"))
        for name, weights in finished(runs / "straight").items():
            self.assertTrue(torch.equal(weights, finished(runs / "killed")[name]), name)


if __name__ == "__main__":
    unittest.main()
