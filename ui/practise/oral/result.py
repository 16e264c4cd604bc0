"""After the exam: a grade, a mark for every topic, what was checked and what only ticked, and what to look at again."""

from __future__ import annotations

import streamlit as st

from lstm_core.course.told import Place, told
from lstm_core.exam.bank.bank import questions, topics
from lstm_core.exam.bank.prompts import tried
from lstm_core.exam.mock_exam import Marks, Prompt, exams_before, grade, last_marks, last_total, marks, prompt, total
from ui.common import ways
from ui.common.session import session
from ui.components.follow_focus import follow_focus
from ui.components.ink_replay import ink_replay
from ui.practise.oral import with_numbers
from ui.practise.oral.exam_session import ExamSession, leave, saved
from ui.practise.oral.speaking import recordings
from ui.practise.oral.words import amount, local, percent, say
from ui.practise.review_session import review_now

RESULT = "oral_result"  # a container
POINTS = "missed points of"  # keys of the lists of links
BAR = "topic bar"  # keys of the bars
TICK = """
[class*="st-key-topic-bar-"] [role="progressbar"] { position: relative; }
[class*="st-key-topic-bar-"] [role="progressbar"]::after {
  content: ""; position: absolute; inset-block: -0.3rem; left: var(--last, -99rem); width: 3px; margin-left: -2px;
  border-radius: 2px; background: currentColor;
}
"""
CLASS = POINTS.replace(" ", "-")
STYLE = f"""<style>
[class*="st-key-{CLASS}-"] [data-testid="stPageLink"] *:not(.katex, .katex *) {{
  white-space: normal; text-wrap: wrap; line-height: 1.45;
}}
[class*="st-key-{CLASS}-"] [data-testid="stPageLink"] :is(.base, .base *) {{
  white-space: nowrap; text-wrap: nowrap;  /* a part of a formula, as wide as its widest symbol if it may break */
}}
[class*="st-key-{CLASS}-"] a[data-testid="stPageLink-NavLink"] {{
  height: auto; padding-block: 0.3rem; align-items: start;
}}
</style>"""


def show(exam: ExamSession) -> None:
    """The grade and where it comes from, what was false or missing, and the way to another exam."""
    table, before = marks(exam.plan, exam.answers), exams_before(saved(), exam.id)
    if exam.elsewhere == "ended_elsewhere":
        st.info(say(exam.elsewhere, exam.language), icon=":material/tab:")
    with st.container(key=RESULT):
        if table:
            _grade(exam, total(table), last_total(before))
        else:
            st.markdown(say("none", exam.language))
    if table:
        _topics(exam, table, last_marks(before))
        _with_numbers(exam)
        _drawn_again(exam)
        _fooled(exam)
        _missed(exam)
    again = _to_practise(exam)
    if again:
        label = say("practise", exam.language)
        st.button(label, icon=":material/fitness_center:", key="practise", on_click=review_now, args=(again,))
        review = session().practise.review
        if review and review.waiting[: len(again)] == again:
            ways.link("today", say("practise_done", exam.language), icon=":material/today:")
    label = say("another", exam.language)
    st.button(label, icon=":material/replay:", key="leave", on_click=leave, args=(exam,))
    follow_focus("oral", RESULT, exam.id)


def poorest_topic(exam: ExamSession) -> str:
    """The key of the topic with the smallest share of its points; "" where all were made, or none was asked for."""
    table = {key: one.share for key, one in marks(exam.plan, exam.answers).items() if one.share < 1}
    return min(table, key=table.__getitem__) if table else ""


def _to_practise(exam: ExamSession) -> list[str]:
    """The cards of the questions of which something was missing or false, the poorest first."""
    shares: dict[str, list[float]] = {}
    for answer in exam.answers:
        if (root := prompt(answer.prompt).root) in questions():
            shares.setdefault(root, []).append(answer.share)
    poor = {key: min(each) for key, each in shares.items() if min(each) < 1}
    return [f"question {key}" for key in sorted(poor, key=lambda key: poor[key])]


def _grade(exam: ExamSession, whole: Marks, before: Marks | None) -> None:
    mark = grade(whole)
    number = local(mark.number, exam.language)
    st.header(say("grade", exam.language, number=number, name=mark.name[exam.language]), anchor=False)
    got, share = amount(whole.got, exam.language), percent(whole.share, exam.language)
    blanks = {"got": got, "possible": whole.possible, "share": share}
    lines = [say("points", exam.language, **blanks)]
    if whole.checked_possible:
        checked = {"got": amount(whole.checked_got, exam.language), "possible": whole.checked_possible}
        lines.append(say("checked", exam.language, **checked))
    else:
        lines.append(say("unchecked", exam.language))
    if whole.lists:
        lines.append(say("ticked", exam.language, hits=whole.hits, false=whole.false_alarms))
    if before:
        then = {"number": local(grade(before).number, exam.language), "share": percent(before.share, exam.language)}
        lines.append(say("last_time_grade", exam.language, **then))
    st.markdown("\n".join(f"* {line}" for line in lines))


