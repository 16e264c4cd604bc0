"""The wiring editor: parts on a canvas and wires between their ports, drawn with mouse, finger or keys."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from html import escape
from secrets import token_hex
from typing import Any

import streamlit as st

from lstm_core.cell.roles import ROLES
from lstm_core.figure.svg import palette
from lstm_core.prose.text import true_minus
from ui.components import script, source

Drawing = Mapping[str, Any]  # {"parts": [{"id", "kind", "x", "y", "label"}], "wires": [{"id", "from", "to", "port"}]}
Kind = Mapping[str, Any] | Sequence[Any]  # a row with the columns of KIND; what follows from the others may be left out
KIND = ("kind", "glyph", "words", "ports", "many", "role", "shape", "out")
SAYS = tomllib.loads(source("wiring/wiring.toml"))
COLOURS = "\n".join(
    [
        f".wiring {{ {palette('light')} }}",
        f".wiring[data-theme='dark'] {{ {palette('dark')} }}",
        *(f".role-{name} {{ --hue: var(--{name}-ink); --tint: var(--{name}-tint); }}" for name in ROLES),
    ]
)
_WIRING = st.components.v2.component(
    "wiring",
    html=source("wiring/wiring.html"),
    css=f"{COLOURS}\n{source('wiring/wiring.css')}",
    js=script("wiring/wiring.js"),
)


def wiring(
    drawing: Drawing,
    parts: Sequence[Kind],
    *,
    key: str,
    rev: int | str,
    marks: Mapping[str, Mapping[str, str]] | None = None,
    ghosts: Drawing | Sequence[Mapping[str, Any]] = (),
    locked: Sequence[str] = (),
    height: int = 560,
    restore: bool = False,
) -> dict[str, Any]:
    """Show a drawing to be worked on and return the newest one. What a browser sent is not checked: do so.

    A new `rev` puts `drawing` on the canvas; while `rev` stays the same, what the learner drew is kept, also over
    a switch of pages. With `restore`, an empty drawing gives way to what this browser tab drew last under `key`:
    it survives a reload, so give every exercise a key of its own.
    `parts` are the kinds to choose from; `marks` is {id of a part or wire: {"look": "right", "wrong", "missing" or
    "hint", "text": a sentence}}; `ghosts` lie below the drawing, to trace; the ids in `locked` stay where they are.
    """
    kinds = [_kind(row) for row in parts]
    newest = sent(key, rev) or {"parts": drawing.get("parts", ()), "wires": drawing.get("wires", ())}
    _WIRING(
        key=key,
        data={
            "rev": rev,
            "place": key,
            "session": st.session_state.setdefault("wiring (session)", token_hex(8)),
            "drawing": _begun(key, rev, newest),
            "kinds": kinds,
            "palette": "".join(map(_button, kinds)),
            "says": [SAYS],
            "marks": [{"id": at} | dict(mark) for at, mark in (marks or {}).items()],
            "ghosts": _both(ghosts),
            "locked": list(locked),
            "height": height,
            "restore": restore,
        },
        on_drawing_change=lambda: None,
    )
    return newest


def sent(key: str, rev: int | str) -> dict[str, Any] | None:
    """What the browser drew last under this `rev`, unchecked; None if nothing yet. Kept when the page is left."""
    news = st.session_state.get(key, {}).get("drawing")
    kept = f"{key} (kept)"
    if isinstance(news, Mapping) and isinstance(news.get("parts"), list) and isinstance(news.get("wires"), list):
        st.session_state[kept] = news
    last = st.session_state.get(kept, {})
    return {"parts": last["parts"], "wires": last["wires"]} if last.get("rev", object()) == rev else None


def _begun(key: str, rev: int | str, newest: Drawing) -> list[Any]:
    """What the canvas began with. It stays the same while the learner draws: then nothing has to be sent again."""
    at = f"{key} (begun)"
    on_canvas = "drawing" in st.session_state.get(key, {}) and st.session_state.get(at, {}).get("rev") == rev
    if not on_canvas:
        st.session_state[at] = {"rev": rev, "drawing": [newest["parts"], newest["wires"]]}
    return list(st.session_state[at]["drawing"])


def _kind(row: Kind) -> dict[str, Any]:
    """A row with all its columns: names at the rim are pills, layers are boxes, what has no weights is round."""
    told = dict(row) if isinstance(row, Mapping) else dict(zip(KIND, row, strict=False))
    natural = "pill" if "_" in told["glyph"] else "box" if told["many"] else "round"
    return {"shape": "join" if told["kind"] == "join" else natural, "out": told["kind"] != "y"} | told


def _button(row: Mapping[str, Any]) -> str:
    """A part in the palette; what stands low in its glyph, stands low."""
    words, glyph = escape(row["words"]), re.sub(r"_(?:{(.*?)}|(.))", r"<sub>\1\2</sub>", escape(row["glyph"]))
    look = f'class="role-{row["role"]} {row["shape"]}" title="{words}" aria-label="Add {words}"'
    inside = f"<span>{true_minus(glyph)}</span>"
    return f'<button type="button" data-act="add" value="{row["kind"]}" {look}>{inside}</button>'


def _both(ghosts: Drawing | Sequence[Mapping[str, Any]]) -> list[list[dict[str, Any]]]:
    """Parts and wires of what lies below; parts without an id are numbered, so that wires can name them."""
    parts = ghosts.get("parts", ()) if isinstance(ghosts, Mapping) else ghosts
    wires = ghosts.get("wires", ()) if isinstance(ghosts, Mapping) else ()
    return [
        [{"id": str(number), "label": ""} | dict(part) for number, part in enumerate(parts)],
        [{"id": str(number), "port": 0} | dict(wire) for number, wire in enumerate(wires)],
    ]
