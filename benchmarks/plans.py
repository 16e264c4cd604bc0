"""What a plan is worth: 500 simulated learners who follow it, and the same who go through the course in order.

See `learners` for what is simulated. Not speed is measured here but promises about plans: none takes more time than
there is, each has the drawing of the LSTM, nothing is asked before it was taught, and more is known on the day.
"""

from statistics import fmean

from joblib import Parallel, delayed

from benchmarks.learners import PROFILES, UNTIL, Learner, Outcome, in_order, learners, with_plan
from benchmarks.measure import Row

COUNT = 500
SLACK = 1.05  # of the time, that somebody may take
LESS = 0.01  # of recall, by which a learner is worse off than a matter of luck
Pair = tuple[Learner, Outcome, Outcome]


def measure() -> list[Row]:
    """The promises over all learners, and how each profile and each time until the exam comes out."""
    pairs: list[Pair] = Parallel(n_jobs=-1)(delayed(both)(learner) for learner in learners(COUNT))
    worse = sum(mine.recall < order.recall - LESS for _, mine, order in pairs)
    over = sum(mine.minutes > SLACK * 60 * learner.hours for learner, mine, _ in pairs)
    return [
        Row(
            "plans: minutes planned, of those there are, at most",
            round(max(mine.planned for _, mine, _ in pairs), 6),
            "x",
            1.0,
        ),
        Row(f"plans: of {COUNT} learners, so many overrun by more than 5 %", over, "", 0),
        Row("plans without the drawing of the LSTM", sum(not mine.drawn for _, mine, _ in pairs), "", 0),
        Row("plans: asked before it was taught", sum(len(mine.untaught) for _, mine, _ in pairs), "", 0),
        _gain("all", pairs),
        *(_gain(name, [pair for pair in pairs if pair[0].profile == name]) for name in PROFILES),
        *(_gain(name, [pair for pair in pairs if pair[0].until == name]) for name in UNTIL),
        Row("plans: learners who know over 0.01 less than in order", worse / COUNT, "", None, "as a share"),
    ]


def both(learner: Learner) -> Pair:
    """With the plan, and in order for as long as the plan took."""
    mine = with_plan(learner)
    return learner, mine, in_order(learner, mine.minutes)


def _gain(name: str, pairs: list[Pair]) -> Row:
    """How much more is known on the day, as a ratio of means."""
    plan, order = fmean(mine.recall for _, mine, _ in pairs), fmean(order.recall for _, _, order in pairs)
    note = f"recall {plan:.3f} with the plan, {order:.3f} in order; {len(pairs)} learners"
    return Row(f"plans: known on the day, against the course in order, {name}", plan / order, "x", note=note, least=1.0)
