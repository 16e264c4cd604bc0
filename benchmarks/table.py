"""Rows printed as a table, with the verdict below it and the load that others put on the machine."""

import os
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from benchmarks.measure import Row
from lstm_core.prose.text import markdown_table

BEGIN, END = "<!-- measured: begin -->\n", "<!-- measured: end -->\n"  # around the table in docs/performance.md
HEADINGS = ("what", "measured", "promise", "", "note")


def printed(rows: Sequence[Row]) -> int:
    """Print them; exit code 1 if a promise is broken."""
    print("\n".join(_table([HEADINGS, *(row.cells() for row in rows)])))
    if hasattr(os, "getloadavg"):
        print(f"\nOther work on this machine meanwhile: load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    broken = [row.what for row in rows if row.broken]
    missed = [row.what for row in rows if row.missed]
    print(f"{len(broken)} promises broken: {'; '.join(broken)}" if broken else "No promise broken.")
    print(f"{len(missed)} missed, as is known: {'; '.join(missed)}" if missed else "None is missed.")
    return int(bool(broken))


def with_table(page: str, results: Mapping[str, Sequence[Mapping[str, Any]]]) -> str:
    """The page with every promise and what was measured of it, between its two marks."""
    rows = [
        Row(**{name: fact for name, fact in record.items() if name != "kept"})
        for part in results.values()
        for record in part
    ]
    lines = [
        (what, measured, promise, _verdict(row))
        for row in rows
        for what, measured, promise, verdict, _ in [row.cells()]
        if verdict
    ]
    before, _, rest = page.partition(BEGIN)
    after = rest.partition(END)[2]
    table = markdown_table(["What", "Measured", "Promise", ""], lines, "lrrl")
    return f"{before}{BEGIN}{table}\n{END}{after}"


def _verdict(row: Row) -> str:
    return f"missed: {row.because}" if row.missed else "**broken**" if row.broken else "kept"


def _table(lines: Iterable[tuple[str, ...]]) -> list[str]:
    """Columns as wide as their widest cell."""
    lines = list(lines)
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    return ["  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip() for line in lines]
