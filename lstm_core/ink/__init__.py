"""Ink: strokes of a pen are read as a drawing.

glyphs, alphabet         symbols and letters made of geometry
training                 the nets that learn from them
strokes, clean           strokes ready to be read; what was scribbled over is gone
outlines, chains, shapes boxes and circles
signs, symbols           what is written in them
shafts, wires, attach    wires, their heads, and what their ends mean
nets                     what hangs together
states, letters          what arrives and what leaves
names                    letters beside boxes, which name gates
directions, flow         which way the values run, and where they are joined
draft, connect           the drawing in the making
corrections, told        what a learner corrects, checked and carried out
given, routes, held      a drawing as ink, for a sheet that begins with one; and read once more
templates                signs as this learner writes them
remarks                  what was in the way, in sentences
sheet, describe          all of it: `read_sheet`; the same in words
tracks, replay           when each stroke was drawn, and when each mistake was made
svg, sharing             the sheet as a picture
"""

from lstm_core.ink.describe import description, what_became
from lstm_core.ink.sheet import InkEnd, InkPart, InkWire, Sheet, read_sheet
from lstm_core.ink.templates import kept, learned

__all__ = ["InkEnd", "InkPart", "InkWire", "Sheet", "description", "kept", "learned", "read_sheet", "what_became"]
