"""What a learner wants from a plan, and which cards serve it."""

from lstm_core.exam.bank.bank import questions
from lstm_core.exam.cards.cards import Card
from lstm_core.exam.plan.taught import DRAWING
from lstm_core.prose import read

WISHES: dict[str, tuple[str, ...]] = {  # kinds of cards, and of questions
    "all": ("drawing", "draw", "explain", "compare", "predict", "differs", "drill", "derive"),
    "draw": ("drawing", "draw"),
    "explain": ("explain", "compare", "predict", "differs"),
    "calculate": ("drill", "derive"),
}


def serves(card: Card, wish: str) -> bool:
    """Whether a card is part of what is wanted."""
    kind = questions()[card.id.removeprefix("question ")].kind if card.kind == "question" else card.kind
    return kind in WISHES[wish] or card.id == DRAWING


def level(card: Card) -> int:
    """How hard a card is, from 1 to 3; what is no question is in between, unless the table of drawings differs."""
    if card.kind == "drawing":
        return int(read("plan")["drawings"].get(card.title, {}).get("level", 2))
    return questions()[card.id.removeprefix("question ")].level if card.kind == "question" else 2
