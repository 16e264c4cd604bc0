"""The lexicon finds concepts in all their spellings, and refuses what it cannot read."""

import re

import pytest

from lstm_core.exam.bank.bank import questions
from lstm_core.exam.bank.findings import findings
from lstm_core.exam.hearing.heard import (
    CONTRAST,
    CORRECTION,
    NEGATION,
    SAID_BY_OTHERS,
    TAKEN_BACK,
    TURNED_ROUND,
)
from lstm_core.exam.hearing.lexicon import concepts, entries, families, lexicon, names, parts
from lstm_core.exam.hearing.words import words
from tests.lstm_core.exam.bank.examples import points

SPELLINGS = [
    pytest.param(concept, language, spelling, id=f"{concept} {language} {spelling}")
    for concept, by_language in concepts().items()
    for language, each in by_language.items()
    for spelling in each
]


def found(answer, language):
    spoken = "de" if language == "de" else "en"
    return lexicon(spoken).places(words(answer, spoken))


def test_every_concept_is_found_in_each_of_its_spellings():
    lost = []
    for concept, by_language in concepts().items():
        for language, each in by_language.items():
            for spelling in each:
                written = re.sub(r"(?<=\w)_(?=\s|$)", "_t", spelling.replace("*", "") if spelling != "*" else spelling)
                if concept not in found(written, language):
                    lost.append((concept, language, spelling))
    assert lost == []


@pytest.mark.parametrize("heard", ["forget gait", "for get gate", "forgetting gate", "Forget-Gate"])
def test_a_gate_is_found_as_speech_recognition_spells_it(heard):
    assert "forget_gate" in found(heard, "en")


@pytest.mark.parametrize("heard", ["Vergessensgate", "Vergiss Gate", "vergissgate", "Vergessens-Gate", "Forget Geld"])
def test_and_in_german(heard):
    assert "forget_gate" in found(heard, "de")


def test_the_name_of_a_gate_says_nothing_else():
    assert "delete" not in found("the forget gate", "en")
    assert "gate" in found("the forget gate", "en")
    assert "delete" in found("it forgets everything", "en")
    assert "output" not in found("das Ausgangsgate", "de")
    assert "hidden_state" not in found("a tan h", "en")
    assert "nonlinearity" in found("a tan h", "en")


def test_one_letter_of_a_long_word_may_be_wrong():
    assert "gradient" in found("the gradiemt", "en")
    assert "gate" not in found("late", "en")


def test_an_english_spelling_is_not_found_where_it_is_another_german_word():
    assert "vanish" in found("it may die", "en")
    assert "vanish" not in found("die Zelle", "de")


def test_families_and_names_hold_concepts_that_exist():
    assert set(families()) | names() <= set(concepts())


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('[a-b]\nen = ["x"]', "a concept is named by letters"),
        ('[a]\nfr = ["x"]', "there is no language fr"),
        ("[a]", "a concept has spellings"),
    ],
)
def test_what_is_wrong_in_a_lexicon_is_said_with_its_file(tmp_path, text, words):
    (tmp_path / "mine.toml").write_text(text, encoding="utf-8")
    with pytest.raises(ValueError, match=f"mine.toml.*{re.escape(words)}"):
        concepts(tmp_path)


def test_two_topics_cannot_mean_different_things_by_one_name(tmp_path):
    for topic in ("one", "two"):
        (tmp_path / f"{topic}.toml").write_text(f'[gate]\nen = ["{topic}"]', encoding="utf-8")
    with pytest.raises(ValueError, match=re.escape("two.toml, gate: another topic has a concept of this name")):
        concepts(tmp_path)
    (tmp_path / "core.toml").write_text('[gate]\nen = ["gate"]', encoding="utf-8")
    entries.cache_clear()
    assert concepts(tmp_path)["gate"]["en"] == ("gate", "one", "two")


def test_every_concept_is_used_in_a_rule_or_by_the_hearing_itself():
    every = [point for one in questions().values() for point in points(one)]
    every += [point for one in findings().values() for point in one.points]
    rules = " ".join(f"{point.heard} {point.against}" for point in every)
    used = (
        set(re.findall(r"\w+", rules))
        | set(families())
        | names()
        | {CONTRAST, CORRECTION, NEGATION, SAID_BY_OTHERS, TAKEN_BACK, TURNED_ROUND}
    )
    assert set(concepts()) - used == set()


def test_a_spelling_without_a_word_is_refused():
    with pytest.raises(ValueError, match="it has no word"):
        parts("🙂", "en")
