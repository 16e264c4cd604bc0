"""Colours can be read on both themes and told apart, also by readers who do not see all of them."""

import itertools
import re

import numpy as np
import pytest

from lstm_core.cell.roles import BACKGROUND, INK, PAPER, ROLES, role
from lstm_core.notation import read_cell
from tests.lstm_core.examples import FIGURES, each_figure

THEMES = ("light", "dark")
COLOURED = ("gate", "candidate", "memory", "output", "step")  # input and step share their grey
each_theme = pytest.mark.parametrize("theme", THEMES)
each_role = pytest.mark.parametrize("name", ROLES)


def linear(colour):
    """A colour like #e69f00 as amounts of red, green and blue light (IEC 61966-2-1)."""
    assert re.fullmatch(r"#[0-9a-f]{6}", colour)
    s = np.array([int(colour[k : k + 2], 16) for k in (1, 3, 5)]) / 255
    return np.where(s <= 0.04045, s / 12.92, ((s + 0.055) / 1.055) ** 2.4)


def contrast(a, b):
    """The ratio of WCAG 2.2, 1 to 21."""
    one, other = (float(linear(colour) @ [0.2126, 0.7152, 0.0722]) + 0.05 for colour in (a, b))
    return max(one, other) / min(one, other)


def lab(light):
    """CIE L*a*b* (D65) of amounts of light, in which distances are about what the eye sees."""
    xyz = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]]) @ light
    ratio = xyz / [0.9505, 1.0, 1.089]
    x, y, z = np.where(ratio > (6 / 29) ** 3, np.cbrt(ratio), ratio * (29 / 6) ** 2 / 3 + 4 / 29)
    return np.array([116 * y - 16, 500 * (x - y), 200 * (y - z)])


def distance(a, b, seen=((1, 0, 0), (0, 1, 0), (0, 0, 1))):
    """How far two colours lie apart, for an eye to which `seen` of their light remains."""
    first, second = (lab(np.clip(np.array(seen) @ linear(colour), 0, 1)) for colour in (a, b))
    return float(np.linalg.norm(first - second))


def test_black_on_white_has_the_contrast_that_the_standard_says():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)
    assert distance("#ffffff", "#000000") == pytest.approx(100, abs=0.1)


@each_theme
@each_role
def test_text_in_the_colour_of_a_role_reads_well_on_page_panel_and_tint(name, theme):
    ink = ROLES[name].ink(theme)
    for ground in (BACKGROUND[theme], PAPER[theme], ROLES[name].tint(theme)):
        assert contrast(ink, ground) >= 4.5


@each_theme
@each_role
def test_plain_text_reads_well_everywhere(name, theme):
    for ground in (BACKGROUND[theme], PAPER[theme], ROLES[name].tint(theme)):
        assert contrast(INK[theme], ground) >= 7


@each_theme
def test_tints_can_be_told_apart(theme):
    for a, b in itertools.combinations(COLOURED, 2):
        assert distance(ROLES[a].tint(theme), ROLES[b].tint(theme)) > 6, (a, b)


@each_theme
def test_inks_can_be_told_apart(theme):
    for a, b in itertools.combinations(COLOURED, 2):
        assert distance(ROLES[a].ink(theme), ROLES[b].ink(theme)) > 20, (a, b)


# Machado, Oliveira and Fernandes 2009, severity 1: what remains of red, green and blue light
BLIND = {
    "protan": [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
    "deutan": [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]],
    "tritan": [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]],
}


@pytest.mark.parametrize("kind", BLIND)
def test_hues_can_be_told_apart_by_colour_blind_readers(kind):
    for a, b in itertools.combinations(COLOURED, 2):
        assert distance(ROLES[a].hue, ROLES[b].hue, BLIND[kind]) > 10, (a, b)


@each_figure
def test_every_value_of_a_cell_has_a_colour(cell):
    assert {role(cell, node.name) for node in cell.nodes} <= ROLES.keys()


def test_a_state_has_the_colour_of_what_replaces_it():
    lstm = FIGURES["LSTM with readout"]
    pairs = {name: role(lstm, name) for name in ("x", "h", "h_next", "c", "c_next", "f", "g", "kept", "y")}
    assert pairs == {
        "x": "input",
        "h": "output",
        "h_next": "output",
        "c": "memory",
        "c_next": "memory",
        "f": "gate",
        "g": "candidate",
        "kept": "step",
        "y": "output",
    }


def test_a_state_that_nothing_replaces_yet_has_its_colour_already():
    """A learner's page is drawn while it is typed."""
    half = read_cell("t", "x\nh\nc\nf = sigmoid(linear(x, h))")
    assert [role(half, name) for name in "xhc"] == ["input", "output", "memory"]


def test_legends_and_themes_call_every_role_by_its_own_name():
    words = [role.words for role in ROLES.values()]
    assert len(set(words)) == len(words)
    assert {role.theme for role in ROLES.values()} <= {"red", "orange", "yellow", "green", "blue", "violet", "gray"}
