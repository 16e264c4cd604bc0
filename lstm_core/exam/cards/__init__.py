"""Cards to review: the questions and the figures, and the same for Anki."""

from lstm_core.exam.cards.cards import cards

__all__ = ["cards"]
