"""Exams that are sat by a rule."""

from collections.abc import Callable

import numpy as np
import pytest

from lstm_core.exam.mock_exam import Answer, ExamPlan, Prompt, next_prompt

Sit = Callable[..., tuple[list[Prompt], list[Answer]]]


@pytest.fixture
def sit() -> Sit:
    """Sit a whole exam: each answer takes as long as usual, and `share` of its points is ticked, drawn by the seed."""

    def whole(plan: ExamPlan, share: float = 1.0, seed: int = 0) -> tuple[list[Prompt], list[Answer]]:
        rng = np.random.default_rng(seed)
        asked: list[Prompt] = []
        answers: list[Answer] = []
        while (now := next_prompt(plan, answers)) is not None:
            asked.append(now)
            ticked = frozenset(k for k in range(1, len(now.points) + 1) if rng.random() < share)
            answers.append(Answer(now.id, ticked))
            assert len(asked) <= 200
        return asked, answers

    return whole
