"""What a component sends is read in a callback, which may be called when the component is gone."""

from types import SimpleNamespace

from tools.apptest import run_script


def test_what_a_component_sent_is_nothing_where_it_is_gone():
    def script():
        import streamlit as st

        from ui.components import sent

        st.text(f"{sent('here', 'read')} {sent('here', 'other')} {sent('gone', 'read')}")

    app = run_script(script, state={"here": SimpleNamespace(read=7)})
    assert app.text[0].value == "7 None None"


def test_no_callback_reads_a_component_that_may_be_gone():
    from tests.test_architecture import UI, at

    text = {at(path): path.read_text(encoding="utf-8") for path in UI}
    assert [name for name, source in text.items() if "st.session_state[" in source] == ["ui/common/session.py"]
