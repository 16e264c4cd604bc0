"""Sentences of the app that count or limit something: the number in them is the one that the code keeps to."""

import re
import tomllib

import numpy as np
import pytest

from lstm_core.cells import CELLS
from lstm_core.cells.conventions.files import LARGEST_FILE
from lstm_core.cells.custom import page_of, read_own
from lstm_core.course.lessons import lessons
from lstm_core.exam.log import portable
from lstm_core.exam.log.allowance import LONGEST
from lstm_core.exam.log.database import LONG, NETWORK, WAIT
from lstm_core.exam.log.patience import STUCK
from lstm_core.generation import model, upload
from lstm_core.generation.corpus import folk_tunes, stream
from lstm_core.generation.ngrams import baselines
from lstm_core.generation.predictor import bits
from lstm_core.generation.settings import BOUNDS as TEXT_BOUNDS
from lstm_core.run import random_weights
from lstm_core.tasks import FRESH, TASKS, designed
from lstm_core.tasks.story import FEWEST, PEOPLE, TIME, most_sentences, story
from lstm_core.training import trained
from lstm_core.training.budget import BUDGETS, check
from lstm_core.training.experiment import BOUNDS, Experiment
from lstm_core.training.pretrained import shipped_net
from lstm_core.training.probe.interventions import holder_scores
from lstm_core.training.sweep import GRID
from tests.lstm_core.course.lessons.test_numbers import text_of
from tests.lstm_core.generation.nets import random_net
from tools.apptest import open_page, rerun
from tools.serving import ROOT
from ui.common.creations import MOST_CELLS, keep_cell
from ui.common.menu import PLACES
from ui.common.session import Session
from ui.probe import nets

TEACHING = (
    "course",
    {"lesson": "generation", "open": "true"},
    {"generation_part": "Teach your own", "own_source": "A text or tunes of your own"},
)
ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth")


def promise(url_path):
    return next(place.promise for places in PLACES.values() for place in places if place.url_path == url_path)


def uploaders(at):
    """What stands at every field for files, and the most that it takes, in MB."""
    words = " ".join(element.value for element in [*at.markdown, *at.caption])
    return [(f"{found.proto.label} {words}", found.proto.max_upload_size_mb) for found in at.get("file_uploader")]


# Limits


@pytest.mark.parametrize(
    ("address", "query", "state", "limit"),
    [
        ("probe", {}, {}, trained.LARGEST),
        (*TEACHING, upload.LARGEST),
    ],
)
def test_the_limit_beside_a_field_for_files_is_the_one_that_its_reader_keeps_to(address, query, state, limit):
    ((words, most),) = uploaders(open_page(address, query, state))
    (said,) = re.findall(r"[Aa]t most (\d+) MB", words)
    assert int(said) == most == limit / 1e6


def test_the_limit_of_the_converter_for_weights_is_the_one_that_is_said():
    at = open_page("symbols", {"part": "Weights"})
    (said,) = re.findall(r"files up to (\d+) kB", " ".join(element.value for element in at.markdown))
    assert int(said) * 1_000 == LARGEST_FILE


def test_a_text_of_ones_own_needs_as_many_characters_as_is_said():
    at = open_page(*TEACHING)
    (said,) = re.findall(r"at least ([\d,]+) characters", " ".join(element.value for element in at.caption))
    least = int(said.replace(",", ""))
    text = "one line of it\n" * least
    assert upload.read_corpus(text[: least + 1].encode())
    with pytest.raises(ValueError, match="Add some"):
        upload.read_corpus(text[: least - 1].encode())


def test_streamlit_takes_no_larger_file_than_the_largest_that_is_read():
    largest = max(portable.LARGEST, trained.LARGEST, upload.LARGEST, LARGEST_FILE)
    settings = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
    assert settings["server"]["maxUploadSize"] == largest / 1e6


def test_no_net_that_can_be_trained_here_is_too_large_to_be_opened():
    (products,) = (budget.most for budget in BUDGETS if "to judge the net" in budget.words)
    most_weights = products / FRESH / BOUNDS["time"][0]  # each is used once in every step of every sequence
    assert 4 * most_weights < trained.LARGEST / 1.5, "room for the words of a cell and a task"


def test_a_wide_cell_of_ones_own_is_saved_and_opened_again():
    task = designed("mine", [["a"], [""]], [[""], ["a"]])
    gates = [f"a{k} = sigmoid(linear(x, h))" for k in range(24)]
    cell = read_own("wide", "\n".join(["x", "h", *gates, "h_next = a0 * a1"]))
    experiment = Experiment(task, cell, hidden=128, layers=2, time=2, batch=1)
    check(experiment)  # it can be trained
    layers = [random_weights(cell, *sizes, seed=0) for sizes in experiment.sizes]
    data = trained.Trained(experiment, (*layers, {"W_y": np.ones((1, 128)), "b_y": np.zeros(1)})).save()
    assert len(data) > 4_000_000
    assert trained.load(data).experiment == experiment


