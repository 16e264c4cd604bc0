"""Nothing of the lectures is left out: every content line has a row, every row a place that is about these lines."""

import re
from pathlib import Path

import pytest

from lstm_core.course.lessons import lessons
from lstm_core.course.lessons.coverage import ALLUDED, coverage, paragraph, spanned
from lstm_core.prose import read

LECTURES = [key for key in coverage() if key != ALLUDED]
ROWS = [row for part in coverage().values() for row in part.rows]
COUNT = {"S0": 16, "S1": 15, "S2": 12, "S3": 13, "S4": 12, ALLUDED: 13}  # rows of the inventory of the lectures


def test_every_lecture_is_covered_and_its_inventory_is_complete():
    assert read("lectures").keys() == set(LECTURES)
    for key, part in coverage().items():
        letter = "a" if key == ALLUDED else key[1]
        assert [row.id for row in part.rows] == [f"{letter}.{number}" for number in range(1, COUNT[key] + 1)]


@pytest.mark.parametrize("key", LECTURES)
def test_no_line_of_a_lecture_is_passed_over(key):
    part, last = coverage()[key], read("lectures")[key]["lines"]
    treated = spanned(line for row in part.rows for line in row.lines)
    aside = spanned(part.aside) | {(key, line) for line in part.blank}
    assert {(key, line) for line in range(1, last + 1)} == treated | aside
    assert all(why for why in part.aside.values())


@pytest.mark.parametrize("key", LECTURES)
def test_what_is_set_aside_is_not_content_as_well(key):
    part = coverage()[key]
    assert not spanned(line for row in part.rows for line in row.lines) & spanned(part.aside)


@pytest.mark.parametrize("key", LECTURES)
def test_the_rows_of_a_lecture_are_about_this_lecture_and_in_its_order(key):
    starts = [min(spanned(row.lines)) for row in coverage()[key].rows]
    assert starts == sorted(starts)
    assert {lecture for lecture, _ in starts} == {key}


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.id)
def test_a_lesson_that_a_row_leads_to_has_a_paragraph_about_these_lines(row):
    for key in (address.removeprefix("course?lesson=") for address in row.at if address.startswith("course")):
        assert key in lessons()
        assert paragraph(lessons()[key], row.lines) or not row.lines, f"no paragraph of {key} cites {row.lines}"


def said(row):
    """What the lessons of a row say where they cite its lines; all that they say if it has none."""
    taught = [lessons()[address.removeprefix("course?lesson=")] for address in row.at if address.startswith("course")]
    wanted = spanned(row.lines)
    paragraphs = [one for lesson in taught for one in lesson.paragraphs if not wanted or wanted & spanned(one.cites)]
    return " ".join(part for one in paragraphs for part in one.parts if isinstance(part, str)).replace("*", "").lower()


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.id)
def test_where_a_lesson_cites_the_lines_it_says_what_they_say(row):
    assert bool(row.words) == any(address.startswith("course") for address in row.at)
    assert [word for word in row.words if word.lower() not in said(row)] == []


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.id)
def test_a_row_is_a_sentence_and_names_a_place_once(row):
    assert row.what.endswith((".", ".)"))
    assert len(set(row.at)) == len(row.at)


def test_the_paragraph_that_shares_most_lines_is_the_one():
    lesson = lessons()["lstm"]
    assert "Why" not in lesson.paragraphs[paragraph(lesson, ["S2:42-45"]) - 1].heading
    assert "two boxes" in str(lesson.paragraphs[paragraph(lesson, ["S2:42-45"]) - 1].parts[0]).lower()
    assert paragraph(lesson, []) == paragraph(lesson, ["S3:62"]) == 0


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('["0.1"]\nlines = ["S0:999"]\nwhat = "x"\nat = ["train"]', "S0.toml, 0.1: lecture S0 has lines 1 to 61"),
        ('["0.1"]\nlines = []\nwhat = ""\nat = ["train"]', "S0.toml, 0.1: what is empty"),
        ('["0.1"]\nlines = []\nwhat = "x"\nat = []', "no place of the app"),
        ('["0.1"]\nlines = []\nat = ["train"]', "what must be there"),
    ],
)
def test_a_row_that_cannot_be_is_refused_in_a_sentence(tmp_path: Path, text, says):
    (tmp_path / "S0.toml").write_text(text)
    with pytest.raises(ValueError, match=re.escape(says)):
        coverage(tmp_path)
