"""What an examiner says at one moment of an exam, and what came back.

Prompts are known by ids: "E01" is a question, "E01+2" one of its follow-ups, "E01?5" asks back about point 5, where
what was said seems to contradict it, "E01!" tries what was drawn or written with numbers, and "M2" digs into a mistake
that was found in it.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from lstm_core.exam.bank.bank import Point, questions
from lstm_core.exam.bank.findings import findings
from lstm_core.exam.bank.numbers import Number
from lstm_core.exam.bank.parting import Parting
from lstm_core.prose.wording import Wording

MINUTES = {"draw": 3, "derive": 3, "explain": 2, "compare": 2, "predict": 2}  # by the kind of a question
FOLLOW_UP = 0.75  # minutes
ASKED_BACK = Wording(
    "I heard: “{words}”. Is that what you mean?", "Ich habe gehört: „{words}“. Meinen Sie das so?"
)  # a contradiction is put as a question
TRIED = Wording("What does your cell give with numbers?", "Was gibt Ihre Zelle mit Zahlen?")  # which are lost
WORKED_OUT = Point(
    "What the cell gives that was drawn or written, worked out with numbers.",
    "follows from S2:21-24",
    "Was die gezeichnete oder geschriebene Zelle gibt, mit Zahlen ausgerechnet.",
    Wording(
        "A drawn cell gives what the textbook's cell gives, whatever its wires are.",
        "Eine gezeichnete Zelle gibt, was die Zelle des Lehrbuchs gibt, wie auch immer ihre Leitungen laufen.",
    ),
    Wording("Another wire makes another function.", "Eine andere Leitung macht eine andere Funktion."),
)
UNHEARD = Wording("Is that what you mean? Say it once more.", "Meinen Sie das so? Sagen Sie es bitte noch einmal.")


@dataclass(frozen=True)
class Prompt:
    """What the examiner says now."""

    id: str
    topic: str
    wording: Wording
    points: tuple[Point, ...]
    minutes: float
    hints: tuple[Wording, ...] = ()
    draw: str = ""  # the cell to draw
    writes: str = ""  # the cell whose equations are to be written
    numbers: tuple[Number, ...] = ()  # that are to be typed
    digs: Point | None = None  # the point that a follow-up digs into
    harder: bool = False  # a follow-up that goes deeper than the point
    parting: Parting | None = None  # what was drawn or written is tried with these numbers

    @property
    def seconds(self) -> float:
        """How long an answer usually takes."""
        return 60.0 * self.minutes

    @property
    def root(self) -> str:
        """The question that it belongs to; itself for a question, and for what a drawing gave rise to."""
        return root(self.id)


@dataclass(frozen=True)
class Answer:
    """What came back to a prompt; points are counted from 1."""

    prompt: str
    ticked: frozenset[int] = frozenset()  # points that were ticked
    hints: int = 0  # how many were given
    fooled: frozenset[int] = frozenset()  # points whose twin was ticked
    doubts: tuple[tuple[int, str], ...] = ()  # points that the words seem to contradict, and these words
    found: tuple[str, ...] = ()  # names of mistakes in the drawing or in the equations
    checked: float | None = None  # share of the mark, where a machine marked all of it
    seconds: float = 0.0
    counted: frozenset[int] = frozenset()  # points whose number a machine checked; those that are right are ticked
    parting: Parting | None = None  # numbers on which what was drawn or written gives something else

    @property
    def share(self) -> float:
        """How much of the prompt was answered, from 0 to 1; a ticked twin costs as much as a point earns."""
        if self.checked is not None:
            return self.checked
        right, said = self.ticked & self.counted, self.ticked - self.counted
        return (len(right) + max(0, len(said) - len(self.fooled))) / len(prompt(self.prompt).points)


def tried(question: str) -> str:
    """The prompt in which what was drawn or written for a question is tried with numbers."""
    return f"{question}!"


def root(key: str) -> str:
    """The question to which a prompt belongs."""
    return re.split(r"[+?!]", key, maxsplit=1)[0]


def prompt(key: str, words: str = "", parting: Parting | None = None) -> Prompt:
    """A prompt as it is asked; `words` are those that are asked back, `parting` the numbers that are tried.

    Raises ValueError for what is not in the bank.
    """
    question = questions().get(root(key))
    if question is None and key in findings():
        found = findings()[key]
        return Prompt(key, found.topic, found.prompt, found.points, FOLLOW_UP)
    if question and key == question.id:
        minutes = MINUTES[question.kind]
        said = (
            question.prompt,
            question.points,
            minutes,
            question.hints,
            question.draw,
            question.writes,
            question.numbers,
        )
        return Prompt(key, question.topic, *said)
    for one in question.follow_ups if question else ():
        if question and key == one.id:
            digs = question.points[one.point - 1]
            asked = (question.topic, one.prompt, one.points, FOLLOW_UP)
            return Prompt(key, *asked, numbers=one.numbers, digs=digs, harder=one.harder)
    if question and key == tried(question.id):
        wording = parting.wording if parting else TRIED
        return Prompt(key, question.topic, wording, (WORKED_OUT,), FOLLOW_UP, parting=parting)
    for k, point in enumerate(question.points, 1) if question else ():
        if question and key == f"{question.id}?{k}":
            return Prompt(key, question.topic, _asked_back(words), (point,), FOLLOW_UP, digs=point)
    raise ValueError(f"there is no question {key!r} in the bank")


def _asked_back(words: str) -> Wording:
    if not words:
        return UNHEARD
    return Wording(ASKED_BACK.en.format(words=words), ASKED_BACK.de.format(words=words))


def by_prompt(answers: Sequence[Answer]) -> dict[str, Answer]:
    """Answers by their prompt, in order; of two to the same prompt the later one counts.

    Raises ValueError for an answer to what is not in the bank, and for a point that is not there.
    """
    for answer in answers:
        asked = prompt(answer.prompt)
        points, hints = len(asked.points), len(asked.hints)
        named = answer.ticked | answer.fooled | answer.counted
        if not named <= set(range(1, points + 1)):
            raise ValueError(f"{answer.prompt} has points 1 to {points}, not {sorted(named)}")
        if not 0 <= answer.hints <= hints:
            raise ValueError(f"{answer.prompt} has {hints} hints, not {answer.hints}")
    return {answer.prompt: answer for answer in answers}
