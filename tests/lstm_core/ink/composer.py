"""Sheets of ink for the tests, drawn by ruler and then shaken: parts, wires, letters, scribbles.

It shares nothing with the strokes that the reader of symbols is trained on.
"""

import itertools
from math import cos, pi, sin
from random import Random

Ink = list[list[tuple[float, float]]]


LETTERS = {  # corners of strokes, y downwards, some 20 pixels high
    "f": [[(5, -9), (2, -11), (-1, -9), (-2, -5), (-2, 9)], [(-6, -2), (4, -2)]],
    "i": [[(0, -3), (0, 7), (2, 9), (4, 8)], [(1, -9), (1, -8)]],
    "o": [[(1, -7), (-4, -5), (-6, 0), (-4, 5), (0, 7), (5, 5), (6, 0), (4, -5), (0, -7)]],
    "r": [[(-4, -7), (-3, 8), (-3, -1), (0, -5), (4, -6)]],
    "z": [[(-6, -7), (6, -7), (-6, 7), (6, 7)]],
    "C~": [
        [(7, -6), (3, -9), (-2, -9), (-6, -5), (-7, 0), (-6, 6), (-1, 9), (4, 9), (7, 6)],
        [(-6, -14), (-3, -16), (0, -15), (3, -14), (6, -16)],
    ],
    "h~": [
        [(-4, -10), (-4, 9), (-4, 2), (-1, -2), (3, -1), (4, 3), (5, 9)],
        [(-6, -15), (-3, -17), (0, -16), (3, -15), (6, -17)],
    ],
}


