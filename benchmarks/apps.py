"""The apps that take part: copies of ours, with something changed, and small ones to compare with."""

import shutil
from pathlib import Path

from tools.serving import APP, ROOT

HERE = Path(__file__).parent
COUNT = """
if "count" in st.query_params:
    from ui.common.trainer import trainer

    st.fragment(lambda: st.text(f"running: {trainer().busy}"), run_every=0.1)()
"""
SLIDER = """\
import streamlit as st
x = st.slider("x", -3.0, 3.0, -2.0, 0.1, key="x", bind="query-params")
st.text(f"{x:.2f}")
"""


def copy_of_app(folder: Path) -> Path:
    """All that `streamlit run` needs, in a folder of its own."""
    for name in ("pages", "ui", "lstm_core", ".streamlit"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(APP, folder)
    return folder


def counting(folder: Path) -> Path:
    """Our app, which says with ?count=1 how many runs go on."""
    app = copy_of_app(folder) / "app.py"
    app.write_text(app.read_text(encoding="utf-8") + COUNT, encoding="utf-8")
    return folder


def text_only(folder: Path) -> Path:
    """Our app with one line of text in the place of what its live fragments show (see text_only_app.py)."""
    copy_of_app(folder)
    shutil.copy(HERE / "text_only_app.py", folder)
    page = folder / "pages" / "step-by-step.py"
    text, ours = page.read_text(encoding="utf-8"), "one_step.show"
    if ours not in text:
        raise ValueError(f"{page.name} shows its first view otherwise than by {ours}: tell it here")
    import_ = "import streamlit as st\n"
    text = text.replace(ours, "text_only_app.show").replace(import_, f"{import_}import text_only_app\n", 1)
    page.write_text(text, encoding="utf-8")
    return folder


def one_script(folder: Path, text: str) -> Path:
    """An app that is a single script, under our settings."""
    shutil.copytree(ROOT / ".streamlit", folder / ".streamlit")
    (folder / "app.py").write_text(text, encoding="utf-8")
    return folder
