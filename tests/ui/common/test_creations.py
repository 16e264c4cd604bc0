"""Nets of one's own: all visitors together fill no server, and small ones are kept whatever others do."""

import pytest

from ui.common.creations import MOST_LARGE, SMALL, check_room
from ui.common.session import OWN, Creations


@pytest.fixture(autouse=True)
def nobody_else():
    others = list(OWN)
    for other in others:
        OWN.discard(other)
    yield
    for other in others:
        OWN.add(other)


def test_a_large_net_is_kept_as_long_as_there_is_room():
    others = [Creations(nets={"theirs": b"x" * (MOST_LARGE // 4)}) for _ in range(3)]
    check_room(MOST_LARGE // 4)
    others.append(Creations(nets={"one": b"x" * SMALL, "two": b""}))
    with pytest.raises(ValueError, match="any more large nets at the moment; smaller ones are kept"):
        check_room(MOST_LARGE // 4)
    check_room(SMALL)
    del others  # their sessions have ended
    check_room(MOST_LARGE // 4)
