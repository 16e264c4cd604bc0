"""Wires run as a lecturer draws them: straight, apart from each other, and to everybody who reads."""

import itertools
from collections import Counter, defaultdict
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lstm_core.cells import CELLS
from lstm_core.figure.routing import join_id, join_of, route
from lstm_core.notation import read_cell
from tests.lstm_core.examples import FIGURES, each_cell, each_figure

# The edges that a drawing from memory must have (rubric of the exam). "hx" is where h and x are joined,
# "C" and "H" are the arrows with which memory and hidden state leave, "up" is the arrow to the next layer.
LSTM = """
    h-hx x-hx hx-f hx-i hx-g hx-o c-kept f-kept i-written g-written kept-c_next written-c_next
    c_next-C c_next-shown shown-h_next o-h_next h_next-H h_next-up
"""
GRU = """
    h-hx x-hx hx-r hx-z h-past r-past past-px x-px px-n z-rest rest-kept h-kept z-written n-written
    kept-h_next written-h_next h_next-H h_next-up
"""
RUBRICS = {
    "LSTM": LSTM,
    "LSTM with readout": LSTM.replace("h_next-up", "h_next-y y-Y"),
    "LSTM 1997": LSTM.replace("hx-f", "").replace("c-kept f-kept", "").replace("kept-c_next", "c-c_next"),
    "Peephole LSTM": LSTM + " c-f c-i c_next-o",
    "Coupled LSTM": LSTM.replace("hx-i", "").replace("i-written", "f-rest rest-written"),
    "GRU": GRU,
    "GRU (PyTorch)": """
        h-hx x-hx hx-r hx-z x-seen h-past past-heard r-heard seen-both heard-both both-n z-rest rest-written n-written
        z-kept h-kept kept-h_next written-h_next h_next-H h_next-up
    """,
    "Elman": "h-hx x-hx hx-h_next h_next-H h_next-up",
}
SHORT = {"join_h_x": "hx", "join_past_x": "px", "out_c_next": "C", "out_h_next": "H", "up_h_next": "up", "out_y": "Y"}


def unit_steps(segment):
    """The steps of one point of the grid each that a segment takes, in its direction."""
    (x, y), (to_x, to_y) = segment.start, segment.end
    dx, dy = (to_x > x) - (to_x < x), (to_y > y) - (to_y < y)
    for k in range(abs(to_x - x) + abs(to_y - y)):
        yield (x + k * dx, y + k * dy), (x + (k + 1) * dx, y + (k + 1) * dy)


def paths(where):
    """The steps of every net: {source: [(point, next point), ...]}."""
    nets = defaultdict(list)
    for segment in where.segments:
        nets[segment.source] += unit_steps(segment)
    return nets


def solid(where):
    """Whatever a wire may not pass through, by place: boxes, joins, and the ends of arrows."""
    places = {place: name for name, place in where.nodes.items()}
    places |= {place: join_id(join) for join, place in where.joins.items()}
    return places | {place: end for end, (_, place) in where.outlets.items()}


def meant(cell):
    """What should be joined to what, by walking the graph: [(source, reader), ...] with joins and outlets."""
    pairs = [(name, join_id(join)) for join in cell.joins for name in join]
    for node in cell.drawn:
        summed = cell[cell.folded.get(node.name, node.name)]
        dense = [arg for arg in summed.args if arg != summed.peeped]
        join = next((join for join in cell.joins if set(join) == set(dense) and summed.weights), None)
        pairs += [(join_id(join), node.name)] if join else [(arg, node.name) for arg in dense]
        pairs += [(summed.peeped, node.name)] if summed.peeped else []
    pairs += [(new, f"out_{new}") for new in cell.states.values()]
    return [*pairs, ("y", "out_y") if "y" in cell else ("h_next", "up_h_next")]


@each_figure
def test_every_wire_is_horizontal_or_vertical(cell):
    for segment in route(cell).segments:
        assert (segment.start[0] == segment.end[0]) != (segment.start[1] == segment.end[1])


@each_figure
def test_no_two_nets_share_a_stretch_of_wire(cell):
    owners = defaultdict(set)
    for source, steps in paths(route(cell)).items():
        for step in steps:
            owners[frozenset(step)].add(source)
    assert all(len(sources) == 1 for sources in owners.values())


@each_figure
def test_no_wire_is_drawn_twice_or_runs_back(cell):
    for steps in paths(route(cell)).values():
        assert max(Counter(frozenset(step) for step in steps).values()) == 1


