"""Small components of our own, without a build step: JavaScript and CSS in files beside their Python."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import streamlit as st

FOLDER = Path(__file__).parent
_IMPORT = re.compile(r'^import \{[^}]*\} from "([^"]+)";\n', re.MULTILINE)
_COMMENT = re.compile(r"^ *//.*\n", re.MULTILINE)
_EXPORT = re.compile(r"^export (?!default )", re.MULTILINE)
_DEFAULT = re.compile(r"^export default ", re.MULTILINE)
_DRAWS = "/** @type {(component: any) => any} */\nconst drawComponent = "  # under this name entry.js calls it


def source(*names: str) -> str:
    """The text of some of the files in this folder, one after the other."""
    return "\n".join((FOLDER / name).read_text(encoding="utf-8") for name in names)


def labelled(name: str, labels: Mapping[str, str]) -> str:
    """The HTML of a component with its labels in place of {{their names}}."""
    return re.sub(r"\{\{ *(\w+) *\}\}", lambda found: labels[found[1]].strip(), source(name))


def in_each_language(name: str, messages: Mapping[str, Mapping[str, Any]], css: str) -> dict[str, Any]:
    """A component for every language, the English one under its bare name: its HTML with the labels of each."""
    return {
        language: st.components.v2.component(
            name if language == "en" else f"{name}_{language}",
            html=labelled(f"{name}/{name}.html", texts["labels"]),
            css=css,
            js=script(f"{name}/{name}.js"),
        )
        for language, texts in messages.items()
    }


def script(name: str) -> str:
    """A component's JavaScript as one text, as Streamlit wants it: the modules it imports, its own, and entry.js.

    Only `import {names} from "./file.js"` and `export` before a declaration are understood. All modules share one
    scope in the end, so a name may be declared in one of them only. Lines of comment are left out: the text travels to
    every visitor.
    """
    modules: dict[Path, str] = {}
    _collect(FOLDER / name, modules)
    own = _DEFAULT.sub(_DRAWS, "\n".join(modules.values()))
    return own + _COMMENT.sub("", source("entry.js"))


def _collect(path: Path, modules: dict[Path, str]) -> None:
    """Add a module after those that it imports, each once."""
    text = path.read_text(encoding="utf-8")
    for imported in _IMPORT.findall(text):
        if (other := (path.parent / imported).resolve()) not in modules:
            _collect(other, modules)
    modules[path] = _EXPORT.sub("", _COMMENT.sub("", _IMPORT.sub("", text)))


def sent(key: str, name: str) -> Any:
    """What the component of this key sent under a name, in a callback; None if it is not there any more.

    A message may come along with the click that opens another page, where its component is not drawn. A callback that
    fails then would leave that page blank.
    """
    return getattr(st.session_state.get(key), name, None)
