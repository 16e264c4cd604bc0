"""What the examiner asks next.

An exam has three parts. The opening takes a fifth of the time at most. Then the LSTM is drawn and explained, with a
follow-up to each. Then comes breadth, an open question a topic, its level by how it went so far. A follow-up goes, in
this order, into what the drawing or the equations got wrong, what the words seem to contradict, a false statement that
was ticked, and a point that was not made; where all was said and the exam goes well, it goes deeper. Once in an exam,
what is wrong is first tried with numbers, unless the examiner is in a hurry.
"""

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain

from lstm_core.exam.bank.bank import Question, questions
from lstm_core.exam.bank.findings import findings
from lstm_core.exam.bank.prompts import FOLLOW_UP, Answer, Prompt, by_prompt, prompt, root, tried
from lstm_core.exam.mock_exam.manner import MANNERS
from lstm_core.exam.mock_exam.plan import DRAWING, LEVELS, SLOT, USUAL_MINUTES, ExamPlan, openings

OPENING_SHARE = 0.2  # of the time, at most
LEAST = 60 * FOLLOW_UP  # seconds that must be left to ask anything at all
WELL, POORLY = 0.7, 0.35  # shares after which what is asked next is harder, or easier


def next_prompt(plan: ExamPlan, answers: Sequence[Answer] = (), elapsed: float | None = None) -> Prompt | None:
    """What is asked after these answers; None if the exam is over.

    elapsed: seconds since the exam began; without it, what the answers took, or what answers usually take.
    """
    given = by_prompt(answers)
    spent = sum(map(_seconds, given.values())) if elapsed is None else elapsed
    left = plan.seconds - spent
    if left < LEAST:
        return None
    if not given:
        return _opening(plan)
    last = _root_of_last(given)
    if last and _may_dig(plan, last, given, spent):
        dig = _best(plan, _digs(plan, last, given))
        if dig:
            return dig
    question = _question(plan, given)
    if question and left >= min(_usual(plan, question), plan.seconds / 4) / 2:
        return prompt(question.id)
    return _come_back(plan, given)


def level_now(plan: ExamPlan, given: Mapping[str, Answer]) -> int:
    """The level of the next question: harder after what went well, easier after what did not."""
    level = plan.level
    for key, answer in given.items():
        if key in questions() and not questions()[key].opens:
            level += (answer.share >= WELL) - (answer.share <= POORLY)
            level = min(max(level, LEVELS[0]), LEVELS[-1])
    return level


def _opening(plan: ExamPlan) -> Prompt:
    chosen = min(openings(), key=lambda one: (one.id in plan.avoid, plan.rank(one.id)))
    return prompt(chosen.id)


def _question(plan: ExamPlan, given: Mapping[str, Answer]) -> Question | None:
    """The next question: the drawing, its explanation, then the topics in turn."""
    if DRAWING not in given:
        return questions()[DRAWING]
    asked = [questions()[key] for key in given if key in questions() and key != DRAWING]
    if not any(one.topic == SLOT for one in asked):
        return _pick(plan, SLOT, given)
    times = {topic: sum(one.topic == topic for one in asked) for topic in plan.topics}
    picked = [(topic, one) for topic in plan.topics if (one := _pick(plan, topic, given))]
    # Of those that came up least, the first in the order of the plan that has something new.
    return min(picked, key=lambda pair: (pair[1].id in plan.avoid, times[pair[0]]), default=("", None))[1]


def _pick(plan: ExamPlan, topic: str, given: Mapping[str, Answer]) -> Question | None:
    """A question of a topic: not one of the last exam, and of the level that fits."""
    level = level_now(plan, given)
    pool = [one for one in questions().values() if one.topic == topic and one.id not in given and not one.draw]
    ranked = sorted(pool, key=lambda one: (one.id in plan.avoid, abs(one.level - level), plan.rank(one.id)))
    return ranked[0] if ranked else None


