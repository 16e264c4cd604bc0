"""References as they stand below a text."""

import re


def short(reference: str) -> str:
    """S3:27-30 as “S3, 27–30”; a paper as it is called."""
    return re.sub(r"^(S\d):(\d+)-?", r"\1, \2–", reference).removesuffix("–")
