"""Sequence generation: a net learns to say the next symbol, and is asked again and again (lesson 11).

    corpus      a text as pieces and symbols     upload      a learner's own
    ngrams      baselines that only count        model       the net, in plain NumPy
    learning    trains it (settings)             decoding    greedy, temperature, top-k
    beam        beam search                      tree        what it looked at, for Graphviz
    exhaustive  every sequence, as a check       worked      tables of probabilities to search by hand
    units       what single units follow         speaker     what all that speak have in common
    feeding     told the truth, or fed its own   filling     whether its bars are full, either way
    by_hand     both searches played by hand     writing     a training for the trainer's thread
    abc, tune, keys, bars, transpose, sound      the music; tunes.abc: the tunes

Only `learning` needs torch, which `writing` loads when it begins. `nets` holds a trained net, made again by
`python -m lstm_core.generation.pretrain`.
"""
