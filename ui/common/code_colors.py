"""Colours of code that can be read: those of the theme, in place of Streamlit's own, which no option of it changes.

Streamlit's are 2.9 to 3.7 : 1 on white; WCAG wants 4.5.
"""

import streamlit as st

HUES = {  # of the theme, for what Prism tells apart in a program
    "gray": ("comment", "prolog", "doctype", "punctuation"),
    "green": ("string", "char", "boolean", "constant", "symbol", "attr-value"),
    "violet": ("number", "regex", "url", "important"),
    "orange": ("operator", "entity", "decorator", "atrule"),
    "blue": ("keyword", "tag", "function", "class-name", "selector", "attr-name", "property", "variable", "builtin"),
}


def style() -> str:
    """CSS, light and dark; a caption is as pale as can be read already, so that code in it has no colour of its own."""
    rules = [_rule(hue, tokens) for hue, tokens in HUES.items()]
    return "\n".join([*rules, "[data-testid=stCaptionContainer] code { color: inherit }"])


def _rule(hue: str, tokens: tuple[str, ...]) -> str:
    light, dark = (st.get_option(f"theme.{scheme}.{hue}TextColor") for scheme in ("light", "dark"))
    places = ", ".join(f".token.{token}" for token in tokens)
    return f"[data-testid=stCode] pre :is({places}) {{ color: light-dark({light}, {dark}) }}"
