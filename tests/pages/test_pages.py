"""Every page opens, every choice on the step page works, and what a visitor chose survives a walk."""

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from lstm_core.cell.readout import with_readout
from lstm_core.cells import CELLS
from lstm_core.figure.stages import stages
from lstm_core.latex import CONVENTIONS
from lstm_core.run import step
from lstm_core.run.presets import presets
from tools.apptest import open_page, run_script, visit
from tools.serving import ROOT
from ui.common.menu import PLACES

ALL = [place for places in PLACES.values() for place in places]
VIEWS = ["One step", "Gates by hand", "Over time", "As code"]


def open_step(**parameters: str) -> AppTest:
    """The step page, reached by a link with these parameters."""
    return open_page("step-by-step", parameters)


def figure(app: AppTest) -> dict[str, str]:
    """The numbers that are sent to the figure."""
    import json

    sent = (json.loads(part.proto.json) for part in app.get("bidi_component"))
    return dict(next(data["values"] for data in sent if "values" in data))


@pytest.mark.parametrize("place", ALL, ids=lambda place: place.title)
def test_page_opens(place):
    assert visit(open_page(), place.url_path).title[0].value


@pytest.mark.parametrize("place", ALL, ids=lambda place: place.title)
def test_a_page_that_is_run_without_the_app_around_it_lets_the_app_run_it(place):
    """As Streamlit does on the first deep link after a server start."""
    app = open_page(place.url_path or "start")
    assert [title.value for title in app.title] == [place.title if place.url_path else "Recall: the LSTM, from memory"]


def test_every_file_in_the_folder_of_pages_is_a_page_of_the_menu():
    assert {path.relative_to(ROOT).as_posix() for path in ROOT.glob("pages/*.py")} == {place.file for place in ALL}


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("cell", CELLS)
def test_every_view_of_every_cell_opens(cell, view):
    app = open_step(cell=cell, view=view)
    assert not app.exception


@pytest.mark.slow
@pytest.mark.parametrize("letters", CONVENTIONS)
@pytest.mark.parametrize("cell", CELLS)
def test_every_stage_opens_in_all_letters(cell, letters):
    app = open_step(cell=cell, letters=letters)
    for stage in stages(with_readout(CELLS[cell])):
        app.session_state["stage"] = stage.title(with_readout(CELLS[cell]))
        app.run()
        assert not app.exception


@pytest.mark.parametrize(("inputs", "units"), [(1, 2), (2, 1), (2, 3), (3, 4)])
@pytest.mark.parametrize("cell", CELLS)
def test_several_units_are_worked_out_from_the_tables(cell, inputs, units):
    app = open_step(cell=cell, inputs=str(inputs), units=str(units), unit=str(units))
    assert not app.exception
    whole = with_readout(CELLS[cell])
    arrays = next(v for k, v in app.session_state["session"].step.tables.items() if k.startswith(f"{cell} ("))
    values = step(whole, arrays, {name: arrays[name] for name in whole.inputs})
    assert figure(app)["h_next"].replace("−", "-") == f"{values['h_next'][-1]:.2f}".replace("-0.00", "0.00")


def test_a_slider_reaches_the_figure():
    app = open_step(cell="LSTM")
    weights = {name: np.full(shape, app.slider(key=name).value) for name, shape in CELLS["LSTM"].shapes(1, 1).items()}
    given = {name: np.array([app.slider(key=name).value]) for name in "hc"} | {"x": np.array([1.5])}
    app.slider(key="x").set_value(1.5).run()
    assert figure(app)["x"] == "1.50"
    assert figure(app)["c_next"].replace("−", "-") == f"{step(CELLS['LSTM'], weights, given)['c_next'][0]:.2f}"


