"""Calls that are made ready once and repeated in every training step."""

import itertools
from collections.abc import Callable, Iterable
from functools import partial

import numpy as np
import torch

Array = np.ndarray
Call = Callable[[], object]
Program = list[Call]
TimeIndex = int | slice  # one time step, or slice(None) for all of them in one call

# OpenBLAS, inside NumPy, divides a larger product among threads of its own, whatever torch was told, and beside a busy
# page those cost up to a hundred times the product itself. (With a margin: it was seen to do so from 1.8 times this.)
LARGEST = 2**19  # multiplications in one product of matrices
LARGEST_BY_VECTOR = 2**17  # the same where one of them is a row or a column


def run(program: Iterable[Call]) -> None:
    """Make the calls, one after the other."""
    for call in program:
        call()


def at(array: Array, t: TimeIndex) -> Array:
    """Step t of an array (time, ...); what has fewer axes is the same at all steps."""
    return array[t] if array.ndim == 3 else array


def product(a: Array, b: Array, out: Array) -> Program:
    """out = a @ b, in as many pieces as it takes to keep to one thread."""
    rows, inner, columns = out.shape[-2], a.shape[-1], out.shape[-1]
    largest = LARGEST if min(rows, columns) > 1 else LARGEST_BY_VECTOR
    at_once = largest // max(inner * columns, 1)
    if at_once < min(rows, 8):  # the pieces would be too small to be worth it
        return [partial(_by_torch, a, b, out)]
    pieces = -(-rows // at_once) or 1
    cuts = [rows * k // pieces for k in range(pieces + 1)]
    return [
        partial(np.matmul, a[..., top:bottom, :], b, out[..., top:bottom, :])
        for top, bottom in itertools.pairwise(cuts)
    ]


def _by_torch(a: Array, b: Array, out: Array) -> None:
    """The same by torch, which is slower to begin but keeps to torch.set_num_threads."""
    torch.matmul(torch.from_numpy(a), torch.from_numpy(b), out=torch.from_numpy(out))


def summed_products(a: Array, b: Array, out: Array) -> Program:
    """out = sum over t of a[t] @ b[t].T, from a: (time, rows, batch) and b: (time, columns, batch)."""
    time, rows, batch = a.shape
    columns = b.shape[1]
    if rows * columns * batch <= LARGEST and columns <= 2 * batch:
        each = np.empty((time, rows, columns), a.dtype)
        return [*product(a, b.transpose(0, 2, 1), each), partial(np.add.reduce, each, 0, None, out)]
    wide, long = np.empty((rows, time, batch), a.dtype), np.empty((columns, time, batch), b.dtype)
    return [
        partial(np.copyto, wide, a.transpose(1, 0, 2)),
        partial(np.copyto, long, b.transpose(1, 0, 2)),
        *product(wide.reshape(rows, -1), long.reshape(columns, -1).T, out),
    ]
