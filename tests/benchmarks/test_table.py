"""What was measured stands in docs/performance.md as it was measured, broken promises among it."""

from benchmarks.__main__ import PAGE, PARTS, kept
from benchmarks.measure import Row
from benchmarks.table import BEGIN, END, printed, with_table

ROWS = [
    Row("a", 2.0, "ms", 3),
    Row("b", 0.5, "x", least=0.9),
    Row("told only", 7.0),
    Row("c", 3, "ms", 2, because="it is far"),
]
TEXT = f"above\n{BEGIN}old\n{END}below\n"


def test_the_page_shows_what_was_measured_last():
    page = PAGE.read_text(encoding="utf-8")
    assert with_table(page, kept()) == page
    assert kept().keys() <= PARTS.keys()


def test_what_is_known_to_be_missed_is_told_and_breaks_nothing(capsys):
    assert printed([ROWS[0], ROWS[3]]) == 0
    assert "1 missed, as is known: c" in capsys.readouterr().out
    assert printed(ROWS) == 1
    assert Row("d", 1, "ms", 2, because="it was far").cells()[3] == "pass"


def test_promises_are_listed_kept_or_broken_and_what_is_only_told_is_not():
    text = with_table(TEXT, {"part": [row.record() for row in ROWS]})
    assert "| a | 2 ms | ≤ 3 ms | kept |" in text
    assert "| b | 0.5 x | ≥ 0.9 x | **broken** |" in text
    assert "| c | 3 ms | ≤ 2 ms | missed: it is far |" in text
    assert "told only" not in text
    assert "old" not in text.replace("told", "")
    assert text.startswith("above\n")
    assert text.endswith("below\n")
