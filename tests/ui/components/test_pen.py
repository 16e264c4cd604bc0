"""The sheet for the pen says the same in each language, and stays small."""

import pytest

from tests.ui.components.test_wiring import blanks
from ui.components import labelled, script, source
from ui.components.pen import MESSAGES


def test_what_the_browser_gets_stays_small():
    assert len((script("pen/pen.js") + source("sheet_tools.css", "pen/pen.css")).encode()) <= 60_000


@pytest.mark.parametrize("language", MESSAGES)
def test_nothing_is_left_out_and_every_blank_is_filled(language):
    said, english = MESSAGES[language], MESSAGES["en"]
    assert said.keys() == english.keys()
    assert said["labels"].keys() == english["labels"].keys()
    for key, text in english.items():
        if isinstance(text, str):
            assert blanks(said[key]) == blanks(text), key
    page = labelled("pen/pen.html", said["labels"])
    assert "{{" not in page
    assert all(text.strip() in page for text in said["labels"].values())
