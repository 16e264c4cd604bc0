"""What an answer must hold to make a point: an expression over concepts, written as Python writes operators.

    forget_gate & multiplies & old_memory       near each other, in any order
    one @ keeps                                 closely together in one clause: a value and its effect
    product >> sum                              in this order
    "back in time" | backwards                  either; quotes hold words that are no concept
    gates & ~two                                and none of that within or beside it
    vanishes and explodes                       both, anywhere in the answer; also `or` and `not`
    (memory & unchanged)[5]                     with at most five words between

Nothing is executed: Python's parser reads the text, and only these forms are accepted.
"""

import ast
from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from lstm_core.exam.hearing.lexicon import Lexicon, concepts, families, names, parts
from lstm_core.exam.hearing.words import Word

NEAR, CLOSE, BESIDE = 12, 5, 2  # words between: of `&` and `>>`, of `@`, and beside which `~` looks
SENTENCE = 4  # a full stop parts as so many words do
LISTED, ITEM = 5, 2  # so many items in a row, of so many words at most, are a list of key words
MOST = 200  # places of a part that are looked at
KEPT = 100  # expressions that are kept ready: those of the questions of now; all of them would take 15 MB


@dataclass(frozen=True)
class Match:
    """Where a part of an expression is: from this word to before that one, and the words that speak for it."""

    start: int
    end: int
    spans: tuple[tuple[int, int], ...] = ()


class Answer:
    """An answer, read: its words, and where each concept is."""

    def __init__(self, answer: Sequence[Word], lexicon: Lexicon) -> None:
        self.words, self.lexicon = answer, lexicon
        self.places = lexicon.places(answer)
        self.stops = [at for at, word in enumerate(answer) if word.ends == "sentence"]
        self.clauses = [at for at, word in enumerate(answer) if word.ends]
        self.lists = _lists(answer)
        self.names = [place for name in names() for place in self.places.get(name, ())]
        self._fitting: dict[tuple[str, ...] | str, list[int]] = {}

    def concept(self, name: str) -> list[Match]:
        """Every place of a concept."""
        return [Match(start, end, ((start, end),)) for start, end in self.places.get(name, ())][:MOST]

    def phrase(self, text: str) -> list[Match]:
        """Every place of some words."""
        wanted = parts(text, "de")
        starts = set.intersection(*({at - k for at in self._fit(part)} for k, part in enumerate(wanted)))
        return [Match(at, at + len(wanted), ((at, at + len(wanted)),)) for at in sorted(starts) if at >= 0][:MOST]

    def _fit(self, part: tuple[str, ...] | str) -> list[int]:
        """Where a word is what a part of a spelling asks for; words that are alike are asked once."""
        if part not in self._fitting:
            like = {word.stems: self.lexicon.fits(part, word) for word in {w.stems: w for w in self.words}.values()}
            self._fitting[part] = [at for at, word in enumerate(self.words) if like[word.stems]]
        return self._fitting[part]

    def gap(self, one: Match, two: Match) -> int:
        """Words between two places; a full stop counts for some."""
        end, start = min(one.end, two.end), max(one.start, two.start)
        if start <= end:
            return 0
        return start - end + (SENTENCE - 1) * (bisect_left(self.stops, start) - bisect_left(self.stops, end))

    def in_one_clause(self, one: Match, two: Match) -> bool:
        """Whether no comma, stop or "and" parts two places."""
        end, start = min(one.end, two.end), max(one.start, two.start)
        return bisect_left(self.clauses, start) == bisect_left(self.clauses, end)


def _lists(answer: Sequence[Word]) -> list[tuple[int, int]]:
    """Where key words stand in a row: "forget gate, sigmoid, tanh, sum, product"; a number or a sign is no key word."""
    ends = [at for at, word in enumerate(answer) if word.ends]
    items = [(start + 1, end) for start, end in zip([-1, *ends], [*ends, len(answer)], strict=True) if end > start + 1]
    found, run = [], list[tuple[int, int]]()
    for item in [*items, (0, 0)]:
        if item[1] and item[1] - item[0] <= ITEM and all(map(_is_text, answer[item[0] : item[1]])):
            run.append(item)
            continue
        if len(run) >= LISTED:
            found.append((run[0][0], run[-1][1]))
        run = []
    return found


def _is_text(word: Word) -> bool:
    return all(stem.isalpha() for stem in word.stems)


Finder = Callable[[Answer], list[Match]]


@lru_cache(maxsize=KEPT)
def expression(text: str) -> Finder:
    """An expression as a function from an answer to its places there. Raises ValueError for what cannot be meant."""
    try:
        return _finder(ast.parse(f"({text})", mode="eval").body)
    except SyntaxError as error:
        raise ValueError(f"{text!r} is no expression over concepts: {error.msg}") from error


