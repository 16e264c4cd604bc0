"""Adam and SGD on one flat vector: all parameters are views into it, so that a step is one or two operations.

torch.optim would do, but building any of its optimisers imports torch's compiler, a second and more.
"""

import torch
from torch import nn


class Flat:
    """All parameters of some modules as one vector, and their gradients as another."""

    def __init__(self, modules: list[nn.Module]) -> None:
        parameters = [parameter for module in modules for parameter in module.parameters()]
        sizes = [parameter.numel() for parameter in parameters]
        self.values = torch.cat([parameter.detach().reshape(-1) for parameter in parameters])
        self.gradients = torch.zeros_like(self.values)
        pieces = zip(parameters, self.values.split(sizes), self.gradients.split(sizes), strict=True)
        for parameter, value, gradient in pieces:
            parameter.data = value.view_as(parameter)
            parameter.grad = gradient.view_as(parameter)

    def clip(self, largest: float) -> float:
        """Shrink the gradient to this norm if it is longer (Pascanu et al. 2013); return the norm it had."""
        norm = float(torch.linalg.vector_norm(self.gradients))
        if norm > largest:
            self.gradients.mul_(largest / (norm + 1e-6))
        return norm


class Adam:
    """Kingma and Ba 2015, with their constants."""

    def __init__(self, flat: Flat) -> None:
        self.flat, self.count = flat, torch.zeros(())
        self.mean, self.square = torch.zeros_like(flat.values), torch.zeros_like(flat.values)
        self.memory = self.count, self.mean, self.square  # all that it remembers from update to update

    def step(self, rate: float) -> None:
        """One update with this learning rate, by the one operation in which torch's own Adam ends when fused."""
        self.count += 1
        torch._fused_adam_(
            [self.flat.values],
            [self.flat.gradients],
            [self.mean],
            [self.square],
            [],
            [self.count],
            lr=rate,
            beta1=0.9,
            beta2=0.999,
            weight_decay=0.0,
            eps=1e-8,
            amsgrad=False,
            maximize=False,
        )


class Sgd:
    """Gradient descent with momentum 0.9."""

    def __init__(self, flat: Flat) -> None:
        self.flat, self.speed = flat, torch.zeros_like(flat.values)
        self.memory = (self.speed,)  # all that it remembers from update to update

    def step(self, rate: float) -> None:
        """One update with this learning rate."""
        self.speed.mul_(0.9).add_(self.flat.gradients)
        self.flat.values.add_(self.speed, alpha=-rate)


OPTIMIZERS: dict[str, type[Adam] | type[Sgd]] = {"Adam": Adam, "SGD": Sgd}
