"""Numeric drills: DRILLS["N01"](seed) is a question with its numbers, answers, typical mistakes and worked solution.

    field      one thing that is asked            reading   what is typed into it
    marking    right, carried on, trap or off     drill     the question, and all of it marked
    words      the prose of a drill               template  a recipe that makes one for every seed
    templates  the recipes, by subject; their words stand in prose/drills under the same names

Every answer is worked out by the core itself. To add a template, write it beside the others and a row here.
"""

from lstm_core.drills.drill import Drill, SolutionLine
from lstm_core.drills.field import Field, FieldResult, TrapValue
from lstm_core.drills.template import Template
from lstm_core.drills.templates.attention import context_vector
from lstm_core.drills.templates.backward_step import backward_step
from lstm_core.drills.templates.beam_search import beam_search
from lstm_core.drills.templates.bits import bits_and_perplexity
from lstm_core.drills.templates.bound import norm_bound
from lstm_core.drills.templates.costs import costs
from lstm_core.drills.templates.counting import parameters
from lstm_core.drills.templates.decay import gradient_at_lag
from lstm_core.drills.templates.directions import both_directions
from lstm_core.drills.templates.elman import two_logistic_steps, two_steps
from lstm_core.drills.templates.gates import entry_by_entry, instruction
from lstm_core.drills.templates.gru_steps import two_gru_steps
from lstm_core.drills.templates.libraries import returned_shapes
from lstm_core.drills.templates.memory_path import along_the_path, constant_gate, wanted_half_life
from lstm_core.drills.templates.one_step import gru_step, lstm_step
from lstm_core.drills.templates.operations import multiplications
from lstm_core.drills.templates.shapes import shapes
from lstm_core.drills.templates.temperature import temperature
from lstm_core.drills.templates.through_time import back_through_time
from lstm_core.drills.templates.tiny_rnn import what_it_computes
from lstm_core.drills.templates.unrolled import depth, truncated

ROWS = (
    Template("N01", "One step of the LSTM", 5, lstm_step),
    Template("N02", "Two steps of an Elman cell", 2, two_steps),
    Template("N03", "One step of the GRU", 7, gru_step),
    Template("N04", "Gates on vectors", 5, entry_by_entry),
    Template("N05", "Gates as instructions", 12, instruction),
    Template("N06", "Count the parameters", 8, parameters),
    Template("N07", "Name the shapes", 5, shapes),
    Template("N08", "The gradient along the memory", 5, along_the_path),
    Template("N09", "How long a memory lasts", 5, constant_gate),
    Template("N10", "A gate for a wanted half-life", 5, wanted_half_life),
    Template("N11", "Gradients over many steps", 4, gradient_at_lag),
    Template("N12", "What a bound guarantees", 4, norm_bound),
    Template("N13", "Beam search by hand", 11, beam_search),
    Template("N14", "Softmax with a temperature", 11, temperature),
    Template("N15", "Back through three steps", 3, back_through_time),
    Template("N16", "How deep is the unrolled net?", 4, depth),
    Template("N17", "Truncated: how far back?", 3, truncated),
    Template("N18", "The costs of training", 3, costs),
    Template("N19", "The LSTM's backward step", 13, backward_step),
    Template("N20", "Bits and perplexity", 11, bits_and_perplexity),
    Template("N21", "Attention by hand", 11, context_vector),
    Template("N22", "The costs of running", 8, multiplications),
    Template("N23", "Both directions", 8, both_directions),
    Template("N24", "Shapes in PyTorch", 2, returned_shapes),
    Template("N25", "What does this net compute?", 2, what_it_computes),
    Template("N26", "Two steps of the GRU", 7, two_gru_steps),
    Template("N27", "Two logistic steps", 2, two_logistic_steps),
)
DRILLS = {template.key: template for template in ROWS}

__all__ = ["DRILLS", "Drill", "Field", "FieldResult", "SolutionLine", "Template", "TrapValue"]
