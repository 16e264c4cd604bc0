"""The browser's scripts: their own tests, and how modules become the one text that Streamlit wants."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from ui import components
from ui.components import FOLDER, script

ROOT = Path(__file__).parents[3]
COMPONENTS = sorted(path.parent.name for path in FOLDER.glob("*/__init__.py"))


def deno(*arguments: str | Path) -> None:
    """Run the tool that pip has put beside this Python, and fail with what it says if it does."""
    program = shutil.which("deno", path=str(Path(sys.executable).parent))
    assert program, "pip install -r requirements-test.txt"
    environment = {"NO_COLOR": "1", "DENO_NO_UPDATE_CHECK": "1", **os.environ}
    command = [program, *map(str, arguments)]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_scripts_pass_their_own_tests():
    deno("test", "--quiet", "--no-check", "--no-remote", "tests/ui/components")


def test_what_the_browser_gets_declares_every_name_once_and_misses_none(tmp_path):
    """Every joined script is checked by itself, since its modules share one scope then."""
    for name in COMPONENTS:
        (tmp_path / f"{name}.js").write_text(script(f"{name}/{name}.js"), encoding="utf-8")
    deno("check", "--quiet", "--no-remote", "--config", ROOT / "deno.json", *sorted(tmp_path.glob("*.js")))


@pytest.mark.parametrize("name", COMPONENTS)
def test_a_joined_script_exports_its_component_and_imports_nothing(name):
    lines = script(f"{name}/{name}.js").splitlines()
    assert not [line for line in lines if line.startswith("import")]
    assert [line[:15] for line in lines if line.startswith("export")] == ["export default "]


def test_a_module_comes_once_and_after_what_it_imports(tmp_path, monkeypatch):
    (tmp_path / "folder").mkdir()
    (tmp_path / "tools.js").write_text("export const one = 1;\n")
    (tmp_path / "folder" / "two.js").write_text('import { one } from "../tools.js";\n\nexport const two = one + one;\n')
    (tmp_path / "folder" / "main.js").write_text(
        'import {\n  one,\n} from "../tools.js";\nimport { two } from "./two.js";\nexport default () => one + two;\n'
    )
    (tmp_path / "entry.js").write_text("export default () => drawComponent() + 1;\n")
    monkeypatch.setattr(components, "FOLDER", tmp_path)
    lines = [line for line in script("folder/main.js").splitlines() if line and not line.startswith("/**")]
    own = ["const one = 1;", "const two = one + one;", "const drawComponent = () => one + two;"]
    assert lines == [*own, "export default () => drawComponent() + 1;"]
