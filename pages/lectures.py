"""A door: the very first deep link after a server start is looked up here, so it must lead into the app."""

import runpy
from pathlib import Path

runpy.run_path(str(Path(__file__).parents[1] / "app.py"), run_name="__main__")
