"""Threads hand the interpreter over soon, and what they let go of goes back to the system."""

import json
import os
import subprocess
import sys

import pytest

from tools.serving import ROOT

ON_GNU = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="asks the C library of GNU")
HEAD = """
import ctypes, json, re, sys, threading
from pathlib import Path
from streamlit.runtime import Runtime
from ui.common import threads

Runtime.exists = classmethod(lambda cls: True)
library = ctypes.CDLL(None)
"""
IN_PARTS = """
library.fopen.restype = ctypes.c_void_p
library.malloc_info.argtypes = ctypes.c_int, ctypes.c_void_p
library.fclose.argtypes = [ctypes.c_void_p]

def parts():
    file = library.fopen(sys.argv[1].encode(), b"w")
    library.malloc_info(0, file)
    library.fclose(file)
    return Path(sys.argv[1]).read_text().count("<heap nr")

def many():
    together = threading.Barrier(12)
    def page():
        kept = [bytes(50_000) for _ in range(20)]
        together.wait(60)
    pages = [threading.Thread(target=page) for _ in range(12)]
    for each in pages: each.start()
    for each in pages: each.join(60)

if sys.argv[2] == "ours": threads.many_threads()
before = parts()
many()
print(json.dumps([before, parts()]))
"""
GIVEN_BACK = """
def resident():
    return int(Path("/proc/self/statm").read_text().split()[1])

kept = [bytes(100_000) for _ in range(2_000)]
full = resident()
kept = kept[::20]
some = resident()
threads.give_back()
print(json.dumps([full, some, resident()]))
"""
LARGE_FILES = """
def resident():
    return int(Path("/proc/self/statm").read_text().split()[1]) * 4096

if sys.argv[1] == "ours": threads.many_threads()
before, kept = resident(), []
for _ in range(4):
    files = [b"x" * 20_000_000 for _ in range(3)]
    kept.append(b"y" * 100_000)
    del files
print(json.dumps((resident() - before) / 20_000_000))
"""


def said(script: str, *words: str):
    """What a process of its own prints."""
    command = [sys.executable, "-c", HEAD + script, *words]
    given = {name: value for name, value in os.environ.items() if not name.endswith("_NUM_THREADS")}
    told = subprocess.run(command, cwd=ROOT, env=given, capture_output=True, check=True, text=True).stdout
    return json.loads(told)


def test_threads_of_a_server_hand_over_ten_times_as_soon_as_python_has_it():
    script = "before = sys.getswitchinterval(); threads.many_threads(); print(before / sys.getswitchinterval())"
    assert said(script) == pytest.approx(10)


def test_matrices_are_worked_out_by_the_thread_that_needs_them():
    script = """
import numpy as np

a = np.random.default_rng(0).normal(size=(512, 512))
for _ in range(3): np.linalg.qr(a), a @ a
print(json.dumps(len(list(Path("/proc/self/task").iterdir())) - threading.active_count()))
"""
    if not sys.platform.startswith("linux") or said(script) == 0:
        pytest.skip("NumPy has no threads of its own here")
    assert said(f"threads.many_threads(){script}") == 0


def test_nothing_that_the_app_imports_has_made_numpys_threads_before():
    lines = (ROOT / "app.py").read_text(encoding="utf-8").splitlines()
    imports = "\n".join(line for line in lines if line.startswith(("import ", "from ")))
    assert (
        said(f"Runtime.exists = classmethod(lambda cls: False)\n{imports}\nprint(json.dumps('numpy' in sys.modules))")
        is False
    )


@ON_GNU
def test_the_pages_of_a_server_have_their_memory_from_the_parts_that_are_there(tmp_path):
    before, after = said(IN_PARTS, str(tmp_path / "info"), "ours")
    assert after == before
    before, after = said(IN_PARTS, str(tmp_path / "info"), "as it was")
    assert after > before, "or this test would prove nothing"


@ON_GNU
def test_memory_that_is_free_between_what_is_kept_goes_back_to_the_system():
    full, some, after = said(GIVEN_BACK)
    assert some > 0.9 * full, "or this test would prove nothing"
    assert after < 0.5 * full


@ON_GNU
def test_a_large_file_that_is_let_go_leaves_no_hole():
    assert said(LARGE_FILES, "ours") < 1
    assert said(LARGE_FILES, "as it was") > 2, "or this test would prove nothing"


@ON_GNU
def test_memory_is_given_back_once_in_a_while_and_not_after_every_click():
    script = "print(json.dumps([threads.give_back(now) for now in (10.0, 10.0, 10.9, 11.0, 11.1, 99.0)]))"
    assert said(script) == [True, False, False, True, False, True]


def test_nothing_is_changed_where_pages_are_tried_without_a_server():
    script = "print(json.dumps([threads.many_threads(), sys.getswitchinterval() < 0.005]))"
    assert said(script.replace("print", "Runtime.exists = classmethod(lambda cls: False); print")) == [False, False]
