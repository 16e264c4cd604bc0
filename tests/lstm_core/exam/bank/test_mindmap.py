"""The concept map hangs together, is sourced, covers the bank, and can be drawn."""

import html
import re

import networkx as nx
import pytest

from lstm_core.exam.bank.bank import topics
from lstm_core.exam.bank.mindmap import COURSES, mindmap, to_dot
from lstm_core.figure.explain import cite

MAPS = [mindmap(course) for course in COURSES]
MAP = MAPS[0]
CONCEPTS = {concept.key: concept for map in MAPS for concept in map.concepts.values() if concept.key != "lecture"}
each_map = pytest.mark.parametrize("map", MAPS, ids=COURSES)


def graph(map):
    made = nx.DiGraph()
    made.add_nodes_from(map.concepts)
    made.add_edges_from((link.source, link.target) for link in map.links)
    return made


def test_both_courses_have_a_map_under_the_name_of_the_lecturer():
    assert [map.title.partition(":")[0] for map in MAPS] == ["Marquardt", "Maier"]


def test_the_map_of_the_course_with_protocols_has_what_its_module_lists():
    listed = {"losses", "activations", "practices", "visualisation", "architectures", "reinforcement", "gan", "weak"}
    assert listed | {"segmentation", "regularisation", "recurrent"} <= MAPS[1].concepts.keys()
    assert "boltzmann" not in MAPS[1].concepts


@each_map
def test_everything_is_reached_from_the_lecture_and_nothing_goes_in_circles(map):
    assert nx.descendants(graph(map), "lecture") | {"lecture"} == map.concepts.keys()
    assert nx.is_directed_acyclic_graph(graph(map))


@each_map
def test_the_lecture_has_eight_to_twelve_big_topics(map):
    assert 8 <= graph(map).out_degree("lecture") <= 12


@each_map
def test_a_link_is_there_once_and_has_words(map):
    assert len({(link.source, link.target) for link in map.links}) == len(map.links)
    assert all(link.words.en and link.words.de for link in map.links)


@pytest.mark.parametrize("concept", CONCEPTS.values(), ids=lambda concept: concept.key)
def test_a_concept_has_one_short_sentence_two_names_and_a_source(concept):
    for language in ("en", "de"):
        assert concept.says[language].endswith(".")
        assert len(concept.says[language].split()) <= 20
    assert concept.name
    assert concept.german
    assert re.search(r"\((19|20)\d\d\)", cite(concept.cite))


@each_map
def test_every_topic_of_the_bank_is_on_the_map(map):
    assert {concept.topic for concept in map.concepts.values()} - {""} == topics().keys() - {"oral"}


@pytest.mark.parametrize("language", ["en", "de"])
@each_map
def test_names_are_not_used_twice(map, language):
    names = [concept.named(language) for concept in map.concepts.values()]
    assert len(set(names)) == len(names)


@pytest.mark.parametrize("language", ["en", "de"])
@pytest.mark.parametrize("theme", ["light", "dark"])
@each_map
def test_graphviz_draws_every_concept_and_every_link(dot, theme, map, language):
    svg, complaints = dot(to_dot(map, theme, language=language))
    svg = html.unescape(svg)
    assert complaints == ""
    for key in map.concepts:
        assert f'id="concept-{key}"' in svg
    assert svg.count('class="edge"') == len(map.links)


def test_a_concept_is_filled_as_far_as_it_is_known_and_says_so(dot):
    svg, complaints = dot(to_dot(MAP, "light", {"lstm": 0.43, "gru": 0.0, "elman": 1.0}))
    assert complaints == ""
    assert {"43%", "0%", "100%"} <= set(re.findall(r">(\d+%)<", svg))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            'links = [["a", {en="is",de="ist"}, "b"]]\n[a]\nname="A"\ngerman="A"\nsays={en="a.",de="b."}\ncite="S0:3"',
            "needs the concept b",
        ),
        ('links = []\n[a]\nname="A"\ngerman="A"\nsays={en="a.",de="b."}\ncite="S0:99"', "lecture S0 has lines 1 to 61"),
        (
            'links = []\n[a]\nname="A"\ngerman="A"\nsays={en="a.",de="b."}\ncite="S0:3"\ntopic="b"',
            "a: there is no topic b",
        ),
    ],
)
def test_a_map_that_does_not_hang_together_is_refused(tmp_path, text, words):
    (tmp_path / "map.toml").write_text(text, encoding="utf-8")
    (tmp_path / "shared.toml").write_text("links = []", encoding="utf-8")
    with pytest.raises(ValueError, match=re.escape(words)):
        mindmap("map", tmp_path)
