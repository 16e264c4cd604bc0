"""What the nets on the page of delays were asked and given, in words; every number is that of their plans."""

from collections.abc import Sequence

from lstm_core.tasks import FRESH
from lstm_core.training.experiment import KNOWN
from lstm_core.training.sweep import COMMAND, RunPlan, SeedSummary, choosing, report


def task(plan: RunPlan) -> str:
    """What is asked of a net."""
    criterion = KNOWN[plan["task"]].criterion.sentence
    return (
        "A value comes with the store flag, among noise on the same line, and is asked for exactly so many steps "
        f"later. Every net has {plan['hidden']} units and trains on batches of {plan['batch']}. It has solved the task "
        f"when this holds on {FRESH:,} fresh sequences, twice in a row: *{criterion}*"
    )


def budget(plan: RunPlan) -> str:
    """What a net may use."""
    return (
        f"It may use {plan['steps']:,} batches, and has the learning rate that suits it best of the same "
        f"{len(choosing.tried('learning_rate', plan['task']).values)}."
    )


def method(plans: Sequence[RunPlan], rows: Sequence[SeedSummary]) -> str:
    """How the learning rates were chosen, what a run may use, what the starts are, and how to do it again."""
    plan = plans[0]
    tried = choosing.tried("learning_rate", plan["task"])
    rates = " or ".join(f"{rate:g}" for rate in tried.values)
    return (
        f"**Rates.** Every cell, with every start and at every delay, gets the learning rate among {rates} that does "
        f"best on {tried.seeds} seeds of its own: what most of them solve, then what takes the fewest batches on "
        f"average, then what errs least. The seeds shown are others. {report.seeds_per_point(rows)}\n\n"
        f"**Budget.** A run may use {plan['steps']:,} batches, however long they take, so a slower machine gets the "
        f"same results. {report.unsolved(rows, plan['steps'])} Gradients are clipped to length {plan['clip']:g}.\n\n"
        "**Figures.** Batches are the median of the seeds that solved it, with the quartiles; the table adds the 95 % "
        "interval of the share of seeds (Wilson 1927). Seconds depend on the machine, batches do not.\n\n"
        "**Starts.** *Keras*: Glorot and orthogonal weights, forget bias 1 (the GRU has none). *PyTorch*: everything "
        "uniform within 1/√units. *chrono*: as Keras, with a bias of ln(delay) for what keeps and −ln(delay) for what "
        "writes (Tallec and Ollivier 2018). Elman’s net has no such gate, so chrono starts it as Keras does.\n\n"
        f"Run it yourself, or with seeds and delays of your own: `{COMMAND} grid.toml`; the "
        "grid behind this page is `lstm_core/training/sweep/grids/delays.toml`, and a Dask cluster may train it "
        "(`--scheduler tcp://host:8786`)."
    )
