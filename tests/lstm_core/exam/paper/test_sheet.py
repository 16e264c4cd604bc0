"""The sheet is one page of A4, in the letters of every book, and says what the core says."""

import io
import json

import pytest

from lstm_core.cell.roles import ROLES
from lstm_core.cells import CELLS
from lstm_core.exam.paper.sheet import content, preview, sheet
from lstm_core.latex import CONVENTIONS, FAU, PYTORCH
from lstm_core.prose import read

EACH = pytest.mark.parametrize("convention", CONVENTIONS.values(), ids=lambda convention: convention.name)
MILLIMETRE = 72 / 25.4


@EACH
def test_the_sheet_is_one_page_of_a4_with_text_in_it(convention):
    pypdf = pytest.importorskip("pypdf")
    made = pypdf.PdfReader(io.BytesIO(sheet(convention)))
    assert len(made.pages) == 1
    assert [float(side) for side in made.pages[0].mediabox[2:]] == [
        pytest.approx(side * MILLIMETRE, abs=0.5) for side in (210, 297)
    ]
    shown = made.pages[0].extract_text()
    for words in ("The LSTM on one page", *read("sheet")["headings"].values(), *CELLS, convention.name):
        assert words in shown
    assert made.metadata.title == "The LSTM on one page"


@EACH
def test_the_sheet_is_a_pdf_and_its_preview_a_picture_of_one_page(convention):
    made = sheet(convention)
    assert made.startswith(b"%PDF-")
    assert made == sheet(convention)
    assert preview(convention).startswith(b"\x89PNG")


def test_the_table_counts_what_pytorch_and_the_textbooks_count():
    count = lambda convention: {
        row["name"]: int(row["count"].replace(",", "")) for row in content(CELLS["LSTM"], convention)["cells"]
    }
    assert count(FAU)["LSTM"] == 4 * (20 * (10 + 20) + 20)
    assert count(FAU)["GRU"] == 3 * (20 * (10 + 20) + 20)
    torch = pytest.importorskip("torch")
    for name, layer in {"LSTM": torch.nn.LSTM, "GRU (PyTorch)": torch.nn.GRU, "Elman": torch.nn.RNN}.items():
        assert count(PYTORCH)[name] == sum(weight.numel() for weight in layer(10, 20).parameters())


@EACH
def test_the_formula_of_a_count_gives_the_count(convention):
    for row in content(CELLS["LSTM"], convention)["cells"]:
        code = row["formula"].replace("^(2)", "**2").replace("H X", "H*X")
        code = " ".join(f"{word} *" if word.isdigit() else word for word in code.split(" "))
        assert eval(code, {"H": 20, "X": 10}) == int(row["count"].replace(",", ""))


def test_the_table_says_what_keeps_a_memory():
    rows = {row["name"]: row for row in content(CELLS["LSTM"], FAU)["cells"]}
    assert "f _(t)" in rows["LSTM"]["keeps"][0]["math"]
    assert "1 - z _(t)" in rows["GRU"]["keeps"][0]["math"]
    assert "z _(t)" in rows["GRU (PyTorch)"]["keeps"][0]["math"]
    assert rows["LSTM 1997"]["keeps"] == [{"words": "all of it"}]
    assert rows["Elman"]["keeps"] == [{"words": "nothing"}]
    assert [len(row["gates"]) for row in rows.values()] == [0, 3, 2, 3, 2, 2, 2]


def test_the_equations_are_all_there_in_the_colours_of_their_roles():
    rows = content(CELLS["LSTM"], FAU)["equations"]
    assert [row["role"] for row in rows] == ["gate", "gate", "candidate", "memory", "gate", "output"]
    assert all(ROLES[row["role"]].ink("light") in row["math"] for row in rows)
    assert all(row["meaning"] for row in rows)


def test_advice_is_in_the_letters_of_the_book():
    said = json.dumps([content(CELLS["LSTM"], PYTORCH)[part] for part in ("draw", "tell", "why")])
    assert "tilde" not in said
    assert "c _(t - 1)" in said
    assert "C _(" not in said
    assert "{" not in "".join(part.get("words", "") for text in content(CELLS["LSTM"], FAU)["draw"] for part in text)
