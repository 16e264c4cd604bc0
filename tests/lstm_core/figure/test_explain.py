"""The words beside each stage are there, short, sourced and true to the cells."""

import re
from dataclasses import astuple, replace

import pytest

from lstm_core.cell.readout import with_readout
from lstm_core.cells import CELLS
from lstm_core.figure.explain import Explanation, cite, explain, source
from lstm_core.figure.stages import stages
from lstm_core.mistakes import mistakes
from lstm_core.notation import read_cell
from lstm_core.prose import read

SHOWN = {name: with_readout(cell) for name, cell in CELLS.items()}
STAGES = [pytest.param(cell, stage, id=f"{name}-{stage.key}") for name, cell in SHOWN.items() for stage in stages(cell)]
OWN = read_cell(
    "My cell",
    """
    x
    h
    m                           # what I keep
    a = sigmoid(linear(x, h))   # valve: how much gets in
    b = tanh(linear(x, h))
    m_next = m + a * b
    s = h * m_next
    h_next = tanh(s)            # what I say.
    """,
)


def texts(explanation: Explanation) -> list[str]:
    """Every text of an explanation that a learner reads."""
    differs = explanation.differs
    cards = astuple(differs) if differs else ()
    return [explanation.title, explanation.why, explanation.asks, explanation.say, *cards]


def sentences(text: str) -> list[str]:
    """The sentences of a text; a formula counts as a word."""
    return [part for part in re.split(r"(?<=[.?!])\s+", re.sub(r"\$[^$]*\$", "x", text)) if part]


@pytest.mark.parametrize(("cell", "stage"), STAGES)
def test_every_stage_of_every_cell_has_words_somebody_wrote(cell, stage):
    told = explain(cell, stage)
    assert told.cites
    assert all(texts(told))
    assert told != explain(replace(cell, name="unknown"), stage) or stage.heads == ("y",)


@pytest.mark.parametrize(("cell", "stage"), STAGES)
def test_words_come_in_the_promised_number_and_length(cell, stage):
    told = explain(cell, stage)
    assert 1 <= len(sentences(told.why)) <= 2
    assert 2 <= len(sentences(told.say)) <= 3
    assert "?" in told.asks
    for text in texts(told):
        assert all(len(sentence.split()) <= 30 for sentence in sentences(text)), text


@pytest.mark.parametrize(("cell", "stage"), STAGES)
def test_every_formula_is_closed(cell, stage):
    for text in texts(explain(cell, stage)):
        assert text.count("$") % 2 == 0, text
        assert text.count("{") == text.count("}"), text
        for formula in re.findall(r"\$([^$]*)\$", text):
            assert formula == formula.strip() != "", text
        assert not re.search(r"[\\_^]", re.sub(r"\$[^$]*\$", "", text)), text  # LaTeX outside of a formula


@pytest.mark.parametrize(("cell", "stage"), STAGES)
def test_every_source_can_be_named(cell, stage):
    for reference in explain(cell, stage).cites:
        assert re.search(r"\((19|20)\d\d\)", cite(reference)), reference


def test_a_lecture_is_cited_in_words():
    assert cite("S2:30-35") == "Maier, FAU Deep Learning, Recurrent Neural Networks part 3 (2020), lines 30–35"
    assert cite("S1:60") == "FAU Deep Learning, live lecture 8 (2019), line 60"


def test_a_paper_is_cited_with_authors_and_year():
    assert cite("Elman 1990") == "Elman, Finding structure in time, Cognitive Science 14 (1990)"


def test_what_only_follows_from_a_source_is_not_passed_off_as_said_there():
    assert cite("follows from S1:60") == f"{cite('S1:60')}, from which it follows"
    assert source("follows from S1:60") == source("S1:60")
    with pytest.raises(ValueError, match="not a source"):
        cite("follows from nothing")


def test_what_a_reference_is_taken_from_is_named_without_the_lines():
    assert source("S2:30-35") == ("S2", "Maier, FAU Deep Learning, Recurrent Neural Networks part 3 (2020)")
    assert source("S1:60") == ("S1", "FAU Deep Learning, live lecture 8 (2019)")
    assert source("Elman 1990") == ("Elman 1990", cite("Elman 1990"))
    with pytest.raises(ValueError, match="there is no lecture S9"):
        source("S9:1")


