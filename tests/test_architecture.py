"""Who may import whom, and what may be written where: the rules of the house, read from the source with `ast`.

A rule is one test, which lists everything that breaks it.
"""

import ast
import re
from collections.abc import Iterable, Iterator
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path

from tools.serving import ROOT

# An entry of lstm_core may import only from rows above its own.
LAYERS = (
    "cell prose",
    "notation",
    "latex",
    "cells listing mistakes",
    "figure run",
    "gradients",
    "drills grade tasks",
    "exam ink training",
    "course generation",
)
NEEDS_TORCH = {"gradients", "training", "generation", "ink"}  # the only entries with a file that imports torch
COMMANDS = {  # these may print or read the clock
    "training/pretrained/ship.py",
    "generation/pretrain.py",
    "training/sweep/command.py",
    "training/job.py",
    "training/trainer.py",
}
PAGE_LINES = 100
SHARED = ("components", "common")
ROOMS = {  # of the ui, and which others each may use: arrows go one way
    "components": (),
    "common": ("components",),
    "presenting": SHARED,
    "look_up": SHARED,
    "my_cell": SHARED,
    "proof": SHARED,
    "practise": (*SHARED, "proof"),  # of what was drawn or typed
    "endings": (*SHARED, "practise"),  # what comes next in the plan
    "step": (*SHARED, "presenting", "endings"),  # the last stage leads on
    "probe": (*SHARED, "step"),  # a unit is walked through there
    "train": (*SHARED, "presenting", "probe"),  # a net is kept for it
    "design_task": (*SHARED, "train"),  # a task is chosen there
    "delays": (*SHARED, "train"),  # an experiment is watched in the same way
    "course": (*SHARED, "presenting", "step", "probe", "train", "delays", "practise"),  # what its lessons try out
}


def files(*patterns: str) -> list[Path]:
    """Python files that match, each once."""
    return sorted({path for pattern in patterns for path in ROOT.glob(pattern)})


CORE = files("lstm_core/**/*.py")
PAGES = files("pages/**/*.py")
UI = files("ui/**/*.py")
APP = [ROOT / "app.py", *PAGES, *UI]
AROUND = files("tools/**/*.py", "benchmarks/**/*.py")


def at(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def dotted(node: ast.AST) -> set[str]:
    """The dotted names that an import statement binds or loads."""
    if isinstance(node, ast.Import):
        return {alias.name for alias in node.names}
    if isinstance(node, ast.ImportFrom):
        return {f"{node.module}.{alias.name}" for alias in node.names}
    return set()


@cache
def imported(path: Path) -> frozenset[str]:
    """Dotted names of everything a file imports, wherever in the file it does so."""
    return frozenset(name for node in ast.walk(tree(path)) for name in dotted(node))


@cache
def early(path: Path) -> frozenset[str]:
    """Dotted names of what a file imports as soon as it is imported itself."""
    return frozenset(name for node in tree(path).body for name in dotted(node))


def packages(path: Path) -> set[str]:
    return {name.split(".")[0] for name in imported(path)}


def entry(path: Path) -> str:
    """The entry of lstm_core that a file belongs to: its own name, or that of its folder."""
    return path.relative_to(ROOT / "lstm_core").parts[0].removesuffix(".py")


def called(path: Path) -> set[str]:
    return {ast.unparse(node.func) for node in ast.walk(tree(path)) if isinstance(node, ast.Call)}


def breaking(paths: Iterable[Path], *forbidden: str) -> dict[str, set[str]]:
    """The files that import one of these packages, and which."""
    return {at(path): found for path in paths if (found := packages(path) & set(forbidden))}


# Everywhere


def test_imports_are_absolute():
    everything = [*CORE, *APP, *AROUND]
    assert not {
        at(path)
        for path in everything
        for node in ast.walk(tree(path))
        if isinstance(node, ast.ImportFrom) and node.level
    }


def test_nothing_outside_the_tests_imports_them():
    assert not breaking([*CORE, *APP, *AROUND], "tests", "conftest")


# The core


def test_the_core_knows_nothing_of_the_app():
    assert not breaking(CORE, "streamlit", "pages", "ui", "app", "tools", "benchmarks")


def test_the_layers_name_every_entry_of_the_core_once():
    named = [name for row in LAYERS for name in row.split()]
    assert sorted(named) == sorted({entry(path) for path in CORE} - {"__init__"})


def test_the_core_imports_only_downwards():
    rank = {name: level for level, row in enumerate(LAYERS) for name in row.split()}
    upwards = [
        (at(path), name)
        for path in CORE
        for name in imported(path)
        if name.startswith("lstm_core.") and name.split(".")[1] != entry(path)
        if rank[name.split(".")[1]] >= rank[entry(path)]
    ]
    assert upwards == []


def test_the_core_itself_imports_nothing():
    """So `import lstm_core.cells` costs nothing more than the cells."""
    assert imported(ROOT / "lstm_core" / "__init__.py") == set()


def test_only_the_training_side_of_the_core_needs_torch():
    assert {entry(path) for path in CORE if "torch" in packages(path)} == NEEDS_TORCH


def test_no_derivation_knows_a_cell_by_name():
    """`if cell.name == "GRU"` is forbidden: what is not true of every cell is data on its page, or prose.

    To look a name up in a table (`cell.name in CELLS`) is not.
    """
    assert [(at(path), asks) for path in CORE for asks in _asks_for_a_cell_by_name(path)] == []


def _asks_for_a_cell_by_name(path: Path) -> Iterator[str]:
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Match) and _names_a_cell(node.subject):
            yield ast.unparse(node.subject)
        elif isinstance(node, ast.Compare):
            sides = [node.left, *node.comparators]
            equals = any(isinstance(op, ast.Eq | ast.NotEq) for op in node.ops)
            listed = any(isinstance(side, ast.List | ast.Tuple | ast.Set | ast.Constant) for side in sides)
            if (equals or listed) and any(map(_names_a_cell, sides)):
                yield ast.unparse(node)


