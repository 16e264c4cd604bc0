"""Teach a net the next symbol: truncated back-propagation through time with carried state, and Adam.

`train` is a generator: every `next` is one update, and whoever iterates decides when to stop.
"""

import math
from collections.abc import Callable, Iterator

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn.functional import cross_entropy

from lstm_core.cells.torch_layout import from_torch
from lstm_core.generation.corpus import Corpus, encoded, stream
from lstm_core.generation.model import Net
from lstm_core.generation.predictor import bits
from lstm_core.generation.search.decoding import sample
from lstm_core.generation.settings import Judged, Progress, Settings
from lstm_core.training.optimizers import Adam, Flat

JUDGED_EVERY = 50  # updates between two looks at the held-out pieces
JUDGED_ON = 4_000  # symbols of them at most
TRAINING_ON = 1_500  # symbols of what it learns from, for comparison
SAID, CALM = 120, 0.7  # symbols it says whenever it is judged, and their temperature


def train(
    corpus: Corpus, settings: Settings | None = None, clock: Callable[[], float] | None = None
) -> Iterator[Progress]:
    """Yield after every update; stop iterating to stop training. A clock fills in the seconds."""
    settings, now = settings or Settings(), clock or (lambda: 0.0)
    torch.set_num_threads(1)  # the setting belongs to this thread
    start, learner = now(), _Learner(corpus, settings)
    net = best = learner.net()
    judged = [_judged(net, corpus, 0)]
    for step in range(1, settings.steps + 1):
        found = learner.update(settings.learning_rate * (1 - (step - 1) / settings.steps))
        if step % JUDGED_EVERY == 0 or step == settings.steps:
            net = learner.net()
            judged.append(_judged(net, corpus, step))
            if judged[-1].held_out == min(look.held_out for look in judged):
                best = net
        yield Progress(step, found, judged[-1].held_out, now() - start, net, best, tuple(judged))


def _judged(net: Net, corpus: Corpus, step: int) -> Judged:
    """On both kinds of pieces alike: everything remembered, nothing dropped. END is heard in `begin`."""
    training = bits(net, stream(corpus.training)[1 : TRAINING_ON + 1])
    held_out = bits(net, stream(corpus.held_out)[1 : JUDGED_ON + 1])
    return Judged(step, training, held_out, sample(net, SAID, 0, CALM))


class _Learner:
    """nn.LSTM between a one-hot symbol and a softmax, and what it remembers of the text so far."""

    def __init__(self, corpus: Corpus, settings: Settings) -> None:
        self.corpus, self.settings = corpus, settings
        self.random = torch.Generator().manual_seed(settings.seed)
        count = len(corpus.symbols)
        self.lstm, self.readout = nn.LSTM(count, settings.hidden), nn.Linear(settings.hidden, count)
        self.flat = Flat([self.lstm, self.readout])
        self._first_weights()
        self.adam = Adam(self.flat)
        self.windows = _windows(corpus, settings)
        self.state: tuple[Tensor, Tensor] | None = None

    def update(self, rate: float) -> float:
        """One window forward, back, and a step of Adam; bits per symbol."""
        xs, ys, fresh = next(self.windows)
        self.flat.gradients.zero_()
        hot = torch.zeros(*xs.shape, len(self.corpus.symbols)).scatter_(2, xs.unsqueeze(2), 1.0)
        hs, state = self.lstm(hot, None if fresh else self.state)
        self.state = (state[0].detach(), state[1].detach())  # carried on, but errors are followed no further
        loss = cross_entropy(self.readout(self._dropped(hs)).flatten(0, 1), ys.flatten())
        if not math.isfinite(float(loss.detach())):
            raise ValueError("The loss is no longer a number: the updates grew too large. Try a smaller learning rate.")
        loss.backward()
        self.flat.clip(1.0)
        self.adam.step(rate)
        return float(loss.detach()) / math.log(2)

    def net(self) -> Net:
        """What has been learnt so far, under our names."""
        with torch.no_grad():
            stacked = {name[:-3]: weight.numpy().copy() for name, weight in self.lstm.named_parameters()}
            answer = {"W_y": self.readout.weight.numpy().copy(), "b_y": self.readout.bias.numpy().copy()}
        return Net(self.corpus.symbols, from_torch("LSTM", stacked) | answer)

    def _first_weights(self) -> None:
        """Uniform, as torch's own, but from our seed; the forget gate begins open."""
        bound, hidden = self.settings.hidden**-0.5, self.settings.hidden
        with torch.no_grad():
            self.flat.values.uniform_(-bound, bound, generator=self.random)
            biases = dict(self.lstm.named_parameters())
            biases["bias_ih_l0"][hidden : 2 * hidden] = 1.0
            biases["bias_hh_l0"].zero_()

    def _dropped(self, hs: Tensor) -> Tensor:
        keep = 1 - self.settings.dropout
        return hs * (torch.rand(hs.shape, generator=self.random) < keep) / keep


def _windows(corpus: Corpus, settings: Settings) -> Iterator[tuple[Tensor, Tensor, bool]]:
    """Inputs and targets, (time, batch) each, for ever; True where a fresh order of the pieces begins."""
    rng, pieces = np.random.default_rng([settings.seed, 1]), corpus.training
    while True:
        text = encoded(corpus.symbols, stream(tuple(pieces[k] for k in rng.permutation(len(pieces)))))
        length = max((len(text) - 1) // settings.batch, 1)
        starts = np.minimum(np.arange(settings.batch) * length, len(text) - 1 - length)
        for begin in range(0, length, settings.time):
            steps = np.arange(begin, min(begin + settings.time, length))[:, None] + starts
            yield torch.from_numpy(text[steps]), torch.from_numpy(text[steps + 1]), begin == 0
