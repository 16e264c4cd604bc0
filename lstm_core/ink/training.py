"""Train what reads symbols and letters, from strokes made of geometry alone: `python -m lstm_core.ink.training`.

It takes some minutes and writes symbols.safetensors and letters.safetensors beside this file.
"""

from typing import TYPE_CHECKING

import numpy as np
from numpy.random import Generator
from safetensors.numpy import save_file

from lstm_core.ink.alphabet import LETTERS
from lstm_core.ink.glyphs import PROTOTYPES, Prototypes, Strokes, glyph
from lstm_core.ink.strokes import resampled
from lstm_core.ink.symbols import OF_LETTERS, WEIGHTS, features

if TYPE_CHECKING:
    import torch

SAMPLES, HIDDEN, ROUNDS, BATCH, RATE = 800, 64, 40, 128, 0.003
OF_A_LETTER = 1_200  # samples: what is no letter has many shapes


def samples(count: int, seed: int, among: Prototypes = PROTOTYPES) -> tuple[np.ndarray, np.ndarray]:
    """Features and classes of `count` glyphs a class: (samples, features) and (samples,)."""
    rng = np.random.default_rng(seed)
    names = [(k, name) for k, name in enumerate(among) for _ in range(count)]
    seen = [features(shaken(glyph(name, rng, rng.uniform(0.4, 2.2), among), rng)) for _, name in names]
    return np.array(seen), np.array([k for k, _ in names])


def shaken(strokes: Strokes, rng: Generator) -> Strokes:
    """Strokes as a pen samples them that trembles: points at some distance, each a little off."""
    step, noise = rng.uniform(0.03, 0.12), rng.choice([0.0, rng.uniform(0, 0.09)])
    dense = [resampled(stroke, step) for stroke in strokes]
    return [points + rng.normal(0, noise, points.shape) for points in dense]


def train(count: int = SAMPLES, seed: int = 0, among: Prototypes = PROTOTYPES) -> dict[str, np.ndarray]:
    """Weights of a net that tells the classes apart."""
    import torch

    torch.manual_seed(seed)
    xs, classes = samples(count, seed, among)
    mean = xs.mean(axis=0)
    first, last = torch.nn.Linear(xs.shape[1], HIDDEN), torch.nn.Linear(HIDDEN, len(among))
    net = torch.nn.Sequential(first, torch.nn.Tanh(), torch.nn.Dropout(0.2), last)
    _fit(net, torch.tensor(xs - mean, dtype=torch.float32), torch.tensor(classes))
    w1, b1, w2, b2 = (value.detach().numpy() for value in net.parameters())
    return {"mean": mean.astype(np.float32), "w1": w1.T.copy(), "b1": b1, "w2": w2.T.copy(), "b2": b2}


def _fit(net: "torch.nn.Module", data: "torch.Tensor", wanted: "torch.Tensor") -> None:
    """Train a net; a little noise on what it sees keeps it from knowing the samples by heart."""
    import torch

    optimizer = torch.optim.AdamW(net.parameters(), RATE, weight_decay=0.02)
    schedule = torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, ROUNDS)
    for _ in range(ROUNDS):
        for some in torch.randperm(len(data)).split(BATCH):
            noisy = data[some] + 0.1 * torch.randn_like(data[some])
            loss = torch.nn.functional.cross_entropy(net(noisy), wanted[some], label_smoothing=0.05)
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
        schedule.step()


if __name__ == "__main__":
    save_file(train(), WEIGHTS)
    save_file(train(OF_A_LETTER, among=LETTERS), OF_LETTERS)
