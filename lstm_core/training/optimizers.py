"""Adam and SGD on one flat vector: all parameters are views into it, so that a step is a handful of operations.

torch.optim would do, but building any of its optimisers imports torch's compiler, a second and more.
"""

import torch
from torch import Tensor, nn


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
        if largest and norm > largest:
            self.gradients.mul_(largest / (norm + 1e-6))
        return norm


class Adam:
    """Kingma and Ba 2015, with their constants."""

    def __init__(self, flat: Flat) -> None:
        self.flat, self.count = flat, 0
        self.mean, self.square = torch.zeros_like(flat.values), torch.zeros_like(flat.values)

    def step(self, rate: float) -> None:
        """One update with this learning rate."""
        self.count += 1
        self.mean.lerp_(self.flat.gradients, 0.1)
        self.square.mul_(0.999).addcmul_(self.flat.gradients, self.flat.gradients, value=0.001)
        scale: Tensor = (self.square / (1 - 0.999**self.count)).sqrt_().add_(1e-8)
        self.flat.values.addcdiv_(self.mean, scale, value=-rate / (1 - 0.9**self.count))


class Sgd:
    """Gradient descent with momentum 0.9."""

    def __init__(self, flat: Flat) -> None:
        self.flat, self.speed = flat, torch.zeros_like(flat.values)

    def step(self, rate: float) -> None:
        """One update with this learning rate."""
        self.speed.mul_(0.9).add_(self.flat.gradients)
        self.flat.values.add_(self.speed, alpha=-rate)


OPTIMIZERS: dict[str, type[Adam] | type[Sgd]] = {"Adam": Adam, "SGD": Sgd}
