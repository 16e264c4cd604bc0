"""`python -m benchmarks.one_visitor`: every attack; some by name; `--crowd`: 500 tabs; `--frames`: forged frames."""

from __future__ import annotations

import argparse
import asyncio
import sys
import tempfile
from pathlib import Path

from benchmarks.classroom.headless_client import HeadlessClient
from benchmarks.classroom.server_metrics import app_with_metrics, server_metrics
from benchmarks.measure import Row
from benchmarks.one_visitor import SECONDS, measure
from benchmarks.one_visitor.attacks import ATTACKS
from benchmarks.one_visitor.crowd import crowd
from benchmarks.one_visitor.frames import flood, guessed_files, guessed_sessions, half_open, strange_frames
from benchmarks.table import printed
from tools.serving import Server, server

FLOOD, GROWS = 10_000, 5.0  # requests; per cent


def main(*words: str) -> int:
    """Run what was asked for and print its table; exit code 1 if a promise is broken."""
    asked = argparse.ArgumentParser(prog="python -m benchmarks.one_visitor", description=__doc__)
    asked.add_argument("attack", nargs="*", help=f"all, or some of: {', '.join(ATTACKS)}")
    asked.add_argument("--seconds", type=float, default=SECONDS, help="how long each attack goes on")
    asked.add_argument("--crowd", action="store_true", help="500 tabs at once instead")
    asked.add_argument("--frames", action="store_true", help="forged, huge and many frames, guessed ids instead")
    said = asked.parse_args(words)
    if unknown := set(said.attack) - set(ATTACKS):
        asked.error(f"no attack is called {', '.join(sorted(unknown))}; choose from {', '.join(ATTACKS)}")
    if said.crowd:
        return printed(crowd())
    if said.frames:
        return printed(_frames())
    return printed(measure(said.attack or tuple(ATTACKS), said.seconds))


def _frames() -> list[Row]:
    with tempfile.TemporaryDirectory() as folder, server(app_with_metrics(Path(folder) / "app")) as running:
        return asyncio.run(_forged(running))


async def _forged(running: Server) -> list[Row]:
    me = await HeadlessClient.open(running.url, "train", "net_hidden=8&net_steps=20000&net_until_solved=false")
    await me.press("train")
    await _everything(running.url)  # whatever is loaded once is loaded now
    before = await server_metrics(running)
    await _everything(running.url)
    after = await server_metrics(running)
    await me.close()
    return [
        Row("another's runs that were stopped", 1 - after.runs, "", 0),
        Row("trainer threads", after.own.count("trainer"), "", 1, least=1),
        Row("the server's memory grew by", 100 * (after.rss / before.rss - 1), "%", GROWS, f"to {after.rss:.0f} MB"),
    ]


async def _everything(url: str) -> None:
    await strange_frames(url)
    await flood(url, FLOOD)
    await half_open(url)
    for client in await guessed_sessions(url):
        await client.close()
    await guessed_files(url)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
