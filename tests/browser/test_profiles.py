"""A profile that was lent before is as empty as a new one, and those who have one at a time share nothing."""

import pytest

from tools.serving import APP

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
LEAVES = "() => { localStorage.mine = sessionStorage.mine = document.cookie = 'mine=1' }"
FINDS = "() => `${localStorage.mine} ${sessionStorage.mine} ${document.cookie.includes('mine')}`"


def test_nothing_is_left_of_whoever_had_a_profile_before(serve, profiles):
    one = profiles.lend(locale="en-GB")
    page = one.context.new_page()
    page.goto(serve(APP))
    page.evaluate(LEAVES)
    other = profiles.lend(locale="en-GB").context.new_page()
    other.goto(serve(APP))
    assert other.evaluate(FINDS) == "undefined undefined false"
    profiles.take_back(one, locale="en-GB")
    again = profiles.lend(locale="en-GB")
    assert again is one
    page = again.context.new_page()
    page.goto(serve(APP))
    assert page.evaluate(FINDS) == "undefined undefined false"
    again.context.close()
    other.context.close()
