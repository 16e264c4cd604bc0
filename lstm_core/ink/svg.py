"""A sheet of ink as an SVG that stands alone: the strokes, the clean signs over them, and where the mistakes are.

Strokes carry the seconds in which they were drawn (`data-begin`, `data-end`), all else when it came (`data-at`): the
replay in the browser shows the same picture, as far as it was drawn. Its colours are in it, dark on white, so that
any program shows it; a page gives its classes others.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from xml.etree.ElementTree import Element, SubElement, tostring

import numpy as np

from lstm_core.cell.roles import BACKGROUND, INK, ROLES
from lstm_core.figure.svg import SVG
from lstm_core.grade.drawing import HEIGHT, WIDTH
from lstm_core.grade.parts import KINDS
from lstm_core.ink.glyphs import Points
from lstm_core.ink.replay import Replay
from lstm_core.ink.sheet import Sheet
from lstm_core.ink.strokes import length
from lstm_core.ink.tracks import Track, Tracks
from lstm_core.prose.text import true_minus

SANS, SERIF = "'Source Sans 3', 'Source Sans Pro', 'DejaVu Sans', Arial, sans-serif", "Georgia, 'DejaVu Serif', serif"
THEME = "light"  # the file is dark on white
WRONG = "#b3261e"
FAINT, GONE = 0.25, 0.12  # opacity of ink under a clean sign, and of what was scribbled out
LOW = re.compile(r"_(?:\{([^}]*)\}|(\w))")
Boxes = Mapping[str, tuple[Points, Points]]  # the upper left and the lower right corner of a part
View = tuple[float, float, float, float]  # left, top, width and height of what is shown
AROUND, NARROWEST = 30.0, 320.0  # pixels around the ink, and of what is shown at least


def sheet_svg(tracks: Tracks, sheet: Sheet, shown: Replay, roles: Mapping[str, str], words: str) -> str:
    """The picture of a sheet; `roles` gives the key of ROLES for a kind of part, `words` say what is to be seen."""
    view = _view(tracks, sheet)
    box, size = " ".join(map(_short, view)), {"width": f"{WIDTH}", "height": f"{HEIGHT}"}
    root = Element("svg", {"xmlns": SVG, "viewBox": box, **size, "role": "img", "aria-label": words})
    SubElement(root, "title").text = words
    paper = dict(zip(("x", "y", "width", "height"), map(_short, view), strict=True))
    SubElement(root, "rect", {"class": "paper", "fill": BACKGROUND[THEME], **paper})
    at = {one.id: one.at for one in shown.done}
    _add_ink(root, tracks, sheet, at)
    boxes = _boxes(tracks, sheet)
    _add_signs(root, sheet, boxes, at, roles)
    _add_ends(root, sheet, at, roles, view)
    _add_mistakes(root, tracks, shown, boxes, view[2] / WIDTH)
    return tostring(root, encoding="unicode")


def _view(tracks: Tracks, sheet: Sheet) -> View:
    """The part of the sheet that is drawn on, in the shape of a sheet."""
    kept = [track.points for track in tracks.strokes if track.index not in sheet.erased]
    if not kept:
        return 0.0, 0.0, float(WIDTH), float(HEIGHT)
    points = np.clip(np.concatenate(kept), (0, 0), (WIDTH, HEIGHT))  # what is far beside the sheet is not looked for
    low, high = points.min(axis=0) - AROUND, points.max(axis=0) + AROUND
    wide = max(float(high[0] - low[0]), float(high[1] - low[1]) * WIDTH / HEIGHT, NARROWEST)
    tall = wide * HEIGHT / WIDTH
    x, y = (low + high) / 2
    return float(x) - wide / 2, float(y) - tall / 2, wide, tall


def _add_ink(root: Element, tracks: Tracks, sheet: Sheet, at: Mapping[str, float]) -> None:
    """Every stroke; fainter from when a clean sign lies over it, or it was scribbled out."""
    under = {k: at[part.id] for part in sheet.parts for k in (*part.strokes, *part.name) if part.id in at}
    erased = [track for track in tracks.strokes if track.index in sheet.erased]
    gone = {track.index: _gone_at(track, erased) for track in erased}
    look = {"fill": "none", "stroke": INK[THEME], "stroke-width": "2.4", "stroke-linecap": "round"}
    layer = SubElement(root, "g", {"class": "ink", "stroke-linejoin": "round", **look})
    for track in tracks.strokes:
        stroke = {"d": _path(track.points), "data-begin": f"{track.begin:.2f}", "data-end": f"{track.end:.2f}"}
        if track.index in gone | under:
            faint = GONE if track.index in gone else FAINT
            stroke |= {"opacity": f"{faint}", "data-faint": f"{(gone | under)[track.index]:.2f}"}
        SubElement(layer, "path", stroke)


def _gone_at(track: Track, erased: Sequence[Track]) -> float:
    """When a stroke was scribbled out: by the next one that lies over its middle. A scribble goes by itself."""
    middle = track.points.mean(axis=0)
    over = (one for one in erased if one.index > track.index and _lies_over(one, middle))
    return next((one.end for one in over), track.end)


def _lies_over(track: Track, point: Points) -> bool:
    return bool(((track.points.min(axis=0) <= point) & (point <= track.points.max(axis=0))).all())


def _path(points: Points) -> str:
    """A line through points; a dot if there is one."""
    pairs = [f"{_short(x)} {_short(y)}" for x, y in points]
    return f"M{'L'.join(pairs)}" if len(pairs) > 1 else f"M{pairs[0]}h0"


def _short(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")


def _boxes(tracks: Tracks, sheet: Sheet) -> Boxes:
    """The upper left and the lower right corner of every part that has ink."""
    by_index = {track.index: track.points for track in tracks.strokes}
    ink = {part.id: [by_index[k] for k in part.strokes if k in by_index] for part in sheet.parts}
    points = {name: np.concatenate(rows) for name, rows in ink.items() if rows}
    return {name: (rows.min(axis=0), rows.max(axis=0)) for name, rows in points.items()}


def _add_signs(root: Element, sheet: Sheet, boxes: Boxes, at: Mapping[str, float], roles: Mapping[str, str]) -> None:
    """A clean box or circle with its sign over the ink of every part, and the name that it was given."""
    labels = {part.id: part.label for part in sheet.drawing.parts}
    for part in (part for part in sheet.parts if part.id in boxes):
        low, high = boxes[part.id]
        (x, y), (wide, tall) = (low + high) / 2, high - low
        role = ROLES[roles[part.kind]]
        look = {"fill": role.tint(THEME), "fill-opacity": "0.9", "stroke": role.ink(THEME), "stroke-width": "1.8"}
        group = _group(root, f"sign role-{roles[part.kind]}", at[part.id])
        _add_shape(group, low, high, KINDS[part.kind].many, look)
        size = float(np.clip(min(tall * 0.6, wide / 2.3), 9, 28))
        _add_text(group, KINDS[part.kind].glyph, float(x), float(y) + 0.35 * size, size)
        if label := labels.get(part.id, ""):
            _add_text(group, label, float(low[0]), float(low[1]) - 6, 14, fill=role.ink(THEME), anchor="start")


def _group(root: Element, names: str, at: float) -> Element:
    """What comes at a moment."""
    return SubElement(root, "g", {"class": names, "data-at": f"{at:.2f}"})


def _add_shape(group: Element, low: Points, high: Points, box: bool, look: dict[str, str]) -> None:
    wide, tall = high - low
    if box:
        x, y, width, height = (_short(float(value)) for value in (*low, wide, tall))
        SubElement(group, "rect", {"x": x, "y": y, "width": width, "height": height, "rx": "5", **look})
    else:
        middle, radius = (low + high) / 2, float(wide + tall) / 4
        cx, cy, r = (_short(float(value)) for value in (*middle, radius))
        SubElement(group, "circle", {"cx": cx, "cy": cy, "r": r, **look})


def _add_ends(root: Element, sheet: Sheet, at: Mapping[str, float], roles: Mapping[str, str], view: View) -> None:
    """The names of what arrives and what leaves, at each end of a line where none was written."""
    wires, (left, _, wide, _) = {k for wire in sheet.wires for k in wire.strokes}, view
    unit = wide / WIDTH  # of what is as large whatever is shown
    for end in sheet.ends:
        if set(end.strokes) <= wires:
            role = roles[end.kind]
            group = _group(root, f"end role-{role}", at.get(end.id, 0.0))
            anchor = "start" if end.x < left + wide / 3 else "end" if end.x > left + 2 * wide / 3 else "middle"
            x, y = (end.x + 12 * unit, end.y) if end.kind == "x" else (end.x, end.y - 14 * unit)
            look = {"fill": ROLES[role].ink(THEME), "anchor": anchor}
            _add_text(group, KINDS[end.kind].glyph, x, y, 19 * unit, **look, serif=True)


def _add_mistakes(root: Element, tracks: Tracks, shown: Replay, boxes: Boxes, unit: float) -> None:
    """The number of each remark, at its part or at the end of its wire."""
    places = dict(_places(tracks, shown, boxes))
    for one in shown.mistakes:
        x, y = places[one.id]
        group = _group(root, "mistake", one.at)
        SubElement(group, "circle", {"cx": _short(x), "cy": _short(y), "r": _short(10 * unit), "fill": WRONG})
        _add_text(group, str(one.remark + 1), x, y + 4.8 * unit, 14 * unit, fill=BACKGROUND[THEME], weight="700")
        places[one.id] = (x + 21 * unit, y)  # two at one place stand side by side


def _places(tracks: Tracks, shown: Replay, boxes: Boxes) -> Iterable[tuple[str, tuple[float, float]]]:
    """Where the number of a remark is, by the id of its part or wire: at its corner, or on its longest stroke."""
    points = {track.index: track.points for track in tracks.strokes}
    for one in shown.mistakes:
        if one.id in boxes:
            x, y = boxes[one.id][0] - (3, 5)
        else:
            longest = max((points[k] for k in one.strokes), key=length)
            x, y = longest[len(longest) // 2]
        yield one.id, (float(x), float(y))


def _add_text(
    group: Element,
    text: str,
    x: float,
    y: float,
    size: float,
    *,
    fill: str = INK[THEME],
    anchor: str = "middle",
    serif: bool = False,
    weight: str = "400",
) -> None:
    """A text whose baseline is at y; what stands low in a glyph, stands low."""
    look = {"font-family": SERIF if serif else SANS, "font-size": _short(size), "font-weight": weight}
    look |= {"font-style": "italic"} if serif else {}
    place = {"x": _short(x), "y": _short(y), "text-anchor": anchor, "fill": fill}
    element = SubElement(group, "text", place | look)
    at, down = 0, _short(0.22 * size)
    for low in [*LOW.finditer(text), None]:
        piece = true_minus(text[at : low.start()] if low else text[at:])
        if piece:
            span = SubElement(element, "tspan", {"dy": f"-{down}"} if at else {})
            span.text = piece
        if low:
            span = SubElement(element, "tspan", {"dy": down, "font-size": _short(0.7 * size)})
            span.text, at = true_minus(low[1] or low[2]), low.end()
