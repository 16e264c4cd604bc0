"""What the learner has made: cells and tasks, which are in the log, too, and nets, which end with the tab."""

import json
from collections.abc import Callable, Mapping, MutableMapping
from contextlib import suppress
from typing import Any, TypeVar

from lstm_core.cell import Cell
from lstm_core.cells import CELLS
from lstm_core.cells.custom import page_of, read_own
from lstm_core.exam.log.event import LARGEST
from lstm_core.tasks import TASKS, Task
from lstm_core.tasks.draft import Draft, draft_data, read_draft, task_name, task_of
from ui.common.learner_log import record, recorded
from ui.common.session import OWN, session
from ui.common.text import literal

MOST_CELLS, MOST_TASKS = 12, 12  # of the learner's own
IN_LOG = "in your log"
T = TypeVar("T")
SMALL, MOST_LARGE = 500_000, 20_000_000  # bytes: of a net that is always kept; of nets and texts of all visitors


def offered_cells() -> dict[str, Cell]:
    """The shipped cells, and those the learner wrote on the page My cell, which checked them."""
    return CELLS | {name: read_own(name, page) for name, page in session().own.cells.items()}


def offered_tasks() -> dict[str, Task]:
    """The shipped tasks, and those the learner kept on the page Design a task, which checked them."""
    return TASKS | {name: task_of(name, draft) for name, draft in session().own.tasks.items()}


def catch_up() -> None:
    """Once for every page that offers them: the cells and tasks of before a reload and of other tabs.

    What this tab has under a name stays; what cannot be read, as a log may come from anywhere, is passed over.
    """
    own = session().own
    _add_earlier(own.cells, "cell", MOST_CELLS, lambda name, data: page_of(read_own(name, str(data.get("page", "")))))
    _add_earlier(own.tasks, "task", MOST_TASKS, lambda name, data: read_draft(task_name(name, tuple(TASKS)), data))


def _add_earlier(kept: dict[str, T], kind: str, most: int, read: Callable[[str, Mapping[str, Any]], T]) -> None:
    """Put what the log has before what this tab has, so that it makes way first."""
    found: dict[str, T] = {}
    for event in recorded(kind, latest=most):
        if event.item not in kept:
            with suppress(ValueError):
                found[event.item] = read(event.item, event.data)
    if found:
        here = dict(kept)
        kept.clear()
        kept.update(found | here)
        forget_oldest(kept, most)


def keep_cell(cell: Cell) -> None:
    """Keep a cell of the learner's own under its name, so that the page Train can offer it."""
    cells, page = session().own.cells, page_of(cell)
    if cells.pop(cell.name, "") != page:
        _write_down("cell", cell.name, {"page": page})
    cells[cell.name] = page
    forget_oldest(cells, MOST_CELLS)


def keep_task(name: str, draft: Draft) -> None:
    """Keep a task of the learner's own under its name, so that the page Train can offer it."""
    tasks = session().own.tasks
    if not is_kept(name, draft):
        _write_down("task", name, draft_data(draft))
    tasks.pop(name, None)
    tasks[name] = draft
    forget_oldest(tasks, MOST_TASKS)


def is_kept(name: str, draft: Draft) -> bool:
    """Whether this very pattern is kept under its name."""
    kept = session().own.tasks.get(name)
    return kept is not None and draft_data(kept) == draft_data(draft)


def _write_down(kind: str, name: str, data: Mapping[str, Any]) -> None:
    """Keep it in the log, unless it is too long for that: then it ends with the tab."""
    if len(json.dumps(data)) < LARGEST:
        record(kind, name, data)


def check_room(size: int) -> None:
    """Raise ValueError, with a sentence, if so many bytes cannot be kept beside those of all visitors."""
    if size > SMALL and size + sum(one.size for one in list(OWN)) > MOST_LARGE:
        raise ValueError(
            "The server cannot keep any more large nets at the moment; smaller ones are kept. Save this one as "
            "a file, and open it in some minutes."
        )


def kept_words(name: str, what: str, most: int, how: str = "while this tab is open") -> str:
    """That something is kept, for how long, and beside how many others."""
    return f":material/check_circle: **{literal(name)}** is kept {how}. The latest {most} {what} are kept."


def forget_oldest(kept: MutableMapping[str, Any], most: int) -> None:
    """Make room, so that at most so many are kept."""
    while len(kept) > most:
        del kept[next(iter(kept))]
