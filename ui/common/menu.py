"""The list of pages, which the menu, the links of the start page, and the tests all read here."""

from dataclasses import dataclass

import streamlit as st
from streamlit.navigation.page import StreamlitPage


@dataclass(frozen=True)
class Place:
    """A page of the app."""

    title: str
    icon: str
    url_path: str
    promise: str = ""  # what it is good for, on the start page

    @property
    def file(self) -> str:
        """Where the page is written down, from the folder of app.py."""
        return f"pages/{self.url_path or 'start'}.py"

    def page(self) -> StreamlitPage:
        """The page for Streamlit; the start page is the one at the root."""
        address = self.url_path or None
        return st.Page(self.file, title=self.title, icon=self.icon, url_path=address, default=not address)


PLACES: dict[str, tuple[Place, ...]] = {  # by section of the menu
    "": (Place("Start", ":material/home:", ""),),
    "Understand": (
        Place(
            "Course",
            ":material/school:",
            "course",
            "From why sequences are special to the LSTM as a small computer. Each lesson asks you first, lets you try, "
            "and ends with questions of the exam.",
        ),
        Place(
            "The LSTM, step by step",
            ":material/account_tree:",
            "step-by-step",
            "Walk from [h, x] to y, gate by gate. Move any number and see what it does, predict before you look, "
            "and try the six cousins of the LSTM in the same way.",
        ),
    ),
    "Experiment": (
        Place(
            "Train",
            ":material/model_training:",
            "train",
            "Watch a net learn to remember, batch by batch: first silence, then when to answer, then what.",
        ),
        Place(
            "Probe a net",
            ":material/biotech:",
            "probe",
            "Look inside a trained net while it remembers. Paint what it hears, see every gate of every unit, "
            "take a unit away and find out which one holds the value.",
        ),
        Place(
            "My cell",
            ":material/edit_square:",
            "my-cell",
            "Type a cell of your own in a dozen lines. It is drawn, counted, put beside the LSTM, stepped through "
            "with numbers and trained like any other.",
        ),
        Place(
            "Design a task",
            ":material/grid_on:",
            "design-task",
            "Fill in what goes into a net at every step and what should come out. Out of your one pattern "
            "thousands of sequences are made, and any cell can be trained on them.",
        ),
        Place(
            "Which cell remembers how far?",
            ":material/trending_down:",
            "delays",
            "Elman, LSTM and GRU, asked after 5 steps or after 200: who still knows it, and what a bias has to do "
            "with that.",
        ),
    ),
    "Practise": (
        Place(
            "Today",
            ":material/today:",
            "today",
            "One button: the cards that are due, timed to the day of your exam.",
        ),
        Place(
            "Draw the cell",
            ":material/draw:",
            "draw",
            "Wire the LSTM from memory, have it marked as in the exam, and run what you drew, right or wrong.",
        ),
        Place(
            "Numeric drills",
            ":material/calculate:",
            "drills",
            "Twenty-seven kinds of exercise, new numbers each time: an LSTM step, parameters, half-lives, beam search. "
            "Typical mistakes are named, and a wrong value that is carried on correctly counts.",
        ),
        Place(
            "Oral rehearsal",
            ":material/record_voice_over:",
            "oral",
            "A mock exam: the map of the lecture, a cell to draw, open questions that dig where you answered least, "
            "against the clock. Then a mark for every topic.",
        ),
        Place(
            "Progress",
            ":material/monitoring:",
            "progress",
            "What you will know on the day of the exam, honestly; a sheet of paper, cards for Anki and your log to "
            "take along.",
        ),
    ),
    "Look up": (
        Place(
            "Symbols and conventions",
            ":material/translate:",
            "symbols",
            "The letters of FAU, PyTorch, Keras and others side by side, and a converter that carries weights from one "
            "to another.",
        ),
        Place(
            "Glossary",
            ":material/dictionary:",
            "glossary",
            "The words of the exam in English and German, each in a sentence or two.",
        ),
        Place(
            "The lectures by line",
            ":material/format_list_numbered:",
            "lectures",
            "What each passage of the five lectures treats, and where to find it here.",
        ),
        Place(
            "Credits and licences",
            ":material/copyright:",
            "credits",
            "Whose work this app builds on.",
        ),
    ),
}


def menu() -> dict[str, list[StreamlitPage]]:
    """The pages by section, as st.navigation wants them."""
    return {section: [place.page() for place in places] for section, places in PLACES.items()}


def page_at(url_path: str) -> StreamlitPage:
    """The page at an address that is known to be there, for a link to it."""
    return next(place.page() for places in PLACES.values() for place in places if place.url_path == url_path)


def place_of(url_path: str) -> Place | None:
    """The page at an address, if it is one of ours."""
    everything = (place for places in PLACES.values() for place in places)
    return next((place for place in everything if url_path and place.url_path == url_path), None)
