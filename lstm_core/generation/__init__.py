"""Sequence generation: a net learns to say the next symbol, and is asked again and again (lesson 11).

    corpus      a text as pieces and symbols     tunes.abc   traditional tunes in ABC notation
    ngrams      baselines that only count        model       the net, in plain NumPy
    learning    trains it (settings)             decoding    greedy, temperature, top-k
    beam        beam and exhaustive search       tree        what they looked at, for Graphviz
    units       what single units follow         speaker     what all that speak have in common
    abc, tune, keys, bars, transpose, sound      the music

Only `learning` needs torch; `nets` holds a trained net, made again by `python -m lstm_core.generation.ship`.
"""
