"""What is done in the times there are, so that most is known on the day of the exam.

The LSTM comes first, then one lesson after the other, each followed by its cards. What was learnt earlier comes back
first in a sitting, but takes a part of it only while there is something new: a card never seen is known by nobody. A
few right answers, spread over sittings, keep for long what was learnt (successive relearning: Rawson and Dunlosky
2011).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from lstm_core.exam.cards.cards import Card
from lstm_core.exam.mock_exam.plan import USUAL_MINUTES
from lstm_core.exam.plan.expected import BY_HEART, Expected
from lstm_core.exam.plan.gathering import CRUMB, gathered
from lstm_core.exam.plan.rows import FROM_MEMORY, Row, Sitting
from lstm_core.exam.plan.taught import DRAWING, LSTM, topics_taught
from lstm_core.exam.plan.times import Slot
from lstm_core.exam.plan.wishes import level
from lstm_core.exam.plan.words import drawing_words, lesson_words, sitting_name, words
from lstm_core.exam.review.days import DAY

NEAR_SHARE, FAR_SHARE = 0.12, 0.02  # of a sitting, for what comes back, while there is more that is new than time: with
# the exam in a day or two there is no other time for it
SPARE = 0.4  # of the time, that is kept for the new beyond what it takes: it may take longer, and reviews can wait
AS_GOOD = 0.9  # of what is worth most: from which on something else may come first, for a change
CHUNK = 20.0  # minutes of cards in a row, at most
TRACE = 5.0  # minutes for drawing over an outline
AFTER = 5.0  # minutes that are left after a lesson, for its first questions
EXAM = float(USUAL_MINUTES)  # minutes of a mock exam
EXAMS = (180.0, 420.0, 900.0, 1500.0)  # minutes of learning in all from which on there are one, two, three, four
EXAM_TOPICS = 5  # of a mock exam: those that are known least
SHORT_SITTINGS = 300.0  # minutes in all, from which on a sitting may hold a mock exam and little else
EXAM_WISHES = ("all", "explain")
EXAM_NEEDS = ("lstm", "draw")  # what every exam asks: the drawing with its explanation, and an overview
CARDS = ("cards", "drills")  # the rows of cards
PRACTICE = "draw"  # the lesson after which nobody has to trace
LAST_DAYS = 2 * DAY  # seconds before the day in which time left over is spent on what is unsure


def fill(slots: Sequence[Slot], expected: Expected) -> list[Sitting]:
    """The sittings with their rows; one with nothing to do is left out.

    Time that is left over in one, since the next lesson does not fit, is moved to the next; time that nothing needs is
    free.
    """
    exams, moved = _exams(slots, expected), 0.0
    found = []
    for number, slot in enumerate(slots):
        expected.left = sum(later.minutes for later in slots[number + 1 :])
        ahead = any(number < later and slots[later].minutes < 2 * EXAM for later in exams)
        filling = _Filling(_longer(slot, moved), expected, exam=exams.get(number, 0.0), ahead=ahead)
        filling.fill(last=number == len(slots) - 1)
        moved = max(0.0, filling.room) if expected.has_new() else 0.0
        rows = gathered(filling.rows, expected.standing.teaches, expected.lessons)
        found.append(Sitting(filling.slot.begin, slot.when, sitting_name(slot.when), tuple(rows)))
    return [sitting for sitting in found if sitting.rows]


def _longer(slot: Slot, minutes: float) -> Slot:
    """A sitting with so many more minutes; one that ends with the exam begins earlier."""
    earlier = 60 * minutes if slot.when in ("morning", "before") else 0.0
    return replace(slot, begin=slot.begin - earlier, minutes=slot.minutes + minutes)


def _exams(slots: Sequence[Slot], expected: Expected) -> dict[int, float]:
    """The sittings with a mock exam, with its minutes: the last before the day itself, others evenly before it."""
    left = sum(slot.minutes for slot in slots)
    total = expected.standing.spent + left
    count = sum(total >= least for least in EXAMS) - expected.standing.exams if expected.wish in EXAM_WISHES else 0
    days = [k for k, slot in enumerate(slots) if slot.when not in ("morning", "before") or len(slots) == 1]
    least = EXAM + AFTER if left >= SHORT_SITTINGS else 2 * EXAM
    fits = [k for k in days if slots[k].minutes >= 2 * EXAM] or [k for k in days if slots[k].minutes >= least]
    count = max(0, min(count, len(fits), max(1, int(left / EXAMS[0]))))
    return {fits[(k + 1) * len(fits) // count - 1]: EXAM for k in range(count)}


@dataclass
class _Filling:
    """One sitting, as far as it is filled."""

    slot: Slot
    expected: Expected
    rows: list[Row] = field(default_factory=list)
    exam: float = 0.0  # minutes of the mock exam in it
    ahead: bool = False  # whether one is to come in a sitting too short for what has to be read before it
    kept: float = 0.0  # minutes for what comes at its end

    def fill(self, last: bool) -> None:
        """What comes back, what is new, a mock exam; in the last sitting, and tonight, the drawing at its end."""
        ends = last or (self.slot.when == "tonight" and DRAWING in self.expected.memories)
        drawing = min(BY_HEART, self.slot.minutes) if ends else 0.0
        self.kept = drawing + self.exam
        self.prepare_exam()
        self.come_back()
        self.learn()
        self.kept = drawing
        self.sit_exam()
        self.learn()
        self.kept = 0.0
        if ends and not self.draws:
            self.draw()
        self.learn()
        if last or not self.expected.has_new():
            self.use_the_rest()

    @property
    def spent(self) -> float:
        return sum(row.minutes for row in self.rows)

    @property
    def room(self) -> float:
        """The minutes that are left."""
        return self.slot.minutes - self.kept - self.spent

    @property
    def total(self) -> float:
        """The minutes that are left in the whole plan."""
        return self.room + self.expected.left

    @property
    def at(self) -> float:
        """The moment up to which it is filled."""
        return self.slot.begin + 60 * self.spent

    @property
    def draws(self) -> bool:
        """Whether it has the LSTM, drawn from memory."""
        return any(DRAWING in row.cards for row in self.rows)

    def come_back(self) -> None:
        """Ask again what is due, and what was learnt today; as long as something is new, not all the time."""
        most = self._for_what_comes_back()
        due = self.expected.coming_back(self.at)
        self._ask(self._fitting(due, most), "again_" + self.slot.when, again=True)

    def _for_what_comes_back(self) -> float:
        """The minutes for it: all if nothing is new, else a share, and none that the next lesson needs."""
        if not self.expected.has_new():
            return self.room
        lesson, new = self.expected.best_lesson(self.total), self.expected.new()
        least = NEAR_SHARE if self.expected.goal - self.at <= LAST_DAYS else FAR_SHARE
        share = min(self.room, max(least * self.slot.minutes, (self.expected.slack(self.total) - SPARE) * self.room))
        spare = self.room - AFTER - self.expected.lessons[lesson].minutes if lesson and not new else self.room
        return min(share, spare) if spare >= 0 else share

    def learn(self) -> None:
        """Read and ask what is new, until the time is up."""
        while self._learn_more():
            pass

    def _learn_more(self) -> bool:
        """One more row, if one fits: the LSTM and its drawing first, then what makes most of the time."""
        expected = self.expected
        first = expected.standing.teaches[DRAWING]
        if first not in expected.taught and self._read(first):
            return True
        if DRAWING not in expected.memories and self._first_drawing():
            return True
        lesson = expected.best_lesson(self.total)
        least = expected.yield_of(lesson, self.total) if lesson else 0.0
        return self._ask_new(least) or self._read(lesson, AFTER) or self._ask_new(0.0)

    def _read(self, key: str, after: float = 0.0) -> bool:
        """A lesson, if it fits with a question or two after it."""
        if not key or self.expected.lessons[key].minutes + after > self.room:
            return False
        lesson = self.expected.lessons[key]
        self.rows.append(Row("lesson", (key,), float(lesson.minutes), *lesson_words(lesson)))
        self.expected.taught.add(key)
        return True

    def _first_drawing(self) -> bool:
        """The LSTM traced, if there is time for it, then from memory."""
        expected = self.expected
        if expected.standing.teaches[DRAWING] not in expected.taught or self.room < BY_HEART:
            return False
        if LSTM not in expected.traced and PRACTICE not in expected.taught and self.room >= TRACE + BY_HEART:
            self._trace()
        self.draw()
        return True

    def _trace(self) -> None:
        self.rows.append(Row("drawing", (LSTM,), min(TRACE, self.room), *drawing_words("trace", LSTM), way="Trace"))
        self.expected.traced.add(LSTM)

    def draw(self) -> None:
        """The LSTM from memory; traced, if it was not taught. It is in every plan."""
        expected = self.expected
        if not expected.may_be_asked(DRAWING):
            self._trace()
            return
        again = DRAWING in expected.memories
        minutes = min(BY_HEART, self.room)
        text = drawing_words("again" if again else "first", LSTM)
        self.rows.append(Row("drawing", (LSTM,), minutes, *text, way=FROM_MEMORY[again], again=again))
        expected.review(DRAWING, self.at)

    def _ask_new(self, least: float) -> bool:
        """The next cards of a lesson that was read, of one kind, if they are worth so much per minute."""
        expected = self.expected
        new = [card for card in expected.new() if expected.minutes(card) <= self.room and expected.worth(card) >= least]
        if not new:
            return False
        sort = lambda card: (expected.standing.teaches[card.id], _row_kind(card))
        as_good = [card for card in new if expected.worth(card) >= AS_GOOD * expected.worth(new[0])]
        sorts = [sort(card) for card in as_good]
        chosen_sort = next((each for each in sorts if each != self._last_sort()), sorts[0])
        same = [card for card in new if sort(card) == chosen_sort]
        chosen = self._fitting(same, min(self._chunk(same), self.room))
        cut = chosen != same  # more of its kind are there, and wait for time
        least = CRUMB if cut else CRUMB / 2
        if expected.left and sum(map(expected.minutes, chosen)) < least and (cut or expected.unread()):
            return False  # it waits for the others; once all is read, it would wait for nothing
        self._ask(sorted(chosen, key=level), "new", again=False)
        return True

    def _last_sort(self) -> tuple[str, str] | None:
        """The lesson and the kind of the cards that were just asked."""
        last = self.rows[-1] if self.rows else None
        return (self.expected.standing.teaches[last.items[0]], last.kind) if last and last.kind in CARDS else None

    def _chunk(self, cards: Sequence[Card]) -> float:
        """The minutes of a row, if so many cards are asked in rows of about the same length."""
        total, longest = sum(map(self.expected.minutes, cards)), max(map(self.expected.minutes, cards))
        return max(longest, total / max(1, math.ceil(total / CHUNK)) + longest / 2)

    def _fitting(self, cards: Sequence[Card], most: float) -> list[Card]:
        """As many of these as so many minutes hold, in their order."""
        found = []
        for card in cards:
            if (minutes := self.expected.minutes(card)) <= most:
                found.append(card)
                most -= minutes
        return found

    def _ask(self, cards: Sequence[Card], why: str, again: bool) -> None:
        """A row for each kind, cards mixed as they come; a drawing has a row of its own."""
        for kind in ("drawing", "cards", "drills"):
            some = [card for card in cards if _row_kind(card) == kind]
            for row in _parts(some, kind):
                self._ask_row(row, kind, why, again)

    def _ask_row(self, cards: Sequence[Card], kind: str, why: str, again: bool) -> None:
        minutes, ids = sum(map(self.expected.minutes, cards)), tuple(card.id for card in cards)
        if kind == "drawing":
            ids, way = (ids[0].removeprefix("drawing "),), FROM_MEMORY[0]
            text = drawing_words("again" if again else "first", ids[0])
        else:
            way = ""
            its = [] if again else [self.expected.lessons[self.expected.standing.teaches[ids[0]]]]
            text = words(kind, why, len(ids), its)
        self.rows.append(Row(kind, ids, minutes, *text, way=way, again=again))
        for card in cards:
            self.expected.review(card.id, self.at)

    def prepare_exam(self) -> None:
        """Read what every exam asks, if it was not read before: a short sitting holds no lesson beside its exam."""
        for key in EXAM_NEEDS if self.exam or self.ahead else ():
            if key not in self.expected.taught and key in self.expected.lessons and not self._read(key):
                return

    def sit_exam(self) -> None:
        """A mock exam about what was taught, once that is what every exam asks."""
        expected = self.expected
        if not self.exam or self.exam > self.room or not expected.taught.issuperset(EXAM_NEEDS):
            return
        topics = expected.least_known(topics_taught(expected.taught, expected.lessons), EXAM_TOPICS)
        self.rows.append(Row("exam", topics, self.exam, *words("exam", "exam", len(topics))))

    def use_the_rest(self) -> None:
        """Shortly before the day, go through what is unsure once more."""
        if self.expected.goal - self.at <= LAST_DAYS:
            unsure = self.expected.unsure(self.at)
            chosen = self._fitting(unsure, self.room)
            if sum(map(self.expected.minutes, chosen)) >= CRUMB or not self.rows:
                self._ask(chosen, "again_" + self.slot.when, again=True)


def _row_kind(card: Card) -> str:
    return {"drawing": "drawing", "drill": "drills"}.get(card.kind, "cards")


def _parts(cards: Sequence[Card], kind: str) -> list[list[Card]]:
    """The cards in rows that are not too long to be done at one go; a drawing is one."""
    if kind == "drawing":
        return [[card] for card in cards]
    count = max(1, round(sum(card.seconds for card in cards) / 60 / CHUNK)) if cards else 0
    return [list(cards[k::count]) for k in range(count)]
