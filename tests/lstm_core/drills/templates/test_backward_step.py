"""The LSTM's backward step against torch's autograd, and mistakes that are carried on."""

import torch

from tests.lstm_core.drills.reference import made, near


def by_autograd(n: dict) -> dict:
    """The step written out in torch; the loss is what gives h and the next memory the errors of the question."""
    tensor = lambda value: torch.tensor(value, dtype=torch.float64, requires_grad=True)
    sums = {box: tensor(torch.logit(torch.tensor(n[box], dtype=torch.float64)).item()) for box in "fio"}
    sums["g"] = tensor(torch.atanh(torch.tensor(n["g"], dtype=torch.float64)).item())
    old = tensor(n["c"])
    memory = torch.sigmoid(sums["f"]) * old + torch.sigmoid(sums["i"]) * torch.tanh(sums["g"])
    memory.retain_grad()
    shown = torch.sigmoid(sums["o"]) * torch.tanh(memory)
    (n["dh"] * shown + n["dc_next"] * n["f_next"] * memory).backward()
    errors = {f"a_{box}": value.grad.item() for box, value in sums.items()}
    return {"dC": memory.grad.item(), "back": old.grad.item(), **errors}


def test_n19_is_torchs_gradient():
    for drill in made("N19"):
        assert dict(drill.answers) == {name: near(value) for name, value in by_autograd(drill.given).items()}


def test_n19_goes_on_with_a_wrong_error_at_the_memory():
    drill = made("N19")[0]
    n, own = drill.given, drill.answers["dC"] / 2 + 0.013
    typed = {"dC": str(own), "back": str(own * n["f"])}
    said = drill.mark_all(typed)
    assert not said["dC"].right
    assert said["back"].how == "carried"
