"""Depth against the longest path of a graph, reach against its formula."""

import itertools

import networkx

from tests.lstm_core.drills.reference import made, near


def test_n16_is_the_longest_path_of_the_graph():
    for drill in made("N16"):
        layers, steps = drill.given["L"], drill.given["T"]
        net = networkx.DiGraph()
        for t, layer in itertools.product(range(steps), range(layers)):
            net.add_edges_from([((t, layer - 1), (t, layer)), ((t - 1, layer), (t, layer))])
        if "A linear read-out" in drill.question:
            net.add_edge((steps - 1, layers - 1), "y")
        boxes = net.subgraph([node for node in net if node == "y" or min(node) >= 0])
        assert drill.answer == networkx.dag_longest_path_length(boxes) + 1


def test_n17_is_the_formula_and_what_a_cut_graph_reaches():
    for drill in made("N17"):
        n = drill.given
        assert drill.answers["share"] == near(max(0, (n["k"] - n["d"]) / n["k"]))
        assert drill.answers["oldest"] == n["t"] - n["back"] + 1
        assert drill.answers["state"] == "yes"
