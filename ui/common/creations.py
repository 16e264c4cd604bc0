"""What the learner has made: kept while the tab is open, and offered beside what comes with the app."""

from collections.abc import MutableMapping
from typing import Any

from lstm_core.cell import Cell
from lstm_core.cells import CELLS
from lstm_core.cells.custom import page_of, read_own
from lstm_core.tasks import TASKS, Task
from lstm_core.tasks.draft import task_of
from ui.common.session import OWN, session
from ui.common.text import literal

MOST_CELLS = 12  # of the learner's own, kept for a session
SMALL, MOST_LARGE = 500_000, 20_000_000  # bytes: of a net that is always kept; of nets and texts of all visitors


def offered_cells() -> dict[str, Cell]:
    """The shipped cells, and those the learner wrote on the page My cell, which checked them."""
    return CELLS | {name: read_own(name, page) for name, page in session().own.cells.items()}


def offered_tasks() -> dict[str, Task]:
    """The shipped tasks, and those the learner kept on the page Design a task, which checked them."""
    return TASKS | {name: task_of(name, draft) for name, draft in session().own.tasks.items()}


def keep_cell(cell: Cell) -> None:
    """Keep a cell of the learner's own under its name, so that the page Train can offer it."""
    cells = session().own.cells
    cells.pop(cell.name, None)
    cells[cell.name] = page_of(cell)
    forget_oldest(cells, MOST_CELLS)


def check_room(size: int) -> None:
    """Raise ValueError, with a sentence, if so many bytes cannot be kept beside those of all visitors."""
    if size > SMALL and size + sum(one.size for one in list(OWN)) > MOST_LARGE:
        raise ValueError(
            "The server keeps no more large nets just now; smaller ones are kept. Save this one as a file, and open it "
            "in some minutes."
        )


def kept_words(name: str, what: str, most: int) -> str:
    """That something is kept, for how long, and beside how many others."""
    return (
        f":material/check_circle: **{literal(name)}** is kept while this tab is open. "
        f"The latest {most} {what} are kept."
    )


def forget_oldest(kept: MutableMapping[str, Any], most: int) -> None:
    """Make room, so that at most so many are kept."""
    while len(kept) > most:
        del kept[next(iter(kept))]
