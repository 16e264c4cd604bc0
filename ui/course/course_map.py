"""The course as a map: its chapters, a card for every lesson, and where to begin."""

from collections.abc import Mapping

import streamlit as st

from lstm_core.course.lessons import Lesson
from lstm_core.course.lessons.chapters import chapters, short_way
from lstm_core.course.pictures import picture
from lstm_core.exam.plan.taught import lessons_of
from ui.common.learner_log import recorded
from ui.course.language import choose, language, say
from ui.course.lesson_list import link

STYLE = """<style>
[class*="st-key-chapter_"] { display: grid; gap: 1rem; grid-template-columns: repeat(4, minmax(0, 1fr)) }
[class*="st-key-chapter_"] > * { height: 100% }
[class*="st-key-card_"] { position: relative; height: 100% }
:is([class*="st-key-card_"], .st-key-short_way) [data-testid=stPageLink-NavLink]
  :has([data-testid=stIconMaterial]):not(:has(p)) { display: none } /* the page's own icon, with its room */
[class*="st-key-card_"] [data-testid=stCaptionContainer]:has(.stMarkdownBadge) { opacity: 1 }
[class*="st-key-card_"] [data-testid=stPageLink-NavLink] { position: static; padding: 0; line-height: 1.35 }
[class*="st-key-card_"] [data-testid=stPageLink-NavLink],
[class*="st-key-card_"] [data-testid=stPageLink-NavLink]:hover { background: none }
[class*="st-key-card_"] [data-testid=stPageLink-NavLink]::after { content: ""; position: absolute; inset: 0;
  z-index: 1; border-radius: 0.6rem }
[class*="st-key-card_"] :has([data-testid=stPageLink-NavLink]) { position: static } /* the link covers the card */
[class*="st-key-card_"] [data-testid=stPageLink-NavLink] p { font-weight: 600 }
[class*="st-key-card_"]:hover { border-color: var(--st-primary-color, #0069a4) }
[class*="st-key-card_"]:has(a:focus-visible) { outline: 3px solid #0072b2; outline-offset: 2px }
[class*="st-key-card_"] a:focus-visible { outline: none; box-shadow: none }
[class*="st-key-card_"] [data-testid=stElementToolbar] { display: none }
[class*="st-key-card_"] [data-testid=stImage] img { width: 100%; border-radius: 0.3rem }
[class*="st-key-card_"]:has(.stMarkdownBadge) { border: 2px solid #0072b2 }
@media (max-width: 62.5em) { [class*="st-key-chapter_"] { grid-template-columns: repeat(2, minmax(0, 1fr)) } }
@media (max-width: 40em) { /* the picture beside the words */
  [class*="st-key-chapter_"] { grid-template-columns: minmax(0, 1fr); gap: 0.6rem }
  [class*="st-key-card_"] { display: grid; grid-template-columns: 7rem minmax(0, 1fr); gap: 0.2rem 0.8rem;
    align-items: center; padding: 0.6rem }
  [class*="st-key-card_"] > :first-child { grid-row: 1 / 3 }
}
</style>"""


def show(course: Mapping[str, Lesson], read: set[str]) -> None:
    """All chapters; the lesson to begin with, or to go on with, says so."""
    st.html(STYLE)
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="bottom"):
        st.markdown(say("about"), width=640)
        choose()
    _short_way(course)
    known = _cards_known(course) if recorded("review") else {}
    following = next((key for key in course if key not in read), "")
    for chapter in chapters().values():
        st.header(chapter.title[language()], anchor=False)
        st.caption(chapter.about[language()])
        with st.container(key=f"chapter_{chapter.key}"):
            for key, lesson in course.items():
                if lesson.chapter == chapter.key:
                    mark = say("go_on" if read else "begin") if key == following else ""
                    _card(lesson, key in read, mark, known.get(key))


def _short_way(course: Mapping[str, Lesson]) -> None:
    """The lessons for whoever has little time, in one line."""
    with st.container(horizontal=True, gap="small", vertical_alignment="center", key="short_way"):
        st.markdown(say("short"), width="content")
        for place, key in enumerate(short_way()):
            if place:
                st.markdown("→", width="content")
            link(course[key], f"{course[key].number}. {course[key].named(language())}")


def _card(lesson: Lesson, is_read: bool, mark: str, known: tuple[int, int] | None) -> None:
    """A lesson; its link is its name, and is as large as the card. The picture says nothing that the name does not."""
    with st.container(border=True, gap="small", key=f"card_{lesson.key}"):
        st.image(picture(lesson.key, st.context.theme.type or "light"), alt="", width="stretch")
        link(lesson, f"{lesson.number}. {lesson.named(language())}")
        facts = [f":blue-badge[{mark}]"] if mark else []
        facts += [say("minutes", minutes=lesson.minutes)]
        facts += [f":material/check_circle: {say('read')}"] * is_read
        facts += [say("known", known=known[0], of=known[1])] if known and known[1] else []
        st.caption(" · ".join(facts))


def _cards_known(course: Mapping[str, Lesson]) -> dict[str, tuple[int, int]]:
    """Of how many cards of each lesson it is to be expected that they are known on the day of the exam, else now."""
    from ui.practise.review.exam_day import goal  # FSRS comes with these
    from ui.practise.review.plan import schedule

    stands = schedule()
    at = goal()
    chance = {card: memory.chance(at) for card, memory in stands.memories.items()}
    taught = lessons_of((card.id for card in stands.cards), course)
    ids = {key: [card for card, lesson in taught.items() if lesson == key] for key in course}
    return {key: (round(sum(chance.get(card, 0.0) for card in ids[key])), len(ids[key])) for key in course}
