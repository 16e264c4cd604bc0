"""Two tabs, or two devices, that show the same card from the same state: the schedule counts the showing once.

The answer to check against is a log as older versions wrote it, with only the first review of every showing: it says
nothing of what was answered, and always counts.
"""

from dataclasses import dataclass, field, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lstm_core.exam.log import portable
from lstm_core.exam.log.event import Event
from lstm_core.exam.review.review import DAY
from lstm_core.exam.review.schedule import state
from tests.lstm_core.exam.examples import NOW, REVIEWS, SLOW, cards

CARD = "c0"
HOUR = 3600.0


@dataclass
class Tab:
    """A tab on some device: what it knows of the log, and the state from which it shows the card."""

    log: list[Event] = field(default_factory=list)
    shown: str | None = None

    def show(self) -> None:
        """Open the card, or load the page again."""
        self.shown = max(self.log, key=lambda event: event.at).id if self.log else ""


@dataclass
class Learner:
    """Two tabs, and which reviews were of one showing; the first of each is the one that counts."""

    tabs: tuple[Tab, Tab] = field(default_factory=lambda: (Tab(), Tab()))
    events: list[Event] = field(default_factory=list)
    firsts: dict[str, Event] = field(default_factory=dict)  # by the state that they answer
    counts_for: dict[str, str] = field(default_factory=lambda: {"": ""})  # review -> first of its showing

    def rate(self, tab: Tab, rating: int, at: float) -> None:
        answers = tab.shown
        event = Event(at, "review", CARD, {"rating": rating, "seconds": 5.0, "answers": answers})
        first = self.firsts.setdefault(self.counts_for[answers], event)
        self.counts_for[event.id] = first.id
        self.events.append(event)
        tab.log.append(event)
        tab.shown = event.id  # it may come again in this sitting

    def merge(self) -> None:
        for tab in self.tabs:
            tab.log = list(self.events)


STEPS = st.lists(
    st.tuples(st.sampled_from(["show", "rate", "rate", "merge"]), st.integers(0, 1), st.integers(1, 4)), max_size=20
)


def lived(steps) -> Learner:
    """What these steps, a minute apart, leave behind."""
    learner = Learner()
    for number, (does, which, rating) in enumerate(steps):
        tab = learner.tabs[which]
        if does == "merge":
            learner.merge()
        elif does == "show" or tab.shown is None:
            tab.show()
        else:
            learner.rate(tab, rating, NOW - HOUR + 60 * number)
    return learner


def old(event: Event) -> Event:
    """As older versions wrote it."""
    return replace(event, data={key: value for key, value in event.data.items() if key != "answers"})


def remembered(events, before=None):
    """What counts for the plan, without how it came to be known."""
    schedule = state(events, cards(8), NOW, before)
    return {
        key: (memory.fsrs_card, memory.first, memory.last, memory.timed) for key, memory in schedule.memories.items()
    }, schedule.evidence


@given(steps=STEPS, data=st.data())
@SLOW
def test_every_showing_counts_once_whichever_tab_comes_first_and_in_whatever_order_the_logs_are_merged(steps, data):
    learner = lived(steps)
    expected = remembered(list(map(old, learner.firsts.values())))
    assert remembered(data.draw(st.permutations(learner.events))) == expected


@given(steps=STEPS, cut=st.integers(0, 20))
@SLOW
def test_going_on_from_a_schedule_of_a_moment_ago_counts_the_same(steps, cut):
    events = lived(steps).events
    assert remembered(events, state(events[:cut], cards(8), NOW)) == remembered(events)


@given(steps=STEPS)
@SLOW
def test_a_log_that_is_taken_along_counts_the_same(steps):
    events = lived(steps).events
    assert remembered(portable.read(portable.write(events))) == remembered(events)


def answer(at: float, answers, rating: int = 3) -> Event:
    return Event(NOW + at - 90 * DAY, "review", CARD, {"rating": rating, "seconds": 5.0} | answers)


@pytest.mark.parametrize(("hours", "counted"), [(0, 1), (23.9, 1), (24, 2), (24 * 20, 2)])
def test_two_devices_that_were_merged_weeks_later_lose_nothing_that_lay_a_day_apart(hours, counted):
    events = [answer(0, {"answers": ""}), answer(hours * HOUR, {"answers": ""})]
    assert len(state(events, cards(1), NOW).memories[CARD].timed) == counted


@pytest.mark.parametrize("answers", [{}, {"answers": None}, {"answers": 3}, {"answers": ["x"]}])
def test_reviews_that_do_not_say_what_they_answer_count_as_before(answers):
    events = [answer(60.0 * k, answers) for k in range(5)]
    assert len(state(events, cards(1), NOW).memories[CARD].timed) == 5


@given(events=REVIEWS)
@SLOW
def test_reviews_that_each_answer_the_one_before_count_like_those_of_old_logs(events):
    last, told = {}, []
    for event in sorted(events, key=lambda event: (event.at, event.id)):
        told.append(replace(event, data={**event.data, "answers": last.get(event.item, "")}))
        last[event.item] = event.id
    assert remembered(told) == remembered(events)


def test_a_review_of_an_old_tab_answers_what_was_there_before_it():
    first = answer(0, {"answers": ""})
    of_old_tab, of_new_tab = answer(60, {}), answer(120, {"answers": first.id})
    assert len(state([first, of_old_tab, of_new_tab], cards(1), NOW).memories[CARD].timed) == 2


def test_a_log_with_thousands_of_answers_to_one_showing_is_read():
    events = [answer(0.01 * k, {"answers": ""}) for k in range(5000)]
    assert len(state(events, cards(1), NOW).memories[CARD].timed) == 1
