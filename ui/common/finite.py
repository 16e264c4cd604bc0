"""Numbers in an address are finite: Streamlit takes 1e999 for one, and has no whole number for it."""

from __future__ import annotations

from math import isfinite
from typing import Any

from streamlit.runtime.state import session_state as widgets

from ui.common.server_wide import server_wide


@server_wide
def refuse_endless_numbers() -> bool:
    """From now on such a number is passed over like any other word that is none."""
    usual = widgets.parse_url_param  # type: ignore[attr-defined]

    def parse(value: str | list[str], value_type: str) -> Any:
        read = usual(value, value_type)
        if value_type == "double_value" and read is not None and not isfinite(read):
            raise ValueError(f"{value!r} is not finite")
        if value_type == "double_array_value":
            return [one for one in read if isinstance(one, str) or isfinite(one)]
        return read

    widgets.parse_url_param = parse  # type: ignore[attr-defined]
    return True
