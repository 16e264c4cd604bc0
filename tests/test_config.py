"""What stands in configuration files agrees with the code it is about."""

import re
import tomllib

import pytest
from streamlit import byte_util, config

from lstm_core.cell.roles import BACKGROUND, INK, PAPER, ROLES
from lstm_core.notation import read_cell
from tools.serving import ROOT

SETTINGS = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_theme_has_the_colours_of_the_roles(theme):
    found = SETTINGS["theme"][theme]
    assert (found["backgroundColor"], found["secondaryBackgroundColor"]) == (BACKGROUND[theme], PAPER[theme])
    assert found["textColor"] == INK[theme]
    for role in ROLES.values():
        assert found[f"{role.theme}TextColor"] == role.ink(theme)
        assert found[f"{role.theme}BackgroundColor"] == role.tint(theme)
        assert found[f"{role.theme}Color"] == role.hue
    assert found["primaryColor"] == ROLES["output"].ink(theme)
    assert set(found["chartCategoricalColors"]) <= {role.ink(theme) for role in ROLES.values()}


def test_streamlit_does_not_collect_garbage_after_every_rerun():
    assert SETTINGS["runner"]["postScriptGC"] is False
    assert "runner.postScriptGC" in config._config_options_template


def test_what_streamlit_caches_for_all_is_bounded_below_what_the_smallest_host_has_to_spare():
    assert "server.maxCacheDataSize" in config._config_options_template
    assert byte_util.config_max_cache_data_size_to_bytes(SETTINGS["server"]["maxCacheDataSize"]) <= 50_000_000


def test_every_requirement_is_pinned_and_nothing_overrules_them():
    kinds = ("", "-test", "-hosted", "-security", "-cluster")
    for name in (f"requirements{kind}.txt" for kind in kinds):
        lines = (ROOT / name).read_text(encoding="utf-8").splitlines()
        pinned = [line.partition(";")[0] for line in lines if line and not line.startswith(("#", "-"))]
        assert pinned
        assert all(re.fullmatch(r"[A-Za-z0-9_.-]+==[0-9][A-Za-z0-9.]*", line) for line in pinned), pinned
    assert not any((ROOT / name).exists() for name in ("uv.lock", "Pipfile", "environment.yml", "packages.txt"))


def test_the_cell_that_is_added_in_the_docs_can_be_read_and_drawn():
    from lstm_core.figure import to_dot

    code = re.search(r"```python\n(.*?)```", (ROOT / "docs" / "adding.md").read_text(encoding="utf-8"), re.S)
    equations, picture = re.findall(r'"""(.*?)"""', code.group(1), re.S)
    cell = read_cell("MGU", equations, picture)
    assert cell.states == {"h": "h_next"}
    assert "pos=" in to_dot(cell)
