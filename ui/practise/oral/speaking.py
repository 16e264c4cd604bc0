"""The spoken side of a question: it can be read aloud, an answer can be dictated and recorded, and heard again."""

from __future__ import annotations

from collections.abc import Sequence

from lstm_core.exam.bank.bank import questions
from lstm_core.exam.mock_exam import Prompt
from lstm_core.prose.spoken import spoken_text
from lstm_core.prose.text import plain_text
from ui.components.replay import replay
from ui.components.speaker import speaker
from ui.components.voice import Field, said, voice
from ui.practise.oral.words import say

TEXTS = (  # of the field and its buttons
    "notes", "notes_hint", "dictate", "record", "recording", "drop", "unwritten", "service", "service_yes", "install",
    "install_yes", "refuse", "withdraw", "installing", "listening_here", "listening_there", "recording_now", "kept",
    "no_leave", "no_microphone", "stopped",
)  # fmt: skip


def examiner(prompt: Prompt, phrase: str, language: str, *, key: str) -> None:
    """The switch that lets the examiner speak; `key` is that of this question."""
    words = spoken_text(f"{phrase} {prompt.wording[language]}", language)
    texts = {"speaks": "reads_aloud", "again": "hear_again", "voiceless": "voiceless"}
    texts = {name: say(text, language) for name, text in texts.items()}
    speaker(key, words, language, texts, key="oral speaker")


def answer_field(prompt: Prompt, run: str, notes: dict[str, str], language: str, *, key: str) -> None:
    """The field for what one says, which is kept in `notes`, by prompt; its recording belongs to an exam or a run."""
    texts = {name: say(name, language) for name in TEXTS}
    field = Field(recording_name(run, prompt.id), language, _terms(prompt, language), texts)
    voice(field, notes.get(prompt.id, ""), lambda: keep(notes, prompt, key), key=key)


def keep(notes: dict[str, str], prompt: Prompt, key: str) -> str:
    """What is in the field, kept from now on."""
    notes[prompt.id] = words = said(key, notes.get(prompt.id, ""))
    return words


def recordings(run: str, prompts: Sequence[Prompt], language: str, *, key: str, named: bool = True) -> None:
    """Players for what was recorded in a run, as long as the browser's tab has it."""
    texts = {name: say(name, language) for name in ("recording", "drop")}
    rows = [(recording_name(run, one.id), plain_text(one.wording[language]) if named else "") for one in prompts]
    replay(rows, texts, key=key)


def recording_name(run: str, prompt: str) -> str:
    """By which the browser knows a recording."""
    return f"{run} {prompt}"


def _terms(prompt: Prompt, language: str) -> list[str]:
    """The words of the trade that are likely in an answer; Germans use the English ones as well."""
    asked = questions().get(prompt.root)
    pairs = asked.terms if asked else ()
    return [plain_text(term) for pair in pairs for term in (pair if language == "de" else pair[:1])]
