"""Results beside settings that have changed since: they are marked as what they are, results of the settings before."""

from collections.abc import Sequence

import streamlit as st

NAMED = 2  # differences that are named; of more it is said how many


def say(differences: Sequence[str] | None, button: str, what: str = "The picture shows") -> None:
    """One line in either case, so that nothing below moves when a choice changes.

    differences: "units 16, now 5"; None if there are some that cannot be named; button: what brings the new result.
    """
    if differences is not None and not differences:
        st.caption(f"{what} the choices above.")
    else:
        warn(f"{what} an earlier run", button, _listed(differences or ()), " for the choices above")


def warn(what: str, button: str, which: str = "", to: str = "") -> None:
    """That something is of what was there before, and what brings it up to date."""
    st.caption(f":material/history: **{what}**{which}. Press {button}{to}.")


def _listed(differences: Sequence[str]) -> str:
    more = f" and {len(differences) - NAMED} more" if len(differences) > NAMED else ""
    return f": {'; '.join(differences[:NAMED])}{more}" if differences else ""
