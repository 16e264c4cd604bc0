"""The glossary, the table of symbols and the credits: complete, cited, and true."""

import re
from importlib.metadata import version
from pathlib import Path

import pytest

from lstm_core.course.reference.credits import REQUIREMENTS, credits_by_part, libraries
from lstm_core.course.reference.glossary import glossary, search
from lstm_core.course.reference.symbols import pitfalls, symbols

TERMS = glossary()


def test_the_glossary_has_the_words_of_the_concept_map_and_its_own_in_order():
    names = [term.name for term in TERMS]
    assert names == sorted(names, key=str.casefold)
    assert len(names) == len(set(names)) >= 80
    assert {"Forget gate", "Truncated BPTT", "Mask", "Peephole"} <= set(names)
    assert "Boltzmann machines" not in " ".join(names), "not part of these lectures"


@pytest.mark.parametrize("term", TERMS, ids=lambda term: term.name)
def test_a_word_has_one_or_two_sentences(term):
    assert term.says.endswith(".")
    assert len(term.says) <= 160
    assert term.says.count("$") % 2 == 0


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("forget", "Forget bias"),
        ("vergessens", "Forget gate"),
        ("sattigung", "Saturation"),
        ("RÜCKSETZ-gate", "Reset gate"),
        ("cell state", "Cell state C"),
        ("mask", "Mask"),
    ],
)
def test_words_are_found_in_both_languages_without_minding_accents(words, first):
    assert search(words, TERMS)[0].name == first


def test_nothing_typed_finds_everything_and_nonsense_nothing():
    assert search("  ", TERMS) == list(TERMS)
    assert search("qqq", TERMS) == []


def test_every_symbol_has_a_row_and_formulas_are_closed():
    texts = [text for row in symbols() for text in vars(row).values()]
    assert all(text.count("$") % 2 == 0 and "|" not in text for text in texts)
    assert all(one.says.endswith((".", "?")) for one in pitfalls())
    said = " ".join(row.means for row in symbols())
    assert all(word in said for word in ("forget gate", "input gate", "candidate", "output gate", "read-out", "z = 1"))


def test_libraries_are_those_of_the_requirements_with_their_own_versions_and_licences():
    wanted = re.findall(r"^([a-z]+)==", REQUIREMENTS.read_text(), re.MULTILINE)
    assert [library.name for library in libraries()] == wanted
    for library in libraries():
        assert library.version == version(library.name)
        assert library.licence not in ("", "not stated")
        assert len(library.licence) < 120
        assert library.home.startswith("http")


def test_a_library_that_is_not_installed_says_so(tmp_path: Path):
    file = tmp_path / "requirements.txt"
    file.write_text("--find-links x\nno-such-package==1.0  # why\n\nnumpy>=2\n")
    assert [(one.name, one.version == "not installed") for one in libraries(file)] == [
        ("no-such-package", True),
        ("numpy", False),
    ]


def test_credits_name_what_whose_and_under_which_licence():
    rows = [row for part in credits_by_part().values() for row in part]
    assert all(row.whose and row.licence and row.used for row in rows)
    assert any("tunes" in row.what for row in rows)
    assert any("CC BY 4.0" in row.licence for row in rows)
