"""What the whole of an exam must reach, simulated: in every manner, in each language, in short and in long exams."""

from functools import cache
from itertools import cycle, product
from statistics import mean
from types import SimpleNamespace

import numpy as np
import pytest

from lstm_core.exam.bank.bank import questions
from lstm_core.exam.bank.findings import findings
from lstm_core.exam.mock_exam import DRAWING, MANNERS, Answer, exam, grade, marks, next_prompt, statements, total
from lstm_core.prose.wording import LANGUAGES

SEEDS = range(60)
LEARNERS = {"half": (0.5, 0.0), "poor": (0.2, 0.2), "good": (0.8, 0.1)}  # chances to tick a point, and a twin
MISTAKES = tuple(findings())[:2]
EACH = [pytest.param(*one, id=" ".join(map(str, one))) for one in product(sorted(MANNERS), (10, 20, 40))]
each_manner_and_length = pytest.mark.parametrize(("manner", "minutes"), EACH)


def answer(now, plan, chances, rng):
    """What such a learner answers; a drawing of every second exam goes to the machine."""
    if now.draw and plan.seed % 2:
        return Answer(now.id, checked=chances[0], found=MISTAKES)
    true, false = set(), set()
    for line in statements(now.id, now.points, plan.seed, plan.language):
        if rng.random() < chances[not line.true]:
            (true if line.true else false).add(line.point)
    return Answer(now.id, frozenset(true), fooled=frozenset(false))


def sit(plan, chances):
    """The prompts of an exam, by id in order, and the answers to them."""
    rng = np.random.default_rng(plan.seed)
    asked, answers = {}, []
    while (now := next_prompt(plan, answers)) is not None:
        asked[now.id] = now
        answers.append(answer(now, plan, chances, rng))
    return SimpleNamespace(plan=plan, asked=asked, answers={one.prompt: one for one in answers})


@cache
def sat(manner, minutes):
    """An exam for each seed, the learners and the languages in turn."""
    turns = zip(SEEDS, cycle(product(LANGUAGES, LEARNERS.values())), strict=False)
    frame = {"minutes": minutes, "manner": manner}
    return [sit(exam(seed, language=language, **frame), chances) for seed, (language, chances) in turns]


def opens(one):
    """Whether a prompt belongs to the overview."""
    return one.root in questions() and questions()[one.root].opens


def hits(key, one):
    """Whether a follow-up is about what was missing or wrong, or goes deeper where nothing was."""
    now, answers = one.asked[key], one.answers
    if key in findings():
        return any(key in each.found for each in answers.values())
    point = questions()[now.root].points.index(now.digs) + 1
    before = answers[now.root]
    whole = before.checked == 1 or (len(before.ticked) == len(questions()[now.root].points) and not before.fooled)
    return whole if now.harder else point not in before.ticked or point in before.fooled


@each_manner_and_length
def test_the_lstm_is_drawn_in_every_exam(manner, minutes):
    assert all(DRAWING in one.asked and one.asked[DRAWING].draw == "LSTM" for one in sat(manner, minutes))


@each_manner_and_length
def test_the_overview_takes_four_minutes_and_open_questions_half_of_the_time(manner, minutes):
    for one in sat(manner, minutes):
        prompts = list(one.asked.values())
        assert sum(now.minutes for now in prompts if opens(now)) <= 4
        asked_openly = [now for now in prompts if now.id in questions() and not opens(now)]
        assert sum(now.minutes for now in asked_openly) >= sum(now.minutes for now in prompts) / 2


@each_manner_and_length
def test_follow_ups_hit_what_was_missing_or_wrong(manner, minutes):
    hit = [hits(key, one) for one in sat(manner, minutes) for key in one.asked if key not in questions()]
    assert mean(hit) >= 0.95


@each_manner_and_length
def test_two_exams_in_a_row_share_three_tenths_of_their_prompts_at_most(manner, minutes):
    for one in sat(manner, minutes)[:30]:
        frame = {"minutes": minutes, "manner": manner, "language": one.plan.language}
        second = sit(exam(one.plan.seed + 1000, last=one.asked, **frame), LEARNERS["half"]).asked
        assert len(one.asked.keys() & second.keys()) <= 0.3 * len(second) + (minutes < 20)


@each_manner_and_length
def test_all_ticked_and_nothing_ticked_lead_to_different_exams(manner, minutes):
    differ = []
    for seed in SEEDS[:30]:
        plan = exam(2 * seed, minutes=minutes, manner=manner)
        most, least = (sit(plan, (share, 0)).asked.keys() for share in (1, 0))
        differ.append(1 - len(most & least) / max(len(most), len(least)))
    assert mean(differ) >= 0.6


@each_manner_and_length
def test_whoever_ticks_everything_gets_four_at_most_and_half_of_what_is_true_lies_between(manner, minutes):
    for seed in SEEDS[:10]:
        plan = exam(2 * seed, minutes=minutes, manner=manner)
        every, true = (sit(plan, chances) for chances in ((1, 1), (1, 0)))
        shares = [total(marks(plan, list(one.answers.values()))) for one in (every, true)]
        assert grade(shares[0]).number in ("4.0", "5.0")
        assert grade(shares[1]).number == "1.0"


def test_an_exact_examiner_asks_further_more_often_and_a_hurried_one_less():
    digs = {
        manner: mean(sum(key not in questions() for key in one.asked) for one in sat(manner, 20)) for manner in MANNERS
    }
    assert digs["hurried"] < digs["kind"] < digs["exact"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_list_gives_more_than_half_to_whoever_ticks_all_of_it(language):
    for one in questions().values():
        for number in range(1, len(one.points) + 1):
            lines = statements(one.id, one.points[:number], 7, language)
            twins = sum(not line.true for line in lines)
            assert number - twins <= number / 2
