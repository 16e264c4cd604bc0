"""What README, CONTRIBUTING, CHANGELOG and docs/ say of the code is there: layers, links, paths, modules, commands."""

import re
import tomllib
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest

from tests.test_architecture import LAYERS

ROOT = Path(__file__).parents[1]
README, ARCHITECTURE = ROOT / "README.md", ROOT / "docs" / "architecture.md"
PAGES = [README, ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]
EXAMPLES = {"lstm_core/cells/mgu.py", "lstm_core/course/lessons/NN_key.md", "grid.toml"}  # to be written by the reader
FOLDERS = (
    "lstm_core",
    "pages",
    "ui",
    "tools",
    "tests",
    "benchmarks",
    "deploy",
    "docs",
    "locked",
    ".github",
    ".ci",
    ".streamlit",
)
PACKAGES = ("lstm_core", "ui", "tools", "tests", "benchmarks")
BLOCK = re.compile(r"^```(\w*)\n(.*?)^```$", flags=re.S | re.M)
LINK = re.compile(r"\]\(([^)#\s]+)[^)]*\)")
COMMAND = re.compile(r"python3? -m ([\w.]+)")
TARGET = re.compile(r"\bmake ([a-z][a-z-]*)\b")
LONGEST_README = 150  # lines
LARGEST_PICTURE = 2_000_000  # bytes


def text(page: Path) -> str:
    return page.read_text(encoding="utf-8")


def quoted(page: Path) -> Iterator[str]:
    """What stands between backticks or in a block of code."""
    yield from re.findall(r"`([^`]+)`", BLOCK.sub("", text(page)))
    for language, block in BLOCK.findall(text(page)):
        if not language:
            yield from block.splitlines()


def words(page: Path) -> Iterator[str]:
    """The words of what is quoted, without the punctuation of a sentence."""
    for code in quoted(page):
        yield from (word.strip(",;:()") for word in code.split())


def is_there(dotted: str) -> bool:
    """Whether a dotted name is a module, or a name that its module mentions."""
    parts = dotted.split(".")
    for k in range(len(parts), 0, -1):
        path = ROOT.joinpath(*parts[:k])
        file = next((file for file in (path / "__init__.py", path.with_suffix(".py")) if file.exists()), None)
        if file:
            return all(re.search(rf"\b{re.escape(name)}\b", text(file)) for name in parts[k:])
    return False


@pytest.mark.parametrize("page", [README, ARCHITECTURE], ids=lambda page: page.name)
def test_the_table_of_layers_is_the_one_that_imports_are_held_to(page):
    table = re.search(r"^\|[^\n]*what it is \|\n\|[:-][^\n]*\n((?:\|[^\n]*\n)+)", text(page), flags=re.M)
    rows = [re.findall(r"`(\w+)`", line.split("|")[1]) for line in table.group(1).splitlines()]
    assert rows == [row.split() for row in LAYERS]


def test_the_readme_is_read_in_one_go():
    assert len(text(README).splitlines()) <= LONGEST_README


def test_what_the_readme_counts_is_there_in_that_number():
    from lstm_core.cells import CELLS
    from lstm_core.course.lessons import lessons
    from lstm_core.drills import DRILLS
    from lstm_core.exam.bank.bank import questions

    counted = {
        "thirteen lessons": len(lessons()),
        "seven cells": len(CELLS),
        "twenty-seven kinds of exercise": len(DRILLS),
    }
    numbers = {"seven": 7, "thirteen": 13, "twenty-seven": 27}
    assert {words: numbers[words.split()[0]] for words in counted} == counted
    assert [words for words in counted if words not in text(README)] == []
    assert f"a bank of {len(questions())} questions" in text(README)


