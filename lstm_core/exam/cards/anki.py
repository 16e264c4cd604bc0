r"""Cards for Anki: a package that may be imported again and again, and then updates what is there.

Formulas become \( \) and \[ \], which Anki shows with MathJax; everything else in a card is text, never HTML.
"""

import html
import io
import itertools
import json
import re
import sqlite3
import zipfile
from collections.abc import Iterable, Mapping

import genanki

from lstm_core.exam.cards.cards import KINDS, Card

NAME = "Recall: recurrent networks"
DECK, MODEL = 1_790_112_001, 1_790_112_002  # for ever: by these Anki knows the deck and the kind of note
STYLE = """
.card { font: 20px/1.5 system-ui, sans-serif; text-align: left; max-width: 42em; margin: 1em auto; padding: 0 1em; }
.title { font-size: 14px; opacity: 0.7; margin-bottom: 0.6em; }
img { background: #ffffff; max-width: 100%; border-radius: 8px; }
"""
FORMS = [{"name": "Recall", "qfmt": '<div class="title">{{Title}}</div>{{Front}}'}]
FORMS[0]["afmt"] = '{{FrontSide}}<hr id="answer">{{Back}}'
FIELDS = ("Front", "Title", "Back")  # notes whose first fields are equal are duplicates to Anki
FORMULA = re.compile(r"\$\$(.+?)\$\$|\$(.+?)\$", re.DOTALL)
PICTURE = re.compile(r"!\[([^\]]*)\]\(([^)]*)\)")
FILE = re.compile(r"[\w.-]+\.(svg|png)")


def deck(cards: Iterable[Card], media: Mapping[str, bytes], now: float) -> bytes:
    """An .apkg file with these cards and pictures (name -> SVG or PNG), made `now` (seconds since 1970).

    Anki replaces a note that it has by one of the same card that was made later, and keeps its own schedule.
    """
    made = genanki.Deck(DECK, NAME)
    model = genanki.Model(MODEL, NAME, [{"name": name} for name in FIELDS], [dict(form) for form in FORMS], STYLE)
    fronts: set[str] = set()
    for card in _each_once(cards):
        front, title, back = (_html(text, media) for text in (card.front, card.title, card.back))
        texts = [_told_apart(front, (title, html.escape(card.id)), fronts), title, back]
        tags = [re.sub(r"\s+", "_", f"recall::{KINDS.get(card.kind, card.kind)}"), re.sub(r"\s+", "_", card.topic)]
        made.add_note(
            genanki.Note(model, texts, guid=genanki.guid_for("recall", card.id), tags=list(filter(None, tags)))
        )
    return _packed(_collection(made, now), media)


def _each_once(cards: Iterable[Card]) -> list[Card]:
    known: dict[str, Card] = {}
    for card in cards:
        if known.setdefault(card.id, card) is not card:
            raise ValueError(f"two cards are called {card.id}; Anki could not tell them apart")
    return list(known.values())


def _told_apart(front: str, additions: Iterable[str], known: set[str]) -> str:
    """A question that no other card asks in the same words; Anki compares them without their tags."""
    choices = [front, *(f"{front} ({addition})" for addition in additions)]
    choice = next((text for text in choices if _bare(text) not in known), choices[-1])
    known.add(_bare(choice))
    return choice


def _bare(text: str) -> str:
    return re.sub("<[^>]*>", "", text).strip()


def _html(text: str, media: Mapping[str, bytes]) -> str:
    """Markdown with formulas as the HTML of one field; raises ValueError for a picture that is not there."""
    parts, at = [], 0
    for match in FORMULA.finditer(text):
        before, (display, inline) = text[at : match.start()], match.groups()
        formula = rf"\[{display}\]" if display else rf"\({inline}\)"
        parts += [_words(before, media), html.escape(formula, quote=False)]
        at = match.end()
    return "".join([*parts, _words(text[at:], media)])


def _words(text: str, media: Mapping[str, bytes]) -> str:
    for _, name in PICTURE.findall(text):
        if name not in media:
            raise ValueError(f"a card shows {name}, which is not among the pictures; add it to them")
    escaped = html.escape(text)
    shown = PICTURE.sub(r'<img src="\2" alt="\1">', escaped)
    marked = re.sub(r"`(.+?)`", r"<code>\1</code>", re.sub(r"\*\*(.+?)\*\*", r"<b>\1</b>", shown))
    return marked.replace("\n", "<br>")


def _collection(made: genanki.Deck, now: float) -> bytes:
    """The database inside a package, made in memory."""
    connection = sqlite3.connect(":memory:")
    try:
        genanki.Package(made).write_to_db(connection.cursor(), now, itertools.count(int(now * 1000)))
        connection.commit()
        return connection.serialize()
    finally:
        connection.close()


def _packed(collection: bytes, media: Mapping[str, bytes]) -> bytes:
    """The package: the database, the pictures by number, and the list of their names."""
    for name in media:
        if not FILE.fullmatch(name):
            raise ValueError(
                f"{name!r} is no name for a picture; use letters, digits and _, and .svg or .png at the end"
            )
    names = json.dumps({str(number): name for number, name in enumerate(media)})
    files = {"collection.anki2": collection, "media": names.encode()}
    files |= {str(number): content for number, content in enumerate(media.values())}
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as package:
        for file, content in files.items():
            package.writestr(zipfile.ZipInfo(file), content, zipfile.ZIP_DEFLATED)
    return written.getvalue()
