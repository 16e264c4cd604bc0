"""Backpropagation through time: how much each value of a trace matters for the last step.

Most of it is NumPy. `gradients` asks torch's autograd, so it is loaded when it is first asked for.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from lstm_core.gradients.autograd import gradients

__all__ = ["gradients"]


def __getattr__(name: str) -> Any:
    if name == "gradients":
        from lstm_core.gradients.autograd import gradients

        return gradients
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
