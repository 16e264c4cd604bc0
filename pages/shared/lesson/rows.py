"""Rows for a chart, handed over as a table: Altair would check every number of a list, which takes long."""

from collections.abc import Sequence
from typing import Any

import altair as alt
import pyarrow as pa  # type: ignore[import-untyped]


def chart(rows: Sequence[dict[str, Any]]) -> alt.Chart:
    """A chart of these rows, which all have the keys of the first one."""
    return alt.Chart(pa.Table.from_pylist(list(rows)) if rows else alt.Data(values=[]))
