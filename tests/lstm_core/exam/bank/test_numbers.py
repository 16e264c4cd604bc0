"""Every number that the bank says is the number that comes out, worked out here without our code."""

import math
import re
from itertools import groupby, product

import pytest

from lstm_core.cells import CELLS
from lstm_core.exam.bank.bank import questions
from tests.lstm_core.exam.bank.examples import texts

sigmoid = lambda a: 1 / (1 + math.exp(-a))


def first_weights():
    """The three states of the worked example and what each step contributes to dL/dw."""
    h = [0.0]
    for x in (1, 0, 0):
        h.append(math.tanh(0.5 * h[-1] + x))
    delta, parts = h[3], []
    for k in (3, 2, 1):
        parts.insert(0, delta * (1 - h[k] ** 2) * h[k - 1])
        delta *= (1 - h[k] ** 2) * 0.5
    return h[1:], parts


def errors():
    """The error at the second and the first step of the worked example, and dL/du."""
    h, _ = first_weights()
    second = h[2] * (1 - h[2] ** 2) * 0.5
    first = second * (1 - h[1] ** 2) * 0.5
    return second, first, first * (1 - h[0] ** 2)


def loss(w):
    h = 0.0
    for x in (1, 0, 0):
        h = math.tanh(w * h + x)
    return h**2 / 2


def settled(w):
    h = 0.5
    for _ in range(100):
        h = math.tanh(w * h)
    return h


def softmax(*scores):
    exponentials = [math.exp(score) for score in scores]
    return [one / sum(exponentials) for one in exponentials]


def alignments(text, frames):
    """How many paths CTC reads as a text, counted one by one."""
    paths = product({*text, "-"}, repeat=frames)
    return sum("".join(one for one, _ in groupby(path)).replace("-", "") == text for path in paths)