@each_figure
def test_no_wire_passes_through_anything_it_does_not_serve(cell):
    where = route(cell)
    places = solid(where)
    for segment in where.segments:
        inside = [end for _, end in unit_steps(segment)][:-1]
        assert not [places[point] for point in inside if point in places]
        assert places.get(segment.end, "") == segment.last
        assert segment.last in (*segment.targets, "")
        assert places.get(segment.start, segment.source) == segment.source


@each_figure
def test_every_net_leads_from_its_source_to_exactly_its_readers(cell):
    where = route(cell)
    places = solid(where)
    found = []
    for source, steps in paths(where).items():
        onward = defaultdict(list)
        for point, end in steps:
            onward[point].append(end)
        queue = [place for place, name in places.items() if name == source]
        while queue:
            point = queue.pop()
            found += [(source, places[point])] if places.get(point, source) != source else []
            queue += onward.pop(point, [])
        assert not onward, "a piece of wire hangs in the air"
    assert sorted(found) == sorted(meant(cell))


@pytest.mark.parametrize("name", RUBRICS)
def test_the_wires_are_those_of_the_rubric_for_drawing_from_memory(name):
    drawn = {(s.source, target) for s in route(FIGURES[name]).segments for target in s.targets}
    edges = {f"{SHORT.get(source, source)}-{SHORT.get(target, target)}" for source, target in drawn}
    assert edges == set(RUBRICS[name].split())


@each_figure
def test_a_segment_names_the_readers_that_lie_behind_it(cell):
    where = route(cell)
    for segment in where.segments:
        behind = [other for other in where.segments if other.source == segment.source and other.start == segment.end]
        further = {target for other in behind for target in other.targets}
        assert set(segment.targets) == further | ({segment.last} - {""})
        assert len(set(segment.targets)) == len(segment.targets)


@each_figure
def test_forks_are_where_wires_of_one_net_split(cell):
    where = route(cell)
    split = {}
    for source, steps in paths(where).items():
        leaving = Counter(point for point, _ in steps)
        split |= {point: source for point, count in leaving.items() if count > 1 and point not in solid(where)}
    assert where.forks == split


@each_figure
def test_two_nets_meet_only_where_both_run_straight_on(cell):
    """So a crossing can never be taken for a fork or a corner."""
    where = route(cell)
    through = defaultdict(lambda: defaultdict(set))
    for source, steps in paths(where).items():
        for point, end in steps:
            through[point][source].add(end)
            through[end][source].add(point)
    for point, nets in through.items():
        if len(nets) > 1 and point not in solid(where):
            assert point not in where.forks
            for ends in nets.values():
                assert len(ends) == 2
                assert len({x for x, _ in ends}) == 1 or len({y for _, y in ends}) == 1


@each_figure
def test_crossings_are_few(cell):
    """Two wires must cross where h goes up past the memory line; peepholes and readouts may add one each."""
    where = route(cell)
    nets = [{point for step in steps for point in step} for steps in paths(where).values()]
    crossings = set().union(*(a & b for a, b in itertools.combinations(nets, 2))) - set(solid(where))
    assert len(crossings) <= 3


@pytest.mark.parametrize("name", ["LSTM", "LSTM with readout", "Peephole LSTM", "Coupled LSTM", "LSTM 1997"])
def test_the_memory_line_is_one_straight_line_with_nothing_but_times_and_plus_on_it(name):
    cell = FIGURES[name]
    where = route(cell)
    row = where.nodes["c"][1]
    on_it = [node for node, (_, y) in where.nodes.items() if y == row]
    assert {cell[node].op for node in on_it} <= {"input", "mul", "add"}
    xs = [where.nodes["c"][0], where.outlets["out_c_next"][1][0]]
    steps = {frozenset(step) for net in ("c", "kept", "c_next") for step in paths(where)[net]}
    assert all(frozenset(((x, row), (x + 1, row))) in steps for x in range(*xs))


@each_figure
def test_each_new_state_leaves_to_the_right_in_the_row_where_the_old_one_came_in(cell):
    where = route(cell)
    right = max(x for name, (x, _) in where.nodes.items())
    for old, new in cell.states.items():
        name, (x, y) = where.outlets[f"out_{new}"]
        assert name == new
        assert y == where.nodes[old][1]
        assert x > right


@each_cell
def test_h_also_leaves_upwards_and_with_a_readout_y_does(cell):
    name, (_, y) = route(cell).outlets["up_h_next"]
    assert (name, y < 0) == ("h_next", True)
    read_out = FIGURES[f"{cell.name} with readout"]
    where = route(read_out)
    assert where.outlets["out_y"] == ("y", (where.nodes["y"][0], where.nodes["y"][1] - 2))
    assert "up_h_next" not in where.outlets


