"""Story and question: people walk from place to place, and then somebody asks where one of them is (S3:7-9).

A story is a sequence of words, one per step, each a line of its own: "Mary kitchen John garden where Mary". The
answer is read at the last word only. To be right, a net has to keep a place for every person and to replace it.
"""

from collections.abc import Sequence

import numpy as np

from lstm_core.tasks.batch import Batch, blank
from lstm_core.tasks.criteria import Choice
from lstm_core.tasks.task import Task

PEOPLE = ("Mary", "John", "Sandra")
PLACES = ("kitchen", "garden", "bathroom", "hall")
ASK = "where"
WORDS = (*PEOPLE, ASK, *PLACES)
SENTENCE = 2  # words
TIME = 14  # steps, the usual number
FEWEST = 2  # sentences before the question
MOST_SENTENCES = 12  # that a reader may type
FIRST_PLACE = len(PEOPLE) + 1  # among the lines


def story(rng: np.random.Generator, batch: int, time: int, _: int | None = None) -> Batch:
    """Two sentences or more, as many as fit in, and the question; shorter stories begin later, after silence.

    Everybody walks at random. Each of those who were seen is asked for equally often, however long ago that was.
    """
    made, each = blank(time, batch, len(WORDS), len(PLACES)), np.arange(batch)
    most = most_sentences(time)
    count = rng.integers(FEWEST, most + 1, batch)
    where, who = (rng.integers(0, len(kind), (most, batch)) for kind in (PLACES, PEOPLE))
    told = np.arange(most)[:, None] >= most - count
    seen = np.stack([(told & (who == person)).any(axis=0) for person in range(len(PEOPLE))])
    asked = np.where(seen, rng.random(seen.shape), -1).argmax(axis=0)
    start = time - SENTENCE * (most + 1)
    for k in range(most):
        made.xs[start + SENTENCE * k, each, who[k]] = told[k]
        made.xs[start + SENTENCE * k + 1, each, FIRST_PLACE + where[k]] = told[k]
    made.xs[-2, :, len(PEOPLE)] = 1
    made.xs[-1, each, asked] = 1
    last = (np.where(told & (who == asked), np.arange(most)[:, None], -1)).max(axis=0)
    made.ys[-1, each, where[last, each]] = 1
    made.mask[-1] = 1
    return made


def most_sentences(time: int = TIME) -> int:
    """How many sentences fit in before the question."""
    return (time - SENTENCE) // SENTENCE


def in_words(xs: np.ndarray) -> list[str]:
    """The words of one story, xs: (time, words); a silent step is left out."""
    return [WORDS[int(line.argmax())] for line in xs if line.any()]


def lines(words: Sequence[str]) -> np.ndarray:
    """A story as inputs: (time, 1, words). Raises ValueError with a sentence for a word that no net here knows."""
    known = {word.lower(): k for k, word in enumerate(WORDS)}
    strange = [word for word in words if word.lower() not in known]
    if strange:
        raise ValueError(f"“{strange[0][:20]}” is not among the words of this story; they are {', '.join(WORDS)}.")
    xs = np.zeros((len(words), 1, len(WORDS)), np.float32)
    xs[np.arange(len(words)), 0, [known[word.lower()] for word in words]] = 1
    return xs


def ages(batch: Batch) -> np.ndarray:
    """How many sentences came after the one that tells the answer: (batch,)."""
    named = batch.xs[:-SENTENCE:SENTENCE] * batch.xs[-1]  # a sentence begins with a name, and the question ends with it
    return np.asarray(named.any(axis=2)[::-1].argmax(axis=0))


def right_by_age(said: np.ndarray, batch: Batch) -> list[float]:
    """The share of right answers for every age from 0 on; said: (time, batch, places)."""
    right, old = said[-1].argmax(axis=1) == batch.ys[-1].argmax(axis=1), ages(batch)
    return [float(right[old == age].mean()) for age in range(int(old.max()) + 1) if (old == age).any()]


def last_place(batch: Batch) -> np.ndarray:
    """What a reader says who only ever remembers the place said last: (time, batch, places)."""
    said = batch.xs[..., FIRST_PLACE:]
    steps = np.where(said.any(axis=2), np.arange(len(said))[:, None], -1).max(axis=0)
    answers = np.zeros_like(batch.ys)
    answers[-1] = said[steps, np.arange(said.shape[1])]
    return answers


def sentences(text: str) -> list[tuple[str, str]]:
    """A story as typed, "Mary kitchen. John garden", as pairs of a person and a place.

    Raises ValueError with a sentence if it is not made of such pairs.
    """
    spelled = {word.lower(): word for word in WORDS}
    words = [spelled.get(word.lower(), word) for word in text.replace(".", " ").replace(",", " ").split()]
    lines(words)
    pairs = list(zip(words[::SENTENCE], words[1::SENTENCE], strict=False))
    if not words or len(words) % SENTENCE or any(who not in PEOPLE or where not in PLACES for who, where in pairs):
        raise ValueError("Write sentences of two words, a person and a place, such as: Mary kitchen. John garden.")
    if len(pairs) > MOST_SENTENCES:
        raise ValueError(f"At most {MOST_SENTENCES} sentences, please; this story has {len(pairs)}.")
    return pairs


def asked_after(told: Sequence[tuple[str, str]], person: str) -> np.ndarray:
    """The story so far and the question where the person is, as inputs: (time, 1, words).

    A short one begins after silence, as in training: a net is not the same after silent steps as at its very start.
    """
    xs = lines([*(word for pair in told for word in pair), ASK, person])
    silence = np.zeros((max(0, TIME - len(xs)), *xs.shape[1:]), np.float32)
    return np.concatenate([silence, xs])


def probabilities(said: np.ndarray) -> np.ndarray:
    """The outputs of a net, (..., places), as shares of 1.

    The nets are trained with squared errors on 0 and 1, whose best answer is the probability; below 0 counts as 0.
    """
    positive = np.clip(said, 0, None)
    total = positive.sum(axis=-1, keepdims=True)
    return np.where(total > 0, positive / np.maximum(total, 1e-9), 1 / said.shape[-1])


def describe(batch: Batch, which: int) -> str:
    """One story as it is read: "Mary kitchen. John garden. Where Mary? Garden." """
    words = in_words(batch.xs[:, which])
    told = [" ".join(words[k : k + SENTENCE]) for k in range(0, len(words), SENTENCE)]
    answer = PLACES[int(batch.ys[-1, which].argmax())]
    return (
        f"{'. '.join(told[:-1])}. {told[-1].capitalize().replace(words[-1].lower(), words[-1])}? {answer.capitalize()}."
    )


STORY = Task(
    "story",
    "Read who walks where, word by word, and output at the last word where the person in question is.",
    WORDS,
    PLACES,
    story,
    Choice(),
    time=TIME,
    least=6,
    describe=describe,
)
