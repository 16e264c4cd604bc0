"""Parts that stand for nothing yet: what each could still become, before any of them is called one too many."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence

from lstm_core.cell import Cell
from lstm_core.grade.completeness import is_complete, needed
from lstm_core.grade.graph import Box, Graph
from lstm_core.grade.repairs import Repair

Named = Callable[[str], frozenset[str]]  # which boxes of the reference a label may mean
ANY = "?"  # what a part could become, where more than one thing comes into question


def placed(repairs: Sequence[Repair], drawn: Graph, meant: Graph, cell: Cell, named: Named) -> list[Repair]:
    """The repairs, once every part too many has been held against what is missing.

    A part that is not wired yet and could be what is missing is no mistake: the repair of what is missing names it.
    One that is wired elsewhere stays a part too many, but `want` says what it could be.
    """
    repairs = [_not_moved(repair, drawn) for repair in repairs]
    missing = {repair.meant: repair for repair in repairs if repair.what == "missing"}
    extra = [repair for repair in repairs if repair.what == "extra"]
    extra.sort(key=lambda r: (not named(drawn.boxes[r.drawn].label), is_complete(drawn, r.drawn)))  # labelled first
    rest, goals = [], {m: meant.boxes[m].kind for m, repair in missing.items() if not repair.drawn}
    for repair in extra:
        goal = _goal(drawn.boxes[repair.drawn], goals, named)
        if goal and not is_complete(drawn, repair.drawn):
            missing[goal] = missing[goal]._replace(drawn=repair.drawn)
        else:
            rest.append(repair._replace(want=goal))
        goals.pop(goal, "")
    others = [repair for repair in repairs if repair.what not in ("missing", "extra")]
    return [*others, *missing.values(), *_with_room(rest, drawn, cell)]


def _not_moved(repair: Repair, drawn: Graph) -> Repair:
    """A part that still waits for wires stands in no wrong place yet: what it should be is missing."""
    waits = repair.what == "moved" and not is_complete(drawn, repair.drawn)
    return repair._replace(what="missing") if waits else repair


def _goal(box: Box, goals: Mapping[str, str], named: Named) -> str:
    """What a part could still be: what its label says, else the first thing of its kind that is missing."""
    alike = [m for m, kind in goals.items() if kind == box.kind]
    return next((m for m in alike if m in named(box.label)), alike[0] if alike else "")


def _with_room(extra: Sequence[Repair], drawn: Graph, cell: Cell) -> list[Repair]:
    """Parts of which the cell needs as many as there are could be used, though nothing says for what."""
    there, room = Counter(box.kind for box in drawn.boxes.values()), needed(cell)
    usable = {name for name, box in drawn.boxes.items() if there[box.kind] <= room.get(box.kind, 0)}
    wired = {r.drawn: r.drawn if is_complete(drawn, r.drawn) else "" for r in extra}
    return [r._replace(want=r.want or (ANY if r.drawn in usable else ""), have=wired[r.drawn]) for r in extra]
