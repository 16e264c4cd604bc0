"""The net in NumPy computes what torch computes, is learnt by torch, saved and found again."""

import numpy as np
import pytest
import torch

from lstm_core.cells import CELLS
from lstm_core.cells.torch_layout import to_torch
from lstm_core.generation.corpus import END, Corpus, encoded, folk_tunes, stream
from lstm_core.generation.learning import train
from lstm_core.generation.model import SHIPPED, SymbolNet, load, shipped_net
from lstm_core.generation.ngrams import baselines
from lstm_core.generation.predictor import bits, log_softmax
from lstm_core.generation.search.beam import beam
from lstm_core.generation.search.decoding import greedy, sample
from lstm_core.generation.settings import TextSettings
from lstm_core.run import trace, zero_state
from tests.lstm_core.generation.nets import random_net

TOY = Corpus("toy", ("abcabcabc", "bcabca", "cabcab") * 6)


def spoken(net, text):
    """Logits after END and after every character: (time, symbols)."""
    logits, state = net.begin()
    rows = [logits[0]]
    for symbol in encoded(net.symbols, text):
        logits, state = net.advance(state, np.array([symbol]))
        rows.append(logits[0])
    return np.array(rows)


@pytest.mark.parametrize("seed", range(3))
def test_torch_computes_the_same_logits(seed):
    net, text = random_net(seed), "abcbbacab"
    lstm = torch.nn.LSTM(4, 6)
    stacked = to_torch("LSTM", {name: w for name, w in net.weights.items() if not name.endswith("_y")})
    lstm.load_state_dict({f"{name}_l0": torch.tensor(w) for name, w in stacked.items()})
    hot = torch.eye(4)[torch.from_numpy(encoded(net.symbols, END + text))]
    with torch.no_grad():
        theirs = lstm(hot)[0].numpy() @ net.weights["W_y"].T + net.weights["b_y"]
    np.testing.assert_allclose(spoken(net, text), theirs, atol=1e-5)


def test_our_own_cell_computes_the_same_states():
    net, text = random_net(), "abcca"
    weights = {name: w for name, w in net.weights.items() if not name.endswith("_y")}
    steps = trace(
        CELLS["LSTM"], weights, list(np.eye(4)[encoded(net.symbols, END + text)]), zero_state(CELLS["LSTM"], 6)
    )
    np.testing.assert_allclose(net.states(text), [step["h_next"] for step in steps[1:]], atol=1e-5)


def test_hypotheses_side_by_side_do_not_mix():
    net = random_net()
    _, state = net.begin()
    both, after = net.advance(np.repeat(state, 2, axis=0), np.array([1, 3]))
    alone, state = net.advance(state, np.array([3]))
    np.testing.assert_allclose(both[1], alone[0], atol=1e-6)
    np.testing.assert_allclose(after[1], state[0], atol=1e-6)


def test_bits_are_the_mean_of_minus_log2_p():
    net = random_net()
    said = log_softmax(spoken(net, "ab"))
    assert bits(net, "ab") == pytest.approx(-(said[0, 1] + said[1, 2]) / 2 / np.log(2))


def test_training_lowers_the_bits_on_a_toy_text_to_almost_nothing():
    progress = list(train(TOY, TextSettings(hidden=24, time=16, batch=4, steps=150, learning_rate=0.02, dropout=0.0)))
    last = progress[-1]
    assert progress[0].bits > 1.5
    assert last.held_out < 0.8  # where a piece begins and ends cannot be known
    assert last.best_bits == min(look.held_out for look in last.evaluations)
    assert bits(last.best, stream(TOY.held_out)[1:]) == pytest.approx(last.best_bits)
    assert greedy(last.best, 6, prompt="abc").startswith("ab")


def test_equal_seeds_train_alike_and_other_seeds_otherwise():
    runs = [
        [progress.bits for progress in train(TOY, TextSettings(hidden=8, time=8, batch=2, steps=5, seed=seed))]
        for seed in (1, 1, 2)
    ]
    assert runs[0] == runs[1] != runs[2]


def test_training_can_be_stopped_and_tells_the_seconds_of_the_clock_it_is_given():
    ticks = iter(range(1000))
    run = train(TOY, TextSettings(hidden=8, time=8, batch=2), clock=lambda: float(next(ticks)))
    assert [next(run).seconds for _ in range(3)] == [1, 2, 3]
    run.close()


@pytest.mark.parametrize(
    "wrong", [{"hidden": 0}, {"hidden": 999}, {"dropout": 1.0}, {"learning_rate": 0}, {"steps": float("nan")}]
)
def test_a_setting_out_of_bounds_is_named(wrong):
    with pytest.raises(ValueError, match=next(iter(wrong)).replace("_", " ")):
        TextSettings(**wrong)


def test_a_loss_that_is_no_number_ends_the_run_in_a_sentence(monkeypatch):
    monkeypatch.setattr(torch.nn.Linear, "forward", lambda self, hs: hs @ self.weight.T * float("nan"))
    run = train(TOY, TextSettings(hidden=8, time=8, batch=2))
    with pytest.raises(ValueError, match="smaller learning rate"):
        next(run)


def test_a_corpus_shorter_than_the_batch_is_wide_still_trains():
    assert len(list(train(Corpus("tiny", ("ab",) * 9), TextSettings(hidden=4, batch=64, steps=3)))) == 3


def test_what_is_saved_is_loaded_again():
    net = random_net().with_about("a test")
    again = load(net.save())
    assert (again.symbols, again.about) == (net.symbols, "a test")
    np.testing.assert_array_equal(spoken(again, "abc"), spoken(net, "abc"))


def broken():
    net = random_net()
    yield b""
    yield b"not a net at all"
    yield net.save()[:-5]
    yield SymbolNet("abcd", net.weights).save()
    yield SymbolNet(net.symbols, {name: w for name, w in net.weights.items() if name != "b_y"}).save()
    yield SymbolNet(net.symbols, net.weights | {"b_y": np.full(4, np.nan, np.float32)}).save()
    yield SymbolNet(net.symbols, net.weights | {"U_f": np.zeros((2, 2), np.float32)}).save()


@pytest.mark.parametrize("data", list(broken()))
def test_a_file_that_is_no_net_is_refused_in_a_sentence(data):
    with pytest.raises(ValueError, match="not a next-symbol net"):
        load(data)


def test_the_shipped_net_beats_every_ngram_on_tunes_it_has_never_seen():
    corpus = folk_tunes()
    assert shipped_net().symbols == corpus.symbols
    assert bits(shipped_net(), stream(corpus.held_out)[1:]) < min(baselines(corpus).values())
    assert SHIPPED.stat().st_size < 1_000_000


def test_the_shipped_net_begins_a_tune_with_its_header():
    assert greedy(shipped_net(), 200).startswith("M:")
    assert sample(shipped_net(), 200, seed=1, temperature=0.7).startswith("M:")
    assert beam(shipped_net(), 3, 20).best.text.startswith("M:")
