"""The drill on the desk: which one it is, what was typed, and what was said about it."""

from __future__ import annotations

import secrets
import time
from collections.abc import Sequence
from dataclasses import dataclass, field

from lstm_core.drills import DRILLS, Drill, Verdict
from lstm_core.exam.cards import DRILL
from lstm_core.exam.rating import Result
from pages.shared.record import record, recorded
from pages.shared.review.counted import count
from pages.shared.state import chosen, session

FULL, LAST, BLANK = "Worked example first", "Last step missing", "Blank"
FADING = (FULL, LAST, BLANK)


@dataclass
class Desk:
    """One drill in progress."""

    key: str  # of its template
    seed: int
    help: str  # how much of the way is shown, one of FADING
    began: float
    verdicts: dict[str, Verdict] = field(default_factory=dict)
    tries: int = 0
    shown: bool = False  # whether the solution was uncovered
    told: bool = False  # whether the answer to "why?" was uncovered
    counted: bool = False  # whether it has been counted as a review of its card

    @property
    def drill(self) -> Drill:
        """The question with its numbers; the seed decides them."""
        return DRILLS[self.key](self.seed)

    @property
    def done(self) -> bool:
        """Whether every field is right."""
        return len(self.verdicts) == len(self.drill.asks) and all(v.right for v in self.verdicts.values())

    def widget(self, name: str) -> str:
        """The key of the field for one answer; another drill begins with empty fields."""
        return f"drill {self.key} {self.seed} {name}"


def current(keys: Sequence[str]) -> Desk:
    """The drill that lies on the desk; another one if it is not among those that are asked for."""
    desk: Desk | None = session().drill
    if desk is None or desk.key not in keys:
        desk = session().drill = _laid(secrets.choice(keys))
    return desk


def another(key: str) -> None:
    """The same template with other numbers."""
    session().drill = _laid(key)


def mixed(keys: Sequence[str]) -> None:
    """Any of them, but not the same kind twice in a row: mixed practice lasts longer than blocks of a kind."""
    desk: Desk | None = session().drill
    others = [key for key in keys if desk is None or key != desk.key] or list(keys)
    session().drill = _laid(secrets.choice(others))


def check(desk: Desk) -> None:
    """Mark what was typed, and write the try down, if anything was typed."""
    typed = {asked.name: str(chosen(desk.widget(asked.name), "")) for asked in desk.drill.asks}
    desk.verdicts = desk.drill.mark_all(typed)
    if not desk.verdicts:
        return
    desk.tries += 1
    right = sum(verdict.right for verdict in desk.verdicts.values())
    record(
        "drill",
        desk.key,
        {
            "seed": desk.seed,
            "help": desk.help,
            "try": desk.tries,
            "right": right,
            "of": len(desk.drill.asks),
            "shown": desk.shown,
            "seconds": round(time.time() - desk.began, 1),
            "traps": [name for name, verdict in desk.verdicts.items() if verdict.how == "trap"],
        },
    )
    if desk.done:
        _count(desk)


def uncover(desk: Desk) -> None:
    """Show the whole way; before it is solved, that counts as not known."""
    desk.shown = True
    _count(desk)


def _count(desk: Desk) -> None:
    """Once for every drill; help on the way counts like hints, the second try half."""
    if not desk.counted:
        desk.counted = True
        taken = time.time() - desk.began
        alone = desk.done and not desk.shown
        share = 1.0 / desk.tries if alone else 0.0
        helped = len(FADING) - 1 - FADING.index(desk.help)
        count(f"drill {desk.key}", Result(alone and desk.tries == 1, share, helped, taken, DRILL))


def explain(desk: Desk) -> None:
    """Show what one should say to the question why."""
    desk.told = True


def _laid(key: str) -> Desk:
    """A new drill, with less help the more of its kind were solved alone."""
    solved = {str(event.data.get("seed")) for event in recorded("drill") if _alone(event.item, event.data, key)}
    return Desk(key, secrets.randbelow(10**6), FADING[min(len(solved), 2)], time.time())


def _alone(item: str, data: object, key: str) -> bool:
    """Whether this was a drill of the kind, all right and not looked up."""
    facts = data if isinstance(data, dict) else {}
    return item == key and facts.get("right") == facts.get("of") and not facts.get("shown")
