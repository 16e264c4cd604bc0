"""Every reader refuses in a sentence or not at all, whatever it is given: `make fuzz`, in small."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.fuzz.targets import TARGETS, refused


@pytest.mark.parametrize("name", TARGETS)
@settings(max_examples=40, deadline=None)
@given(data=st.binary(max_size=60))
def test_a_reader_refuses_in_a_sentence_or_not_at_all(name, data):
    refused(lambda: TARGETS[name](data))


@pytest.mark.parametrize("error", [KeyError("a b"), ValueError("word"), UnicodeDecodeError("utf-8", b"", 0, 1, "a b")])
def test_anything_but_a_sentence_is_a_fault(error):
    def reader():
        raise error

    with pytest.raises((AssertionError, KeyError)):
        refused(reader)


@pytest.mark.parametrize("name", TARGETS)
def test_what_is_fed_reaches_beyond_the_refusals(name):
    """Else the fuzzer would only knock at a closed door: the seeds themselves are accepted."""
    assert any(not refused(lambda data=data: TARGETS[name](data)) for data in (b"", b"\x40", b"\x40\0", b"\0\0"))
