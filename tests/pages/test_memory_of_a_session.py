"""A session stays small: fifty of them must fit beside each other on a server with 690 MB."""

import pickle
from collections.abc import Mapping

import pytest

from tools.apptest import open_page, visit
from ui.common.menu import PLACES

MOST = 200_000  # bytes of what one session keeps, after all pages


@pytest.fixture(scope="module")
def walked():
    app = open_page()
    for place in (place for places in PLACES.values() for place in places if place.url_path):
        visit(app, place.url_path)
    return app


def test_after_all_pages_a_session_keeps_no_more_than_a_fifth_of_a_megabyte(walked):
    state = walked.session_state._state.filtered_state
    plain = {key: dict(value) if isinstance(value, Mapping) else value for key, value in state.items()}
    sizes = {key: len(pickle.dumps(value)) for key, value in plain.items()}
    assert "session" in sizes
    assert sum(sizes.values()) <= MOST, sorted(sizes.items(), key=lambda item: -item[1])[:5]
