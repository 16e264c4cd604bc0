"""Sequence generation: a net learns to predict the next symbol, and predicts again and again (lesson 11).

    corpus      a text as pieces and symbols     upload          a learner's own text
    ngrams      baselines that only count        predictor       what every model of the next symbol offers
    model       the net, in plain NumPy          learning        its training, with settings
    job         the training as a job            pretrain        the net that comes with the app
    unit_probes what single units follow         exposure_bias   true symbols as inputs, or its own
    bar_completion   whether its bars are full
    encoding    the letters of a file, told apart or asked for
    search      greedy, sampling, beam and exhaustive search, also by hand
    music       ABC notation, bars, keys and sound; tunes.abc holds the tunes

Only `learning` needs torch, which `job` loads when it begins. `pretrained` holds a trained net, made again by
`python -m lstm_core.generation.pretrain`.
"""