def test_no_net_that_can_be_taught_to_write_is_too_large_to_be_opened():
    symbols = "".join(chr(0x100 + k) for k in range(upload.MOST_SYMBOLS))
    assert len(random_net(hidden=int(TEXT_BOUNDS["hidden"][1]), symbols=symbols).save()) < model.LARGEST


def test_a_database_that_is_away_is_waited_for_as_long_as_the_documents_say():
    (row,) = (line for line in security().splitlines() if line.startswith("| A database that is frozen"))
    wait, driver, statement, lock, stuck = map(float, re.findall(r"\d+(?:\.\d+)?", row))
    assert wait == LONGEST
    assert driver == NETWORK["connect_timeout"] == NETWORK["tcp_user_timeout"] / 1000
    assert (statement, lock, stuck) == (LONG, WAIT, STUCK)
    hosting = (ROOT / "docs" / "hosting.md").read_text(encoding="utf-8")
    said = re.findall(r"([\d.]+) seconds (?:more|at most)", hosting)
    assert len(said) == 2
    assert {float(seconds) for seconds in said} == {LONGEST}


def security():
    return (ROOT / "docs" / "security.md").read_text(encoding="utf-8")


# What is kept


def kept_words(at):
    """How many are kept, as the page says."""
    words = " ".join(element.value for element in at.markdown)
    return int(re.search(r"is kept in your log\. The latest (\d+) \w+ are kept\.", words).group(1))


def test_as_many_cells_of_ones_own_are_kept_as_is_said():
    at = open_page("my-cell")
    at.text_input(key="own_name").set_value("Mine")
    rerun(at).button(key="own_train").click()
    assert kept_words(rerun(at)) == MOST_CELLS


def test_the_latest_cells_stay_and_the_oldest_makes_way(monkeypatch):
    me = Session()
    monkeypatch.setattr("ui.common.creations.session", lambda: me)
    for k in range(MOST_CELLS + 1):
        keep_cell(read_own(f"cell {k}", page_of(CELLS["Elman"])))
    keep_cell(read_own("cell 1", page_of(CELLS["GRU"])))
    assert list(me.own.cells) == [*(f"cell {k}" for k in range(2, MOST_CELLS + 1)), "cell 1"]


def test_the_latest_nets_stay_and_the_oldest_makes_way(monkeypatch):
    me = Session()
    monkeypatch.setattr("ui.probe.nets.session", lambda: me)
    monkeypatch.setattr("ui.probe.nets.choose", lambda choices: None)
    monkeypatch.setattr("ui.probe.nets._loaded", lambda data: None)
    for k in [*range(nets.MOST_NETS), 0, nets.MOST_NETS]:
        nets.keep_net(f"net {k}", bytes([k]))
    assert list(me.own.nets) == [f"net {k}" for k in [*range(2, nets.MOST_NETS), 0, nets.MOST_NETS]]
    assert nets.name_of_kept(bytes([5])) == "net 5"
    assert nets.name_of_kept(bytes([1])) == ""


# Counts


def test_a_cell_is_typed_in_a_dozen_lines():
    assert "in a dozen lines" in promise("my-cell")
    assert len(page_of(CELLS["LSTM"]).splitlines()) == 12


def test_the_shortest_and_the_longest_delay_are_those_that_were_tried():
    grid = tomllib.loads(GRID.read_text(encoding="utf-8"))
    delays = {delay for block in (grid["all"], *grid["runs"]) for delay in np.atleast_1d(block.get("delay", []))}
    assert f"asked after {min(delays):g} steps or after {max(delays):g}" in promise("delays")


def test_stories_in_training_are_as_long_as_is_said():
    people = story(np.random.default_rng(0), 2_000, TIME).xs[:-2, :, : len(PEOPLE)]
    sentences = people.sum(axis=(0, 2))
    assert (sentences.min(), sentences.max()) == (FEWEST, most_sentences()) == (2, 6)


# What lessons say of the nets that come with the app


def test_the_net_for_tunes_is_as_good_as_lesson_11_says():
    corpus, words = folk_tunes(), text_of(lessons()["generation"])
    needed, counted = bits(model.shipped_net(), stream(corpus.held_out)[1:]), min(baselines(corpus).values())
    assert f"{needed:.2f} against {counted:.2f} bits per character" in words
    assert f"a choice among {len(corpus.symbols)} equally likely symbols" in words


def test_the_unit_that_correlates_best_is_not_the_one_that_is_needed_as_lesson_10_says():
    net = shipped_net("Recall, LSTM 8")
    found = holder_scores(net, TASKS["recall"].make(np.random.default_rng(1), 1_000, 20))
    along, needed = ORDINALS[int(np.abs(found.correlation).argmax())], ORDINALS[found.most_needed]
    words = text_of(lessons()["probing"])
    assert f"In our recall net with 8 units, the {along} correlates best" in words
    assert f"the answer suffers most without the {needed}" in words
