"""Who may import whom, and what may be written where: the rules of the house, read from the source with `ast`."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]

# A module may import only from rows above its own. A new module gets a place in a row, or a row.
LAYERS = (
    "cell prose",
    "compiled notation patterns",
    "latex",
    "cells listing mistakes",
    "figure plain run",
    "backprop by_hand drills folding grade gradients heat lessons module morph same_weights tasks two_grus two_steps",
    "clipping computer contributions jacobians practice training",
    "exam generation nets placing probing sweep window",
    "fading gaps lookup reach",
)
NEEDS_TORCH = {"module", "gradients", "compiled", "training", "sweep", "generation"}
LIGHT = (  # what a page may import of them at once: no torch behind it, which a test of the pages looks after
    "lstm_core.training.trained.",
    *(f"lstm_core.sweep.{name}" for name in ("GRID", "Plan", "Result", "Row", "load_results", "read_grid", "summary")),
    *(f"lstm_core.sweep.{name}" for name in ("experiment_of", "key_of", "line_of", "one_more", "result_of")),
    *(f"lstm_core.generation.{part}." for part in ("abc", "bars", "beam", "corpus", "decoding", "exhaustive", "model")),
    *(f"lstm_core.generation.{part}." for part in ("by_hand", "feeding", "filling", "speaker", "tune")),
    *(f"lstm_core.generation.{part}." for part in ("ngrams", "settings", "sound", "tree", "units", "upload", "worked")),
)
# these may print or read the clock
COMMANDS = {"nets/ship.py", "generation/ship.py", "sweep/command.py", "training/job.py", "training/trainer.py"}
PAGE_LINES = 100


def files(*patterns: str) -> list[Path]:
    """Python files that match, each once."""
    return sorted({path for pattern in patterns for path in ROOT.glob(pattern)})


def one_each(paths: list[Path]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("path", paths, ids=[path.relative_to(ROOT).as_posix() for path in paths])


CORE = files("lstm_core/**/*.py")
PAGES = files("pages/**/*.py")
APP = files("app.py", "pages/**/*.py", "ui/**/*.py")


def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def imported(path: Path) -> set[str]:
    """Dotted names of everything a file imports, wherever in the file it does so."""
    names: set[str] = set()
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{path.name}: imports are absolute"
            names |= {f"{node.module}.{alias.name}" for alias in node.names}
    return names


def packages(path: Path) -> set[str]:
    return {name.split(".")[0] for name in imported(path)}


def module(path: Path) -> str:
    """The name of a core file in LAYERS: its own, or that of its folder."""
    return path.relative_to(ROOT / "lstm_core").parts[0].removesuffix(".py")


# The core


@one_each(CORE)
def test_the_core_knows_nothing_of_the_app(path):
    assert not packages(path) & {"streamlit", "pages", "ui", "app", "tests", "benchmarks", "docs"}


@one_each([path for path in CORE if module(path) != "__init__"])
def test_the_core_imports_only_downwards(path):
    rank = {name: level for level, row in enumerate(LAYERS) for name in row.split()}
    assert module(path) in rank, f"give {module(path)} a place in LAYERS"
    used = {name.split(".")[1] for name in imported(path) if name.startswith("lstm_core.")} - {module(path)}
    assert not {name for name in used if rank[name] >= rank[module(path)]}


def test_the_core_itself_imports_nothing():
    """So `import lstm_core.cells` costs nothing more than the cells."""
    assert imported(ROOT / "lstm_core" / "__init__.py") == set()


@one_each(CORE)
def test_only_the_training_side_of_the_core_needs_torch(path):
    assert "torch" not in packages(path) or module(path) in NEEDS_TORCH


@one_each(CORE)
def test_no_derivation_knows_a_cell_by_name(path):
    """`if cell.name == "GRU"` is forbidden: what is not true of every cell is data on its page, or prose.

    To look a name up in a table (`cell.name in CELLS`) is not.
    """
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Match):
            assert not names_a_cell(node.subject)
        elif isinstance(node, ast.Compare):
            sides = [node.left, *node.comparators]
            equals = any(isinstance(op, ast.Eq | ast.NotEq) for op in node.ops)
            listed = any(isinstance(side, ast.List | ast.Tuple | ast.Set | ast.Constant) for side in sides)
            assert not ((equals or listed) and any(map(names_a_cell, sides))), ast.unparse(node)


def names_a_cell(part: ast.expr) -> bool:
    asked = {ast.unparse(node) for node in ast.walk(part) if isinstance(node, ast.Attribute)}
    return bool(asked & {f"{cell}.name" for cell in ("cell", "right", "wrong", "drawn", "meant", "self.cell")})


@one_each(CORE)
def test_nothing_in_the_core_prints_sleeps_or_reads_the_clock(path):
    if path.relative_to(ROOT / "lstm_core").as_posix() in COMMANDS:
        return
    called = {ast.unparse(node.func) for node in ast.walk(tree(path)) if isinstance(node, ast.Call)}
    assert not called & {"print", "input", "time.sleep", "time.time", "datetime.now", "exec", "eval"}
    assert "random" not in packages(path), "randomness comes in as a seed, through numpy or torch"


@one_each(CORE)
def test_every_file_and_every_public_function_says_what_it_is(path):
    whole = tree(path)
    assert ast.get_docstring(whole)
    for node in ast.walk(whole):
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_") and node in whole.body:
            assert ast.get_docstring(node), node.name


# The pages


@one_each(PAGES)
def test_pages_are_thin(path):
    assert len(path.read_text(encoding="utf-8").splitlines()) <= PAGE_LINES


@one_each(PAGES)
def test_pages_compute_nothing_themselves(path):
    assert not packages(path) & {"numpy", "torch"}


@one_each(APP)
def test_pages_share_through_the_ui_and_never_import_each_other(path):
    assert "pages" not in packages(path)
    assert "app" not in packages(path)


@one_each(APP)
def test_what_a_page_needs_of_torch_it_imports_late(path):
    """A page that trains nothing must not pay the second that torch takes to load."""
    early = [node for node in tree(path).body if isinstance(node, ast.Import | ast.ImportFrom)]
    names = {alias.name for node in early if isinstance(node, ast.Import) for alias in node.names}
    names |= {
        f"{node.module}.{alias.name}" for node in early if isinstance(node, ast.ImportFrom) for alias in node.names
    }
    assert not {name for name in names if name.split(".")[0] == "torch"}
    core = {name for name in names if name.startswith("lstm_core.") and name.split(".")[1] in NEEDS_TORCH}
    assert all(name.startswith(LIGHT) for name in core), core


@one_each([*APP, *CORE])
def test_only_state_and_components_touch_the_session_state(path):
    at = path.relative_to(ROOT)
    home = at == Path("ui/common/session.py") or at.is_relative_to("ui/components")
    names = {node.attr for node in ast.walk(tree(path)) if isinstance(node, ast.Attribute)}
    names |= {node.id for node in ast.walk(tree(path)) if isinstance(node, ast.Name)}
    assert home or "session_state" not in names
