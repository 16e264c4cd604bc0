"""Which share every number has in the loss: a mean over all steps, over the steps that count, or over both apart."""

import numpy as np

CHUNK = 16  # batches drawn at once


def shares(loss: str, mask: np.ndarray, ys: np.ndarray) -> np.ndarray:
    """(time, batch, 1); what is summed with these shares is then a mean. mask: (time, batch), ys: with outputs."""
    outputs = ys.shape[-1]
    counts, others = mask.sum() * outputs, (1 - mask).sum() * outputs
    if loss == "all steps" or counts == 0 or (others == 0 and loss == "balanced"):
        share = np.full_like(mask, 1 / ys[..., 0].size / outputs)
    elif loss == "balanced":
        share = mask / counts + (1 - mask) / others
    else:
        share = mask / counts
    return share[..., None].astype(np.float32)