def _may_dig(plan: ExamPlan, key: str, given: Mapping[str, Answer], spent: float) -> bool:
    """Whether there is still a follow-up to the question that was asked last."""
    digs = len(given) - 1 - list(given).index(key)  # whatever was asked since is about it
    digs -= tried(key) in given and plan.minutes >= USUAL_MINUTES  # there is time for one more
    if questions()[key].opens:
        return digs < 1 and spent + 60 * FOLLOW_UP <= OPENING_SHARE * plan.seconds
    if key == DRAWING or questions()[key].topic == SLOT:
        return digs < 1
    taken = sum(_seconds(answer) for each, answer in given.items() if each not in questions())
    return digs < MANNERS[plan.manner].digs and taken + 60 * FOLLOW_UP <= MANNERS[plan.manner].digging * plan.seconds


def _digs(plan: ExamPlan, key: str, given: Mapping[str, Answer]) -> list[list[Prompt]]:
    """Follow-ups to a question that were not asked yet, in groups, the most urgent first."""
    question, answer = questions()[key], given[key]
    every = set(range(1, len(question.points) + 1))
    made = every if answer.checked == 1 else answer.ticked
    open_ones = [one for one in question.follow_ups if one.id not in given]
    return [
        _with_numbers(plan, key, given),
        [prompt(name) for name in answer.found if name in findings() and name not in given],
        [prompt(f"{key}?{k}", words) for k, words in answer.doubts if f"{key}?{k}" not in given],
        [prompt(one.id) for one in open_ones if one.point in answer.fooled and not one.harder],
        [prompt(one.id) for one in open_ones if one.point in every - made - answer.fooled and not one.harder],
        [prompt(one.id) for one in open_ones if one.harder and made - answer.fooled == every and _going_well(given)],
    ]


def _with_numbers(plan: ExamPlan, key: str, given: Mapping[str, Answer]) -> list[Prompt]:
    """What was drawn or written, tried with numbers on which it gives something else; once in an exam."""
    parting = given[key].parting
    if not parting or not MANNERS[plan.manner].tries or any(each == tried(root(each)) for each in given):
        return []
    return [prompt(tried(key), parting=parting)]


def _going_well(given: Mapping[str, Answer]) -> bool:
    """Whether the questions so far were answered well enough to go deeper into one."""
    shares = [answer.share for key, answer in given.items() if key in questions()]
    return sum(shares) >= WELL * len(shares)


def _best(plan: ExamPlan, groups: Iterable[list[Prompt]]) -> Prompt | None:
    """The first of the first group; a follow-up that the last exam had only where there is no other.

    A mistake that is made again, and a contradiction, are asked about again.
    """
    return min(chain.from_iterable(groups), key=lambda one: one.id in plan.avoid and one.digs is not None, default=None)


def _come_back(plan: ExamPlan, given: Mapping[str, Answer]) -> Prompt | None:
    """With little time left: what is most urgent anywhere, first where the smallest share was said."""
    through = sorted(
        (key for key in given if key in questions() and not questions()[key].opens), key=lambda key: given[key].share
    )
    urgent = chain.from_iterable(zip(*(_digs(plan, key, given) for key in through), strict=True))
    rest = [prompt(one.id) for key in through for one in questions()[key].follow_ups if one.id not in given]
    return _best(plan, urgent) or _best(plan, [rest])


def _root_of_last(given: Mapping[str, Answer]) -> str:
    """The question that is being talked about; none where the log has lost it."""
    return next((root(key) for key in reversed(list(given)) if root(key) in questions() and root(key) in given), "")


def _usual(plan: ExamPlan, question: Question) -> float:
    """Seconds that an answer to a question usually takes in this manner."""
    return prompt(question.id).seconds * MANNERS[plan.manner].pace


def _seconds(answer: Answer) -> float:
    return answer.seconds or prompt(answer.prompt).seconds
