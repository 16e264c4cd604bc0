"""Why something could not be read, in each language in which an exam can be held.

What learners type or draw is refused in a sentence that says what to do. The sentences that may come up in an exam are
in `complaints.toml`, in English and in German.
"""

from lstm_core.prose import read
from lstm_core.prose.wording import Wording, filled


class Complaint(ValueError):
    """An error whose sentence is there in every language; as text it is English."""

    def __init__(self, wording: Wording) -> None:
        super().__init__(wording.en)
        self.wording = wording


def complaint(key: str, **blanks: object) -> Complaint:
    """A sentence of complaints.toml as an error to be raised. Raises KeyError for one that is not there."""
    return Complaint(sentence(key, **blanks))


def sentence(key: str, **blanks: object) -> Wording:
    """A sentence with its blanks filled in; a blank may be filled by a text in every language."""
    return filled(read("complaints")[key], **blanks)


def why(error: ValueError) -> Wording | str:
    """What an error says, in every language if it is a complaint."""
    return error.wording if isinstance(error, Complaint) else str(error)