class Pen:
    """A pen with a trembling hand. Strokes are gathered as parts, wires and what comes last."""

    def __init__(self, seed: int, tremble: float = 1.0, heads: float = 1.0) -> None:
        self.rng, self.tremble, self.heads = Random(seed), tremble, heads
        self.parts: Ink = []
        self.wires: Ink = []
        self.late: Ink = []
        self.size: dict[str, tuple[float, float, float, float]] = {}  # name -> middle, half width and height

    def line(self, *corners: tuple[float, float]) -> list[tuple[float, float]]:
        """A stroke through corners, with a slow wave and a little noise on it."""
        wave, phase = self.rng.gauss(0, 1.2 * self.tremble), self.rng.uniform(0, 6)
        points = []
        for (x0, y0), (x1, y1) in itertools.pairwise(corners):
            steps = max(2, round((abs(x1 - x0) + abs(y1 - y0)) / 4))
            for k in range(steps + 1):
                x, y = x0 + (x1 - x0) * k / steps, y0 + (y1 - y0) * k / steps
                bend = wave * sin(phase + (x + y) / 25)
                points.append((x + bend + self.rng.gauss(0, 0.3), y + bend + self.rng.gauss(0, 0.3)))
        return points

    def round(self, x: float, y: float, rx: float, ry: float, start: float = -0.25, turn: float = 1.03) -> list:
        """A bow of an ellipse."""
        angles = [2 * pi * (start + turn * k / 40) for k in range(41)]
        return [(x + rx * cos(a) + self.rng.gauss(0, 0.4), y + ry * sin(a) + self.rng.gauss(0, 0.4)) for a in angles]

    def box(self, name: str, x: float, y: float, word: bool = False, late: bool = False) -> None:
        """A box with a sigma in it, or with the word tanh; its last side may come later."""
        x, y, w, h = self._stand(name, x, y, 34, 23)
        a, b, c, d = (x - w, y - h), (x + w, y - h), (x + w, y + h), (x - w, y + h)
        if late:
            self.parts.append(self.line(a, d, c))
            self.late.append(self.line(a, b, c))
        else:
            self.parts.append(self.line(a, b, c, d, a))
        self.parts += self._tanh(x, y) if word else self._sigma(x, y)

    def circle(self, name: str, x: float, y: float, sign: str) -> None:
        """A circle with ×, +, 1− or a dot in it."""
        x, y, r, _ = self._stand(name, x, y, 22, 22)
        self.parts.append(self.round(x, y, r, r, self.rng.random()))
        a = 0.62 * r
        self.parts += {
            "×": lambda: [self.line((x - a, y - a), (x + a, y + a)), self.line((x + a, y - a), (x - a, y + a))],
            "+": lambda: [self.line((x, y - r), (x, y + r)), self.line((x - r, y), (x + r, y))],
            "1−": lambda: [self.line((x - 8, y - 9), (x - 8, y + 9)), self.line((x, y), (x + 11, y))],
            "·": lambda: [[(x, y)]],
        }[sign]()

    def _stand(self, name: str, x: float, y: float, w: float, h: float) -> tuple[float, float, float, float]:
        shake = lambda value, most: value + self.rng.uniform(-most, most) * self.tremble
        self.size[name] = (shake(x, 7), shake(y, 7), shake(w, 3), shake(h, 2))
        return self.size[name]

    def _sigma(self, x: float, y: float) -> Ink:
        bow = self.round(x, y + 2, 8, 8, -0.25, -1)
        return [[*self.line((x + 14, y - 6), bow[0]), *bow]]

    def _tanh(self, x: float, y: float) -> Ink:
        at = [x - 18, x - 8, x + 2, x + 12]
        t = [self.line((at[0], y - 9), (at[0], y + 8)), self.line((at[0] - 4, y - 4), (at[0] + 4, y - 4))]
        a = [*self.round(at[1], y + 4, 4, 4, 0, -1), *self.line((at[1] + 4, y), (at[1] + 4, y + 8))]
        bows = [self.round(at[k], y + 4, 3.5, 4, 0.5, 0.5) for k in (2, 3)]
        n, h = (
            [*self.line((at[k] - 3, y + top), (at[k] - 3, y + 8)), *bow]
            for k, top, bow in zip((2, 3), (0, -9), bows, strict=True)
        )
        return [*t, a, n, h]

    def port(self, name: str, side: str) -> tuple[float, float]:
        """The middle of one side of a part: l, r, t or b."""
        x, y, w, h = self.size[name]
        return {"l": (x - w, y), "r": (x + w, y), "t": (x, y - h), "b": (x, y + h)}[side]

    def wire(self, *corners: tuple[float, float], head: bool = True) -> None:
        """A wire in straight pieces, each a stroke; a head at its end unless this hand leaves heads out."""
        for a, b in itertools.pairwise(corners):
            self.wires.append(self.line(a, b))
        if head and self.rng.random() < self.heads:
            (x0, y0), (x, y) = corners[-2:]
            long = max(abs(x - x0) + abs(y - y0), 1)
            dx, dy = (x0 - x) / long * 11, (y0 - y) / long * 11
            self.wires.append(self.line((x + dx - dy / 2, y + dy + dx / 2), (x, y), (x + dx + dy / 2, y + dy - dx / 2)))

    def scribble(self, x: float, y: float) -> list[tuple[float, float]]:
        """A stroke back and forth over a place."""
        return self.line(*((x - 34 + 7 * k, y + (26 if k % 2 else -26)) for k in range(11)))

    def letter(self, name: str, x: float, y: float) -> None:
        """C, h or x, written at a place."""
        bow = self.round(x, y, 7, 10, -0.1, -0.75)
        arch = self.round(x + 1, y + 3, 5, 6, 0.5, 0.5)
        self.late += {
            "C": lambda: [bow],
            "h": lambda: [
                [
                    *self.line((x - 4, y - 11), (x - 4, y + 10), (x - 4, y + 3)),
                    *arch,
                    *self.line(arch[-1], (x + 6, y + 10)),
                ]
            ],
            "x": lambda: [self.line((x - 6, y - 7), (x + 6, y + 7)), self.line((x + 6, y - 7), (x - 6, y + 7))],
        }[name]()

    def name(self, box: str, letter: str, place: str = "left", index: bool = False, size: float = 1.0) -> None:
        """f, i, o, r, z, C~ or h~ beside a box: at its upper left or upper right corner, or at its lower left one."""
        x, y, w, h = self.size[box]
        dx, dy = {"left": (-w - 13, -4), "above": (-w + 6, -h - 17), "right": (w + 13, -6), "below": (w + 8, h + 16)}[
            place
        ]
        x, y = x + dx * size - (10 if index and place == "left" else 0), y + dy * (size if place != "left" else 1)
        strokes = LETTERS[letter]
        if index:
            strokes = [*strokes, [(9, 4), (9, 12)], [(6, 7), (12, 7)]]
        lean, wide = self.rng.gauss(0, 0.1), self.rng.uniform(0.85, 1.15) * size
        place_at = lambda a, b: (x + wide * (a - lean * b), y + size * b)
        calm, self.tremble = self.tremble, 0.4 * self.tremble
        self.late += [self.line(*(place_at(*point) for point in stroke)) for stroke in strokes]
        self.tremble = calm

    def ink(self, lines_first: bool = False) -> Ink:
        """All strokes in the order in which they were drawn."""
        return [*(self.wires + self.parts if lines_first else self.parts + self.wires), *self.late]


