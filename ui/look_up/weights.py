"""The converter: one framework's blocks of weights go in, another's come out."""

import streamlit as st

from lstm_core.cells.conventions import LAYOUTS, MOST, Layout, convert, means, steps
from lstm_core.cells.conventions.files import LARGEST_FILE, write
from lstm_core.cells.conventions.layout import Blocks
from lstm_core.cells.conventions.pasted import text
from ui.common.session import choose
from ui.common.text import problem
from ui.look_up import weight_blocks

FIRST = {"LSTM": ("PyTorch", "Keras"), "GRU": ("PyTorch", "Keras"), "Elman": ("PyTorch", "FAU")}
KINDS = {"npz": ".npz, for NumPy", "safetensors": ".safetensors", "csv": ".csv, as text"}
USE = {  # how the blocks get into a layer; FAU is paper
    "PyTorch": "cell.load_state_dict({{name: torch.tensor(b) for name, b in np.load('weights.npz').items()}})"
    "  # torch.nn.{torch}Cell(X, H, dtype=torch.double)",
    "Keras": "layer.set_weights([kernel, recurrent_kernel, bias])  # keras.layers.{keras}(H{reset})",
}
CLASSES = {"LSTM": ("LSTM", "LSTM"), "GRU": ("GRU", "GRU"), "Elman": ("RNN", "SimpleRNN")}


@st.fragment
def show() -> None:
    """Which cell, from where to where; the blocks as fields on the left, as results on the right."""
    st.markdown(
        f"Paste, edit or upload the weights of one layer, and take them along in other blocks. Up to {MOST} inputs and "
        f"{MOST} units; files up to {LARGEST_FILE // 1_000} kB."
    )
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        cell = (
            st.segmented_control(
                "Cell", list(LAYOUTS), default="LSTM", key="weights_of", bind="query-params", required=True
            )
            or "LSTM"
        )
        source, target = (_chosen(cell, side, k) for k, side in enumerate(("From", "To")))
        st.button("Swap", icon=":material/swap_horiz:", key="swap", on_click=_swap, args=(cell, source, target))
        weight_blocks.example_and_file(cell, source)
    st.html("<style>.st-key-weights_given textarea { font-family: monospace }</style>")
    left, right = st.columns(2, gap="large")
    with left, st.container(key="weights_given"):
        st.header(source.name, anchor=False)
        given = weight_blocks.fields(cell, source)
    with right:
        st.header(target.name, anchor=False)
        _result(cell, source, target, given)


def _chosen(cell: str, side: str, number: int) -> Layout:
    layouts = {layout.name: layout for layout in LAYOUTS[cell]}
    first = list(layouts).index(FIRST[cell][number])
    key = f"{side.lower()}_{cell.lower()}"
    name = st.selectbox(side, list(layouts), index=first, key=key, bind="query-params", width=210)
    return layouts[name or FIRST[cell][number]]


def _result(cell: str, source: Layout, target: Layout, given: Blocks | None) -> None:
    """The blocks to copy or download, and what was done."""
    if given is None:
        st.caption("As soon as all blocks on the left fit together, the result is shown here.")
        return
    try:
        made = convert(source, target, given)
    except ValueError as error:
        problem(str(error))
        return
    for name, block in made.items():
        st.markdown(f"`{name}` :small[{means(target, name)}]")
        st.code(text(block), language=None, height=min(21 * (text(block).count("\n") + 1) + 36, 300))
    _usage(cell, target)
    with st.container(horizontal=True, gap="small"):
        for kind, label in KINDS.items():
            st.download_button(
                label,
                write(made, kind),
                f"weights.{kind}",
                icon=":material/download:",
                key=f"take_{kind}",
                on_click="ignore",
            )
    if source is not target:
        st.markdown("**What was done**\n\n" + "\n".join(f"- {sentence}" for sentence in steps(source, target)))


def _usage(cell: str, target: Layout) -> None:
    """The line of code that puts the blocks into a layer."""
    torch, keras = CLASSES[cell]
    template = USE.get(target.name.partition(",")[0])
    if template:
        reset = ", reset_after=False" if "False" in target.name else ""
        st.code(template.format(torch=torch, keras=keras, reset=reset), language="python", wrap_lines=True)


def _swap(cell: str, source: Layout, target: Layout) -> None:
    """The other way round; what was made is what is given, if something was made."""
    choose({f"from_{cell.lower()}": target.name, f"to_{cell.lower()}": source.name})
    given = weight_blocks.typed_blocks(cell, source)
    if given is not None and source.cell == target.cell:
        weight_blocks.fill_fields(cell, target, convert(source, target, given))
