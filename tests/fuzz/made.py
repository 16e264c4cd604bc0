"""Bytes from a fuzzer become what a browser or a file could bring: text near what is meant, and JSON near it."""

from collections.abc import Sequence
from typing import Any

Path = tuple[Any, ...]
ODD: tuple[Any, ...] = (
    None, True, False, -1, 0, 1, 7, 10**400, 2**63, -(2**31), 0.5, -0.0, 1e308, float("nan"), float("inf"),
    "", "x", "1", "\0", "\ud800", "h_next", "LSTM", "a" * 5_000, "![](//a.b/c)", "<img src=x onerror=alert(1)>",
    (), [], [[]], {}, [{}], {"id": "a"}, "−3,5", "²", "٣", "1e999",
)  # fmt: skip


class Bytes:
    """A fuzzer's bytes, read from the front; after the last one come zeros."""

    def __init__(self, data: bytes) -> None:
        self.data, self.at = data, 0

    def number(self, below: int) -> int:
        """A number from 0 on."""
        taken = self.data[self.at : self.at + 2]
        self.at += 2
        return int.from_bytes(taken, "little") % max(below, 1)

    def rest(self) -> bytes:
        """All that is left."""
        left, self.at = self.data[self.at :], len(self.data)
        return left

    def over(self) -> bool:
        """Whether all of it was read."""
        return self.at >= len(self.data)


def text_near(data: bytes, seeds: Sequence[str], words: Sequence[str]) -> str:
    """One of the seeds with pieces cut out, doubled, or replaced by words or by whatever the bytes say."""
    source = Bytes(data)
    text = seeds[source.number(len(seeds))]
    while not source.over() and source.at < 40:
        start = source.number(len(text) + 1)
        end = min(start + source.number(24), len(text))
        change = source.number(5)
        piece = (
            "",
            text[start:end] * 2,
            words[source.number(len(words))],
            chr(source.number(0x2100)),
            text[source.number(len(text) + 1) :][: source.number(40)],
        )[change]
        text = text[:start] + piece + text[end:]
    left = source.rest().decode("utf-8", "replace")
    return left if data[:1] == b"\xff" else text + left


def json_near(data: bytes, seed: Any) -> Any:
    """The seed with up to a few of its values replaced, removed or doubled, wherever they stand."""
    source = Bytes(data)
    while not source.over() and source.at < 32:
        paths = list(_paths(seed))
        seed = _changed(seed, paths[source.number(len(paths))], source.number(4), source)
    return seed


def _paths(value: Any, at: Path = ()) -> list[Path]:
    """Where everything in a JSON value stands, the whole of it included."""
    found = [at]
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list | tuple) else ()
    for key, inner in items:
        found += _paths(inner, (*at, key))
    return found[:400]


def _changed(value: Any, path: Path, how: int, source: Bytes) -> Any:
    if not path:
        return _other(value, how, source)
    key, rest = path[0], path[1:]
    copy = dict(value) if isinstance(value, dict) else list(value)
    if not rest and how == 3:
        if isinstance(copy, dict):
            copy[str(ODD[source.number(len(ODD))])[:20]] = copy.pop(key)
        else:
            copy.insert(key, copy[key])
        return copy
    copy[key] = _changed(copy[key], rest, how, source)
    return copy


def _other(value: Any, how: int, source: Bytes) -> Any:
    """Something odd, or a near miss of what stands there."""
    if how == 1 and isinstance(value, int | float) and not isinstance(value, bool):
        return value + (-1, 1, 7, 10**9)[source.number(4)]
    if how == 2 and isinstance(value, str):
        return value + str(ODD[source.number(len(ODD))])[:100]
    if how == 1 and isinstance(value, list | tuple) and len(value) < 300:
        return list(value) * source.number(60)
    return ODD[source.number(len(ODD))]