def test_papers_are_listed_under_their_first_author_and_year():
    for name, paper in read("papers").items():
        assert name.endswith(str(paper["year"]))
        assert name.split()[0] in paper["authors"]
        alone = {0: "", 1: " and "}.get(len(re.findall(r",| and ", paper["authors"])), " et al.")
        assert alone in name


@pytest.mark.parametrize(
    ("reference", "words"),
    [
        ("S9:1-2", "there is no lecture S9"),
        ("S2:60-67", "lecture S2 has lines 1 to 66"),
        ("S2:35-30", "35 to 30 is not a part of it"),
        ("S2:0", "0 to 0 is not a part of it"),
        ("S2", "'S2' is not a source we have"),
        ("Nobody 1999", "'Nobody 1999' is not a source we have"),
    ],
)
def test_a_bad_reference_is_refused_in_a_sentence(reference, words):
    with pytest.raises(ValueError, match=re.escape(words)):
        cite(reference)


def test_nothing_is_written_for_a_stage_that_does_not_exist():
    book = read("stages")
    keys = {name: {stage.key for stage in stages(cell)} for name, cell in SHOWN.items()}
    assert book["shared"].keys() <= set().union(*keys.values())
    for name, own in book["cells"].items():
        assert own.keys() - {"like"} <= keys[name]
        assert own.get("like", name) in CELLS


def test_an_override_says_something_else_than_what_it_replaces():
    book = read("stages")
    for own in book["cells"].values():
        for key in own.keys() - {"like"}:
            below = {**book["shared"].get(key, {}), **book["cells"].get(own.get("like"), {}).get(key, {})}
            assert all(below.get(field) != text for field, text in own[key].items()), key


def test_a_cell_may_take_back_what_is_shared():
    first = {name: explain(cell, stages(cell)[0]) for name, cell in SHOWN.items()}
    assert first["LSTM"].differs
    assert first["Elman"].differs is None


def test_the_two_grus_read_z_in_opposite_ways():
    said = {}
    for name in ("GRU", "GRU (PyTorch)"):
        stage = next(stage for stage in stages(SHOWN[name]) if stage.key == "z")
        said[name] = explain(SHOWN[name], stage).say
    assert "$z_t = 1$ takes the candidate" in said["GRU"]
    assert "$z_t = 1$ keeps" in said["GRU (PyTorch)"]


def test_the_parameter_counts_in_the_text_are_those_of_the_cells():
    for name in ("GRU", "GRU (PyTorch)"):
        teach = explain(SHOWN[name], stages(SHOWN[name])[0]).differs.teach
        counts = [CELLS[other].parameters(10, 20) for other in ("GRU", "LSTM")]
        assert [int(number) for number in re.findall(r"\d{4}", teach)] == counts
        assert counts[0] / counts[1] == 0.75


@pytest.mark.parametrize("stage", stages(OWN), ids=lambda stage: stage.key)
def test_a_learners_own_cell_is_explained_by_roles_and_meanings(stage):
    told = explain(OWN, stage)
    assert told.cites == ()
    assert told.differs is None
    assert all(texts(told))
    assert not any(re.search(r"\{(symbol|reads|meaning)\}|\$\$", text) for text in texts(told))


def test_built_words_use_what_the_learner_wrote():
    told = {stage.key: explain(OWN, stage) for stage in stages(OWN)}
    assert told["a-b"].title == "Valve and candidate $b_t$"
    assert told["a-b"].why.startswith("Valve: how much gets in. ")
    assert told["h_next"].why.startswith("What I say. This is")
    assert told["m_next"].say.startswith("It is made from $m_{t-1}$, $a_t$ and $b_t$.")


def test_a_cell_that_borrows_a_name_does_not_get_words_that_are_not_true_of_it():
    tanh_gate = next(wrong for name, wrong in mistakes(CELLS["LSTM"]) if name == "f" and wrong["f"].op == "tanh")
    told = {stage.key: explain(tanh_gate, stage) for stage in stages(tanh_gate)}
    assert told["f"].cites == ()
    assert told["o"] == explain(SHOWN["LSTM"], next(s for s in stages(SHOWN["LSTM"]) if s.key == "o"))


def test_the_answer_of_any_cell_is_explained_as_ours():
    *_, last = stages(with_readout(OWN))
    assert explain(with_readout(OWN), last).title == "Output"
    assert explain(with_readout(OWN), last).cites


def test_every_cell_one_mistake_away_can_be_explained():
    for cell in CELLS.values():
        for _, wrong in mistakes(cell):
            assert all(texts(explain(wrong, stage))[0] for stage in stages(wrong))
