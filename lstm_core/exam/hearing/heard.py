"""Which points an answer makes, which it contradicts, and the words that speak for it."""

from collections.abc import Sequence
from dataclasses import dataclass

from lstm_core.exam.bank.bank import Point, questions
from lstm_core.exam.hearing.expression import Answer, Match, expression
from lstm_core.exam.hearing.lexicon import lexicon
from lstm_core.exam.hearing.words import BETWEEN, language_of, words

CORRECTION, TURNED_ROUND = "corrects_oneself", "other_way_round"  # concepts: "no, wait", "the other way round"
TAKEN_BACK, SAID_BY_OTHERS = "takes_back", "said_by_others"  # "no, that's wrong", "some people say"
NEGATION, CONTRAST = "negates", "contrasts"  # "not", "but"
REACH = 8  # words after a statement within which it may be turned round
BEHIND = 4  # words after a statement within which it may be taken back
AHEAD = 8  # words before a statement within which somebody else may be named for it


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
    spoken = "de" if language_of(answer, language) == "de" else "en"
    read = Answer(words(answer, spoken), lexicon(spoken))
    return [_judge(point, read, answer) for point in points]


def _judge(point: Point, read: Answer, answer: str) -> Heard:
    """For and against; after a self-correction the last word counts, and otherwise a contradiction outweighs."""
    made = _meant(expression(point.heard)(read) if point.heard else [], read)
    against = _meant(expression(point.against)(read) if point.against else [], read)
    against = [match for match in against if not _taken_back(match, read) and not _of_a_correction(match, read)]
    if turned := _turned_round(made, read):
        made = [match for match in made if match not in turned]
        if not made and not against:
            return _result(False, True, turned, read, answer)
    if made and against:
        last_made, last_against = (max(each, key=lambda match: match.end) for each in (made, against))
        if last_against.end < last_made.end and _corrected(last_against, last_made, read):
            return _result(True, False, [last_made], read, answer)
    if not against:
        made = [match for match in made if not _taken_back(match, read)]
    return _result(bool(made) and not against, bool(against), against or made, read, answer)


def _meant(matches: Sequence[Match], read: Answer) -> list[Match]:
    """Those that are said as the speaker's own, and not denied."""
    return [match for match in matches if not (_of_others(match, read) or _denied(match, read) or _listed(match, read))]


def _of_others(match: Match, read: Answer) -> bool:
    """Whether "some people say" is before it, in the same sentence and before any "but"."""
    return any(
        mark.end <= match.start <= mark.end + AHEAD
        and not any(mark.end <= stop < match.start for stop in read.stops)
        and not any(mark.end <= but.start < match.end for but in read.concept(CONTRAST))
        for mark in read.concept(SAID_BY_OTHERS)
    )


def _denied(match: Match, read: Answer) -> bool:
    """Whether "not" or "not at the" is right before one of its words, without being one of them."""
    starts = {start for start, _ in match.spans}
    own = {at for start, end in match.spans for at in range(start, end)}
    return any(_next_word(mark.end, read, own) in starts and mark.start not in own for mark in read.concept(NEGATION))


def _listed(match: Match, read: Answer) -> bool:
    """Whether its words are key words in a row, which say nothing of what they have to do with each other."""
    items = {at for start, end in match.spans for at in range(start, end)}
    if len(match.spans) < 2 or items <= {at for start, end in read.names for at in range(start, end)}:
        return False
    return any(start <= match.start and match.end <= end for start, end in read.lists)


def _next_word(at: int, read: Answer, own: set[int]) -> int:
    """Where the next word is that is more than an article or a preposition, or one of some places."""
    while at < len(read.words) and at not in own and read.words[at].stems & BETWEEN:
        at += 1
    return at


def _taken_back(match: Match, read: Answer) -> bool:
    """Whether "no, that's wrong" is right behind it."""
    return any(match.end <= mark.start <= match.end + BEHIND for mark in read.concept(TAKEN_BACK))


def _of_a_correction(match: Match, read: Answer) -> bool:
    """Whether one of its words is the "no" of "one, no, two"; an answer may begin with it."""
    marks = [mark for mark in read.concept(TAKEN_BACK) if mark.start]
    return any(mark.start <= start and end <= mark.end for mark in marks for start, end in match.spans)


def _corrected(first: Match, second: Match, read: Answer) -> bool:
    """Whether somebody took back what they said first before they said the second."""
    marks = (*read.concept(CORRECTION), *read.concept(TAKEN_BACK))
    return any(first.start < mark.start <= second.end for mark in marks)


def _turned_round(made: Sequence[Match], read: Answer) -> list[Match]:
    """Those that "no, the other way round" follows at once."""
    marks = read.concept(TURNED_ROUND)
    return [match for match in made if any(match.end <= mark.start <= match.end + REACH for mark in marks)]


def _result(ticked: bool, contradicted: bool, matches: Sequence[Match], read: Answer, answer: str) -> Heard:
    if not matches:
        return Heard(ticked, contradicted)
    shortest = min(matches, key=lambda match: match.end - match.start)
    spans = sorted({(read.words[start].start, read.words[end - 1].end) for start, end in shortest.spans})
    return Heard(ticked, contradicted, tuple(spans), " … ".join(answer[start:end] for start, end in spans))
