"""What one visitor may do at worst, each as a task that goes on until it is ended. Nobody who is patient is harmed."""

from __future__ import annotations

import asyncio
import json
import uuid
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass
from itertools import count, cycle
from random import Random
from typing import Any

import numpy as np
from streamlit.proto.WidgetStates_pb2 import WidgetState

from benchmarks.classroom.headless_client import HeadlessClient
from benchmarks.one_visitor.uploads import addresses, send, upload
from lstm_core.cells.custom import read_own
from lstm_core.exam.cards.cards import cards
from lstm_core.generation.upload import LARGEST as LARGEST_TEXT
from lstm_core.training import Experiment, Trained

MEGA = 1_000_000
TABS = 20
HEAVY = ("probe", "delays", "glossary", "today", "progress", "train", "course", "draw")  # the pages that take longest


@dataclass(frozen=True)
class Attacker:
    """The visitor: the server, and the one name that all tabs report."""

    url: str
    name: str
    cookie: str

    async def tab(self, path: str = "", query: str = "") -> HeadlessClient:
        """Open a tab, and say who is there."""
        client = await HeadlessClient.open(self.url, path, query, self.cookie)
        await self.tell(client)
        return client

    async def tell(self, client: HeadlessClient) -> None:
        asked = client.page.data("identity")
        if asked and asked["asks"]:
            await client.tell("identity", {"told": {"name": self.name, "held": 0}})


Attack = Callable[[Attacker], Awaitable[None]]


async def files_nowhere(me: Attacker) -> None:
    """Sixty files of 20 MB, again and again, into no field."""
    client = await me.tab("train")
    while True:
        for place in await addresses(client, 60):
            await asyncio.to_thread(send, me.url, place.upload_url, b"x" * (20 * MEGA - 1000), client.cookie)


async def files_in_fields(me: Attacker) -> None:
    """Files into every field that takes some, other ones each time: nets, texts, weights, logs that are none."""
    client = await me.tab("probe")
    for k in count():
        await client.go("probe")
        await upload(client, me.url, "net_file", f"{k}.safetensors", large_net(k))
        await client.go("course", lesson="generation", open="true")
        await choose(client, "generation_part", "Teach your own")
        await choose(client, "own_source", "A text or tunes of your own")
        await upload(client, me.url, "own_file", f"{k}.txt", long_text(k))
        await client.go("progress")
        await upload(client, me.url, "upload_log", f"{k}.json", b"[" * (20 * MEGA - 1000))


async def dates(me: Attacker) -> None:
    """An exam on every day until 2100."""
    client = await me.tab("today")
    for k in count():
        for page in ("today", "progress"):
            await client.go(page)
            state = WidgetState(id=client._widget("exam_date").id)
            state.string_array_value.data.append(f"{2027 + k % 74}/{1 + k % 12:02}/15")
            await client._set("exam_date", state, lambda: True)


async def logs(me: Attacker) -> None:
    """Logs of six megabytes, others each time, and after each the pages that read the log."""
    client = await me.tab("progress")
    for k in count():
        await client.go("progress")
        await upload(client, me.url, "upload_log", f"{k}.json", long_log(k))
        for page in ("", "today", "draw", "drills"):
            await client.go(page)


async def tabs(me: Attacker) -> None:
    """Twenty tabs at once, each of which turns from heavy page to heavy page."""

    async def tab(number: int) -> None:
        client = await me.tab()
        for page in cycle(HEAVY[number % len(HEAVY) :] + HEAVY[: number % len(HEAVY)]):
            await client.go(page, **({"lesson": "generation", "open": "true"} if page == "course" else {}))
            await me.tell(client)

    await asyncio.gather(*map(tab, range(TABS)))


async def generation(me: Attacker) -> None:
    """Twenty tabs at once: texts as long as they may be, other ones each time; the widest searches; sounds."""

    async def tab(number: int) -> None:
        client = await me.tab("course", "lesson=generation&open=true")
        await extremes(me, client, Random(number), "course", lesson="generation", open="true")

    await asyncio.gather(*map(tab, range(TABS)))


async def nets(me: Attacker) -> None:
    """Large trainings in twenty tabs, as many at once as are taken, and large nets of one's own to be probed."""

    async def tab(number: int) -> None:
        client = await me.tab("train", f"net_hidden=64&net_steps=20000&net_batch=64&net_seed={number}")
        for k in count():
            for button in ("train", "ten"):
                with suppress(LookupError):
                    await client.press(button)
            if number == 0:
                await client.go("probe")
                await upload(client, me.url, "net_file", f"{k}.safetensors", large_net(k))
                await client.go("train")
            await asyncio.sleep(1)

    await asyncio.gather(*map(tab, range(TABS)))


