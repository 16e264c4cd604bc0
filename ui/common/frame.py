"""The list of pages: the menu, the doors of the start page, and the tests all read it here.

Every page needs a door, pages/<url path>.py, for the first deep link after a server start (see there).
"""

from dataclasses import dataclass
from pathlib import Path

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from ui.common.session import session

ICON = Path(__file__).with_name("icon.svg")
STYLE = """<style>
  .stMainBlockContainer { padding-top: 4.5rem; padding-bottom: 4rem; } /* less empty paper */
  [data-testid=stPageLink-NavLink] span:has(> [data-testid=stMarkdownContainer]) { white-space: normal } /* whole */
  [data-testid=stPageLink-NavLink] [data-testid=stMarkdownContainer] * { white-space: normal }
  [data-variant][role=radio][data-selected], [data-variant][aria-pressed=true] {
    background: color-mix(in srgb, currentColor 10%, transparent) !important } /* hovered, too: to be read */
  @media (max-width: 640px) { /* a table fits on a phone */
    [data-testid=stMarkdownContainer] :is(td, th) { padding: 0.3rem 0.4rem; font-size: 0.85rem;
      overflow-wrap: anywhere; hyphens: auto }
  }
  .stElementContainer:has(> .stHtml > .in-words) { position: absolute; width: 1px; height: 1px; overflow: hidden }
</style>"""


@dataclass(frozen=True)
class Place:
    """A page of the app."""

    file: str
    title: str
    icon: str
    url_path: str
    promise: str = ""  # what it is good for, on the start page

    def page(self) -> StreamlitPage:
        """The page for Streamlit; the start page is the one at the root."""
        address = self.url_path or None
        return st.Page(self.file, title=self.title, icon=self.icon, url_path=address, default=not address)


PLACES: dict[str, tuple[Place, ...]] = {  # by section of the menu
    "": (Place("pages/start/start.py", "Start", ":material/home:", ""),),
    "Understand": (
        Place(
            "pages/learn/course.py",
            "Course",
            ":material/school:",
            "course",
            "From why sequences are special to the LSTM as a small computer. Each lesson asks you first, lets you try, "
            "and ends with questions of the exam.",
        ),
        Place(
            "pages/learn/step.py",
            "The LSTM, step by step",
            ":material/account_tree:",
            "step-by-step",
            "Walk from [h, x] to y, gate by gate. Move any number and see what it does, predict before you look, "
            "and try the six cousins of the LSTM in the same way.",
        ),
    ),
    "Train": (
        Place(
            "pages/train/train.py",
            "Train",
            ":material/model_training:",
            "train",
            "Watch a net learn to remember, batch by batch: first silence, then when to speak, then what to say.",
        ),
        Place(
            "pages/train/probe.py",
            "Probe a net",
            ":material/biotech:",
            "probe",
            "Look inside a trained net while it remembers. Paint what it hears, see every gate of every unit, "
            "take a unit away and find out which one holds the value.",
        ),
        Place(
            "pages/train/my_cell.py",
            "My cell",
            ":material/edit_square:",
            "my-cell",
            "Type a cell of your own in a dozen lines. It is drawn, counted, put beside the LSTM, stepped through "
            "with numbers and trained like any other.",
        ),
        Place(
            "pages/train/design_task.py",
            "Design a task",
            ":material/grid_on:",
            "design-task",
            "Fill in what goes into a net at every step and what should come out. Out of your one pattern "
            "thousands of sequences are made, and any cell can be trained on them.",
        ),
        Place(
            "pages/train/delays.py",
            "Which cell remembers how far?",
            ":material/trending_down:",
            "delays",
            "Elman, LSTM and GRU, asked after 5 steps or after 200: who still knows it, and what a bias has to do "
            "with that.",
        ),
    ),
    "Practise": (
        Place(
            "pages/practise/today.py",
            "Today",
            ":material/today:",
            "today",
            "One button: the cards that are due, timed to the day of your exam.",
        ),
        Place(
            "pages/practise/draw.py",
            "Draw the cell",
            ":material/draw:",
            "draw",
            "Wire the LSTM from memory, have it marked as in the exam, and run what you drew, right or wrong.",
        ),
        Place(
            "pages/practise/drills.py",
            "Numeric drills",
            ":material/calculate:",
            "drills",
            "Eighteen kinds of exercise, new numbers every time: one LSTM step, parameters, half-lives, beam search. "
            "Typical mistakes are named, and a wrong value that is carried on correctly counts.",
        ),
        Place(
            "pages/practise/oral.py",
            "Oral rehearsal",
            ":material/record_voice_over:",
            "oral",
            "A mock exam: the map of the lecture, a cell to draw, open questions that dig where you said least, "
            "against the clock. Then a mark for every topic.",
        ),
        Place(
            "pages/practise/progress.py",
            "Progress",
            ":material/monitoring:",
            "progress",
            "What you will know on the day of the exam, honestly; a sheet of paper, cards for Anki and your log to "
            "take along.",
        ),
    ),
    "Look up": (
        Place(
            "pages/look_up/symbols.py",
            "Symbols and conventions",
            ":material/translate:",
            "symbols",
            "The letters of FAU, PyTorch, Keras and others side by side, and a converter that carries weights from one "
            "to another.",
        ),
        Place(
            "pages/look_up/glossary.py",
            "Glossary",
            ":material/dictionary:",
            "glossary",
            "The words of the exam in English and German, a sentence each.",
        ),
        Place(
            "pages/look_up/lectures.py",
            "The lectures by line",
            ":material/format_list_numbered:",
            "lectures",
            "What each passage of the five lectures treats, and where to find it here.",
        ),
        Place(
            "pages/look_up/credits.py",
            "Credits and licences",
            ":material/copyright:",
            "credits",
            "Whose work this app stands on.",
        ),
    ),
}


def menu() -> dict[str, list[StreamlitPage]]:
    """The pages by section, as st.navigation wants them."""
    return {section: [place.page() for place in places] for section, places in PLACES.items()}


def remember(page: StreamlitPage) -> None:
    """Keep in mind which page is open, so that the start page can lead back to it."""
    if page.url_path:
        session().page = page.url_path


def page_at(url_path: str) -> StreamlitPage:
    """The page at an address that is known to be there, for a link to it."""
    return next(place.page() for places in PLACES.values() for place in places if place.url_path == url_path)


def place_of(url_path: str) -> Place | None:
    """The page at an address, if it is one of ours."""
    everything = (place for places in PLACES.values() for place in places)
    return next((place for place in everything if url_path and place.url_path == url_path), None)
