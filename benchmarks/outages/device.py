"""A browser of a learner who has several: it holds a name and a copy of the log, as ui/components/identity does."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

from benchmarks.classroom.headless_client import HeadlessClient
from benchmarks.outages.clicking import ANSWERS, DRILL

KEY = "N16"  # of the drill, in an address
WAITS = ("waiting)", "Until then")  # what the page says of what is not in the log yet


@dataclass
class Device:
    """What outlasts a server: the name, and the events that the browser was given to keep."""

    name: str
    copy: dict[str, Any] = field(default_factory=dict)  # events by their ids

    async def open(self, url: str, seed: int) -> HeadlessClient:
        """A tab with a drill of this seed; the browser says who it is, and gives back what the server lacks."""
        client = await HeadlessClient.open(url)
        await client.go("drills", **DRILL, drill=f"{KEY}.{seed}")
        if client.page.data("identity")["asks"]:
            await client.tell("identity", {"told": {"name": self.name, "held": len(self.copy)}})
        if client.page.data("identity")["wants"] and self.copy:
            log = json.dumps({"recall": "log", "version": 1, "events": list(self.copy.values())})
            await client.tell("identity", {"told": {"name": self.name, "held": len(self.copy)}, "log": log})
        return client

    async def answer(self, client: HeadlessClient, seed: int, size: str) -> bool:
        """Answer the drill; whether the page has marked it and says of nothing that it waits."""
        await client.type(f"drill {KEY} {seed} depth", str(ANSWERS[size]))
        await client.press("check_drill", lambda: f"far too {size}" in client.page.words())
        self.keep(client)
        return not any(words in client.page.words() for words in WAITS)

    def keep(self, client: HeadlessClient) -> None:
        """Store what the page hands over."""
        for event in client.page.data("identity")["add"]:
            self.copy.setdefault(event["id"], event)
