"""Single questions, each with its key at once: the same lists and the same hearing as in the exam."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field

import streamlit as st

from lstm_core.exam.bank.bank import differences, questions, topics
from lstm_core.exam.hearing import Heard, heard
from lstm_core.exam.mock_exam import Answer, Prompt, Statement, prompt
from lstm_core.figure.explain import cite
from lstm_core.prose.wording import Wording
from ui.common import ways
from ui.common.session import session
from ui.common.text import problem
from ui.components.follow_focus import follow_focus
from ui.practise import concept_map, lit_points
from ui.practise import statements as list_of_statements
from ui.practise.hearing_ready import make_ready
from ui.practise.oral import number_fields
from ui.practise.oral.answers import record_answer
from ui.practise.oral.speaking import answer_field, examiner, keep, recordings
from ui.practise.oral.words import say, unread
from ui.practise.review_session import show_cards

ASKED, HINT, KEY = "practice_asked", "practice_hint", "practice_key"  # containers
QUESTION = "question"  # in the address: the id of the question that is practised


@dataclass
class PracticeSession:
    """A question that is practised."""

    prompt: Prompt
    number: int = 0  # how many were practised before it
    chosen: int = 0  # … before it was chosen; it may have been asked once more since
    began: float = field(default_factory=time.monotonic)
    notes: dict[str, str] = field(default_factory=dict)  # what was said, by prompt
    hints: int = 0
    ticking: bool = False
    found: tuple[Heard, ...] = ()
    counted: dict[int, bool] = field(default_factory=dict)  # whether the numbers typed are right, by their point
    problem: Wording | None = None  # why a number could not be read
    answer: Answer | None = None  # once the key is shown

    def widget(self, name: str) -> str:
        """The key of a field of this question."""
        return f"practice {self.number} {self.prompt.id} {name}"

    def lines(self, language: str) -> tuple[Statement, ...]:
        """The list to tick."""
        return list_of_statements.lines_for(self.prompt, self.number, self.found, language, self.counted)


def show(language: str) -> None:
    """A topic, a question of it, and all that belongs to it."""
    linked = questions().get(st.query_params.get(QUESTION, ""))
    names = {key: topic.named(language) for key, topic in topics().items()}
    first = list(names).index(linked.topic) if linked else 0
    topic = st.selectbox(
        say("topic", language), list(names), index=first, format_func=names.__getitem__, key="practice_topic"
    )
    pool = [one.id for one in questions().values() if one.topic == topic]
    first = pool.index(linked.id) if linked and linked.id in pool else 0
    asked = st.selectbox(
        say("question", language), pool, index=first, format_func=lambda key: questions()[key].prompt[language],
        key=f"practice_question {topic}",
    )  # fmt: skip
    st.query_params[QUESTION] = asked
    practice = _current(asked)
    with st.container(key=ASKED):
        st.header(practice.prompt.wording[language], anchor=False)
    examiner(practice.prompt, "", language, key=practice.widget("asked"))
    for k, text in enumerate(practice.prompt.hints[: practice.hints], 1):
        with st.container(key=f"{HINT}{k}"):
            st.info(text[language], icon=":material/lightbulb:")
    (_key if practice.answer else _list if practice.ticking else _answer)(practice, language)
    _follow(practice)
    make_ready(language)


def answered_question() -> str:
    """The id of the question whose key is shown; "" if none is."""
    practice = session().practise.single
    return practice.prompt.id if practice and practice.answer else ""


def _follow(practice: PracticeSession) -> None:
    """Each button makes way for what comes next; where another question is chosen, the focus stays in that field."""
    hint = f"{HINT}{practice.hints}" if practice.hints else ASKED
    place = KEY if practice.answer else list_of_statements.LIST if practice.ticking else hint
    turn = f"{practice.number} {practice.hints} {practice.ticking} {practice.answer is None}"
    follow_focus(f"question {practice.chosen}", place, turn)


def _current(key: str) -> PracticeSession:
    """The question that is practised; another one where another was chosen."""
    practise = session().practise
    if practise.single is None or practise.single.prompt.id != key:
        number = practise.single.number + 1 if practise.single else 0
        practise.single = PracticeSession(prompt(key), number, number)
        show_cards([f"question {key}"])
    return practise.single


def _answer(practice: PracticeSession, language: str) -> None:
    if practice.prompt.draw:
        sheet = {"drawn_cell": practice.prompt.draw, "way": "Blank sheet"}
        ways.link("draw", say("draw_it", language, cell=practice.prompt.draw), sheet, icon=":material/draw:")
    run = f"practice {practice.number}"
    number_fields.show(practice.prompt, practice.widget, language)
    if practice.problem:
        problem(practice.problem[language])
    answer_field(practice.prompt, run, practice.notes, language, key=practice.widget("notes"))
    with st.container(horizontal=True, gap="small"):
        _button(practice, say("answered", language), "check", "answered", _answered, practice, language)
        if practice.hints < len(practice.prompt.hints):
            number = practice.hints + 1
            _button(practice, say("hint", language), "lightbulb", f"hint {number}", _hint, practice, number)


def _list(practice: PracticeSession, language: str) -> None:
    list_of_statements.show(practice.lines(language), practice.found, practice.widget, language)
    _button(practice, say("compare", language), "rule", "compare", _compare, practice, language)


def _key(practice: PracticeSession, language: str) -> None:
    """The points, what was false, one way to say it all, and where the sources differ."""
    answer, question = practice.answer, questions()[practice.prompt.id]
    with st.container(key=KEY):
        if answer:
            list_of_statements.show_key(question.points, answer.ticked, answer.fooled, language)
    if question.draw:
        made = answer.ticked if answer else ()
        lit_points.show(question.draw, question.points, made, practice.widget, language)
    run = f"practice {practice.number}"
    recordings(run, [practice.prompt], language, key=practice.widget("recording"), named=False)
    with st.expander(say("one_way", language), icon=":material/record_voice_over:", expanded=True):
        st.markdown(question.answer[language])
        st.caption(", ".join(f"{english}: *{german}*" for english, german in question.terms))
    for card in question.differs:
        difference = differences()[card]
        with st.expander(say("differ", language, title=difference.title[language]), icon=":material/alt_route:"):
            st.markdown(f"{difference.says[language]}\n\n{say('in_the_exam', language)} {difference.teach[language]}")
            cited = "; ".join(cite(one, language) for one in difference.cites)
            st.caption(say("from", language, sources=cited))
    if question.opens and question.kind == "draw":
        st.markdown(say("our_map", language))
        concept_map.show(language=language)
    _button(practice, say("once_more", language), "replay", "again", _again, practice)


def _button(
    practice: PracticeSession, label: str, icon: str, name: str, does: Callable[..., None], *args: object
) -> None:
    st.button(label, icon=f":material/{icon}:", key=practice.widget(name), on_click=does, args=args)


def _answered(practice: PracticeSession, language: str) -> None:
    words = keep(practice.notes, practice.prompt, practice.widget("notes"))
    try:
        practice.counted = number_fields.marked(practice.prompt, practice.widget)
    except ValueError as error:
        practice.problem = unread(error)
        return
    practice.found = tuple(heard(practice.prompt.points, words, language))
    practice.ticking, practice.problem = True, None


def _hint(practice: PracticeSession, number: int) -> None:
    practice.hints = max(practice.hints, number)


def _compare(practice: PracticeSession, language: str) -> None:
    """Show the key, and write down what came of it; a second click writes nothing."""
    if practice.answer:
        return
    true, false = list_of_statements.ticked(practice.lines(language), practice.widget)
    true |= {k for k, right in practice.counted.items() if right}
    facts = {"seconds": round(time.monotonic() - practice.began, 1), "counted": frozenset(practice.counted)}
    practice.answer = answer = Answer(practice.prompt.id, true, practice.hints, false, **facts)  # type: ignore[arg-type]
    record_answer(practice.prompt, answer)


def _again(practice: PracticeSession) -> None:
    session().practise.single = PracticeSession(practice.prompt, practice.number + 1, practice.chosen)
    show_cards([f"question {practice.prompt.id}"])
