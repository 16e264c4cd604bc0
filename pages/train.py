"""Train: choose a task and up to three cells, say how long it will take, and watch them learn."""

import streamlit as st

from ui import endings
from ui.common import after_reload, creations
from ui.common.frame import framed
from ui.common.learner_log import sync_learner
from ui.common.trainer import start_trainer
from ui.train import choose, controls, live, past_runs, results, runs, task, ten_seeds, whose

framed()

start_trainer()
after_reload.take_up()
sync_learner()
creations.catch_up()
choice = choose.choose()
race = runs.current()
controls.show(choice, race)
with st.container():  # whatever comes into it, what lies below keeps its place, and a fold that was opened stays open
    if race.runs:
        whose.show(choice, race)
        live.show(race)
        results.show(race)
        endings.show("train", first=results.inside(race))
task.show(choice, open_=not race.runs)
ten_seeds.show(choice)
past_runs.show()
if not race.runs:
    endings.show("train")
