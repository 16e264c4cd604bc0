"""Train the net that comes with the app: `python -m lstm_core.generation.pretrain` writes it into pretrained/."""

import time

from lstm_core.generation.corpus import folk_tunes
from lstm_core.generation.learning import train
from lstm_core.generation.model import SHIPPED
from lstm_core.generation.ngrams import baselines
from lstm_core.generation.settings import Settings

SETTINGS = Settings()


def main() -> None:
    """Train on the tunes that are not held out, say what was reached, and write the best net."""
    corpus = folk_tunes()
    *_, last = train(corpus, SETTINGS, time.perf_counter)
    counted = min(baselines(corpus).values())
    words = f"{last.fewest:.2f} bits per symbol on held-out tunes after {last.seconds:.0f} s; best n-gram {counted:.2f}"
    if last.fewest >= counted:
        raise SystemExit(f"The net is no better than counting. {words}")
    print(words)
    SHIPPED.parent.mkdir(exist_ok=True)
    SHIPPED.write_bytes(last.best.saying(f"{len(corpus.training)} tunes in C; {last.fewest:.2f} bits held out.").save())


if __name__ == "__main__":
    main()
