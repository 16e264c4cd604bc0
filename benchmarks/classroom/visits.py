"""What learners do on the pages, and how each of them knows their own work again."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from benchmarks.classroom.learner import Learner
from benchmarks.classroom.moving import stepping
from lstm_core.course.lessons import lessons

CANVAS = "canvas LSTM Blank sheet"
LONG = {"speed": "Full speed", "net_steps": "20000", "net_until_solved": "false"}
Visit = Callable[[Learner], Awaitable[None]]


async def drilling(me: Learner) -> None:
    """Drills: the one I left must lie there. Then an answer, of which only I know, is marked."""
    await me.go("drills")
    me.expect("drill", me.kept.get("drill", _beginning(me, "drill ")), _beginning(me, "drill "))
    await me.think()
    fields = [key for key in _beginning(me, "drill ") if me.client.page.element(key).DESCRIPTOR.name == "TextInput"]
    if fields:
        await me.client.type(fields[0], f"{me.rng.uniform(0, 10):.3f}")
        await me.client.press("check_drill")
        me.drills += 1
        await me.think()
    await me.client.press("another_drill")
    me.kept["drill"] = _beginning(me, "drill ")


async def drawing(me: Learner) -> None:
    """Draw the cell: my parts lie where I left them. One part more, and a check."""
    stays = CANVAS in me.client.page.keys  # then it is not sent again
    await me.go("draw")
    mine = me.kept.setdefault("draw", [])
    sent = me.client.page.data(CANVAS)
    me.expect("drawing", mine, mine if stays else sent["drawing"][0])
    await me.think()
    kind, place = me.rng.choice(["sigmoid", "tanh", "mul", "add"]), [me.rng.randrange(40, 700) for _ in "xy"]
    mine.append({"id": f"p{len(mine)}", "kind": kind, "x": place[0], "y": place[1] % 400, "label": ""})
    await me.client.tell(CANVAS, {"drawing": {"rev": sent["rev"], "parts": mine, "wires": []}})
    await me.think()
    await me.client.press("check")


async def speaking(me: Learner) -> None:
    """The oral: my question is still the one that is asked. Answer it, and go on."""
    await me.go("oral")
    if "oral" not in me.kept:
        await me.client.press("begin", lambda: bool(_to_the_list(me)))
        me.kept["oral"] = _beginning(me, "oral ")
    me.expect("question of the oral", me.kept["oral"], _beginning(me, "oral "))
    await me.think()
    await me.client.press(_to_the_list(me), lambda: bool(_of_question(me, "go_on")))
    await me.think()
    await me.client.press(_of_question(me, "go_on"), lambda: not _of_question(me, "go_on"))
    me.kept["oral"] = _beginning(me, "oral ")
    if not me.kept["oral"]:
        del me.kept["oral"]  # the exam is over
        await me.client.press("leave", lambda: "begin" in me.client.page.keys)


def _to_the_list(me: Learner) -> str:
    """The key of the button that leads to the statements."""
    return _of_question(me, "answered") or _of_question(me, "on_paper")


def _of_question(me: Learner, name: str) -> str:
    """The key of a button of the question that is asked; "" if it is not there."""
    return next((key for key in me.client.page.keys if key.startswith("oral ") and key.endswith(f" {name}")), "")


async def reviewing(me: Learner) -> None:
    """Today: the card I left lies on top."""
    await me.go("today")
    if "today" not in me.kept:
        await me.client.press("begin_today", lambda: "enough" in me.client.page.keys)
        me.kept["today"] = _card(me)
    me.expect("card of today", me.kept["today"], _card(me))
    me.kept.pop("drill", None)  # a card may have opened another drill
    await me.think()


async def reading(me: Learner) -> None:
    """A lesson: once opened, it stays open."""
    lesson = me.rng.choice(list(lessons().values()))
    await me.go("course", lesson=lesson.key)
    opened = me.kept.setdefault("course", set())
    me.expect("lesson", lesson.key in opened, "skip" not in me.client.page.keys)
    await me.think()
    if "skip" in me.client.page.keys:
        await me.client.press("skip", lambda: "skip" not in me.client.page.keys)
        opened.add(lesson.key)
        await me.think()


async def training(me: Learner) -> None:
    """Train: my race is the one I started, and it gets on. Watch it for a while."""
    await me.go("train", **LONG)
    page = me.client.page
    if "race" in me.kept:
        me.expect("race", me.kept["race"], (page.data("learning") or {"race": None})["race"])
    if "race" not in me.kept or _ended(me):
        before = me.kept.get("race")
        await me.client.press("train", lambda: bool(seen := page.data("learning")) and seen["race"] != before)
        me.kept["race"] = page.data("learning")["race"]
    await me.think()
    await me.think()


def _ended(me: Learner) -> bool:
    return all(run["facts"][0].endswith("batches") for run in me.client.page.data("learning")["runs"])


def _beginning(me: Learner, with_: str) -> list[str]:
    """The keys that begin so: they carry a seed, so nobody else's are the same."""
    return sorted(key for key in me.client.page.keys if key.startswith(with_))


def _card(me: Learner) -> str:
    return next((line for line in me.client.page.words().splitlines() if line.endswith(" left")), "no card")


VISITS: tuple[Visit, ...] = (stepping, drilling, stepping, drawing, stepping, speaking, stepping, reviewing, reading)
