"""Data as TOML: rows become dataclasses, and what cannot be read is refused in a sentence that says where it stands."""

from dataclasses import dataclass, field

import pytest

from lstm_core.prose import FOLDER, read
from lstm_core.prose.data import build, one_line, parse_toml, read_toml, refuse


@dataclass(frozen=True)
class Planet:
    name: str
    moons: tuple[str, ...]
    rings: int = 0
    notes: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        refuse(self.rings < 0, f"there are {self.rings} rings, and nothing has fewer than none")


def test_a_row_becomes_what_it_stands_for_with_tuples_for_lists():
    assert build(Planet, "planets.toml", {"name": "Mars", "moons": ["Phobos", "Deimos"]}) == Planet(
        "Mars", ("Phobos", "Deimos")
    )


def test_a_field_may_be_converted_on_the_way():
    row = {"name": "Mars", "moons": "Phobos Deimos"}
    assert build(Planet, "planets.toml", row, moons=lambda text: tuple(text.split())).moons == ("Phobos", "Deimos")


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        ({"name": "Mars"}, "planets.toml, Mars: moons must be there"),
        ({}, "planets.toml, Mars: name and moons must be there"),
        ({"name": "Mars", "moons": [], "colour": "red", "age": 4}, "planets.toml, Mars: nothing reads colour and age"),
        ({"name": "Mars", "moons": [], "rings": -1}, "planets.toml, Mars: there are -1 rings, and nothing has fewer"),
        ({"name": "Mars", "moons": [], "rings": "two"}, "planets.toml, Mars: "),
    ],
)
def test_a_wrong_row_is_refused_in_a_sentence_that_says_where_it_stands(row, sentence):
    with pytest.raises(ValueError, match=f"^{sentence}"):
        build(Planet, "planets.toml, Mars", row)


@pytest.mark.parametrize("content", [b"name = ", b'name = "\xff"'])
def test_a_file_that_is_not_toml_is_named(tmp_path, content):
    path = tmp_path / "planets.toml"
    path.write_bytes(content)
    with pytest.raises(ValueError, match=r"^planets.toml cannot be read: "):
        read_toml(path)
    with pytest.raises(ValueError, match=r"^No: planets.toml, "):
        read_toml(path, "No: {file}, {error}")


def test_a_wrong_line_is_counted_from_the_top_of_the_file():
    with pytest.raises(ValueError, match=r"^page.md: the head cannot be read: .*line 5"):
        parse_toml("a = 1\nb =\n", "page.md: the head", lines_above=3)


def test_texts_are_brought_on_one_line_however_deep_they_lie():
    row = {"text": "two\n  lines", "list": ["a\nb", ["c "]], "inner": {"deep": "x\ty"}, "number": 3}
    assert one_line(row) == {"text": "two lines", "list": ("a b", ("c",)), "inner": {"deep": "x y"}, "number": 3}


def test_every_file_of_prose_is_read():
    names = [path.relative_to(FOLDER).with_suffix("").as_posix() for path in FOLDER.rglob("*.toml")]
    assert all(read(name) for name in names)
