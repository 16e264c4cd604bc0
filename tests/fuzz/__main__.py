"""`make fuzz`: atheris feeds every reader a hundred thousand inputs, guided by the lines they reach.

`python -m tests.fuzz` runs all of them, `python -m tests.fuzz notation 1000` one of them, with so many inputs.
"""

import subprocess
import sys
import tempfile
import time

RUNS = 100_000
PATIENCE = 30  # seconds for one input, on a busy machine
MEMORY = 2_000  # megabytes


def main(names: list[str], runs: int) -> int:
    """Run them one after the other, each in a process of its own; how many ended with a fault."""
    faults = 0
    for name in names:
        start = time.perf_counter()
        done = subprocess.run(
            [sys.executable, "-m", "tests.fuzz", name, str(runs), "alone"], capture_output=True, text=True
        )
        took = time.perf_counter() - start
        print(
            f"{name:12} {runs:>9,} inputs {took:7.0f} s  {'nothing found' if not done.returncode else 'FAULT'}",
            flush=True,
        )
        if done.returncode:
            faults += 1
            print((done.stdout + done.stderr)[-4_000:], flush=True)
    return faults


def alone(name: str, runs: int) -> None:
    """Feed one reader; atheris ends the process itself."""
    import atheris

    with atheris.instrument_imports(include=["lstm_core", "simpleeval"]):
        from tests.fuzz.targets import TARGETS, refused

    limits = [f"-runs={runs}", f"-timeout={PATIENCE}", f"-rss_limit_mb={MEMORY}", "-max_len=200", "-seed=1"]
    limits.append(f"-artifact_prefix={tempfile.gettempdir()}/")
    atheris.Setup([sys.argv[0], *limits], lambda data: bool(refused(lambda: TARGETS[name](data))) and None)
    atheris.Fuzz()


if __name__ == "__main__":
    asked = sys.argv[1:]
    if asked[2:] == ["alone"]:
        alone(asked[0], int(asked[1]))
    else:
        from tests.fuzz.targets import TARGETS

        sys.exit(main(asked[:1] or list(TARGETS), int(asked[1]) if asked[1:] else RUNS))
