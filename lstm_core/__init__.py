"""Recurrent cells as data, and everything that follows from them. Imports no Streamlit.

Each package or module imports only from those above it:

    prose       texts and other data as TOML, and their reader
    cell        what a recurrent cell is, and what follows from its graph alone
    notation    text -> Cell
    latex       the equations of a cell
    cells       the cells, a learner's own, and how FAU, PyTorch and Keras lay out their weights
    listing     the source code of a cell
    mistakes    every cell one edit away
    figure      the picture of a cell: routing, DOT, SVG, stages, explanations
    run         numbers through a cell, and everything that is shown about one run
    gradients   the equations of the way back, backpropagation through time
    drills      numeric exercises from a seed
    grade       a drawing or typed equations, compared with a cell and marked
    tasks       what a net has to learn, and when it has
    exam        the learner's log, question bank, cards, review schedule, mock exam, paper
    ink         strokes of a pen, read as a drawing
    training    experiments, the training loop, the shared trainer, compiled layers, sweeps, pretrained nets, probes
    course      lessons, their experiments, the lecture index, the reference pages
    generation  next-symbol nets, search, music
"""
