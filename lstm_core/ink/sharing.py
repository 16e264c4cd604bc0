"""A sheet as a picture to share: what stands on it, and the paper around the sheet."""

from xml.etree.ElementTree import Element, SubElement, tostring

from lstm_core.cell.roles import BACKGROUND, INK, ROLES
from lstm_core.figure.svg import FRAME, SVG
from lstm_core.grade.drawing import HEIGHT, WIDTH
from lstm_core.ink.svg import SANS, THEME
from lstm_core.prose import read
from lstm_core.prose.wording import Wording, filled

MARGIN, HEAD, FOOT = 40, 96, 64  # pixels around the sheet
SHEET = "sheet"  # what the picture goes around


def clock(seconds: float) -> str:
    """Minutes and seconds, as a clock shows them: 2:41."""
    minutes, rest = divmod(int(seconds), 60)
    return f"{minutes}:{rest:02d}"


def title(cell: str, seconds: float | None, mark: int, right: bool) -> Wording:
    """What was drawn, how fast and how well; `seconds` is None where the clock does not tell."""
    key = f"{'right' if right else 'wrong'}{'_untimed' if seconds is None else ''}"
    return filled(read("replay")[key], cell=cell, time=clock(seconds or 0.0), mark=mark)


def around(heading: str, language: str) -> tuple[str, str]:
    """What comes before the SVG of a sheet and what after it, to make a picture with a heading."""
    wide, tall = WIDTH + 2 * MARGIN, HEIGHT + HEAD + FOOT
    root = Element("svg", {"xmlns": SVG, "viewBox": f"0 0 {wide} {tall}", "width": f"{wide}", "height": f"{tall}"})
    SubElement(root, "rect", {"width": f"{wide}", "height": f"{tall}", "fill": BACKGROUND[THEME]})
    text = {"x": f"{MARGIN}", "font-family": SANS, "fill": INK[THEME]}
    SubElement(root, "text", text | {"y": "62", "font-size": "36", "font-weight": "600"}).text = heading
    foot = text | {"y": f"{tall - 24}", "font-size": "20", "fill": ROLES["step"].ink(THEME)}
    SubElement(root, "text", foot).text = read("replay")["where"][language]
    inside = SubElement(root, "g", {"transform": f"translate({MARGIN} {HEAD})"})
    inside.text = SHEET
    edge = {"width": f"{WIDTH}", "height": f"{HEIGHT}", "rx": "10", "fill": "none", "stroke": FRAME[THEME]}
    SubElement(inside, "rect", edge)
    before, after = tostring(root, encoding="unicode").split(f">{SHEET}<")
    return f"{before}>", f"<{after}"
