"""The editors' buttons have the words of their language, however a formatter has laid out their HTML."""

import pytest

from ui.components import FOLDER, labelled, pen, wiring


@pytest.mark.parametrize("place", ["{{undo}}", "{{ undo }}", "{{\n    undo\n  }}"])
def test_words_come_where_a_place_is_made_for_them(place):
    assert labelled(f"<b>{place}</b>", {"undo": "Undo\n"}) == "<b>Undo</b>"


def test_a_place_for_which_there_are_no_words_is_an_error():
    with pytest.raises(KeyError, match="redo"):
        labelled("{{ redo }}", {"undo": "Undo"})


@pytest.mark.parametrize("name", ["wiring", "pen"])
@pytest.mark.parametrize("language", ["en", "de"])
def test_no_place_of_an_editor_is_left_empty(name, language):
    labels = {"wiring": wiring, "pen": pen}[name].MESSAGES[language]["labels"]
    html = labelled((FOLDER / name / f"{name}.html").read_text(encoding="utf-8"), labels)
    assert "{{" not in html
    assert all(text.strip() in html for text in labels.values())
