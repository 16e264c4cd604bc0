"""A tune to be heard, once it is asked for."""

import streamlit as st

from lstm_core.generation.music.abc import WRITTEN_BY_NETS, read_tune
from lstm_core.generation.music.synth import wav
from ui.common.session import session


def show_player(text: str) -> None:
    """The sound of what was asked for, and of nothing else: it is a hundred times as large as all the rest."""
    with st.container(height=70, border=False):
        if session().experiments.playing == text:
            st.audio(_sound(text), format="audio/wav", autoplay=True)
        else:
            st.button("Hear it", icon=":material/volume_up:", key="write_hear", on_click=_play, args=(text,))


def _play(text: str) -> None:
    session().experiments.playing = text


@st.cache_data(show_spinner=False, max_entries=40)
def _sound(text: str) -> bytes:
    """A tune in ABC as a WAV file."""
    return wav(read_tune(text, WRITTEN_BY_NETS))
