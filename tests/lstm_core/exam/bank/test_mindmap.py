"""The concept map hangs together, is sourced, covers the bank, and can be drawn."""

import html
import re

import networkx as nx
import pytest

from lstm_core.exam.bank.bank import topics
from lstm_core.exam.bank.mindmap import mindmap, to_dot
from lstm_core.figure.explain import cite

MAP = mindmap()


def graph():
    made = nx.DiGraph()
    made.add_nodes_from(MAP.concepts)
    made.add_edges_from((link.source, link.target) for link in MAP.links)
    return made


def test_everything_is_reached_from_the_lecture_and_nothing_goes_in_circles():
    assert nx.descendants(graph(), "lecture") | {"lecture"} == MAP.concepts.keys()
    assert nx.is_directed_acyclic_graph(graph())


def test_the_lecture_has_eight_to_twelve_big_topics():
    assert 8 <= graph().out_degree("lecture") <= 12


def test_a_link_is_there_once_and_has_words():
    assert len({(link.source, link.target) for link in MAP.links}) == len(MAP.links)
    assert all(link.words for link in MAP.links)


@pytest.mark.parametrize("concept", MAP.concepts.values(), ids=lambda concept: concept.key)
def test_a_concept_has_one_short_sentence_two_names_and_a_source(concept):
    assert concept.says.endswith(".")
    assert len(concept.says.split()) <= 20
    assert concept.name
    assert concept.german
    assert re.search(r"\((19|20)\d\d\)", cite(concept.cite))


def test_every_topic_of_the_bank_is_on_the_map():
    assert {concept.topic for concept in MAP.concepts.values()} - {""} == topics().keys() - {"oral"}


def test_names_are_not_used_twice():
    names = [concept.name for concept in MAP.concepts.values()]
    assert len(set(names)) == len(names)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_graphviz_draws_every_concept_and_every_link(dot, theme):
    svg, complaints = dot(to_dot(MAP, theme))
    svg = html.unescape(svg)
    assert complaints == ""
    for key in MAP.concepts:
        assert f'id="concept-{key}"' in svg
    assert svg.count('class="edge"') == len(MAP.links)


def test_a_concept_is_filled_as_far_as_it_is_known_and_says_so(dot):
    svg, complaints = dot(to_dot(MAP, "light", {"lstm": 0.43, "gru": 0.0, "elman": 1.0}))
    assert complaints == ""
    assert {"43%", "0%", "100%"} <= set(re.findall(r">(\d+%)<", svg))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('links = [["a", "is", "b"]]\n[a]\nname="A"\ngerman="A"\nsays="a."\ncite="S0:3"', "needs the concept b"),
        ('links = []\n[a]\nname="A"\ngerman="A"\nsays="a."\ncite="S0:99"', "lecture S0 has lines 1 to 61"),
        ('links = []\n[a]\nname="A"\ngerman="A"\nsays="a."\ncite="S0:3"\ntopic="b"', "a: there is no topic b"),
    ],
)
def test_a_map_that_does_not_hang_together_is_refused(tmp_path, text, words):
    file = tmp_path / "map.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(ValueError, match=re.escape(words)):
        mindmap(file)