def lstm(
    pen: Pen,
    *,
    late: bool = False,
    h_on_top: bool = False,
    letters: bool = False,
    peepholes: bool = False,
    sign: str = "+",
) -> Pen:
    """An LSTM: C along the top, h and x along the bottom; or all of it upside down."""
    way = (lambda y: 485 - y) if h_on_top else (lambda y: y)
    up, down = "bt" if h_on_top else "tb"
    for name, x in {"f": 220, "i": 370, "g": 500, "o": 640}.items():
        pen.box(name, x, way(330), word=name == "g", late=late and name in "fo")
    pen.circle("kept", 220, way(70), "×")
    pen.circle("written", 500, way(215), "×")
    pen.circle("add", 500, way(70), sign)
    pen.circle("shown", 780, way(215), "×")
    pen.box("tanh", 780, way(145), word=True)
    port, size = pen.port, pen.size
    top, bus = size["add"][1], way(415)
    pen.wire((30, size["kept"][1]), port("kept", "l"))
    pen.wire(port("kept", "r"), port("add", "l"))
    pen.wire(port("add", "r"), (930, top))
    pen.wire((size["tanh"][0], top), port("tanh", up))
    pen.wire(port("f", up), port("kept", down))
    for gate, target in (("i", "written"), ("o", "shown")):
        pen.wire(port(gate, up), (size[gate][0], size[target][1]), port(target, "l"))
    pen.wire(port("g", up), port("written", down))
    pen.wire(port("written", up), port("add", down))
    pen.wire(port("tanh", down), port("shown", up))
    pen.wire(port("shown", "r"), (930, size["shown"][1]))
    pen.wire((30, bus), (size["o"][0], bus), head=False)
    pen.wire((110, way(472)), (110, bus), head=False)
    for gate in "figo":
        pen.wire((size[gate][0], bus), port(gate, down))
    if peepholes:
        _peepholes(pen, top)
    if letters:
        pen.letter("C", 12, size["kept"][1])
        pen.letter("h", 12, bus)
        pen.letter("x", 110, way(472) + (-14 if h_on_top else 14))
    return pen


def _peepholes(pen: Pen, top: float) -> None:
    """C before it is changed to f and i, C after it to o."""
    at = lambda gate, aside: (pen.size[gate][0] + aside, pen.size[gate][1] - pen.size[gate][3])
    pen.wire((150, top), at("f", -20))
    pen.wire((110, top), (110, 262), (at("i", -20)[0], 262), at("i", -20))
    pen.wire((at("o", 22)[0], top), at("o", 22))


def elman(pen: Pen) -> Pen:
    """An Elman cell: one tanh box that reads h and x."""
    pen.box("tanh", 480, 240, word=True)
    y = pen.size["tanh"][1]
    pen.wire((60, y), pen.port("tanh", "l"))
    pen.wire((250, 430), (250, y), head=False)
    pen.wire(pen.port("tanh", "r"), (900, y))
    return pen


def gru(pen: Pen) -> Pen:
    """A GRU: h along the top, x from below, once for the gates and once for the candidate."""
    for name, x, y in (("r", 260, 330), ("z", 480, 330), ("n", 760, 330)):
        pen.box(name, x, y, word=name == "n")
    for name, x, y, sign in (
        ("past", 360, 190, "×"),
        ("rest", 480, 190, "1−"),
        ("kept", 620, 70, "×"),
        ("new", 760, 190, "×"),
    ):
        pen.circle(name, x, y, sign)
    pen.circle("add", 870, 70, "+")
    port, size = pen.port, pen.size
    top = size["kept"][1]
    pen.wire((30, top), port("kept", "l"))
    pen.wire(port("kept", "r"), port("add", "l"))
    pen.wire(port("add", "r"), (945, size["add"][1]))
    pen.wire((120, top), (120, 410), (size["z"][0], 410), head=False)
    pen.wire((180, 472), (180, 410), head=False)
    for gate in "rz":
        pen.wire((size[gate][0], 410), port(gate, "b"))
    pen.wire(port("r", "t"), (size["r"][0], size["past"][1]), port("past", "l"))
    pen.wire((size["past"][0], top), port("past", "t"))
    pen.wire(port("z", "t"), port("rest", "b"))
    pen.wire(port("rest", "t"), (size["rest"][0], 120), (size["kept"][0], 120), port("kept", "b"))
    pen.wire((size["z"][0], 255), (660, 255), (660, size["new"][1]), port("new", "l"))
    pen.wire(port("past", "b"), (size["past"][0], 380), (620, 380), (620, size["n"][1]), port("n", "l"))
    pen.wire((size["n"][0], 472), port("n", "b"))
    pen.wire(port("n", "t"), port("new", "b"))
    pen.wire(port("new", "r"), (size["add"][0], size["new"][1]), port("add", "b"))
    return pen
