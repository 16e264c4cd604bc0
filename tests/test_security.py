"""What holds for the whole tree: nothing a learner types, uploads or forges is run, or shown as HTML."""

import ast
import re
import tomllib
from functools import cache
from pathlib import Path

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
    "ui/common/arrival.py": {"STYLE", "WAITS"},
    "ui/components/fold/__init__.py": {"STYLE"},
    "ui/step/narrow.py": {"STYLE"},
    "ui/practise/draw/canvas.py": {"STYLE"},
    "ui/presenting/__init__.py": {"_style", "SCENES", "name"},  # two style sheets of ours, by the name of a scene
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
    "ui/course/experiments/sequences/__init__.py": {"STYLE", "window_strip", "reach", "gap"},
    "ui/course/reading.py": {"STYLE", "now", "BACKGROUND", "st", "SHOWN", "QUIET", "shown"},
    "ui/course/lesson_list.py": set(),
    "ui/course/course_map.py": {"STYLE"},
    "ui/practise/concept_map.py": set(),
    "pages/my-cell.py": {"STYLE"},
    "ui/common/placed_figure.py": {"STYLE"},
    "ui/practise/oral/result.py": {"STYLE", "_ticks", "last"},  # shares, by the topics of the bank
}
SETS_HTML = {  # every script that sets innerHTML: to a picture of ours, to numbers, or to text made safe first
    "figure.js": {"svg"},
    "training_view/training_view.js": {
        "answerSvg(part(targets), part(outputs), run.columns.length > 0, data.zero)",
        'stretchedSvg(data.axis, grid + levels + line + dot) + labels.join("") + marks.join("")',
        'scale.join("")',
    },
    "task_sequence/task_sequence.js": {'stretchedSvg(steps, marks.join("") + zeroLine + curve)'},
    "presenter/presenter.js": {"data.code.svg"},
    "timeline/timeline.js": {"plotSvg(row, steps)"},
    "ink_replay/ink.js": {"svg"},  # written by ElementTree, of numbers and of our own signs
    "unfolding/unfolding.js": {"data.picture"},
    "pen/pen_menu.js": {"menuHtml(editor, editor.menu)"},
    "pen/pen_picture.js": {"element.html = html"},
    "wiring/wiring_picture.js": {"element.html = html"},
}


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@cache
def text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


@cache
def nodes(path: Path) -> list[ast.AST]:
    return list(ast.walk(ast.parse(text(path))))


def calls(path: Path) -> list[ast.Call]:
    return [node for node in nodes(path) if isinstance(node, ast.Call)]


def named(path: Path, *functions: str) -> list[ast.Call]:
    """The calls of these functions, by the names that the file calls them."""
    return [call for call in calls(path) if ast.unparse(call.func) in functions]


def keywords(call: ast.Call) -> set[str | None]:
    return {keyword.arg for keyword in call.keywords}


def test_nothing_that_is_served_runs_text():
    called = [(name_of(path), ast.unparse(call.func)) for path in SERVED for call in calls(path)]
    assert len(called) > 1000
    assert [(name, call) for name, call in called if call in RUNS_CODE or DANGEROUS.match(call)] == []


def test_nothing_that_is_served_unpacks_objects():
    loads = [(path, call) for path in SERVED for call in named(path, "np.load", "numpy.load")]
    assert loads
    assert [name_of(path) for path, call in loads if "allow_pickle=False" not in ast.unparse(call)] == []


def test_nothing_that_is_served_imports_what_runs_data():
    imported = [
        (name_of(path), name)
        for path in SERVED
        for node in nodes(path)
        if isinstance(node, ast.Import | ast.ImportFrom)
        for name in _packages(node)
    ]
    assert len(imported) > 1000
    found = {(path, name) for path, name in imported if name in RUNS_DATA}
    assert found == {("ui/common/threads.py", "ctypes")}, "which hands the C library two numbers of its own"


def _packages(node: ast.Import | ast.ImportFrom) -> set[str]:
    names = [node.module or ""] if isinstance(node, ast.ImportFrom) else [alias.name for alias in node.names]
    return {name.split(".")[0] for name in names}


def test_html_is_made_of_our_own_constants_only():
    unsafe = {"unsafe_allow_html", "unsafe_allow_javascript"}
    assert [name_of(path) for path in SERVED for call in calls(path) if keywords(call) & unsafe] == []
    used: dict[str, set[str]] = {}
    for path in SERVED:
        for call in named(path, "st.html", "st.components.v1.html", "st.iframe"):
            names = {node.id for argument in call.args for node in ast.walk(argument) if isinstance(node, ast.Name)}
            used.setdefault(name_of(path), set()).update(names)
    assert used.keys() == HTML.keys(), "every file that hands HTML to a page is listed, and no other"
    assert {name: names - HTML[name] for name, names in used.items() if names - HTML[name]} == {}


def test_scripts_of_ours_run_no_text_and_set_html_where_it_was_looked_at():
    runs_text = re.compile(r"\beval\(|new Function|document\.write|insertAdjacentHTML|outerHTML|srcdoc")
    assert [name_of(path) for path in SCRIPTS if runs_text.search(text(path))] == []
    unread = [
        path for path in SCRIPTS if text(path).count("innerHTML") != len(re.findall(r"innerHTML\s*=[^=]", text(path)))
    ]
    assert unread == [], "innerHTML is only ever set, and never added to"
    values = {
        path.relative_to(ROOT / "ui" / "components").as_posix(): found
        for path in SCRIPTS
        if (found := set(re.findall(r"innerHTML\s*\+?=(?!=)\s*([^;]*);", text(path))))
    }
    assert values == SETS_HTML


def test_the_names_of_parts_are_made_safe_before_they_become_a_picture():
    script = text(ROOT / "ui/components/wiring/wiring_picture.js")
    assert "typeset = (text) => safe(text)" in script
    assert not re.search(r"\$\{(?!typeset|safe)[^}]*label", script)


def test_ruff_looks_for_weaknesses_in_everything_that_is_served():
    lint = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["ruff"]["lint"]
    assert "S" in lint["select"]
    assert {rule for rule in lint["ignore"] if rule.startswith("S") and rule[1:].isdigit()} == {"S101"}
    assert not {
        pattern for pattern in lint["per-file-ignores"] if pattern.startswith(("lstm_core", "pages", "ui", "app"))
    }
    silenced = {name_of(path) for path in SERVED if re.search(r"noqa:? *(S\d|$)", text(path), re.M)}
    assert silenced == {"lstm_core/figure/svg.py"}  # reads the picture that Graphviz made of a cell of ours


def test_every_upload_is_capped_by_its_field_and_by_the_server():
    uploads = [(path, call) for path in SERVED for call in named(path, "st.file_uploader")]
    assert uploads
    assert [name_of(path) for path, call in uploads if "max_upload_size" not in keywords(call)] == []
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
    tells = re.compile(r"query_params\[[^\]]*\] *= *.*(learner|login)|(print|log\w*\.(info|warning|error))\(.*learner")
    assert [name_of(path) for path in SERVED if tells.search(text(path))] == []
    identity = text(ROOT / "ui/components/identity/identity.js")
    assert "crypto.getRandomValues(" in identity
    assert not re.search(r"location|cookie|fetch\(|XMLHttpRequest|sendBeacon|console\.", identity)
