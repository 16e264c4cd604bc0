"""Train: choose a task and up to three cells, say how long it will take, and watch them learn."""

from ui import endings
from ui.common.frame import framed
from ui.common.trainer import start_trainer
from ui.train import choose, controls, live, past_runs, results, runs, task, ten_seeds, whose

framed()

start_trainer()
choice = choose.choose()
race = runs.current()
controls.show(choice, race)
if race.runs:
    whose.show(choice, race)
    live.show(race)
    results.show(race)
    endings.show("train", first=results.inside(race))
task.show(choice, open_=not race.runs)
ten_seeds.show(choice)
past_runs.show(race)
if not race.runs:
    endings.show("train")
