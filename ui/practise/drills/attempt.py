"""A drill in progress: which one it is, what was typed, and what was said about it."""

from __future__ import annotations

import re
import secrets
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from lstm_core.course.lessons import lessons
from lstm_core.drills import DRILLS, Drill, FieldResult
from lstm_core.exam.cards.cards import DRILL
from lstm_core.exam.review.rating import AnswerResult
from ui.common.learner_log import record, recorded
from ui.common.session import chosen, session
from ui.practise.review_session import keep_shown, record_as_review, show_cards

FULL, LAST, BLANK = "Worked example first", "Last step missing", "Blank"
FADING = (FULL, LAST, BLANK)


@dataclass
class DrillAttempt:
    """One drill in progress."""

    key: str  # of its template
    seed: int
    help: str  # how much of the way is shown, one of FADING
    began: float
    typed: dict[str, str] = field(default_factory=dict)  # what was marked last
    verdicts: dict[str, FieldResult] = field(default_factory=dict)
    tries: int = 0
    solution_shown: bool = False
    explained: bool = False  # whether the answer to "why?" was shown
    reviewed: bool = False  # whether it was recorded as a review of its card

    @property
    def drill(self) -> Drill:
        """The question with its numbers; the seed decides them."""
        return made(self.key, self.seed)

    @property
    def card(self) -> str:
        """The id of the card that it is a review of."""
        return f"drill {self.key}"

    @property
    def done(self) -> bool:
        """Whether every field is right."""
        return len(self.verdicts) == len(self.drill.asks) and all(v.right for v in self.verdicts.values())

    @property
    def address(self) -> str:
        """What the address of the page says about it, so that a reload or another server lays out the same one."""
        return f"{self.key}.{self.seed}"

    def widget(self, name: str) -> str:
        """The key of the field for one answer; another drill begins with empty fields."""
        return f"drill {self.key} {self.seed} {name}"


@lru_cache(maxsize=256)
def made(key: str, seed: int) -> Drill:
    """A drill; making it may take ten milliseconds, and a page asks for it again and again."""
    return DRILLS[key](seed)


def current(keys: Sequence[str], address: str = "") -> DrillAttempt:
    """The drill in progress, or the one at an address; another one if it is not among those asked for."""
    attempt = session().practise.drill or _from_address(address)
    if attempt is None or attempt.key not in keys:
        attempt = _new(_first(keys))
    session().practise.drill = attempt
    keep_shown(attempt.card)
    return attempt


def _first(keys: Sequence[str]) -> str:
    """Of these kinds, one that was never solved alone, of a lesson that was read if there is one; else any."""
    read = {event.item for event in recorded("lesson")}
    taught = {lesson.number for lesson in lessons().values() if lesson.key in read}
    new = [key for key in keys if not _solved(key)]
    return min(new, key=lambda key: DRILLS[key].lesson not in taught) if new else secrets.choice(keys)


def _from_address(address: str) -> DrillAttempt | None:
    """The drill at an address; None for one that is not ours."""
    key, _, seed = address.partition(".")
    known = key in DRILLS and re.fullmatch("[0-9]{1,6}", seed)
    return _new(key, int(seed)) if known else None


def start(key: str) -> DrillAttempt:
    """A drill of this template with new numbers; it is the current one from now on."""
    session().practise.drill = attempt = _new(key)
    return attempt


def another(attempt: DrillAttempt) -> None:
    """The same template with other numbers, as a button's callback; a second click keeps what the first brought."""
    if session().practise.drill is attempt:
        start(attempt.key)


def next_mixed(attempt: DrillAttempt, keys: Sequence[str]) -> None:
    """Any of them, but not the same kind twice in a row: mixed practice lasts longer than blocks of a kind."""
    if session().practise.drill is attempt:
        start(secrets.choice([key for key in keys if key != attempt.key] or list(keys)))


def check(attempt: DrillAttempt) -> None:
    """Mark what was typed, and write the try down, if anything was typed; the same again is no second try."""
    typed = {asked.name: str(chosen(attempt.widget(asked.name), "")) for asked in attempt.drill.asks}
    if typed == attempt.typed:
        return
    attempt.typed = typed
    attempt.verdicts = attempt.drill.mark_all(typed)
    if not attempt.verdicts:
        return
    attempt.tries += 1
    right = sum(verdict.right for verdict in attempt.verdicts.values())
    record(
        "drill",
        attempt.key,
        {
            "seed": attempt.seed,
            "help": attempt.help,
            "try": attempt.tries,
            "right": right,
            "of": len(attempt.drill.asks),
            "shown": attempt.solution_shown,
            "seconds": round(time.monotonic() - attempt.began, 1),
            "traps": [name for name, verdict in attempt.verdicts.items() if verdict.how == "trap"],
        },
    )
    if attempt.done:
        _review(attempt)


def show_solution(attempt: DrillAttempt) -> None:
    """Show the whole way; before it is solved, that counts as not known."""
    attempt.solution_shown = True
    _review(attempt)


def _review(attempt: DrillAttempt) -> None:
    """Record a review, once for every drill; help on the way counts like hints, the second try half."""
    if attempt.reviewed:
        return
    attempt.reviewed = True
    alone = attempt.done and not attempt.solution_shown
    share = 1.0 / attempt.tries if alone else 0.0
    hints = len(FADING) - 1 - FADING.index(attempt.help)
    result = AnswerResult(alone and attempt.tries == 1, share, hints, time.monotonic() - attempt.began, DRILL)
    record_as_review(attempt.card, result)


def explain(attempt: DrillAttempt) -> None:
    """Show what one should say to the question why."""
    attempt.explained = True


def _new(key: str, seed: int | None = None) -> DrillAttempt:
    """A drill, new numbers unless their seed is given, with less help the more of its kind were solved alone."""
    seed = secrets.randbelow(10**6) if seed is None else seed
    attempt = DrillAttempt(key, seed, FADING[min(len(_solved(key)), 2)], time.monotonic())
    show_cards([attempt.card])
    return attempt


def _solved(key: str) -> set[str]:
    """The seeds of the drills of this kind that were solved without help."""
    return {str(event.data.get("seed")) for event in recorded("drill") if _alone(event.item, event.data, key)}


def _alone(item: str, data: object, key: str) -> bool:
    """Whether this was a drill of the kind, all right and not looked up."""
    facts = data if isinstance(data, dict) else {}
    return item == key and facts.get("right") == facts.get("of") and not facts.get("shown")
