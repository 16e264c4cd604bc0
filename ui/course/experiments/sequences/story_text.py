"""What is said about nets that read stories: beside guessing, and beside the place that was said last."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from lstm_core.prose.text import markdown_table
from lstm_core.tasks.story import PLACES

if TYPE_CHECKING:
    from lstm_core.training import Progress

CHANCE = 1 / len(PLACES)
LAST_PLACE = 0.62  # right answers of one who says the place named last, on 10,000 stories of the usual length
NEAR = 0.05


def learnt_so_far(cell: str, progress: Progress, ended: bool) -> str:
    """One sentence about a net, with its share of right answers."""
    if progress.verdict is None:
        return f"**{cell}**: {progress.problem or 'waiting for its first batches.'}"
    share, batches = progress.verdict.score, f"{progress.step:,} batches"
    if progress.solved:
        return f":material/check_circle: **{cell}**: solved after {batches}, {share:.1%} right."
    sentence = f"**{cell}**: {share:.0%} right after {batches}"
    if ended:
        return f"{sentence}, not solved (99 % are needed)."
    if abs(share - LAST_PLACE) <= NEAR:
        return f"{sentence}. That is what you get by answering with the last place named, no matter who is asked for."
    return f"{sentence}."


def table_by_age(shares: Mapping[str, Sequence[float]]) -> str:
    """A table: right answers of every net, by how many sentences ago the answer was told."""
    ages = range(max(map(len, shares.values())))
    rows = [(name, *(f"{share:.0%}" for share in shares_by_age)) for name, shares_by_age in shares.items()]
    return markdown_table(["sentences since then", *ages], rows, "lr")


def location_of(story: Sequence[tuple[str, str]], person: str) -> str:
    """Where the person is by now; "" if nobody has said."""
    return next((place for who, place in reversed(story) if who == person), "")
