"""Words as data: what stands beside figures and equations, one TOML file for each kind of text."""

from functools import cache
from pathlib import Path
from typing import Any

from lstm_core.prose.data import read_toml

FOLDER = Path(__file__).parent


@cache
def read(name: str) -> dict[str, Any]:
    """One of the files beside this one, parsed once: read("stages")."""
    return read_toml(FOLDER / f"{name}.toml")
