"""Train the net that comes with the app: `python -m lstm_core.generation.pretrain` writes it into pretrained/."""

import time

from lstm_core.generation.corpus import folk_tunes
from lstm_core.generation.learning import train
from lstm_core.generation.model import SHIPPED
from lstm_core.generation.ngrams import baselines
from lstm_core.generation.settings import TextSettings

SETTINGS = TextSettings()


def main() -> None:
    """Train on the tunes that are not held out, print the result, and write the best net."""
    corpus = folk_tunes()
    *_, last = train(corpus, SETTINGS, time.perf_counter)
    ngram_bits = min(baselines(corpus).values())
    reached = f"{last.best_bits:.2f} bits per symbol on held-out tunes after {last.seconds:.0f} s"
    summary = f"{reached}; best n-gram {ngram_bits:.2f}"
    if last.best_bits >= ngram_bits:
        raise SystemExit(f"The net is no better than counting. {summary}")
    print(summary)
    SHIPPED.parent.mkdir(exist_ok=True)
    SHIPPED.write_bytes(
        last.best.with_about(f"{len(corpus.training)} tunes in C; {last.best_bits:.2f} bits held out.").save()
    )


if __name__ == "__main__":
    main()
