"""The list to tick mixes points and twins, the same for the same seed."""

import pytest

from lstm_core.exam.bank.bank import questions
from lstm_core.exam.mock_exam import prompt, statements

PROMPTS = [key for one in questions().values() for key in (one.id, *(dig.id for dig in one.follow_ups))]


@pytest.mark.parametrize("language", ["en", "de"])
def test_every_list_has_all_points_and_two_or_three_twins_or_one_for_every_two(language):
    for key in PROMPTS:
        points = prompt(key).points
        lines = statements(key, points, 7, language)
        assert {line.point for line in lines if line.true} == set(range(1, len(points) + 1))
        twins = [line for line in lines if not line.true]
        assert len(twins) >= min(len(points), 3 if len(points) >= 4 else 2)
        assert len(twins) <= 3 or len(twins) == (len(points) + 1) // 2
        assert all(line.text == points[line.point - 1].twin[language] for line in twins)


def test_the_order_follows_the_seed():
    points = prompt("E01").points
    assert statements("E01", points, 1) == statements("E01", points, 1)
    assert statements("E01", points, 1) != statements("E01", points, 2)


def test_places_do_not_give_a_twin_away():
    places = [
        k
        for seed in range(200)
        for k, line in enumerate(statements("E01", prompt("E01").points, seed))
        if not line.true
    ]
    middle = (len(statements("E01", prompt("E01").points, 1)) - 1) / 2
    assert abs(sum(places) / len(places) - middle) < 0.5


def test_what_somebody_seems_to_believe_is_in_the_list():
    points = prompt("E01").points
    for k in range(1, len(points) + 1):
        assert any(line.point == k and not line.true for line in statements("E01", points, 1, "en", [k]))