async def comparisons(me: Attacker) -> None:
    """Twenty tabs on the pages that compare and design, with every number as large as it may be."""
    pages = ("delays", "my-cell", "design-task", "symbols", "probe", "step-by-step")

    async def tab(number: int) -> None:
        page = pages[number % len(pages)]
        client = await me.tab(page)
        await extremes(me, client, Random(number), page)

    await asyncio.gather(*map(tab, range(TABS)))


ATTACKS: dict[str, Attack] = {
    "files into no field": files_nowhere,
    "files into fields": files_in_fields,
    "exams until 2100": dates,
    "logs of 6 MB": logs,
    "20 tabs": tabs,
    "generation": generation,
    "nets": nets,
    "comparisons": comparisons,
}


async def extremes(me: Attacker, client: HeadlessClient, rng: Random, page: str, **params: str) -> None:
    """For ever: set some field of a page to what it takes longest with, or press some button."""
    acts = {"number_input": _number, "slider": _slide, "text_area": _write, "text_input": _write, "button": _press}
    acts |= {"button_group": _one_of, "selectbox": _one_of}
    for turn in count():
        if turn % 40 == 39:
            await client.go(page, **params)
        found = [(kind, inner) for kind, inner, _ in client.page._inner() if kind in acts and not inner.disabled]
        kind, widget = rng.choice(found)
        try:
            state = acts[kind](widget, rng)
            if kind == "button":
                await client._act(lambda: True, client.page.fragment(widget.id.split("-", 2)[-1]), state)
            else:
                client._values[widget.id] = state
                await client._act(lambda: True, "")
        except RuntimeError:  # the page is broken, which would be another fault: begin anew
            await client.close()
            client = await me.tab(page)


def _number(widget: Any, rng: Random) -> WidgetState:
    top = widget.max if widget.has_max else 10**6
    return WidgetState(id=widget.id, double_value=top - rng.randrange(0, 50) * widget.step)


def _slide(widget: Any, rng: Random) -> WidgetState:
    state = WidgetState(id=widget.id)
    if widget.options:
        state.string_array_value.data.append(rng.choice(list(widget.options)))
    else:
        state.double_array_value.data.append(rng.choice([widget.max, widget.min]))
    return state


def _write(widget: Any, rng: Random) -> WidgetState:
    return WidgetState(id=widget.id, string_value="".join(rng.choices("CDEFGABcdefg|", k=widget.max_chars or 4000)))


def _press(widget: Any, _rng: Random) -> WidgetState:
    return WidgetState(id=widget.id, trigger_value=True)


def _one_of(widget: Any, rng: Random) -> WidgetState:
    option = rng.choice(list(widget.options)) if widget.options else ""
    if not isinstance(option, str):
        state = WidgetState(id=widget.id)
        state.string_array_value.data.append(option.content)
        return state
    return WidgetState(id=widget.id, string_value=option)


async def choose(client: HeadlessClient, key: str, option: str) -> None:
    state = WidgetState(id=client._widget(key).id)
    state.string_array_value.data.append(option)
    await client._set(key, state, lambda: True)


def large_net(number: int) -> bytes:
    """A net of 4 MB, which is about as large as one that is read may be; another one for every number."""
    page = "x\nh\n" + "\n".join(f"a{k} = tanh(linear(x, h))" for k in range(20)) + "\nh_next = a0 + a1"
    experiment = Experiment(cell=read_own("Large", page), hidden=128, layers=2, time=4, batch=1)
    rng, outputs = np.random.default_rng(number), len(experiment.task_spec.outputs)
    layers = [
        {name: rng.normal(size=shape) for name, shape in experiment.cell.shapes(*size).items()}
        for size in experiment.sizes
    ]
    return Trained(experiment, (*layers, {"W_y": np.zeros((outputs, 128)), "b_y": np.zeros(outputs)})).save()


def long_text(number: int) -> bytes:
    rng = Random(number)
    line = lambda: " ".join("".join(rng.choices("abcdefghijklmnopqrstuvwxyz", k=7)) for _ in range(12)) + "\n"
    lines = [line() for _ in range(1000)]
    return "".join(rng.choice(lines) for _ in range(LARGEST_TEXT // 97)).encode()[: LARGEST_TEXT - 1]


def long_log(number: int) -> bytes:
    """A log of some 50,000 events, of which two are taken: reviews of every card, drills, drawings."""
    rng, ids, size = Random(number), [card.id for card in cards()], 0
    events: list[str] = []
    while size < 5_900_000:
        at = 1_700_000_000 + 100 * len(events)
        row = {
            "id": str(uuid.UUID(int=rng.getrandbits(128), version=4)),
            "at": at,
            "kind": rng.choice(["review", "review", "review", "drill", "drawing"]),
            "item": rng.choice(ids),
            "data": {"rating": 3},
        }
        events.append(json.dumps(row, separators=(",", ":")))
        size += len(events[-1]) + 1
    return ('{"recall":"log","version":1,"events":[' + ",".join(events) + "]}").encode()