@pytest.mark.slow
@pytest.mark.parametrize("cell", CELLS)
def test_every_preset_can_be_chosen(cell):
    for preset in presets(with_readout(CELLS[cell])):
        app = open_step(cell=cell)
        app.button(key=f"preset {preset.name}").click().run()
        assert not app.exception
        shown = figure(app)
        for gate, level in preset.gates.items():
            if gate in shown:
                assert float(shown[gate].replace("−", "-")) == pytest.approx(level, abs=0.01)


def test_random_shows_its_seed_and_reset_goes_back():
    app = open_step()
    first = figure(app)
    app.button(key="random").click().run()
    assert app.number_input(key="seed").value == 1
    drawn = figure(app)
    assert drawn != first
    app.button(key="reset").click().run()
    assert (figure(app), app.number_input(key="seed").value) == (first, 0)
    app.button(key="random").click().run()
    assert figure(app) == drawn


def test_choices_survive_a_walk_through_the_other_pages():
    app = open_step(cell="GRU")
    app.slider(key="x").set_value(-1.2).run()
    visit(app, "start")
    visit(app, "step-by-step")
    assert app.selectbox(key="cell").value == "GRU"
    assert app.slider(key="x").value == -1.2


@pytest.mark.parametrize("typed", [None, float("nan"), float("inf"), 11, -1e9])
def test_a_bad_number_in_a_table_is_refused_beside_it_and_the_old_one_kept(typed):
    def script(typed):
        import streamlit as st

        from lstm_core.cells import CELLS
        from ui.step.tables import _store
        from ui.step.weights_state import stored_table

        st.session_state["units"] = 2
        cell = CELLS["LSTM"]
        before = stored_table(cell)["b_f"].copy()
        _store(cell, [("bias", "b_f", None)], {"bias": [0.5, typed]})
        st.text(f"{stored_table(cell)['b_f'][0]} {stored_table(cell)['b_f'][1] == before[1]}")

    app = run_script(script, typed)
    assert app.text[0].value == "0.5 True"
    assert "bias, row 2: type a number" in app.caption[0].value


@pytest.mark.parametrize("typed", [99, None, float("nan")])
def test_a_bad_number_typed_into_a_table_changes_nothing_but_is_named(typed):
    app = open_step(cell="LSTM", units="2")
    before = figure(app)
    key = next(
        editor.key
        for editor in app.data_editor
        if "bias" in editor.value and editor.key.startswith("table LSTM linear_f")
    )
    app.session_state[key] = {"edited_rows": {0: {"bias": typed}}, "added_rows": [], "deleted_rows": []}
    app.run()
    assert not app.exception
    assert figure(app) == before
    assert any("bias, row 1: type a number from −10 to 10. The old one is kept." in c.value for c in app.caption)
    app.session_state[key] = {"edited_rows": {0: {"bias": -10}}, "added_rows": [], "deleted_rows": []}
    app.run()
    assert figure(app)["f"] != before["f"]
    assert not any("The old one is kept" in c.value for c in app.caption)


def test_predict_first_hides_the_answer_and_names_a_typical_mistake():
    app = open_step(stage="f", predict="true")
    assert figure(app)["f"] == "?"
    f = {name: app.slider(key=name).value for name in ("W_f", "U_f", "b_f", "x", "h", "c")}
    without_bias = 1 / (1 + np.exp(-(f["W_f"] * f["x"] + f["U_f"] * f["h"])))
    app.text_input(key="guess_f").set_value(f"{without_bias:.2f}".replace(".", ",")).run()
    assert "bias of the forget gate left out" in app.warning[0].value
    right = 1 / (1 + np.exp(-(f["W_f"] * f["x"] + f["U_f"] * f["h"] + f["b_f"])))
    app.text_input(key="guess_f").set_value(f"{right:.2f}").run()
    assert "Right" in app.success[0].value
    assert figure(app)["f"] != "?"


def test_torch_is_not_imported_by_any_page_that_does_not_train():
    import subprocess
    import sys

    code = (
        "import sys; from tools.apptest import open_page, visit\n"
        "visit(open_page(), 'step-by-step')\n"
        "sys.exit('torch' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
