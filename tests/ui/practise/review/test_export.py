"""Beside the field it is said what became of a log that was brought back."""

import pytest

from ui.practise.review import export


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (ValueError("this file is damaged"), "Nothing was changed. This file is damaged."),
        (
            OSError("Only a part of it could be read in: 2,000 events are new. Then: The disk is full."),
            "Only a part of it could be read in: 2,000 events are new. Then: The disk is full. "
            "Bring the same file back in a moment: that adds what is missing, and nothing counts twice.",
        ),
    ],
)
def test_nothing_was_changed_is_said_only_if_nothing_was(monkeypatch, error, said):
    def load(*_):
        raise error

    monkeypatch.setattr(export, "load", load)
    assert export._brought_back(b"") == {"upload problem": said}
