"""Whoever opens twenty tabs has two of them worked out at once; nobody else waits for that."""

import threading

from ui.common import turns


def test_two_pages_of_one_browser_are_worked_out_at_once_and_the_third_waits():
    inside, leave, begun = threading.Semaphore(0), threading.Event(), []

    def page(number):
        with turns.turn("mine"):
            begun.append(number)
            inside.release()
            leave.wait(60)

    tabs = [threading.Thread(target=page, args=(number,)) for number in range(5)]
    for tab in tabs:
        tab.start()
    assert inside.acquire(timeout=60)
    assert inside.acquire(timeout=60)
    while turns._LANES["mine"].users < 5:  # until all have asked
        threading.Event().wait(0.001)
    assert len(begun) == 2
    with turns.turn("another's"):  # who does not wait
        assert len(begun) == 2
    leave.set()
    for tab in tabs:
        tab.join(60)
    assert sorted(begun) == list(range(5))


def test_a_page_that_breaks_gives_its_turn_back_and_nothing_is_left_of_a_browser_that_has_gone():
    for _ in range(5):
        try:
            with turns.turn("mine"):
                raise ValueError
        except ValueError:
            pass
    assert turns._LANES == {}
