"""Keras itself, where an interpreter that has it is named (RECALL_KERAS_PYTHON): it says what PyTorch says."""

import json
import os
import subprocess
from pathlib import Path

import numpy as np
import pytest

from lstm_core.cells.conventions import LAYOUTS, convert
from tests.lstm_core.cells.conventions.test_convert import H, X, drawn, said_by

PEER = Path(__file__).with_name("keras_peer.py")
CASES = {
    ("LSTM", "Keras"): ("LSTM", "PyTorch", {}),
    ("GRU", "Keras"): ("GRU", "PyTorch", {}),
    ("GRU", "Keras, reset_after=False"): ("GRU", "FAU", {"reset_after": False}),
    ("Elman", "Keras"): ("SimpleRNN", "PyTorch", {}),
}


@pytest.mark.skipif(
    "RECALL_KERAS_PYTHON" not in os.environ, reason="RECALL_KERAS_PYTHON names no interpreter with Keras"
)
@pytest.mark.parametrize("case", CASES, ids=" ".join)
def test_keras_says_what_the_other_framework_said(case):
    cell, (layer, other, options) = case[0], CASES[case]
    layouts = {layout.name: layout for layout in LAYOUTS[cell]}
    blocks = drawn(layouts[other])
    made = convert(layouts[other], layouts[case[1]], blocks)
    rng = np.random.default_rng(7)  # the step of said_by
    x, *states = (rng.normal(size=size).tolist() for size in (X, H, *([H] if cell == "LSTM" else [])))
    asked = {"layer": layer, "options": options, "blocks": {name: block.tolist() for name, block in made.items()}}
    python, quiet = os.environ["RECALL_KERAS_PYTHON"], {**os.environ, "TF_CPP_MIN_LOG_LEVEL": "3"}
    peer = subprocess.run(
        [python, PEER], input=json.dumps(asked | {"x": x, "states": states}), env=quiet, capture_output=True,
        text=True, check=True,
    )  # fmt: skip
    np.testing.assert_allclose(
        json.loads(peer.stdout.splitlines()[-1]), said_by(cell, layouts[other], blocks), atol=1e-6
    )
