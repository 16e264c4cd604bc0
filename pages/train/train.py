"""Train: choose a task and up to three cells, say how long it will take, and watch them learn."""

from pages.shared.train import choose, controls, finished, live, results, runs, seeds, task

runs.warm()
choice = choose.choose()
race = runs.current()
controls.show(choice, race)
if race.runs:
    live.show(race)
    results.show(race)
task.show(choice, open_=not race.runs)
seeds.show(choice)
finished.show(race)
