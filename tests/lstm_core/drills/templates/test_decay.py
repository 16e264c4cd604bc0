"""Gradients over many steps: torch's way back, and vectors sent through the matrix."""

import math

import numpy as np
import torch

from tests.lstm_core.drills.reference import made, near


def test_n11_is_what_torch_finds_on_the_way_back():
    for drill in made("N11", "scalar"):
        n, a = drill.given, drill.answers
        h = start = torch.tensor(1.0, dtype=torch.float64, requires_grad=True)
        for _ in range(n["n"]):
            h = n["slope"] * n["w"] * h
        assert a["value"] == near(torch.autograd.grad(h, start)[0].item())
        assert a["fate"] == fate(n["w"] * n["slope"])
        if "lag" in a:
            assert abs(a["lag"] - math.log(n["below"]) / math.log(n["w"] * n["slope"])) <= 1
    for drill in made("N11", "diagonal"):
        n = drill.given
        assert drill.answers["value"] == near(max(n["a"] ** n["n"], n["b"] ** n["n"]))
        assert drill.answers["fate"] == fate(max(n["a"], n["b"]))


def fate(rate: float) -> str:
    return "does neither" if abs(rate - 1) < 1e-9 else "explodes" if rate > 1 else "vanishes"


def test_n11_mixed_units_run_as_vectors_do():
    """A ring of unit vectors, sent through W step by step: the longest that comes out is the size of W^n."""
    angles = np.linspace(0, np.pi, 2_000)
    for drill in made("N11", "mixed"):
        n, vectors, longest = drill.given, np.stack([np.cos(angles), np.sin(angles)]), []
        for step in range(1, 121):
            vectors = np.stack([n["a"] * vectors[0] + n["k"] * vectors[1], n["a"] * vectors[1]])
            longest.append(np.linalg.norm(vectors, axis=0).max())
            if step == n["n"]:
                assert drill.answers["corner"] == near(vectors[0, 1000 - 1 : 1001].mean(), 2e-2)
        grows, ends = max(longest[:3]) > 1, longest[-1] > 1
        expected = "grows without end" if ends else "grows first, then shrinks" if grows else "shrinks from the start"
        assert drill.answers["course"] == expected
        assert drill.answers["largest"] == near(max(np.linalg.eigvals([[n["a"], n["k"]], [0, n["a"]]])))
