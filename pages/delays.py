"""Which cell remembers how far? Success and seconds by delay, from a sweep that was run beforehand."""

import streamlit as st

from lstm_core.training.sweep import load_results, read_grid, report, summary
from ui.common.frame import framed
from ui.delays import add_run, figures, own_runs

framed()

grid = read_grid()
theirs = {result.key: result for result in load_results() if result.key in grid}
rows, own = summary(theirs.values()), summary(own_runs.results())
plan = next(iter(grid.values()))
slow = {p["learning_rate"] for p in grid.values() if p["cell"] == "Elman"}
fast = {p["learning_rate"] for p in grid.values() if p["cell"] != "Elman"}

st.markdown(
    "A value comes with the store flag, among noise on the same line, and is asked for exactly so many steps later. "
    f"Every net has {plan['hidden']} units and trains on batches of {plan['batch']}; it has solved the task when its "
    "mean error on 1,000 fresh sequences is below 0.05, twice in a row. **Before you look: which cell gets furthest?**"
)
if not rows:
    st.info("There are no results yet. `python -m lstm_core.training.sweep` makes them.")
    st.stop()

left, right = st.columns(2, gap="large")
with left:
    st.subheader("How many seeds solve it", anchor=False)
    figures.solved(rows, own)
with right:
    st.subheader("How long it takes", anchor=False)
    figures.seconds(rows, own)

for sentence in (report.lstm, report.elman, report.gru):
    st.markdown(f"- {sentence(rows)}")
st.markdown(
    "- In the exam, say it so: the LSTM can carry its memory unchanged, *if* its forget gate stays open; whether it "
    "starts open is a bias. Noise on the line is what makes the gate that writes necessary."
)

st.subheader("One more, of your own", anchor=False)
add_run.ask(grid, theirs)

st.subheader("All numbers", anchor=False)
st.dataframe(
    [
        {
            "cell": row.cell,
            "start": row.initial,
            "delay": row.delay,
            "solved": f"{row.solved} of {row.of}",
            "batches until solved": row.batches,
            "CPU seconds until solved": row.seconds and round(row.seconds, 2),
            "batches used by all": row.tried,
            "stopped by the clock": row.out_of_time,
            **({"whose": whose} if own else {}),
        }
        for whose, some in (("the sweep", rows), ("yours", own))
        for row in some
    ],
    hide_index=True,
)
with st.expander("How this was measured"):
    st.markdown(
        f"A run may use {plan['steps']:,} batches or {plan['seconds']:g} seconds of one processor core, whichever is "
        f"used up first. {report.stopped(rows)} Batches and seconds are medians; “until solved” counts the seeds that "
        f"solved it. Seconds depend on the machine, batches do not. The learning rate is {max(fast):g}; for Elman, "
        f"with whom this does not go well, {max(slow):g} at short delays and {min(slow):g} at long ones. "
        f"Gradients are clipped to length {plan['clip']:g}. *Keras*: Glorot and orthogonal weights, "
        "forget bias 1 (the GRU has none). *PyTorch*: "
        "everything uniform within 1/√units. *chrono*: as Keras, with a bias of ln(delay) for what keeps and "
        "−ln(delay) for what writes (Tallec and Ollivier, 2018).\n\n"
        "Run it yourself, or with seeds and delays of your own: `python -m lstm_core.training.sweep grid.toml`; the "
        "grid behind this page is `lstm_core/training/sweep/grids/delays.toml`, and a Dask cluster may train it "
        "(`--scheduler tcp://host:8786`)."
    )