@each_figure
def test_gates_are_entered_from_below_and_left_at_the_top(cell):
    where = route(cell)
    for gate in (node.name for node in cell.drawn if cell.role(node.name) == "gate"):
        x, y = where.nodes[gate]
        for segment in where.segments:
            if segment.last == gate and not segment.dashed:
                assert segment.start[0] == x
                assert segment.start[1] > y
            if segment.source == gate and segment.start == (x, y):
                assert segment.end[0] == x
                assert segment.end[1] < y


@each_figure
def test_peepholes_alone_are_dashed(cell):
    dashed = {(s.source, target) for s in route(cell).segments if s.dashed for target in s.targets}
    peeping = {box: cell[inner].peeped for box, inner in cell.folded.items() if cell[inner].peeped}
    assert dashed == {(source, box) for box, source in peeping.items()}


def test_only_layers_that_read_what_is_joined_use_a_join():
    gru = CELLS["GRU"]
    assert join_of(gru, "linear_r") == ("h", "x")
    assert join_of(gru, "linear_n") == ("past", "x")
    assert join_of(CELLS["Peephole LSTM"], "peephole_f") == ("h", "x")
    assert join_of(CELLS["GRU (PyTorch)"], "seen") is None


PROMISES = (
    test_every_wire_is_horizontal_or_vertical,
    test_no_two_nets_share_a_stretch_of_wire,
    test_no_wire_is_drawn_twice_or_runs_back,
    test_no_wire_passes_through_anything_it_does_not_serve,
    test_every_net_leads_from_its_source_to_exactly_its_readers,
    test_a_segment_names_the_readers_that_lie_behind_it,
    test_forks_are_where_wires_of_one_net_split,
    test_two_nets_meet_only_where_both_run_straight_on,
    test_peepholes_alone_are_dashed,
)


def shuffled(cell, swaps):
    """The cell with some words of its picture in each other's place, or in an empty one, on larger paper."""
    rows = [[*line.split(), "."] for line in cell.picture.strip().splitlines()]
    rows.insert(len(rows) // 2, ["."] * len(rows[0]))
    places = [(x, y) for y, row in enumerate(rows) for x in range(len(row))]
    for one, other in swaps:
        (x, y), (u, v) = places[one % len(places)], places[other % len(places)]
        rows[y][x], rows[v][u] = rows[v][u], rows[y][x]
    return replace(cell, picture="\n".join(" ".join(row) for row in rows))


@pytest.mark.slow
@settings(max_examples=20)
@given(
    cell=st.sampled_from([CELLS[name] for name in ("Elman", "LSTM 1997", "GRU")]),
    swaps=st.lists(st.tuples(st.integers(0, 99), st.integers(0, 99)), min_size=1, max_size=4),
)
def test_wires_of_any_picture_keep_to_the_rules_or_the_picture_is_refused(cell, swaps):
    picture = shuffled(cell, swaps)
    refusal = ""
    try:
        route(picture)
    except ValueError as error:
        refusal = str(error)
    assert not refusal or "leaves no room for the wire" in refusal
    for promise in () if refusal else PROMISES:
        promise(picture)


@pytest.mark.parametrize("row", ["h  h_next  .  [h,x]  .", "h  .  h_next  [h,x]  ."])
def test_a_wire_goes_round_a_box_that_stands_in_its_way(row):
    blank = ".  .  .  .  ."
    cell = replace(CELLS["Elman"], picture=f"{blank}\n{row}\n{blank}\n.  x  .  .  .")
    for promise in PROMISES:
        promise(cell)


MINE = "x\nh\nz = sigmoid(linear(x, h))\ng = tanh(linear(x))\nnew = z * g\nh_next = h + new"


def test_a_picture_of_ones_own_is_routed_too():
    picture = """
        h    .       .   .     h_next   .
        .    .       .   .     new      .
        .    .       z   .     g        .
        .    [h,x]   .   .     .        .
        .    x       .   .     .        .
    """
    cell = read_cell("Mine", MINE, picture)
    found = {(s.source, target) for s in route(cell).segments for target in s.targets}
    assert found == set(meant(cell))


def test_a_picture_without_room_for_a_wire_says_which():
    blocked = """
        h    [h,x]   .   .     h_next   .
        .    .       .   .     new      .
        .    .       z   .     g        .
        .    x       .   .     .        .
    """
    with pytest.raises(ValueError, match=r"Mine: the picture leaves no room for the wire from \w+ to \w+; move"):
        route(read_cell("Mine", MINE, blocked))