def _names_a_cell(part: ast.expr) -> bool:
    asked = {ast.unparse(node) for node in ast.walk(part) if isinstance(node, ast.Attribute)}
    return bool(asked & {f"{cell}.name" for cell in ("cell", "right", "wrong", "drawn", "meant", "self.cell")})


def test_nothing_in_the_core_prints_sleeps_or_reads_the_clock():
    forbidden = {"print", "input", "time.sleep", "time.time", "datetime.now", "exec", "eval"}
    pure = [path for path in CORE if path.relative_to(ROOT / "lstm_core").as_posix() not in COMMANDS]
    assert {at(path): found for path in pure if (found := called(path) & forbidden)} == {}
    assert not breaking(pure, "random"), "randomness comes in as a seed, through numpy or torch"


def test_every_file_and_every_public_function_says_what_it_is():
    silent = [
        (at(path), getattr(node, "name", "the file"))
        for path in [*CORE, *APP]
        for node in (tree(path), *tree(path).body)
        if isinstance(node, ast.FunctionDef | ast.ClassDef | ast.Module)
        and not getattr(node, "name", "").startswith("_")
        and not ast.get_docstring(node)
    ]
    assert silent == []


# The app


def test_pages_are_thin():
    assert {at(path) for path in PAGES if len(path.read_text(encoding="utf-8").splitlines()) > PAGE_LINES} == set()


def test_pages_compute_nothing_themselves():
    assert not breaking(PAGES, "numpy", "torch")


def test_pages_share_through_the_ui_and_never_import_each_other():
    assert not breaking(APP, "pages", "app")


def test_no_circles_between_modules_of_the_ui():
    TopologicalSorter({dotted_name(path): imported_modules(path) for path in UI}).prepare()  # or a CycleError


def test_a_room_of_the_ui_uses_what_is_common_and_few_other_rooms():
    """A room is an entry of ui: for a page, or a section of the menu."""
    beyond = {
        (at(path), name)
        for path in UI
        for name in imported_modules(path)
        for room, other in [(room_of(dotted_name(path)), room_of(name))]
        if room not in ("", other) and other not in ("", *ROOMS[room])
    }
    assert beyond == set()


def test_the_rooms_of_the_ui_are_listed_each_after_those_it_uses():
    rooms = list(ROOMS)
    assert sorted(rooms) == sorted({room_of(dotted_name(path)) for path in UI} - {""})
    assert all(rooms.index(other) < rooms.index(room) for room, used in ROOMS.items() for other in used)


