"""Mark one field: right, carried on from an own earlier value, a mistake known by its value, or off by so much."""

from collections.abc import Mapping, Sequence

import numpy as np

from lstm_core.drills.field import Field, FieldResult, Rule, Value
from lstm_core.drills.reading import written
from lstm_core.prose.text import true_minus

CLOSE = 5  # tolerances within which a value looks like rounding on the way


def judge(
    asked: Field, value: Value, answers: Mapping[str, Value], own: Mapping[str, Value], asks: Sequence[Field] = ()
) -> FieldResult:
    """What is said about a value. `own` holds what the learner typed into the fields before, right or wrong."""
    with np.errstate(all="ignore"):  # a learner may type 1e300
        return _judged(asked, value, answers, own, asks)


def _judged(
    asked: Field, value: Value, answers: Mapping[str, Value], own: Mapping[str, Value], asks: Sequence[Field]
) -> FieldResult:
    answer = answers[asked.name]
    if any(near(asked, value, right) for right in (answer, *(rule(answers) for rule in asked.also))):
        return FieldResult(True, value, f"Right: {written(asked, answer)}{asked.unit and ' ' + asked.unit}.", "right")
    own = {field.name: own[field.name] for field in asks if field.name in own and sensible(field, own, answers)}
    known = {**answers, **own}
    if own and near(asked, value, again(asked.rule, known)):
        return FieldResult(True, value, f"Carried on correctly{_source(asked, answers, own, asks)}.", "carried")
    for trap in (*asked.traps(answers), *asked.traps(known)):
        if near(asked, value, trap.value):
            return FieldResult(False, value, f"Not yet. {trap.words}", "trap")
    return FieldResult(False, value, f"Not yet. {off(asked, value, answer)} {asked.hint}".strip(), "off")


def sensible(asked: Field, own: Mapping[str, Value], answers: Mapping[str, Value]) -> bool:
    """Whether what was typed may be carried on: as many entries as asked for, and a value the quantity can have.

    A mistake that is known by its value may be carried on, too, wherever it leads: a gate left unsquashed, say.
    """
    entries = _entries(own[asked.name])
    if asked.size and len(entries) != asked.size:
        return False
    if all(_possible(asked, entry) for entry in entries):
        return True
    known = {**answers, **own}
    slips = [*asked.traps(answers), *asked.traps(known)]
    return any(near(asked, own[asked.name], slip.value) for slip in slips)


def _possible(asked: Field, entry: Value) -> bool:
    """Whether a quantity can have this value; what is counted is at least one."""
    if isinstance(entry, str):
        return True
    low, high = asked.span or ((1, np.inf) if asked.kind in ("integer", "bytes") else (-np.inf, np.inf))
    return bool(low <= entry <= high and abs(entry) < np.inf)  # an int may be too large for NumPy


def near(asked: Field, value: Value, right: Value) -> bool:
    """Whether a value counts as this one."""
    return distance(asked, value, right) <= 1 + 1e-9


def apart(asked: Field, value: Value, other: Value) -> bool:
    """Whether two values can be told from each other for certain: more than twice the tolerance lies between."""
    return min(distance(asked, value, other), distance(asked, other, value)) > 2


def distance(asked: Field, value: Value, right: Value) -> float:
    """How many tolerances are between two values, at the entry where they differ most."""
    ours, theirs = _entries(value), _entries(right)
    if len(ours) != len(theirs):
        return float("inf")
    return max((_gap(asked, a, b) for a, b in zip(ours, theirs, strict=True)), default=0.0)


def again(rule: Rule, known: Mapping[str, Value]) -> Value:
    """A rule worked out once more from what the learner has; None where their values do not allow it."""
    try:
        return rule(known)
    except (ArithmeticError, ValueError, KeyError, IndexError):
        return None


def off(asked: Field, value: Value, answer: Value) -> str:
    """How far off a value is, in words that do not give the answer away."""
    ours, theirs = _entries(value), _entries(answer)
    if asked.span and any(not asked.span[0] <= entry <= asked.span[1] for entry in ours):
        low, high = asked.span
        told = f"be between {low:g} and {high:g}" if np.isfinite(high) else f"be at least {low:g}"
        return true_minus(f"This must {told}.")
    if asked.kind == "vector":
        return _entries_off(asked, ours, theirs)
    return _number_off(asked, value, answer) if isinstance(answer, int | float) else ""


def _source(asked: Field, answers: Mapping[str, Value], own: Mapping[str, Value], asks: Sequence[Field]) -> str:
    """ " from your f": the earlier values that made the difference."""
    made = [
        field.label
        for field in asks
        if field.name in own
        and not near(field, own[field.name], answers[field.name])
        and not near(asked, again(asked.rule, {**answers, field.name: own[field.name]}), answers[asked.name])
    ]
    return f" from your {' and '.join(made)}" if made else " from your own numbers"


def _entries_off(asked: Field, ours: Sequence[float], theirs: Sequence[float]) -> str:
    if len(ours) != len(theirs):
        return f"The answer has {len(theirs)} entries, yours has {len(ours)}."
    wrong = [k for k, pair in enumerate(zip(ours, theirs, strict=True), 1) if _gap(asked, *pair) > 1 + 1e-9]
    where = f"entry {wrong[0]}" if len(wrong) == 1 else f"entries {', '.join(map(str, wrong))}"
    return f"{len(theirs) - len(wrong)} of {len(theirs)} entries are right. Look at {where} again."


def _number_off(asked: Field, value: float, answer: float) -> str:
    """The distance of a number, as a share of the answer."""
    if asked.kind == "number" and _gap(asked, value, answer) <= CLOSE:
        return "This is very close. Keep more digits on the way and round only at the end."
    if value * answer < 0:
        return "The sign is the other one."
    size = "large" if abs(value) > abs(answer) else "small"
    small, big = sorted((abs(value), abs(answer)))
    for factor, share in ((1.1, "by less than a tenth"), (2, "by less than a factor of two")):
        if big <= factor * small:
            return f"This is too {size}, {share}."
    return f"This is far too {size}: by a factor of more than {'ten' if big > 10 * small else 'two'}."


def _gap(asked: Field, value: Value, right: Value) -> float:
    """How many tolerances are between two entries; without a tolerance, or between words, none or infinitely many."""
    if isinstance(value, int | float) and isinstance(right, int | float):
        allowed = max(asked.atol, asked.rtol * abs(right))
        if allowed:
            return abs(value - right) / allowed
    return 0.0 if value == right else float("inf")


def _entries(value: Value) -> tuple:
    return value if isinstance(value, tuple) else (value,)
