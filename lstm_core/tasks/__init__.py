"""Tasks that need memory. NumPy only: a task makes sequences and judges answers, it trains nothing.

    batch      sequences and their ideal answers         criteria   when a task counts as solved
    task       what every task offers
    recall, countdown, sequence, adding, parity, story   the tasks, a page each
    designed   a task from a grid that a learner filled in; draft: the grid while it is being filled in
    lecture    the tasks as in the lecture's own code    probes     what a recall net never met in training
    baselines  what nets reach that learnt nothing       watch      a few fixed sequences to look at
    ideals     what a task asks for at every step of any sequence

Random numbers come in as a generator: equal seeds make equal batches. Sentences count steps from 1, arrays from 0.
To add a task, write its page beside these and a row here.
"""

from lstm_core.tasks.adding import ADDING
from lstm_core.tasks.baselines import WORDS, Errors, baselines, errors, informative_outputs, usual_baselines
from lstm_core.tasks.batch import Batch
from lstm_core.tasks.countdown import COUNTDOWN
from lstm_core.tasks.criteria import CriterionResult
from lstm_core.tasks.designed import designed
from lstm_core.tasks.lecture import LECTURE_TASKS, deviation
from lstm_core.tasks.parity import PARITY
from lstm_core.tasks.probes import PROBES
from lstm_core.tasks.recall import DISTRACTED, ONCE, TWICE, ideal
from lstm_core.tasks.sequence import SEQUENCE
from lstm_core.tasks.story import STORY
from lstm_core.tasks.task import FRESH, Task
from lstm_core.tasks.watch import Watched, fixed_sequences

TASKS = {task.name: task for task in (ONCE, TWICE, DISTRACTED, COUNTDOWN, SEQUENCE, ADDING, PARITY, STORY)}

__all__ = [
    "FRESH",
    "LECTURE_TASKS",
    "PROBES",
    "TASKS",
    "WORDS",
    "Batch",
    "CriterionResult",
    "Errors",
    "Task",
    "Watched",
    "baselines",
    "designed",
    "deviation",
    "errors",
    "fixed_sequences",
    "ideal",
    "informative_outputs",
    "usual_baselines",
]
