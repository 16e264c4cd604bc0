"""Draws the small pictures of the lessons from the cells, nets and results that the lessons themselves show.

`DRAWN` has a row for each lesson: the function that draws it. `canvas` knows lines and colours, `cells` the figures,
`charts` the curves and bars of results, `nets` what nets do over time.
"""

from collections.abc import Callable

from tools.lesson_pictures import cells, charts, nets

DRAWN: dict[str, Callable[[], str]] = {
    "sequences": charts.sequences,
    "elman": cells.elman,
    "bptt": charts.bptt,
    "vanishing": charts.vanishing,
    "lstm": cells.lstm,
    "draw": cells.draw,
    "gru": cells.gru,
    "comparison": charts.comparison,
    "training": nets.training,
    "probing": nets.probing,
    "generation": nets.generation,
    "computer": nets.computer,
    "backward": cells.backward,
}
