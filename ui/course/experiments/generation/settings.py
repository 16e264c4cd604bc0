"""What a net is to be taught, and how: the tunes or a text of one's own, and a few settings with their bounds."""

import streamlit as st

from lstm_core.generation.corpus import Corpus, folk_tunes, stream
from lstm_core.generation.settings import BOUNDS, TextSettings
from lstm_core.generation.upload import FEWEST, LARGEST, read_corpus
from ui.common.text import literal, problem

TUNES, OWN = "The tunes of this app", "A text or tunes of your own"
DEFAULTS = TextSettings()
MOST_NOTES = 5  # sentences on what was not read


def chosen_corpus() -> Corpus | None:
    """What is to be learnt; None, and a sentence, if nothing can be learnt from it."""
    source = st.segmented_control(
        "Learn from",
        [TUNES, OWN],
        default=TUNES,
        required=True,
        key="own_source",
        persist_state="session",
        bind="query-params",
    )
    corpus = folk_tunes()
    if source == OWN:
        file = st.file_uploader(
            f"A plain text, or tunes in ABC notation; at most {LARGEST // 1_000_000} MB",
            key="own_file",
            help="It is kept in this session only, and for nobody else.",
            max_upload_size=LARGEST // 1_000_000,
        )
        if file is None:
            st.caption(f"A few pages or more: at least {FEWEST:,} characters. A novel is fine, too.")
            return None
        try:
            corpus = _read(file.getvalue() if file.size <= LARGEST else b" " * (LARGEST + 1), file.name[:40])
        except ValueError as error:
            problem(str(error))
            return None
    st.caption(
        f"{len(corpus.pieces):,} pieces, {len(stream(corpus.pieces)):,} characters, {len(corpus.symbols)} symbols; "
        f"{len(corpus.held_out):,} pieces are held out."
    )
    _show_notes(corpus)
    return corpus


def _show_notes(corpus: Corpus) -> None:
    """What of a file was not read, beside the field."""
    if corpus.notes:
        more = len(corpus.notes) - MOST_NOTES
        lines = [literal(note) for note in corpus.notes[:MOST_NOTES]] + [f"And {more:,} more."] * (more > 0)
        st.markdown("\n".join(f"- {line}" for line in [":material/info: **Not all of it was read.**", *lines]))


def chosen_settings() -> TextSettings | None:
    """How to train; None, and a sentence, if a number is out of bounds."""
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        hidden = _number_field("Units", "hidden", DEFAULTS.hidden, 32)
        updates = _number_field("Updates", "steps", DEFAULTS.steps, 100)
        dropout = st.slider(
            "Dropout",
            0.0,
            0.9,
            DEFAULTS.dropout,
            0.1,
            key="own_dropout",
            persist_state="session",
            bind="query-params",
            width=170,
            help="The share of h that the readout does not see in training.",
        )
        seed = int(
            st.number_input(
                "Seed", 0, 10_000, 0, key="own_seed", persist_state="session", bind="query-params", width=120
            )
        )
    try:
        return TextSettings(hidden=hidden, steps=updates, dropout=dropout, seed=seed)
    except ValueError as error:
        sentence = str(error).replace("steps is", "updates are").replace("hidden is", "units are")
        problem(f"{sentence[0].upper()}{sentence[1:]}.")
        return None


def _number_field(words: str, name: str, default: int, step: int) -> int:
    label = _label(words, name)
    return int(
        st.number_input(
            label, value=default, step=step, key=f"own_{name}", persist_state="session", bind="query-params", width=190
        )
    )


def _label(words: str, name: str) -> str:
    low, high = BOUNDS[name]
    return f"{words} ({low:,.0f} to {high:,.0f})"


@st.cache_data(scope="session", show_spinner="Your file is being read; many tunes take some seconds", max_entries=2)
def _read(data: bytes, name: str) -> Corpus:
    return read_corpus(data, name)
