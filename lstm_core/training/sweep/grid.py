"""A grid: a page of TOML that says which experiments to train; whatever cannot be meant is named in a sentence.

A block `[choose]` names settings, such as the learning rate, of which every net gets the value that does best on seeds
of its own; only then is it trained on the seeds that are shown (choosing.py has the rule).
"""

import hashlib
import itertools
import json
import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from lstm_core.cell import Cell
from lstm_core.cells import CELLS
from lstm_core.prose.data import read_toml
from lstm_core.training.experiment import BOUNDS, KNOWN, Experiment

GRID = Path(__file__).parent / "grids" / "delays.toml"
RunPlan = dict[str, Any]  # the settings of one experiment, and the seconds it may use (0: as many as it takes)
USUAL: RunPlan = {
    "task": "recall",
    "cell": "LSTM",
    "initial": "Keras",
    "delay": 0,
    "seconds": 0.0,
}  # if nothing is said
KINDS: dict[str, type] = {  # of what may be said in [all] and [[runs]]
    **{field.name: type(field.default) for field in fields(Experiment) if field.name not in ("cell", "seed")},
    "cell": str,
    "seconds": float,
    "seeds": int,
}
PAGE: dict[str, type] = {"name": str, "first_seed": int, "choose": dict, "all": dict, "runs": list}
LIMITS = BOUNDS | {"seconds": (0, 3600), "seeds": (1, 1000), "first_seed": BOUNDS["seed"]}  # inclusive
MEANT = {int: "a whole number", float: "a number", str: "a word in quotes", bool: "true or false"}


def read_grid(path: Path = GRID, chosen: Mapping[str, RunPlan] | None = None) -> dict[str, RunPlan]:
    """Every experiment of a grid by its key. Raises ValueError with a sentence for what cannot be meant.

    `chosen`: what was chosen for each net, by its `net_of`; of nets for which nothing was chosen yet, none is returned.
    """
    grid = _page(path)
    first_seed = _checked("first_seed", grid.get("first_seed", 0), int, path.name)
    plans = list(_every_plan(path, grid, first_seed, {}))
    if names := _choices(path, grid):
        decided = chosen or {}
        plans = [{**plan, **decided[net]} for plan in plans if (net := net_of(plan, names)) in decided]
    return {key_of(plan): plan for plan in plans}


def read_choosing(path: Path = GRID) -> dict[str, RunPlan]:
    """The experiments by which settings are chosen, by their keys; none if the grid has no block [choose]."""
    grid = _page(path)
    if not (choices := _choices(path, grid)):
        return {}
    where = f"{path.name}, [choose]"
    first_seed = _checked("first_seed", grid["choose"].get("first_seed", 0), int, where)
    seeds = _checked("seeds", grid["choose"].get("seeds", 1), int, where)
    plans = list(_every_plan(path, grid, first_seed, {**choices, "seeds": seeds}))
    shown = {plan["seed"] for plan in _every_plan(path, grid, grid.get("first_seed", 0), {})}
    if shared := shown & {plan["seed"] for plan in plans}:
        raise ValueError(f"{where}: seed {min(shared)} is shown as well; choose on other seeds.")
    return {key_of(plan): plan for plan in plans}


def chosen_names(path: Path = GRID) -> tuple[str, ...]:
    """The settings under [choose]."""
    return tuple(_choices(path, _page(path)))


def net_of(plan: RunPlan, names: Iterable[str]) -> str:
    """What experiments have in common that differ in their seed and in the settings chosen only."""
    return json.dumps({name: value for name, value in plan.items() if name not in {*names, "seed"}}, sort_keys=True)


def key_of(plan: RunPlan, cells: Mapping[str, Cell] = CELLS) -> str:
    """The same for equal experiments, today and next year; another cell under an old name has another key."""
    words = json.dumps([plan, cells[plan["cell"]].computed], sort_keys=True)
    return hashlib.sha256(words.encode()).hexdigest()[:16]


def experiment_of(plan: RunPlan, cells: Mapping[str, Cell] = CELLS) -> Experiment:
    """What is trained for a plan. Raises ValueError with a sentence that names the setting."""
    settings = {name: value for name, value in plan.items() if name != "seconds"}
    return Experiment(**{**settings, "cell": cells[plan["cell"]]})


def one_more(plans: Iterable[RunPlan], cell: str, initial: str, delay: int, seed: int) -> RunPlan:
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


