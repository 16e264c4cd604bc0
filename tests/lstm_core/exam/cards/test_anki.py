r"""A deck for Anki: importing it twice updates, formulas are \( \), pictures come along, and text stays text."""

import io
import json
import re
import sqlite3
import zipfile
from contextlib import closing
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lstm_core.cells import CELLS
from lstm_core.exam.cards.anki import NAME, deck
from lstm_core.exam.cards.cards import Card, cards
from lstm_core.exam.cards.pictures import name, pictures

NOW = 1_790_000_000.0
LSTM = name(CELLS["LSTM"])
CARDS = [
    Card("Q1", "question", "Forget gate", r"What does $f_t$ do?", r"$$f_t < 1$$ forgets **slowly**.", "gates", 60),
    Card("D1", "drawing", "Draw the LSTM", "Draw it.", f"![The LSTM]({LSTM})", "the cell", 300),
    Card("X1", "differs", "<b>Names</b>", "<script>alert(1)</script> & `a < b`\nnew line", "!", "", 30),
]


@pytest.fixture
def collection(tmp_path):
    library = pytest.importorskip("anki.collection")
    made = library.Collection(str(tmp_path / "collection.anki2"))
    yield made
    made.close()


def load(collection, tmp_path, content):
    """Import a package with Anki's own library, as its window does."""
    from anki.collection import ImportAnkiPackageOptions, ImportAnkiPackageRequest

    path = tmp_path / "deck.apkg"
    path.write_bytes(content)
    options = ImportAnkiPackageOptions()
    return collection.import_anki_package(ImportAnkiPackageRequest(package_path=str(path), options=options)).log


def fields(collection):
    notes = (collection.get_note(id) for id in collection.find_notes(""))
    return {note["Title"]: note for note in notes}


def test_anki_imports_every_card_with_its_picture(collection, tmp_path):
    log = load(collection, tmp_path, deck(CARDS, pictures(), NOW))
    assert (len(log.new), len(log.updated), len(log.duplicate)) == (3, 0, 0)
    assert NAME in {row.name for row in collection.decks.all_names_and_ids()}
    assert collection.card_count() == 3
    assert (tmp_path / "collection.media" / LSTM).read_bytes() == pictures()[LSTM]
    assert f'<img src="{LSTM}"' in fields(collection)["Draw the LSTM"]["Back"]


def test_importing_twice_changes_nothing_and_a_newer_deck_updates(collection, tmp_path):
    load(collection, tmp_path, deck(CARDS, pictures(), NOW))
    log = load(collection, tmp_path, deck(CARDS, pictures(), NOW))
    assert (len(log.new), len(log.updated)) == (0, 0)
    newer = [replace(CARDS[0], back="A new answer."), *CARDS[1:], replace(CARDS[0], id="Q2", title="Input gate")]
    log = load(collection, tmp_path, deck(newer, pictures(), NOW + 60))
    assert len(log.new) == 1
    assert collection.note_count() == collection.card_count() == 4
    assert fields(collection)["Forget gate"]["Back"] == "A new answer."


def test_anki_finds_no_duplicate_since_the_question_comes_first_and_is_asked_once(collection, tmp_path):
    twins = [
        replace(CARDS[0], id="Q2", title="Other"),
        replace(CARDS[0], id="Q3"),
        replace(CARDS[0], id="Q4", front="<b>"),
    ]
    load(collection, tmp_path, deck([*cards(), *CARDS, *twins], pictures(), NOW))
    notes = [collection.get_note(id) for id in collection.find_notes("")]
    assert len(notes) == len(cards()) + 6
    assert {note.fields_check() for note in notes} == {0}
    assert {note.keys()[0] for note in notes} == {"Front"}


def test_anki_shows_formulas_and_shows_html_as_text(collection, tmp_path):
    load(collection, tmp_path, deck(CARDS, pictures(), NOW))
    notes = fields(collection)
    assert notes["Forget gate"]["Front"] == r"What does \(f_t\) do?"
    assert notes["Forget gate"]["Back"] == r"\[f_t &lt; 1\] forgets <b>slowly</b>."
    told = notes["&lt;b&gt;Names&lt;/b&gt;"]
    assert told["Front"] == "&lt;script&gt;alert(1)&lt;/script&gt; &amp; <code>a &lt; b</code><br>new line"
    card = notes["Forget gate"].cards()[0]
    assert r"\(f_t\)" in card.question()


def test_the_same_cards_make_the_same_file():
    once = deck(CARDS, pictures(), NOW)
    assert once == deck(CARDS, pictures(), NOW)
    with zipfile.ZipFile(io.BytesIO(once)) as package:
        assert package.testzip() is None
        assert set(json.loads(package.read("media")).values()) == set(pictures())


def test_what_anki_could_not_keep_is_refused_in_a_sentence():
    with pytest.raises(ValueError, match="two cards are called Q1"):
        deck([CARDS[0], replace(CARDS[0], title="Another")], {}, NOW)
    with pytest.raises(ValueError, match="not among the pictures"):
        deck(CARDS, {}, NOW)
    with pytest.raises(ValueError, match="no name for a picture"):
        deck([], {"../secret.svg": b""}, NOW)


class Reader(HTMLParser):
    """The tags of a field, with their attributes, and its text."""

    def __init__(self) -> None:
        super().__init__()
        self.tags, self.text = [], ""

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, tuple(name for name, _ in attrs)))

    def handle_data(self, data):
        self.text += data


SIGNS = st.text("<>&\"'=/;#`*$![](){}\\\nab", max_size=30)
PARTS = st.sampled_from(
    ["<img src=x onerror=alert(1)>", "![a](x.svg)", '![" onload="alert(1)](cell.svg)', "</div>", "$$", "{{Front}}"]
)


@given(st.lists(SIGNS | PARTS, max_size=4).map("".join))
def test_no_text_becomes_html_of_its_own_on_a_card(text):
    """A parser of Python's finds only our own tags, and reads what was written but for the signs that mark it."""
    try:
        packed = deck([Card("Q1", "question", text, text, text, "", 9.0)], {"cell.svg": b"<svg/>"}, NOW)
    except ValueError:  # a picture that is not there is refused
        assert "![" in text
        return
    for field in written(packed):
        reader = Reader()
        reader.feed(field)
        reader.close()
        assert set(reader.tags) <= {("b", ()), ("code", ()), ("br", ()), ("img", ("src", "alt"))}
        if not re.search(r"[$`*!\n]", text):
            assert reader.text == text


def written(packed: bytes) -> list[str]:
    """The fields of the only note in a package."""
    with zipfile.ZipFile(io.BytesIO(packed)) as package, closing(sqlite3.connect(":memory:")) as database:
        database.deserialize(package.read("collection.anki2"))
        return database.execute("SELECT flds FROM notes").fetchone()[0].split("\x1f")
