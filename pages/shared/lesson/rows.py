"""Rows for a chart, handed over as a table: Altair would check every number of a list, which takes long."""

from collections.abc import Sequence
from typing import Any

import altair as alt
import pyarrow as pa  # type: ignore[import-untyped]


class Chart(alt.Chart):
    """A chart whose short words, such as x="step:Q", become channels at once: Altair takes milliseconds for each."""

    def encode(self, *args: Any, **channels: Any) -> "Chart":
        """As Altair does."""
        made: Chart = super().encode(*args, **{name: _channel(name, given) for name, given in channels.items()})
        return made


def chart(rows: Sequence[dict[str, Any]]) -> Chart:
    """A chart of these rows, which all have the keys of the first one."""
    return Chart(pa.Table.from_pylist(list(rows)) if rows else alt.Data(values=[]))


def _channel(name: str, given: Any) -> Any:
    """A word, or a list with words in it, as the channel of that name."""
    if isinstance(given, str):
        return getattr(alt, name[0].upper() + name[1:])(given)
    return [_channel(name, one) for one in given] if isinstance(given, list) else given
