"""The wiring editor: parts on a canvas and wires between their ports, drawn with mouse, finger or keys."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from typing import Any

from lstm_core.prose.text import true_minus
from ui.components import in_each_language, source
from ui.components.kept_sheet import KeptSheet
from ui.components.role_colours import role_colours

Drawing = Mapping[str, Any]  # {"parts": [{"id", "kind", "x", "y", "label"}], "wires": [{"id", "from", "to", "port"}]}
Kind = Mapping[str, Any] | Sequence[Any]  # a row with the columns of KIND; what follows from the others may be left out
KIND = ("kind", "glyph", "words", "ports", "many", "role", "shape", "out")
MESSAGES = {"en": tomllib.loads(source("wiring/wiring.toml")), "de": tomllib.loads(source("wiring/wiring.de.toml"))}


_WIRING = in_each_language("wiring", MESSAGES, role_colours("wiring") + source("sheet_tools.css", "wiring/wiring.css"))


@dataclass
class Canvas(KeptSheet):
    """A sheet of parts."""

    drawing: dict[str, Any] | None = None  # the newest that a browser has sent, unchecked
    start: list[Any] = field(default_factory=list)  # the parts and wires that the browser began with

    def newest(self) -> dict[str, Any] | None:
        """What the browser drew last on this canvas, unchecked; None if nothing yet."""
        news = self.said("drawing") or {}
        parts, wires = news.get("parts"), news.get("wires")
        if isinstance(parts, list) and isinstance(wires, list):
            self.drawing = {"parts": parts, "wires": wires}
        return self.drawing

    def begun_with(self, newest: Drawing) -> list[Any]:
        """What the browser began with; unchanged while the learner draws, so that nothing has to be sent again."""
        if not self.start or not self.has_said("drawing"):
            self.start = [newest["parts"], newest["wires"]]
        return list(self.start)


def wiring(
    canvas: Canvas,
    drawing: Drawing,
    parts: Sequence[Kind],
    *,
    marks: Mapping[str, Mapping[str, str]] | None = None,
    gaps: Sequence[Mapping[str, Any]] = (),
    ghosts: Drawing | Sequence[Mapping[str, Any]] = (),
    locked: Sequence[str] = (),
    values: Mapping[str, str] | None = None,
    now: Sequence[str] = (),
    height: int = 560,
    restore: bool = False,
    language: str = "en",
) -> dict[str, Any]:
    """Show a drawing to be worked on and return the newest one. What a browser sent is not checked: do so.

    `drawing` is what lies on the canvas at first. With `restore`, an empty one gives way to what this browser tab
    drew last under the key of the canvas.
    `parts` are the kinds to choose from; `marks` is {id of a part or wire: {"look": "right", "wrong", "missing",
    "waiting" or "hint", "text": a sentence, "number": of a remark that stands elsewhere}}; `gaps` are parts that are
    missing, on a wire, before a port or behind a part: {"kind", "glyph", "wire", "before", "port", "behind", "remark":
    a number};
    `ghosts` lie below the drawing, to trace; the ids in `locked` stay where they are. `values` are numbers to
    print at parts as they run through the drawing; those at the parts in `now` have arrived last.
    """
    messages = MESSAGES[language]
    kinds = [kind_row(row, messages.get("words", {})) for row in parts]
    newest = canvas.newest() or {"parts": drawing.get("parts", ()), "wires": drawing.get("wires", ())}
    _WIRING[language](
        key=canvas.key,
        data={
            "rev": canvas.rev,
            "place": canvas.key,
            "session": canvas.token,
            "drawing": canvas.begun_with(newest),
            "kinds": kinds,
            "palette": "".join(_button(kind, messages["add"]) for kind in kinds),
            "says": [{key: text for key, text in messages.items() if isinstance(text, str)}],
            "marks": [{"id": item} | dict(mark) for item, mark in (marks or {}).items()],
            "gaps": [dict(gap) for gap in gaps],
            "ghosts": parts_and_wires(ghosts),
            "locked": list(locked),
            "values": [[part, text] for part, text in (values or {}).items()],
            "now": list(now),
            "height": height,
            "restore": restore,
        },
        on_drawing_change=lambda: None,
    )
    return newest


def kind_row(row: Kind, words: Mapping[str, str]) -> dict[str, Any]:
    """A row with all its columns: names at the rim are pills, layers are boxes, what has no weights is round."""
    columns = dict(row) if isinstance(row, Mapping) else dict(zip(KIND, row, strict=False))
    natural = "pill" if "_" in columns["glyph"] else "box" if columns["many"] else "round"
    columns["words"] = words.get(columns["kind"], columns["words"])
    return {"shape": "join" if columns["kind"] == "join" else natural, "out": columns["kind"] != "y"} | columns


def _button(row: Mapping[str, Any], add: str) -> str:
    """A part in the palette; what stands low in its glyph, stands low."""
    words, glyph = escape(row["words"]), re.sub(r"_(?:{(.*?)}|(.))", r"<sub>\1\2</sub>", escape(row["glyph"]))
    look = f'class="role-{row["role"]} {row["shape"]}" title="{words}" aria-label="{add.format(words)}"'
    inside = f"<span>{true_minus(glyph)}</span>"
    return f'<button type="button" data-act="add" value="{row["kind"]}" {look}>{inside}</button>'


def parts_and_wires(ghosts: Drawing | Sequence[Mapping[str, Any]]) -> list[list[dict[str, Any]]]:
    """Parts and wires of what lies below; parts without an id are numbered, so that wires can name them."""
    parts = ghosts.get("parts", ()) if isinstance(ghosts, Mapping) else ghosts
    wires = ghosts.get("wires", ()) if isinstance(ghosts, Mapping) else ()
    return [
        [{"id": str(number), "label": ""} | dict(part) for number, part in enumerate(parts)],
        [{"id": str(number), "port": 0} | dict(wire) for number, wire in enumerate(wires)],
    ]
