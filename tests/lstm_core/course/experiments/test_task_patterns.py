"""The game of sorting: every pattern is asked for, and a wrong choice is told what it would mean."""

from lstm_core.course.experiments.task_patterns import cards, feedback, patterns


def test_every_pattern_is_asked_for():
    assert {card.pattern for card in cards()} == patterns().keys()


def test_the_right_choice_is_right_and_any_other_says_what_it_would_mean():
    for card in cards():
        for pattern, meaning in patterns().items():
            text = feedback(card, pattern)
            assert text.startswith("Right") == (pattern == card.pattern)
            assert card.because in text
            assert pattern == card.pattern or meaning in text
