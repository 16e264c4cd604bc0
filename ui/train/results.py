"""When a race is over: the guess beside what happened, and the run to take along."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

from ui.common.creations import kept_words
from ui.common.leads_on import Way, say
from ui.common.session import choose, session
from ui.common.text import problem
from ui.common.ways import lead_to
from ui.probe.nets import MOST_NETS, keep_net, name_of_kept
from ui.train.runs import Race

if TYPE_CHECKING:
    from lstm_core.training import Trained
    from lstm_core.training.run import Run

CLOSE = 1.25  # a guess within this factor is close


def show(race: Race) -> None:
    """Nothing while it goes on."""
    if not race.ended:
        return
    if guess := race.start.guess:
        st.markdown(f":material/psychology_alt: {compared(guess, race.runs[0])}")
    with st.expander("Take it along", icon=":material/download:"):
        run = race.runs[0]
        if len(race.runs) > 1:
            names = [each.experiment.cell.name for each in race.runs]
            name = st.segmented_control("Which net", names, default=names[0], required=True, key="take")
            run = race.runs[names.index(name)] if name in names else run
        if run.progress.step:
            _downloads(run)


def inside(race: Race) -> Iterator[Way]:
    """The way into the first net that has learnt it, once the race is over."""
    solved = [run for run in race.runs if run.progress.solved] if race.ended else []
    if solved:
        yield Way("probe", say("inside"), prepare=partial(_open_inside, solved[0]))


def _open_inside(run: Run) -> None:
    """Keep the net for the page Probe, and choose it there."""
    data = _trained(run).save()
    _keep(_net_name(run), data)
    if kept := name_of_kept(data):
        choose({"net": kept})


def _trained(run: Run) -> Trained:
    from lstm_core.training import Trained

    return Trained(run.experiment, tuple(run.progress.history.weights))


def _net_name(run: Run) -> str:
    e = run.experiment
    return f"{e.task_spec.name}, {e.cell.name}, seed {e.seed}"


def compared(guess: int, run: Run) -> str:
    """The learner's guess beside the truth, in a sentence."""
    name, took = run.experiment.cell.name, run.progress.step
    said = f"You said {guess:,} batches. "
    if not run.progress.solved:
        return f"{said}After {took:,} the {name} has not learnt it."
    if max(guess, took) <= CLOSE * min(guess, took):
        return f"{said}The {name} took {took:,}: well guessed."
    return f"{said}The {name} took {took:,}, that is {abs(took - guess):,} {'fewer' if took < guess else 'more'}."


def _keep_for_probing(net: Trained, name: str) -> None:
    """Hand a trained net to the page Probe; two runs may have one name, so the way there is to this very net."""
    data = net.save()
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button(
            "Keep it for probing",
            icon=":material/biotech:",
            key="keep_net",
            on_click=_keep,
            args=(name, data),
        )
        if note := session().notes.pop("keep_net", ""):
            problem(note)
        if kept := name_of_kept(data):
            st.markdown(kept_words(kept, "nets", MOST_NETS))
            lead_to("probe", "Look inside", {"net": kept})


def _keep(name: str, data: bytes) -> None:
    try:
        keep_net(name[:60], data)
    except ValueError as error:
        session().notes["keep_net"] = str(error)


def _downloads(run: Run) -> None:
    from lstm_core.training.export import notebook, picture, script, table

    e, progress, watched = (
        run.experiment,
        run.progress,
        session().train.watched,
    )  # a download is made outside the session
    name = "_".join(re.findall(r"[a-z0-9]+", f"{e.task_spec.name} {e.cell.name} seed {e.seed}".lower()))
    _keep_for_probing(_trained(run), _net_name(run))
    st.caption("Script and notebook repeat this run with PyTorch alone; the losses agree to about five digits.")
    code = lambda: script(e, progress.step, run.rates)
    files: list[tuple[str, Callable[[], str | bytes], str, str | None, str]] = [
        ("PyTorch script", code, f"{name}.py", "text/x-python", "code"),
        ("Notebook", lambda: notebook(code()), f"{name}.ipynb", "application/x-ipynb+json", "menu_book"),
        ("Weights", _trained(run).save, f"{name}.safetensors", None, "database"),
        ("Losses", lambda: table(progress), f"{name}.csv", "text/csv", "table"),
        ("Picture", lambda: picture(e, progress.history, watched), f"{name}.svg", "image/svg+xml", "image"),
    ]
    with st.container(horizontal=True):
        for label, data, file, mime, icon in files:
            st.download_button(
                label, data, file, mime, key=f"get {label}", on_click="ignore", icon=f":material/{icon}:"
            )
