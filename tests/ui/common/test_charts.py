"""A chart with other numbers is the same chart, so that the browser only takes the numbers."""

import json

import altair as alt
from streamlit.testing.v1 import AppTest

from tools.apptest import run_script
from ui.common import charts


def page(numbers, words):
    import altair as alt

    from ui.common.charts import looks, plot, rows_of

    @looks
    def line(width):
        base = rows_of("points").encode(x="x:Q", y="y:Q")
        level = rows_of("level").mark_rule().encode(y="y:Q")
        return alt.layer(base.mark_line(strokeWidth=width), base.mark_point(), level)

    rows = {"points": [{"x": k, "y": number} for k, number in enumerate(numbers)], "level": [{"y": 1}]}
    plot(line(2), rows, alt="A line", words=words, height=200, frame=False)


def drawn(*numbers, words="Rising <b>.") -> AppTest:
    return run_script(page, numbers, words)


def proto(app):
    (found,) = app.get("vega_lite_chart")
    return found.proto


def test_other_numbers_and_other_words_leave_the_figure_as_it_is():
    one, other = proto(drawn(1, 2, 3)), proto(drawn(5, 4, words="Falling."))
    assert one.spec == other.spec
    assert one.alt == other.alt == "A line"
    assert [data.name for data in one.datasets] == [data.name for data in other.datasets]
    assert one.datasets[0].data.data != other.datasets[0].data.data


def test_without_any_rows_the_figure_is_still_the_same():
    assert proto(drawn()).spec == proto(drawn(1)).spec


def test_a_table_that_two_layers_share_travels_once():
    assert len(proto(drawn(1, 2)).datasets) == 2


def test_the_words_are_there_for_those_who_cannot_see_and_are_no_html():
    assert "Rising &lt;b&gt;." in drawn(1, 2).get("html")[0].proto.body


def test_the_looks_of_a_chart_are_built_once_for_each_set_of_arguments():
    built = []

    @charts.looks
    def bars(colour):
        built.append(colour)
        return charts.rows_of("bars").mark_bar(color=colour).encode(x="x:Q")

    assert bars("red") == bars("red") != bars("blue")
    assert built == ["red", "blue"]


def test_what_streamlit_changes_in_a_specification_does_not_stay():
    """It writes into the legends it is given."""

    @charts.looks
    def line():
        hue = alt.Color("who:N", legend=alt.Legend(title=None))
        return charts.rows_of("points").mark_line().encode(x="x:Q", color=hue)

    def page():
        import streamlit as st

        from ui.common import charts

        charts.plot(st.session_state["looks"], {"points": [{"x": 1, "who": "a"}]}, alt="A line", height=90, frame=False)

    before = json.loads(line())
    run_script(page, state={"looks": line()})
    assert json.loads(line()) == before
