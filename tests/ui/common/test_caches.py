"""A cache is shared by all learners: its key must be what the result follows from, never a name for it."""

import ast

import pytest

from tests.test_architecture import APP, CORE, at, tree
from tools.apptest import run_script

STREAMLITS = ("st.cache_data", "st.cache_resource")
NAMES = {"name", "names", "key", "id", "title", "label", "learner", "visitor", "seat"}
FIXED = {  # what these names stand for comes with the app and never changes
    "lstm_core/training/pretrained/__init__.py shipped_net",
    "lstm_core/course/computer/trials.py trials_of",
    "lstm_core/course/pictures/__init__.py picture",
    "lstm_core/exam/bank/numbers.py _made",
    "lstm_core/exam/plan/first_check.py _is_quick",
    "lstm_core/prose/__init__.py read",
    "ui/practise/drills/attempt.py made",
    "lstm_core/run/start_values.py start_value",
}
OF_THE_SESSION = "scope='session'"


def caches():
    """(where, the decorator's source, its function) for every cache of the app."""
    for path in (*APP, *CORE):
        for function in ast.walk(tree(path)):
            if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef):
                for decorator in function.decorator_list:
                    text = ast.unparse(decorator)
                    if text.split("(")[0] in {
                        *STREAMLITS,
                        "cache",
                        "lru_cache",
                        "functools.cache",
                        "functools.lru_cache",
                    }:
                        yield f"{at(path)} {function.name}", text, function


def arguments(function):
    given = function.args
    return [one.arg for one in (*given.posonlyargs, *given.args, *given.kwonlyargs)]


def test_no_cache_is_given_anything_that_it_does_not_look_at():
    """Streamlit leaves arguments that begin with _ out of the key."""
    found = list(caches())
    assert len(found) > 20
    assert not [where for where, _, function in found if any(name.startswith("_") for name in arguments(function))]


def test_no_cache_has_a_name_as_its_key():
    found = {
        where: set(arguments(function)) & NAMES
        for where, decorator, function in caches()
        if OF_THE_SESSION not in decorator
    }
    assert {where for where, names in found.items() if names} == FIXED


def test_no_cache_of_streamlit_is_made_by_a_call():
    """One that is no decorator could not be read here."""
    for path in APP:
        decorators = {
            id(node)
            for function in ast.walk(tree(path))
            if isinstance(function, ast.FunctionDef)
            for decorator in function.decorator_list
            for node in ast.walk(decorator)
        }
        loose = [
            node for node in ast.walk(tree(path)) if ast.unparse(node) in STREAMLITS and id(node) not in decorators
        ]
        assert not [node for node in loose if isinstance(node, ast.Attribute)], at(path)


def test_nothing_that_every_visitor_could_clear_is_a_resource():
    assert not [where for where, decorator, _ in caches() if decorator.startswith("st.cache_resource")]


def test_two_designed_tasks_of_one_name_do_not_share_their_baselines():
    from dataclasses import replace

    from lstm_core.tasks import TASKS
    from ui.train.task import baseline_errors

    one = TASKS["recall"]
    other = replace(TASKS["sequence recall"], name=one.name, question=one.question)
    assert baseline_errors(one, 20, 0) != baseline_errors(other, 20, 0)


@pytest.fixture(scope="module")
def generators():
    """Two learners' nets: every name of them is the same, corpora and weights are not."""
    from lstm_core.generation.corpus import Corpus
    from lstm_core.generation.model import shipped_net
    from ui.course.experiments.generation.models import TextGenerator, shipped

    net, corpus = shipped_net(), shipped().corpus
    turned = type(net)(net.symbols, {name: -weight for name, weight in net.weights.items()}, net.about)
    reversed_ = Corpus(corpus.name, corpus.pieces[::-1])
    return [TextGenerator("mine", *pair, 2.0, 3.0) for pair in ((net, corpus), (turned, corpus), (net, reversed_))]


def _measured():
    import streamlit as st

    from ui.course.experiments.generation import exposure_bias, unit_probes

    generator = st.session_state.generator
    found = unit_probes._correlations(generator)
    st.session_state.found = [
        {fact: values.round(6).tolist() for fact, values in found.taught.items()},
        exposure_bias._measured(generator, 1, 8, 0),
    ]


def test_generators_of_one_name_share_no_results(generators):
    def found(generator):
        return run_script(_measured, state={"generator": generator}).session_state["found"]

    results = [found(generator) for generator in generators]
    again = [found(generator) for generator in reversed(generators)][::-1]
    for k, what in enumerate(("correlations", "exposure bias")):
        different = [repr(result[k]) for result in results]
        assert len(set(different)) == 3, what
        assert different == [repr(result[k]) for result in again]