def _finder(node: ast.expr, near: int = NEAR) -> Finder:
    match node:
        case ast.Name(id=name):
            if name not in concepts():
                raise ValueError(f"the lexicon has no concept {name!r}")
            return lambda answer: answer.concept(name)
        case ast.Constant(value=str(phrase)):
            parts(phrase, "en")
            return lambda answer: answer.phrase(phrase)
        case ast.Subscript(value=inner, slice=ast.Constant(value=int(words))):
            return _finder(inner, words)
        case ast.BoolOp(op=ast.Or(), values=values):
            return _either([_finder(value, near) for value in values])
        case ast.BoolOp(op=ast.And(), values=values):
            return _everywhere([_finder(value, near) for value in values])
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            absent = _finder(operand, near)
            return lambda answer: [] if absent(answer) else [Match(0, 0)]
        case ast.BinOp(left=left, op=ast.BitOr(), right=right):
            return _either([_finder(left, near), _finder(right, near)])
        case ast.BinOp(left=left, op=ast.BitAnd(), right=ast.UnaryOp(op=ast.Invert(), operand=operand)):
            return _without(_finder(left, near), _finder(operand, near))
        case ast.BinOp(left=left, op=ast.BitAnd(), right=right):
            return _together(_finder(left, near), _finder(right, near), near)
        case ast.BinOp(left=left, op=ast.RShift(), right=right):
            return _together(_finder(left, near), _finder(right, near), near, ordered=True)
        case ast.BinOp(left=left, op=ast.MatMult(), right=right):
            return _paired(_finder(left, near), _finder(right, near), _family(left), _family(right))
    raise ValueError(f"{ast.unparse(node)!r} has no meaning in an expression over concepts")


def _either(finders: Sequence[Finder]) -> Finder:
    return lambda answer: [match for finder in finders for match in finder(answer)][:MOST]


def _everywhere(finders: Sequence[Finder]) -> Finder:
    def find(answer: Answer) -> list[Match]:
        each = [finder(answer) for finder in finders]
        if not all(each):
            return []
        chosen = [matches[-1] for matches in each]
        spans = tuple(span for match in chosen for span in match.spans)
        placed = [match for match in chosen if match.spans] or chosen
        return [Match(min(match.start for match in placed), max(match.end for match in placed), spans)]

    return find


def _without(finder: Finder, absent: Finder) -> Finder:
    def find(answer: Answer) -> list[Match]:
        bad = absent(answer)
        return [
            m for m in finder(answer) if not any(b.start <= m.end + BESIDE and b.end >= m.start - BESIDE for b in bad)
        ]

    return find


def _together(left: Finder, right: Finder, near: int, ordered: bool = False) -> Finder:
    """The closest partner of each place, within reach; in this order, if that is asked for."""

    def find(answer: Answer) -> list[Match]:
        partners, found = right(answer), []
        for one in left(answer):
            after = [two for two in partners if not ordered or two.start >= one.end]
            reached = [two for two in after if answer.gap(one, two) <= near]
            if reached:
                found.append(_both(one, min(reached, key=lambda two: answer.gap(one, two))))
        return found

    return find


def _paired(left: Finder, right: Finder, family: str, other: str) -> Finder:
    """Places that belong together: close, in one clause, and neither belongs to a rival.

    Two concepts with families (a value, an effect) are paired as they come: "one keeps zero deletes" is one with keeps
    and zero with deletes.
    """

    def find(answer: Answer) -> list[Match]:
        pairs = [
            (one, two)
            for one in left(answer)
            for two in right(answer)
            if answer.gap(one, two) <= CLOSE and answer.in_one_clause(one, two)
        ]
        if family and other and family != other:
            partner = _partners(answer, family, other)
            pairs = [(one, two) for one, two in pairs if partner.get((one.start, one.end)) == (two.start, two.end)]
        return [_both(one, two) for one, two in pairs][:MOST]

    return find


def _partners(answer: Answer, family: str, other: str) -> dict[tuple[int, int], tuple[int, int]]:
    """Which place of one family belongs to which of the other: neighbours, from left to right, each once."""
    members = families()
    places = sorted(
        (start, end, members[concept])
        for concept, each in answer.places.items()
        if members.get(concept) in (family, other)
        for start, end in each
    )
    partner: dict[tuple[int, int], tuple[int, int]] = {}
    waiting: tuple[int, int, str] | None = None
    for place in places:
        if waiting and waiting[2] != place[2] and _belong(answer, waiting, place):
            partner[waiting[:2]], partner[place[:2]] = place[:2], waiting[:2]
            waiting = None
        else:
            waiting = place
    return partner


def _belong(answer: Answer, one: tuple[int, int, str], two: tuple[int, int, str]) -> bool:
    first, second = Match(one[0], one[1]), Match(two[0], two[1])
    return answer.gap(first, second) <= CLOSE and answer.in_one_clause(first, second)


def _both(one: Match, two: Match) -> Match:
    return Match(min(one.start, two.start), max(one.end, two.end), (*one.spans, *two.spans))


def _family(node: ast.expr) -> str:
    """The family of what a part names, if all that it names is of one."""
    named = {families().get(name.id, "") for name in ast.walk(node) if isinstance(name, ast.Name)}
    return named.pop() if len(named) == 1 else ""