def _topics(exam: ExamSession, table: dict[str, Marks], before: dict[str, Marks]) -> None:
    """A bar for each topic, with a mark where it ended the last time it came up."""
    last = {key: before[key].share for key in table if key in before}
    st.html(_ticks(last))
    for key, one in table.items():
        name, got = topics()[key].named(exam.language), amount(one.got, exam.language)
        words = f"{name} · {got} / {one.possible} ({percent(one.share, exam.language)})"
        if key in last:
            words += f" · {say('last_time', exam.language, share=percent(last[key], exam.language))}"
        with st.container(key=f"{BAR} {key}"):
            st.progress(one.share, text=words)
    if last:
        st.caption(say("last_time_bars", exam.language))


def _ticks(shares: dict[str, float]) -> str:
    """The style that puts a mark on the bars of topics, at these shares of their width."""
    name = BAR.replace(" ", "-")
    places = (f".st-key-{name}-{key} {{ --last: {share:.1%}; }}" for key, share in shares.items())
    return f"<style>{TICK}{' '.join(places)}</style>"


def _with_numbers(exam: ExamSession) -> None:
    """Where what was drawn or written gives something else, whether or not it was asked about."""
    for answer in exam.answers:
        if answer.parting:
            with st.expander(say("tried", exam.language), icon=":material/calculate:", expanded=True):
                words = exam.notes.get(tried(answer.prompt), "")
                st.markdown(answer.parting.wording[exam.language])
                with_numbers.show(answer.parting, words, exam.language)


def _drawn_again(exam: ExamSession) -> None:
    """What was drawn with a pen, as it came to be; a reload leaves the mark and not the ink."""
    for asked, playback in exam.playbacks.items():
        with st.expander(say("drawn_again", exam.language), icon=":material/draw:", expanded=True):
            ink_replay(playback, key=f"replay {exam.id} {asked}", language=exam.language)


def _fooled(exam: ExamSession) -> None:
    """The false statements that were ticked, each with the reason why it is false."""
    lines = []
    for answer in exam.answers:
        for k in sorted(answer.fooled):
            point = prompt(answer.prompt).points[k - 1]
            lines.append(f"- {point.twin[exam.language]}  \n  *{point.why[exam.language]}*")
    if lines:
        with st.expander(say("fooled", exam.language), icon=":material/psychology_alt:", expanded=True):
            st.markdown("\n".join(lines))


def _missed(exam: ExamSession) -> None:
    """What was not said, with what was said in a recording; each point leads to where it is told."""
    missed = [(answer, [k for k in range(1, len(prompt(answer.prompt).points) + 1) if k not in answer.ticked])
              for answer in exam.answers if answer.checked is None]  # fmt: skip
    missed = [(answer, numbers) for answer, numbers in missed if numbers]
    if missed:
        with st.expander(say("missed", exam.language), icon=":material/checklist:", expanded=True):
            st.html(STYLE)
            st.caption(say("to_paragraph", exam.language))
            for answer, numbers in missed:
                _points(exam, prompt(answer.prompt), numbers)
    shown = {answer.prompt for answer, _ in missed}
    others = [prompt(answer.prompt) for answer in exam.answers if answer.prompt not in shown]
    recordings(exam.id, others, exam.language, key="recordings of the rest")


def _points(exam: ExamSession, asked: Prompt, numbers: list[int]) -> None:
    """What was missing in one answer, and the answer itself if this browser's tab has a recording of it."""
    with st.container(gap="xxsmall", key=f"{POINTS} {asked.id}"):
        st.markdown(f"**{asked.wording[exam.language]}**")
        for point in (asked.points[k - 1] for k in numbers):
            place = told(point, asked.topic)
            ways.link(
                "course",
                point.wording[exam.language],
                place.address,
                icon=":material/menu_book:",
                help=_place_in_words(place, exam.language),
            )
        recordings(exam.id, [asked], exam.language, key=f"recording {asked.id}", named=False)


def _place_in_words(place: Place, language: str) -> str:
    title = place.lesson.named(language)
    key = "place" if place.paragraph else "place_lesson"
    return say(key, language, number=place.lesson.number, title=title, paragraph=place.paragraph)
