"""A text as it was written, in letters of one width, with marks in it."""

import html
from collections.abc import Sequence

import streamlit as st

STYLE = """<style>
.written { font: 15px/1.7 var(--st-code-font, monospace); white-space: pre-wrap; overflow-wrap: anywhere;
  background: color-mix(in srgb, currentColor 6%, transparent); border-radius: 0.5rem; padding: 0.6rem 0.9rem;
  margin: 0; max-height: 22rem; overflow: auto }
.written .given { opacity: 0.62 }
.written mark { background: #e69f0077; color: inherit; border-radius: 2px; outline: 1px solid #e69f00 }
.written s { text-decoration: none; background: #d55e0044 }
</style>"""


def show_text(text: str, prompt: str = "", at: int | None = None, label: str = "What was written") -> None:
    """The beginning that was given, paler, and what was said after it, the symbol at one place marked."""
    pieces = [html.escape(text)]
    if at is not None:
        marked = text[at].replace("\n", "↵\n")
        pieces = [html.escape(text[:at]), f"<mark>{html.escape(marked)}</mark>", html.escape(text[at + 1 :])]
    _show(f'<span class="given">{html.escape(prompt)}</span>{"".join(pieces)}', label)


def show_differences(text: str, truth: str, label: str) -> None:
    """A text whose symbols are marked where they are unlike another's."""
    marked = [
        html.escape(a) if a == b else f"<s>{html.escape(a.replace(chr(10), '↵' + chr(10)))}</s>"
        for a, b in zip(text, truth, strict=True)
    ]
    _show("".join(marked), label)


def show_heat(text: str, values: Sequence[float], label: str) -> None:
    """Every symbol on a ground that says how high a value is: −1 orange, 1 blue, 0 nothing."""
    spans = []
    for symbol, value in zip(text, values, strict=True):
        hue, strength = ("0, 114, 178" if value > 0 else "230, 159, 0"), min(abs(value), 1) * 0.85
        letter = html.escape(symbol.replace("\n", "↵\n"))
        spans.append(f'<span style="background: rgba({hue}, {strength:.2f})">{letter}</span>')
    _show("".join(spans), label)


def _show(inner: str, label: str) -> None:
    """The paper it stands on."""
    st.html(f'{STYLE}<pre class="written" tabindex="0" role="region" aria-label="{html.escape(label)}">{inner}</pre>')