def test_every_link_to_another_page_knows_the_way_back():
    """`ui.common.ways` draws them; only from the start page there is none."""
    assert {at(path) for path in APP if "st.page_link" in called(path)} == {"ui/common/ways.py", "pages/start.py"}


def test_experiments_of_a_lesson_do_not_use_those_of_another():
    home = "ui.course.experiments."
    lesson = lambda name: name.removeprefix(home).partition(".")[0] if name.startswith(home) else ""
    folders = {path.parent.name for path in files("ui/course/experiments/*/__init__.py")}
    strangers = [
        (at(path), name)
        for path in files("ui/course/experiments/*/*.py")
        for name in imported_modules(path)
        if lesson(name) in folders - {lesson(dotted_name(path))}
    ]
    assert strangers == []


def dotted_name(path: Path) -> str:
    """The name by which a file of ours is imported."""
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imported_modules(path: Path) -> set[str]:
    """The modules of the ui that a file imports as soon as it is imported itself."""
    found = set()
    for name in early(path):
        if name.startswith("ui."):
            found.add(name if _file_of(name) else name.rpartition(".")[0])
    return found - {"ui", dotted_name(path)}


def room_of(name: str) -> str:
    return name.split(".")[1] if "." in name else ""


def test_every_page_lets_the_app_frame_it_first():
    """See ui/common/frame.py."""
    unframed = [
        at(path)
        for path in PAGES
        for first in [next(n for n in tree(path).body[1:] if not isinstance(n, ast.Import | ast.ImportFrom))]
        if ast.unparse(first) != "framed()"
    ]
    assert unframed == []


def test_what_a_page_needs_of_torch_it_imports_late():
    """A page that trains nothing must not pay the second that torch takes to load."""
    assert [(at(path), name) for path in APP for name in sorted(early(path)) if loads_torch(name)] == []


@cache
def loads_torch(name: str) -> bool:
    """Whether importing this dotted name imports torch at once, or asks a package for what it loads when asked."""
    seen: set[str] = set()
    waiting = [name]
    while waiting:
        name = waiting.pop()
        if name in seen:
            continue
        if name.split(".")[0] == "torch" or _asks_lazily(name):
            return True
        if name.startswith("lstm_core."):
            parts = name.split(".")
            heads = [".".join(parts[:k]) for k in range(1, len(parts) + 1)]
            waiting += [other for head in heads if (path := _file_of(head)) for other in early(path)]
        seen.add(name)
    return False


@cache
def _asks_lazily(name: str) -> bool:
    """Whether a package looks this name up by its __getattr__."""
    package = _file_of(name.rpartition(".")[0])
    if not name.startswith("lstm_core.") or package is None or _file_of(name):
        return False
    lazy = "__getattr__" in {node.name for node in tree(package).body if isinstance(node, ast.FunctionDef)}
    return lazy and name.rpartition(".")[2] not in _bound(package)


@cache
def _file_of(name: str) -> Path | None:
    path = ROOT.joinpath(*name.split("."))
    return next((file for file in (path / "__init__.py", path.with_suffix(".py")) if file.exists()), None)


@cache
def _bound(path: Path) -> set[str]:
    """The names that a file gives a meaning as soon as it is imported."""
    names = {name.split(".")[-1] for name in early(path)}
    for node in tree(path).body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            names.add(node.name)
        elif isinstance(node, ast.Assign | ast.AnnAssign):
            names |= {part.id for part in ast.walk(node) if isinstance(part, ast.Name)}
    return names


def test_only_the_session_and_components_touch_the_session_state():
    home = ROOT / "ui/common/session.py"
    strangers = [path for path in [*APP, *CORE] if path != home and not path.is_relative_to(ROOT / "ui/components")]
    touching = {
        at(path)
        for path in strangers
        for node in ast.walk(tree(path))
        if "session_state" in (getattr(node, "attr", ""), getattr(node, "id", ""))
    }
    assert touching == set()


def test_the_docstring_of_the_core_lists_its_entries_in_an_order_in_which_they_may_import():
    described = re.findall(
        r"^    (\w+) {2,}", ast.get_docstring(tree(ROOT / "lstm_core" / "__init__.py"), clean=False), re.M
    )
    rank = {name: level for level, row in enumerate(LAYERS) for name in row.split()}
    assert sorted(described) == sorted(rank)
    assert described == sorted(described, key=rank.__getitem__)
