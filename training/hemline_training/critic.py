"""A critic beside the edit stage's losses: it learns to tell targets from predictions, the denoiser to pass for one.

Squared error's best guess of what nobody can know, where a hem ends or how a fold falls, is the mean of all that it
might be: a blur. Few steps leave no time to sharpen it. The critic is a patch discriminator that sees the reference
beside the latent (Isola et al. 2017), with spectral normalisation (Miyato et al. 2018) and the hinge loss (Lim and Ye
2017), as adversarial distillation uses one to sample in few steps (Sauer et al. 2023). Noise over all that it sees
(Arjovsky and Bottou 2017) keeps it from what no eye could tell: without it even a copy does not pass.
"""

import torch
import torch.nn.functional as F
from torch import nn
from torch.func import functional_call
from torch.nn.utils.parametrizations import spectral_norm


class Patches(nn.Module):
    """Latents and their references [b, c, s, s] each -> a score a patch [b, 1, s / 2, s / 2]"""

    def __init__(self, channels: int, width: int):
        super().__init__()
        conv = lambda inner, outer, size, stride: spectral_norm(nn.Conv2d(inner, outer, size, stride, size // 2))
        self.layers = nn.Sequential(
            conv(2 * channels, width, 3, 1),
            nn.LeakyReLU(0.2),
            conv(width, width, 3, 1),
            nn.LeakyReLU(0.2),
            conv(width, 2 * width, 3, 2),
            nn.LeakyReLU(0.2),
            conv(2 * width, 2 * width, 3, 1),
            nn.LeakyReLU(0.2),
            conv(2 * width, 1, 1, 1),
        )

    def forward(self, latent, reference):
        return self.layers(torch.cat([latent, reference], 1))


class Critic:
    """The discriminator with an optimiser of its own. `noise` is a standard deviation, in latents of unit variance;
    `average` makes its gradients the mean over all processes."""

    def __init__(self, channels: int, width: int, lr: float, noise: float, device, average):
        self.model = Patches(channels, width).to(device, memory_format=torch.channels_last)
        self.optimiser = torch.optim.AdamW(self.model.parameters(), lr=lr, betas=(0.5, 0.99), weight_decay=0.0)
        self.noise, self.average = noise, average

    def learn(self, prediction, target, reference) -> float:
        """One step; returns the hinge loss: 2 where it cannot tell them apart, 0 where it always can."""
        true, made = (self.model(self.dim(x), reference) for x in (target, prediction.detach()))
        loss = F.relu(1 - true.float()).mean() + F.relu(1 + made.float()).mean()
        self.optimiser.zero_grad()
        loss.backward()
        self.average([p for p in self.model.parameters()])
        self.optimiser.step()
        return loss.item()

    def doubt(self, prediction, reference) -> torch.Tensor:
        """How little the predictions pass for targets, [b]; its gradient goes to them alone."""
        # copies: the critic learns again before this is differentiated
        state = {name: value.detach().clone() for name, value in self.model.state_dict().items()}
        return -functional_call(self.model, state, (self.dim(prediction), reference)).float().mean((1, 2, 3))

    def dim(self, latent):
        return latent + self.noise * torch.randn_like(latent)

    def state_dict(self) -> dict:
        return {"model": self.model.state_dict(), "optimiser": self.optimiser.state_dict()}

    def load_state_dict(self, state: dict):
        self.model.load_state_dict(state["model"])
        self.optimiser.load_state_dict(state["optimiser"])
