"""Recurrent cells as data, and everything that follows from them. Imports no Streamlit.

The layers, each importing only from those before it:

    ops         the operations, a row each
    cell        Node and Cell: the one description
    notation    text -> Cell                 run       numbers through a cell, one step or a sequence
    latex       its equations                figure    its picture, for Graphviz (wires: the routes)
    listing     its code, NumPy and PyTorch  stages    the order in which it is told
    mistakes    every cell one edit away
    sequences   inputs over time             strips    what of a trace is drawn over time
    backprop    the way back through time    jacobians  how far a small change lasts
    memory      how long a memory lasts      table     a trace for a spreadsheet
    cells       the seven cells, a page of data each
    grade       a drawing of one from memory: what to repair in it, and its mark
    tasks       what a net has to learn, and when it has
    sweep       what became of many experiments  reach     what a sweep over delays says
    contributions, clipping, fading          the experiments of the lessons on gradients
    torch_layout, module, gradients          the same cells in PyTorch
    lessons     the course: texts with sources, and what lights up while they are read
    compiled    any cell as a layer that trains fast
    generation  the next symbol, again and again: corpus, net, searches, music
"""
