"""The code that a lecture hall photographs: read by another library, it is the address of the page itself."""

import re

import numpy as np
import pytest
import zxingcpp

from ui.presenting.address import LOCAL, address_code, is_local, student_address

HOSTED = "https://recall.example.org/step-by-step"


def pixels(svg: str) -> np.ndarray:
    """The picture of a code, drawn square by square: the strokes of its path are rows of h (dark) and m (on)."""
    size = int(re.search(r'viewBox="0 0 (\d+) \1"', svg)[1])
    picture = np.full((size, size), 255, np.uint8)
    x, y = 0.0, 0.0
    for kind, across, down in re.findall(r"([Mmh])(-?[\d.]+)(?: (-?[\d.]+))?", re.search(r' d="([^"]+)"', svg)[1]):
        if kind == "M":
            x, y = float(across), float(down)
        elif kind == "m":
            x, y = x + float(across), y + float(down)
        else:
            picture[int(y), int(x) : int(x) + int(across)] = 0
            x += float(across)
    return picture.repeat(8, 0).repeat(8, 1)


@pytest.mark.parametrize(
    "query", ["", "?stage=f", "?cell=GRU&stage=z&x=1.2&b_f=-2", "?stage=i%2C+C%CC%83&" + "w=1&" * 200]
)
def test_the_code_says_the_address_without_the_wish_to_present(query):
    glue = "&" if query else "?"
    code = address_code(f"{HOSTED}{query}{glue}present=true")
    (read,) = zxingcpp.read_barcodes(pixels(code.svg))
    assert read.text == code.address == f"{HOSTED}{query}"
    assert code.note == ""


def test_only_the_wish_to_present_is_left_out_wherever_it_stands():
    assert student_address(f"{HOSTED}?present=true&stage=f#there") == f"{HOSTED}?stage=f"
    assert student_address(f"{HOSTED}?presents=1&own=1%3B+2") == f"{HOSTED}?presents=1&own=1%3B+2"


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "app.localhost", "::1", "127.8.8.8"])
def test_whoever_runs_the_app_at_home_is_told_that_nobody_else_reaches_it(host):
    shown = f"http://[{host}]:8501/train" if ":" in host else f"http://{host}:8501/train"
    code = address_code(f"{shown}?present=true")
    assert code.note == LOCAL
    assert code.address == shown


@pytest.mark.parametrize("host", ["recall.example.org", "192.168.1.7", "local.example.org", "2001:db8::1"])
def test_an_address_that_others_reach_is_no_local_one(host):
    assert not is_local(host)


@pytest.mark.parametrize("shown", ["", "nonsense", "javascript:alert(1)", "file:///etc/passwd", "http://[", "https://"])
def test_what_is_no_address_gets_a_sentence_and_no_code(shown):
    code = address_code(shown)
    assert code.svg == code.address == ""
    assert code.note.endswith(".")


def test_an_address_that_no_code_can_hold_is_still_written_down():
    code = address_code(f"{HOSTED}?m={'7' * 8000}")
    assert code.svg == ""
    assert code.address.endswith("777")
    assert "too long" in code.note
