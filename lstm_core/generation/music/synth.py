"""A tune to listen to: notes -> WAV, a plucked string made of a few decaying sines."""

import io
import wave
from collections.abc import Sequence
from fractions import Fraction
from functools import lru_cache

import numpy as np

from lstm_core.generation.music.abc import bars
from lstm_core.generation.music.tune import Bar, Note, Tune

RATE = 22_050  # samples a second
LONGEST = 180.0  # seconds of sound
RINGS = 6.0  # seconds of a string, after which it is too soft for 16 bits
TEMPI = (30.0, 300.0)  # quarter notes a minute
_PARTIALS = (1.0, 0.45, 0.22, 0.1, 0.05)  # how loud the pitch and its multiples are


def wav(tune: Tune, tempo: float = 132.0) -> bytes:
    """The tune as a WAV file, mono, 16 bits; `tempo` in quarter notes a minute. Repeats are played.

    Raises ValueError with a sentence if the tempo is out of bounds.
    """
    if not TEMPI[0] <= tempo <= TEMPI[1]:
        raise ValueError(f"The tempo is {tempo:g}; choose from {TEMPI[0]:g} to {TEMPI[1]:g} quarter notes a minute.")
    sound = samples([note for bar in unfolded(bars(tune)) for note in bar.notes], tempo)
    page = io.BytesIO()
    with wave.open(page, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        sound *= 32_000
        file.writeframes(sound.astype("<i2").data)
    return page.getvalue()


def unfolded(written: Sequence[Bar]) -> list[Bar]:
    """The bars in the order in which they are played: every repeated strain twice, with its first and second end."""
    played: list[Bar] = []
    start, ending = 0, 0
    for k, bar in enumerate(written):
        if bar.opens.endswith(":") or bar.opens == "::":
            start = k
        if bar.opens.endswith("1"):
            ending = k
        played.append(bar)
        if bar.closes.startswith(":"):
            played += written[start : ending if ending > start else k + 1]
            start = k + 1
    return played


def samples(notes: list[Note], tempo: float) -> np.ndarray:
    """Sound between −1 and 1: (samples,). Cut after LONGEST seconds."""
    seconds_per_whole = 240 / tempo
    ends = np.cumsum([float(note.length) * seconds_per_whole for note in notes])
    total = min(float(ends[-1]) if len(ends) else 0.0, LONGEST) + 0.6
    sound = np.zeros(int(total * RATE), np.float32)
    for note, end in zip(notes, ends, strict=True):
        start = int((end - float(note.length) * seconds_per_whole) * RATE)
        if note.pitch is not None and end < LONGEST:
            tone = _tone(note.pitch, note.length, seconds_per_whole)[: len(sound) - start]
            sound[start : start + len(tone)] += tone
    sound *= 0.9 / max(float(sound.max(initial=0)), -float(sound.min(initial=0)), 1e-9)
    return sound


@lru_cache(maxsize=64)  # a tune has few different notes; each takes half a megabyte at most
def _tone(pitch: int, length: Fraction, seconds_per_whole: float) -> np.ndarray:
    """One note with a soft beginning, a decay, and an end that fades into the next."""
    held = float(length) * seconds_per_whole
    t = np.arange(int(min(held + 0.25, RINGS) * RATE)) / RATE
    angle = 2 * np.pi * 440 * 2 ** ((pitch - 69) / 12) * t
    before, partial, twice = np.zeros_like(t), np.sin(angle), 2 * np.cos(angle)
    decay = np.exp(-t)
    left, waves = np.exp(-2.5 * t), np.zeros_like(t)
    for loud in _PARTIALS:
        waves += loud * left * partial
        before, partial = partial, twice * partial - before  # sin (k + 1)a = 2 cos a sin ka - sin (k - 1)a
        left *= decay
    fade = np.clip(1 - (t - held) / 0.25, 0, 1)
    return np.asarray(waves * np.minimum(t / 0.008, 1) * fade, np.float32)
