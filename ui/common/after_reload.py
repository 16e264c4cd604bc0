"""What was training in a tab before a reload, or before the connection was lost for a while, goes on in it."""

from ui.common import held_jobs
from ui.common.session import session
from ui.common.text import problem
from ui.components.run_guard import left_behind, run_guard

ENDED = (
    "What was training here has ended: this tab was closed or not connected for more than "
    f"{held_jobs.GRACE:.0f} seconds, or the server was started anew. {{again}}"
)


def take_up() -> None:
    """First on a page on which something trains: find what went on in this tab, before anything asks for it."""
    left, _ = left_behind()
    if left:
        session().train.run_numbers.update(held_jobs.take_over(left, session().train.tab))


def tell(again: str) -> None:
    """Let the tab remember what is here; or say that it has ended, and what to do."""
    here = held_jobs.holds_any()
    left, went_on = left_behind()
    gone = not here and bool(left) and not held_jobs.is_elsewhere(left)
    lost = not here and any(session().train.run_numbers.values())
    run_guard(session().train.tab if here else "", held_jobs.going(), gone)
    if lost or (gone and went_on):
        problem(ENDED.format(again=again))