def test_what_the_start_page_counts_is_there_in_that_number():
    from lstm_core.cells import CELLS
    from lstm_core.drills import DRILLS
    from lstm_core.prose import read
    from ui.common.menu import PLACES

    promised = " ".join(place.promise for places in PLACES.values() for place in places)
    assert ("six cousins" in promised, len(CELLS) - 1) == (True, 6)
    assert ("Twenty-seven kinds of exercise" in promised, len(DRILLS)) == (True, 27)
    assert ("the five lectures" in promised, len(read("lectures"))) == (True, 5)


def test_the_readme_shows_two_pictures_one_of_them_moving():
    from PIL import Image

    pictures = [README.parent / path for path in re.findall(r"!\[[^]]+\]\(([^)]+)\)", text(README))]
    assert len(pictures) == 2
    assert all(path.stat().st_size < LARGEST_PICTURE for path in pictures)
    frames = []
    for path in pictures:
        with Image.open(path) as picture:
            frames.append(getattr(picture, "n_frames", 1))
    assert sorted(frames)[0] == 1
    assert sorted(frames)[1] > 10


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_leads_somewhere(page):
    links = [link for link in LINK.findall(text(page)) if "://" not in link]
    assert [link for link in links if not (page.parent / link).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_path_that_is_named_is_there(page):
    paths = {word for word in words(page) if word.startswith(tuple(f"{name}/" for name in FOLDERS))}
    missing = {path for path in paths - EXAMPLES if not any(ROOT.glob(re.sub(r"<\w+>", "*", path).rstrip("/")))}
    assert missing == set()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_file_of_tests_that_is_named_is_there(page):
    named = {word for word in words(page) if re.fullmatch(r"(\w+/)*test_\w+\.py", word)}
    assert {name for name in named if not any(ROOT.glob(f"tests/**/{name.removeprefix('tests/')}"))} == set()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_dotted_name_is_there(page):
    names = {word for word in words(page) if re.match(rf"({'|'.join(PACKAGES)})\.\w", word)}
    assert {name for name in names if not is_there(name.partition("(")[0])} == set()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_name_that_is_said_to_be_in_a_file_is_in_it(page):
    """Written as `name` in `path`, or as `name` (`path`)."""
    found = re.findall(r"`(\w+)`\s+(?:in|of|\()\s*`([\w./]+\.(?:py|toml))`", text(page))
    there = {(name, path) for name, path in found if path not in EXAMPLES}
    assert [(name, path) for name, path in sorted(there) if not re.search(rf"\b{name}\b", text(ROOT / path))] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_command_can_be_run(page):
    modules = set(COMMAND.findall(text(page)))
    ours = {name for name in modules if name.split(".")[0] in PACKAGES}
    runs = lambda name: (
        (ROOT / name.replace(".", "/") / "__main__.py").exists()
        or ('__name__ == "__main__"' in text(ROOT / f"{name.replace('.', '/')}.py"))
    )
    assert {name for name in ours if not runs(name)} == set()
    assert {name for name in modules - ours if not find_spec(name)} == set()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_target_of_make_is_there(page):
    targets = set(re.findall(r"^([a-z-]+):", text(ROOT / "Makefile"), flags=re.M))
    named = {name for code in quoted(page) for name in TARGET.findall(code)}
    assert named <= targets


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_file_of_requirements_is_there(page):
    named = {word for word in words(page) if word.startswith("requirements")}
    assert {name for name in named if not (ROOT / name).exists()} == set()


def test_the_newest_release_of_the_changelog_is_the_version_of_the_project():
    newest = re.search(r"^## (?!Unreleased)(\S+)", text(ROOT / "CHANGELOG.md"), flags=re.M)
    project = tomllib.loads(text(ROOT / "pyproject.toml"))["project"]
    assert newest.group(1) == project["version"]


def test_every_module_of_the_core_that_moved_is_where_the_changelog_says():
    table = re.search(r"<!-- moved: begin -->(.*)<!-- moved: end -->", text(ROOT / "CHANGELOG.md"), flags=re.S)
    places = re.findall(r"\| `([\w.]+)` \|$", table.group(1), flags=re.M)
    assert places
    assert {place for place in places if not is_there(f"lstm_core.{place}")} == set()
