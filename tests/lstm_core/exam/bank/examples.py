"""What a question of the bank holds, for the tests of its parts."""


def points(question):
    """Every point of a question and of its follow-ups."""
    return [*question.points, *(point for one in question.follow_ups for point in one.points)]


def texts(question):
    """Every text that a learner reads."""
    every = [point.wording for point in points(question)]
    twins = [text for point in points(question) for text in (point.twin, point.why)]
    prompts = [one.prompt for one in question.follow_ups]
    wordings = [question.prompt, question.answer, *question.hints, *every, *twins, *prompts]
    return [text for one in wordings for text in (one.en, one.de)]
