"""The course of a run as CSV: loss of every batch, and the judgements where there were any."""

import csv
import io

from lstm_core.training.progress import Progress


def table(progress: Progress) -> str:
    """Columns batch, loss, score, rmse_counted; the last two only where fresh sequences were judged."""
    scores, errors = dict(progress.history.scores), dict(progress.history.errors)
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(("batch", "loss", "score", "rmse_counted"))
    for batch, loss in enumerate(progress.losses, 1):
        rmse = errors[batch].rmse_counted if batch in errors else ""
        writer.writerow((batch, loss, scores.get(batch, ""), rmse))
    return text.getvalue()
