"""A chart with other numbers is the same chart, so that the browser only takes the numbers."""

import altair as alt
import pytest
from streamlit.testing.v1 import AppTest

from pages.shared.lesson.rows import chart


def page(numbers, words):
    import altair as alt

    from pages.shared.lesson.rows import chart
    from pages.shared.plot import plot

    base = chart([{"x": k, "y": number} for k, number in enumerate(numbers)]).encode(x="x:Q", y="y:Q")
    level = chart([{"y": numbers[0]}]).mark_rule().encode(y="y:Q")
    plot(alt.layer(base.mark_line(), base.mark_point(), level), alt="A line", words=words)


def drawn(*numbers, words="Rising <b>.") -> AppTest:
    app = AppTest.from_function(page, default_timeout=30, kwargs={"numbers": numbers, "words": words}).run()
    assert not app.exception
    return app


def proto(app):
    (found,) = app.get("vega_lite_chart")
    return found.proto


def test_other_numbers_and_other_words_leave_the_figure_as_it_is():
    one, other = proto(drawn(1, 2, 3)), proto(drawn(5, 4, words="Falling."))
    assert one.spec == other.spec
    assert one.alt == other.alt == "A line"
    assert [data.name for data in one.datasets] == [data.name for data in other.datasets]
    assert [data.data.data for data in one.datasets] != [data.data.data for data in other.datasets]


def test_a_table_that_two_layers_share_travels_once():
    assert len(proto(drawn(1, 2)).datasets) == 2


def test_the_words_are_there_for_those_who_cannot_see_and_are_no_html():
    assert "Rising &lt;b&gt;." in drawn(1, 2).get("html")[0].proto.body


@pytest.mark.parametrize("how", [alt.hconcat, alt.vconcat])
def test_figures_side_by_side_are_drawn_as_well(how):
    from pages.shared.plot import _with_named_data

    tables = {}
    parts = [chart([{"x": k}]).mark_point().encode(x="x:Q") for k in range(3)]
    spec = _with_named_data(how(*parts), tables).to_dict()
    assert len(tables) == 3
    assert "datasets" not in spec
