"""Rows printed as a table, with the verdict below it and the load that others put on the machine."""

import os
from collections.abc import Iterable, Sequence

from benchmarks.measure import Row

HEADINGS = ("what", "measured", "promise", "", "note")


def printed(rows: Sequence[Row]) -> int:
    """Print them; exit code 1 if a promise is broken."""
    print("\n".join(_table([HEADINGS, *(row.cells() for row in rows)])))
    if hasattr(os, "getloadavg"):
        print(f"\nOther work on this machine meanwhile: load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    broken = [row.what for row in rows if not row.kept]
    print(f"{len(broken)} promises broken: {'; '.join(broken)}" if broken else "Every promise kept.")
    return int(bool(broken))


def _table(lines: Iterable[tuple[str, ...]]) -> list[str]:
    """Columns as wide as their widest cell."""
    lines = list(lines)
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    return ["  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip() for line in lines]
