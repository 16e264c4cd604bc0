"""Verdicts: right, carried on, a mistake by its name, or off by so much; and never an answer given away."""

import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lstm_core.drills import DRILLS
from lstm_core.drills.field import Field, always
from lstm_core.drills.marking import judge, off
from lstm_core.drills.reading import written
from tests.lstm_core.drills.many import drills, each_template, made, typed

NASTY = [
    "0",
    "-1",
    "1e300",
    "-1e300",
    "1e-300",
    "0;0;0",
    "1e300; 1e300",
    "-1e300 1e300 1e300",
    "1",
    "0.5",
    "CCC",
    "A",
    "explodes",
]


def test_a_wrong_gate_carried_on_correctly_counts():
    drill = DRILLS["N01"](0)
    n, a = drill.given, drill.answers
    c = 0.5 * n["c"] + a["i"] * a["g"]
    said = drill.mark_all({**typed(drill), "f": "0.5", "c_next": f"{c:.3f}"})
    assert (said["f"].right, said["c_next"].right, said["c_next"].how) == (False, True, "carried")
    assert said["c_next"].text == "Carried on correctly from your $f_t$."
    assert said["g"].how == "right"
    assert said["h_next"].how == "right"


def test_the_whole_way_may_be_carried_on():
    drill = DRILLS["N10"](3)
    said = drill.mark_all({"f": "0.8", "b": "ln(0.8/0.2)"})
    assert (said["f"].how, said["b"].how) == ("off", "carried")
    assert "from your $f$" in said["b"].text


def test_a_mistake_on_top_of_an_own_value_is_recognised():
    drill = DRILLS["N10"](3)
    assert drill.mark_all({"f": "0.8", "b": "0.8"})["b"].text.startswith("Not yet. This is f itself")


@pytest.mark.slow
@pytest.mark.xdist_group("drills N01")
def test_rounding_on_the_way_is_carried_on():
    """With f and i rounded to two decimals the memory may leave the tolerance; it still follows from them."""
    for drill in drills("N01"):
        a, c = drill.answers, drill.given["c"]
        f, i, g = (round(a[name], 2) for name in "fig")
        own = {"f": f"{f}", "i": f"{i}", "g": f"{g}", "c_next": f"{f * c + i * g:.3f}"}
        assert all(verdict.right for verdict in drill.mark_all(own).values())


@pytest.mark.xdist_group("drills N13")
def test_the_probability_of_an_own_sequence_counts():
    carried = 0
    for drill in drills("N13", 60):
        after = drill.given["chances"]
        p = after["start"][2] * after["C"][1] * after["B"][1]
        said = drill.mark_all({"found": "CBB", "p": repr(p)})
        assert said["p"].right
        carried += said["p"].how == "carried"
    assert carried > 40


def test_contributions_follow_from_own_states_and_the_sum_from_own_contributions():
    drill = DRILLS["N15"](1)
    n = drill.given
    h1, h2, h3 = 0.5, 0.4, 0.3
    e, w = h3 - n["y"], n["w"]
    terms = (0.0, e * (1 - h3**2) * w * (1 - h2**2) * h1, e * (1 - h3**2) * h2)
    own = {"h": "0.5; 0.4; 0.3", "terms": "; ".join(f"{term:.6f}" for term in terms), "sum": f"{sum(terms):.6f}"}
    assert [verdict.how for verdict in drill.mark_all(own).values()] == ["off", "carried", "carried"]


def test_layers_and_total_are_added_up_from_own_counts():
    drill = next(drill for drill in drills("N06") if "layer_2" in drill.answers and "readout" not in drill.answers)
    own = typed(drill) | {"layer_1": "100", "total": str(drill.answer - drill.answers["layer_1"] + 100)}
    assert drill.mark_all(own)["total"].text == "Carried on correctly from your Layer 1."


@each_template
def test_every_later_field_may_be_carried_on_from_a_wrong_one_before(key):
    """Where a field follows from the others: a wrong value there, and what the rule makes of it, count."""
    for drill in drills(key, 40):
        for k, asked in enumerate(drill.asks):
            for trap in drill.all_traps[asked.name][:1]:
                for later in drill.asks[k + 1 :]:
                    if isinstance(trap.value, tuple) and len(trap.value) != asked.size:
                        continue  # too few entries: there is nothing to go on from
                    try:
                        value = later.rule({**drill.answers, asked.name: trap.value})
                    except (ArithmeticError, ValueError, LookupError):
                        continue
                    own = {asked.name: written(asked, trap.value), later.name: precisely(later, value)}
                    said = drill.mark_all(own)
                    assert not said[asked.name].right
                    assert said[later.name].right, (own, said, drill.question)


NONSENSE = {  # what none of these quantities can be
    "number": st.floats(1e4, 1e9) | st.floats(-1e9, -1e4),
    "integer": st.integers(-1000, 0),
    "bytes": st.integers(-1000, 0),
}


@each_template
@given(data=st.data())
def test_nonsense_is_never_said_to_be_carried_on(key, data):
    """Values that cannot be, or too few or too many of them, then exactly what the rule makes of them."""
    drill = made(key, data.draw(st.integers(0, 24)))
    entry = lambda asked: data.draw(NONSENSE.get(asked.kind, NONSENSE["number"]))
    own, texts = dict(drill.answers), {}
    for asked in drill.asks:
        value, nonsense = _followed(asked, own, drill), asked.kind not in ("choice", "shape")
        if nonsense and asked.rule(drill.answers) == value:  # it follows from no field before: begin anew
            count = data.draw(st.integers(1, 4).filter(lambda n, size=asked.size: n != size))
            value = ("A",) * count if asked.kind == "sequence" else entry(asked)
            if asked.kind == "vector":
                value = data.draw(st.sampled_from([(0.5,) * count, tuple(entry(asked) for _ in range(asked.size))]))
        own[asked.name] = value
        texts[asked.name] = precisely(asked, value)
    for verdict in drill.mark_all(texts).values():
        assert verdict.how != "carried", (texts, verdict)


