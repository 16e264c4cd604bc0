"""Which points an answer makes, which it contradicts, and the words that speak for it."""

from collections.abc import Sequence
from dataclasses import dataclass

from lstm_core.exam.bank.bank import Point, questions
from lstm_core.exam.hearing.expression import Answer, Match, expression
from lstm_core.exam.hearing.lexicon import lexicon
from lstm_core.exam.hearing.words import language_of, words

CORRECTION, TURNED_ROUND = "corrects_oneself", "other_way_round"  # concepts: "no, wait", "the other way round"
REACH = 40  # words after a statement within which it may be corrected


@dataclass(frozen=True)
class Heard:
    """What was heard of a point: a suggestion, to be confirmed by whoever said it."""

    ticked: bool  # the answer makes the point
    contradicted: bool  # the answer claims the contrary; never together with ticked
    spans: tuple[tuple[int, int], ...] = ()  # the characters of the answer that speak for it
    evidence: str = ""  # the words there


def points_of(question: str, follow_up: int | None = None) -> tuple[Point, ...]:
    """The points of a question, or of one of its follow-ups, counted from 0. Raises ValueError if there is none."""
    asked = questions().get(question)
    if asked is None:
        raise ValueError(f"there is no question {question!r} in the bank")
    if follow_up is None:
        return asked.points
    if not 0 <= follow_up < len(asked.follow_ups):
        raise ValueError(f"{question} has follow-ups 0 to {len(asked.follow_ups) - 1}, not {follow_up}")
    return asked.follow_ups[follow_up].points


def heard(points: Sequence[Point], answer: str, language: str = "en") -> list[Heard]:
    """What an answer says of each point.

    answer: as it was typed or transcribed. language: the one it was given in, "en" or "de"; if its small words speak
    clearly for the other, that one is read. A point without an expression is never heard.
    """
    spoken = language_of(answer, language)
    read = Answer(words(answer, "en" if spoken == "zh" else spoken), lexicon(spoken))
    return [_judge(point, read, answer) for point in points]


def _judge(point: Point, read: Answer, answer: str) -> Heard:
    """For and against; after a self-correction the last word counts, and otherwise a contradiction outweighs."""
    made = expression(point.heard)(read) if point.heard else []
    against = expression(point.against)(read) if point.against else []
    if not against and _turned_round(made, read):
        return _result(False, True, made, read, answer)
    if made and against:
        last_made, last_against = (max(each, key=lambda match: match.end) for each in (made, against))
        if last_against.end < last_made.end and _corrected(last_against, last_made, read):
            return _result(True, False, [last_made], read, answer)
    return _result(bool(made) and not against, bool(against), against or made, read, answer)


def _corrected(first: Match, second: Match, read: Answer) -> bool:
    """Whether somebody took back what they said first before they said the second."""
    return any(first.start < mark.start <= second.end for mark in read.concept(CORRECTION))


def _turned_round(made: Sequence[Match], read: Answer) -> bool:
    """Whether "no, the other way round" follows all that was said."""
    last = max((match.end for match in made), default=None)
    return last is not None and any(last <= mark.start <= last + REACH for mark in read.concept(TURNED_ROUND))


def _result(ticked: bool, contradicted: bool, matches: Sequence[Match], read: Answer, answer: str) -> Heard:
    if not matches:
        return Heard(ticked, contradicted)
    shortest = min(matches, key=lambda match: match.end - match.start)
    spans = sorted({(read.words[start].start, read.words[end - 1].end) for start, end in shortest.spans})
    return Heard(ticked, contradicted, tuple(spans), " … ".join(answer[start:end] for start, end in spans))
