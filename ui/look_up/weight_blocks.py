"""The blocks of weights as fields: typed, pasted, from a file, or an example; each with its complaint beside it."""

from typing import Any

import streamlit as st

from lstm_core.cells.conventions import MOST, Layout, example, means, misfit
from lstm_core.cells.conventions.files import KINDS, LARGEST_FILE, contents
from lstm_core.cells.conventions.layers import SeveralLayersError
from lstm_core.cells.conventions.layout import Blocks
from lstm_core.cells.conventions.pasted import array, text
from ui.common.session import WeightsState, choose, chosen, drawn, session
from ui.common.text import literal, problem

NOTE = "weights"


def fields(cell: str, layout: Layout) -> Blocks | None:
    """Draw a field for every block; the blocks, if all can be read and fit together."""
    for sentence in filter(None, [session().notes.pop(NOTE, "")]):
        problem(sentence)
    for sentence in session().weights.notes:
        st.caption(f":material/info: {literal(sentence)}")
    texts = {name: _key(cell, layout, name) for name in layout.shapes(1, 1)}
    if not all(map(drawn, texts.values())):
        fill_fields(cell, layout, example(layout, 2, 2))
    found, complaints = _read(cell, layout)
    for name, key in texts.items():
        st.markdown(f"`{name}` :small[{means(layout, name)}]")
        lines = str(chosen(key, "")).count("\n") + 1
        st.text_area(
            name,
            key=key,
            height=min(max(20 * lines + 36, 72), 300),
            label_visibility="collapsed",
            persist_state="session",
        )
        if name in complaints:
            problem(f"{name}: {complaints[name]}.")
    return None if complaints else found


def typed_blocks(cell: str, layout: Layout) -> Blocks | None:
    """The blocks as they were typed, if all is well with them."""
    found, complaints = _read(cell, layout)
    return None if complaints else found


def fill_fields(cell: str, layout: Layout, blocks: Blocks) -> None:
    """Put blocks into the fields."""
    choose({_key(cell, layout, name): text(block) for name, block in blocks.items()})


def example_and_file(cell: str, layout: Layout) -> None:
    """Where numbers come from, other than by hand."""
    with st.popover("Example", icon=":material/casino:"):
        st.number_input("Inputs", 1, MOST, 2, key="example_inputs", width=160)
        st.number_input("Units", 1, MOST, 2, key="example_units", width=160)
        st.number_input("Seed", 0, 9999, 0, key="example_seed", width=160)
        st.button("Fill in", key="fill_in", on_click=_fill_in, args=(cell, layout))
    with st.popover("Open a file", icon=":material/upload_file:"):
        st.caption("One layer. In text files, the name of a block is on a line above its rows.")
        st.file_uploader(
            f"Weights for {layout.name}",
            list(KINDS),
            key="weights_file",
            on_change=_read_file,
            args=(cell, layout),
            max_upload_size=1,
        )
        if layers := session().weights.layers:
            st.selectbox(
                "Layer",
                layers,
                index=None,
                placeholder="Choose one",
                key="weights_layer",
                on_change=_read_file,
                args=(cell, layout),
            )


def _read(cell: str, layout: Layout) -> tuple[Blocks, dict[str, str]]:
    """What the fields hold, and what is wrong with them, by block."""
    found: Blocks = {}
    complaints: dict[str, str] = {}
    for name, shape in layout.shapes(1, 1).items():
        try:
            found[name] = array(str(chosen(_key(cell, layout, name), "") or ""), len(shape))
        except ValueError as error:
            complaints[name] = str(error)
    if not complaints and (wrong := misfit(layout, {name: block.shape for name, block in found.items()})):
        complaints = dict([wrong])
    return found, complaints


def _key(cell: str, layout: Layout, name: str) -> str:
    return f"block {cell} {layout.name} {name}"


def _fill_in(cell: str, layout: Layout) -> None:
    inputs, hidden, seed = (int(chosen(f"example_{what}", 2)) for what in ("inputs", "units", "seed"))
    session().weights = WeightsState()
    fill_fields(cell, layout, example(layout, inputs, hidden, seed))


def _read_file(cell: str, layout: Layout) -> None:
    """A file that was chosen goes into the fields; one that cannot be read leaves them as they are."""
    file: Any = chosen("weights_file", None)
    layer = str(chosen("weights_layer", "") or "") if session().weights.layers else ""
    session().weights = WeightsState()
    if file is None:
        return
    try:
        data = file.getvalue() if file.size <= LARGEST_FILE else b" " * (LARGEST_FILE + 1)
        found = contents(file.name, data, layout, layer)
        session().weights.layers, session().weights.notes = found.layers, found.notes
        fill_fields(cell, layout, found.blocks)
    except SeveralLayersError as several:
        session().weights.layers = several.layers
        session().notes[NOTE] = f"{several} The numbers below are as they were."
    except ValueError as error:
        session().notes[NOTE] = f"{error} The numbers below are as they were."
