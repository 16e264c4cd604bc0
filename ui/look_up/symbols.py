"""The table of symbols, and signs that mean several things."""

import streamlit as st

from lstm_core.course.reference.symbols import Symbol, pitfalls, symbols
from lstm_core.figure.explain import cite
from lstm_core.prose.text import markdown_table
from ui.look_up.links import short_reference

COLUMNS = {"FAU, colah": "fau", "PyTorch": "pytorch", "Keras": "keras", "d2l": "d2l", "elsewhere": "others"}

NAMED = "\n".join(
    f".st-key-letters td:nth-child({k}):before {{ content: '{name}: ' }}" for k, name in enumerate(COLUMNS, 2)
)
STYLE = f"""<style>
@media (max-width: 40em) {{ /* on a phone, every row becomes a list */
  .st-key-letters :is(table, tbody, tr, td) {{ display: block; border: none; }}
  .st-key-letters thead {{ display: none; }}
  .st-key-letters td {{ padding: 0.15rem 0; }}
  .st-key-letters tr {{ padding: 0.6rem 0; }}
  {NAMED}
}}
</style>"""


def show() -> None:
    """Both, one after the other."""
    st.markdown("The same thing in other letters. Say at the beginning of an answer which ones you use.")
    st.html(STYLE)
    with st.container(key="letters"):
        st.markdown(markdown_table(["", *COLUMNS], map(_row, symbols())))
    st.header("Easily taken for something else", anchor=False)
    for pitfall in pitfalls():
        st.markdown(
            f"- **{pitfall.sign}** {pitfall.says} :gray[{' · '.join(map(short_reference, pitfall.cites))}]",
            help="  \n".join(map(cite, pitfall.cites)),
        )


def _row(row: Symbol) -> list[str]:
    return [f"**{row.means}**", *(getattr(row, field) or "–" for field in COLUMNS.values())]
