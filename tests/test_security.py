"""What holds for the whole tree: nothing a learner types, uploads or forges is run, or shown as HTML."""

import ast
import re
import tomllib
from pathlib import Path

import pytest
from streamlit import config

from tools.serving import APP, ROOT

SERVED = sorted([*(path for part in ("lstm_core", "pages", "ui") for path in ROOT.glob(f"{part}/**/*.py")), APP])
SCRIPTS = sorted(ROOT.glob("ui/**/*.js"))
SETTINGS = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
RUNS_CODE = {"eval", "exec", "compile", "__import__", "breakpoint", "getattr_static"}
RUNS_DATA = {"pickle", "cPickle", "dill", "marshal", "shelve", "yaml", "subprocess", "pty", "ctypes", "code"}
DANGEROUS = re.compile(r"torch\.(load|hub|jit)|os\.(system|popen|exec\w*|spawn\w*|fork)|(np|numpy)\.memmap|cloudpickle")
HTML = {  # every file that hands HTML to a page, and the names it puts into it: constants of ours, and whole numbers
    "app.py": {"STYLE"},
    "pages/glossary.py": {"STYLE"},
    "pages/lectures.py": {"STYLE"},
    "ui/course/experiments/computer/states.py": {"STYLE"},
    "ui/course/experiments/generation/marked_text.py": {
        "STYLE",
        "html",
        "label",
        "inner",
    },  # all that goes into `inner` is escaped
    "ui/course/experiments/generation/search.py": {"STYLE"},
    "ui/course/experiments/comparison/cells_table.py": {"STYLE"},
    "ui/look_up/symbols.py": {"STYLE"},
    "ui/look_up/weights.py": set(),
    "ui/common/charts.py": {"escape", "words"},
    "ui/course/experiments/elman/__init__.py": {"STYLE"},
    "ui/course/experiments/sequences/__init__.py": {"STYLE", "strip", "reach", "gap"},
    "ui/course/reading.py": {"STYLE", "now", "BACKGROUND", "st"},
    "ui/course/lesson_list.py": set(),
    "ui/practise/concept_map.py": set(),
    "pages/my-cell.py": {"STYLE"},
}
SETS_HTML = {  # every script that sets innerHTML: to a picture of ours, to numbers, or to text made safe first
    "figure.js": {"svg"},
    "training_view/training_view.js": {
        "answers(part(targets), part(outputs), run.columns.length > 0, data.zero)",
        'stretched(data.axis, grid + levels + line + dot) + labels.join("") + marks.join("")',
        'scale.join("")',
    },
    "task_sequence/task_sequence.js": {'stretched(steps, marks.join("") + axis + curve)'},
    "timeline/timeline.js": {"curves(row, steps)"},
    "unfolding/unfolding.js": {"data.picture"},
    "wiring/wiring_picture.js": {"element.html = html"},
}


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def calls(path: Path) -> list[ast.Call]:
    return [node for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.Call)]


@pytest.mark.parametrize("path", SERVED, ids=name_of)
def test_nothing_that_is_served_runs_text_or_unpacks_objects(path):
    names = {ast.unparse(call.func) for call in calls(path)}
    assert not names & RUNS_CODE
    assert not {name for name in names if DANGEROUS.match(name)}
    for call in calls(path):
        if ast.unparse(call.func) in ("np.load", "numpy.load"):
            assert "allow_pickle=False" in ast.unparse(call)
    whole = ast.parse(path.read_text(encoding="utf-8"))
    imported = {alias.name for node in ast.walk(whole) if isinstance(node, ast.Import) for alias in node.names}
    imported |= {node.module or "" for node in ast.walk(whole) if isinstance(node, ast.ImportFrom)}
    assert not {name.split(".")[0] for name in imported} & RUNS_DATA


@pytest.mark.parametrize("path", SERVED, ids=name_of)
def test_html_is_made_of_our_own_constants_only(path):
    for call in calls(path):
        assert not {keyword.arg for keyword in call.keywords} & {"unsafe_allow_html", "unsafe_allow_javascript"}
        if ast.unparse(call.func) in ("st.html", "st.components.v1.html", "st.iframe"):
            used = {node.id for argument in call.args for node in ast.walk(argument) if isinstance(node, ast.Name)}
            assert used <= HTML[name_of(path)]


@pytest.mark.parametrize("path", SCRIPTS, ids=name_of)
def test_scripts_of_ours_run_no_text_and_set_html_where_it_was_looked_at(path):
    script = path.read_text(encoding="utf-8")
    assert not re.search(r"\beval\(|new Function|document\.write|insertAdjacentHTML|outerHTML|srcdoc", script)
    values = set(re.findall(r"innerHTML\s*\+?=(?!=)\s*([^;]*);", script))
    assert script.count("innerHTML") == len(re.findall(r"innerHTML\s*=[^=]", script))
    assert values == SETS_HTML.get(path.relative_to(ROOT / "ui" / "components").as_posix(), set())


def test_the_names_of_parts_are_made_safe_before_they_become_a_picture():
    script = (ROOT / "ui/components/wiring/wiring_picture.js").read_text(encoding="utf-8")
    assert "typeset = (text) => safe(text)" in script
    assert not re.search(r"\$\{(?!typeset|safe)[^}]*label", script)


def test_ruff_looks_for_weaknesses_in_everything_that_is_served():
    lint = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["ruff"]["lint"]
    assert "S" in lint["select"]
    assert {rule for rule in lint["ignore"] if rule.startswith("S") and rule[1:].isdigit()} == {"S101"}
    assert not {
        pattern for pattern in lint["per-file-ignores"] if pattern.startswith(("lstm_core", "pages", "ui", "app"))
    }
    silenced = {
        name_of(path) for path in SERVED if re.search(r"noqa:? *(S\d|$)", path.read_text(encoding="utf-8"), re.M)
    }
    assert silenced == {"lstm_core/figure/svg.py"}  # reads the picture that Graphviz made of a cell of ours


def test_every_upload_is_capped_by_its_field_and_by_the_server():
    uploads = [(path, call) for path in SERVED for call in calls(path) if ast.unparse(call.func) == "st.file_uploader"]
    assert uploads
    for path, call in uploads:
        assert "max_upload_size" in {keyword.arg for keyword in call.keywords}, name_of(path)
    assert SETTINGS["server"]["maxUploadSize"] <= 20
    assert SETTINGS["server"]["maxMessageSize"] <= 30


def test_the_server_keeps_what_protects_its_visitors():
    server = SETTINGS["server"]
    assert server.get("enableXsrfProtection", True)
    assert server.get("enableCORS", True)
    assert not server.get("enableStaticServing", False)
    assert SETTINGS["client"]["showErrorDetails"] == "none"
    assert {"server.maxUploadSize", "server.maxMessageSize"} <= config._config_options_template.keys()


def test_who_a_learner_is_stands_in_no_address_and_no_log():
    """Nothing that is served writes to a log or prints; and no address is given the name of a learner."""
    for path in SERVED:
        text = path.read_text(encoding="utf-8")
        assert not re.search(
            r"query_params\[[^\]]*\] *= *.*(learner|login)|(print|log\w*\.(info|warning|error))\(.*learner", text
        )
    identity = (ROOT / "ui/components/identity/identity.js").read_text(encoding="utf-8")
    assert "crypto.randomUUID()" in identity
    assert not re.search(r"location|cookie|fetch\(|XMLHttpRequest|sendBeacon|console\.", identity)