PARTS = first_weights()
ATTENTION = softmax(2 * 1 + 1 * 0, 2 * 0 + 1 * 1, 2 * 1 + 1 * 1)
SETTLED = settled(2)
SLOPE = (loss(0.5 + 1e-6) - loss(0.5 - 1e-6)) / 2e-6
NUMBERS = [
    ("P01", "0.005", 0.5 * (1 - math.tanh(3) ** 2)),
    ("P01", "0.498", 0.5 * math.tanh(3)),
    ("P01", "0.01", 1 - math.tanh(3) ** 2),
    ("P02", "0.0099", 0.99 * 0.01),
    ("P03", "0.42", 1 - math.tanh(1) ** 2),
    ("P03", "0.21", 0.5 * (1 - math.tanh(1) ** 2)),
    ("P03", "0.168", 0.8 * 0.5 * (1 - math.tanh(1) ** 2)),
    ("P03", "0.105", 0.5 * 0.5 * (1 - math.tanh(1) ** 2)),
    ("P03", "0.034", 0.5 * (1 - math.tanh(1) ** 2) * 0.8 * 0.2),
    ("P03", "0.38", 0.5 * math.tanh(1)),
    ("P03", "0.46", math.tanh(0.5)),
    ("P03", "0.018", 0.8**11 * 0.5 * (1 - math.tanh(1) ** 2)),
    ("P03", "0.107", 0.8**10),
    ("P03", "0.088", 0.5 * (1 - math.tanh(1) ** 2) * 0.5 * (1 - 0.4**2)),
    ("P03", "0.042", 0.5 * (1 - math.tanh(1) ** 2) * 0.5 * 0.4),
    ("P03", "0.021", 0.5 * (1 - math.tanh(1) ** 2) * 0.4 * 0.25),
    ("P03", "0.026", 0.5 * (1 - math.tanh(1) ** 2) * 0.5 * 0.25),
    ("P03", "0.19", math.tanh(1) * 0.25),
    ("P05", "0.76", math.tanh(1)),
    ("P05", "0.94", math.tanh(math.tanh(1) + 1)),
    ("P05", "0.96", math.tanh(math.tanh(math.tanh(1) + 1) + 1)),
    ("P06", "4.2", (1 - 0.9**10) ** 2 / (1 - 0.9)),
    ("P08", "0.96", SETTLED),
    ("P08", "0.17", 2 * (1 - SETTLED**2)),
    ("P08", "1.92", 2 * SETTLED),
    ("P08", "0.92", 2 * SETTLED - 1),
    ("P08", "1.08", 3 - 2 * SETTLED),
    ("P08", "0.50", settled(1.1)),
    ("P08", "0.55", 1.1 * settled(1.1)),
    ("Q02", "40", 2 * 20),
    ("Q02", "1200", 20 * (20 + 2 * 20)),
    ("Q02", "2480", CELLS["LSTM"].parameters(10, 20)),
    ("Q02", "4880", CELLS["LSTM"].parameters(40, 20)),
    ("Q02", "14720", 2 * CELLS["LSTM"].parameters(10, 20) + 2 * CELLS["LSTM"].parameters(40, 20)),
    ("Q02", "15040", 2 * CELLS["LSTM"].parameters(10, 20) + 2 * CELLS["LSTM"].parameters(40, 20) + 16 * 20),
    ("Q04", "1.33", 20 / 15),
    ("Q05", "10", 5 + 3 + 2),
    ("Q05", "15", 3 * 5),
    ("Q06", "10", 5 + 3 + 2),
    ("Q07", "11", 100 * 0.8**10),
    ("Q08", "30", 80 - 50),
    ("Q09", "600", 20 * (20 + 10)),
    ("Q09", "60000", 100 * 20 * (20 + 10)),
    ("Q09", "2000", 40 * (40 + 10)),
    ("Q09", "3.3", 40 * (40 + 10) / (20 * (20 + 10))),
    ("Q10", "2.25", 0.9 * 2 + 0.9 * 0.5),
    ("Q10", "1.85", 0.9 * 2 + 0.1 * 0.5),
    ("A01", "40000", 10 * 40 * 100),
    ("A01", "14000", CELLS["Elman"].parameters(40, 100) - 100),
    ("A03", "0.001", 0.5**10),
    ("A05", "31", 1 + 2 * (1 + 2 + 4 + 8)),
    ("A05", "9", 1 + 2 * 4),
    ("A06", "393", 400 - 7),
    ("A06", "800", 2 * 400),
    ("B01", "0.76", math.tanh(1)),
    ("B01", "0.73", sigmoid(1)),
    ("B01", "0.38", 0.5 * math.tanh(1)),
    ("B01", "0.36", math.tanh(0.5 * math.tanh(1))),
    ("B04", "620", CELLS["Elman"].parameters(10, 20)),
    ("B04", "63", 3 * 20 + 3),
    ("B04", "2040", CELLS["Elman"].parameters(10, 40)),
    ("B04", "3.3", CELLS["Elman"].parameters(10, 40) / CELLS["Elman"].parameters(10, 20)),
    ("B08", "0.005", 0.9**50),
    ("B08", "117", 1.1**50),
    ("B08", "6", 1 + 50 * 0.1),
    ("B09", "21", 20 + 2 - 1),
    ("B09", "620", CELLS["Elman"].parameters(10, 20)),
    ("B09", "820", CELLS["Elman"].parameters(20, 20)),
    ("C06", "25", 100 * sum(k - 15 >= 1 for k in range(1, 21)) / 20),
    *[("C08", f"{value:.3f}", value) for value in (*PARTS[0], *PARTS[1][1:])],
    ("C08", "0.121", SLOPE),
    ("C08", "0.120", 0.057 + 0.063),
    ("C08", "0.642", math.tanh(PARTS[0][0])),
    ("C08", "0.566", math.tanh(math.tanh(PARTS[0][0]))),
    ("C08", "0.381", PARTS[0][0] / 2),
    *[("C08", said, value) for said, value in zip(("0.087", "0.038", "0.016"), errors(), strict=True)],
    ("C08", "0.42", 1 - PARTS[0][0] ** 2),
    ("C08", "0.137", 0.18 * 0.762),
    ("C03", "0.06", 3.01**2 - 9),
    ("C06", "75", 100 * sum(k - 15 >= 1 for k in range(1, 61)) / 60),
    ("C06", "300", 15 / (1 - 0.95)),
    ("C07", "3.3", 32 * 100 * 256 * 4 / 1e6),
    ("C07", "0.1", 100 * 256 * 4 / 1e6),
    ("C07", "20100", CELLS["Elman"].parameters(100, 100)),
    ("C07", "320000", 32 * 100 * 100),
    ("C07", "16", 320000 / 20100),
    ("C07", "6", 100 * 20100 / 320000),
    ("C07", "200", 2 * math.sqrt(10000)),
    ("D08", "0.12", 0.9**20),
    ("D08", "0.005", 0.9**50),
    ("D08", "117", 1.1**50),
    ("D08", "0.105", -math.log(0.9)),
    ("D08", "0.35", 0.9**10),
    ("D08", "6", 1 + 50 * 0.1),
    ("D08", "22", math.log(0.1) / math.log(0.9)),
    ("D08", "44", math.log(0.01) / math.log(0.9)),
    ("D08", "0.39", 0.9**9),
    ("D08", "0.986", 0.5 ** (1 / 50)),
    ("D08", "61", 100 * 0.99**50),
    ("D08", "3.94", 0.5 ** (1 / 50) / 0.25),
    ("D01", "1024", 2**10),
    ("D04", "0.6", 0.99**50),
    ("D04", "11", 1.05**50),
    ("D05", "512", 2**9),
    ("D06", "1024", 4**5),
    ("D06", "0.02", 1 - 0.99**2),
    ("D07", "117", 1.1**50),
    ("D09", "0.96", SETTLED),
    ("D09", "0.17", 2 * (1 - SETTLED**2)),
    ("E04", "0.5", sigmoid(0)),
    ("E04", "0.73", sigmoid(1)),
    ("E04", "0.88", sigmoid(2)),
    ("E04", "4.6", math.log(0.99 / 0.01)),
    ("E04", "0.01", 0.99 * 0.01),
    ("E05", "0.2", 0.8 * 0.25),
    ("E06", "0.995", math.tanh(3)),
    ("E06", "0.50", 0.5 * math.tanh(3)),
    ("E06", "0.91", math.tanh(0.5 * 3)),
    ("E08", "0.66", math.tanh(0.8)),
    ("E10", "0.9974", 0.95 ** (1 / 20)),
    ("E10", "0.36", 0.95**20),
    ("E10", "12", 100 * 0.9**20),
    ("E10", "0.35", 0.9**10),
    ("E10", "0.60", math.tanh(0.7)),
    ("E11", "0.465", 0.01 * -3 + 0.99 * 0.5),
    ("E13", "105", 20 * 5 + 5),
    ("E13", "205", (20 + 20) * 5 + 5),
    ("E13", "880", 4 * (20 * 10 + 20)),
    ("E13", "3600", CELLS["LSTM"].parameters(10, 25)),
    ("E13", "47", (math.sqrt(11**2 + CELLS["Elman"].parameters(10, 100)) - 11) / 2),
    ("E13", "2480", CELLS["LSTM"].parameters(10, 20)),
    ("E13", "2560", CELLS["LSTM"].parameters(10, 20) + 4 * 20),
    ("F01", "0.76", math.tanh(1)),
    ("F01", "0.64", math.tanh(math.tanh(1))),
    ("F01", "0.57", math.tanh(math.tanh(math.tanh(1)))),
    ("F01", "0.96", -math.tanh(-2)),
    ("F01", "0.12", sigmoid(-2)),
    ("F02", "0.76", math.tanh(1)),
    ("F04", "90", 100 * 0.999**100),
    ("F04", "8", 100 * 0.95**50),
    ("F05", "6.6", math.log(0.5) / math.log(0.9)),
    ("F05", "0.966", 2 ** (-1 / 20)),
    ("F05", "3.345", math.log(2 ** (-1 / 20) / (1 - 2 ** (-1 / 20)))),
    ("F05", "3.34", math.log(2 ** (-1 / 20) / (1 - 2 ** (-1 / 20)))),
    ("F05", "59", 100 * 0.9**5),
    ("F05", "0.975", 1 - 0.5 / 20),
    ("F05", "0.60", 0.975**20),
    ("F05", "2.03", math.atanh(2 ** (-1 / 20))),
    ("F05", "0.88", sigmoid(2.03)),
    ("F05", "0.25", 0.9**13),
    ("F05", "45", 100 * 0.9 * 0.5),
    ("F05", "0.67", math.sqrt(0.9 * 0.5)),
    ("F05", "49", 100 * 0.7**2),
    ("F06", "95", 100 * sigmoid(3)),
    ("F08", "0.12", 0.9**20),
    ("F08", "21", -20 * math.log10(0.9 * 0.1)),
    ("F08", "0.01", 0.99 * 0.01),
    ("G01", "0.2", 0.5 * 0.8 + 0.5 * -0.4),
    ("G01", "0.08", 0.4 * 0.2),
    ("G02", "1.9", 0.9 + 1),
    ("G06", "0.90", 0.999**100),
    ("G06", "0.37", 0.99**100),
    ("G07", "90", 100 * 0.99**10),
    ("G08", "73", 100 * sigmoid(1)),
    ("G08", "27", 100 * sigmoid(-1)),
    ("G03", "2480", CELLS["LSTM"].parameters(10, 20)),
    ("G03", "2346", CELLS["GRU"].parameters(10, 23)),
    ("G03", "2520", CELLS["GRU"].parameters(10, 24)),
    ("G03", "2886", CELLS["GRU"].parameters(10, 26)),
    ("G03", "15", 100 * math.sqrt(4 / 3) - 100),
    ("G05", "620", CELLS["Elman"].parameters(10, 20)),
    ("G05", "1860", CELLS["GRU"].parameters(10, 20)),
    ("G05", "2480", CELLS["LSTM"].parameters(10, 20)),
    ("G05", "640", CELLS["Elman"].parameters(10, 20) + 20),
    ("G05", "1920", CELLS["GRU"].parameters(10, 20) + 3 * 20),
    ("G05", "2560", CELLS["LSTM"].parameters(10, 20) + 4 * 20),
    ("H04", "0.289", 1 / math.sqrt(12)),
    ("H03", "0.05", 1 / 20),
    ("H03", "0.0475", 0.05 * 0.95),
    ("H04", "0.58", 1 / math.sqrt(3)),
    ("H04", "0.083", 1 / 12),
    ("H04", "0.25", 0.5 / 2),
    ("H06", "0.44", 0.8 * 0.98**30),
    ("H06", "0.32", 0.8 * (1 - 30 * 0.02)),
    ("H06", "0.55", 0.98**30),
    ("H06", "18", 100 - 100 * 0.98**10),
    ("H06", "0.02", 0.98 * 0.02),
    ("H06", "10", 11 / 1.1),
    ("H06", "40", 44 / 1.1),
    ("H07", "180", CELLS["LSTM"].parameters(3, 5)),
    ("H07", "64", CELLS["LSTM"].parameters(5, 2)),
    ("H07", "244", CELLS["LSTM"].parameters(3, 5) + CELLS["LSTM"].parameters(5, 2)),
    ("H07", "80", 4 * (5 * 3 + 5)),
    ("H07", "48", 4 * (2 * 5 + 2)),
    ("H07", "272", CELLS["LSTM"].parameters(3, 5) + CELLS["LSTM"].parameters(5, 2) + 4 * (5 + 2)),
    ("I03", "0.30", 0.6 * 0.5),
    ("I03", "0.36", 0.4 * 0.9),
    ("I03", "0.48", 0.6 * 0.8),
    ("I03", "1.02", -math.log(0.36)),
    ("I03", "1.20", -math.log(0.3)),
    ("I03", "0.20", 0.4 * 0.5),
    ("I04", "0.9", 0.75**2 / (0.75**2 + 0.25**2)),
    ("I04", "1.73", math.sqrt(3)),
    ("I05", "0.37", 0.99**100),
    ("I05", "37", 100 * 0.99**100),
    ("I06", "0", 0.1**400),
    ("I06", "0.33", 0.8**5),
    ("I06", "0.11", 0.8**10),
    ("I06", "0.4", 2.4 / 6),
    ("I06", "0.5", 2 / 4),
    ("I06", "0.25", math.sqrt(0.5 * 0.125)),
    ("I06", "0.3125", (0.5 + 0.125) / 2),
    ("J03", "0.953", sigmoid(3)),
    ("J03", "0.047", sigmoid(-3)),
    ("J03", "61.5", 100 * sigmoid(3) ** 10),
    ("J03", "62", 100 * sigmoid(3) ** 10),
    ("J03", "0.007", 1 - math.tanh(math.tanh(0.1)) / 0.1),
    ("J02", "3", 100 * 0.7**10),
    ("J03", "53", 100 - 10 * 100 * sigmoid(-3)),
    ("J03", "4.7", 100 * sigmoid(-3)),
    ("J04", "100", 1 / (1 - 0.99)),
    ("J04", "63", sum(0.99**k for k in range(100))),
    ("R01", "976", 1000 - 24),
    ("R01", "41", 1000 // 24),
    ("R02", "7.29", 10 * 0.9**3),
    ("R02", "2.71", 10 - 10 * 0.9**3),
    ("R03", "20", 100 * (5 - 4) / 5),
    ("R03", "25", 100 * (5 - 4) / 4),
    ("R03", "168", 7 * 24),
    ("R04", "1.5", (5075 - 5000) / 50),
    ("R04", "1.015", 5075 / 5000),
    ("R04", "10", 0.2 * 50),
    ("R04", "500", 0.2 * 50**2),
    ("R05", "168", 7 * 24),
    ("R05", "8760", 365 * 24),
    ("L03", "2480", CELLS["LSTM"].parameters(10, 20)),
    ("L03", "4960", 2 * CELLS["LSTM"].parameters(10, 20)),
    ("L03", "240", 6 * 40),
    ("L03", "620", 20 * 30 + 20),
    ("L03", "5120", 2 * (CELLS["LSTM"].parameters(10, 20) + 4 * 20)),
    ("L03", "4880", CELLS["LSTM"].parameters(40, 20)),
    ("L03", "9760", 2 * CELLS["LSTM"].parameters(40, 20)),
    ("L03", "3280", CELLS["LSTM"].parameters(20, 20)),
    ("L05", "32000", 1000 * 32),
    ("L07", "3000", 30 * 100),
    *[("L08", said, value) for said, value in zip(("7.39", "2.72", "20.09"), map(math.exp, (2, 1, 3)), strict=True)],
    ("L08", "30.19", sum(map(math.exp, (2, 1, 3)))),
    *[("L08", said, weight) for said, weight in zip(("0.24", "0.09", "0.67"), ATTENTION, strict=True)],
    ("L08", "0.91", ATTENTION[0] + ATTENTION[2]),
    ("L08", "0.76", ATTENTION[1] + ATTENTION[2]),
    ("L08", "0.98", softmax(4, 2, 6)[0] + softmax(4, 2, 6)[2]),
    ("L08", "0.81", softmax(1, 0.5, 1.5)[0] + softmax(1, 0.5, 1.5)[2]),
    ("L08", "8", math.sqrt(64)),
    ("L09", "59", 49 + 10),
    ("L09", "600", 30 * 20),
    ("M02", "1000000", 10000 * 100),
    ("M02", "10100", 10000 + 100),
    ("M02", "8000000", 4 * 200 * 10000),
    ("M02", "2000000", 200 * 10000),
    ("M02", "80000", 4 * 200 * 100),
    ("M02", "1080000", 4 * 200 * 100 + 10000 * 100),
    ("M03", "10", 200 * 50000 / 1e6),
    ("M03", "320800", CELLS["LSTM"].parameters(200, 200)),
    ("M03", "80200", 200 * 400 + 200),
    ("M03", "16", math.log2(50000)),
    ("M03", "224", math.sqrt(50000)),
    ("M03", "65536", 2**16),
    ("M04", "2000000", 10000 * 200),
    ("M04", "4000000", 2 * 10000 * 200),
    ("M04", "10200", 10000 + 200),
    ("M04", "100000", 200 * 500),
    ("M05", "4", (1 / 2 * 1 / 4 * 1 / 8) ** (-1 / 3)),
    ("M05", "1.4", math.sqrt(2)),
    ("M05", "1.386", 2 * math.log(2)),
    ("M05", "0.602", 2 * math.log10(2)),
    ("M05", "2.6", 2 ** (2 * math.log(2))),
    ("M05", "4.75", math.log2(27)),
    ("M05", "1024", 2 ** (5 * 2)),
    ("M05", "64", 2 * 4 * 8),
    ("M06", "150", 5 * 30),
    ("M06", "250000", 5 * 50000),
    ("M07", "0.25", 2 / 8),
    ("M07", "0.20", 2 / 10),
    ("M07", "125000", 50**3),
    ("M07", "300", 300 if 50**5 > 300e6 else 0),
    ("M07", "6", 50**4 / 1e6),
    ("M07", "100", 10000**2 / 1e6),
]


def test_ctc_has_five_paths_for_two_letters_in_three_frames():
    assert alignments("ab", 3) == 5
    assert alignments("aa", 2) == 0  # a blank must come between them


@pytest.mark.parametrize(("key", "said", "value"), NUMBERS)
def test_a_number_that_is_said_is_the_number_that_comes_out(key, said, value):
    assert any(re.search(rf"(?<![\d.]){re.escape(said)}(?!\d)", text) for text in texts(questions()[key]))
    digits = len(said.partition(".")[2])
    assert abs(float(said) - value) <= 0.51 * 10**-digits
