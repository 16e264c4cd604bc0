"""Which net is looked at: trained in this session, read from a file, or shipped with the app."""

import re
from functools import lru_cache

import streamlit as st

from lstm_core.training.pretrained import SHIPPED, shipped_net
from lstm_core.training.trained import LARGEST, Trained, check_size, load
from ui.common.creations import check_room, forget_oldest
from ui.common.session import choose, chosen, session
from ui.common.text import literal, problem

MOST_NETS = 12  # kept for a session
MEGABYTES = LARGEST // 1_000_000  # of a file


def chosen_net() -> tuple[str, Trained]:
    """Draw the chooser and return the net; what cannot be opened gets a sentence and makes way for a shipped one."""
    names = [*reversed(session().own.nets), *SHIPPED]
    _check_link(names)
    with st.container(horizontal=True, vertical_alignment="bottom", gap="medium"):
        name = st.selectbox("Net", names, key="net", bind="query-params", width=300) or names[0]
        with st.popover("Open a file", icon=":material/upload_file:"):
            _upload_field()
    try:
        return name, shipped_net(name) if name in SHIPPED else _loaded(session().own.nets[name])
    except ValueError as error:
        problem(f"{name} cannot be opened. {error}")
        first = next(iter(SHIPPED))
        return first, shipped_net(first)


def description(net: Trained) -> str:
    """What kind of net it is and what it was asked to learn, in two sentences."""
    e = net.experiment
    layers = "" if e.layers == 1 else f" in each of {e.layers} layers"
    cell, task = literal(e.cell.name), literal(e.task_spec.name)
    return f"**{cell}, {e.hidden} units{layers}**, trained on “{task}”. *{e.task_spec.question}*"


@lru_cache(maxsize=1)  # it may take 16 MB in memory
def _loaded(data: bytes) -> Trained:
    return load(data)


def _upload_field() -> None:
    st.file_uploader(
        "A net saved on the Train page (.safetensors)",
        type="safetensors",
        key="net_file",
        max_upload_size=MEGABYTES,
        on_change=_keep_upload,
    )
    st.caption(f"Only weights are read, nothing in the file is executed. At most {MEGABYTES} MB.")
    sentence = session().notes.pop("net_file", "")
    if sentence:
        problem(sentence)


def _keep_upload() -> None:
    """Read what was uploaded and open it; or leave a sentence beside the field."""
    file = chosen("net_file", None)
    if file is None:
        return
    try:
        check_size(file.size)
        keep_net(_net_name(file.name), file.getvalue())
    except ValueError as error:
        session().notes["net_file"] = str(error)


def _net_name(file: str) -> str:
    """The name of a file as a name of a net; a file may be called anything."""
    return re.sub(r"[^\w ,.()+-]", "", file.removesuffix(".safetensors"))[:60].strip() or "A net"


def keep_net(name: str, data: bytes) -> None:
    """Check a saved net, keep it for the session under a free name, and choose it."""
    _loaded(data)
    nets = session().own.nets
    if data not in nets.values():
        check_room(len(data))
    while name in SHIPPED or (name in nets and nets[name] != data):
        name += " ′"
    nets.pop(name, None)
    nets[name] = data
    forget_oldest(nets, MOST_NETS)
    choose({"net": name})


def name_of_kept(data: bytes) -> str:
    """The name under which this very net is kept, the latest if there are several; "" if it is not."""
    return next((name for name, kept in reversed(session().own.nets.items()) if kept == data), "")


def _check_link(names: list[str]) -> None:
    linked = st.query_params.get("net", names[0])
    if linked not in names and session().probe.missing_net != linked:
        session().probe.missing_net = linked
        problem(f"The link asks for the net “{linked[:40]}”, which is not in this session. Choose one below.")
