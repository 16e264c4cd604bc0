"""Parameters of nets in both directions, counted on torch's modules."""

from torch import nn

from tests.lstm_core.drills.reference import made

TORCH = {"Elman": nn.RNN, "GRU": nn.GRU, "LSTM": nn.LSTM}


def test_n23_has_as_many_parameters_as_torchs_layers_with_one_bias_each():
    for drill in made("N23"):
        n, kind = drill.given, next(TORCH[name] for name in TORCH if f" {name} cells" in drill.question)
        layers = kind(n["X"], n["H_1"], bidirectional=True), kind(2 * n["H_1"], n["H_2"], bidirectional=True)
        counts = [sum(p.numel() for name, p in layer.named_parameters() if "bias_hh" not in name) for layer in layers]
        read_out = nn.Linear(2 * n["H_2"], n["Y"], bias=False).weight.numel()
        assert [drill.answers[name] for name in ("first", "second", "readout")] == [*counts, read_out]
        assert drill.answers["total"] == sum(counts) + read_out
