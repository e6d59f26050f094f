"""Stage `decoder`: the decoder goes on, on what the editor makes; the encoder, and with it every stored latent, stays.

Where nobody can know how a hem ends, the editor's latent is the mean of how it might, and a decoder that has only seen
encoded pictures shows that as smoke. So half of its batch is latents that the editor sampled, one edit to several after
a picture. What the edits left alone is held to the true target pixel by pixel; what they changed above all to what a
reader of garments sees in the target, and to a critic, who does not ask where the hem is but whether it is one.
"""

from pathlib import Path

import torch
import torch.nn.functional as F

from . import autoencoder, denoiser, edit, encoder, triplets
from .critic import Critic
from .data import Rendered, to_tensor
from .run import Run, finished, share_gradients

CELL = 16  # pixels of a latent's cell
DIFFERENT = 0.03  # of the values of a pixel, where an edit counts as seen
SEEN = 3  # of the reader's levels that look closely


def changed(target: torch.Tensor, reference: torch.Tensor) -> torch.Tensor:
    """Where the two differ, and a little around: [b, 3, h, w] each -> [b, 1, h, w] of 0 and 1"""
    different = (target - reference).abs().amax(1, keepdim=True) > DIFFERENT
    return F.max_pool2d(different.float(), 9, 1, 4)


class Eyes:
    """How differently the reader sees two pictures, level by level, as LPIPS compares them."""

    def __init__(self, config, runs: Path, device):
        reader = encoder.build(config, Rendered(config.data.train, 1).values)
        reader.load_state_dict(finished(runs / "encoder"))
        self.net = reader.resnet.eval().requires_grad_(False).to(device, memory_format=torch.channels_last)

    def distance(self, output, target) -> torch.Tensor:
        """[b, 3, h, w] each -> a number; both are halved, which is the size of what the reader is shown."""
        with torch.no_grad():
            wanted = self.maps(target)
        unit = lambda maps: (F.normalize(one.float(), dim=1) for one in maps)
        return sum((a - b).pow(2).sum(1).mean() for a, b in zip(unit(self.maps(output)), unit(wanted)))

    def maps(self, picture):
        return self.net(F.avg_pool2d(picture, 2), output_hidden_states=True).hidden_states[1 : SEEN + 1]


def train(config, directory: Path, accelerator):
    s, runs, device = config.decoder, directory.parent, accelerator.device
    model = autoencoder.build(config).to(memory_format=torch.channels_last)
    model.load_state_dict(finished(runs / "autoencoder"))
    model.encoder.requires_grad_(False)
    patch = 4  # pixels a side that the critic takes at once
    critic = Critic(3 * patch**2, s.critic_width, s.critic_lr, s.critic_noise, device, share_gradients)
    run = Run(directory, s, model, accelerator, config.seed, [critic])
    maker = edit.trained(config, runs).eval().requires_grad_(False).to(device, memory_format=torch.channels_last)
    schedule = denoiser.schedule(config)
    pairs, eyes = triplets.pairs(config, runs, run.chance), Eyes(config, runs, device)
    if s.rounds > pairs.data.shots - 2:
        raise SystemExit(f"decoder.rounds is {s.rounds}: render the data set with --rounds {s.rounds}, or set it to {pairs.data.shots - 2}")
    plain = autoencoder.Crops(config, run.chance)
    window = plain.crop // CELL

    def draw(step):
        # by the step, as the edit stage does: how many edits led to what is shown
        rows, texts = pairs.walks(s.edited_batch, 1 + step % s.rounds)
        ends = [(chain, source) for chain, source, _ in rows[0]] + [(chain, target) for chain, _, target in rows[-1]]
        corners = run.chance.integers(0, config.denoiser.side - window + 1, (s.edited_batch, 2))
        shown = [plain.cut(plain.data.picture(*end), *CELL * corner) for end, corner in zip(ends, [*corners, *corners])]
        return plain.draw(s.batch), pairs.along(rows, texts), corners, plain.stack(shown)

    def loss(step, progress, drawn):
        pictures, rounds, corners, shown = drawn
        image = to_tensor(pictures, device)
        reference, target = to_tensor(shown, device).chunk(2)
        with torch.no_grad():
            made = edit.sampled(maker, schedule, [batch.to(device) for batch in rounds], config.export.sampler.steps)
            cut = torch.stack([z[:, y : y + window, x : x + window] for z, (y, x) in zip(made, corners.tolist())])
            raw = model.encoder(image)
            raw = torch.cat([raw + autoencoder.LATENT_NOISE * torch.randn_like(raw), cut * model.deviation + model.mean])
        copy, output = model.decoder(raw).float().split([len(image), len(cut)])
        copied = autoencoder.reconstruction_loss(copy, image)
        where = 1 - (1 - s.changed_weight) * changed(target, reference)
        held = autoencoder.reconstruction_loss(where * output, where * target)
        seen = eyes.distance(output, target)
        look = [F.pixel_unshuffle(x, patch).contiguous(memory_format=torch.channels_last) for x in (output, target, reference)]
        learnt = critic.learn(*look)
        doubt = critic.doubt(look[0], look[2]).mean()
        value = copied + held + s.feature_weight * seen + s.critic_weight * doubt
        mse = F.mse_loss(copy, image).detach()
        parts = {"copied": copied, "held": held, "seen": seen, "doubt": doubt}
        psnr = (10 * torch.log10(4 / mse)).item()
        return value, {"psnr": psnr, "critic": learnt} | {name: part.item() for name, part in parts.items()}

    run.fit(loss, draw, config.workers)
