"""Greedy search and a beam of two, by hand: right answers are right, and typical mistakes are named."""

import pytest

from lstm_core.generation.search.by_hand import (
    TABLES,
    about_first,
    about_greedy,
    about_second,
    candidates,
    greedy_p,
    searched,
    winner,
)
from lstm_core.generation.search.decoding import greedy
from lstm_core.generation.search.exhaustive import exhaustive

WORKED, SIBLINGS, MISSED, GREEDY_WINS = TABLES
every_table = pytest.mark.parametrize("table", TABLES)


def test_the_worked_example_is_that_of_a_pencil():
    assert greedy_p(WORKED) == pytest.approx(0.2)
    assert winner(WORKED)[:2] == ("BA", pytest.approx(0.36))
    assert about_greedy(WORKED, "AA").text == "Right: AA, with probability 0.5 · 0.4 = 0.2."
    assert "BA has 0.36, AA has 0.2" in about_second(WORKED, ["AA", "BA"]).text


@every_table
def test_nothing_is_as_likely_as_something_else_it_is_compared_with(table):
    products = [a * b for a, b in candidates(table).values()]
    kept = sorted(products)[-3:]
    assert kept[2] - kept[1] > 0.001
    assert kept[1] - kept[0] > 0.001


@every_table
def test_the_right_answers_are_right(table):
    first, second = ([found.text for found in searched(table).kept(step)] for step in (1, 2))
    assert about_greedy(table, greedy(table, 2)).right
    assert about_first(table, first).right
    assert about_second(table, second).right


def test_what_each_table_is_there_for():
    assert {found.text[0] for found in searched(SIBLINGS).kept(2)} == {"A"}
    assert exhaustive(MISSED, 2)[0].text == "CA"
    assert winner(MISSED)[0] != "CA"
    assert winner(GREEDY_WINS)[0] == greedy(GREEDY_WINS, 2)


@pytest.mark.parametrize(
    ("said", "words"),
    [
        (about_greedy(WORKED, "B"), "Looking ahead"),
        (about_greedy(WORKED, "AB"), "A has 0.4 here, B has 0.35"),
        (about_greedy(WORKED, "A"), "And after A?"),
        (about_first(WORKED, ["A", "C"]), "A 0.5, B 0.4, C 0.1"),
        (about_second(SIBLINGS, ["AA", "BA"]), "best of each beginning"),
        (about_second(GREEDY_WINS, ["BA", "CA"]), "Multiply along every way"),
        (about_second(MISSED, ["AA", "BB"]), "Not yet"),
        (about_second(WORKED, []), "Not yet"),
    ],
)
def test_mistakes_get_a_sentence_of_their_own(said, words):
    assert not said.right
    assert words in said.text


@every_table
def test_no_trap_has_the_value_of_the_right_answer(table):
    _, due, traps = winner(table)
    assert traps
    assert all(abs(trap.value - due) > 0.005 for trap in traps)