def _followed(asked, own, drill):
    """What the rule makes of these values; the answer where it can make nothing of them."""
    try:
        with np.errstate(all="ignore"):
            return asked.rule(own)
    except (ArithmeticError, ValueError, LookupError):
        return drill.answers[asked.name]


def test_one_number_where_three_are_asked_for_leads_nowhere():
    said = DRILLS["N15"](0).mark_all({"h": "5", "terms": "7", "sum": "7"})
    assert [verdict.how for verdict in said.values()] == ["off", "off", "off"]
    said = DRILLS["N15"](0).mark_all({"h": "5; 7; 7", "terms": "7; 7; 7", "sum": "21"})
    assert [verdict.how for verdict in said.values()] == ["off", "off", "off"]
    assert "between −1 and 1" in said["h"].text


def precisely(asked: Field, value: object) -> str:
    """A value with many digits: a rounded one may be off by more than the tolerance of what follows."""
    values = value if isinstance(value, tuple) else (value,)
    return "; ".join(f"{entry:.9f}" if isinstance(entry, float) else str(entry) for entry in values)


@each_template
def test_whatever_is_typed_there_is_a_verdict(key):
    for drill in drills(key, 25):
        for text in NASTY:
            said = drill.mark_all({asked.name: text for asked in drill.asks})
            assert all(verdict.text.endswith((".", "?", "…")) for verdict in said.values()), said


@given(
    key=st.sampled_from(list(DRILLS)),
    seed=st.integers(0, 499),
    texts=st.lists(st.text(max_size=12), min_size=8, max_size=8),
)
def test_any_text_gets_a_verdict(key, seed, texts):
    asked = made(key, seed)
    said = asked.mark_all({field.name: text for field, text in zip(asked.asks, texts, strict=False)})
    assert all(verdict.how in ("right", "carried", "trap", "off", "unread") for verdict in said.values())


def test_what_was_left_empty_has_no_verdict_and_what_cannot_be_read_has_a_sentence():
    said = DRILLS["N01"](0).mark_all({"f": " ", "i": "a lot", "nobody": "1"})
    assert list(said) == ["i"]
    assert (said["i"].right, said["i"].how) == (False, "unread")
    with pytest.raises(ValueError, match="is not a number"):
        DRILLS["N01"](0).mark("a lot")


def test_a_half_life_may_be_rounded_up_to_whole_steps():
    drill = next(drill for drill in drills("N09") if drill.given["f"] == 0.9)
    assert drill.mark_all({"half_life": "7"})["half_life"].right
    assert drill.mark_all({"half_life": "ln(.5)/ln(.9)"})["half_life"].right
    assert not drill.mark_all({"half_life": "6"})["half_life"].right


@pytest.mark.parametrize(
    ("value", "answer", "said"),
    [
        (0.512, 0.5, "very close"),
        (-0.5, 0.5, "sign is the other one"),
        (0.54, 0.5, "too large, by less than a tenth"),
        (0.46, 0.5, "too small, by less than a tenth"),
        (0.7, 0.5, "too large, by less than a factor of two"),
        (1.4, 0.5, "far too large: by a factor of more than two"),
        (0.01, 0.5, "far too small: by a factor of more than ten"),
        (7, 0, "far too large"),
    ],
)
def test_how_far_off_a_number_is_comes_in_words(value, answer, said):
    assert said in off(Field("a", "$a$", always(answer), atol=0.005), value, answer)


def test_how_many_entries_are_right_comes_in_words():
    asked = Field("a", "$a$", always((1.0, 2.0, 3.0)), kind="vector", atol=0.01, size=3)
    assert off(asked, (1.0, 2.5, 3.0), (1.0, 2.0, 3.0)) == "2 of 3 entries are right. Look at entry 2 again."
    assert off(asked, (1.0, 2.5), (1.0, 2.0, 3.0)) == "The answer has 3 entries, yours has 2."


def test_a_gate_outside_zero_and_one_is_told_so():
    drill = next(drill for drill in drills("N05") if drill.key == "N05 inverse" and drill.answers["f"] == 1)
    assert "must be between 0 and 1" in drill.mark_all({"f": "3"})["f"].text


@each_template
def test_a_wrong_answer_never_gives_the_right_one_away(key):
    for drill in drills(key, 40):
        for asked in drill.asks:
            if asked.kind in ("choice", "sequence"):
                continue
            answer = written(asked, drill.answers[asked.name])
            wrong = {"vector": "77; 77; 77", "shape": "77 × 77 × 77 × 77"}.get(
                asked.kind, "77.5" if asked.kind == "number" else "77"
            )
            value = drill.mark_all({asked.name: wrong})[asked.name]
            numbers = re.findall(r"\d+[.,]?\d*", value.text)
            assert value.right or len(answer) < 3 or answer not in numbers, value.text


def test_a_field_by_itself_is_marked_too():
    asked = Field("a", "$a$", always(1.0), atol=0.01)
    assert judge(asked, 1.0, {"a": 1.0}, {}).text == "Right: 1.000."
    assert judge(asked, 2.0, {"a": 1.0}, {}).how == "off"
