"""An oral exam on a server of its own, of which it is known what is asked first, and candidates who sit it."""

import os
from collections.abc import Callable, Iterator
from itertools import count

import pytest
from playwright.sync_api import Page

from lstm_core.exam.bank.bank import questions
from lstm_core.exam.mock_exam import DRAWING, Answer, exam, next_prompt
from tests.browser.exam.candidate import Candidate
from tools.serving import APP, ROOT, Server, server

TOPIC = "lstm"  # of the breadth: all that is asked after the opening is about the LSTM
SEEDED = "import secrets\nsecrets.randbelow = lambda most: {seed}\n"


def writes(seed: int) -> bool:
    """Whether the equations are asked for after the drawing, if the candidate is then taken for an average one."""
    plan = exam(seed, [TOPIC], 10, level=1)
    opening = next_prompt(plan)
    told = [Answer(opening.id, seconds=500), Answer(DRAWING, checked=1.0)]
    digs = [Answer(one.id) for one in questions()[DRAWING].follow_ups[:1]]
    return bool(next_prompt(plan, [*told, *digs], 10.0).writes)


@pytest.fixture(scope="session")
def hall(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server on which every exam has the same seed, one with which equations are asked for; it must not complain."""
    folder = tmp_path_factory.mktemp("seeded")
    (folder / "sitecustomize.py").write_text(SEEDED.format(seed=next(filter(writes, count()))), encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", str(folder), prepend=os.pathsep)
        with server(APP, ROOT) as running:
            yield running
            assert "Traceback" not in running.log.read_text(encoding="utf-8")


@pytest.fixture
def candidate(hall: Server, open_page: Callable[..., Page]) -> Callable[..., Candidate]:
    """candidate("de") has opened the page of the exam, in a browser of their own; more stands in the address."""

    def come(language: str = "en", page: Page | None = None, **frame: str) -> Candidate:
        me = Candidate(page or open_page(), hall, language)
        me.come(**frame)
        return me

    return come
