"""The drill on the desk: which one it is, what was typed, and what was said about it."""

from __future__ import annotations

import re
import secrets
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from lstm_core.drills import DRILLS, Drill, Verdict
from lstm_core.exam.cards.cards import DRILL
from lstm_core.exam.review.rating import Result
from ui.common.learner_log import record, recorded
from ui.common.session import chosen, session
from ui.practise.counted import count

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
        return made(self.key, self.seed)

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


def current(keys: Sequence[str], address: str = "") -> Desk:
    """The drill that lies on the desk, or the one at an address; another one if it is not among those asked for."""
    desk = session().practise.drill or _at(address)
    if desk is None or desk.key not in keys:
        desk = _laid(secrets.choice(keys))
    session().practise.drill = desk
    return desk


def _at(address: str) -> Desk | None:
    """The drill at an address; None for one that is not ours."""
    key, _, seed = address.partition(".")
    known = key in DRILLS and re.fullmatch("[0-9]{1,6}", seed)
    return _laid(key, int(seed)) if known else None


def start(key: str) -> Desk:
    """A drill of this template with new numbers; it is the current one from now on."""
    session().practise.drill = desk = _laid(key)
    return desk


def another(key: str) -> None:
    """The same template with other numbers, as a button's callback."""
    start(key)


def mixed(keys: Sequence[str]) -> None:
    """Any of them, but not the same kind twice in a row: mixed practice lasts longer than blocks of a kind."""
    desk = session().practise.drill
    others = [key for key in keys if desk is None or key != desk.key] or list(keys)
    session().practise.drill = _laid(secrets.choice(others))


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


def _laid(key: str, seed: int | None = None) -> Desk:
    """A drill, new numbers unless their seed is given, with less help the more of its kind were solved alone."""
    solved = {str(event.data.get("seed")) for event in recorded("drill") if _alone(event.item, event.data, key)}
    seed = secrets.randbelow(10**6) if seed is None else seed
    return Desk(key, seed, FADING[min(len(solved), 2)], time.time())


def _alone(item: str, data: object, key: str) -> bool:
    """Whether this was a drill of the kind, all right and not looked up."""
    facts = data if isinstance(data, dict) else {}
    return item == key and facts.get("right") == facts.get("of") and not facts.get("shown")
