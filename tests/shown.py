"""Every text that a page shows, whatever element it belongs to, and whether it is German."""

import json
import re
from collections.abc import Collection, Iterator
from typing import Any

from streamlit.testing.v1 import AppTest

SILENT = {  # fields of an element that nobody reads
    "id", "tag", "type", "icon", "format", "component_name", "js_content", "css_content", "js_source_path",
    "css_source_path", "query_param_key", "form_id", "page", "page_script_hash", "query_string", "url", "key",
    "default", "element_id", "spec", "engine",
}  # fmt: skip
RECORDING = re.compile(r"(practice \d+|[0-9a-f-]{36}) \S+")  # by which the browser knows one
UNREAD = {
    "place",
    "lang",
    "language",
    "sound",
    "session",
    "key",
    "icon",
    "kind",
    "role",
    "shape",
    "out",
    "id",
    "look",
    "name",
    "container",
    "turn",
    "terms",
}
ENGLISH = {
    "the", "of", "is", "and", "what", "you", "your", "with", "are", "this", "that", "it", "its", "to", "for", "not",
    "from", "how", "which", "by", "or", "as", "be", "been", "have", "has", "does", "do", "did", "at", "on", "if",
    "than", "then", "there", "their", "they", "them", "where", "when", "why", "who", "would", "could", "should",
    "can", "cannot", "into", "only", "each", "every", "one", "two", "more", "most", "no", "yes", "say", "tick",
    "draw", "write", "check", "question", "topic", "hint", "minutes", "level", "language", "practice", "exam",
    "begin", "paper", "sources",
}  # words that are in no German sentence  # fmt: skip


def shown(app: AppTest) -> list[str]:
    """All of them, in the order of the page; the page's own name at the top, which the menu gives it, is left out."""
    return [text for node in _nodes(app._tree) if (proto := getattr(node, "proto", None)) is not None
            and node.type != "title" for text in _texts(proto)]  # fmt: skip


def english_in(text: str, names: Collection[str] = ()) -> list[str]:
    """The English words of a text besides formulas, signs and names that nobody translates."""
    found = _english_words(text)
    for name in sorted(names, key=len, reverse=True) if found else ():
        text = text.replace(name, " ")
    return found and _english_words(text)


def _english_words(text: str) -> list[str]:
    text = re.sub(r"\$[^$]*\$|:material/\w+:|`[^`]*`|\{\w+\}|\\n", " ", text)
    return [word for word in re.findall(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*", text) if word.lower() in ENGLISH]


def _nodes(node: Any) -> Iterator[Any]:
    yield node
    for child in getattr(node, "children", {}).values():
        yield from _nodes(child)


def _texts(message: Any) -> Iterator[str]:
    if not hasattr(message, "ListFields"):
        return
    for field, value in message.ListFields():
        if field.name == "json":
            yield from _spoken(json.loads(value))
        elif field.name not in SILENT:
            for part in _parts(value):
                yield from [_visible(part)] if isinstance(part, str) else _texts(part)


def _parts(value: Any) -> list[Any]:
    if isinstance(value, str | bytes) or hasattr(value, "ListFields"):
        return [value]
    try:
        return list(value.values() if hasattr(value, "values") else value)
    except TypeError:
        return []


def _visible(text: str) -> str:
    """A text without styles, tags and the names of icons."""
    return re.sub(r"<style>.*?</style>|<i\b[^>]*>.*?</i>|<[^>]*>", " ", text, flags=re.DOTALL).strip()


def _spoken(data: Any, key: str = "") -> Iterator[str]:
    """The texts of what a component is sent."""
    if isinstance(data, dict):
        for name, value in data.items():
            yield from _spoken(value, name)
    elif isinstance(data, list):
        for value in data:
            yield from _spoken(value, key)
    elif isinstance(data, str) and key not in UNREAD and not RECORDING.fullmatch(data):
        yield _visible(data)
