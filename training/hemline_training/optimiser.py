"""The optimiser of a run: AdamW, or Muon (Jordan et al. 2024) for hidden matrices and kernels beside AdamW for
the rest."""

import torch
from torch import nn

# first and last layers and look-up tables are no maps between hidden states: Muon's authors leave them to AdamW
OUTSIDE = ("embedding", "conv_in", "conv_out")


class Optimiser:
    """`kind` is adamw or muon; both take a learning rate of AdamW's size."""

    def __init__(self, kind: str, model: nn.Module, lr: float, weight_decay: float):
        trained = {name: p for name, p in model.named_parameters() if p.requires_grad}
        inside = [
            p
            for name, p in trained.items()
            if kind == "muon" and p.dim() >= 2 and not any(part in name for part in OUTSIDE)
        ]
        # views, so that a step on the matrix is a step on the kernel; `view` refuses kernels not laid out channels last
        self.matrices = [(p, nn.Parameter(rows(p.detach()).view(len(p), -1))) for p in inside]
        chosen = {id(p) for p in inside}
        rest = [p for p in trained.values() if id(p) not in chosen]
        self.parts = [torch.optim.AdamW(rest, lr=lr, weight_decay=weight_decay, betas=(0.9, 0.99))]
        if inside:
            views = [view for _, view in self.matrices]
            self.parts.append(
                torch.optim.Muon(views, lr=lr, weight_decay=weight_decay, adjust_lr_fn="match_rms_adamw")
            )
        self.parameters = list(trained.values())

    def step(self, lr: float):
        for part in self.parts:
            for group in part.param_groups:
                group["lr"] = lr
        for parameter, view in self.matrices:
            view.grad = None if parameter.grad is None else rows(parameter.grad).flatten(1)
        for part in self.parts:
            part.step()

    def zero_grad(self):
        for parameter in self.parameters:
            parameter.grad = None

    def state_dict(self) -> list[dict]:
        return [part.state_dict() for part in self.parts]

    def load_state_dict(self, states: list[dict]):
        for part, state in zip(self.parts, states, strict=True):
            part.load_state_dict(state)


def rows(tensor: torch.Tensor) -> torch.Tensor:
    """A kernel [out, in, h, w] as [out, h, w, in]; a matrix as it is."""
    return tensor if tensor.dim() == 2 else tensor.permute(0, 2, 3, 1)
