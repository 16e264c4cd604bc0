"""One more experiment of a sweep: as the sweep would have planned it, had it been asked."""

import math
from collections.abc import Iterable

from lstm_core.training.experiment import KNOWN
from lstm_core.training.sweep.grid import Plan


def one_more(plans: Iterable[Plan], cell: str, initial: str, delay: int, seed: int) -> Plan:
    """A plan with the settings of its nearest neighbour: the same cell, else the same start, and the closest delay.

    What the sweep has trained itself comes out as it is there, with the same key.
    """
    nearest = min(
        plans,
        key=lambda plan: (
            plan["cell"] != cell,
            plan["initial"] != initial,
            abs(math.log(plan["delay"] / delay)),
        ),
    )
    time = KNOWN[nearest["task"]].time_for(delay)
    return {**nearest, "cell": cell, "initial": initial, "delay": delay, "seed": seed, "time": time}
