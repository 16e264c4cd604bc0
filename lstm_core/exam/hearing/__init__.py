"""Hearing: which points of a question an answer makes, and by which of its words.

Pattern matching over concepts, as in the Open University's PMatch (Jordan and Mitchell 2009) and in c-rater (Leacock
and Chodorow 2003): each point of the bank has an expression for what makes it and one for what contradicts it. Likeness
of words is no marker: "only two gates" is as like "three gates" as it gets. So what is heard is a suggestion with its
evidence, to be confirmed, and what is not heard is never called missing.
"""

from lstm_core.exam.hearing.heard import Heard, heard, points_of

__all__ = ["Heard", "heard", "points_of"]
