"""Design a task: fill in what goes in and what should come out, see what is made of it, keep it for training."""

import streamlit as st

from lstm_core.tasks import Task
from lstm_core.tasks.draft import Draft, examples, task_of
from ui import endings
from ui.common import creations
from ui.common.frame import framed
from ui.common.learner_log import sync_learner
from ui.common.text import problem
from ui.design_task import fields, preview, save
from ui.design_task.grids import grids
from ui.train.task import describe_task

framed()


def _task(name: str, draft: Draft) -> Task | None:
    """The task of the draft; None, and a sentence, if something in the grids is not right yet."""
    try:
        return task_of(name or "My task", draft)
    except ValueError as error:
        problem(str(error))
    return None


st.markdown(
    "Before a net can learn, somebody has to write down what goes in at every step and what should come out. "
    "Here you do. **Draw one pattern.** Every sequence in training is a variation of it."
)
sync_learner()
creations.catch_up()
fields.fill_new_fields()
left, right = st.columns([6, 5], gap="large")
with left:
    name = fields.name_and_start()
    fields.variation()
    draft = grids()
    task = _task(name, draft)
    note = next((example.note for example in examples().values() if example == draft), "")
    if note:
        st.caption(f":material/lightbulb: {note}")
    save.show(name, draft, ready=task is not None)
with right:
    if task:
        preview.show(task)
    else:
        st.markdown("As soon as the pattern can be read, three sequences made from it are shown here.")
if task:
    st.header("When has a net learnt it?", anchor=False)
    describe_task(task, task.time)
endings.show("design-task")
