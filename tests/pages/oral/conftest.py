"""The page of the oral exam, and an exam that was begun there."""

import pytest
from streamlit.testing.v1 import AppTest

from tests.apps import press
from tools.apptest import open_page


@pytest.fixture
def app() -> AppTest:
    return open_page("oral")


@pytest.fixture
def begun(app) -> AppTest:
    return press(app, "begin")
