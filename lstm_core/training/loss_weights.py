"""Which share every number has in the loss: a mean over all steps, over the steps that count, or over both apart."""

import numpy as np

CHUNK = 16  # batches drawn at once


def shares(loss: str, mask: np.ndarray, ys: np.ndarray) -> np.ndarray:
    """(..., time, batch, 1); what is summed with these shares over a batch is then a mean.

    mask: (..., time, batch), ys: (..., time, batch, outputs). Where no step counts, all do.
    """
    parts = {
        "balanced": (mask, 1 - mask),
        "all steps": (np.ones_like(mask),),
        "steps that count": (np.where(mask.any((-2, -1), keepdims=True), mask, 1),),
    }[loss]
    share = sum(part / np.maximum(part.sum((-2, -1), keepdims=True), 1) for part in parts)
    return (share / ys.shape[-1])[..., None].astype(np.float32)
