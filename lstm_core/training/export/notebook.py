"""A script as a Jupyter notebook, by the lines in it that begin with "# %%"."""

import json
import re
from typing import Any

MARK = re.compile(r"^# %%( \[markdown\])?\n", re.MULTILINE)


def notebook(script: str) -> str:
    """The notebook as JSON (nbformat 4.5)."""
    _, *pieces = MARK.split(script)
    pairs = zip(pieces[::2], pieces[1::2], strict=True)
    cells = [_cell(k, bool(kind), text.strip()) for k, (kind, text) in enumerate(pairs)]
    kernel = {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}}
    whole = {"cells": cells, "metadata": kernel, "nbformat": 4, "nbformat_minor": 5}
    return json.dumps(whole, ensure_ascii=False, indent=1)


def _cell(number: int, markdown: bool, text: str) -> dict[str, Any]:
    if markdown:
        text = re.sub(r"^# ?", "", text, flags=re.MULTILINE)
    cell: dict[str, Any] = {"cell_type": "markdown" if markdown else "code", "id": f"cell-{number}", "metadata": {}}
    cell["source"] = text.splitlines(keepends=True)
    return cell if markdown else cell | {"execution_count": None, "outputs": []}
