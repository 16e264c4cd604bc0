"""The calendar keeps to RFC 5545, read here without the library that wrote it."""

import re
from datetime import UTC, datetime

import pytest

from lstm_core.exam.plan.calendar import calendar
from tests.lstm_core.exam.plan.examples import HOUR, NOW, TOMORROW, WEEKS, made

LINE = re.compile(r"([A-Z-]+)((?:;[A-Z-]+=[^:;]+)*):(.*)")


def lines(data):
    """The content lines: CRLF at each end, at most 75 octets before unfolding (3.1)."""
    assert data.endswith(b"\r\n")
    raw = data[:-2].split(b"\r\n")
    assert all(len(line) <= 75 and b"\n" not in line and b"\r" not in line for line in raw)
    for line in raw:
        line.decode("utf-8")  # no letter is cut in two
    return data.decode("utf-8").replace("\r\n ", "").split("\r\n")[:-1]


def components(data):
    """(name, {property: value}) for each component, in order of their ends; properties but once."""
    stack, found = [], []
    for line in lines(data):
        name, _, value = LINE.fullmatch(line).groups()
        if name == "BEGIN":
            stack.append((value, {}))
        elif name == "END":
            assert stack[-1][0] == value
            found.append(stack.pop())
        else:
            assert name not in stack[-1][1]
            stack[-1][1][name] = value
    assert not stack
    return found


def text(value):
    """A TEXT (3.3.11): only these signs are escaped."""
    assert not re.search(r"(?<!\\)(?:\\\\)*[;,]", value)
    return re.sub(r"\\([\\;,nN])", lambda sign: {"n": "\n", "N": "\n"}.get(sign[1], sign[1]), value)


def moment(value):
    return datetime.strptime(value, "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC).timestamp()


@pytest.mark.parametrize("language", ["en", "de"])
@pytest.mark.parametrize(("hours", "exam"), [(3, TOMORROW), (30, WEEKS), (2, None)])
def test_it_has_each_sitting_with_its_rows_and_the_exam(hours, exam, language):
    found = made(hours, exam)
    parts = components(calendar(found, NOW, language))
    assert parts[-1][0] == "VCALENDAR"
    assert parts[-1][1]["VERSION"] == "2.0"
    assert parts[-1][1]["PRODID"]
    events = [values for name, values in parts if name == "VEVENT"]
    assert len(events) == len(found.sittings) + (exam is not None)
    assert len({event["UID"] for event in events}) == len(events)
    for event, sitting in zip(events, found.sittings, strict=False):
        assert moment(event["DTSTAMP"]) == int(NOW)
        assert moment(event["DTSTART"]) == int(sitting.begin)
        assert moment(event["DTEND"]) - moment(event["DTSTART"]) == pytest.approx(60 * sitting.minutes, abs=31)
        told = text(event["DESCRIPTION"]).split("\n")
        assert len(told) == len(sitting.rows)
        assert all(row.title[language] in line for row, line in zip(sitting.rows, told, strict=True))
        assert sitting.rows[0].title[language] in text(event["SUMMARY"])
    if exam:
        assert moment(events[-1]["DTSTART"]) == exam


def test_taken_along_anew_it_replaces_what_was_there():
    ids = lambda data: [values["UID"] for name, values in components(data) if name == "VEVENT"]
    first, later = made(3), made(2.5, now=NOW + HOUR / 2)
    assert ids(calendar(first, NOW)) == ids(calendar(later, NOW + HOUR / 2))
