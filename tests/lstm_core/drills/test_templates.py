"""Every template, with many seeds: its answers mark right, its traps are recognised, its numbers fit on paper."""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import chain, combinations
from typing import Any

import pytest

from lstm_core.drills import DRILLS
from lstm_core.drills.marking import apart
from lstm_core.drills.reading import READERS, written
from lstm_core.drills.template import Template
from lstm_core.prose import FOLDER, read
from tests.lstm_core.drills.many import drills, each_template, made, typed, with_commas

NUMBER = re.compile(r"-?\d+(?:\.\d+)?")


def test_there_are_twenty_seven():
    assert list(DRILLS) == [f"N{k:02}" for k in range(1, 28)]


@pytest.mark.slow
@each_template
def test_equal_seeds_make_equal_drills_and_others_make_others(key):
    told = lambda drill: (drill.question, drill.given, drill.answers, drill.all_traps, drill.solution, drill.because)
    for seed in range(20):
        assert told(DRILLS[key](seed)) == told(made(key, seed))
    assert len({(drill.question, str(drill.asks)) for drill in drills(key)}) > 8


@each_template
def test_the_right_answer_as_it_is_asked_for_is_right(key):
    for drill in drills(key):
        for verdict in drill.mark_all(typed(drill)).values():
            assert verdict.how == "right", (drill.question, verdict)


@pytest.mark.slow
@each_template
def test_each_right_answer_is_right_by_itself_and_with_a_decimal_comma(key):
    for drill in drills(key):
        for asked in drill.asks:
            text = with_commas(asked, written(asked, drill.answers[asked.name]))
            assert drill.mark_all({asked.name: text})[asked.name].right, (text, drill.question)


@each_template
def test_the_result_can_be_marked_alone(key):
    for drill in drills(key, 50):
        assert drill.mark(written(drill.result, drill.answer)).right
        assert drill.mark(str(drill.answer)).right
        for trap in drill.traps:
            assert drill.mark(written(drill.result, trap.value)).text.endswith(trap.words)


@each_template
def test_every_trap_stands_apart_from_the_answer_and_from_the_other_traps(key):
    for drill in drills(key):
        for asked in drill.asks:
            values = [drill.answers[asked.name], *(trap.value for trap in drill.all_traps[asked.name])]
            for a, b in combinations(values, 2):
                assert further_than_twice(asked, a, b), (asked.name, a, b)
                assert apart(asked, a, b)


def further_than_twice(asked: Any, a: Any, b: Any) -> bool:
    """The promise in plain numbers: some entry differs by more than twice the tolerance."""
    a, b = (value if isinstance(value, tuple) else (value,) for value in (a, b))
    if len(a) != len(b) or isinstance(a[0], str):
        return a != b
    return any(abs(x - y) > 2 * max(asked.atol, asked.rtol * max(abs(x), abs(y))) for x, y in zip(a, b, strict=True))


@pytest.mark.slow
@each_template
def test_every_trap_is_recognised_with_its_own_sentence(key):
    for drill in drills(key):
        for asked in drill.asks:
            traps = drill.all_traps[asked.name]
            assert len({trap.words for trap in traps}) == len(traps)
            for trap in traps:
                said = drill.mark_all({asked.name: written(asked, trap.value)})[asked.name]
                assert (said.right, said.how, said.text) == (False, "trap", f"Not yet. {trap.words}")


@each_template
def test_every_drill_knows_a_typical_mistake_for_every_field(key):
    for drill in drills(key):
        assert all(drill.all_traps[asked.name] for asked in drill.asks)


@each_template
def test_given_numbers_fit_on_paper_and_are_all_stated(key):
    for drill in drills(key):
        labels = " ".join(asked.label for asked in drill.asks)
        stated = {float(number) for number in NUMBER.findall(drill.question + " " + labels)}
        for value in numbers(drill.given):
            digits = f"{value:.10g}".lstrip("-0.").replace(".", "").rstrip("0")
            assert len(digits) <= 4
            assert abs(value) <= 512
            assert value in stated or -value in stated, (value, drill.question)


def numbers(given: Any) -> Iterator[float]:
    """Every number in what is given."""
    if isinstance(given, dict):
        given = list(given.values())
    if isinstance(given, list | tuple):
        for inner in given:
            yield from numbers(inner)
    elif not isinstance(given, str):
        yield float(given)


@each_template
def test_no_line_ends_between_a_letter_and_its_value(key):
    """A browser ends a line behind a relation, but not within braces."""
    for drill in drills(key, 30):
        for formula in re.findall(r"\$([^$]+)\$", drill.question):
            depth, outside = 0, ""
            for sign in formula:
                depth += (sign == "{") - (sign == "}")
                outside += sign if depth == 0 else ""
            assert not re.search(r"= (-?\d|\\begin)", outside), formula


@each_template
def test_everything_is_told_in_words(key):
    for drill in drills(key):
        texts = [drill.question, drill.why, drill.because, *(asked.label for asked in drill.asks)]
        texts += [part for line in drill.solution for part in (line.latex, line.words)]
        assert all(text.strip() for text in texts)
        assert len(drill.solution) >= 2
        assert drill.why.endswith("?")
        for text in texts:
            assert not re.search(r"<\w+>|\bnan\b|\binf\b|np\.|\+ -\d", text), text
            assert text.count("$") % 2 == 0
            assert text.count("{") == text.count("}")


@each_template
def test_every_field_says_what_it_takes_and_how_near_counts(key):
    for drill in drills(key, 50):
        assert len({asked.name for asked in drill.asks}) == len(drill.asks)
        for asked in drill.asks:
            assert asked.kind in READERS
            assert asked.tolerance.startswith(("within", "exactly"))
            assert asked.kind != "choice" or drill.answers[asked.name] in asked.choices
        assert drill.tolerance == drill.result.tolerance


def test_no_sentence_about_a_mistake_is_written_for_nothing():
    """What prose/drills says about wrong values is said by some drill."""
    written = {
        sentence
        for file in sorted((FOLDER / "drills").glob("*.toml"))
        for page in read(f"drills/{file.stem}").values()
        for field in page.get("field", {}).values()
        for sentence in field["wrong"].values()
    }
    assert len(written) > 100
    for drill in chain.from_iterable(zip(*map(drills, DRILLS), strict=True)):  # by turns, until all are said
        written -= {trap.words for traps in drill.all_traps.values() for trap in traps}
        if not written:
            break
    assert written == set()


def test_a_template_that_finds_no_numbers_says_so():
    stuck = DRILLS["N10"](0)
    twin = lambda rng: type(stuck)(
        stuck.key, stuck.question, {}, (stuck.asks[0], *same_twice(stuck)), stuck.solution, stuck.why, stuck.because
    )
    with pytest.raises(ValueError, match="N99 found no numbers for seed 0"):
        Template("N99", "", 1, twin)(0)


def same_twice(drill: Any) -> tuple:
    """The last field of a drill with every mistake twice, so that no two can be told apart."""
    return (replace(drill.asks[-1], mistakes=drill.asks[-1].mistakes * 2),)


@each_template
def test_a_star_between_numbers_is_a_sign_and_no_markdown(key):
    """A star with a digit on both sides begins italics unless it is code, and is gone from the page."""
    for drill in drills(key):
        told = [drill.question, drill.why, drill.because, *(line.words for line in drill.solution)]
        assert not [text for text in told if re.search(r"\d\*\d", re.sub(r"`[^`]*`|\$[^$]*\$", "", text))]
