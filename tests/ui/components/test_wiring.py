"""The wiring editor says the same in each language."""

import re
from string import Formatter

import pytest

from lstm_core.grade.parts import KINDS
from ui.components import labelled
from ui.components.wiring import MESSAGES


def blanks(text):
    return {field for _, field, _, _ in Formatter().parse(re.sub(r"<[^>]*>", "", text)) if field is not None}


@pytest.mark.parametrize("language", MESSAGES)
def test_nothing_is_left_out_and_every_blank_is_filled(language):
    said, english = MESSAGES[language], MESSAGES["en"]
    assert said.keys() - {"words"} == english.keys()
    assert said["labels"].keys() == english["labels"].keys()
    for key, text in english.items():
        if isinstance(text, str):
            assert blanks(said[key]) == blanks(text), key


@pytest.mark.parametrize("language", MESSAGES)
def test_the_page_of_the_editor_has_all_its_labels(language):
    labels = MESSAGES[language]["labels"]
    page = labelled("wiring/wiring.html", labels)
    assert "{{" not in page
    assert all(text.strip() in page for text in labels.values())


def test_every_part_has_german_words():
    assert MESSAGES["de"]["words"].keys() == KINDS.keys()


def test_the_german_editor_has_nothing_english():
    texts = [text for text in MESSAGES["de"].values() if isinstance(text, str)]
    texts += [*MESSAGES["de"]["labels"].values(), *MESSAGES["de"]["words"].values()]
    assert not [text for text in texts if re.search(r"\b(the|part|wire|your|of|is)\b", text)]