def _choices(path: Path, grid: Mapping[str, Any]) -> dict[str, list[Any]]:
    """The settings under [choose], each with the values it is chosen from."""
    block = {name: value for name, value in grid.get("choose", {}).items() if name not in ("first_seed", "seeds")}
    where = f"{path.name}, [choose]"
    choices = _block(block, where)
    for name, values in choices.items():
        if name == "cell" or not isinstance(values, list):
            raise ValueError(f"{where}: {name} needs a list of values to choose from; a cell is never chosen.")
    if "choose" in grid and not choices:
        raise ValueError(f"{where} needs a setting with the values to choose from: learning_rate = [0.003, 0.01].")
    return choices


def _every_plan(path: Path, grid: Mapping[str, Any], first_seed: int, settings: RunPlan) -> Iterator[RunPlan]:
    """The experiments of all blocks; `settings` go before what the blocks say."""
    shared = _block(grid.get("all", {}), f"{path.name}, [all]")
    for number, block in enumerate(grid["runs"], 1):
        where = f"{path.name}, [[runs]] number {number}"
        yield from _plans({**USUAL, **shared, **_block(block, where), **settings}, first_seed, where)


def _page(path: Path) -> dict[str, Any]:
    """The page as it is written, with nothing unknown on it and at least one block of runs."""
    try:
        page = read_toml(path, "{file} is not a page of TOML: {error}.")
    except FileNotFoundError:
        raise ValueError(f"There is no grid at {path}.") from None
    _known(page, PAGE, path.name)
    runs = page.get("runs")
    if (
        not isinstance(runs, list)
        or not runs
        or not all(isinstance(block, dict) for block in [*runs, page.get("all", {}), page.get("choose", {})])
    ):
        raise ValueError(f"{path.name} needs a block of settings under [[runs]], and what they share under [all].")
    return page


def _block(block: dict[str, Any], where: str) -> dict[str, Any]:
    """A block in which every name is known and every value is of its kind; a list is a choice of values."""
    _known(block, KINDS, where)
    return {name: _values(name, value, where) for name, value in block.items()}


def _values(name: str, value: Any, where: str) -> Any:
    if not isinstance(value, list):
        return _checked(name, value, KINDS[name], where)
    if not value or name == "seeds":
        raise ValueError(f"{where}: {name} is {value}, but needs {'one number' if value else 'at least one value'}.")
    return [_checked(name, each, KINDS[name], where) for each in value]


def _known(block: Mapping[str, Any], names: Mapping[str, type], where: str) -> None:
    for name in block:
        if name not in names:
            near = ["seeds"] if name == "seed" else get_close_matches(name, names, 1)
            meant = f"did you mean {near[0]}?" if near else f"it may say {', '.join(names)}."
            raise ValueError(f"{where}: there is no setting {name!r}; {meant}")


def _checked(name: str, value: Any, kind: type, where: str) -> Any:
    """The value, whole numbers made floats where fractions are allowed."""
    whole = isinstance(value, int) and not isinstance(value, bool)
    if not (whole if kind is int else isinstance(value, kind) or (kind is float and whole)):
        raise ValueError(f"{where}: {name} is {value!r}, but should be {MEANT[kind]}.")
    if name in LIMITS and not LIMITS[name][0] <= value <= LIMITS[name][1]:
        low, high = LIMITS[name]
        raise ValueError(f"{where}: {name} is {value:g}; choose from {low:g} to {high:g}.")
    for asked, names in (("cell", CELLS), ("task", KNOWN)):
        if name == asked and value not in names:
            raise ValueError(f"{where}: there is no {name} {value!r}; choose one of {', '.join(names)}.")
    return kind(value)


def _plans(block: RunPlan, first_seed: int, where: str) -> Iterator[RunPlan]:
    """The experiments of one block: every combination of what it lists."""
    seeds = range(first_seed, first_seed + block.pop("seeds", 1))
    choices = {name: value if isinstance(value, list) else [value] for name, value in block.items()}
    for values in itertools.product(*choices.values(), seeds):
        plan = dict(zip([*choices, "seed"], values, strict=True))
        try:
            plan = {"time": KNOWN[plan["task"]].time_for(plan["delay"] or None), **plan}
            experiment_of(plan)
        except ValueError as error:
            raise ValueError(f"{where}: {str(error).rstrip('.')}.") from error
        yield plan
