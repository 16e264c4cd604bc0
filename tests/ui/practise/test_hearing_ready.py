"""The words of hearing are read while somebody thinks, not when they have answered."""

import subprocess
import sys

import pytest

from tools.apptest import open_page
from tools.serving import ROOT
from ui.common.server_wide import forget
from ui.practise import hearing_ready


@pytest.fixture(autouse=True)
def nothing_ready():
    forget(hearing_ready.threads)
    yield
    for thread in hearing_ready.threads().values():
        thread.join()


def test_it_is_done_once_for_each_language():
    hearing_ready.make_ready("de")
    first = hearing_ready.threads()["de"]
    hearing_ready.make_ready("de")
    hearing_ready.make_ready("en")
    assert hearing_ready.threads()["de"] is first
    assert hearing_ready.threads().keys() == {"de", "en"}


@pytest.mark.parametrize(
    ("query", "languages"),
    [
        ({}, set()),
        ({"oral_way": "Single questions"}, {"en"}),
        ({"oral_way": "Single questions", "oral_language": "Deutsch"}, {"de"}),
    ],
)
def test_a_question_begins_it_and_the_choices_before_an_exam_do_not(query, languages):
    open_page("oral", query)
    assert hearing_ready.threads().keys() == languages


def test_afterwards_an_answer_finds_all_words_read():
    code = """
from lstm_core.exam.hearing.lexicon import lexicon
from ui.practise import hearing_ready
assert lexicon.cache_info().currsize == 0
hearing_ready.make_ready("de")
hearing_ready.threads()["de"].join()
read = lexicon.cache_info().misses
lexicon("de")
assert lexicon.cache_info().misses == read == 1
"""
    subprocess.run([sys.executable, "-W", "ignore", "-c", code], cwd=ROOT, check=True, timeout=120)
