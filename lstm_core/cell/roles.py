"""One colour per role, declared once: figure, equations, plots and text all take theirs from here.

The hues are those of Okabe and Ito (2008), chosen to stay apart for colour-blind readers. In light and
dark they are the same hue, shaded until text in it reads well (contrast at least 4.5) wherever it stands.
"""

from dataclasses import dataclass

from lstm_core.cell.graph import Cell

BACKGROUND = {"light": "#ffffff", "dark": "#12151c"}
PAPER = {"light": "#f3f4f7", "dark": "#1e232d"}  # panels and cards
INK = {"light": "#12151c", "dark": "#e9ebf0"}
CONTRAST = 4.5  # WCAG 2.2, level AA


@dataclass(frozen=True)
class Role:
    """What a value is for, and how it looks everywhere."""

    hue: str  # Okabe and Ito's colour, for areas
    theme: str  # the name by which Streamlit's theme and Markdown know it
    words: str  # what carries this colour, for legends

    def ink(self, theme: str) -> str:
        """The hue for text and lines on the page, on its panels and on `tint`; theme is "light" or "dark"."""
        colour = _rgb(self.hue)
        grounds = [_rgb(ground) for ground in (BACKGROUND[theme], PAPER[theme], self.tint(theme))]
        goal = 0.0 if theme == "light" else 255.0
        while min(_contrast(colour, ground) for ground in grounds) < CONTRAST + 0.1:
            colour = tuple(channel + 0.04 * (goal - channel) for channel in colour)
        return _hex(colour)

    def tint(self, theme: str) -> str:
        """A pale area of the hue, behind text in `ink`."""
        share = 0.16 if theme == "light" else 0.24
        mixed = zip(_rgb(self.hue), _rgb(BACKGROUND[theme]), strict=True)
        return _hex(tuple(share * a + (1 - share) * b for a, b in mixed))


ROLES = {
    "input": Role("#777777", "gray", "input"),
    "gate": Role("#e69f00", "orange", "gate"),
    "candidate": Role("#cc79a7", "violet", "candidate"),
    "memory": Role("#009e73", "green", "memory"),
    "output": Role("#0072b2", "blue", "hidden state and output"),
    "step": Role("#777777", "gray", "step on the way"),
}


def role(cell: Cell, name: str) -> str:
    """The key of ROLES under which a node is coloured: a state as what replaces it, or will once it is typed."""
    found = cell.role(cell.states.get(name, name))
    return found if found in ROLES else "output" if name == "h" else "memory"


def _rgb(colour: str) -> tuple[float, ...]:
    return tuple(float(int(colour[k : k + 2], 16)) for k in (1, 3, 5))


def _hex(colour: tuple[float, ...]) -> str:
    return "#" + "".join(f"{round(channel):02x}" for channel in colour)


def _contrast(a: tuple[float, ...], b: tuple[float, ...]) -> float:
    low, high = sorted((_luminance(a), _luminance(b)))
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: tuple[float, ...]) -> float:
    """Relative luminance as WCAG 2.2 defines it."""
    linear = [c / 255 / 12.92 if c <= 10.3 else ((c / 255 + 0.055) / 1.055) ** 2.4 for c in colour]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
