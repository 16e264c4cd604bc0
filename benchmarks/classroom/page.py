"""What a tab without a browser would show: the elements of the page, put together from the server's messages."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from streamlit.proto.Element_pb2 import Element
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

ENDS = (ForwardMsg.FINISHED_SUCCESSFULLY, ForwardMsg.FINISHED_FRAGMENT_RUN_SUCCESSFULLY)
WORDS = {"markdown": "body", "heading": "body", "text": "body", "alert": "body", "page_link": "label"}


@dataclass(frozen=True)
class Shown:
    """One element, the fragment that drew it, and the run in which it did so."""

    element: Element
    fragment: str
    run: int


@dataclass
class Page:
    """All that is on the page now. Only the server's messages change it."""

    shown: dict[tuple[int, ...], Shown] = field(default_factory=dict)  # by its place
    places: dict[str, str] = field(default_factory=dict)  # the hash of every page, by its address
    polls: dict[str, float] = field(default_factory=dict)  # seconds between two runs of a fragment
    run: int = 0  # how many have begun
    whole: int = 0  # how many runs of all of the page are over
    running: bool = False
    fragments: tuple[str, ...] = ()  # of the run that goes on; none: all of the page
    at: str = ""  # the hash of this page
    query: str | None = None  # what the server wrote into the address
    broken: str = ""  # an exception that is shown, or an app that could not be read

    def take(self, message: ForwardMsg) -> None:
        """Do what a browser would do with a message."""
        kind = message.WhichOneof("type") or ""
        getattr(self, f"_{kind}", lambda _: None)(message)

    def element(self, key: str) -> Any:
        """The widget or component with this key; None if there is none."""
        return next((inner for inner, _ in self._keyed() if named(inner.id) == key), None)

    def fragment(self, key: str) -> str:
        """The fragment in which it stands; "" if it is in none."""
        return next((each.fragment for inner, each in self._keyed() if named(inner.id) == key), "")

    @property
    def keys(self) -> list[str]:
        """The keys of all widgets and components."""
        return [named(inner.id) for inner, _ in self._keyed()]

    @property
    def ids(self) -> set[str]:
        """The ids that the server gave them."""
        return {inner.id for inner, _ in self._keyed()}

    def data(self, key: str) -> Any:
        """What a component of ours was sent; None if it is not there."""
        found = self.element(key)
        return json.loads(found.json or found.mixed.json) if found else None

    def words(self) -> str:
        """All that can be read on the page, a line for every element."""
        return "\n".join(str(getattr(inner, WORDS[kind])) for kind, inner, _ in self._inner() if kind in WORDS)

    def _inner(self) -> Iterator[tuple[str, Any, Shown]]:
        for each in self.shown.values():
            kind = each.element.WhichOneof("type")
            if kind:
                yield kind, getattr(each.element, kind), each

    def _keyed(self) -> Iterator[tuple[Any, Shown]]:
        return ((inner, each) for _, inner, each in self._inner() if getattr(inner, "id", ""))

    def _new_session(self, message: ForwardMsg) -> None:
        self.run, self.running = self.run + 1, True
        self.at = message.new_session.page_script_hash
        self.fragments = tuple(message.metadata.run.fragment_ids)
        if not self.fragments:
            self.polls.clear()

    def _navigation(self, message: ForwardMsg) -> None:
        self.places = {page.url_pathname: page.page_script_hash for page in message.navigation.app_pages}
        self.at = message.navigation.page_script_hash

    def _delta(self, message: ForwardMsg) -> None:
        place = tuple(message.metadata.delta_path)
        if message.delta.WhichOneof("type") == "new_element":
            element = message.delta.new_element
            self.shown[place] = Shown(element, message.delta.fragment_id, self.run)
            if element.WhichOneof("type") == "exception":
                self.broken = f"{element.exception.type} {element.exception.message}"

    def _script_finished(self, message: ForwardMsg) -> None:
        """What the run did not draw again is gone."""
        if message.script_finished not in ENDS:
            return
        self.running, self.whole = False, self.whole + (not self.fragments)
        gone = lambda each: each.run < self.run and (not self.fragments or each.fragment in self.fragments)
        self.shown = {place: each for place, each in self.shown.items() if not gone(each)}

    def _session_event(self, message: ForwardMsg) -> None:
        if message.session_event.HasField("script_compilation_exception"):
            self.broken = message.session_event.script_compilation_exception.message

    def _auto_rerun(self, message: ForwardMsg) -> None:
        self.polls[message.auto_rerun.fragment_id] = message.auto_rerun.interval

    def _stop_auto_rerun(self, message: ForwardMsg) -> None:
        for fragment in message.stop_auto_rerun.fragment_ids:
            self.polls.pop(fragment, None)

    def _page_info_changed(self, message: ForwardMsg) -> None:
        self.query = message.page_info_changed.query_string

    def _page_not_found(self, message: ForwardMsg) -> None:
        self.broken = f"no page {message.page_not_found.page_name}"


def named(widget: str) -> str:
    """The key within the id of a widget, "" if it has none: $$ID-hash-key."""
    key = widget.split("-", 2)[-1]
    return "" if key == "None" else key
