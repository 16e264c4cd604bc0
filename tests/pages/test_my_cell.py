"""The page My cell without a browser: what is typed is shown, and nothing typed or linked breaks it."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from streamlit.testing.v1 import AppTest

from lstm_core.cells import CELLS
from lstm_core.cells.custom import packed, page_of, read_own
from tools.apptest import open_page, rerun
from ui.my_cell.editor import NAME, PAGE

OWN = (
    "x\nh\nkeep = sigmoid(linear(x, h))  # keep gate\nn = tanh(linear(x, keep * h))\nh_next = keep * h + (1 - keep) * n"
)


def opened(**query: str) -> AppTest:
    return open_page("my-cell", query)


def typed(at: AppTest, page: str, name: str | None = None) -> AppTest:
    at.text_area(key=PAGE).set_value(page)
    if name is not None:
        at.text_input(key=NAME).set_value(name)
    return rerun(at)


def words(at: AppTest) -> str:
    return "\n".join(element.value for element in [*at.markdown, *at.caption])


def counts(at: AppTest) -> list[str]:
    return [metric.value for metric in at.metric]


def test_it_begins_with_the_lstm():
    at = opened()
    assert at.text_area(key=PAGE).value == page_of(CELLS["LSTM"])
    assert counts(at) == ["2,480", "2,480"]
    assert "yours" not in words(at)


def test_what_is_typed_is_drawn_counted_and_stepped():
    at = typed(opened(), OWN)
    cell = read_own("My cell", OWN)
    assert "keepₜ" in at.get("graphviz_chart")[0].proto.spec
    assert counts(at)[0] == f"{cell.parameters(10, 20):,}"
    assert "yours" in words(at)
    assert "| `keep` |" in words(at)
    assert "class MycellCell" in at.code[1].value


def test_a_shipped_cell_can_be_loaded():
    at = opened()
    at.selectbox(key="own_from").set_value("GRU")
    at = rerun(at)
    assert at.text_area(key=PAGE).value == page_of(CELLS["GRU"])


def test_training_it_keeps_it_for_the_session_under_its_name():
    at = typed(opened(), OWN, "Tiny")
    at.button(key="own_train").click()
    at = rerun(at)
    assert read_own("Tiny", at.session_state["session"].own.cells["Tiny"]) == read_own("Tiny", OWN)
    assert "Tiny" in words(at)


def test_what_cannot_be_trained_says_why():
    at = typed(opened(), "x\ny = tanh(linear(x))")
    assert at.button(key="own_train").disabled
    assert "h_next" in words(at)


@pytest.mark.parametrize(
    "page", ["", "   ", "x" * 10_000, "h_next = relu(x)", "x\ny = x", "#", "x\nh_next = tanh(((", "é = 1"]
)
def test_what_cannot_be_read_is_a_sentence_and_the_last_good_cell_stays(page):
    at = typed(typed(opened(), OWN), page)
    assert "last cell that could be read" in words(at)
    assert "keepₜ" in at.get("graphviz_chart")[0].proto.spec


@pytest.mark.parametrize("name", ["", "LSTM", "<script>", "a" * 99])
def test_a_name_that_cannot_be_used_is_a_sentence(name):
    assert "name" in words(typed(opened(), OWN, name))


def test_the_page_travels_in_the_link():
    assert opened(page=packed(OWN)).text_area(key=PAGE).value == OWN


@pytest.mark.parametrize("page", ["x", "AAAA", "é", packed("x" * 1_000_000), "A" * 100_000])
def test_a_forged_link_is_a_sentence(page):
    assert "left aside" in words(opened(page=page))


@pytest.mark.slow
@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.text(max_size=200) | st.text("xhc =()*+1-,#_$\nsigmoidtanhlinear", max_size=80).map(lambda s: f"x\nh\n{s}"))
def test_whatever_is_typed_there_is_no_traceback(page):
    typed(opened(), page.replace("\x00", ""))
