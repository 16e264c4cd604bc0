"""Words as data: what stands beside figures and equations, one TOML file for each kind of text."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent


@cache
def read(name: str) -> dict[str, Any]:
    """One of the files beside this one, parsed once: read("stages")."""
    return tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))
